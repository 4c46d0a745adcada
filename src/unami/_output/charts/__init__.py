"""Charts of the mission, made with Altair: ``python -m pip install altair vl-convert-python``.

``unami.mission.chart`` has a method for each chart. Each returns an Altair chart with its data included: change it with
any Altair method, show it in a notebook, or save it with :func:`save`. Altair is loaded when the first chart is
requested.
"""

from __future__ import annotations

import json
import os
from html import escape
from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami._base.extras import load
from unami._base.names import checked_name, nearest
from unami._base.text import xml_text
from unami.errors import InvalidValue, UnamiError, UnknownField, UnknownName
from unami.records._field import HEADLINE

if TYPE_CHECKING:
    import altair

    from unami._mission.mission import Mission
    from unami.dates import When

__all__ = ["NAMES", "SUFFIXES", "Charts", "save"]

NAMES = (
    "timeline",
    "strength",
    "casualties",
    "casualties-by-governorate",
    "tasks",
    "disputes",
    "camp",
    "staff-and-budget",
    "coverage",
)
"""The names of the charts, as accepted by :meth:`Charts.draw` and the command line."""

SUFFIXES = (".html", ".svg", ".png")
"""File name endings of the formats in which a chart can be saved."""


_MOST = 100_000
"""Maximum width of a chart in pixels, and maximum of any other number."""


