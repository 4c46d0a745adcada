"""What is valid in a data package and yet looks unfinished: example rows, files that nobody reads, blind locators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unami._base.names import fold, nearest
from unami._base.text import did_you_mean
from unami._package.read import Dataset, header, optional_columns, parse_csv
from unami._package.store import FILES, beside
from unami.dates import Bound, Certainty, PartialDate
from unami.errors import DatasetError, Problem
from unami.records import TABLES
from unami.records._sequence import counted
from unami.records._shape import STANDARD
from unami.records._table import table_of
from unami.records.resolution import MANDATING
from unami.records.source import CURATION, Rank, Source

if TYPE_CHECKING:
    from unami._package.store import Files
    from unami.records._shape import Shape

__all__ = ["warnings_of"]

_MOST = 100
"""After this many warnings of one kind, the rest are counted."""

_DEPRECATED = Rank.DEPRECATED.value

_MONTHLY = {"strength": ("month",), "contributions": ("country", "category", "month", "part")}
"""The tables of monthly figures, and the columns that tell which figure is meant."""

_DATES_OF_TENURE = ("announced", "took_office", "left_office", "seen_in_office")
"""The columns that say when somebody held a post."""

_BLIND = frozenset(
    (
        "?",
        "na",
        "n/a",
        "none",
        "unknown",
        "unclear",
        "somewhere",
        "various",
        "passim",
        "tbd",
        "todo",
        "to do",
        "see source",
    )
)
"""Locators that lead nowhere."""

_PAPERS = (".md", ".txt", ".rst", ".pdf", ".html", ".cff", ".license")
"""Endings of files that people put beside the tables for other people."""


def warnings_of(files: Files) -> list[Problem]:
    """Return what is valid in a package and yet looks unfinished.

    Args:
        files: The files of a package without problems.
    """
    sources = _rows(files, "sources")
    curators = {row["id"] for row in sources if row["kind"] == CURATION}
    blind = {row["id"] for row in sources if not (row["url"] or row["symbol"] or row["publisher"])} - curators
    shape = Dataset(files).shape
    found = _others(files, shape)
    for table in shape.stated:
        rows = _rows(files, table, shape)
        found += _examples(table, rows)
        found += _shortened(
            [
                Problem(table, words, row=line, column="locator", value=row["locator"])
                for line, row in enumerate(rows, 2)
                if row["source"] not in curators and (words := _blind(row["locator"]))
            ]
        )
    found += _which_mission(files, shape)
    for table, key in _MONTHLY.items():
        found += _shortened(_twins(table, key, _rows(files, table, shape)))
    found += _shortened(_without_mandate(_rows(files, "resolutions", shape)))
    appointments = _rows(files, "appointments", shape)
    found += _shortened(_impossible_tenures(appointments, _rows(files, "missions", shape)))
    found += _shortened(_undated_tenures(appointments))
    found += _headless(_rows(files, "posts", shape))
    words = "a reader cannot find this source; give its symbol, its address or at least its publisher"
    found += _shortened(
        [
            Problem("sources", words, row=line, value=row["id"])
            for line, row in enumerate(sources, 2)
            if row["id"] in blind
        ]
    )
    return found


def _rows(files: Files, table: str, shape: Shape = STANDARD) -> list[dict[str, str]]:
    """The rows of a table, by column; none of a table that the package does not have or that cannot be read."""
    try:
        head, *body = parse_csv(table, files.read(f"{table}.csv"))
    except (OSError, DatasetError):
        return []
    lacking = set(header(table, shape)) - optional_columns(table, shape) - set(head)
    return [] if lacking else [dict(zip(head, row, strict=False)) for row in body]


def _shortened(found: list[Problem]) -> list[Problem]:
    if len(found) <= _MOST:
        return found
    more = Problem(found[0].table, f"{len(found) - _MOST} more rows like these", row=found[_MOST].row)
    return [*found[:_MOST], more]


def _examples(table: str, rows: list[dict[str, str]]) -> list[Problem]:
    made_up = table_of(Source).example["id"]
    lines = [line for line, row in enumerate(rows, 2) if row["source"] == made_up]
    if not lines:
        return []
    words = f"{counted(len(lines), 'rows')} from {made_up}, the made-up source of a new package; replace or delete"
    return [Problem(table, words, row=lines[0])]


def _blind(locator: str) -> str | None:
    """What is wrong with a locator that cannot lead to the words of the source."""
    told = locator.strip(" .").lower()
    if told in _BLIND or not any(sign.isalnum() for sign in told):
        return "this leads nowhere; expected the place in the source: a paragraph, page, row or heading"
    return None


def _which_mission(files: Files, shape: Shape) -> list[Problem]:
    """That a package is not about one mission."""
    rows = _rows(files, "missions", shape)
    named = dict.fromkeys(row["id"] for row in rows if row["rank"] != _DEPRECATED)
    if len(named) > 1:
        words = (
            f"a package is the record of one mission, and this one has {len(named)}: {', '.join(named)}; "
            "give each a package of its own, and compare them with unami.compare_missions"
        )
        line = next(line for line, row in enumerate(rows, 2) if row["id"] == list(named)[1])
        return [Problem("missions", words, row=line, column="id", value=list(named)[1])]
    if not named and any(_rows(files, table, shape) for table in shape.stated):
        words = "no row says of which mission this is the record, so its name, its beginning and its end are unknown"
        return [Problem("missions", words)]
    return []


def _twins(table: str, key: tuple[str, ...], rows: list[dict[str, str]]) -> list[Problem]:
    """The statements on figures of one month that have two ids, and so are two records."""
    first: dict[tuple[str, ...], str] = {}
    found = []
    for line, row in enumerate(rows, 2):
        cells = tuple(row.get(name, "") for name in key)
        if row["rank"] == _DEPRECATED or not row["month"]:
            continue
        other = first.setdefault(cells, row["id"])
        if other != row["id"]:
            words = f"{other} is the figure of the same {', '.join(key)}; what is said about one thing has one id"
            found.append(Problem(table, words, row=line, column="id", value=row["id"]))
    return found


def _without_mandate(rows: list[dict[str, str]]) -> list[Problem]:
    """The resolutions that give a mandate a length or a last day, but by their relation carry none."""
    relations: dict[str, set[str]] = {}
    for row in rows:
        if row["relation"] and row["rank"] != _DEPRECATED:
            relations.setdefault(row["id"], set()).add(row["relation"])
    told = f"by its relation the resolution carries no mandate, as only {', '.join(MANDATING)} do, so that this is not used"
    found = []
    for line, row in enumerate(rows, 2):
        known = relations.get(row["id"], set())
        column = next((name for name in ("mandate_until", "mandate_months") if row[name]), None)
        if column is not None and row["rank"] != _DEPRECATED and known and known.isdisjoint(MANDATING):
            found.append(Problem("resolutions", told, row=line, column=column, value=row[column]))
    return found


def _impossible_tenures(rows: list[dict[str, str]], missions: list[dict[str, str]]) -> list[Problem]:
    """The statements on tenures that ended before the mission began, or that a sighting in the same row contradicts."""
    begins = [day for row in missions if row["rank"] != _DEPRECATED for day in _days(row["established"])]
    found = []

    def tell(line: int, row: dict[str, str], column: str, words: str) -> None:
        found.append(Problem("appointments", words, row=line, column=column, value=row[column]))

    for line, row in enumerate(rows, 2):
        if row["rank"] == _DEPRECATED:
            continue
        seen = _days(row["seen_in_office"])
        for left in _days(row["left_office"]):
            if begins and all(left.before(day) is Certainty.CERTAIN for day in begins):
                tell(line, row, "left_office", f"the mission was established only on {min(begins)}")
            for day in seen:
                if left.before(day) is Certainty.CERTAIN:
                    tell(line, row, "left_office", f"the same row has the holder in office on {day}")
        for took in _days(row["took_office"]):
            for day in seen:
                if day.before(took) is Certainty.CERTAIN:
                    tell(line, row, "took_office", f"the same row has the holder in office on {day} already")
    return found


def _undated_tenures(rows: list[dict[str, str]]) -> list[Problem]:
    """The tenures of which no row gives a date: their holders are possible on every day."""
    stated = [(line, row) for line, row in enumerate(rows, 2) if row["rank"] != _DEPRECATED]
    # Who came before or after limits a tenure, too.
    limiting = (*_DATES_OF_TENURE, "predecessor", "successor")
    dated = {row["id"] for _, row in stated if any(row[name] for name in limiting)}
    first = {row["id"]: line for line, row in reversed(stated) if row["id"] not in dated}
    words = "no row gives this tenure a date, so its holder is possible on every day; fill in one of"
    return [
        Problem("appointments", f"{words} {', '.join(_DATES_OF_TENURE)}", row=line, column="id", value=name)
        for name, line in sorted(first.items(), key=lambda entry: entry[1])
    ]


def _headless(posts: list[dict[str, str]]) -> list[Problem]:
    """That no post is that of the head of mission, so that nobody is ever found to lead it."""
    stated = [row for row in posts if row["rank"] != _DEPRECATED]
    if not stated or any(row["role"] == "head" for row in stated):
        return []
    words = (
        "no post has the role head, so leaders_at and head_at find nobody; give it to the post of the head of mission"
    )
    return [Problem("posts", words, column="role")]


def _days(cell: str) -> list[PartialDate]:
    """The dates of a cell; none if it has no end."""
    return [PartialDate.parse(part) for part in cell.split("|") if part not in ("", str(Bound.OPEN))]


def _others(files: Files, shape: Shape) -> list[Problem]:
    """The files beside those of a package; what is hidden, or meant for people, is passed over."""
    found = []
    others = beside(files)
    own = {f"{table}.csv" for table in shape.stated}
    for name in sorted({*others} - own):
        stem, _, ending = name.rpartition(".")
        if ending.lower() == "csv":
            near = [each for each in TABLES if fold(each) == fold(stem)] or nearest(stem, [*TABLES, "sources"])
            hint = did_you_mean([f"{each}.csv" for each in near[:1] if f"{each}.csv" in FILES])
            found.append(Problem(name, f"no table has this name, so it is not read{hint}"))
        elif not name.lower().endswith(_PAPERS) and stem:
            found.append(Problem(name, "not a file of a data package, so it is not read"))
    return _shortened(found)
