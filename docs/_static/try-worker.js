// Python in a thread of its own, so that the page stays alive while it loads and computes.
let run;

async function start(folder) {
  const { loadPyodide } = await import(`${folder}/pyodide.mjs`);
  const python = await loadPyodide({ indexURL: `${folder}/` });
  const read = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer;
  };
  for (const name of await (await read(`${folder}/files.json`)).json()) {
    python.unpackArchive(await (await read(`${folder}/${name}`)).arrayBuffer(), "wheel");
  }
  python.runPython(await (await read(`${folder}/../try.py`)).text());
  run = python.globals.get("run");
  return python.runPython("import sys, unami; f'Python {sys.version.split()[0]}, unami {unami.__version__}'");
}

self.onmessage = async ({ data }) => {
  try {
    if (data.start) {
      self.postMessage({ ready: await start(data.start) });
    } else {
      const answer = run(data.code);
      const [text, html] = answer.toJs();
      answer.destroy();
      self.postMessage({ text, html });
    }
  } catch (error) {
    self.postMessage({ failed: String(error) });
  }
};
