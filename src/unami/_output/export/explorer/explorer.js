/* The record explorer: chooses a table, searches, filters, sorts, and shows what each source says of a record.

   The tables are scripts beside this one (see html_folder.py); each hands its rows to unamiExplorer.receive.
   What is shown stands in the fragment of the address, so that it can be shared. */
"use strict";

const unamiExplorer = (() => {
  const FIRST_TABLE = "appointments";
  const MOST_CHOICES = 25;
  const LONGEST_CHOICE = 40;
  const LONG = 25; // Letters from which on a column gets more room, and a cell is cut after a few lines.
  const folder = new URL(".", document.currentScript.src);
  const received = new Map();
  const waiting = new Map();
  let sources = new Map();
  let shown = null; // The table that is on the page: {name, content, api}.
  let applying = false; // True while the page follows the address, and should not write it.

  const part = (id) => document.getElementById(id);

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

  const escaped = (text) => element("i", {}, text).innerHTML.replace(/"/g, "&quot;");
  const words = (name) => name.replaceAll("_", " ");
  const asText = (value) => {
    if (value === null) return "";
    if (Array.isArray(value)) return value.map(asText).join("; ");
    return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
  };

  // Tables

  function receive(content) {
    received.set(content.table, content);
    waiting.get(content.table)?.(content);
  }

  function load(name) {
    if (received.has(name)) return Promise.resolve(received.get(name));
    return new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      const script = element("script", { src: new URL(`${name}.js`, folder).href });
      script.onerror = () => {
        part("explorer-status").textContent = `The table ${words(name)} could not be loaded.`;
        reject(new Error(`${script.src} could not be loaded`));
      };
      document.head.append(script);
    });
  }

  // The state in the address: table, q, sort, page, open, and f.COLUMN for each filter

  function wanted() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const known = [...part("explorer-table").options].map((option) => option.value);
    const table = known.includes(asked.get("table")) ? asked.get("table") : FIRST_TABLE;
    return { asked, table };
  }

  function remember() {
    if (applying || !shown) return;
    const { name, content, api } = shown;
    const state = new URLSearchParams({ table: name });
    if (api.search()) state.set("q", api.search());
    for (const field of document.querySelectorAll("#explorer-place .filters [data-column]")) {
      if (field.value) state.set(`f.${content.columns[field.dataset.column].name}`, field.value);
    }
    const [column, direction] = api.order()[0] ?? [0, "asc"];
    if (column !== 0 || direction !== "asc") {
      state.set("sort", (direction === "desc" ? "-" : "") + content.columns[column].name);
    }
    if (api.page() > 0) state.set("page", api.page() + 1);
    const open = document.querySelector('#explorer-place button[aria-expanded="true"]');
    if (open) state.set("open", open.dataset.record);
    history.replaceState(null, "", `#${state}`);
  }

  function hrefTo(table, id) {
    return `#${new URLSearchParams({ table, open: id })}`;
  }

  // Cells

  function cell(content, column) {
    const { name, ref } = content.columns[column];
    return (value, kind) => {
      const text = asText(value);
      if (kind === "sort" || kind === "type") return value === null || typeof value === "number" ? value : text;
      if (kind === "filter") return text;
      if (column === 0) {
        return `<button type="button" class="record" aria-expanded="false" data-record="${escaped(text)}">${escaped(text)}</button>`;
      }
      if (value === null) return "";
      if (name === "url") {
        return /^https?:/.test(text) ? `<a href="${escaped(text)}" rel="noreferrer">${escaped(text)}</a>` : escaped(text);
      }
      if (ref && ref !== "sources") {
        const ids = Array.isArray(value) ? value : [value];
        return ids.map((id) => `<a href="${escaped(hrefTo(ref, id))}">${escaped(String(id))}</a>`).join("; ");
      }
      return text.length > LONG ? `<div class="clamped">${escaped(text)}</div>` : escaped(text);
    };
  }

  // Empty cells come last, whichever way a column is sorted.
  function compare(direction) {
    return (one, other) => {
      const [noOne, noOther] = [one === null || one === "", other === null || other === ""];
      if (noOne || noOther) return Number(noOne) - Number(noOther);
      const order =
        typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other), "en");
      return direction * order;
    };
  }

  // Filters: a choice where a column has few short values, else a text

  function filterOf(content, column) {
    const { name } = content.columns[column];
    const values = new Set();
    let short = true;
    for (const row of content.rows) {
      for (const value of Array.isArray(row[column]) ? row[column] : [row[column]]) {
        if (value === null) continue;
        values.add(asText(value));
        short &&= asText(value).length <= LONGEST_CHOICE;
      }
    }
    const about = { "aria-label": `Filter ${words(name)}`, "data-column": column };
    if (!short || values.size > MOST_CHOICES || values.size < 2) {
      return element("input", { type: "search", ...about });
    }
    const choice = element("select", about, element("option", { value: "" }, "all"));
    for (const value of [...values].sort((one, other) => one.localeCompare(other, "en", { numeric: true }))) {
      choice.append(element("option", { value }, value));
    }
    return choice;
  }

  function applyFilter(api, field) {
    const column = api.column(Number(field.dataset.column));
    if (field.tagName === "SELECT") {
      const value = field.value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      column.search(value && `(^|; )${value}($|;| )`, { regex: true, smart: false });
    } else {
      column.search(field.value);
    }
  }

  // What each source says of a record

  function sourceLine(id) {
    const source = sources.get(id);
    if (!source) return id;
    const title = source.title || id;
    const name = source.url
      ? element("a", { href: source.url, rel: "noreferrer" }, title)
      : element("span", {}, title);
    const rest = [source.publisher, source.published, source.symbol].filter(Boolean).join(", ");
    return element("span", {}, name, rest ? ` (${rest})` : "", " ", element("a", { href: hrefTo("sources", id), class: "source-id" }, id));
  }

  function details(content, row) {
    const box = element("div", { class: "statements" });
    const disputes = content.disputed[row[0]] ?? {};
    for (const [field, reason] of Object.entries(disputes)) {
      const value = row[content.columns.findIndex((column) => column.name === field)];
      box.append(
        element("p", { class: "disputed" }, element("strong", {}, `Disputed: ${words(field)}. `), `Shown: ${asText(value) || "nothing"}, because ${reason}.`)
      );
    }
    if (content.table === "sources") {
      const list = element("dl");
      content.columns.forEach((column, place) => {
        if (row[place] !== null) list.append(element("dt", {}, words(column.name)), element("dd", {}, asText(row[place])));
      });
      box.append(list);
      return box;
    }
    const list = element("ol");
    for (const [source, locator, stated, rank, note, cells, bound] of content.statements[row[0]] ?? []) {
      const item = element("li", { class: rank }, sourceLine(source));
      item.append(element("div", { class: "where" }, locator, stated ? `: \u201c${stated}\u201d` : ""));
      const values = element("dl");
      for (const [place, value] of Object.entries(cells)) {
        const { name, classified } = content.columns[Number(place) + 1];
        const how = [bound[place] ? `: \u201c${bound[place]}\u201d` : "", classified ? " (classified by the curators)" : ""];
        values.append(element("dt", {}, words(name)), element("dd", {}, value.replaceAll("|", "; ") + how.join("")));
      }
      item.append(values);
      if (rank !== "normal") item.append(element("div", { class: "rank" }, rank === "preferred" ? "Preferred by the curators." : "Known to be wrong, kept for the record."));
      if (note) item.append(element("div", { class: "note" }, note));
      list.append(item);
    }
    box.append(element("p", {}, `${list.children.length} ${list.children.length === 1 ? "statement" : "statements"} about this record:`), list);
    return box;
  }

  function toggle(button, open) {
    const row = shown.api.row(button.closest("tr"));
    for (const other of document.querySelectorAll('#explorer-place button[aria-expanded="true"]')) {
      other.setAttribute("aria-expanded", "false");
      shown.api.row(other.closest("tr")).child.hide();
    }
    if (open) {
      row.child(details(shown.content, row.data())).show();
      button.setAttribute("aria-expanded", "true");
    }
  }

  function openRecord(id) {
    const { api, content } = shown;
    const index = content.rows.findIndex((row) => row[0] === id);
    const place = api.rows({ search: "applied", order: "applied" }).indexes().toArray().indexOf(index);
    if (place < 0) return;
    api.page(Math.floor(place / api.page.len())).draw("page");
    const button = document.querySelector(`#explorer-place button[data-record="${CSS.escape(id)}"]`);
    toggle(button, true);
    button.closest("tr").scrollIntoView({ block: "start" });
  }

  // The page

  async function show(name) {
    const content = await load(name);
    if (shown?.name !== name) {
      shown?.api.destroy();
      shown = { name, content, api: build(content) };
    }
    part("explorer-table").value = name;
    const titles = JSON.parse(part("explorer-app").dataset.titles);
    part("explorer-title").textContent = titles[name];
    part("explorer-title").hidden = false;
  }

  function build(content) {
    const titles = element("tr");
    const filters = element("tr", { class: "filters" });
    const numbers = content.columns.map((_, column) =>
      content.rows.every((row) => row[column] === null || typeof row[column] === "number") &&
      content.rows.some((row) => row[column] !== null)
    );
    const long = content.columns.map((_, column) => content.rows.some((row) => asText(row[column]).length > LONG));
    const empty = content.columns.map((_, column) => content.rows.every((row) => row[column] === null));
    content.columns.forEach((column, place) => {
      titles.append(element("th", { scope: "col", title: column.about }, words(column.name)));
      filters.append(element("td", { "data-dt-order": "disable" }, filterOf(content, place)));
    });
    const table = element("table", { "aria-label": words(content.table) }, element("thead", {}, titles, filters));
    part("explorer-place").replaceChildren(table);
    const api = new DataTable(table, {
      data: content.rows,
      columns: content.columns.map((_, place) => ({
        data: place,
        type: "value",
        visible: !empty[place],
        className: numbers[place] ? "number" : long[place] ? "long" : "",
        render: cell(content, place),
      })),
      autoWidth: false,
      deferRender: true,
      order: [[0, "asc"]],
      orderMulti: false,
      pageLength: 20,
      lengthMenu: [10, 20, 50, 100],
      pagingType: "simple_numbers",
      titleRow: 0,
      layout: { topStart: "search", topEnd: "pageLength", bottomStart: "info", bottomEnd: "paging" },
      language: {
        search: "Search all columns",
        lengthMenu: "_MENU_ rows",
        info: "_START_ to _END_ of _TOTAL_ records",
        infoEmpty: "No records",
        infoFiltered: "(out of _MAX_)",
        zeroRecords: "No matching records. Remove a filter.",
      },
    });
    // A wide table scrolls in a frame of its own, which the keyboard can reach.
    const frame = element("div", { class: "frame", tabindex: "0", role: "region", "aria-label": `Records of ${words(content.table)}` });
    table.replaceWith(frame);
    frame.append(table);
    for (const field of filters.querySelectorAll("[data-column]")) {
      field.addEventListener("input", () => {
        applyFilter(api, field);
        api.draw();
      });
    }
    table.tBodies[0].addEventListener("click", (event) => {
      const button = event.target.closest("button.record");
      if (button) {
        toggle(button, button.getAttribute("aria-expanded") !== "true");
        remember();
      }
    });
    // What is open closes when other rows are drawn.
    api.on("preDraw", () => {
      for (const open of document.querySelectorAll('#explorer-place button[aria-expanded="true"]')) {
        open.setAttribute("aria-expanded", "false");
        api.row(open.closest("tr")).child.hide();
      }
    });
    api.on("draw", remember);
    return api;
  }

  async function follow() {
    const { asked, table } = wanted();
    applying = true;
    try {
      await show(table);
      const { api, content } = shown;
      api.search(asked.get("q") ?? "");
      for (const field of document.querySelectorAll("#explorer-place .filters [data-column]")) {
        field.value = asked.get(`f.${content.columns[field.dataset.column].name}`) ?? "";
        applyFilter(api, field);
      }
      const sort = asked.get("sort") ?? "id";
      const column = content.columns.findIndex(({ name }) => name === sort.replace(/^-/, ""));
      api.order([Math.max(column, 0), sort.startsWith("-") ? "desc" : "asc"]).draw();
      const page = Number(asked.get("page") ?? 1) - 1;
      if (page > 0 && page < api.page.info().pages) api.page(page).draw("page");
      if (asked.get("open")) openRecord(asked.get("open"));
    } finally {
      applying = false;
    }
  }

  async function start() {
    for (const [direction, sign] of [["asc", 1], ["desc", -1]]) {
      DataTable.ext.type.order[`value-${direction}`] = compare(sign);
    }
    const table = await load("sources");
    const names = table.columns.map((column) => column.name);
    sources = new Map(table.rows.map((row) => [row[0], Object.fromEntries(row.map((value, place) => [names[place], value]))]));
    part("explorer-table").addEventListener("change", (event) => {
      location.hash = new URLSearchParams({ table: event.target.value });
    });
    part("explorer-reset").addEventListener("click", () => {
      location.hash = new URLSearchParams({ table: shown.name, page: 1 });
    });
    window.addEventListener("hashchange", follow);
    document.querySelector("#explorer-app .explorer-choice").hidden = false;
    await follow();
  }

  document.addEventListener("DOMContentLoaded", start);
  return { receive };
})();
