"""Charts of the mission, made with Altair: ``python -m pip install altair vl-convert-python``.

``unami.mission.chart`` has a method for each chart. Each returns an Altair chart with its data included: change it with
any Altair method, show it in a notebook, or save it with :func:`save`. Altair is loaded when the first chart is
requested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami._base.encodable import InNotebooks
from unami._base.extras import load
from unami._base.given import given_text
from unami._base.names import checked_name, nearest
from unami._output.charts.palette import THEMES, checked_theme
from unami._output.charts.picture import SUFFIXES, save, svg
from unami.errors import InvalidValue, UnknownField, UnknownName
from unami.records._field import HEADLINE

if TYPE_CHECKING:
    import altair

    from unami._mission.mandate import Mandate
    from unami._mission.mission import Mission
    from unami._output.charts.style import Sheet
    from unami.dates import When

__all__ = ["NAMES", "SUFFIXES", "THEMES", "Charts", "save", "svg"]

NAMES = (
    "timeline",
    "strength",
    "contributors",
    "casualties",
    "casualties-by-governorate",
    "places",
    "tasks",
    "mandates",
    "calendar",
    "disputes",
    "camp",
    "staff-and-budget",
    "coverage",
)
"""The names of the charts, as accepted by :meth:`Charts.draw` and the command line."""

_MOST = 100_000
"""Maximum width of a chart in pixels, and maximum of any other number."""


def _whole(value: object, what: str, least: int) -> int:
    """Validate a user's number: a whole number within the limits."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= _MOST:
        raise InvalidValue(what, value, f"expected a whole number from {least} to {_MOST:,}")
    return value


