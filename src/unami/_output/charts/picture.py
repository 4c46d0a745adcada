"""Charts as files: interactive pages, and pictures."""

from __future__ import annotations

import json
import os
import re
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from unami._base.extras import load
from unami._base.text import xml_text
from unami._output.charts.letters import is_listed, width_of
from unami._output.charts.palette import DARK, PAPER, checked_theme, in_theme
from unami.errors import UnamiError, UnknownName

if TYPE_CHECKING:
    import altair

__all__ = ["SUFFIXES", "save", "svg"]

SUFFIXES = (".html", ".svg", ".png")
"""File name endings of the formats in which a chart can be saved."""

_LONGEST_DRAWN = 1000
"""Maximum number of letters drawn of a text in a picture."""

_SVG = "http://www.w3.org/2000/svg"


def svg(chart: altair.TopLevelMixin, *, theme: str | None = None, transparent: bool = False) -> str:
    """Return a chart as the text of an SVG picture; nothing is downloaded.

    Each text states how wide it is, so that no label is cut where the reader's machine has another font. The texts can
    be selected and found.

    Args:
        chart: Any Altair chart.
        theme: ``light``, ``dark``, or ``auto``, which follows the reader's system; if left out, as the chart was drawn.
        transparent: Whether to leave the background out.

    Raises:
        UnknownName: There is no such theme.
        MissingExtra: Altair or vl-convert is not installed.
        ValueError: It cannot be drawn as a picture.

    Example:
        >>> import unami
        >>> svg(unami.mission.chart.camp(width=340), theme="dark")[:4]
        '<svg'
    """
    load("altair", "charts", "svg()")
    converter = load("vl_convert", "charts", "svg()")
    return _svg(converter, _drawable(_spec(chart, theme, transparent=transparent)))


def save(
    chart: altair.TopLevelMixin,
    path: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    theme: str | None = None,
    transparent: bool = False,
) -> None:
    """Save a chart as a file, whole or not at all; nothing is downloaded.

    An HTML page is interactive and self-contained; SVG and PNG are pictures, PNG at double resolution for sharp
    screens.

    Args:
        chart: Any Altair chart.
        path: The file; its ending (``.html``, ``.svg`` or ``.png``) selects the format.
        overwrite: Whether an existing file may be replaced.
        theme: As for :func:`svg`; a PNG with the theme ``auto`` is light.
        transparent: Whether to leave the background out.

    Raises:
        InvalidValue: It is not a path.
        UnknownName: The name has another ending, or there is no such theme.
        FileInTheWay: The file already exists.
        MissingExtra: Altair or vl-convert is not installed.
        ValueError: It cannot be drawn as a picture, for example because it has too many pixels.

    Example:
        >>> import tempfile, unami
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     save(unami.mission.chart.camp(), os.path.join(folder, "camp.svg"))
        ...     os.listdir(folder)
        ['camp.svg']
    """
    from unami._base.files import new_file
    from unami._base.given import path_text

    suffix = os.path.splitext(path_text(path))[1].lower()
    if suffix not in SUFFIXES:
        raise UnknownName("kind of file for a chart", suffix or os.fspath(path), SUFFIXES)
    load("altair", "charts", "save()")
    converter = load("vl_convert", "charts", "save()")
    with new_file(path, overwrite=overwrite) as place:
        spec = _drawable(_spec(chart, theme, transparent=transparent))
        if suffix == ".html":
            content = _page(spec, converter.javascript_bundle(vl_version=_version(spec))).encode()
        elif suffix == ".png":
            content = _drawn(spec, converter.vegalite_to_png, scale=2)
        else:
            content = _svg(converter, spec).encode()
        with open(place, "xb") as file:
            file.write(content)


def _spec(chart: altair.TopLevelMixin, theme: str | None, *, transparent: bool) -> dict[str, Any]:
    """The specification of a chart in a theme."""
    from unami._output.charts.style import Drawing

    if theme is not None:
        checked_theme(theme)
        if isinstance(chart, Drawing):
            chart = chart.themed(theme)
    spec: dict[str, Any] = chart.to_dict()
    if theme is not None and not isinstance(chart, Drawing):
        spec = in_theme(spec, theme) | {"usermeta": {"theme": theme}}
    return spec | {"background": "transparent"} if transparent else spec


def _theme(spec: dict[str, Any]) -> str:
    meta = spec.get("usermeta")
    return str(meta.get("theme", "light")) if isinstance(meta, dict) else "light"


def _version(spec: dict[str, Any]) -> str:
    # Such as "https://vega.github.io/schema/vega-lite/v6.4.1.json".
    return ".".join(spec["$schema"].rpartition("/v")[2].split(".")[:2])


def _drawable(value: Any, longest: int | None = None) -> Any:
    """Return a specification whose texts are valid in XML: vl-convert terminates the process on invalid ones.

    Args:
        value: A specification, or a part of one.
        longest: Maximum length of texts in a picture's data: longer ones would exceed the picture, and measuring them
            takes minutes. Embedded images are not affected.
    """
    if isinstance(value, str):
        is_long = longest is not None and len(value) > longest and not value.startswith("data:")
        return xml_text(f"{value[:longest]}..." if is_long else value)
    if isinstance(value, dict):
        return {_drawable(key): _drawable(part, longest) for key, part in value.items()}
    return [_drawable(part, longest) for part in value] if isinstance(value, (list, tuple)) else value


