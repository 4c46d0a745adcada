"""Data Package: the statements themselves, for this library and other programs that read Frictionless packages."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from unami._base.files import create
from unami._output.export.parts import referred, statements_with
from unami._package.canonical import canonical_csv, slim, tables_in
from unami._package.describe import read_descriptor, write_descriptor
from unami._package.read import header
from unami._package.store import CHANGELOG, DESCRIPTOR, VOCABULARIES
from unami.errors import DatasetError

if TYPE_CHECKING:
    from unami._evidence.statement import Statement
    from unami._mission.mission import Mission
    from unami._output.export import Progress
    from unami._package.describe import About

__all__ = ["Content", "content_of", "write"]


@frozen(eq=False)
class Content:
    """The content of a data package.

    Args:
        about: The part of the descriptor about the package as a whole.
        tables: The names of its tables of statements.
        rows: The rows of each file without its header, in canonical order.
        heads: The header of each table of statements.
    """

    about: About
    tables: list[str]
    rows: dict[str, list[list[str]]]
    heads: dict[str, list[str]]


def _row(statement: Statement) -> list[str]:
    lead = [statement.record, statement.source, statement.locator, statement.stated_as]
    return [*lead, statement.rank.value, statement.note, *statement.cells]


def content_of(mission: Mission, progress: Progress) -> Content:
    """Return the statements of a record as the content of a data package.

    A view is exported with its statements and their sources. Records that these refer to but the view does not include,
    such as countries' names, are taken from the whole record, so that every reference is valid.

    Args:
        mission: The record.
        progress: Called before each table.
    """
    dataset = mission.dataset
    about, problems = read_descriptor(dataset.files.read(DESCRIPTOR))
    if about is None:
        raise DatasetError(dataset.files.where, problems)
    if mission.view.label:
        about = evolve(about, view=mission.view.label)
    others = referred(mission)
    used: set[str] = set()
    rows: dict[str, list[list[str]]] = {}
    heads: dict[str, list[str]] = {}
    tables = tables_in(dataset.files, dataset.shape)
    names = (*tables, "sources", "tiers")
    for number, name in enumerate(names, 1):
        progress(name, number, len(names))
        if name == "sources":
            kept = used if about.view else used | dataset.curators
            rows[name] = [row for row in dataset.rows("sources") if row[0] in kept]
        elif name == "tiers":
            rows[name] = dataset.rows("tiers")
        else:
            statements = statements_with(mission, others, name)
            used.update(statement.source for statement in statements)
            body = [_row(statement) for statement in statements]
            heads[name], rows[name] = slim(name, list(header(name, dataset.shape)), body, dataset.shape)
    # Changes between versions concern the whole record, not a view.
    if not about.view and CHANGELOG in dataset.files.names():
        rows["changes"] = [list(row) for row in dataset.changelog]
    if VOCABULARIES in dataset.files.names():
        rows["vocabularies"] = dataset.rows("vocabularies")
    return Content(about, tables, rows, heads)


def write(mission: Mission, place: str, progress: Progress) -> None:
    """Write the descriptor and one CSV file per table.

    Args:
        mission: The record.
        place: The folder to fill.
        progress: Called before each table.
    """
    content = content_of(mission, progress)
    dataset = mission.dataset
    texts = {
        f"{name}.csv": canonical_csv(content.heads.get(name) or list(header(name)), rows)
        for name, rows in content.rows.items()
    }
    texts[DESCRIPTOR] = write_descriptor(
        content.about,
        dataset.vocabularies,
        changelog=CHANGELOG in texts,
        shape=dataset.shape,
        heads=content.heads,
        tables=content.tables,
    )
    for name, text in texts.items():
        with create(os.path.join(place, name)) as file:
            file.write(text)
