/* Shared by the pages of the site: loads data, builds elements, folds texts, keeps the state in the address.

   A page that was opened from a folder may not fetch files. Data are scripts, each of which hands its content to
   site.receive. */
"use strict";

const site = (() => {
  const root = new URL("../", document.currentScript.src);
  const received = new Map();
  const waiting = new Map();

  function receive(name, content) {
    received.set(name, content);
    waiting.get(name)?.resolve(content);
  }

  /** Load a script of the site once; data arrive by receive(). */
  function load(name, { data = true } = {}) {
    if (waiting.has(name)) return waiting.get(name).promise;
    const entry = {};
    entry.promise = new Promise((resolve, reject) => {
      entry.resolve = resolve;
      const script = element("script", { src: new URL(data ? `data/${name}.js` : name, root).href });
      script.onerror = () => {
        say(`${script.src} could not be loaded.`);
        reject(new Error(`${script.src} could not be loaded`));
      };
      if (!data) script.onload = () => resolve(true);
      document.head.append(script);
    });
    waiting.set(name, entry);
    return entry.promise;
  }

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  function say(text) {
    document.getElementById("status").textContent = text;
  }

  /** Letters of Arabic that are written for one another. */
  const ARABIC = {
    "\u0640": "", "\u0621": "", "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a",
    "\u0629": "\u0647", "\u06a9": "\u0643",
  };

  /** A text without accents, case and punctuation, as the library folds names. */
  function fold(text) {
    return text
      .replace(/['\u2018\u2019\u02bc\u02be\u02bf`]/g, "")
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/\u00df/g, "ss")
      .replace(/[\u0640\u0621\u0671\u0649\u06cc\u0629\u06a9]/g, (sign) => ARABIC[sign])
      .replaceAll("&", " and ")
      .replace(/(?<![\p{L}\p{N}_])\p{L}(?:\.\s?\p{L})+(?![\p{L}\p{N}_])/gu, (initials) => initials.replace(/[.\s]/g, ""))
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  }

  let renamed = { folders: {}, records: {} };

  /** Take note of the files whose names are not made from ids as usual (see addresses.py). */
  function rename(names) {
    renamed = names;
  }

  /** The name of the folder and of the files of a table. */
  const fileOf = (table) => renamed.folders[table] ?? table;

  /** The address of a record: its page, or its row. */
  function hrefOf(table, id, hasPage) {
    const quoted = encodeURIComponent(id).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
    const name = encodeURIComponent(renamed.records[table]?.[id] ?? quoted);
    const path = hasPage ? `${fileOf(table)}/${name}.html` : `tables/${fileOf(table)}.html?open=${encodeURIComponent(id)}`;
    return new URL(path, root).href;
  }

  const tableHref = (table) => new URL(`tables/${fileOf(table)}.html`, root).href;

  const sourceHref = (id) => hrefOf("sources", id, true);

  /** What is asked for in the address. */
  function asked() {
    const fragment = location.hash.startsWith("#?") ? location.hash.slice(2) : "";
    return new URLSearchParams(location.search || fragment);
  }

  /** Write a state into the address: as a step of its own, so that Back leads to the one before, or in place. */
  function remember(state, { step = true } = {}) {
    const query = state.toString();
    if (query === asked().toString()) return;
    const address = `${location.href.split(/[?#]/)[0]}${query ? `?${query}` : ""}`;
    try {
      history[step ? "pushState" : "replaceState"](null, "", address);
    } catch {
      // Some browsers keep the query of a local file as it is; the fragment can always be changed.
      history[step ? "pushState" : "replaceState"](null, "", `#?${query}`);
    }
  }

  /** Follow the address now, and whenever it changes. */
  function follow(show) {
    window.addEventListener("popstate", show);
    show();
  }

  /** Writes the address while somebody types: once things rest, one step of history for each spell of typing. */
  function typing(state, pause = 400) {
    let timer = 0;
    let begun = false;
    const write = () => {
      clearTimeout(timer);
      timer = 0;
      site.remember(state(), { step: !begun });
      begun = true;
    };
    return {
      more() {
        clearTimeout(timer);
        timer = setTimeout(write, pause);
      },
      rest() {
        if (timer) write();
        begun = false;
      },
    };
  }

  // What is folded cannot be unfolded on paper.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:not([open])")];
    for (const details of folded) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });

  return { asked, element, fileOf, fold, follow, hrefOf, load, receive, remember, rename, root, say, sourceHref, tableHref, typing };
})();