@frozen(eq=False, repr=False)
class Charts(InNotebooks):
    """The charts of one record or view, available as :attr:`unami.Mission.chart`.

    Each method returns a new chart. All charts show uncertainty: possible days are pale, gaps stay empty or are hatched,
    and the tooltip of each mark lists its sources. The title states what the chart shows, the line below it what it is
    about.

    Args:
        mission: The record.

    Example:
        >>> import unami
        >>> chart = unami.mission.chart.timeline(start="2011", end="2015")
        >>> chart.to_dict()["title"]["text"]
        '4 people headed the mission under 6 mandates'
    """

    mission: Mission

    def _sheet(self, chart: str, width: object, title: str | None, theme: object) -> Sheet:
        """The sheet of a chart, of what the user gave."""
        load("altair", "charts", f"the chart {chart}")
        from unami._output.charts.style import Sheet

        if title is not None:
            title = given_text(title, "a text", lambda problem: InvalidValue("title", title, problem))
        return Sheet(self.mission, width=_whole(width, "chart width", 1), title=title, theme=checked_theme(theme))

    def timeline(
        self,
        *,
        start: When | None = None,
        end: When | None = None,
        events: int = 12,
        width: int = 960,
        title: str | None = None,
        theme: str = "light",
    ) -> altair.LayerChart:
        """Heads and deputies of the mission, mandates, phases and key events on one time axis.

        The certain part of a tenure is drawn in full colour, the possible part in pale colour with a dashed edge. A
        phase begins with the resolution that established the mission, expanded its mandate or ended it. The key events
        are those that have the most sources.

        Args:
            start: First day, month or year; the life of the mission if left out.
            end: Last day, month or year.
            events: Maximum number of key events.
            width: Width of the picture, in pixels.
            title: Title of the chart; if left out, a sentence on what it shows.
            theme: ``light``, ``dark``, or ``auto``, which follows the reader's system where that is possible.

        Raises:
            InvalidValue: The width or the number of events is not a whole number, or the title no text.
            UnknownName: There is no such theme.
            MissingExtra: Altair is not installed.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> spec = unami.mission.chart.timeline(events=5).to_dict()
            >>> sum(row.get("side") is not None for rows in spec["datasets"].values() for row in rows)
            5
        """
        sheet = self._sheet("timeline", width, title, theme)
        from unami._output.charts.timeline import draw

        return draw(sheet, start=start, end=end, events=_whole(events, "number of events", 0))

    def strength(
        self,
        *,
        start: When | None = None,
        end: When | None = None,
        width: int = 960,
        title: str | None = None,
        theme: str = "light",
    ) -> altair.LayerChart:
        """Uniformed personnel month by month, stacked by country.

        The two countries with the most people have a colour of their own. If only the strength of the whole mission is
        known, the rest of it is drawn as an unknown country. Months without any figure are hatched; months with figures
        for only some countries or kinds of personnel, and no total, are marked with a +.

        Args:
            start: First day, month or year; the life of the mission if left out.
            end: Last day, month or year.
            width: Width of the picture, in pixels.
            title: Title of the chart; if left out, a sentence on what it shows.
            theme: ``light``, ``dark``, or ``auto``, which follows the reader's system where that is possible.

        Raises:
            InvalidValue: The width is not a whole number, or the title no text.
            UnknownName: There is no such theme.
            MissingExtra: Altair is not installed.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> spec = unami.mission.chart.strength(start="2014-03", end="2014-03").to_dict()
            >>> [(row["who"], row["count"]) for rows in spec["datasets"].values() for row in rows if "count" in row][:2]
            [('Fiji', 193), ('Nepal', 79)]
        """
        sheet = self._sheet("strength", width, title, theme)
        from unami._output.charts.strength import draw

        return draw(sheet, start=start, end=end)

    def contributors(
        self,
        most: int = 12,
        *,
        start: When | None = None,
        end: When | None = None,
        width: int = 960,
        title: str | None = None,
        theme: str = "light",
    ) -> altair.VConcatChart | altair.LayerChart:
        """Uniformed personnel of each country month by month, in one small chart a country, all on one scale.

        Months for which the number is not known are hatched.

        Args:
            most: Maximum number of countries: those with the most people.
            start: First day, month or year; the months with figures if left out.
            end: Last day, month or year.
            width: Width of the picture, in pixels.
            title: Title of the chart; if left out, a sentence on what it shows.
            theme: ``light``, ``dark``, or ``auto``, which follows the reader's system where that is possible.

        Raises:
            InvalidValue: The width or the number of countries is not a whole number, or the title no text.
            UnknownName: There is no such theme.
            MissingExtra: Altair is not installed.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> len(unami.mission.chart.contributors(4).to_dict()["vconcat"][0]["concat"])
            4
        """
        sheet = self._sheet("contributors", width, title, theme)
        from unami._output.charts.contributors import draw

        return draw(sheet, most=_whole(most, "number of countries", 1), start=start, end=end)

    def casualties(
        self,
        place: str | None = None,
        population: str = HEADLINE,
        *,
        start: When | None = None,
        end: When | None = None,
        width: int = 960,
        title: str | None = None,
        theme: str = "light",
    ) -> altair.LayerChart:
        """People killed and injured, month by month.

        The shape of a mark shows which parts of the place the count includes, if sources say so; a hollow mark leaves
        something out. Other counts of the same month, such as revisions, are short bars. No line crosses a month
        without a count, or joins counts that include different parts.

        Args:
            place: Code or name of a place; the whole host country if left out.
            population: Who is counted, as in :meth:`unami.Mission.casualty_series`.
            start: First day, month or year; the months with counts if left out.
            end: Last day, month or year.
            width: Width of the picture, in pixels.
            title: Title of the chart; if left out, a sentence on what it shows.
            theme: ``light``, ``dark``, or ``auto``, which follows the reader's system where that is possible.

        Raises:
            InvalidValue: The width is not a whole number, or the title no text.
            MissingExtra: Altair is not installed.
            UnknownPlace: There is no such place in the record.
            UnknownName: There is no such population or theme.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> unami.mission.chart.casualties("Baghdad").to_dict()["title"]["text"]
            'The highest monthly count of people killed is 532, in May 2013'
        """
        sheet = self._sheet("casualties", width, title, theme)
        from unami._output.charts.casualties import draw

        return draw(sheet, place, population, start=start, end=end)

    def casualties_by_governorate(
        self,
        population: str = HEADLINE,
        *,
        start: When | None = None,
        end: When | None = None,
        width: int = 960,
        title: str | None = None,
        theme: str = "light",
    ) -> altair.LayerChart:
        """People killed in each part of the country, such as its governorates, month by month, as a heat map.

        Args:
            population: Who is counted, as in :meth:`unami.Mission.casualty_series`.
            start: First day, month or year; the months with counts if left out.
            end: Last day, month or year.
            width: Width of the picture, in pixels.
            title: Title of the chart; if left out, a sentence on what it shows.
            theme: ``light``, ``dark``, or ``auto``, which follows the reader's system where that is possible.

        Raises:
            InvalidValue: The width is not a whole number, or the title no text.
            MissingExtra: Altair is not installed.
            UnknownName: There is no such population or theme.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> chart = unami.mission.chart.casualties_by_governorate(start="2016")
            >>> {row["place"] for rows in chart.to_dict()["datasets"].values() for row in rows if "place" in row} > {"Anbar"}
            True
        """
        sheet = self._sheet("casualties_by_governorate", width, title, theme)
        from unami._output.charts.casualties import draw_by_governorate

        return draw_by_governorate(sheet, population, start=start, end=end)

    def places(
        self,
        measure: str = "killed",
        when: When | None = None,
        *,
        population: str = HEADLINE,
        width: int = 640,
        title: str | None = None,
        theme: str = "light",
    ) -> altair.LayerChart:
        """A map of equal tiles, one for each first part of the country, such as its governorates.

        The places of the tiles are data of the package (``tile_column`` and ``tile_row`` of :class:`unami.records.Place`);
        without them the tiles stand in order of names.

        Args:
            measure: What is counted: ``killed`` (our sum of the months for which a source names the place), ``events``,
                ``offices``, or ``displaced`` (the latest figure of people displaced inside the country).
            when: A day, month, year or period; all times if left out.
            population: Who is counted as killed, as in :meth:`unami.Mission.casualty_series`.
            width: Width of the picture, in pixels.
            title: Title of the chart; if left out, a sentence on what it shows.
            theme: ``light``, ``dark``, or ``auto``, which follows the reader's system where that is possible.

        Raises:
            InvalidValue: The width is not a whole number, or the title no text.
            UnknownName: There is no such measure, population or theme.
            MissingExtra: Altair is not installed.
            InvalidDate: The date cannot be read.

        Example:
            >>> import unami
            >>> spec = unami.mission.chart.places("killed", "2013-05").to_dict()
            >>> next(row["told"] for rows in spec["datasets"].values() for row in rows if row["place"] == "Baghdad")
            '532'
        """
        sheet = self._sheet("places", width, title, theme)
        from unami._output.charts.places import draw

        return draw(sheet, measure, when=when, population=population)

    def tasks(
        self,
        *,
        start: When | None = None,
        end: When | None = None,
        width: int = 960,
        title: str | None = None,
        theme: str = "light",
    ) -> altair.LayerChart:
        """Tasks by mandate, as a matrix.

        A cell shows whether the resolution of the mandate lists the task itself, keeps it from an earlier resolution,
        or whether another resolution added it during the mandate.

        Args:
            start: First day, month or year of the mandates; all mandates if left out.
            end: Last day, month or year.
            width: Width of the picture, in pixels.
            title: Title of the chart; if left out, a sentence on what it shows.
            theme: ``light``, ``dark``, or ``auto``, which follows the reader's system where that is possible.

        Raises:
            InvalidValue: The width is not a whole number, or the title no text.
            UnknownName: There is no such theme.
            MissingExtra: Altair is not installed.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> spec = unami.mission.chart.tasks(start="2025").to_dict()
            >>> {row["mandate"] for rows in spec["datasets"].values() for row in rows if row}
            {'2732 2024'}
        """
        sheet = self._sheet("tasks", width, title, theme)
        from unami._output.charts.tasks import draw

        return draw(sheet, start=start, end=end)

    def mandates(
        self,
        before: Mandate | str | int | None = None,
        after: Mandate | str | int | None = None,
        *,
        width: int = 960,
        title: str | None = None,
        theme: str = "light",
    ) -> altair.LayerChart:
        """The tasks of two mandates side by side: what is new, reworded, kept and gone.

        Args:
            before: A mandate, or its resolution; the first mandate if left out.
            after: Another; the last mandate if left out.
            width: Width of the picture, in pixels.
            title: Title of the chart; if left out, a sentence on what it shows.
            theme: ``light``, ``dark``, or ``auto``, which follows the reader's system where that is possible.

        Raises:
            InvalidValue: The width is not a whole number, or the title no text.
            UnknownName: There is no such resolution, it gives no mandate, or there is no such theme.
            MissingExtra: Altair is not installed.

        Example:
            >>> import unami
            >>> unami.mission.chart.mandates("1500", "1770").to_dict()["title"]["subtitle"][0]
            'Tasks under resolution 1500, 2003 and under resolution 1770, 2007.'
        """
        sheet = self._sheet("mandates", width, title, theme)
        from unami._output.charts.mandates import draw

        chain = self.mission.mandates
        ends = (chain[0], chain[-1]) if chain else (None, None)
        given = (
            end if wanted is None else self._mandate(wanted) for wanted, end in zip((before, after), ends, strict=True)
        )
        return draw(sheet, *given)

    def _mandate(self, given: Mandate | str | int) -> Mandate:
        from unami._mission.mandate import Mandate

        if isinstance(given, Mandate):
            return given
        wanted = self.mission.identify("resolutions", given)
        found = next((mandate for mandate in self.mission.mandates if mandate.id == wanted), None)
        if found is None:
            known = [mandate.id for mandate in self.mission.mandates]
            raise UnknownName("mandate", wanted, nearest(wanted, known) or known[-3:])
        return found

    def calendar(
        self,
        *,
        start: When | None = None,
        end: When | None = None,
        width: int = 960,
        title: str | None = None,
        theme: str = "light",
    ) -> altair.LayerChart:
        """Meetings of the Security Council, reports on the mission and resolutions: a row a year, a column a month.

        Args:
            start: First day, month or year; the time of the records if left out.
            end: Last day, month or year.
            width: Width of the picture, in pixels.
            title: Title of the chart; if left out, a sentence on what it shows.
            theme: ``light``, ``dark``, or ``auto``, which follows the reader's system where that is possible.

        Raises:
            InvalidValue: The width is not a whole number, or the title no text.
            UnknownName: There is no such theme.
            MissingExtra: Altair is not installed.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> spec = unami.mission.chart.calendar(start="2007-08", end="2007-08").to_dict()
            >>> [row["what"] for rows in spec["datasets"].values() for row in rows if row.get("kind") == "Resolution"]
            ['S/RES/1770 (2007)']
        """
        sheet = self._sheet("calendar", width, title, theme)
        from unami._output.charts.calendar import draw

        return draw(sheet, start=start, end=end)

    def disputes(
        self,
        record: Any = None,
        field: str | None = None,
        *,
        width: int = 800,
        title: str | None = None,
        theme: str = "light",
    ) -> altair.LayerChart:
        """The rival values of one field, side by side; or all disputes, counted by table.

        For a single field, dates are drawn on a time axis, each as long as its precision; numbers on a number axis;
        words side by side. The value in the record is marked.

        Args:
            record: A dispute; or a record, or an answer such as a leader. All disputes are counted if left out.
            field: Name of the field, if a record is given.
            width: Width of the picture, in pixels.
            title: Title of the chart; if left out, a sentence on what it shows.
            theme: ``light``, ``dark``, or ``auto``, which follows the reader's system where that is possible.

        Raises:
            InvalidValue: The width is not a whole number, or the title no text.
            UnknownName: There is no such theme.
            MissingExtra: Altair is not installed.
            UnknownField: The record has no such field, or no field is given.

        Example:
            >>> import unami
            >>> bombing = unami.mission.events["canal-hotel-bombing"]
            >>> spec = unami.mission.chart.disputes(bombing, "killed").to_dict()
            >>> sorted({row["number"] for rows in spec["datasets"].values() for row in rows if "number" in row})
            [22, 23, 24]
        """
        from unami._evidence.claim import Dispute

        sheet = self._sheet("disputes", width, title, theme)
        from unami._output.charts.disputes import draw_all, draw_one

        if record is None:
            return draw_all(sheet)
        if isinstance(record, Dispute):
            field = record.field
            record = self.mission.tables[record.table][record.record]
        if field is None:
            disputed = [dispute.field for dispute in self.mission.disputes_of(record, related=False)]
            raise UnknownField("field", field, disputed or ["the name of a field, as second argument"])
        return draw_one(sheet, record, field)

    def camp(
        self,
        *,
        start: When | None = None,
        end: When | None = None,
        width: int = 960,
        title: str | None = None,
        theme: str = "light",
    ) -> altair.LayerChart:
        """The residents of the camps through time, those relocated abroad, and attacks on the camps.

        Args:
            start: First day, month or year; the time of the figures if left out.
            end: Last day, month or year.
            width: Width of the picture, in pixels.
            title: Title of the chart; if left out, a sentence on what it shows.
            theme: ``light``, ``dark``, or ``auto``, which follows the reader's system where that is possible.

        Raises:
            InvalidValue: The width is not a whole number, or the title no text.
            UnknownName: There is no such theme.
            MissingExtra: Altair is not installed.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> spec = unami.mission.chart.camp(end="2012-01").to_dict()
            >>> [row["people"] for rows in spec["datasets"].values() for row in rows if row.get("told") == "residents"][:3]
            ['about 3,500', '3,400', 'at least 3,000']
        """
        sheet = self._sheet("camp", width, title, theme)
        from unami._output.charts.camp import draw

        return draw(sheet, start=start, end=end)

    def staff_and_budget(
        self,
        *,
        start: When | None = None,
        end: When | None = None,
        width: int = 960,
        title: str | None = None,
        theme: str = "light",
    ) -> altair.VConcatChart | altair.LayerChart:
        """Civilian staff of the whole mission, and below it the budgets: proposed, approved and spent.

        Staff in post, approved and proposed have a plot each, all on one scale; the last four years are enlarged.

        Args:
            start: First day, month or year; the life of the mission if left out.
            end: Last day, month or year.
            width: Width of the picture, in pixels.
            title: Title of the chart; if left out, a sentence on what it shows.
            theme: ``light``, ``dark``, or ``auto``, which follows the reader's system where that is possible.

        Raises:
            InvalidValue: The width is not a whole number, or the title no text.
            UnknownName: There is no such theme.
            MissingExtra: Altair is not installed.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> len(unami.mission.chart.staff_and_budget().to_dict()["vconcat"])
            5
        """
        sheet = self._sheet("staff_and_budget", width, title, theme)
        from unami._output.charts.staff import draw

        return draw(sheet, start=start, end=end)

    def coverage(
        self,
        *,
        start: When | None = None,
        end: When | None = None,
        width: int = 960,
        title: str | None = None,
        theme: str = "light",
    ) -> altair.LayerChart:
        """Number of records in each table, by the year in which they begin.

        Args:
            start: First day, month or year; the life of the mission if left out.
            end: Last day, month or year.
            width: Width of the picture, in pixels.
            title: Title of the chart; if left out, a sentence on what it shows.
            theme: ``light``, ``dark``, or ``auto``, which follows the reader's system where that is possible.

        Raises:
            InvalidValue: The width is not a whole number, or the title no text.
            UnknownName: There is no such theme.
            MissingExtra: Altair is not installed.
            InvalidDate: A date cannot be read, or the last is before the first.

        Example:
            >>> import unami
            >>> spec = unami.mission.chart.coverage().to_dict()
            >>> {row["count"] for rows in spec["datasets"].values() for row in rows if row.get("table") == "missions"}
            {1}
        """
        sheet = self._sheet("coverage", width, title, theme)
        from unami._output.charts.coverage import draw

        return draw(sheet, start=start, end=end)

    def draw(
        self, name: str, *, width: int | None = None, theme: str = "light"
    ) -> altair.LayerChart | altair.VConcatChart:
        """Draw a chart by its name, otherwise with default settings.

        Args:
            name: One of :data:`NAMES`.
            width: Width of the picture, in pixels; that of the chart if left out.
            theme: ``light``, ``dark``, or ``auto``, which follows the reader's system where that is possible.

        Raises:
            InvalidValue: The width is not a whole number.
            UnknownName: There is no such chart or theme.
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
        size = {} if width is None else {"width": width}
        drawn = getattr(self, wanted.replace("-", "_"))
        chart: altair.LayerChart | altair.VConcatChart = drawn(**size, theme=theme)
        return chart

    def __repr__(self) -> str:
        return f"<charts of {self.mission!r}: {', '.join(NAMES)}>"
