"""Additions to autodoc for this library: the fields of records, and names without their modules."""

from __future__ import annotations

import re
from types import FunctionType
from typing import TYPE_CHECKING, Any

from sphinx.util.nodes import make_refnode

from unami import mission
from unami.records import record_class

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.environment import BuildEnvironment

RECORDS = {record_class(table): table for table in mission.tables}

FIELDS = {entry.field for entry in mission.dictionary}

_COLON = "\ue000"


def describe_fields(app: Any, what: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:  # noqa: PLR0917
    """Add the fields of a record class to its docstring, as the data dictionary has them."""
    del app, name, options
    if what != "class" or thing not in RECORDS:
        return
    at = next((place for place, line in enumerate(lines) if line.startswith(".. rubric:: Example")), len(lines))
    described = [".. rubric:: Fields", ""]
    for entry in mission.dictionary.where(table=RECORDS[thing]):
        kind = "" if entry.required or entry.many else " or None"
        values = f" One of {', '.join(f'``{value}``' for value in entry.values)}." if entry.values else ""
        tables = " or ".join(f":doc:`{table} </reference/data-dictionary/{table}>`" for table in entry.refers_to)
        words = "".join(f", or ``{word}``" for word in entry.words)
        ids = f" Refers to {tables}{words}." if tables else ""
        worked_out = " Derived, not a column." if entry.derived else ""
        kind = f"list of {entry.type}" if entry.many else f"{entry.type}{kind}"
        described.append(f"* **{entry.field}** ({kind}): {entry.description}{ids}{values}{worked_out}")
    lines[at:at] = ["", *described, ""]


def skip_fields(app: Any, what: str, name: str, thing: Any, skip: bool, options: Any) -> bool | None:  # noqa: PLR0917, FBT001
    """Leave out the fields of a record, which have docstrings for ``help``: :func:`describe_fields` lists them."""
    del app, what, skip, options
    return True if name in FIELDS and not isinstance(thing, (property, FunctionType)) else None


def hide_colon(app: Any, what: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:  # noqa: PLR0917
    """Keep napoleon from reading the text before a colon in the docstring of a property as its type."""
    del app, name, thing, options
    if what in ("attribute", "data", "property") and lines:
        lines[0] = re.sub(r":(?= )", _COLON, lines[0])


def show_colon(app: Any, what: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:  # noqa: PLR0917
    """Restore what :func:`hide_colon` removed."""
    del app, what, name, thing, options
    lines[:] = [line.replace(_COLON, ":") for line in lines]


def hide_signature(  # noqa: PLR0917
    app: Any, what: str, name: str, thing: Any, options: Any, signature: str | None, returns: str | None
) -> tuple[str, str | None] | None:
    """Omit the signature of a record class, and of the mission: only the library creates them."""
    del app, options, signature
    return ("", returns) if name == "unami.Mission" or (what == "class" and thing in RECORDS) else None


def find_by_short_name(
    app: Any, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.reference | None:
    """Resolve a name without its module, as in annotations, if only one documented object has it."""
    if node.get("refdomain") != "py":
        return None
    target: str = node["reftarget"]
    # A public name is documented under that name, not under the module that defines it.
    short = target.rpartition(".")[2] if target.startswith("unami.") else target
    found = {
        (entry.docname, entry.node_id)
        for name, entry in env.domains.python_domain.objects.items()
        if name.endswith(f".{short}")
    }
    if len(found) != 1:
        return None
    docname, node_id = found.pop()
    return make_refnode(app.builder, node["refdoc"], docname, node_id, content, target)


def setup(app: Any) -> dict[str, Any]:
    """Register with the build."""
    app.connect("autodoc-process-docstring", hide_colon, priority=100)
    app.connect("autodoc-process-docstring", show_colon, priority=800)
    # After napoleon, which turns the sections of a docstring into fields.
    app.connect("autodoc-process-docstring", describe_fields, priority=900)
    app.connect("autodoc-process-signature", hide_signature)
    app.connect("autodoc-skip-member", skip_fields)
    app.connect("missing-reference", find_by_short_name)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
