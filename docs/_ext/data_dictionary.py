"""The data dictionary: a page for each table.

The pages are written to ``reference/data-dictionary`` before Sphinx reads any page, and are not kept in the repository.
They show :attr:`unami.Mission.dictionary`, and for columns that are not fields of records, the package's descriptor.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pygments.lexers.special import TextLexer

from unami import DictionaryEntry, mission
from unami._package.read import LEADING
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = "reference/data-dictionary"
RESOURCES = {resource["name"]: resource for resource in mission.dataset.descriptor["resources"]}


def _columns(table: str) -> Iterator[DictionaryEntry]:
    """The columns of a CSV file, from its descriptor."""
    for field in RESOURCES[table]["schema"]["fields"]:
        rules = field.get("constraints", {})
        kind = "whole number" if field["type"] == "integer" else "text"
        values = tuple(rules.get("enum", ()))
        required = rules.get("required", False)
        yield DictionaryEntry(table, field["name"], field["description"], kind, required=required, values=values)


def _list(entries: Iterable[DictionaryEntry]) -> Iterator[str]:
    for entry in entries:
        rules = [f"list, {entry.type}" if entry.many else entry.type]
        rules += ["required"] * entry.required
        rules += [] if entry.minimum is None else [f"at least {entry.minimum}"]
        if entry.refers_to:
            tables = " or ".join(f"[{table}](/{FOLDER}/{table}.md)" for table in entry.refers_to)
            rules.append(f"ids of {tables}{''.join(f', or `{word}`' for word in entry.words)}")
        if entry.merge:
            rules.append(f"[merge](/reference/data-dictionary.md#conventions): {entry.merge}")
        rules += ["classified by the curators"] * entry.classified
        values = [f": One of {', '.join(f'`{value}`' for value in entry.values)}."] if entry.values else []
        yield from (f"`{entry.field}`", f": {entry.description}", f": *{'; '.join(rules)}*", *values, "")


def _page(table: str) -> Iterator[str]:
    yield from (f"# {table}", "", RESOURCES[table]["title"], "", f"File: `{RESOURCES[table]['path']}`.")
    if table in TABLES:
        kind = record_class(table)
        link = f"{{py:class}}`{kind.__name__} <{kind.__module__}.{kind.__name__}>`"
        leading = ", ".join(f"`{column}`" for column in LEADING)
        yield f'One row is what one source says about one thing. Records: {link}, from `mission.tables["{table}"]`.'
        yield f"\nThe file begins with the [columns of every table of statements](#statement-columns): {leading}."
    yield "\n## Columns\n"
    entries = [entry for entry in mission.dictionary.where(table=table) if entry.field != "id" and not entry.derived]
    yield from _list(entries if table in TABLES else _columns(table))
    if table == "vocabularies":
        yield "\n## The words of this mission\n"
        for (vocabulary, word), meaning in mission.dataset.vocabularies.meanings.items():
            yield from (f"`{vocabulary}`: `{word}`", f": {meaning}", "")


def write_pages(app: Any) -> None:
    """Write missing and outdated pages, and remove those of former tables."""
    folder = Path(app.srcdir, FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    pages = {folder / f"{table}.md": "\n".join(_page(table)) for table in RESOURCES}
    for path in {*folder.glob("*.md")} - pages.keys():
        path.unlink()
    for path, text in pages.items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, encoding="utf-8")


def setup(app: Any) -> dict[str, Any]:
    """Register with the build."""
    app.connect("builder-inited", write_pages)
    # Blocks of CSV are shown without highlighting: Pygments has no lexer for CSV.
    app.add_lexer("csv", TextLexer)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