def _whole(value: object, what: str, least: int) -> int:
    """Validate a user's number: a whole number within the limits."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= _MOST:
        raise InvalidValue(what, value, f"expected a whole number from {least} to {_MOST:,}")
    return value


def _pixels(width: object) -> int:
    return _whole(width, "chart width", 1)


_LONGEST_DRAWN = 1000
"""Maximum number of letters drawn of a text in a picture."""


def _need_altair(chart: str) -> None:
    load("altair", "charts", f"the chart {chart}")


@frozen(eq=False, repr=False)
class Charts:
    """The charts of one record or view, available as :attr:`unami.Mission.chart`.

    Each method returns a new chart. All charts show uncertainty: possible days are pale, gaps stay empty, and the
    tooltip of each mark lists its sources.

    Args:
        mission: The record.

    Example:
        >>> import unami
        >>> chart = unami.mission.chart.timeline(start="2011", end="2015")
        >>> chart.to_dict()["title"]["text"]
        'Who led the mission, under which mandate, and what happened'
    """

    mission: Mission

    def timeline(
        self, *, start: When | None = None, end: When | None = None, events: int = 12, width: int = 860
    ) -> altair.LayerChart:
        """Heads and deputies of the mission, mandates, phases and key events on one time axis.

        The certain part of a tenure is drawn in full colour, the possible part in pale colour with a dashed edge. A
        phase begins with the resolution that established the mission, expanded its mandate or ended it. The key events
        are those that have the most sources.

        Args:
            start: First day, month or year; the life of the mission if left out.
            end: Last day, month or year.
            events: Maximum number of key events.
            width: Width of the plot, in pixels.

        Raises:
            InvalidValue: The width or the number of events is not a whole number.
            MissingExtra: Altair is not installed.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> spec = unami.mission.chart.timeline(events=5).to_dict()
            >>> sum(row.get("side") is not None for rows in spec["datasets"].values() for row in rows)
            5
        """
        _need_altair("timeline")
        from unami._output.charts.timeline import draw

        return draw(
            self.mission, start=start, end=end, events=_whole(events, "number of events", 0), width=_pixels(width)
        )

    def strength(self, *, start: When | None = None, end: When | None = None, width: int = 860) -> altair.LayerChart:
        """Uniformed personnel month by month, stacked by country.

        If only the strength of the whole mission is known, the rest of it is drawn as an unknown country. Months
        without any figure are grey; months with figures for only some countries, and no total, are marked with a +.

        Args:
            start: First day, month or year; the life of the mission if left out.
            end: Last day, month or year.
            width: Width of the plot, in pixels.

        Raises:
            InvalidValue: The width is not a whole number.
            MissingExtra: Altair is not installed.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> spec = unami.mission.chart.strength(start="2014-03", end="2014-03").to_dict()
            >>> [(row["who"], row["count"]) for rows in spec["datasets"].values() for row in rows if "count" in row][:2]
            [('Fiji', 193), ('Nepal', 79)]
        """
        _need_altair("strength")
        from unami._output.charts.strength import draw

        return draw(self.mission, start=start, end=end, width=_pixels(width))

    def casualties(
        self,
        place: str | None = None,
        population: str = HEADLINE,
        *,
        start: When | None = None,
        end: When | None = None,
        width: int = 860,
    ) -> altair.LayerChart:
        """People killed and injured, month by month.

        The shape of a mark shows which parts of the place the count includes, if sources say so. Other counts of the
        same month, such as revisions, are short bars. No line crosses a month without a count.

        Args:
            place: Code or name of a place; the whole host country if left out.
            population: Who is counted, as in :meth:`unami.Mission.casualty_series`.
            start: First day, month or year; the months with counts if left out.
            end: Last day, month or year.
            width: Width of the plot, in pixels.

        Raises:
            InvalidValue: The width is not a whole number.
            MissingExtra: Altair is not installed.
            UnknownPlace: There is no such place in the record.
            UnknownName: There is no such population.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> unami.mission.chart.casualties("Baghdad").to_dict()["title"]["text"]
            'Casualties in Baghdad, month by month: civilians including police'
        """
        _need_altair("casualties")
        from unami._output.charts.casualties import draw

        return draw(self.mission, place, population, start=start, end=end, width=_pixels(width))

    def casualties_by_governorate(
        self,
        population: str = HEADLINE,
        *,
        start: When | None = None,
        end: When | None = None,
        width: int = 860,
    ) -> altair.LayerChart:
        """People killed in each part of the country, such as its governorates, month by month, as a heat map.

        Args:
            population: Who is counted, as in :meth:`unami.Mission.casualty_series`.
            start: First day, month or year; the months with counts if left out.
            end: Last day, month or year.
            width: Width of the plot, in pixels.

        Raises:
            InvalidValue: The width is not a whole number.
            MissingExtra: Altair is not installed.
            UnknownName: There is no such population.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> chart = unami.mission.chart.casualties_by_governorate(start="2016")
            >>> {row["place"] for rows in chart.to_dict()["datasets"].values() for row in rows if "place" in row} > {"Anbar"}
            True
        """
        _need_altair("casualties_by_governorate")
        from unami._output.charts.casualties import draw_by_governorate

        return draw_by_governorate(self.mission, population, start=start, end=end, width=_pixels(width))

    def tasks(self, *, start: When | None = None, end: When | None = None, width: int = 860) -> altair.LayerChart:
        """Tasks by mandate, as a matrix.

        A cell shows whether the resolution of the mandate lists the task itself, keeps it from an earlier resolution,
        or whether another resolution added it during the mandate.

        Args:
            start: First day, month or year of the mandates; all mandates if left out.
            end: Last day, month or year.
            width: Width of the plot, in pixels.

        Raises:
            InvalidValue: The width is not a whole number.
            MissingExtra: Altair is not installed.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> spec = unami.mission.chart.tasks(start="2025").to_dict()
            >>> {row["mandate"] for rows in spec["datasets"].values() for row in rows if row}
            {'2732 2024'}
        """
        _need_altair("tasks")
        from unami._output.charts.tasks import draw

        return draw(self.mission, start=start, end=end, width=_pixels(width))

    def disputes(self, record: Any = None, field: str | None = None, *, width: int = 620) -> altair.LayerChart:
        """The rival values of one field, side by side; or all disputes, counted by field.

        For a single field, dates are drawn on a time axis, each as long as its precision; numbers on a number axis;
        words side by side. The value in the record is marked.

        Args:
            record: A dispute; or a record, or an answer such as a leader. All disputes are counted if left out.
            field: Name of the field, if a record is given.
            width: Width of the plot, in pixels.

        Raises:
            InvalidValue: The width is not a whole number.
            MissingExtra: Altair is not installed.
            UnknownField: The record has no such field, or no field is given.

        Example:
            >>> import unami
            >>> bombing = unami.mission.events["canal-hotel-bombing"]
            >>> spec = unami.mission.chart.disputes(bombing, "killed").to_dict()
            >>> sorted({row["number"] for rows in spec["datasets"].values() for row in rows if "number" in row})
            [22, 23, 24]
        """
        _need_altair("disputes")
        from unami._evidence.claim import Dispute
        from unami._output.charts.disputes import draw_all, draw_one

        if record is None:
            return draw_all(self.mission, width=_pixels(width))
        if isinstance(record, Dispute):
            field = record.field
            record = self.mission.tables[record.table][record.record]
        if field is None:
            disputed = [dispute.field for dispute in self.mission.disputes_of(record, related=False)]
            raise UnknownField("field", field, disputed or ["the name of a field, as second argument"])
        return draw_one(self.mission, record, field, width=_pixels(width))

    def camp(self, *, start: When | None = None, end: When | None = None, width: int = 860) -> altair.LayerChart:
        """The residents of the camps through time, those relocated abroad, and attacks on the camps.

        Args:
            start: First day, month or year; the time of the figures if left out.
            end: Last day, month or year.
            width: Width of the plot, in pixels.

        Raises:
            InvalidValue: The width is not a whole number.
            MissingExtra: Altair is not installed.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> spec = unami.mission.chart.camp(end="2012-01").to_dict()
            >>> [row["people"] for rows in spec["datasets"].values() for row in rows if row.get("told") == "residents"][:3]
            ['about 3,500', '3,400', 'at least 3,000']
        """
        _need_altair("camp")
        from unami._output.charts.camp import draw

        return draw(self.mission, start=start, end=end, width=_pixels(width))

    def staff_and_budget(
        self, *, start: When | None = None, end: When | None = None, width: int = 860
    ) -> altair.VConcatChart | altair.LayerChart:
        """Civilian staff of the whole mission, and below it the budgets: proposed, approved and spent.

        Args:
            start: First day, month or year; the life of the mission if left out.
            end: Last day, month or year.
            width: Width of the plot, in pixels.

        Raises:
            InvalidValue: The width is not a whole number.
            MissingExtra: Altair is not installed.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> len(unami.mission.chart.staff_and_budget().to_dict()["vconcat"])
            2
        """
        _need_altair("staff_and_budget")
        from unami._output.charts.staff import draw

        return draw(self.mission, start=start, end=end, width=_pixels(width))

    def coverage(self, *, start: When | None = None, end: When | None = None, width: int = 860) -> altair.LayerChart:
        """Number of records in each table by year.

        Args:
            start: First day, month or year; the life of the mission if left out.
            end: Last day, month or year.
            width: Width of the plot, in pixels.

        Raises:
            InvalidValue: The width is not a whole number.
            MissingExtra: Altair is not installed.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> spec = unami.mission.chart.coverage().to_dict()
            >>> {row["count"] for rows in spec["datasets"].values() for row in rows if row.get("table") == "missions"}
            {1}
        """
        _need_altair("coverage")
        from unami._output.charts.coverage import draw

        return draw(self.mission, start=start, end=end, width=_pixels(width))

    def draw(self, name: str) -> altair.LayerChart | altair.VConcatChart:
        """Draw a chart by its name, with default settings.

        Args:
            name: One of :data:`NAMES`.

        Raises:
            UnknownName: There is no such chart.
            MissingExtra: Altair is not installed.

        Example:
            >>> import unami
            >>> unami.mission.chart.draw("timelines")
            Traceback (most recent call last):
                ...
            unami.errors.UnknownName: unknown chart 'timelines'; did you mean timeline?
        """
        wanted = checked_name(name, UnknownName, "chart").replace("_", "-")
        if wanted not in NAMES:
            raise UnknownName("chart", name, nearest(wanted, NAMES) or NAMES)
        chart: altair.LayerChart | altair.VConcatChart = getattr(self, wanted.replace("-", "_"))()
        return chart

    def __repr__(self) -> str:
        return f"<charts of {self.mission!r}: {', '.join(NAMES)}>"


def save(chart: altair.TopLevelMixin, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
    """Save a chart as a file, whole or not at all; nothing is downloaded.

    An HTML page is interactive and self-contained; SVG and PNG are pictures, PNG at double resolution for sharp
    screens.

    Args:
        chart: Any Altair chart.
        path: The file; its ending (``.html``, ``.svg`` or ``.png``) selects the format.
        overwrite: Whether an existing file may be replaced.

    Raises:
        InvalidValue: It is not a path.
        UnknownName: The name has another ending.
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
        spec = _drawable(chart.to_dict())
        # Such as "https://vega.github.io/schema/vega-lite/v6.4.1.json".
        version = ".".join(spec["$schema"].rpartition("/v")[2].split(".")[:2])
        if suffix == ".html":
            content = _page(spec, converter.javascript_bundle(vl_version=version)).encode()
        else:
            content = _picture(converter, spec, version, suffix)
        with open(place, "xb") as file:
            file.write(content)


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


