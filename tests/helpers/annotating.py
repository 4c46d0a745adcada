"""Checks of ``annotate`` that hold for every kind of data frame, and the kinds themselves."""

from __future__ import annotations

import datetime
import math
import random
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

import narwhals
import pyarrow
import pytest

import unami
from helpers.builders import Package, date
from helpers.days import EVERY_DAY, FIRST, LAST
from helpers.fictional import write_second_mission
from helpers.inside import Dataset, open_files, to_arrow
from unami import ColumnInTheWay, InvalidDate, Mission, PartialDate, UnknownName, mission
from unami.dates import bounds_of
from unami.panels import TOPICS, panel_columns, rows_at

if TYPE_CHECKING:
    from pathlib import Path

    from unami.panels import Frequency

OUTSIDE = [
    datetime.date(2002, 12, 31),
    datetime.date(2002, 12, 30),
    datetime.date(1990, 1, 1),
    datetime.date(2027, 1, 1),
    datetime.date(1970, 1, 1),
    datetime.date(1941, 3, 2),
]
LENGTHS: tuple[Frequency, ...] = ("M", "Y")
MARKS = ("", "?", "~", "%")
IMPOSSIBLE = [
    "soon",
    "2014-13",
    "2014-02-30",
    "2014-6-1",
    "2014??",
    "2014-06-10T12:00",
    " 2014",
    "",
    "20140610",
    "0000",
    "2014/06/10",
    "2014 06 10",
    "2014-06-1 ",
    "2014-06-1x",
    " 214-06-10",
    "20140-6-01",
    "2014-06-10 ?",
    "2014-06-??",
    "2014-06?~",
    "-2014-06",
    "\uff12\uff10\uff11\uff14",
]
"""Texts that are no dates."""


class Engine(Protocol):
    """A kind of data frame."""

    lazy: bool
    """Whether nothing is computed before it is requested."""
    ordered: bool
    """Whether the rows have an order."""

    def make(self, table: pyarrow.Table) -> Any:
        """Make a frame from a table."""

    def columns(self, frame: Any) -> dict[str, list[Any]]:
        """Return the columns of a frame, computed."""


def arrow(columns: dict[str, list[Any]], **kinds: Any) -> pyarrow.Table:
    """Make a table; for a column without values, its type must be given."""
    return pyarrow.table({name: pyarrow.array(values, kinds.get(name)) for name, values in columns.items()})


def plain(value: Any) -> Any:
    """Return a value of any engine as an integer, truth value, text, day or None."""
    if value is None or (isinstance(value, float) and math.isnan(value)) or str(value) in {"NaT", "<NA>"}:
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    if hasattr(value, "item"):
        return value.item()
    return value


@cache
def panel_of(dates: tuple[PartialDate | None, ...], names: tuple[str, ...]) -> dict[str, list[Any]]:
    """Return columns of the panel for some dates; missing dates and dates outside the panel have no answers."""
    inside = [when if when and FIRST <= when.earliest <= LAST else PartialDate(1) for when in dates]
    table = to_arrow(rows_at(mission, inside), only=names)
    return {name: table[name].to_pylist() for name in table.column_names}


def expected(dates: list[PartialDate | None], *topics: str, bounds: bool = False) -> dict[str, list[Any]]:
    """Return the columns to be added for some dates, by name: those of all topics, or of some."""
    names = tuple(column.name for column in panel_columns() if column.topic in (topics or TOPICS))
    found: dict[str, list[Any]] = {}
    if bounds:
        limits = [(None, None) if when is None else bounds_of(when) for when in dates]
        found["day_earliest"], found["day_latest"] = ([pair[place] for pair in limits] for place in (0, 1))
    return found | panel_of(tuple(dates), names)


def without(path: Path, *tables: str) -> Mission:
    """Open a small package in which some tables are left empty, whatever refers to them."""
    package = Package(path / "package", small=True)
    for table in tables:
        package.drop(table, lambda _: False)
    return Mission(Dataset(open_files(str(package))))


