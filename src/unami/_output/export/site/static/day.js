/* On this date: shows the state of the mission on a day from one prepared table (see days.py). */
"use strict";

const day = (() => {
  const { element } = site;
  const MS = 86400000;
  const part = (id) => document.getElementById(id);
  const ISO = /^\d{4}-\d{2}-\d{2}$/;

  const stamp = (text) => Date.parse(`${text}T00:00:00Z`);
  const text = (time) => new Date(time).toISOString().slice(0, 10);
  const isDay = (given) => ISO.test(given) && !Number.isNaN(stamp(given)) && text(stamp(given)) === given;

  /** The state of a timeline on a day: the last that began by then. */
  function stateAt(timeline, number) {
    let low = 0;
    let high = timeline.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (timeline.starts[middle] <= number) low = middle + 1;
      else high = middle;
    }
    return low ? timeline.states[low - 1] : null;
  }

  /** The sections of a day, each with its title and lines; the test of all days reads this. */
  function sections(table, given) {
    const number = Math.round((stamp(given) - stamp(table.first)) / MS);
    const line = (place) => {
      const [said, detail, href, sources, under] = table.lines[place];
      return {
        text: said.replaceAll("\u0001", given),
        detail,
        href,
        sources: sources.map((source) => table.sources[source]),
        under: under.map(line),
      };
    };
    const running = stateAt(table.running, number);
    return {
      running: running === null ? "" : table.running.texts[running],
      sections: table.sections
        .map((section) => {
          const place = stateAt(section, number);
          const state = place === null ? "" : table.states[place];
          return typeof state === "string" ? { title: section.title, none: state, lines: [] } : { title: section.title, none: "", lines: state.map(line) };
        })
        .filter((section) => section.lines.length || section.none),
    };
  }

  function sourcesOf(line) {
    if (!line.sources.length) return null;
    const links = line.sources.map(([id, short]) => element("li", {}, element("a", { href: site.sourceHref(id) }, short)));
    const count = `${links.length} ${links.length === 1 ? "source" : "sources"}`;
    return element("details", { class: "line-sources" }, element("summary", {}, count), element("ul", {}, ...links));
  }

  function item(line) {
    const said = line.href ? element("a", { href: new URL(line.href, site.root).href }, line.text) : line.text;
    const detail = line.detail ? element("div", { class: "remark" }, line.detail) : null;
    const under = line.under.length ? element("ul", {}, ...line.under.map(item)) : null;
    return element("li", { dir: "auto" }, said, detail, sourcesOf(line), under);
  }

  function show(table, given) {
    const { running, sections: found } = sections(table, given);
    part("date").value = given;
    part("slide").value = Math.round((stamp(given) - stamp(table.first)) / MS);
    part("slide").setAttribute("aria-valuetext", given);
    const parts = found.map((section) => {
      const lines = section.lines.length ? element("ul", {}, ...section.lines.map(item)) : element("p", {}, section.none);
      const heading = element("h2", {}, section.title);
      return element("section", { class: section.lines.length > 12 ? "wide" : null }, heading, lines);
    });
    part("state").replaceChildren(running ? element("p", { class: "remark" }, `${running[0].toUpperCase()}${running.slice(1)}.`) : "", ...parts);
    document.title = document.title.replace(/^On this date(: [\d-]+)?/, `On this date: ${given}`);
    site.say(`The state on ${given}.`);
  }

  async function start() {
    let chosen = "";
    const note = (event) => (chosen = event.target.value);
    part("date").addEventListener("change", note);
    const table = await site.load("days");
    part("date").removeEventListener("change", note);
    const clamp = (time) => Math.min(Math.max(time, stamp(table.first)), stamp(table.last));
    let shown = null;

    /** What is wrong with a day; empty for a day that the table has. */
    function problem(given) {
      if (!isDay(given)) return `“${given}” is no day; write it as ${part("state").dataset.example}.`;
      const inside = stamp(given) >= stamp(table.first) && stamp(given) <= stamp(table.last);
      return inside ? "" : `The record covers ${table.first} to ${table.last}; ${given} is outside.`;
    }

    function display(given) {
      const wrong = problem(given);
      shown = wrong ? null : given;
      if (!wrong) return show(table, given);
      part("state").replaceChildren();
      return site.say(wrong);
    }

    function open(given, { step = true } = {}) {
      display(given);
      site.remember(new URLSearchParams({ date: given }), { step });
    }

    function follow() {
      const given = site.asked().get("date");
      if (given === null) open(part("state").dataset.example, { step: false });
      else display(given);
    }

    // The script says what is wrong with a day.
    part("day-form").noValidate = true;
    part("day-form").addEventListener("submit", (event) => {
      event.preventDefault();
      open(part("date").value);
    });
    // A day that is typed passes other days on its way.
    const typed = site.typing(() => new URLSearchParams({ date: part("date").value }), 800);
    part("date").addEventListener("change", (event) => {
      if (!event.target.value) return;
      display(event.target.value);
      typed.more();
    });
    part("date").addEventListener("blur", typed.rest);
    part("day-form").addEventListener("click", (event) => {
      const { step, unit } = event.target.dataset;
      if (!step) return;
      const now = new Date(stamp(shown ?? part("state").dataset.example));
      if (unit === "day") now.setUTCDate(now.getUTCDate() + Number(step));
      else {
        const of = now.getUTCDate();
        now.setUTCDate(1);
        now.setUTCMonth(now.getUTCMonth() + Number(step));
        const days = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 0)).getUTCDate();
        now.setUTCDate(Math.min(of, days));
      }
      open(text(clamp(now.getTime())));
    });
    // While it is dragged, the day follows; the address is written once it rests.
    part("slide").addEventListener("input", (event) => {
      shown = text(stamp(table.first) + Number(event.target.value) * MS);
      show(table, shown);
    });
    part("slide").addEventListener("change", () => site.remember(new URLSearchParams({ date: shown })));
    site.follow(follow);
    // Chosen while the table was on its way.
    if (chosen) open(chosen);
  }

  if (part("day-form")) document.addEventListener("DOMContentLoaded", start);
  return { sections };
})();
