/* A table: searches, filters, sorts and downloads its rows, and shows what each source says of a row.

   The page has its first rows without any script. The rest is loaded when somebody begins to use the table, or at once
   if the address asks for something. */
"use strict";

(() => {
  const { element, fold } = site;
  const LONG = 25; // Letters from which on a column gets more room, and a cell is cut after a few lines.
  const MOST_CHOICES = 40;
  const LONGEST_CHOICE = 60;
  const PAGE = 25;
  const part = (id) => document.getElementById(id);
  const name = () => part("table").dataset.table;

  let shown = null; // {content, api, filters, words, folded}
  let unread = true; // True until the address has been followed for the first time.
  let following = false; // True while the page follows the address, and should not write it.

  // Values

  const asText = (value) => (typeof value === "boolean" ? (value ? "yes" : "no") : String(value));
  const list = (value) => (value === null ? [] : Array.isArray(value) ? value : [value]);

  function labelled(content, column, value) {
    return content.labels[column.name]?.[value] ?? asText(value);
  }

  const EDGES = { about: "about ", "at-least": "at least ", "at-most": "at most " };

  /** A value as it is read: names in place of ids, numbers with their edge and separators. */
  function shownAs(content, place, row, value) {
    const column = content.columns[place];
    if (column.kind !== "number") return labelled(content, column, value);
    const edge = column.edge === null ? "" : (EDGES[row[column.edge]] ?? "");
    return edge + (Math.abs(value) >= 10000 ? value.toLocaleString("en") : String(value));
  }

  function cellText(content, place, row) {
    return list(row[place]).map((value) => shownAs(content, place, row, value)).join("; ");
  }

  /** The first and last day that a date in the data can mean, as text that compares like dates. */
  function limits(value) {
    const [first, last = first] = String(value).replace(/[?~%]/g, "").split("/");
    const from = /^\d/.test(first) ? first + "-01-01".slice(first.length - 4) : "0000-01-01";
    const to = /^\d/.test(last) ? last + "-12-31".slice(last.length - 4) : "9999-12-31";
    return [from, to];
  }

  /** Whether a text is a year, a month or a day that there is. */
  function isDate(text) {
    if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false;
    const day = text + "-01-01".slice(text.length - 4);
    const time = Date.parse(`${day}T00:00:00Z`);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
  }

  // Filters, by name of column: {text} or {from, to}

  function readFilters(content, asked, wrong) {
    const filters = new Map();
    for (const [key, value] of asked) {
      if (!key.startsWith("f.") || !value) continue;
      const [, field, end] = /^f\.(.*?)(?:\.(from|to))?$/.exec(key);
      const column = content.columns.find((each) => each.name === field);
      if (!column) {
        wrong.push(`there is no column “${field}”`);
        continue;
      }
      const kind = column.kind;
      if (end && kind === "text") wrong.push(`${column.title} has no range`);
      else if (kind === "number" && Number.isNaN(Number(value))) wrong.push(`“${value}” is no number`);
      else if (kind === "date" && !isDate(value)) wrong.push(`“${value}” is no date; write 2014, 2014-06 or 2014-06-10`);
      else if (!end && kind !== "text") filters.set(field, { from: value, to: value });
      else filters.set(field, { ...filters.get(field), [end ?? "text"]: value });
    }
    return filters;
  }

  /** Whether a text is the name or the id of something in a column: then nothing else is meant. */
  function isValue(content, place, text) {
    const column = content.columns[place];
    const wanted = fold(text);
    return content.rows.some((row) => list(row[place]).some((value) => fold(labelled(content, column, value)) === wanted || fold(asText(value)) === wanted));
  }

  function fits(content, row, filters) {
    for (const [field, filter] of filters) {
      const place = content.columns.findIndex((each) => each.name === field);
      const { kind } = content.columns[place];
      const values = list(row[place]);
      if (filter.text !== undefined) {
        const wanted = fold(filter.text);
        filter.exact ??= isValue(content, place, filter.text);
        const hit = values.some((value) => {
          const names = [fold(labelled(content, content.columns[place], value)), fold(asText(value))];
          return filter.exact ? names.includes(wanted) : wanted && names.join(" ").includes(wanted);
        });
        if (!hit) return false;
      }
      if (filter.from !== undefined || filter.to !== undefined) {
        const hit = values.some((value) => {
          if (kind === "number") {
            return (filter.from === undefined || value >= Number(filter.from)) && (filter.to === undefined || value <= Number(filter.to));
          }
          const [first, last] = limits(value);
          return (filter.from === undefined || last >= limits(filter.from)[0]) && (filter.to === undefined || first <= limits(filter.to)[1]);
        });
        if (!hit) return false;
      }
    }
    return true;
  }

  function filterControls(content) {
    const box = part("columns-filter");
    content.columns.forEach((column, place) => {
      const id = `filter-${column.name}`;
      const label = element("label", { for: id }, column.title);
      if (column.kind !== "text") {
        const type = column.kind === "number" ? "number" : "text";
        const hint = column.kind === "number" ? null : "2014-06";
        const one = (end, about) =>
          element("input", { type, step: "any", placeholder: hint, size: 10, "data-filter": `f.${column.name}.${end}`, "aria-label": `${column.title}, ${about}`, id: end === "from" ? id : null });
        box.append(element("p", {}, label, " ", one("from", "from"), " to ", one("to", "to")));
        return;
      }
      // What is chosen stands in the address: a name, or the exact word of a list.
      const values = new Map();
      let short = true;
      for (const row of content.rows) {
        for (const value of list(row[place])) {
          const text = labelled(content, column, value);
          values.set(text, column.refs.length ? text : asText(value));
          short &&= text.length <= LONGEST_CHOICE;
        }
        if (values.size > MOST_CHOICES) break;
      }
      if (!values.size) return;
      const field = { id, "data-filter": `f.${column.name}` };
      if (!short || values.size > MOST_CHOICES) {
        box.append(element("p", {}, label, " ", element("input", { type: "search", autocomplete: "off", ...field })));
        return;
      }
      const options = [...values].sort(([one], [other]) => one.localeCompare(other, "en", { numeric: true }));
      box.append(element("p", {}, label, " ", element("select", field, element("option", { value: "" }, "all"), ...options.map(([text, value]) => element("option", { value }, text)))));
    });
  }

  // Sources of a row

  async function claims(id) {
    const table = await site.load(`claims/${site.fileOf(name())}`);
    const [title, fields] = table.records[id] ?? [id, []];
    const said = ([place, locator, words, remarks]) =>
      element(
        "li",
        {},
        element("a", { href: site.sourceHref(table.sources[place][0]) }, table.sources[place][1]),
        locator ? `, ${locator}` : "",
        words ? element("span", {}, ": ", element("q", { dir: "auto" }, words)) : "",
        remarks.length ? element("span", { class: "remark" }, ` (${remarks.join("; ")})`) : ""
      );
    const value = ([text, stands, claimed], several) =>
      element("li", {}, element("strong", { dir: "auto" }, text), several && stands ? element("span", { class: "remark" }, " (shown)") : "", element("ul", {}, ...claimed.map(said)));
    const box = element("dl", { class: "facts" });
    // What sources dispute comes first.
    for (const [field, reason, disputed, values] of [...fields].sort((one, other) => other[2] - one[2])) {
      box.append(
        element("dt", {}, field, ...(disputed ? [" ", element("strong", { class: "mark" }, "disputed")] : [])),
        element("dd", {}, disputed ? element("p", {}, `Shown because ${reason}.`) : "", element("ul", { class: "values" }, ...values.map((each) => value(each, values.length > 1))))
      );
    }
    return element("div", { class: "claims" }, element("p", {}, `What each source says of ${title} (${name()}/${id}):`), box);
  }

  async function toggle(button, open) {
    const row = shown.api.row(button.closest("tr"));
    closeAll();
    if (!open) return;
    button.setAttribute("aria-expanded", "true");
    const said = await claims(row.data()[0]);
    // It may have been closed, or another one opened, in the meantime.
    if (button.getAttribute("aria-expanded") === "true") row.child(said).show();
  }

  function closeAll() {
    for (const other of document.querySelectorAll('#table button[aria-expanded="true"]')) {
      other.setAttribute("aria-expanded", "false");
      shown.api.row(other.closest("tr")).child.hide();
    }
  }

  // The table

  /** What a row is sorted by: names by their letters, words of lists and dates as they are in the data, which is exact. */
  function sortedBy(content, place, row) {
    const column = content.columns[place];
    const [first] = list(row[place]);
    if (first === undefined) return null;
    if (column.kind === "number") return first;
    if (column.kind === "text") return column.refs.length ? cellText(content, place, row) : list(row[place]).map(asText).join("; ");
    // The first possible day; of two with the same one, the less precise comes first, and of equal ones the one without
    // doubt. What has no end comes last.
    return first === ".." ? "9999" : first.replace(/([?~%])$/, " $1");
  }

  const escaped = (text) => element("i", {}, text).innerHTML.replace(/"/g, "&quot;");

  function cell(content, place, first) {
    const column = content.columns[place];
    return (value, kind, row) => {
      if (kind === "sort" || kind === "type") return sortedBy(content, place, row);
      if (kind === "filter") return cellText(content, place, row);
      const parts = list(value).map((one) => {
        const text = escaped(shownAs(content, place, row, one));
        const table = column.refs.find((each) => column.refs.length === 1 || content.labels[column.name]?.[one]);
        if (table && content.labels[column.name]?.[one] && !content.absent[column.name]?.includes(one)) {
          return `<a href="${escaped(site.hrefOf(table, one, content.pages.includes(table)))}">${text}</a>`;
        }
        if (/^https?:\/\/\S+$/.test(String(one))) return `<a href="${escaped(String(one))}" rel="noreferrer">${text}</a>`;
        const exact = column.kind !== "number" && content.labels[column.name]?.[one] ? String(one) : "";
        const meaning = content.meanings[column.name]?.[one];
        const title = [exact || (meaning ? String(one) : ""), meaning].filter(Boolean).join(": ");
        return title ? `<span title="${escaped(title)}">${text}</span>` : text;
      });
      let html = parts.join("; ");
      if (place === first && content.pages.includes(content.table)) {
        html = `<a href="${escaped(site.hrefOf(content.table, row[0], true))}">${escaped(cellText(content, place, row) || row[0])}</a>`;
      }
      return cellText(content, place, row).length > LONG ? `<div class="clamped">${html}</div>` : html;
    };
  }

  // Empty cells come last, whichever way a column is sorted.
  function compare(direction) {
    return (one, other) => {
      const [noOne, noOther] = [one === null || one === "", other === null || other === ""];
      if (noOne || noOther) return Number(noOne) - Number(noOther);
      const numbers = typeof one === "number" && typeof other === "number";
      return direction * (numbers ? one - other : String(one).localeCompare(String(other), "en", { numeric: true }));
    };
  }

  /** How a column is shown: numbers at the right, long texts with room. */
  function kindOf(content, place) {
    const { kind } = content.columns[place];
    if (kind === "number") return kind;
    if (content.rows.some((row) => cellText(content, place, row).length > LONG)) return "long";
    return kind === "date" ? kind : "";
  }

  function build(content, visible) {
    const stated = part("table").dataset.sources === "yes";
    // The columns in the order in which they are shown: the chosen ones, then the others.
    const order = [...content.shown, ...content.columns.map((_, place) => place).filter((place) => !content.shown.includes(place))];
    const head = element("tr", {}, stated ? element("th", { scope: "col", "data-dt-order": "disable" }, element("span", { class: "hidden" }, "sources")) : null);
    for (const place of order) head.append(element("th", { scope: "col", title: content.columns[place].about }, content.columns[place].title));
    const table = element("table", { "aria-label": content.table.replaceAll("_", " ") }, element("thead", {}, head));
    part("table").replaceChildren(table);
    const lead = content.shown[0];
    const columns = order.map((place) => ({
      data: place,
      name: content.columns[place].name,
      type: "value",
      visible: visible.includes(place),
      // The page has filters of its own.
      searchable: false,
      className: [place === lead ? "first" : "", kindOf(content, place)].join(" ").trim(),
      render: cell(content, place, lead),
      // On a narrow window each row is a card, in which a value has the name of its column before it.
      createdCell: (made) => {
        made.dataset.label = content.columns[place].title;
        made.dir = "auto";
      },
    }));
    const opener = {
      data: 0,
      orderable: false,
      searchable: false,
      render: (id, kind, row) =>
        kind === "display"
          ? `<button type="button" class="record" aria-expanded="false" data-record="${escaped(id)}" aria-label="Sources of ${escaped(cellText(content, lead, row) || id)}"></button>`
          : "",
    };
    const api = new DataTable(table, {
      data: content.rows,
      columns: stated ? [opener, ...columns] : columns,
      autoWidth: false,
      deferRender: true,
      order: [],
      orderMulti: false,
      pageLength: PAGE,
      pagingType: "simple_numbers",
      layout: { topStart: null, topEnd: null, bottomStart: "info", bottomEnd: "paging" },
      language: {
        info: "_START_ to _END_ of _TOTAL_ records",
        infoEmpty: "No records",
        infoFiltered: "(out of _MAX_)",
        zeroRecords: "No matching records. Remove a filter.",
        emptyTable: "No records.",
      },
    });
    // A wide table scrolls in a frame of its own, which the keyboard can reach.
    const frame = element("div", { class: "frame", tabindex: "0", role: "region", "aria-label": `Records of ${content.table.replaceAll("_", " ")}` });
    table.replaceWith(frame);
    frame.append(table);
    table.tBodies[0].addEventListener("click", async (event) => {
      const button = event.target.closest("button.record");
      if (!button) return;
      await toggle(button, button.getAttribute("aria-expanded") !== "true");
      site.remember(state());
    });
    // What is open closes when other rows are drawn.
    api.on("preDraw", closeAll);
    return api;
  }

  // The state in the address: q, f.COLUMN, f.COLUMN.from, f.COLUMN.to, cols, sort, page, open

  function state() {
    const found = new URLSearchParams();
    const { content, api } = shown;
    if (part("q").value) found.set("q", part("q").value);
    for (const field of document.querySelectorAll("[data-filter]")) {
      if (field.value) found.set(field.dataset.filter, field.value);
    }
    const visible = shownColumns();
    if (visible.join() !== content.shown.join()) found.set("cols", visible.map((place) => content.columns[place].name).join(","));
    const [ordered] = api.order();
    if (ordered && ordered[1]) found.set("sort", (ordered[1] === "desc" ? "-" : "") + columnAt(ordered[0]));
    if (api.page() > 0) found.set("page", api.page() + 1);
    const open = document.querySelector('#table button[aria-expanded="true"]');
    if (open) found.set("open", open.dataset.record);
    return found;
  }

  const columnAt = (number) => shown.api.settings()[0].aoColumns[number].sName;
  const numberOf = (field) => shown.api.settings()[0].aoColumns.findIndex((column) => column.sName === field);

  function shownColumns() {
    const chosen = [...document.querySelectorAll("#columns-shown input:checked")].map((box) => Number(box.value));
    const { shown: first } = shown.content;
    return [...first.filter((place) => chosen.includes(place)), ...chosen.filter((place) => !first.includes(place))];
  }

  function apply() {
    const { content, api } = shown;
    const asked = new URLSearchParams([...document.querySelectorAll("[data-filter]")].map((field) => [field.dataset.filter, field.value]));
    const wrong = [];
    shown.filters = readFilters(content, asked, wrong);
    shown.words = fold(part("q").value).split(" ").filter(Boolean);
    api.draw();
    const { recordsDisplay, recordsTotal } = api.page.info();
    site.say(`${recordsDisplay.toLocaleString("en")} of ${recordsTotal.toLocaleString("en")} records.${wrong.length ? ` ${wrong.join("; ")}.` : ""}`);
  }

  function texts() {
    // The text of each row, folded, for the filter by any text: made when it is first needed.
    shown.folded ??= shown.content.rows.map((row) => ` ${fold(shown.content.columns.map((_, place) => (place ? cellText(shown.content, place, row) : `${row[0]} `)).join(" "))} ${fold(row.map((value) => list(value).join(" ")).join(" "))}`);
    return shown.folded;
  }

  async function follow() {
    following = true;
    try {
      await obey(site.asked());
    } finally {
      following = false;
    }
  }

  async function obey(asked) {
    const wrong = [];
    const { content, api } = shown;
    // What somebody typed before the rows came stays.
    if (!unread || asked.get("q") !== null) part("q").value = asked.get("q") ?? "";
    unread = false;
    const filters = readFilters(content, asked, wrong);
    for (const field of document.querySelectorAll("[data-filter]")) {
      const [, column, end] = /^f\.(.*?)(?:\.(from|to))?$/.exec(field.dataset.filter);
      const value = filters.get(column)?.[end ?? "text"] ?? "";
      field.value = value;
      if (value && field.value !== value) {
        // A code or another spelling: what it stands for is chosen.
        const place = content.columns.findIndex((each) => each.name === column);
        const about = content.columns[place];
        const called = (each) => [asText(each), labelled(content, about, each)].some((text) => text.toLowerCase() === value.toLowerCase());
        const id = content.rows.flatMap((row) => list(row[place])).find(called);
        field.value = id === undefined ? "" : about.refs.length ? labelled(content, about, id) : asText(id);
        if (!field.value) {
          field.value = "";
          wrong.push(`no ${content.columns[place].title} is “${value}”`);
        }
      }
    }
    for (const open of document.querySelectorAll("#filters details")) {
      if (filters.size && open.contains(part("columns-filter"))) open.open = true;
    }
    let visible = content.shown;
    if (asked.get("cols")) {
      const names = asked.get("cols").split(",");
      const places = names.map((field) => content.columns.findIndex((each) => each.name === field));
      names.forEach((field, place) => places[place] < 0 && wrong.push(`there is no column “${field}”`));
      const known = places.filter((place) => place >= 0);
      if (known.length) visible = known;
    }
    for (const box of document.querySelectorAll("#columns-shown input")) box.checked = visible.includes(Number(box.value));
    showColumns();
    const sort = asked.get("sort");
    if (sort && numberOf(sort.replace(/^-/, "")) >= 0) api.order([numberOf(sort.replace(/^-/, "")), sort.startsWith("-") ? "desc" : "asc"]);
    else {
      api.order([]);
      if (sort) wrong.push(`there is no column “${sort.replace(/^-/, "")}”`);
    }
    apply();
    const page = Number(asked.get("page") ?? 1) - 1;
    if (Number.isInteger(page) && page > 0 && page < api.page.info().pages) api.page(page).draw("page");
    else if (page !== 0) wrong.push(`there is no page ${asked.get("page")}`);
    const open = asked.get("open");
    if (open && !(await openRecord(open))) wrong.push(`there is no record “${open}” among them`);
    if (wrong.length) site.say(`The address is not quite right: ${wrong.join("; ")}. ${part("status").textContent}`);
  }

  async function openRecord(id) {
    const { api, content } = shown;
    const index = content.rows.findIndex((row) => row[0] === id);
    const place = api.rows({ search: "applied", order: "applied" }).indexes().toArray().indexOf(index);
    if (place < 0) return false;
    api.page(Math.floor(place / PAGE)).draw("page");
    const button = document.querySelector(`#table button[data-record="${CSS.escape(id)}"]`);
    if (!button) return true;
    await toggle(button, true);
    button.focus();
    button.closest("tr").scrollIntoView({ block: "start" });
    return true;
  }

  function showColumns() {
    const chosen = shownColumns();
    for (const column of shown.api.settings()[0].aoColumns) {
      if (column.sName) shown.api.column(`${column.sName}:name`).visible(chosen.includes(column.mData), false);
    }
  }

  function columnControls(content) {
    content.columns.forEach((column, place) => {
      const box = element("input", { type: "checkbox", value: place });
      part("columns-shown").append(element("label", { title: column.about }, box, ` ${column.title}`), " ");
    });
  }

  // Downloads

  function download(kind) {
    const { content, api } = shown;
    const rows = api.rows({ search: "applied", order: "applied" }).data().toArray();
    const columns = [0, ...shownColumns().filter((place) => place !== 0)];
    const { citation } = part("table").dataset;
    const sourcesOf = (row) => content.sources[content.rows.indexOf(row)] ?? [];
    let text;
    if (kind === "json") {
      const records = rows.map((row) => ({
        ...Object.fromEntries(columns.map((place) => [content.columns[place].name, row[place]])),
        sources: sourcesOf(row),
      }));
      text = JSON.stringify({ table: content.table, citation, filter: state().toString(), records }, null, 1);
    } else {
      // A text that a spreadsheet would take for a formula gets a sign before it.
      const quoted = (value) => `"${(/^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value).replaceAll('"', '""')}"`;
      // A column of ids has its names beside it, and a number its edge; the citation stands once.
      const cells = (row, place) => {
        const column = content.columns[place];
        const plain = list(row[place]).map(asText).join("|");
        if (column.edge !== null) return [plain, row[column.edge] ?? ""];
        return column.refs.length && content.labels[column.name] ? [plain, list(row[place]).map((value) => labelled(content, column, value)).join("|")] : [plain];
      };
      const names = (place) => {
        const column = content.columns[place];
        if (column.edge !== null) return [column.name, content.columns[column.edge].name];
        return column.refs.length && content.labels[column.name] ? [column.name, `${column.name}_name`] : [column.name];
      };
      const edges = columns.map((place) => content.columns[place].edge);
      const kept = columns.filter((place) => !edges.includes(place));
      const head = [...kept.flatMap(names), "sources", "citation"];
      const body = rows.map((row, number) => [...kept.flatMap((place) => cells(row, place)), sourcesOf(row).join("|"), number ? "" : citation]);
      // Spreadsheets take a file without this mark for one in the encoding of their system.
      text = "\ufeff" + [head, ...body].map((line) => line.map(quoted).join(",")).join("\r\n") + "\r\n";
    }
    const blob = new Blob([text], { type: kind === "json" ? "application/json" : "text/csv" });
    const link = element("a", { href: URL.createObjectURL(blob), download: `${content.table}.${kind}` });
    document.body.append(link);
    link.click();
    link.remove();
    URL.revokeObjectURL(link.href);
  }

  // Start

  let started = null;

  function start() {
    started ??= (async () => {
      const [content] = await Promise.all([site.load(`rows/${site.fileOf(name())}`), site.load("static/datatables.js", { data: false })]);
      for (const [direction, sign] of [["asc", 1], ["desc", -1]]) DataTable.ext.type.order[`value-${direction}`] = compare(sign);
      filterControls(content);
      columnControls(content);
      shown = { content, filters: new Map(), words: [], api: null };
      for (const place of content.shown) document.querySelector(`#columns-shown input[value="${place}"]`).checked = true;
      DataTable.ext.search.push((_settings, _texts, index) => {
        const row = shown.content.rows[index];
        return fits(shown.content, row, shown.filters) && shown.words.every((word) => texts()[index].includes(word));
      });
      shown.api = build(content, content.shown);
      const typed = site.typing(state);
      part("filters").addEventListener("input", (event) => {
        if (event.target.closest("#columns-shown")) showColumns();
        else apply();
        typed.more();
      });
      part("filters").addEventListener("change", typed.rest);
      part("filters").addEventListener("submit", (event) => event.preventDefault());
      part("clear").addEventListener("click", () => {
        site.remember(new URLSearchParams());
        follow();
      });
      part("filters").addEventListener("click", (event) => event.target.dataset.download && download(event.target.dataset.download));
      shown.api.on("order page", () => following || setTimeout(() => site.remember(state())));
      window.addEventListener("popstate", follow);
      await follow();
      if (part("q").value !== (site.asked().get("q") ?? "")) typed.more();
    })();
    return started;
  }

  document.addEventListener("DOMContentLoaded", () => {
    part("filters").hidden = false;
    const all = part("all");
    if (all) {
      all.hidden = false;
      all.addEventListener("click", start);
    }
    if (location.search || location.hash.startsWith("#?")) start();
    else {
      // What a finger or the keyboard is on stays where it is: the table changes when it is used, or under a mouse.
      part("filters").addEventListener("focusin", start, { once: true });
      window.addEventListener("pointermove", (event) => event.pointerType === "mouse" && !event.buttons && start(), { passive: true });
    }
    for (const button of document.querySelectorAll("[data-download]")) {
      button.addEventListener("click", async (event) => {
        if (shown) return;
        event.stopPropagation();
        await start();
        download(event.target.dataset.download);
      });
    }
  });
})();