def _drawn(spec: dict[str, Any], convert: Any, **options: Any) -> Any:
    """Convert a specification to a picture."""
    for key in ("data", "datasets"):
        if key in spec:
            spec[key] = _drawable(spec[key], _LONGEST_DRAWN)
    try:
        return convert(spec, vl_version=_version(spec), **options)
    except BaseException as error:
        # A Rust panic is a BaseException, not an Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise UnamiError("the chart cannot be drawn as a picture; draw it smaller, or save it as .html") from error


# SVG


def _svg(converter: Any, spec: dict[str, Any]) -> str:
    """Draw a specification, and make the picture independent of the fonts and of the theme of a reader's machine."""
    # What vl-convert writes has no document type, and so no entities to expand.
    root = ET.fromstring(_drawn(spec, converter.vegalite_to_svg))  # noqa: S314
    root.set("class", "marks unami-chart")
    root.set("role", "img")
    root.set("aria-label", str(spec.get("description") or _words(spec.get("title", ""))))
    for group in list(root.iter()):
        group.tag = group.tag.removeprefix(f"{{{_SVG}}}")
        _join_halos(group)
        for place, part in reversed(list(enumerate(group))):
            if part.tag.removeprefix(f"{{{_SVG}}}") == "text":
                group[place : place + 1] = _measured(part)
    root.set("xmlns", _SVG)
    if _theme(spec) == "auto":
        used = {part.get(name) for part in root.iter() for name in ("fill", "stroke")}
        rules = (
            f'.unami-chart [{name}="{light}"]{{{name}:{dark}}}'
            for light, dark in DARK.items()
            if light in used
            for name in ("fill", "stroke")
        )
        style = ET.Element("style")
        style.text = f"@media (prefers-color-scheme: dark){{{''.join(rules)}}}"
        root.insert(0, style)
    return ET.tostring(root, encoding="unicode")


def _join_halos(group: ET.Element) -> None:
    """Give texts with an edge below them that edge themselves, so that each text is there once."""
    parts = list(group)
    for below, text in pairwise(parts):
        if "halo" in below.get("class", "").rpartition(" ")[2] and len(below):
            edge = {name: below[0].get(name, "") for name in ("stroke", "stroke-width", "stroke-linejoin")}
            for part in text:
                part.attrib.update(edge, **{"paint-order": "stroke"})
            group.remove(below)


def _measured(text: ET.Element) -> list[ET.Element]:
    """Return a text with its width, each line as a text of its own: not all browsers fit the parts of a text."""
    lines = list(text) or [text]
    size = float(re.sub(r"[^\d.]", "", text.get("font-size", "")) or 11)
    bold = text.get("font-weight", "") in ("bold", "600", "700")
    found: list[ET.Element] = []
    down = 0.0
    for line in lines:
        one = ET.Element("text", dict(text.attrib))
        one.text = line.text
        down += float(line.get("dy", 0)) if line is not text else 0
        if down:
            one.set("y", f"{down:g}")
        words = " ".join((line.text or "").split())
        if words and is_listed(words):
            one.set("textLength", f"{width_of(words, size, bold=bold):g}")
            one.set("lengthAdjust", "spacingAndGlyphs")
        found.append(one)
    return found


# HTML

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ margin: 0; background: {paper}; font-family: Helvetica, Arial, "Liberation Sans", sans-serif; }}
{auto}#chart {{ display: block; overflow-x: auto; }}
#vg-tooltip-element table tr td.value {{ max-width: 26em; overflow-wrap: anywhere; }}
</style>
</head>
<body>
<div id="chart" tabindex="0"></div>
<script>{library}</script>
<script>
const dark = {dark};
const wanted = matchMedia("(prefers-color-scheme: dark)").matches ? dark : {{}};
const spec = JSON.parse(JSON.stringify({spec}), (key, value) =>
  typeof value === "string" ? wanted[value] ?? value : value);
vegaEmbed("#chart", spec, {options}).catch(console.error);
</script>
</body>
</html>
"""

_OPTIONS = {
    "renderer": "svg",
    "mode": "vega-lite",
    "actions": {"export": True, "source": False, "compiled": False, "editor": False},
}
"""The menu of a page offers only what works offline."""


def _page(spec: dict[str, Any], library: str) -> str:
    theme = _theme(spec)
    paper = in_theme(PAPER, theme)
    follows = f"@media (prefers-color-scheme: dark) {{ body {{ background: {DARK[PAPER]}; }} }}\n"
    # A text in the data must not close the script element.
    plain = json.dumps(spec, ensure_ascii=False).replace("<", "\\u003c")
    return _PAGE.format(
        title=escape(_words(spec.get("title", ""))),
        paper=paper,
        auto=follows if theme == "auto" else "",
        library=library,
        dark=json.dumps(DARK if theme == "auto" else {}),
        spec=plain,
        options=json.dumps({**_OPTIONS, "tooltip": {"theme": "dark"}} if theme == "dark" else _OPTIONS),
    )


def _words(title: Any) -> str:
    """The text of a title, which can be in lines."""
    words = title.get("text", "") if isinstance(title, dict) else title
    return " ".join(map(str, words)) if isinstance(words, list) else str(words)
