"""Questions: numbers month by month."""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import unami
from unami.series import monthly

if TYPE_CHECKING:
    from collections.abc import Callable

    from unami import Records
    from unami.series import Month

mission = unami.mission


# Series


POPULATIONS = (
    "civilians",
    "civilians-including-police",
    "women",
    "children",
    "men",
    "police",
    "isf",
    "total",
    "protesters",
)
CATEGORIES = ("troops", "individual-police", "experts-on-mission", "civilian-defence")
SERIES: dict[str, Callable[[], Records[Month[Any]]]] = {
    f"{name} {kind}": functools.partial(ask, name, kind)
    for ask, names, kinds in (
        (mission.deployment_series, ("Fiji", "Nepal", "Denmark", "Jordan", "Georgia"), CATEGORIES),
        (mission.casualty_series, ("Iraq", "Baghdad", "IQ-NI"), POPULATIONS),
    )
    for name in names
    for kind in kinds
}


@pytest.mark.parametrize("series", SERIES.values(), ids=SERIES)
def test_a_series_has_all_months_from_the_first_known_to_the_last(series: Callable[[], Records[Month[Any]]]) -> None:
    months = series()
    for one, following in itertools.pairwise(point.month for point in months):
        assert one.month is not None
        assert (following.year, following.month) == (one.year + one.month // 12, one.month % 12 + 1)
    if months:
        assert months.first().known
        assert months.last().known
    for point in months:
        assert point.known is (point.record is not None)
        assert point.period == point.month
        assert months[point.id] is point
        assert point.month.month is not None
        assert point.month.day is None


def test_the_guards_from_fiji_month_by_month() -> None:
    series = mission.deployment_series("Fiji")
    assert (series.first().id, series.last().id) == ("2004-12", "2025-12")
    known = {point.id: point.record.count for point in series if point.record is not None}
    assert (known["2006-01"], known["2006-09"], known["2011-12"], known["2014-03"]) == (134, 223, 320, 193)
    assert mission.deployment_series("FJI", "troops") == series


def test_a_month_without_a_figure_is_unknown_and_not_zero() -> None:
    series = mission.deployment_series("Fiji")
    unknown = [point for point in series if not point.known]
    assert {point.record for point in unknown} == {None}
    assert "2005-06" in [point.id for point in unknown]
    assert str(series["2005-06"]) == "2005-06: nothing known"
    assert str(series["2006-01"]).startswith("2006-01: FJI, troops, 2006-01: 134")
    assert not mission.deployments_by("Fiji").where(category="troops").at("2005-06")


def test_a_count_of_no_women_is_known() -> None:
    without = mission.contributions.where(women=0)
    assert without
    for given in without:
        assert mission.deployment_series(given.country, given.category)[str(given.month)].record is given


def test_parts_of_a_month_are_no_figure_for_the_country() -> None:
    parts = mission.contributions.where(lambda given: given.part is not None)
    assert parts
    for part in parts:
        series = mission.deployment_series(part.country, part.category)
        assert part not in [point.record for point in series]


def test_advisers_from_denmark_until_september_2012() -> None:
    series = mission.deployment_series("Denmark", "experts-on-mission")
    assert (series.first().id, series.last().id) == ("2008-05", "2012-08")
    assert series["2012-08"].known
    assert not series["2008-06"].known
    assert len(series) == 52


def test_a_country_that_sent_nobody_has_an_empty_series() -> None:
    assert len(mission.deployment_series("Iraq")) == 0
    assert len(mission.deployment_series("Denmark", "troops")) == 0


def test_casualties_month_by_month() -> None:
    series = mission.casualty_series()
    assert series == mission.casualty_series("Iraq", "civilians-including-police")
    assert (series.first().id, series.last().id, len(series)) == ("2013-04", "2018-12", 69)
    june = series["2014-06"].record
    assert june is not None
    # Of a month counted with and without Anbar, the count that leaves nothing out stands in the series.
    assert (june.id, june.killed) == ("2014-06.iraq.civilians-including-police.with-anbar", 1775)
    assert [point.id for point in mission.casualty_series(whole_only=True) if point.known and point.id < "2014-07"][
        -2:
    ] == [
        "2013-11",
        "2014-06",
    ]
    assert [point.id for point in series if not point.known] == ["2014-03", "2017-12", "2018-01"]


def test_months_with_a_number_without_police_are_in_the_series_of_civilians() -> None:
    series = mission.casualty_series("Iraq", "civilians")
    december = series["2017-12"].record
    assert december is not None
    assert (december.killed, december.injured) == (69, 142)
    assert not series["2007-05"].known
    assert series.first().id == "2006-01"


def test_security_forces_are_counted_to_november_2016() -> None:
    assert mission.casualty_series("Iraq", "isf").last().id == "2016-11"
    assert mission.casualty_series("Iraq", "total").last().id == "2016-11"


def test_casualties_of_a_governorate() -> None:
    baghdad = mission.casualty_series("Baghdad")
    assert len(baghdad) > 60
    records = [point.record for point in baghdad if point.record is not None]
    assert {record.place for record in records} == {"IQ-BG"}
    assert not baghdad["2014-12"].known
    assert mission.casualty_series("IQ-BG") == baghdad


def test_casualty_counts_come_in_the_order_of_time() -> None:
    for place in ("Iraq", "Anbar"):
        counts = mission.casualties_in(place)
        starts = [count.start for count in counts]
        assert len(starts) > 30
        assert None not in starts
        assert starts == sorted(start for start in starts if start is not None)
    whole = mission.casualties_in()
    assert whole == mission.casualties_in("Iraq")
    assert {count.population for count in whole} == set(POPULATIONS)
    civilians = mission.casualties_in("Iraq", "civilians")
    assert set(civilians) == {count for count in whole if count.population == "civilians"}


def test_a_series_ends_with_the_end_of_the_calendar_at_the_latest() -> None:
    last = mission.strength.first()
    assert last is not None
    figures = unami.Records(
        tuple(attrs.evolve(last, id=month, month=unami.PartialDate.parse(month)) for month in ("9999-11", "9999-12")),
        "strength figures",
    )
    assert monthly(figures, lambda figure: figure.month).ids == ("9999-11", "9999-12")
