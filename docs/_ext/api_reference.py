"""What autodoc does not know of this library: the fields of records, and names without their modules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

import attrs
from sphinx.util.nodes import make_refnode

from unami import mission
from unami.records._field import Field

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_COLON = "\ue000"


def _is_record(what: str, thing: Any) -> bool:
    return what == "class" and attrs.has(thing) and any(_spec(attribute) for attribute in attrs.fields(thing))


def _spec(attribute: attrs.Attribute[Any]) -> Field | None:
    return next((part for part in get_args(attribute.type) if isinstance(part, Field)), None)


def _type_words(annotated: Any) -> str:
    """Write a type as its class body does, such as ``PartialDate | None``."""
    kind = get_args(annotated)[0]
    words = kind.__name__ if isinstance(kind, type) and not get_args(kind) else str(kind)
    return words.replace("unami.dates._partial.PartialDate", ":class:`~unami.PartialDate`").replace("|", "or")


def describe_fields(app: Sphinx, what: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:  # noqa: PLR0917
    """Add the fields of a record class to its docstring; their descriptions are the schema of its table."""
    del app, name, options
    if not _is_record(what, thing):
        return
    at = next((place for place, line in enumerate(lines) if line.startswith(".. rubric:: Example")), len(lines))
    described = [".. rubric:: Fields", ""]
    for attribute in attrs.fields(thing):
        spec = _spec(attribute)
        if spec is not None:
            words = mission.dataset.words(spec.vocabulary) if spec.vocabulary else spec.values
            values = f" One of {', '.join(f'``{word}``' for word in words)}." if words else ""
            ids = f" Refers to :doc:`{spec.ref} </reference/data-dictionary/{spec.ref}>`." if spec.ref else ""
            if spec.ids_of:
                others = "".join(f", or ``{word}``" for word in words)
                ids, values = f" An id of {' or '.join(spec.ids_of)}{others}.", ""
            worked_out = " Worked out, not a column." if spec.derived else ""
            kind = _type_words(attribute.type)
            described.append(f"* **{attribute.name}** ({kind}): {spec.description}{ids}{values}{worked_out}")
    lines[at:at] = ["", *described, ""]


def hide_colon(app: Sphinx, what: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:  # noqa: PLR0917
    """Keep napoleon from taking what stands before a colon in the docstring of a property for its type."""
    del app, name, thing, options
    if what in ("attribute", "data", "property") and lines:
        lines[0] = re.sub(r":(?= )", _COLON, lines[0])


def show_colon(app: Sphinx, what: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:  # noqa: PLR0917
    """Put back what :func:`hide_colon` took away."""
    del app, what, name, thing, options
    lines[:] = [line.replace(_COLON, ":") for line in lines]


def hide_signature(  # noqa: PLR0917
    app: Sphinx, what: str, name: str, thing: Any, options: Any, signature: str | None, returns: str | None
) -> tuple[str, str | None] | None:
    """Leave out the signature of a record class, and of the mission: only the library makes them."""
    del app, options, signature
    return ("", returns) if _is_record(what, thing) or name == "unami.Mission" else None


def find_by_short_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.reference | None:
    """Resolve a name without its module, as annotations have it, if only one documented thing goes by it."""
    if node.get("refdomain") != "py":
        return None
    target: str = node["reftarget"]
    # A public name is documented as such, and not under the module where it is at home.
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


def setup(app: Sphinx) -> dict[str, Any]:
    """Take part in the build."""
    app.connect("autodoc-process-docstring", hide_colon, priority=100)
    app.connect("autodoc-process-docstring", show_colon, priority=800)
    # After napoleon, which turns the sections of a docstring into fields.
    app.connect("autodoc-process-docstring", describe_fields, priority=900)
    app.connect("autodoc-process-signature", hide_signature)
    app.connect("missing-reference", find_by_short_name)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
