"""Tests of what public functions say of objects that are not what they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import unami
from unami import InvalidValue, PartialDate, Records, UnknownName, frames, mission, panels, series

if TYPE_CHECKING:
    from collections.abc import Callable

YEAR = PartialDate(2014)
WRONG: dict[str, Callable[[Any], object]] = {
    "stretches": series.stretches,
    "stretches of one": lambda wrong: series.stretches([YEAR, wrong]),
    "monthly": lambda wrong: series.monthly(wrong, lambda record: record),
    "monthly by": lambda wrong: series.monthly(mission.strength, wrong),
    "monthly by what": lambda wrong: series.monthly(mission.strength, lambda _: wrong),
    "panel": lambda wrong: unami.panel("Y", mission=wrong),
    "dates": lambda wrong: panels.dates_of(wrong, "Y"),
    "days": panels.days_of,
    "rows": lambda wrong: panels.rows_at(wrong, [YEAR]),
    "rows of": lambda wrong: panels.rows_at(mission, wrong),
    "rows of one": lambda wrong: panels.rows_at(mission, [wrong]),
    "rows on": lambda wrong: panels.rows_at(mission, [YEAR], wrong),
    "rows on one": lambda wrong: panels.rows_at(mission, [YEAR], [wrong]),
    "phases": panels.phases_of,
    "phases of one": lambda wrong: panels.phases_of([wrong]),
    "flatten": frames.flatten,
    "flatten one": lambda wrong: frames.flatten(Records((wrong,), "things", None)),
    "flatten only": lambda wrong: frames.flatten(mission.posts, only=wrong),
}


@pytest.mark.parametrize("wrong", [5, 2014.5, object()], ids=["int", "float", "object"])
@pytest.mark.parametrize("ask", WRONG.values(), ids=WRONG)
def test_a_wrong_object_is_named(ask: Callable[[Any], object], wrong: Any) -> None:
    with pytest.raises(InvalidValue, match=r"is not a .*: expected") as caught:
        ask(wrong)
    assert caught.value.given == wrong


def test_a_text_is_no_collection() -> None:
    with pytest.raises(InvalidValue, match="'2014' is not a collection of dates"):
        series.stretches("2014")  # type: ignore[arg-type]


def test_a_closed_list_is_listed() -> None:
    with pytest.raises(UnknownName, match=r"unknown way to count 'x': expected one of field, kind, .* table, year$"):
        mission.coverage("x")
    with pytest.raises(UnknownName, match=r"'tabel'; did you mean table\?$"):
        mission.coverage("tabel")
    with pytest.raises(UnknownName, match="unknown row length 'W': expected one of D, M, Y"):
        panels.dates_of(mission, "W")  # type: ignore[arg-type]
    with pytest.raises(UnknownName, match=r"unknown topic of the panel 'heads'.* did you mean head"):
        panels.rows_at(mission, [YEAR], ["heads"])
