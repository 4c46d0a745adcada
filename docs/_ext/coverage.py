"""What the record covers and what it does not, counted from the data when the documentation is built.

Each directive writes one part of the page ``reference/coverage``: ``coverage-tables``, ``coverage-years``,
``coverage-fields``, ``coverage-months``, ``coverage-reports`` and ``coverage-sources``. Nothing on that page is counted by hand.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import attrs
from sphinx.util.docutils import SphinxDirective

import unami
from unami import PartialDate
from unami._mission.months import years_of
from unami.records import TABLES
from unami.series import monthly

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx

    from unami import Mission
    from unami.records.document import Document

BY_YEAR = {
    "strength": "Strength",
    "contributions": "Contribu\u00adtions",
    "staffing": "Staff",
    "budgets": "Budgets",
    "elections": "Elections",
    "events": "Events",
    "documents": "Docu\u00adments",
    "council_meetings": "Meetings",
    "human_rights_reports": "Human rights",
    "casualties": "Casual\u00adties",
    "displacement": "Displaced",
    "camp": "Camps",
    "fatalities": "Deaths",
}
"""Tables that are compared year by year, with the heads of their columns."""

POPULATIONS = ("civilians-including-police", "civilians", "police", "isf", "total")
"""Who is counted month by month for the whole of Iraq."""

LONGEST = 2
"""Years that a record may touch to be counted for each of them."""

MOST_PUBLISHERS = 15
"""Publishers that are named; the others are counted together."""

FEWEST = 2
"""Months that a series needs to be called one."""


# Words


def in_words(months: Iterable[str]) -> str:
    """Months or years in order, those that follow each other as one stretch.

    Args:
        months: Such as ``2014-06``, or ``2014``.
    """
    stretches: list[list[str]] = []
    for month in months:
        if stretches and _place(month) == _place(stretches[-1][-1]) + 1:
            stretches[-1].append(month)
        else:
            stretches.append([month])
    return ", ".join(one[0] if len(one) == 1 else f"{one[0]} to {one[-1]}" for one in stretches) or "none"


def _place(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number) if number else int(year)


def markdown(head: Sequence[str], rows: Iterable[Sequence[object]], numbers: int = 0) -> list[str]:
    """Write a table.

    Args:
        head: Names of the columns.
        rows: The cells.
        numbers: How many columns after the first hold numbers.
    """
    rules = ["---"] + ["---:"] * numbers + ["---"] * (len(head) - 1 - numbers)
    cells = [head, rules, *([str(cell) for cell in row] for row in rows)]
    return [*(f"| {' | '.join(row)} |" for row in cells), ""]


# The parts of the page


def tables(mission: Mission) -> list[str]:
    """How much each table holds, the years it covers, and what lacks a date."""
    disputes = Counter(dispute.table for dispute in mission.disputes)
    rows: list[tuple[object, ...]] = []
    for name in mission.tables:
        if name == "sources":
            continue
        records = mission.tables[name]
        statements = mission.dataset.statements(name)
        said = [statement for statement in statements if statement.source != "curation"]
        rows.append(
            (
                f"[{name}](data-dictionary/{name}.md)",
                len(records),
                len(said),
                len(statements) - len(said),
                len({statement.source for statement in said}),
                disputes[name],
                *_years_and_holes(records),
            )
        )
    head = ("Table", "Records", "Statements", "Decisions", "Sources", "Disputes", "Years", "Without a record")
    return markdown(head, rows, numbers=5)


def _years_and_holes(records: Sequence[Any]) -> tuple[str, str]:
    if not any(hasattr(record, "period") for record in records):
        return "not dated", ""
    each = [years_of(record) for record in records]
    found = set().union(*each)
    missing = in_words(str(year) for year in range(min(found), max(found)) if year not in found)
    undated = sum(not years for years in each)
    beside = f"; {undated} without any date" if undated else ""
    span = f"{min(found)} to {max(found)}" if len(found) > 1 else str(min(found))
    return span, f"{missing}{beside}"


def years(mission: Mission) -> list[str]:
    """How many records of some tables there are for each year of the mission; sums over many years say little."""
    counts = {}
    for name in BY_YEAR:
        short = (of_record for record in mission.tables[name] if len(of_record := years_of(record)) <= LONGEST)
        counts[name] = Counter(year for of_record in short for year in of_record)
    first, last = _life(mission)
    rows = (
        (year, *(counts[name][year] or "none" for name in BY_YEAR))
        for year in range(first.earliest.year, last.latest.year + 1)
    )
    return markdown(["Year", *BY_YEAR.values()], rows, numbers=len(BY_YEAR))


def _life(mission: Mission) -> tuple[PartialDate, PartialDate]:
    if mission.began is None or mission.ended is None:
        message = "the record does not say when the mission began and ended"
        raise ValueError(message)
    return mission.began, mission.ended


def fields(mission: Mission) -> list[str]:
    """The fields of each table that most of its records leave open."""
    lines = []
    for name in mission.tables:
        records = mission.tables[name]
        given = {
            attribute.name: sum(getattr(record, attribute.name) not in {None, ()} for record in records)
            for attribute in attrs.fields(type(records[0]))
        }
        rare = [f"`{field}` {count}" for field, count in given.items() if count < len(records) / 2]
        if rare:
            lines += [f"[{name}](data-dictionary/{name}.md), of {len(records)}", f": {', '.join(rare)}", ""]
    return lines


def months(mission: Mission) -> list[str]:
    """The monthly series with the months they lack, and where the figures by country are complete."""
    strength = monthly(mission.strength, lambda figure: figure.month)
    lines = ["**Uniformed personnel**", ""]
    named = [("the whole mission (`strength`)", strength)]
    singles = []
    pairs = sorted({(given.country, given.category) for given in mission.contributions})
    for country, category in pairs:
        series = mission.deployment_series(country, category)
        name = f"{mission.countries[country].name}, {category}"
        if sum(month.known for month in series) >= FEWEST:
            named.append((name, series))
        else:
            singles.append(name)
    lines += _series(named)
    if singles:
        lines += [f"With fewer than {FEWEST} dated figures: {'; '.join(singles)}.", ""]
    lines += _sums(mission)
    lines += ["**Casualties in Iraq**", ""]
    counted = [(f"Iraq, {who}", mission.casualty_series("Iraq", who)) for who in POPULATIONS]
    lines += _series(counted)
    lines += ["**Casualties by governorate** (civilians including police)", ""]
    governorates = sorted({count.place for count in mission.casualties if count.place} - {"iraq"})
    by_place = [(place, mission.casualty_series(place)) for place in governorates]
    named = [(mission.places[place].name or place, series) for place, series in by_place if series]
    return lines + _series(named)


def _series(named: Iterable[tuple[str, Sequence[Any]]]) -> list[str]:
    rows = []
    for name, series in named:
        missing = [month.id for month in series if not month.known]
        known = len(series) - len(missing)
        rows.append((name, known, len(missing), f"{series[0].id} to {series[-1].id}", in_words(missing)))
    return markdown(("Series", "Months", "Missing", "From first to last", "Missing months"), rows, numbers=2)


def _sums(mission: Mission) -> list[str]:
    """Compare the strength of each month with the sum of what is known by country."""
    added: Counter[PartialDate] = Counter()
    for given in mission.contributions:
        if given.month is not None and given.part is None:
            added[given.month] += given.count or 0
    full, partly, nothing = [], [], []
    for figure in mission.strength:
        if figure.total is not None:
            known = added.get(figure.month)
            (nothing if known is None else full if known == figure.total else partly).append(figure.id)
    told = (
        f"The figures by country add up to the strength of the mission in {len(full)} months: {in_words(full)}. In "
        f"{len(partly)} months they are known for a part of it only: {in_words(partly)}. In {len(nothing)} months "
        f"the strength is known, and nothing by country: {in_words(nothing)}."
    )
    return [told, ""]


def reports(mission: Mission) -> list[str]:
    """The reports of the Secretary-General on the mission, year by year: symbols, days, and empty quarters."""
    first, last = _life(mission)
    trail = mission.documents.where(series="unami", kind="report")
    rows = []
    for year in range(first.earliest.year, last.latest.year + 1):
        of_year = [report for report in trail if _year(report) == year]
        placed = {
            (report.dated.month - 1) // 3 + 1 for report in of_year if report.dated is not None and report.dated.month
        }
        quarters = [
            quarter
            for quarter in range(1, 5)
            if (year, quarter) >= (first.earliest.year, (first.earliest.month - 1) // 3 + 1) and quarter not in placed
        ]
        no_day = [report for report in of_year if not _on_a_day(report)]
        rows.append(
            (
                year,
                len(of_year),
                sum(report.symbol is not None for report in of_year),
                len(of_year) - len(no_day),
                ", ".join(f"Q{quarter}" for quarter in quarters) or "none",
                ", ".join(_named(report) for report in no_day) or "none",
                ", ".join(report.id for report in of_year if report.symbol is None) or "none",
            )
        )
    head = ("Year", "Reports", "With symbol", "With day", "Quarters without a report of known month")
    return markdown((*head, "Reports without a day", "Reports without a symbol"), rows, numbers=3)


def _year(report: Document) -> int | None:
    known = report.dated or report.presented_on
    if known is not None:
        return known.year
    return int(report.symbol.split("/")[1]) if report.symbol else None


def _on_a_day(report: Document) -> bool:
    return report.dated is not None and report.dated.is_day and not report.dated.qualified


def _named(report: Document) -> str:
    name = report.symbol or report.id
    known = report.dated is not None and report.dated.month
    return f"{name} ({report.dated})" if known else name


def sources(mission: Mission) -> list[str]:
    """Who speaks: the sources by kind, language and publisher, with how much rests on them."""
    named = {source.id: source for source in mission.sources if source.kind != "curation"}
    rests = Counter(row.source for table in TABLES for row in mission.dataset.statements(table) if row.source in named)
    lines = []
    for title, key, most in (
        ("Kind", lambda source: f"{source.kind} (tier {source.tier})", None),
        ("Language", lambda source: source.language or "en", None),
        ("Publisher", lambda source: source.publisher or "not known", MOST_PUBLISHERS),
    ):
        count = Counter(key(source) for source in named.values())
        said: Counter[str] = Counter()
        for name, number in rests.items():
            said[key(named[name])] += number
        order = sorted(count, key=lambda group: (-said[group], group))
        rows = [
            (
                group.replace("|", "/"),
                count[group],
                _share(count[group], len(named)),
                said[group],
                _share(said[group], rests.total()),
            )
            for group in order[:most]
        ]
        if order[len(rows) :]:
            others = order[len(rows) :]
            sums = sum(count[group] for group in others), sum(said[group] for group in others)
            rows.append(
                (f"{len(others)} others", sums[0], _share(sums[0], len(named)), sums[1], _share(sums[1], rests.total()))
            )
        lines += markdown((title, "Sources", "Share", "Statements", "Share"), rows, numbers=4)
    return lines


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}"


# Sphinx


class _Part(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        """Write the part of the page."""
        return self.parse_text_to_nodes("\n".join(PARTS[self.name](unami.mission)))


PARTS = {
    "coverage-tables": tables,
    "coverage-years": years,
    "coverage-fields": fields,
    "coverage-months": months,
    "coverage-reports": reports,
    "coverage-sources": sources,
}


def reread(app: Sphinx, env: Any, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Have the page written anew in each build: Sphinx does not know that it depends on the data."""
    del app, added, changed, removed
    return [name for name in env.found_docs if name == "reference/coverage"]


def setup(app: Sphinx) -> dict[str, Any]:
    """Take part in the build."""
    for name in PARTS:
        app.add_directive(name, _Part)
    app.connect("env-get-outdated", reread)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
