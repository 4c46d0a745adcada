/* The search over everything: names first, then other texts; results by kind. */
"use strict";

const search = (() => {
  const { element, fold } = site;
  const part = (id) => document.getElementById(id);
  const FIRST = 8;
  const SNIPPET = 160;
  // Words of questions, which no record is about.
  const UNSAID = new Set("a about an and are at by did do does for from had has have how in is it many much of on or the there to was were what when where which who whom with".split(" "));

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
      names: ` ${fold(`${entry[2]} ${entry[4].replaceAll("|", " ")}`)} `,
      each: [entry[2], ...entry[4].split("|")].map(fold),
      rest: ` ${fold(`${entry[5]} ${entry[6]} ${list.kinds[entry[0]][1]}`)} `,
      refers: entry[7],
      words: "",
      said: "",
    }));
    return folded;
  }

  /** Let entries be found by what is said of them, too. */
  function hear(list, said) {
    const entries = prepare(list);
    said.forEach((text, place) => Object.assign(entries[place], { words: text, said: ` ${fold(text)} ` }));
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
      else {
        // By the names of what it refers to, it is found after what has these names itself.
        // What is only said of it comes last.
        if (entry.refers.some((place) => folded[place].names.includes(` ${word}`))) score += 6;
        else if (entry.said.includes(` ${word}`)) score += 2;
        else return 0;
      }
    }
    // The more of its name is asked for, the likelier it is meant.
    const asked = words.filter((word) => entry.name.includes(` ${word}`)).length;
    return score + 40 * (asked / (entry.name.split(" ").length - 2)) + (entry.each.includes(whole) ? 80 : 0);
  }

  const asked = (text) => {
    const all = [...new Set(fold(text).split(" ").filter(Boolean))];
    const words = all.filter((word) => !UNSAID.has(word));
    return words.length ? words : all;
  };

  /** The entries that have all words of a text, best first; if none has, those that have most of them. */
  function find(list, text) {
    const words = asked(text);
    if (!words.length) return { found: [], words, missing: 0 };
    const entries = prepare(list);
    const whole = words.join(" ");
    const best = (weighed) => weighed.filter(([score]) => score).sort((one, other) => other[0] - one[0]).map(([, entry]) => entry);
    const found = best(entries.map((entry) => [weigh(entry, words, whole), entry]));
    if (found.length || words.length === 1) return { found, words, missing: 0 };
    const part = (entry) => words.map((word) => weigh(entry, [word], word)).filter(Boolean);
    const counted = entries.map((entry) => [part(entry), entry]).filter(([scores]) => scores.length);
    const most = Math.max(0, ...counted.map(([scores]) => scores.length));
    const near = counted.filter(([scores]) => scores.length === most).map(([scores, entry]) => [scores.reduce((a, b) => a + b, 0), entry]);
    return { found: best(near), words, missing: words.length - most };
  }

  function snippet(text, words) {
    if (text.length <= SNIPPET) return text;
    const place = text.split(" ").findIndex((each) => words.some((word) => fold(each).includes(word)));
    const before = text.split(" ").slice(0, Math.max(place, 0)).join(" ").length;
    const start = before > 60 ? text.indexOf(" ", before - 60) + 1 : 0;
    const end = text.lastIndexOf(" ", start + SNIPPET);
    return `${start ? "... " : ""}${text.slice(start, end)} ...`;
  }

  /** The text of an entry, or what is said of it if only there are the words. */
  function shownOf(entry, words) {
    const own = words.every((word) => entry.names.includes(word) || entry.rest.includes(word) || !entry.said.includes(` ${word}`));
    const text = own ? entry.text : entry.words;
    return text ? element("div", { class: "remark" }, snippet(text, words)) : null;
  }

  function result(list, entry, words) {
    const [table, , hasPage] = list.kinds[entry.kind];
    return element(
      "li",
      { dir: "auto" },
      element("a", { href: table ? site.hrefOf(table, entry.id, hasPage) : site.tableHref(entry.id) }, entry.title),
      entry.when ? ` (${entry.when})` : null,
      shownOf(entry, words)
    );
  }

  const capital = (text) => text[0].toUpperCase() + text.slice(1);

  function group(list, kind, entries, words) {
    const box = element("ul", {}, ...entries.slice(0, FIRST).map((entry) => result(list, entry, words)));
    const section = element("section", {}, element("h2", {}, `${capital(list.kinds[kind][1])} `, element("span", { class: "count" }, String(entries.length))), box);
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
    const { found, words, missing } = find(list, text);
    const kinds = new Map();
    for (const entry of found) {
      if (!kinds.has(entry.kind)) kinds.set(entry.kind, []);
      kinds.get(entry.kind).push(entry);
    }
    // Sources speak of everything: they come last.
    const order = [...kinds].sort(([one], [other]) => (list.kinds[one][0] === "sources") - (list.kinds[other][0] === "sources"));
    part("results").replaceChildren(...order.map(([kind, entries]) => group(list, kind, entries, words)));
    if (!words.length) site.say("");
    else if (missing) site.say(`Nothing has all words of “${text}”. ${found.length.toLocaleString("en")} have ${words.length - missing} of ${words.length}.`);
    else if (found.length) site.say(`${found.length.toLocaleString("en")} found for “${text}”.`);
    else site.say(`Nothing has all words of “${text}”. Days are on the page “On this date”.`);
  }

  async function start() {
    const box = part("q");
    // Somebody may type before the list has come.
    if (!box.value) box.value = site.asked().get("q") ?? "";
    const list = await site.load("search");
    const typed = site.typing(() => new URLSearchParams(box.value ? { q: box.value } : {}));
    box.addEventListener("input", () => {
      show(list, box.value);
      typed.more();
    });
    box.addEventListener("change", typed.rest);
    // A result may be opened before the address is written.
    document.addEventListener("click", typed.rest, true);
    part("search-form").addEventListener("submit", (event) => {
      event.preventDefault();
      show(list, box.value);
      typed.rest();
    });
    show(list, box.value);
    // This is much, and needed least: what is shown already does not wait for it.
    site.load("said").then((said) => {
      hear(list, said);
      if (box.value) show(list, box.value);
    });
    if (box.value !== (site.asked().get("q") ?? "")) typed.more();
    window.addEventListener("popstate", () => {
      box.value = site.asked().get("q") ?? "";
      show(list, box.value);
    });
  }

  document.addEventListener("DOMContentLoaded", start);
  return { find, hear };
})();