def _picture(converter: Any, spec: dict[str, Any], version: str, suffix: str) -> bytes:
    """Render a specification as SVG or PNG."""
    for key in ("data", "datasets"):
        if key in spec:
            spec[key] = _drawable(spec[key], _LONGEST_DRAWN)
    try:
        if suffix == ".png":
            content: bytes = converter.vegalite_to_png(spec, vl_version=version, scale=2)
            return content
        return bytes(converter.vegalite_to_svg(spec, vl_version=version), "utf-8")
    except BaseException as error:
        # A Rust panic is a BaseException, not an Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise UnamiError("the chart cannot be drawn as a picture; draw it smaller, or save it as .html") from error


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ margin: 0; background: #ffffff; font-family: Helvetica, Arial, "Liberation Sans", sans-serif; }}
#chart {{ display: block; max-width: 100%; }}
#chart svg {{ max-width: 100%; height: auto; }}
#vg-tooltip-element table tr td.value {{ max-width: 26em; overflow-wrap: anywhere; }}
</style>
</head>
<body>
<div id="chart"></div>
<script>{library}</script>
<script>
vegaEmbed("#chart", {spec}, {options}).catch(console.error);
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
    title = spec.get("title", "")
    words = title.get("text", "") if isinstance(title, dict) else title
    # A text in the data must not close the script element.
    plain = json.dumps(spec, ensure_ascii=False).replace("<", "\\u003c")
    return _PAGE.format(title=escape(str(words)), library=library, spec=plain, options=json.dumps(_OPTIONS))
