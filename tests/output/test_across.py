"""Tests of several missions side by side: one table, and frames whose rows are of several missions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.examples import examples
from helpers.fictional import write_second_mission
from unami.errors import ColumnInTheWay, InvalidDate, InvalidValue, NotAFrame, UnknownName

if TYPE_CHECKING:
    from pathlib import Path

    from unami import Mission

pytestmark = pytest.mark.needs("narwhals", "pandas", "polars", "pyarrow")


@pytest.fixture(scope="module")
def lemuria(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    path: Path = tmp_path_factory.mktemp("second") / "lemuria"
    write_second_mission(path)
    return unami.open_dataset(path)


# One table


def test_missions_stand_in_one_table_with_their_names(lemuria: Mission) -> None:
    rows = unami.compare_missions(unami.mission, lemuria, freq="Y")
    assert len(rows) == len(unami.mission.panel("Y")) + len(lemuria.panel("Y"))
    assert list(dict.fromkeys(row.mission for row in rows)) == ["UNAMI", "EXMA"]
    for name, mission in (("UNAMI", unami.mission), ("EXMA", lemuria)):
        for row in mission.panel("Y"):
            found = rows[f"{name} {row.period}"]
            assert (found.heads, found.mandates, found.strength) == (row.heads, row.mandates, row.strength)
    frame = rows.to_pandas()
    assert list(frame.columns[:3]) == ["id", "mission", "period"]
    assert set(frame["mission"]) == {"UNAMI", "EXMA"}
    assert len(rows.where(mission="EXMA")) == len(lemuria.panel("Y"))


def test_names_can_be_chosen_and_must_differ(lemuria: Mission) -> None:
    then = unami.mission.known_at("2012")
    rows = unami.compare_missions({"now": unami.mission, "then": then}, lemuria)
    assert list(rows.group_by("mission")) == ["now", "then", "EXMA"]
    with pytest.raises(InvalidValue, match="two of them have it"):
        unami.compare_missions(unami.mission, then)
    for wrong in ("unami", None, {"a": "b"}, {1: unami.mission}, {"": unami.mission}):
        with pytest.raises(InvalidValue):
            unami.compare_missions(wrong)  # type: ignore[arg-type]
    with pytest.raises(UnknownName):
        unami.compare_missions(lemuria, freq="W")  # type: ignore[arg-type]
    assert len(unami.compare_missions()) == 0


def test_missions_can_end_with_one_day(lemuria: Mission) -> None:
    for until in ("2016-03-15", "2016", "2014"):
        rows = unami.compare_missions(unami.mission, lemuria, freq="M", until=until)
        for name, mission in (("UNAMI", unami.mission), ("EXMA", lemuria)):
            found = [row.period for row in rows.where(mission=name)]
            assert found == [row.period for row in mission.panel("M", until=until)]
    assert set(rows.group_by("mission")) == {"UNAMI"}  # the other begins later
    later = unami.compare_missions(unami.mission, lemuria, freq="Y", until="2030")
    assert [str(later.where(mission=name).items[-1].period) for name in ("UNAMI", "EXMA")] == ["2030", "2030"]
    with pytest.raises(InvalidDate):
        unami.compare_missions(lemuria, until="soon")
    with pytest.raises(InvalidDate, match="at most 300 years"):
        unami.compare_missions(lemuria, until="2900")


# Frames

DAYS = ("2014-06-10", "2015-08-15", "2016-04-09", "2009-07-10", "2030-01-01", None)
TEXTS = ("2014-06", "2015", "2016-04-09?", "2009-07-10", "1950", None)
NAMES = ("UNAMI", "EXMA", "UNKNOWN", None)
ADD = ["head", "mandate", "strength", "phase"]


def pandas_frame(days: list[str | None], names: list[str | None], *, text: bool) -> Any:
    import pandas

    column = pandas.Series(days, dtype="str") if text else pandas.Series(pandas.to_datetime(days))
    frame = pandas.DataFrame({"day": column, "of": pandas.Series(names, dtype="str")})
    frame.index = range(7, 7 + len(days))
    return frame


def expected(frame: Any, missions: dict[str, Mission], **options: Any) -> list[dict[str, object]]:
    """Annotate each row with its own mission only."""
    import pandas

    rows = []
    for place in range(len(frame)):
        row = frame.iloc[[place]]
        name = row["of"].iloc[0]
        mission = missions.get(name) if isinstance(name, str) else None
        annotated = unami.annotate(row, "day", ADD, mission=mission or next(iter(missions.values())), **options)
        (told,) = annotated.to_dict("records")
        new = [column for column in annotated.columns if column not in frame.columns]
        rows.append({column: told[column] if mission is not None else None for column in new})
    return [{key: None if value is None or pandas.isna(value) else value for key, value in row.items()} for row in rows]


def found(annotated: Any, columns: list[str]) -> list[dict[str, object]]:
    """The added columns of a frame of pandas as plain values."""
    import pandas

    return [
        {key: None if pandas.isna(row[key]) else row[key] for key in columns} for row in annotated.to_dict("records")
    ]


@examples(1)
@given(
    rows=st.lists(st.tuples(st.sampled_from(range(6)), st.sampled_from(NAMES)), min_size=1, max_size=8),
    text=st.booleans(),
    categorical=st.booleans(),
)
def test_each_row_has_the_answers_of_its_own_mission(
    lemuria: Mission, rows: list[tuple[int, str | None]], text: bool, categorical: bool
) -> None:
    missions = {"UNAMI": unami.mission, "EXMA": lemuria}
    days = [(TEXTS if text else DAYS)[place] for place, _ in rows]
    frame = pandas_frame(days, [name for _, name in rows], text=text)
    options: dict[str, Any] = {"prefix": "m_", "suffix": "_x", "categorical": categorical}
    annotated = unami.annotate(frame, "day", ADD, missions=missions, by="of", **options)
    assert list(annotated.index) == list(frame.index)
    alone = expected(frame, missions, **options)
    assert list(annotated.columns) == ["day", "of", *alone[0]]
    assert found(annotated, list(alone[0])) == alone
    assert list(frame.columns) == ["day", "of"]


def test_a_frame_of_narwhals_stays_one(lemuria: Mission) -> None:
    import narwhals

    frame = narwhals.from_native(pandas_frame(["2016-06-01"], ["EXMA"], text=False))
    annotated = unami.annotate(frame, "day", "head", missions={"EXMA": lemuria}, by="of")
    assert isinstance(annotated, narwhals.DataFrame)
    assert annotated["head"].to_list() == ["Clara Sample"]


def test_what_cannot_be_is_refused(lemuria: Mission) -> None:
    frame = pandas_frame(["2016-06-01"], ["EXMA"], text=False)
    missions = {"EXMA": lemuria}
    wrong: tuple[dict[str, Any], ...] = (
        {"missions": missions},
        {"by": "of"},
        {"missions": {}, "by": "of"},
        {"missions": [lemuria], "by": "of"},
        {"missions": {"EXMA": "x"}, "by": "of"},
        {"missions": missions, "by": "of", "mission": lemuria},
    )
    for options in wrong:
        with pytest.raises(InvalidValue):
            unami.annotate(frame, "day", **options)
    with pytest.raises(UnknownName, match="of"):
        unami.annotate(frame, "day", missions=missions, by="off")
    with pytest.raises(ColumnInTheWay):
        unami.annotate(frame.assign(head="x"), "day", missions=missions, by="of")
    with pytest.raises(NotAFrame):
        unami.annotate([1], "day", missions=missions, by="of")
    with pytest.raises(InvalidDate):
        unami.annotate(frame, "of", missions=missions, by="of")
    assert list(unami.annotate(frame, "day", [], missions=missions, by="of").columns) == ["day", "of"]
