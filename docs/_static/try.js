// The console of the page "Try it": a box for code, buttons with examples, and what Python answers.
(() => {
  const place = document.getElementById("try");
  const part = (name) => document.getElementById(`try-${name}`);
  const [start, state, code, output, go] = ["start", "state", "code", "output", "run"].map(part);
  if (location.protocol === "file:") {
    start.disabled = true;
    state.textContent = "A browser runs it only from a web server: python docs/serve.py starts one.";
    return;
  }
  let worker;

  const add = (kind, name, fill) => {
    const element = document.createElement(kind);
    element.className = name;
    fill(element);
    output.append(element);
    element.scrollIntoView({ block: "nearest" });
  };

  const busy = (waits, text) => {
    for (const button of place.querySelectorAll("button")) button.disabled = waits;
    state.textContent = text;
  };

  const receive = ({ data }) => {
    if (data.ready) {
      start.hidden = true;
      part("console").hidden = false;
      busy(false, `${data.ready}: it runs in your browser, and nothing leaves it.`);
      code.focus();
      return;
    }
    if (data.failed) add("pre", "try-text", (element) => { element.textContent = data.failed; });
    if (data.text) add("pre", "try-text", (element) => { element.textContent = data.text; });
    if (data.html) add("div", "try-html", (element) => { element.innerHTML = data.html; });
    busy(false, data.failed && !part("console").hidden ? "Python has stopped: load the page again." : "Done.");
    if (part("console").hidden) state.textContent = `Python could not be started: ${data.failed}`;
  };

  const run = () => {
    if (!code.value.trim() || go.disabled) return;
    add("pre", "try-typed", (element) => { element.textContent = code.value; });
    busy(true, "Running...");
    worker.postMessage({ code: code.value });
  };

  start.addEventListener("click", () => {
    busy(true, "Loading Python and the record...");
    const folder = new URL(place.dataset.folder, document.baseURI).href;
    worker = new Worker(new URL("../try-worker.js", `${folder}/`), { type: "module" });
    worker.onmessage = receive;
    worker.onerror = (error) => receive({ data: { failed: error.message || "the browser cannot run it" } });
    worker.postMessage({ start: folder });
  });
  go.addEventListener("click", run);
  code.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    }
  });
  for (const button of place.querySelectorAll("[data-code]")) {
    button.addEventListener("click", () => {
      code.value = button.dataset.code;
      run();
    });
  }
})();
