"""Dates of other packages and month names of other languages, as questions take them."""

from __future__ import annotations

import datetime
from importlib import import_module
from typing import Any

import pytest

import unami
from unami import InvalidDate, read_when

FRENCH = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
LEVANTINE = (
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
)
EGYPTIAN = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
)


# Months in French and Arabic


@pytest.mark.parametrize("months", [FRENCH, LEVANTINE, EGYPTIAN])
@pytest.mark.parametrize("number", range(1, 13))
def test_months_in_french_and_arabic_are_questions(months: tuple[str, ...], number: int) -> None:
    name = months[number - 1]
    leaders = unami.mission.leaders_at
    assert leaders(f"{name} 2014") == leaders(f"2014-{number:02}")
    assert leaders(f"10 {name} 2014") == leaders(f"2014-{number:02}-10")
    assert leaders(f"1er {name} 2014") == leaders(f"2014-{number:02}-01")
    assert str(read_when(name.upper() + " 2014")) == f"2014-{number:02}"


def test_both_names_of_an_arabic_month_may_stand_together_if_they_are_of_one_month() -> None:
    for number, (one, other) in enumerate(zip(LEVANTINE, EGYPTIAN, strict=True), 1):
        assert str(read_when(f"10 {one}/{other} 2014")) == f"2014-{number:02}-10"
    with pytest.raises(InvalidDate, match="names two months"):
        read_when(f"10 {LEVANTINE[0]}/{EGYPTIAN[1]} 2014")


def test_accents_and_forms_of_alef_may_be_left_out() -> None:
    assert str(read_when("10 fevrier 2014")) == "2014-02-10"
    assert str(read_when("10 Août 2014")) == str(read_when("10 aout 2014")) == "2014-08-10"
    assert read_when("10 اب 2014") == read_when("10 آب 2014")
    assert str(read_when("mardi 10 juin 2014")) == "2014-06-10"
    with pytest.raises(InvalidDate, match="was a Tuesday"):
        read_when("mercredi 10 juin 2014")


# NumPy, pandas and Polars


def made(maker: str, *arguments: Any, **options: Any) -> Any:
    """A value of another package, which is imported only where it is there."""
    package, _, name = maker.partition(".")
    return getattr(import_module(package), name)(*arguments, **options)


@pytest.mark.needs("numpy")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("2014-06-10",), "2014-06-10"),
        (("2014-06",), "2014-06"),
        (("2014",), "2014"),
        (("2014-06-10T23:59:59.999999999",), "2014-06-10"),
        (("2014-06-10", "W"), "2014-06-05/2014-06-11"),
    ],
)
def test_a_numpy_date_is_a_question_of_its_own_precision(arguments: tuple[str, ...], expected: str) -> None:
    asked = made("numpy.datetime64", *arguments)
    assert str(read_when(asked)) == expected
    assert unami.mission.leaders_at(asked) == unami.mission.leaders_at(expected)
    assert unami.mission.resolutions.at(asked) == unami.mission.resolutions.at(expected)


@pytest.mark.needs("numpy")
def test_a_numpy_number_is_a_year() -> None:
    assert unami.mission.leaders_at(made("numpy.int64", 2014)) == unami.mission.leaders_at(2014)
    with pytest.raises(InvalidDate, match="the value is missing"):
        read_when(made("numpy.datetime64", "NaT"))


@pytest.mark.needs("pandas")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("2014-06-10",), "2014-06-10"),
        (("2014-06",), "2014-06"),
        (("2014",), "2014"),
        (("2014Q2",), "2014-04-01/2014-06-30"),
        (("2014-06-10", "W"), "2014-06-09/2014-06-15"),
    ],
)
def test_a_pandas_period_is_a_question_about_its_days(arguments: tuple[str, ...], expected: str) -> None:
    asked = made("pandas.Period", *arguments)
    assert str(read_when(asked)) == expected
    assert unami.mission.leaders_at(asked) == unami.mission.leaders_at(expected)


@pytest.mark.needs("pandas")
def test_a_pandas_timestamp_is_a_question_about_its_day() -> None:
    for asked in (
        made("pandas.Timestamp", "2014-06-10 12:00"),
        made("pandas.Timestamp", "2014-06-10 23:00", tz="Asia/Baghdad"),
        made("pandas.Series", ["2014-06-10"], dtype="datetime64[ns]")[0],
    ):
        assert unami.mission.head_at(asked) == unami.mission.head_at("2014-06-10")
    pandas = import_module("pandas")
    missing: Any
    for missing in pandas.NaT, pandas.NA, float("nan"):
        with pytest.raises(InvalidDate, match="the value is missing"):
            unami.mission.head_at(missing)


@pytest.mark.needs("polars")
def test_the_values_of_polars_columns_are_questions() -> None:
    days = made("polars.Series", ["2014-06-10"]).str
    for asked in days.to_date()[0], days.to_datetime()[0], days.to_datetime(time_unit="ns", time_zone="UTC")[0]:
        assert isinstance(asked, datetime.date)
        assert unami.mission.head_at(asked) == unami.mission.head_at("2014-06-10")
    with pytest.raises(InvalidDate):
        unami.mission.head_at(made("polars.Series", [None]).cast(import_module("polars").Date)[0])
