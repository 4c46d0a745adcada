/* Filters the disputes by topic, field and source; the state stands in the address. */
"use strict";

(() => {
  const part = (id) => document.getElementById(id);
  const NAMES = ["topic", "field", "source"];

  function apply() {
    const source = site.fold(part("source").value);
    let count = 0;
    for (const dispute of document.querySelectorAll("article.dispute")) {
      const fits =
        (!part("topic").value || dispute.dataset.topic === part("topic").value) &&
        (!part("field").value || dispute.dataset.field === part("field").value) &&
        (!source || site.fold(dispute.dataset.sources).includes(source));
      dispute.hidden = !fits;
      count += fits;
    }
    const all = document.querySelectorAll("article.dispute").length;
    site.say(count === all ? `${all} disputes.` : `${count} of ${all} disputes.${count ? "" : " Remove a filter."}`);
  }

  function state() {
    return new URLSearchParams(NAMES.filter((name) => part(name).value).map((name) => [name, part(name).value]));
  }

  function follow() {
    const asked = site.asked();
    const unknown = [];
    for (const name of NAMES) {
      const value = asked.get(name) ?? "";
      part(name).value = value;
      if (part(name).value !== value) {
        part(name).value = "";
        unknown.push(`there is no ${name} “${value}”`);
      }
    }
    apply();
    if (unknown.length) site.say(`The address is not quite right: ${unknown.join("; ")}. ${part("status").textContent}`);
  }

  document.addEventListener("DOMContentLoaded", () => {
    part("filters").hidden = false;
    const typed = site.typing(state);
    for (const name of NAMES) {
      part(name).addEventListener("input", () => {
        apply();
        typed.more();
      });
      part(name).addEventListener("change", typed.rest);
    }
    part("filters").addEventListener("submit", (event) => event.preventDefault());
    part("clear").addEventListener("click", () => {
      for (const name of NAMES) part(name).value = "";
      apply();
      site.remember(state());
    });
    site.follow(follow);
  });
})();
