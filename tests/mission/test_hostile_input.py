"""Whatever a user passes for a date, name, text or number, the result is an answer or an error of the library."""

from __future__ import annotations

import datetime
import decimal
import inspect
import time
from typing import TYPE_CHECKING, Any, cast

import numpy
import pandas
import pytest

import unami
from helpers.inside import LONGEST_SEARCH, LONGEST_TEXT
from unami import PartialDate, Period, UnamiError
from unami.charts import Charts, save
from unami.cli import main
from unami.export import FORMATS, write
from unami.json_schema import describe_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

mission = unami.mission


class Stubborn(str):
    """A text whose methods fail."""

    __slots__ = ()

    def _no(self, *_: object) -> Any:
        raise AssertionError("not the text's own methods")

    strip = lower = translate = isascii = partition = replace = split = casefold = cast("Any", _no)


class Unshowable:
    """An object that cannot be shown, with what a dated record has."""

    period = "2014"

    def __repr__(self) -> str:
        raise RuntimeError("no repr")


HOSTILE: list[Any] = [
    None,
    float("nan"),
    pandas.NaT,
    pandas.NA,
    True,
    0,
    -1,
    2.5,
    10**5000,
    1 + 2j,
    decimal.Decimal("sNaN"),
    b"Fiji",
    "",
    " ",
    "no such thing",
    "2014-13",
    "x" * 4000,
    "1" * 4000,
    "a b " * 1000,
    "\ud800",
    "Fi\0ji",
    "\N{FULLWIDTH DIGIT TWO}014",
    Stubborn("2014"),
    [],
    ["Fiji"],
    {"Fiji"},
    {},
    {"id": 5},
    (),
    ("Fiji", 5),
    object(),
    Unshowable(),
    PartialDate,
    datetime.time(12),
    datetime.timedelta(1),
    numpy.array([2014, 2015]),
    pandas.Series(["Fiji"]),
    Ellipsis,
]

VALID: dict[str, Any] = {
    "after": "2732",
    "before": "1770",
    "by": "table",
    "category": "troops",
    "role": "head",
    "vocabulary": "population",
    "condition": None,
    "country": "Fiji",
    "day": datetime.date(2014, 6, 10),
    "default": None,
    "end": "2015",
    "event": "canal-hotel-bombing",
    "events": 3,
    "field": "adopted",
    "first": "2014",
    "format_name": "json",
    "freq": "Y",
    "until": "2014",
    "identifiers": "cow",
    "key": "id",
    "keys": ("id",),
    "last": "2015",
    "measure": "killed",
    "meeting": "S/PV.7224",
    "mission": mission,
    "more": (),
    "most": 3,
    "name": "no such name",
    "names": False,
    "other": mission,
    "overwrite": False,
    "person": "Kubis",
    "place": "Baghdad",
    "population": "civilians",
    "post": "srsg",
    "provenance": False,
    "record": mission.resolutions["2110"],
    "records": (),
    "related": True,
    "requested_schema": None,
    "reverse": False,
    "rows": (),
    "scheme": "cow",
    "series": None,
    "since": None,
    "source": "sc-res-2110",
    "spreadsheet": False,
    "start": "2014",
    "table": "posts",
    "text": "ashraf",
    "theme": "dark",
    "title": "A title",
    "value": "2014-06-10",
    "values": {},
    "when": "2014-06-10",
    "whole_only": False,
    "width": 400,
    "year": 2022,
}
"""A value that can be used, by the name of the parameter: a new parameter has to be named here."""

ANYTHING = {"provenance", "related", "spreadsheet", "overwrite", "reverse", "requested_schema", "whole_only"}
"""Parameters that are only asked whether they are true, or that belong to a protocol."""

PATHS = {"dest", "path"}


ELSEWHERE = {"annotate", "count", "index"}
"""What is tried in tests/test_annotate.py, and methods whose errors ``collections.abc`` decides."""


def methods_of(thing: Any) -> Iterator[tuple[str, Callable[..., Any]]]:
    for name in dir(type(thing)):
        if not name.startswith("_") and name not in ELSEWHERE and inspect.isfunction(getattr(type(thing), name)):
            yield f"{type(thing).__name__}.{name}", getattr(thing, name)


def refusal(ask: Callable[..., object], *positional: object, **named: object) -> Exception | None:
    """Return the error with which a question is refused, or None; no other error may occur."""
    try:
        ask(*positional, **named)
    except (UnamiError, OSError) as error:
        return error
    return None


