/* The map of tiles: one measure in one year or month; the same numbers as a table below, with their sources. */
"use strict";

(() => {
  const { element } = site;
  const part = (id) => document.getElementById(id);

  function tile(map, measure, found, [id, name, column, row, href]) {
    const value = found?.places[id];
    const box = element("div", { class: value ? "tile" : "tile empty" });
    box.style.gridColumn = column;
    box.style.gridRow = row;
    if (value) {
      const [back, darkBack, ink, darkInk] = map.ramp[value[3]];
      box.style.background = `light-dark(${back}, ${darkBack})`;
      box.style.color = `light-dark(${ink}, ${darkInk})`;
    }
    const label = href ? element("a", { href: new URL(href, site.root).href }, name) : name;
    box.append(element("span", { class: "tile-name" }, label), element("strong", {}, value ? value[0] : "–"));
    if (value?.[2]) box.append(element("span", { class: "tile-under" }, value[2]));
    return box;
  }

  function line(map, value, name, href) {
    const [said, detail, , , sources] = value;
    const links = sources.flatMap((place, number) => [number ? "; " : "", element("a", { href: site.sourceHref(map.sources[place][0]) }, map.sources[place][1])]);
    return element(
      "tr",
      {},
      element("th", { scope: "row", class: "first" }, href ? element("a", { href: new URL(href, site.root).href }, name) : name),
      element("td", { class: "number", "data-label": "Number" }, said),
      element("td", { "data-label": "Of" }, detail),
      element("td", { "data-label": "Sources" }, ...links)
    );
  }

  function show(map, state) {
    const measure = map.measures.find((each) => each.name === state.measure);
    const found = measure[state.freq][state.when];
    const tiles = map.tiles.map((each) => tile(map, measure, found, each));
    part("map").replaceChildren(...tiles);
    const known = map.tiles.filter(([id]) => found?.places[id]);
    part("note").textContent = [`A tile with a dash: ${measure.nobody}.`, map.drawn ? "The tiles lie as on a map." : "The tiles stand in order of names.", found?.note].filter(Boolean).join(" ");
    const head = ["Place", "Number", "Of", "Sources"].map((text) => element("th", { scope: "col", class: text === "Number" ? "number" : null }, text));
    const rows = known.map(([id, name, , , href]) => line(map, found.places[id], name, href));
    part("map-table").replaceChildren(
      rows.length
        ? element("div", { class: "frame", tabindex: "0", role: "region", "aria-label": `${measure.title}, ${state.when}, as a table` }, element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows)))
        : ""
    );
    site.say(`${measure.title}, ${state.when}: ${known.length ? `${known.length} of ${map.tiles.length} places have a number` : "no number for any place"}.`);
    part("measure").value = state.measure;
    part("freq").value = state.freq;
    part("slide").max = map.periods[state.freq].length - 1;
    part("slide").value = map.periods[state.freq].indexOf(state.when);
    part("slide").setAttribute("aria-valuetext", state.when);
  }

  /** The period with most numbers: where a map begins. */
  function fullest(measure, freq, periods) {
    const count = (when) => Object.keys(measure[freq][when]?.places ?? {}).length;
    return periods.reduce((best, when) => (count(when) > count(best) ? when : best), periods[0]);
  }

  async function start() {
    const map = await site.load("map");
    if (!map.tiles.length || !map.periods.Y.length) return site.say("The record has no figures for parts of the country.");
    part("map-form").hidden = false;
    part("measure").append(...map.measures.map((each) => element("option", { value: each.name }, each.title)));
    let state = null;

    function set(change, { step = true } = {}) {
      state = { ...state, ...change };
      show(map, state);
      site.remember(new URLSearchParams({ what: state.measure, when: state.when }), { step });
    }

    function follow() {
      const asked = site.asked();
      const wrong = [];
      const measure = map.measures.find((each) => each.name === asked.get("what")) ?? map.measures[0];
      if (asked.get("what") && measure.name !== asked.get("what")) wrong.push(`nothing is called “${asked.get("what")}”`);
      const when = asked.get("when");
      const freq = map.periods.M.includes(when) ? "M" : "Y";
      const known = map.periods[freq].includes(when);
      if (when && !known) wrong.push(`“${when}” is no year or month from ${map.periods.Y[0]} to ${map.periods.Y.at(-1)}`);
      state = { measure: measure.name, freq, when: known ? when : fullest(measure, freq, map.periods[freq]) };
      show(map, state);
      if (wrong.length) site.say(`The address is not quite right: ${wrong.join("; ")}. ${part("status").textContent}`);
    }

    part("map-form").addEventListener("submit", (event) => event.preventDefault());
    part("measure").addEventListener("change", (event) => set({ measure: event.target.value }));
    part("freq").addEventListener("change", (event) => {
      const freq = event.target.value;
      const near = map.periods[freq].find((when) => when.startsWith(state.when.slice(0, 4)));
      set({ freq, when: near });
    });
    part("map-form").addEventListener("click", (event) => {
      const { step } = event.target.dataset;
      if (!step) return;
      const periods = map.periods[state.freq];
      const place = Math.min(Math.max(periods.indexOf(state.when) + Number(step), 0), periods.length - 1);
      set({ when: periods[place] });
    });
    part("slide").addEventListener("input", (event) => {
      state.when = map.periods[state.freq][Number(event.target.value)];
      show(map, state);
    });
    part("slide").addEventListener("change", () => set({}));
    return site.follow(follow);
  }

  document.addEventListener("DOMContentLoaded", start);
})();
