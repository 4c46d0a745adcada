"""Tests of the text of a snapshot in unusual cases, and of single values as text."""

from __future__ import annotations

import attrs
import pytest

import unami
from helpers.builders import date
from helpers.inside import show_value, snapshot_text
from unami import Records, Source

mission = unami.mission


def test_the_text_of_a_snapshot_is_what_is_printed() -> None:
    day = mission.at("2014-06-10")
    assert str(day) == snapshot_text(day) == snapshot_text(day, width=80)
    # An id that is wider than the line has a line of its own.
    assert all(len(line) <= 40 or len(line.split()) == 1 for line in snapshot_text(day, width=40).splitlines())


def test_a_mandate_of_unknown_end_says_so() -> None:
    day = mission.at("2014-06-10")
    mandate = day.mandates.one()
    unending = attrs.evolve(mandate, until=None)
    text = snapshot_text(attrs.evolve(day, mandates=Records((unending,), "mandates")))
    assert "adopted 2013-07-24, in force until an unknown day" in text
    assert str(unending) == "S/RES/2110 (2013), 2013-07-24 to an unknown day"


def test_a_tenure_of_which_only_the_announcement_is_known_says_no_more() -> None:
    day = mission.at("2014-06-10")
    head = day.heads.one()
    known = attrs.evolve(head.appointment, took_office=None, left_office=None, seen_in_office=(), not_after=None)
    text = snapshot_text(attrs.evolve(day, heads=Records((attrs.evolve(head, appointment=known),), "holders")))
    assert "    announced 2013-08-02 [" in text


def test_an_end_that_was_worked_out_says_so() -> None:
    assert "in force until 2004-08-14? (worked out from its length)" in " ".join(str(mission.at("2003-09")).split())


# Single values and sources


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "not stated"),
        ((), "not stated"),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (("BGR", "NLD"), "BGR, NLD"),
        ((date("2004"), date("2005-01")), "2004, 2005-01"),
        (date("2004-07~"), "2004-07~"),
        ("text", "text"),
        (57.7, "57.7"),
    ],
)
def test_a_value_as_a_reader_sees_it(value: object, text: str) -> None:
    assert show_value(value) == text


def test_a_source_is_cited_as_far_as_it_is_known() -> None:
    bare = Source(id="x", title="A page")
    assert str(bare) == '"A page".'
    web = attrs.evolve(bare, publisher="Somebody", url="https://example.org", published=date("2014-06"))
    assert str(web) == 'Somebody, "A page", June 2014, https://example.org.'
    assert str(attrs.evolve(web, symbol="S/2014/1")) == 'Somebody, "A page", June 2014, S/2014/1.'
    assert bare.period is None
    assert all(str(source).endswith(".") for source in mission.sources)