SMALL = mission.resolutions[:3]
ASKED = [
    *methods_of(mission),
    *methods_of(SMALL),
    *methods_of(mission.chart),
    ("Tables[...]", lambda name: mission.tables[name]),
    ("Records[...]", lambda key: SMALL[key]),
    ("Records[...:...]", lambda first: SMALL[first:]),
    ("read_when", unami.read_when),
    ("PartialDate.parse", PartialDate.parse),
    ("PartialDate.from_date", PartialDate.from_date),
    ("PartialDate.before", PartialDate(2014).before),
    ("PartialDate.after", PartialDate(2014).after),
    ("PartialDate.same_day", PartialDate(2014).same_day),
    ("PartialDate", lambda year: PartialDate(year=year)),
    ("PartialDate(2014, ...)", lambda year: PartialDate(2014, year)),
    ("PartialDate(2014, 6, ...)", lambda year: PartialDate(2014, 6, year)),
    ("PartialDate(uncertain=...)", lambda year: PartialDate(2014, uncertain=year)),
    ("PartialDate.plus years", lambda year: PartialDate(2014, 6, 10).plus(years=year)),
    ("PartialDate.plus months", lambda year: PartialDate(2014, 6, 10).plus(months=year)),
    ("PartialDate.plus days", lambda year: PartialDate(2014, 6, 10).plus(days=year)),
    ("Period.parse", Period.parse),
    ("Period", lambda when: Period(when, when)),
    ("Period.covers", Period.parse("2014/2015").covers),
    ("Span.covers", Period.parse("2014/2015").span.covers),
    ("Appointment.covers", mission.appointments[0].covers),
    ("unami.panel", unami.panel),
    ("describe_table", describe_table),
    ("where(adopted=)", lambda when: SMALL.where(adopted=when)),
    ("where(number=)", lambda when: SMALL.where(number=when)),
    ("where(relation=)", lambda when: SMALL.where(relation=when)),
    ("where(title=)", lambda when: mission.events.where(title=when)),
    ("where(country=)", lambda when: mission.contributions.where(country=when)),
    ("where(certainty=)", lambda when: mission.leaders_at("2014").where(certainty=when)),
    ("one(adopted=)", lambda when: SMALL.one(adopted=when)),
    ("with_statements(source=)", lambda source: mission.with_statements("posts", [{"id": "srsg"}], source=source)),
    ("with_statements(rows=)", lambda rows: mission.with_statements("posts", [rows], source="sc-res-2110")),
    ("export.write", lambda format_name, dest: write(mission, format_name, dest)),
    ("charts.save", lambda path: save(None, path)),  # type: ignore[arg-type]
    ("open_dataset", unami.open_dataset),
]


