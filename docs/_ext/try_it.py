"""A console on a page, in which the library runs in the reader's browser by Pyodide.

The build brings along all that it loads: Pyodide from the npm registry, the wheel of the library, built from this source
tree, and those of the packages that its core needs. Nothing comes from another site when the page is read. Without npm,
pip or a network, the page says that this copy of the documentation has no console.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

ROOT = Path(__file__).parents[2]

FOLDER = "_static/pyodide"

PACKAGE = "pyodide@>=0.27"

FILES = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.js",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)
"""What Pyodide needs to start; older and newer versions have one of the two scripts."""

LIST = "files.json"
"""The names of the wheels; it is written last, so that where it is, all is there."""


def bring(app: Any) -> None:
    """Bring along all that the console loads; what others make, an earlier build of this folder may have brought."""
    folder = Path(app.outdir, FOLDER)
    if app.builder.format == "html":
        try:
            _fetch(folder)
        except (OSError, subprocess.SubprocessError) as error:
            # No warning, which would be an error of the build: the page is whole without the console.
            logging.getLogger(__name__).info("the page try gets no new console: %s", error)
    app.config.has_console = (folder / LIST).is_file()


def _fetch(folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None or not (ROOT / "pyproject.toml").is_file():
        raise OSError("it needs npm and the source tree")
    pip = [sys.executable, "-m", "pip"]
    with tempfile.TemporaryDirectory() as work:
        new = Path(work, "new")
        new.mkdir()
        _run(*pip, "wheel", "-q", "--no-deps", "--wheel-dir", str(new), str(ROOT), cwd=work)
        (own,) = new.glob("*.whl")
        if not (folder / LIST).is_file():
            _run(*pip, "download", "-q", "--only-binary", ":all:", "--dest", str(new), str(own), cwd=work)
            Path(work, "package.json").write_text("{}", encoding="utf-8")
            _run(npm, "install", "--silent", "--no-audit", "--no-fund", PACKAGE, cwd=work)
            for file in Path(work, "node_modules", "pyodide").iterdir():
                if file.name in FILES:
                    shutil.copy(file, new)
        folder.mkdir(parents=True, exist_ok=True)
        for former in folder.glob(f"{own.name.partition('-')[0]}-*.whl"):
            former.unlink()
        for file in new.iterdir():
            shutil.copy(file, folder)
    wheels = sorted(file.name for file in folder.glob("*.whl"))
    (folder / LIST).write_text(json.dumps(wheels), encoding="utf-8")


def _run(*command: str, cwd: str) -> None:
    subprocess.run(command, check=True, cwd=cwd, timeout=300, capture_output=True)  # noqa: S603 - commands of our own


def examples() -> list[str]:
    """The examples of the README that need the core alone, as typed."""
    readme = (ROOT / "README.md").read_text("utf-8")
    found = []
    for block in re.findall(r"^```python\n(.*?)^```", readme, re.MULTILINE | re.DOTALL):
        lines = [line[4:] for line in block.splitlines() if line.startswith((">>> ", "... "))]
        code = "\n".join(lines)
        if code and "to_polars" not in code:
            found.append(code)
    return found


class TryIt(SphinxDirective):
    """The console, with a button for each example: its content has a name for each, in the order of the README."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Write the console, or that there is none."""
        if not self.config.has_console:
            text = (
                "This copy of the documentation was built without the console: that needs npm and a network. "
                "Build it again where they are, or install the library."
            )
            return [nodes.note("", nodes.paragraph("", text))]
        names = [line.strip() for line in self.content if line.strip()]
        known = examples()
        if len(names) != len(known):
            raise self.error(f"the README has {len(known)} examples that run here, and {len(names)} have names")
        buttons = "".join(
            f'<button type="button" data-code="{escape(code, quote=True)}">{escape(name)}</button>'
            for name, code in zip(names, known, strict=True)
        )
        size = sum(file.stat().st_size for file in Path(self.env.app.outdir, FOLDER).iterdir()) / 1e6
        html = (
            f'<div id="try" data-folder="{FOLDER}">'
            f'<p><button type="button" id="try-start">Start Python on this page</button> '
            f'<span id="try-state" role="status">It loads {size:.0f} MB, once, from this site.</span></p>'
            f'<div id="try-console" hidden><p class="try-examples">{buttons}</p>'
            '<label for="try-code">Code</label>'
            '<textarea id="try-code" rows="8" spellcheck="false" autocapitalize="off" autocomplete="off"></textarea>'
            '<p><button type="button" id="try-run">Run</button> <span>or Ctrl+Enter</span></p>'
            '<div id="try-output" role="log" aria-label="Output" tabindex="0"></div></div></div>'
            "<noscript><p>The console needs JavaScript.</p></noscript>"
        )
        return [nodes.raw("", html, format="html")]


def reread(app: Any, env: Any, *_: Any) -> list[str]:
    """Read the page again: whether it has a console is a matter of this build."""
    del app
    return [page for page in env.found_docs if page == "try"]


def add_script(app: Any, page: str, *_: Any) -> None:
    """Load the script of the console on its page only."""
    if page == "try" and app.config.has_console:
        app.add_js_file("try.js", loading_method="defer")


def setup(app: Any) -> dict[str, Any]:
    """Register with the build."""
    app.add_config_value("has_console", default=False, rebuild="", types=[bool])
    app.add_directive("try-it", TryIt)
    app.connect("builder-inited", bring)
    app.connect("env-get-outdated", reread)
    app.connect("html-page-context", add_script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
