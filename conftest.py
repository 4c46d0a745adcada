"""Every example in the README, the documentation and the docstrings is a test.

In Markdown, each fenced block is handled by its language, and none is skipped:

* ``python``: run, as doctest if it begins with ``>>>``;
* ``console``: each command after ``$`` is run, and its output compared (``...`` stands for anything). A command
  that is expected to fail is followed by ``$ echo $?``;
* ``diff``: applied to the files of the scratch folder;
* ``csv``: each line must be in a CSV file of the package, as the page has left it;
* ``sh``: only the commands in ``RUN_ELSEWHERE``, which would call themselves here;
* ``{chart}`` and ``{rows}``: run as Python; the documentation shows the code and its result: the picture of a
  ``chart``, or ``rows`` as a table;
* ``text``: not code;
* ``{code-cell}``: a cell of a notebook, run;
* ``{directive}``: left to Sphinx, unless it could hide code.

Any other block, an indented one, or a prompt outside of a block is a failure. The examples of a page share one
namespace and one scratch folder, their working directory. For commands, diffs and rows it has a copy of the package
in ``src/unami``: changes that a page makes there are not seen by other pages.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sybil import Document, Example, Region, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.abstract import DocTestStringParser
from sybil.parsers.rest import DocTestParser
from sybil.region import Lexeme

import unami

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FLAGS = doctest.ELLIPSIS

RUN_ELSEWHERE = {
    "python -m pip install .": "the continuous integration installs the library in an empty environment",
    "python3 -m venv .venv && .venv/bin/python -m pip install -q -U pip && "
    ".venv/bin/python -m pip install -q -e . --group test && "
    '.venv/bin/python -m pytest -n auto --dist loadfile -m "not slow"': "runs these very tests",
    "sh .ci/check": "runs these very tests",
    "python .ci/generate.py": "tests/records/test_a_new_table.py calls it",
    'python -m pytest -n auto --dist loadfile -m "not slow"': "runs these very tests",
    "python docs/serve.py": "serves until it is stopped; tests/site/test_site.py calls it",
    "python -m unami export site FOLDER": "writes thousands of pages; tests/output/test_export_site.py writes and reads them",
    "python benchmarks/questions.py": "measures, which no test does",
    "python benchmarks/start.py": "measures, which no test does",
    "python3.13t benchmarks/questions.py --threads": "measures, which no test does",
    "python benchmarks/frames.py": "measures, which no test does",
    "python benchmarks/frames.py files --millions 50": "measures, which no test does",
    "python benchmarks/growth.py": "measures, which no test does",
    "python3 -m venv .venv && . .venv/bin/activate": "changes the shell in which it is called",
    "python -m pip install -U pip && python -m pip install -e . --group dev": "sets up what runs these tests",
}
"""Commands that are shown but cannot be run by the tests, with the reason."""

DIRECTIVES = frozenset(
    {
        "toctree",
        "eval-rst",
        "disputes-gallery",
        "try-it",
    }
)
INCLUDED = re.compile(r"\{include\} \.\./_benchmarks/[a-z]+\.md")
"""The pages that others may include: those that benchmarks print. Their own blocks are run like those of all pages."""

NEEDS = {"docs/how-to/serve-over-http.md": ("django", "fastapi", "flask", "httpx")}
"""Packages beyond the group ``test`` that the examples of a page need; without them they are not run."""

PROGRAMS = {"python": [sys.executable], "frictionless": [sys.executable, "-m", "frictionless"]}

FENCE = re.compile(r"(?P<indent> *)(?P<marks>`{3,}|~{3,})(?P<language>.*)")
CELL_OPTIONS = re.compile(r"\A(:[\w-]+:.*\n)+")
CODE_OUTSIDE = re.compile(r" {4,}\S|\t| *(>>>|\$) ")
HIDING_DIRECTIVE = re.compile(
    r"\.\. *(code|code-block|sourcecode|literalinclude|parsed-literal|doctest)\b|::$", re.MULTILINE
)

_run_python = PythonEvaluator()
_doctests = DocTestStringParser(DocTestParser(FLAGS).string_parser.evaluator)
_checker = doctest.OutputChecker()


def _refuse(example: Example) -> str:
    reason: str = example.parsed
    return reason


def _run_console(example: Example) -> str | None:
    """Run the commands of a block one after the other; the first difference is the result."""
    environment = dict(os.environ, COLUMNS="80", PYTHONUTF8="1", PYTHONPATH=str(_copied_package().parent.absolute()))
    failed: int | None = None
    for command, expected in _commands(example.parsed):
        if command == "echo $?":
            status, output = 0, f"{failed or 0}\n"
        elif failed:
            return f"the command before {command!r} failed with {failed}; show that with: echo $?"
        else:
            name, *arguments = shlex.split(command)
            if name not in PROGRAMS:
                return f"{name!r} is not one of the programs that are run here: {', '.join(PROGRAMS)}"
            done = subprocess.run(  # noqa: S603 - the commands are those of our own pages
                [*PROGRAMS[name], *arguments],
                check=False,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
            )
            status, output = done.returncode, done.stdout
        if not _checker.check_output(expected, output, FLAGS):
            shown = doctest.Example(f"$ {command}", expected)
            return _checker.output_difference(shown, output, FLAGS)
        failed = status
    return f"the last command failed with {failed}; show that with: echo $?" if failed else None


def _commands(source: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^\$ ", source, flags=re.MULTILINE)[1:]:
        command, _, expected = re.sub(r"\\\n *", "", part).partition("\n")
        yield command.strip(), expected


def _apply_diff(example: Example) -> str | None:
    """Apply a diff to a file in the scratch folder: line numbers are not needed, but each line must be there."""
    old: list[str] = []
    new: list[str] = []
    path = None
    for line in example.parsed.splitlines():
        if line.startswith("--- "):
            path = Path(line[4:].removeprefix("a/"))
        elif not line.startswith(("+++ ", "@@")):
            if line[:1] in ("-", " "):
                old.append(line[1:] + "\n")
            if line[:1] in ("+", " "):
                new.append(line[1:] + "\n")
    if path is None:
        return "a diff begins with --- and the name of the file"
    _copied_package()
    content = path.read_text(encoding="utf-8")
    if content.count("".join(old)) != 1:
        return f"these lines do not stand exactly once in {path}:\n{''.join(old)}"
    path.write_text(content.replace("".join(old), "".join(new)), encoding="utf-8", newline="\n")
    return None


def _find_rows(example: Example) -> str | None:
    """Look for each line of a block in the CSV files of the scratch folder."""
    lines = {line for path in _copied_package().glob("data/*.csv") for line in path.read_text("utf-8").splitlines()}
    missing = [line for line in example.parsed.splitlines() if line not in lines]
    return "\n".join(["no CSV file of the package has:", *missing]) if missing else None


def _allow_listed(example: Example) -> str | None:
    unknown = [line for line in example.parsed.splitlines() if line not in RUN_ELSEWHERE]
    return f"not in RUN_ELSEWHERE, and so run by nobody: {unknown}" if unknown else None


EVALUATORS: dict[str, Callable[[Example], str | None]] = {
    "console": _run_console,
    "csv": _find_rows,
    "diff": _apply_diff,
    "sh": _allow_listed,
}


def _regions_of_block(language: str, source: str, start: int, end: int, content: int) -> Iterator[Region]:
    if language in EVALUATORS:
        yield Region(start, end, source, EVALUATORS[language])
    elif language == "python" and source.startswith(">>>"):
        place = 0
        for region in _doctests(source, "example"):
            if source[place : region.start].strip():
                yield Region(content + place, content + region.start, "text between doctest examples", _refuse)
            place = region.end
            region.start += content
            region.end += content
            yield region
        if source[place:].strip():
            yield Region(content + place, end, "text after the last doctest example, which nobody compares", _refuse)
    elif language == "python":
        yield Region(start, end, Lexeme(source, 0, 0), _run_python)
    elif language.startswith(("{chart}", "{rows}", "{code-cell}")):
        # The options of a directive are not Python; empty lines in their place keep the line numbers of errors right.
        code = CELL_OPTIONS.sub(lambda options: "\n" * options[0].count("\n"), source)
        yield Region(start, end, Lexeme(code, 0, 0), _run_python)
    elif language.startswith("{"):
        name = language[1:].partition("}")[0]
        if (name not in DIRECTIVES and not INCLUDED.fullmatch(language)) or HIDING_DIRECTIVE.search(source):
            yield Region(start, end, f"the directive {language} could hide code that nobody runs", _refuse)
    elif language != "text":
        yield Region(start, end, f"a block of the language {language!r} that nobody runs", _refuse)


def parse_markdown(document: Document) -> Iterator[Region]:
    """Find the fenced blocks of a page, and what looks like code outside of them."""
    place = 0
    opened: re.Match[str] | None = None
    start = content = 0
    for line in document.text.splitlines(keepends=True):
        found = FENCE.fullmatch(line.rstrip())
        if opened is None:
            if found:
                opened, start, content = found, place, place + len(line)
            elif CODE_OUTSIDE.match(line):
                yield Region(place, place + len(line), "code outside of a fenced block, which nobody runs", _refuse)
        elif found and not found["language"] and found["marks"].startswith(opened["marks"]):
            end = place + len(line)
            if opened["indent"]:
                yield Region(start, end, "a fenced block that does not begin at the margin", _refuse)
            else:
                language = opened["language"].strip()
                yield from _regions_of_block(language, document.text[content:place], start, end, content)
            opened = None
        place += len(line)
    if opened is not None:
        yield Region(start, place, "a fenced block without an end", _refuse)


def _enter_scratch(namespace: dict[str, Any]) -> None:
    scratch = tempfile.mkdtemp(prefix="unami-examples-")
    namespace["_scratch"], namespace["_home"] = scratch, os.getcwd()
    os.chdir(scratch)


def _copied_package() -> Path:
    """Give the copy of the package in the scratch folder; it is made for the first example that needs it."""
    copy = Path("src", "unami")
    if not copy.exists():
        shutil.copytree(Path(unami.__file__).parent, copy)
    return copy


def _leave_scratch(namespace: dict[str, Any]) -> None:
    os.chdir(namespace["_home"])
    shutil.rmtree(namespace["_scratch"])


SLOW_PAGES = frozenset(
    Path(__file__).absolute().parent / "docs" / page
    for page in (
        "how-to/correct-a-fact.md",
        "how-to/draw-charts.md",
        "how-to/export-the-record.md",
        "how-to/see-what-changed.md",
        "how-to/use-the-files-without-python.md",
        "reference/charts.md",
        "reference/coverage.md",
        "reference/command-line.md",
    )
)
"""Pages with many commands that run in separate processes, with pictures, or with counts of all fields."""


_pages = Sybil(
    parsers=[parse_markdown],
    patterns=["README.md", "CONTRIBUTING.md", "docs/*.md", "docs/*/*.md", "docs/*/*/*.md"],
    excludes=["docs/_build/**", *(page for page, names in NEEDS.items() if not all(map(find_spec, names)))],
    setup=_enter_scratch,
    teardown=_leave_scratch,
)
# Sybil reads two stars as one folder.
_docstrings = Sybil(
    parsers=[DocTestParser(FLAGS)], patterns=["src/unami/*.py", "src/unami/*/*.py", "src/unami/*/*/*.py"]
)

pytest_collect_file = (_pages + _docstrings).pytest()


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> _NoTests | None:
    """Keep pytest from taking a file of the library for a module of tests.

    It does so with each file that is named on the command line, and runs a second copy of the module, which stays in
    ``sys.modules``: what the library imports later is then of other classes than what it has.
    """
    if Path(unami.__file__).parent in module_path.parents:
        return _NoTests.from_parent(parent, name=module_path.name)
    return None


class _NoTests(pytest.Collector):
    def collect(self) -> list[pytest.Item]:
        return []


@pytest.hookimpl(tryfirst=True)  # before the marks are asked for by -m
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the pages whose examples take long."""
    for item in items:
        if item.path in SLOW_PAGES:
            item.add_marker("slow")