@pytest.mark.parametrize(("name", "ask"), ASKED, ids=[name for name, _ in ASKED])
def test_every_question_answers_or_raises_an_error_of_the_library(
    name: str, ask: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # Some of these texts are good names for a file.
    signature = inspect.signature(ask)
    valid = {**VALID, "dest": str(tmp_path / "out"), "path": str(tmp_path / "out")}
    missing = [each for each in signature.parameters if each not in valid]
    assert not missing, f"a parameter without a valid value in this test: {missing}"
    for each, parameter in signature.parameters.items():
        if each in ANYTHING:
            continue
        for value in HOSTILE:
            arguments = {other: valid[other] for other in signature.parameters}
            arguments[each] = value
            if parameter.kind is parameter.VAR_POSITIONAL:
                arguments[each] = (value,)
            if parameter.kind is parameter.VAR_KEYWORD:
                arguments[each] = {"adopted": value}
            positional: list[Any] = []
            named: dict[str, Any] = {}
            for other, given in arguments.items():
                kind = signature.parameters[other].kind
                if kind is inspect.Parameter.VAR_POSITIONAL:
                    positional.extend(given)
                elif kind is inspect.Parameter.VAR_KEYWORD:
                    named.update(given)
                elif kind is inspect.Parameter.KEYWORD_ONLY:
                    named[other] = given
                else:
                    positional.append(given)
            error = refusal(ask, *positional, **named)
            if isinstance(error, OSError) and not isinstance(error, UnamiError):
                assert each in PATHS  # There is no such folder, or the name is too long: that is what it says.
            elif error is not None:
                assert len(str(error)) < 3000
                assert str(error).isprintable() or "\n" in str(error)


def seconds_of(ask: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    error = refusal(ask, text)
    seconds = time.process_time() - began
    assert error is None or len(str(error)) < 3000
    return seconds


TEXTS = [
    "x" * 4000,
    "1" * 4000,
    "a " * 2000,
    "2014" + "." * 3995 + "1",
    "10 June 2014" + " at" * 1300 + " 5pm",
    "10 June 2014" + " " * 3980 + "x",
    "1" * LONGEST_TEXT,
    "un-news-2004-1x-fiji" * 10,
    "united nations " * 13,
    "(" * LONGEST_TEXT,
    "a.b." * 50,
    "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * LONGEST_TEXT,
    "st rep dem fed " * 13,
    " ".join("abcdefghijklmnopqrstuvwxyz"),
    "s se sec secu secur securi securit security c co cou coun counc counci council u un uni unit unite united",
]


def takers() -> dict[str, Callable[[str], object]]:
    """Questions by the text they take, after the tables are read."""
    found: dict[str, Callable[[str], object]] = {
        "leaders_at": mission.leaders_at,
        "read_when": unami.read_when,
        "PartialDate.parse": PartialDate.parse,
        "Period.parse": Period.parse,
        "country": mission.country,
        "person": mission.person,
        "post": mission.post,
        "record": mission.record,
        "place": mission.place,
        "report_before": mission.report_before,
        "according_to": mission.according_to,
        "sources[...]": lambda text: mission.sources[text],
        "where": lambda text: mission.posts.where(role=text),
        "where, of dates": lambda text: mission.resolutions.where(adopted=text),
        "sort_by": mission.people.sort_by,
        "panel": cast("Callable[[str], object]", mission.panel),
        "search": mission.search,
        "changes": mission.changes,
        "explain": lambda text: mission.explain(mission.people[0], text),
        "the command line": lambda text: main(["disputes", text]),
    }
    for ask in found.values():
        seconds_of(ask, "nothing of that name")
    return found


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_no_text_takes_long(capsys: pytest.CaptureFixture[str]) -> None:
    slow = {}
    for name, ask in takers().items():
        for text in TEXTS:
            # The best of three: what else the machine does is not the text's fault.
            if (least := min(seconds_of(ask, text) for _ in range(3))) > 0.5:
                slow[name, text[:20]] = least
    capsys.readouterr()
    assert not slow


@pytest.mark.parametrize("text", ["2014" * 1_000_000, "a" * 1_000_000, " " * 1_000_000])
def test_a_text_without_end_is_refused_before_anything_reads_it(text: str) -> None:
    for name, ask in takers().items():
        if name == "the command line":
            continue
        assert seconds_of(ask, text) < 0.5
        with pytest.raises(
            UnamiError, match=f"at most {LONGEST_SEARCH if name == 'search' else LONGEST_TEXT} are read"
        ):
            ask(text)


def test_an_error_cuts_the_text_it_repeats_and_keeps_the_whole() -> None:
    for ask in mission.leaders_at, mission.country, mission.search:
        with pytest.raises(UnamiError) as caught:
            ask("x" * 100_000)
        assert caught.value.given == "x" * 100_000  # type: ignore[attr-defined]
        assert len(str(caught.value)) < 400


def test_commands_refuse_what_they_cannot_read(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ["at", "1" * 4000],
        ["leaders", "2014--10"],
        ["deployments", "x" * 4000],
        ["events", "2011/12"],
        ["explain", "x" * 4000, "name"],
        ["explain", "resolutions/1723", "x" * 4000],
        ["search", "a " * 3000],
        ["sources", "\ud800"],
        ["disputes", "x\0y"],
        ["export", "x" * 4000, "out"],
        ["x" * 4000],
        ["at", "2014", "--known-at", "2011/12"],
        ["at", "2014", "--according-to", "x" * 4000],
        ["changes", "--since", "x" * 4000],
    ):
        assert main(words) == 2, words
        lines = capsys.readouterr().err
        assert lines.count("\n") == 1
        assert len(lines) < 1000


def test_a_missing_value_is_not_a_name() -> None:
    for value in (None, float("nan"), pandas.NA, pandas.NaT, 5, b"Fiji", ["Fiji"]):
        for ask, kind in (
            (mission.country, unami.UnknownCountry),
            (mission.person, unami.UnknownPerson),
            (mission.post, unami.UnknownPost),
            (mission.place, unami.UnknownPlace),
            (mission.according_to, unami.UnknownSource),
        ):
            # A list is several sources, each of which is looked up.
            if ask == mission.according_to and isinstance(value, list):
                continue
            with pytest.raises(kind, match="expected text") as caught:
                ask(cast("Any", value))
            assert caught.value.given is value


def test_all_formats_are_named_if_none_is_near() -> None:
    with pytest.raises(unami.UnknownName) as caught:
        mission.export("x", "out")
    assert set(caught.value.suggestions) == set(FORMATS)


def test_an_object_whose_period_is_no_period_is_refused() -> None:
    for ask in (mission.known_at, mission.leaders_at, mission.at):
        with pytest.raises(unami.InvalidDate, match="its period is '2014'; expected a PartialDate or a Period"):
            ask(cast("Any", Unshowable()))


def test_charts_are_among_what_is_asked() -> None:
    assert {name for name, _ in ASKED} >= {f"{Charts.__name__}.{name}" for name in ("timeline", "draw", "camp")}