DATED = ("appointments", "contributions", "missions", "resolutions", "staffing")
"""The tables of a small package that the panel uses."""


def shuffled(values: list[Any]) -> list[Any]:
    mixed = list(values)
    random.Random(5).shuffle(mixed)
    return mixed


class FrameTests:
    """Tests for every kind of frame; a subclass selects one with a fixture named ``engine``."""

    def annotated(self, engine: Engine, table: pyarrow.Table, *args: Any, **options: Any) -> dict[str, list[Any]]:
        """Annotate a frame and return its columns, in the order of the column ``n``."""
        frame = unami.annotate(engine.make(table), *args, **options)
        found = {name: [plain(value) for value in values] for name, values in engine.columns(frame).items()}
        if not engine.ordered:
            place = {number: place for place, number in enumerate(table["n"].to_pylist())}
            order = sorted(range(len(found["n"])), key=lambda row: place[found["n"][row]])
            found = {name: [values[row] for row in order] for name, values in found.items()}
        return found

    @pytest.mark.parametrize("step", [9, pytest.param(1, marks=pytest.mark.slow)])
    def test_every_day_gets_what_the_questions_answer(self, engine: Engine, step: int) -> None:
        days = [*shuffled([*EVERY_DAY[::step], *OUTSIDE]), None, FIRST, FIRST]
        numbers = shuffled(list(range(len(days))))
        found = self.annotated(engine, arrow({"n": numbers, "day": days}), "day", TOPICS)
        inside = [PartialDate.from_date(day) if day and FIRST <= day <= LAST else None for day in days]
        wanted = {"n": numbers, "day": days, **expected(inside)}
        assert list(found) == list(wanted)
        for name, values in wanted.items():
            assert found[name] == values, name

    def test_every_text_gets_what_the_questions_answer(self, engine: Engine) -> None:
        units = [row.id for length in LENGTHS for row in mission.panel(length)]
        days = [str(day) for day in EVERY_DAY[::97]] + ["2009-06-30", "2009-07-01", "2009-07-31", "2012-02-29"]
        texts: list[str | None] = [*shuffled([text + mark for text in units + days for mark in MARKS]), None, "2014"]
        numbers = shuffled(list(range(len(texts))))
        found = self.annotated(engine, arrow({"n": numbers, "day": texts}), "day", TOPICS)
        wanted = {"n": numbers, "day": texts}
        wanted |= expected([date(text) if text else None for text in texts], bounds=True)
        assert list(found) == list(wanted)
        for name, values in wanted.items():
            assert found[name] == values, name

    @pytest.mark.parametrize("text", [False, True])
    def test_rows_of_several_missions_get_the_answers_of_their_own(self, engine: Engine, text: bool) -> None:
        missions = {"now": mission, "then": mission.known_at("2012")}
        days = [*EVERY_DAY[::311], None]
        names = ["now", "then", "elsewhere", None]
        numbers = shuffled(list(range(len(days) * len(names))))
        asked = [(days[number // len(names)], names[number % len(names)]) for number in numbers]
        column = [str(day) if day and text else day for day, _ in asked]
        table = arrow({"n": numbers, "day": column, "of": [name for _, name in asked]})
        found = self.annotated(engine, table, "day", TOPICS, missions=missions, by="of")
        alone = {
            name: self.annotated(engine, arrow({"n": numbers, "day": column}), "day", TOPICS, mission=one)
            for name, one in missions.items()
        }
        assert list(found) == ["n", "day", "of", *list(alone["now"])[2:]]
        for column_name in list(alone["now"])[2:]:
            wanted = [alone[name][column_name][row] if name in alone else None for row, (_, name) in enumerate(asked)]
            assert found[column_name] == wanted, column_name

    def test_points_of_time_count_by_their_day(self, engine: Engine) -> None:
        moments = [datetime.datetime(2014, 6, 10, 23, 59, 59), None, datetime.datetime(2007, 11, 11, 0, 0, 1)]
        found = self.annotated(engine, arrow({"n": [1, 2, 3], "when": moments}), "when", "head")
        assert found["head"] == ["Nickolay Mladenov", None, "Staffan de Mistura"]

    def test_text_that_is_no_date_is_an_error_or_null_where_nobody_can_look(self, engine: Engine) -> None:
        texts = ["2014-06-10", *IMPOSSIBLE, IMPOSSIBLE[0], None]
        table = arrow({"n": list(range(len(texts))), "day": texts})
        if not engine.lazy:
            with pytest.raises(InvalidDate) as caught:
                unami.annotate(engine.make(table), "day")
            assert caught.value.given == "soon"
            assert f"no date in {len(IMPOSSIBLE) + 1} rows ('soon', '2014-13', '2014-02-30', ...)" in str(caught.value)
            return
        found = self.annotated(engine, table, "day", TOPICS)
        for name in found.keys() - {"n", "day"}:
            assert found[name][1:] == [None] * (len(texts) - 1), name

    def test_text_about_a_time_outside_the_panel_has_no_answers(self, engine: Engine) -> None:
        texts = ["1999-05", "2002-12-31", "2027", "9999-12-31"]
        found = self.annotated(engine, arrow({"n": [1, 2, 3, 4], "day": texts}), "day", ["head", "mandate", "strength"])
        bounds = [None] * 4 if engine.lazy else [date(text).earliest for text in texts]
        assert found.pop("day_earliest") == bounds
        for name in found.keys() - {"n", "day", "day_latest"}:
            assert found[name] == [None] * 4, name

    def test_many_texts_some_of_them_outside_the_panel(self, engine: Engine) -> None:
        inside: list[str | None] = [str(day) for day in EVERY_DAY[::60]]
        texts = shuffled([*inside, "1999-05", "2031", "1970-01-01~", "2014-06?", None, "1999-05"])
        numbers = list(range(len(texts)))
        found = self.annotated(engine, arrow({"n": numbers, "day": texts}), "day", ["head", "mandate"])
        dates = [date(text) if text else None for text in texts]
        wanted = {"n": numbers, "day": texts} | expected(dates, "head", "mandate", bounds=True)
        if engine.lazy:
            for name in ("day_earliest", "day_latest"):
                is_known = [when is not None and FIRST <= when.earliest <= LAST for when in dates]
                wanted[name] = [day if known else None for day, known in zip(wanted[name], is_known, strict=True)]
        assert found == wanted

    @pytest.mark.parametrize("kind", [pyarrow.date32(), pyarrow.string(), pyarrow.timestamp("us")])
    @pytest.mark.parametrize("known", [[], [None], [True]])
    def test_few_rows_are_annotated_too(self, engine: Engine, kind: Any, known: list[Any]) -> None:
        value = "2014-06-10" if kind == pyarrow.string() else datetime.datetime(2014, 6, 10)
        values = [value if is_known else None for is_known in known]
        table = arrow({"n": list(range(len(values))), "day": values}, n=pyarrow.int64(), day=kind)
        found = self.annotated(engine, table, "day", ["head", "mandate_until"])
        assert found["head"] == ["Nickolay Mladenov" if is_known else None for is_known in known]
        assert found["mandate_until_latest"] == [datetime.date(2014, 7, 31) if is_known else None for is_known in known]

    def test_the_frame_is_of_the_same_kind_and_what_was_given_is_not_changed(self, engine: Engine) -> None:
        frame = engine.make(arrow({"n": [1], "day": [FIRST]}))
        annotated = unami.annotate(frame, "day")
        assert type(annotated) is type(frame)
        assert list(engine.columns(frame)) == ["n", "day"]

    def test_a_frame_in_narwhals_stays_there(self, engine: Engine) -> None:
        wrapped = narwhals.from_native(engine.make(arrow({"n": [1], "day": [FIRST]})))
        annotated = unami.annotate(wrapped, "day")
        assert type(annotated) is type(wrapped)
        assert annotated.collect_schema().names()[1:3] == ["day", "head"]

    def test_columns_can_be_chosen_by_topic_and_by_name(self, engine: Engine) -> None:
        table = arrow({"n": [1], "day": [datetime.date(2014, 6, 10)]})
        found = self.annotated(engine, table, "day", ["troops", "mandate_symbol", "phase", "troops"])
        assert list(found) == ["n", "day", "troops", "mandate_symbol", "running", "phase", "phase_certainty", "phases"]
        assert (found["troops"], found["mandate_symbol"]) == ([271], ["S/RES/2110 (2013)"])
        assert list(self.annotated(engine, table, "day", [])) == ["n", "day"]

    def test_texts_can_be_categorical(self, engine: Engine) -> None:
        for values in ([datetime.date(2014, 6, 10), None, datetime.date(2007, 11, 11)], ["2014-06-10", None, "2011"]):
            table = arrow({"n": [1, 2, 3], "day": values})
            plainly = self.annotated(engine, table, "day", ["head", "mandate"])
            assert self.annotated(engine, table, "day", ["head", "mandate"], categorical=True) == plainly

    def test_with_nothing_to_add_the_frame_comes_back_as_it_was(self, engine: Engine) -> None:
        for values in ([FIRST, None], ["2014-06", None], [None, None]):
            table = arrow({"n": [1, 2], "day": values}, day=pyarrow.string() if values[0] is None else None)
            assert self.annotated(engine, table, "day", []) == {"n": [1, 2], "day": values}

    def test_a_column_without_any_value_gives_nulls_whatever_its_type(self, engine: Engine) -> None:
        for kind in (pyarrow.float64(), pyarrow.int64(), pyarrow.bool_()):
            for values in ([], [None, None]):
                table = arrow({"n": list(range(len(values))), "day": values}, n=pyarrow.int64(), day=kind)
                found = self.annotated(engine, table, "day", ["head_id", "troops"])
                assert list(found) == ["n", "day", "day_earliest", "day_latest", "head_id", "troops"]
                assert found["head_id"] == found["troops"] == found["day_latest"] == [None] * len(values)
            value = {pyarrow.float64(): 2014.0, pyarrow.int64(): 2014, pyarrow.bool_(): True}[kind]
            with pytest.raises(InvalidDate, match="it is a column of"):
                unami.annotate(engine.make(arrow({"n": [1], "day": [value]}, day=kind)), "day")

    @pytest.mark.parametrize(
        "given", [None, 5, b"head", float("nan"), [None], [5], ["head", None], "nothing of the sort", object()]
    )
    def test_what_is_no_column_of_the_panel_is_refused(self, engine: Engine, given: Any) -> None:
        with pytest.raises(UnknownName, match="topic or column of the panel"):
            unami.annotate(engine.make(arrow({"n": [1], "day": [FIRST]})), "day", given)

    @pytest.mark.parametrize("given", [None, 5, b"day", ["day"], float("nan"), "x" * 5000])
    def test_what_is_no_column_of_the_frame_is_refused(self, engine: Engine, given: Any) -> None:
        with pytest.raises(UnknownName, match="column of the frame") as caught:
            unami.annotate(engine.make(arrow({"n": [1], "day": [FIRST]})), given)
        assert len(str(caught.value)) < 1000

    def test_what_cannot_be_part_of_a_name_is_refused(self, engine: Engine) -> None:
        frame = engine.make(arrow({"n": [1], "day": [FIRST]}))
        options: dict[str, Any]
        for options in ({"prefix": None}, {"suffix": 5}, {"prefix": b"x"}, {"suffix": "\ud800"}):
            with pytest.raises(UnknownName):
                unami.annotate(frame, "day", **options)

    def test_two_added_columns_never_have_one_name(self, engine: Engine) -> None:
        frame = engine.make(arrow({"n": [1], "mandate_until": ["2014"]}))
        with pytest.raises(ColumnInTheWay, match="rename the column 'mandate_until' of the frame"):
            unami.annotate(frame, "mandate_until", "mandate_until", prefix="un_")

    def test_names_that_mean_something_elsewhere_are_names_here(self, engine: Engine) -> None:
        for name in ("^d.*$", "*", "select", "#1", "index", "a.b`c {n}", "level_0", "a'\"; --"):
            for value in ("2014-06", datetime.datetime(2014, 6, 10)):
                table = arrow({"n": [1], "d1": ["2009"], name: [value]})
                assert self.annotated(engine, table, name, ["head_id"])["head_id"] == ["nickolay-mladenov"], name

    def test_an_unknown_name_is_refused_with_the_nearest(self, engine: Engine) -> None:
        frame = engine.make(arrow({"n": [1], "event_date": [FIRST]}))
        with pytest.raises(UnknownName) as caught:
            unami.annotate(frame, "event_date", ["troop"])
        assert "troops" in caught.value.suggestions
        with pytest.raises(UnknownName) as caught:
            unami.annotate(frame, "eventdate")
        assert caught.value.suggestions == ("event_date",)

    def test_a_column_is_never_overwritten(self, engine: Engine) -> None:
        frame = engine.make(arrow({"n": [1], "day": ["2014"], "head": ["x"], "day_latest": ["y"]}))
        with pytest.raises(ColumnInTheWay) as caught:
            unami.annotate(frame, "day")
        assert caught.value.columns == ("day_latest", "head")
        found = engine.columns(unami.annotate(frame, "day", ["head"], prefix="un_", suffix="!"))
        own = ["un_head!", "un_head_certainty!", "un_head_id!", "un_head_acting!", "un_heads!", "un_head_vacant!"]
        assert list(found) == ["n", "day", "head", "day_latest", "un_day_earliest!", "un_day_latest!", *own]
        assert (found["head"], found["un_head!"]) == (["x"], ["Nickolay Mladenov"])

    def test_names_of_any_letters_are_left_as_they_are(self, engine: Engine) -> None:
        names = ["n", "Tag des 'Ereignisses'", 'a "b" `c`', "unami_number", "x.y"]
        table = arrow(dict(zip(names, [[1], ["2014-06"], [2], [3], [4]], strict=True)))
        found = self.annotated(engine, table, names[1], "troops")
        bounds = [f"{names[1]}_earliest", f"{names[1]}_latest"]
        assert list(found) == [*names, *bounds, "troops"]
        assert found["troops"] == [271]

    def test_a_column_that_holds_no_dates_is_refused(self, engine: Engine) -> None:
        with pytest.raises(InvalidDate, match="it is a column of"):
            unami.annotate(engine.make(arrow({"n": [2014]})), "n")

    def test_outside_the_panel_nothing_is_known_though_its_first_and_last_day_are(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        other = write_second_mission(tmp_path / "other")
        assert other.panel().first().president
        assert other.panel().last().president
        for days in (
            [datetime.date(2014, 12, day) for day in (30, 31)] + [datetime.date(2018, 1, day) for day in (1, 2)],
            ["2014", "2014-12", "2014-12-31", "2018"],
        ):
            found = self.annotated(engine, arrow({"n": [1, 2, 3, 4], "day": days}), "day", "president", mission=other)
            assert found["president"] == [None] * 4

    def test_another_mission_can_be_asked(self, engine: Engine) -> None:
        early = mission.known_at("2010-01-01")
        table = arrow({"n": [1, 2], "day": [datetime.date(2008, 6, 1), datetime.date(2014, 6, 10)]})
        for found in (
            self.annotated(engine, table, "day", ["head"], mission=early),
            {
                name: list(map(plain, v))
                for name, v in engine.columns(early.annotate(engine.make(table), "day", "head")).items()
            },
        ):
            assert found["heads"] == [row.heads for row in rows_at(early, map(date, ("2008-06-01", "2014-06-10")))]
