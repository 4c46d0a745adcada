/* The search over everything: names first, then other texts; results by kind. */
"use strict";

const search = (() => {
  const { element, fold } = site;
  const part = (id) => document.getElementById(id);
  const FIRST = 8;
  const SNIPPET = 160;

  let folded = null;

  /** The entries with their names and texts folded, once. */
  function prepare(list) {
    folded ??= list.entries.map((entry) => ({
      kind: entry[0],
      id: entry[1],
      title: entry[2],
      when: entry[3],
      text: entry[5],
      name: ` ${fold(entry[2])} `,
      names: ` ${fold(`${entry[2]} ${entry[4]}`)} `,
      rest: ` ${fold(entry[5])} `,
    }));
    return folded;
  }

  /** How well an entry matches folded words: 0 if a word is missing. */
  function weigh(entry, words, whole) {
    let score = 0;
    for (const word of words) {
      if (entry.names.includes(` ${word} `)) score += 40;
      else if (entry.names.includes(` ${word}`)) score += 30;
      else if (entry.rest.includes(` ${word} `)) score += 12;
      else if (entry.names.includes(word)) score += 10;
      else if (entry.rest.includes(` ${word}`)) score += 8;
      else if (word.length > 2 && entry.rest.includes(word)) score += 4;
      else return 0;
    }
    // The more of its name is asked for, the likelier it is meant.
    const asked = words.filter((word) => entry.name.includes(` ${word}`)).length;
    return score + 40 * (asked / (entry.name.split(" ").length - 2)) + (entry.name === ` ${whole} ` ? 40 : 0);
  }

  /** The entries that have all words of a text, best first. */
  function find(list, text) {
    const whole = fold(text);
    const words = [...new Set(whole.split(" ").filter(Boolean))];
    if (!words.length) return [];
    const found = [];
    for (const entry of prepare(list)) {
      const score = weigh(entry, words, whole);
      if (score) found.push([score, entry]);
    }
    return found.sort((one, other) => other[0] - one[0]).map(([, entry]) => entry);
  }

  function snippet(text, words) {
    if (text.length <= SNIPPET) return text;
    const place = text.split(" ").findIndex((each) => words.some((word) => fold(each).includes(word)));
    const before = text.split(" ").slice(0, Math.max(place, 0)).join(" ").length;
    const start = before > 60 ? text.indexOf(" ", before - 60) + 1 : 0;
    const end = text.lastIndexOf(" ", start + SNIPPET);
    return `${start ? "... " : ""}${text.slice(start, end)} ...`;
  }

  function result(list, entry, words) {
    const [table, , hasPage] = list.kinds[entry.kind];
    return element(
      "li",
      { dir: "auto" },
      element("a", { href: site.hrefOf(table, entry.id, hasPage) }, entry.title),
      entry.when ? ` (${entry.when})` : null,
      entry.text ? element("div", { class: "remark" }, snippet(entry.text, words)) : null
    );
  }

  function group(list, kind, entries, words) {
    const box = element("ul", {}, ...entries.slice(0, FIRST).map((entry) => result(list, entry, words)));
    const section = element("section", {}, element("h2", {}, `${list.kinds[kind][1]} `, element("span", { class: "count" }, String(entries.length))), box);
    if (entries.length > FIRST) {
      const more = element("button", { type: "button" }, `Show all ${entries.length}`);
      more.addEventListener("click", () => {
        const rest = entries.slice(FIRST).map((entry) => result(list, entry, words));
        box.append(...rest);
        more.remove();
        rest[0].querySelector("a").focus();
      });
      section.append(more);
    }
    return section;
  }

  function show(list, text) {
    const found = find(list, text);
    const words = fold(text).split(" ").filter(Boolean);
    const kinds = new Map();
    for (const entry of found) {
      if (!kinds.has(entry.kind)) kinds.set(entry.kind, []);
      kinds.get(entry.kind).push(entry);
    }
    part("results").replaceChildren(...[...kinds].map(([kind, entries]) => group(list, kind, entries, words)));
    if (!words.length) site.say("");
    else if (found.length) site.say(`${found.length.toLocaleString("en")} found for “${text}”.`);
    else site.say(`Nothing has all words of “${text}”. Days are on the page “On this date”.`);
  }

  async function start() {
    const box = part("q");
    let resting = 0;
    box.value = site.asked().get("q") ?? "";
    const list = await site.load("search");
    box.addEventListener("input", () => {
      show(list, box.value);
      clearTimeout(resting);
      resting = setTimeout(() => site.remember(new URLSearchParams(box.value ? { q: box.value } : {}), { step: false }), 400);
    });
    part("search-form").addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(resting);
      show(list, box.value);
      site.remember(new URLSearchParams(box.value ? { q: box.value } : {}));
    });
    site.follow(() => {
      const given = site.asked().get("q") ?? "";
      if (box.value !== given) box.value = given;
      show(list, given);
    });
  }

  document.addEventListener("DOMContentLoaded", start);
  return { find };
})();
