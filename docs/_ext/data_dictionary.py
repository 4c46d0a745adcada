"""One page for each table, written from ``datapackage.json`` before Sphinx reads the pages.

The pages go to ``reference/data-dictionary`` and are not kept in the repository: the descriptor is, and it is
itself written from the record classes. The directive ``tables`` lists them.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pygments.lexers.special import TextLexer
from sphinx.util.docutils import SphinxDirective

from unami import mission
from unami._package.read import LEADING
from unami.records import TABLES

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

FOLDER = "reference/data-dictionary"

MERGES = {
    "identity": "identity",
    "claim": "claim: values compete",
    "wording": "wording: the best placed is shown",
    "union": "union: values add up",
}


def descriptor() -> dict[str, Any]:
    """Read the descriptor of the packaged data."""
    text = (files("unami") / "data" / "datapackage.json").read_text("utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


@cache
def meanings() -> dict[str, dict[str, str]]:
    """Read what the words of each vocabulary of the packaged data mean."""
    found: dict[str, dict[str, str]] = {}
    for (vocabulary, word), meaning in mission.dataset.vocabularies.meanings.items():
        found.setdefault(vocabulary, {})[word] = meaning
    return found


def _sentences(field: dict[str, Any]) -> tuple[str, str, bool]:
    """Split a description into what is particular to the column, the sort of value, and whether there are several.

    The descriptor repeats in each description how dates, lists and references are written, for readers who have
    nothing but it; here, that stands once, on the page about all tables.
    """
    words = field["description"]
    kind = {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(field["type"], field["type"])
    own, date, _ = words.partition(" EDTF date: ")
    several = " Several values are separated by | " in f"{words} "
    several = several or " Several values are separated by |." in words
    own = own.split(" Several values are separated by ")[0].split(" Ids of the table ")[0]
    return own, "date" if date else kind, several


def _column(field: dict[str, Any], refers: dict[str, str]) -> list[str]:
    own, kind, several = _sentences(field)
    constraints = field.get("constraints", {})
    rules = [f"list of {kind}s" if several and kind == "date" else f"list, {kind}" if several else kind]
    if constraints.get("required"):
        rules.append("required")
    if "minimum" in constraints:
        rules.append(f"at least {constraints['minimum']}")
    table = refers.get(field["name"]) or _table_in_words(field["description"])
    if table:
        rules.append(f"ids of [{table}]({table}.md)")
    if "merge" in field:
        rules.append(f"{MERGES[field['merge']]}")
    lines = [f"`{field['name']}`", f": {own}", f": *{'; '.join(rules)}*"]
    meant = meanings().get(field.get("vocabulary", ""), {})
    if meant:
        lines.append(": Words of this mission:\n" + "".join(f"\n  - `{word}`: {told}" for word, told in meant.items()))
    elif "enum" in constraints:
        lines.append(": One of " + ", ".join(f"`{value}`" for value in constraints["enum"]) + ".")
    return [*lines, ""]


def _table_in_words(description: str) -> str | None:
    """Find the table that a list column refers to: Frictionless has foreign keys for single values only."""
    _, found, rest = description.partition(" Ids of the table ")
    return rest.partition(".")[0] if found else None


def page(resource: dict[str, Any]) -> str:
    """Write the page of one table.

    Args:
        resource: The table's entry in the descriptor.
    """
    name = resource["name"]
    schema = resource["schema"]
    refers = {key["fields"][0]: key["reference"]["resource"] for key in schema.get("foreignKeys", ())}
    lines = [f"# {name}", "", resource["title"], ""]
    fields = schema["fields"]
    if name in TABLES:
        module, _, record_class = TABLES[name].partition(":")
        link = f"{{py:class}}`{record_class} <unami.records.{module}.{record_class}>`"
        leading = ", ".join(f"`{column}`" for column in LEADING)
        lines += [
            f"File: `{resource['path']}`. One row is what one source says about one thing.",
            f'Records: {link}, from `unami.mission.tables["{name}"]`.',
            "",
            "The table begins with the [columns of every table of statements](../data-dictionary.md#statements):",
            f"{leading}.",
            "",
        ]
        fields = [field for field in fields if field["name"] not in LEADING]
    else:
        lines += [f"File: `{resource['path']}`.", ""]
    lines += ["## Columns", ""]
    for field in fields:
        lines += _column(field, refers)
    return "\n".join(lines)


def write_pages(app: Sphinx) -> None:
    """Write the pages that are missing or not up to date, and remove those of tables that are no more."""
    folder = Path(app.srcdir, FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    pages = {folder / f"{resource['name']}.md": page(resource) for resource in descriptor()["resources"]}
    for path in folder.glob("*.md"):
        if path not in pages:
            path.unlink()
    for path, text in pages.items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, encoding="utf-8")


class Tables(SphinxDirective):
    """List all tables with their titles."""

    def run(self) -> list[nodes.Node]:
        """Make the list."""
        lines = []
        for resource in descriptor()["resources"]:
            name = resource["name"]
            lines += [f"[{name}](data-dictionary/{name}.md)", f": {resource['title']}", ""]
        return self.parse_text_to_nodes("\n".join(lines))


class Leading(SphinxDirective):
    """Describe the columns that all tables of statements begin with."""

    def run(self) -> list[nodes.Node]:
        """Make the list."""
        resource = next(resource for resource in descriptor()["resources"] if resource["name"] in TABLES)
        fields = [field for field in resource["schema"]["fields"] if field["name"] in LEADING]
        refers = {"source": "sources"}
        lines = [line for field in fields for line in _column(field, refers)]
        text = "\n".join(lines).replace("](sources.md)", "](data-dictionary/sources.md)")
        return self.parse_text_to_nodes(text)


def setup(app: Sphinx) -> dict[str, Any]:
    """Take part in the build."""
    app.connect("builder-inited", write_pages)
    # Blocks of CSV are shown as they are: Pygments has no lexer for it.
    app.add_lexer("csv", TextLexer)
    app.add_directive("tables", Tables)
    app.add_directive("leading-columns", Leading)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
