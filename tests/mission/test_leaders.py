"""Questions: who led the mission."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.builders import MemoryFiles, date
from helpers.days import EVERY_DAY, FIRST, LAST, queries
from helpers.inside import Dataset
from unami import Mission, Records
from unami.dates import Certainty, PartialDate, Period, bounds_of, read_when
from unami.errors import (
    NotOne,
)
from unami.records import Appointment, record_class

if TYPE_CHECKING:
    from collections.abc import Callable

    from unami.dates import When

mission = unami.mission

POSSIBLE, CERTAIN = Certainty.POSSIBLE, Certainty.CERTAIN


def names(when: When) -> list[tuple[str, str]]:
    return [(leader.name, str(leader.certainty)) for leader in mission.leaders_at(when)]


# Who led: known days


@pytest.mark.parametrize(
    ("when", "leaders"),
    [
        ("2014-06-10", [("Nickolay Mladenov", "certain")]),
        ("10 June 2014", [("Nickolay Mladenov", "certain")]),
        ("2018-12-20", [("Jeanine Hennis-Plasschaert", "certain")]),
        ("2018-12-17", [("Jeanine Hennis-Plasschaert", "certain"), ("Ján Kubiš", "possible")]),
        ("2018-12-12", [("Ján Kubiš", "certain")]),
        (
            "2009-07-10",
            [("Staffan de Mistura", "possible"), ("Ad Melkert", "possible"), ("Andrew Gilmour", "possible")],
        ),
        ("2011", [("Ad Melkert", "certain"), ("Martin Kobler", "certain")]),
        ("2010-09-01", [("Ad Melkert", "certain")]),
        ("2003-08-19", [("Sérgio Vieira de Mello", "certain")]),
        ("2003-08-20", []),
        ("2003-08-22", [("Ramiro Lopes da Silva", "certain")]),
        ("2003-10-07", [("Ramiro Lopes da Silva", "certain"), ("Kevin Kennedy", "certain")]),
        ("2015-08-22", [("Ján Kubiš", "certain"), ("György Busztin", "certain")]),
        ("2013-07-29", [("György Busztin", "certain"), ("Martin Kobler", "possible")]),
        ("2003-06-02", [("Sérgio Vieira de Mello", "certain")]),
        ("2003-06-01", []),
        ("2025-12-23", [("Mohamed Al Hassan", "certain")]),
        ("2025-12-31", [("Mohamed Al Hassan", "possible")]),
        ("2026-01-01", []),
        ("1990", []),
        ("9999-12-31", []),
        ("0001-01-01", []),
    ],
)
def test_who_headed_the_mission(when: str, leaders: list[tuple[str, str]]) -> None:
    assert names(when) == leaders


def test_the_certain_come_first_and_holders_before_those_acting() -> None:
    for day in EVERY_DAY[::7]:
        order = [(leader.certainty is not CERTAIN, leader.acting) for leader in mission.leaders_at(day)]
        assert order == sorted(order)


@pytest.mark.parametrize(
    "when",
    [
        datetime.date(2014, 6, 10),
        datetime.datetime(2014, 6, 10, 23, 59),
        datetime.datetime(2014, 6, 10, 23, 59, tzinfo=datetime.timezone(datetime.timedelta(hours=14))),
        PartialDate(2014, 6, 10),
        Period.parse("2014-06-10/2014-06-10"),
        "2014-06-10",
        "2014-06-10T12:00:00Z",
        "June 10, 2014",
    ],
)
def test_a_day_may_be_given_in_any_form(when: When) -> None:
    assert mission.leaders_at(when) == mission.leaders_at("2014-06-10")


@pytest.mark.parametrize("when", ["2014-06?", "2018-12-17~", "2013-09%"])
def test_a_qualified_date_is_not_taken_for_the_days_it_names(when: str) -> None:
    asked = date(when)
    found = {leader.id: leader.certainty for leader in mission.leaders_at(when)}
    for appointment in mission.appointments:
        if mission.posts[appointment.post].role == "head":
            assert found.get(appointment.id, Certainty.NO) is appointment.covers(asked)


def test_the_only_head() -> None:
    head = mission.head_at("2014-06-10")
    assert head is not None
    assert (head.name, head.title, head.acting) == (
        "Nickolay Mladenov",
        "Special Representative of the Secretary-General for Iraq",
        False,
    )
    assert (str(head.since), str(head.until), head.certainty) == ("2013-09-25", "2015-03?", CERTAIN)
    assert head.person is mission.people["nickolay-mladenov"]
    assert str(head) == "Nickolay Mladenov (SRSG), certain"


def test_of_a_holder_and_somebody_standing_in_the_holder_is_the_head() -> None:
    head = mission.head_at("2015-08-22")
    assert head is not None
    assert head.name == "Ján Kubiš"
    acting = mission.head_at("2013-07-29")
    assert acting is not None
    assert (acting.name, acting.acting) == ("György Busztin", True)


def test_of_a_certain_and_a_possible_head_the_certain_is_the_head() -> None:
    head = mission.head_at("2018-12-17")
    assert head is not None
    assert head.name == "Jeanine Hennis-Plasschaert"


def test_nobody_heads_a_mission_that_is_not_there() -> None:
    assert mission.head_at("2002-01-01") is None
    assert mission.head_at("2026-06") is None


@pytest.mark.parametrize("when", ["2009-07-10", "2011", "2003-10-07"])
def test_where_the_sources_do_not_decide_no_head_is_made_up(when: str) -> None:
    with pytest.raises(NotOne, match=f"expected one head of mission on {when}, found") as caught:
        mission.head_at(when)
    assert caught.value.found == tuple(str(leader) for leader in mission.leaders_at(when))


@pytest.mark.parametrize(
    ("when", "deputies"),
    [
        ("2014-06-10", [("Jacqueline Badcock", "humanitarian"), ("György Busztin", "political")]),
        ("2018-12-20", [("Alice Walpole", "political"), ("Marta Ruedas", "humanitarian")]),
        ("2023-05-06", [("Claudio Cordone", "political"), ("Ghulam Isaczai", "humanitarian")]),
        ("2006-08-15", [("Michael von der Schulenburg", "political"), ("Jean-Marie Fakhouri", "humanitarian")]),
        ("2003-06-01", []),
        ("2026-01-01", []),
    ],
)
def test_who_the_deputies_were(when: str, deputies: list[tuple[str, str]]) -> None:
    assert sorted((deputy.name, deputy.post.line) for deputy in mission.deputies_at(when)) == sorted(deputies)


def test_both_lines_of_deputies_are_known_and_are_deputies() -> None:
    lines: Counter[str | None] = Counter()
    for day in EVERY_DAY[::30]:
        for deputy in mission.deputies_at(day):
            assert deputy.post.role == "deputy"
            lines[deputy.post.line] += 1
    assert lines.keys() == {"political", "humanitarian"}


@pytest.mark.parametrize("post", ["spokesperson", "Spokesperson", "SPOKESPERSON"])
def test_holders_of_another_post(post: str) -> None:
    assert [holder.name for holder in mission.holders_at("2018-01-15", post)] == ["Samir Ghattas"]
    assert mission.holders_at("2018-01-15", post).one().certainty is CERTAIN


def test_holders_of_the_head_posts_are_the_leaders() -> None:
    for day in EVERY_DAY[::97]:
        heads = {holder.id for post in ("srsg", "officer-in-charge") for holder in mission.holders_at(day, post)}
        assert heads == {leader.id for leader in mission.leaders_at(day)}


def test_appointments_of_a_person_come_in_the_order_of_time() -> None:
    busztin = mission.appointments_of("György Busztin")
    assert [appointment.post for appointment in busztin] == ["dsrsg-political", "srsg", "srsg", "srsg"]
    assert mission.appointments_of("gyorgy busztin") == busztin


# Who led: the index of days against the appointments themselves


@pytest.mark.parametrize(("role", "ask"), [("head", mission.leaders_at), ("deputy", mission.deputies_at)])
def test_every_day_is_answered_as_the_appointments_say(role: str, ask: Callable[[When], Any]) -> None:
    posts = {post.id for post in mission.posts.where(role=role)}
    spans = [(each.id, each.span) for each in mission.appointments if each.post in posts]
    for day in EVERY_DAY:
        expected = {name: certainty for name, span in spans if (certainty := span.on(day))}
        assert {answer.id: answer.certainty for answer in ask(day)} == expected, day


@given(queries, st.sampled_from(mission.posts.ids))
def test_holders_are_those_whose_appointment_covers_the_date(when: When, post: str) -> None:
    expected = {
        each.id: certainty for each in mission.appointments if each.post == post if (certainty := each.covers(when))
    }
    assert {holder.id: holder.certainty for holder in mission.holders_at(when, post)} == expected


@given(st.dates(FIRST, LAST))
def test_a_day_is_answered_alike_in_every_form(day: datetime.date) -> None:
    as_period = Period(PartialDate.from_date(day), PartialDate.from_date(day))
    assert mission.leaders_at(day) == mission.leaders_at(day.isoformat()) == mission.leaders_at(as_period)


@given(queries, st.integers(0, 400))
def test_who_led_for_certain_on_a_day_of_a_period_led_in_the_period(when: When, step: int) -> None:
    first, last = bounds_of(read_when(when))
    day = min(first + datetime.timedelta(days=1) * step, last)
    asked = Period(PartialDate.from_date(first), PartialDate.from_date(last))
    within = {leader.id: leader.certainty for leader in mission.leaders_at(asked)}
    for leader in mission.leaders_at(day):
        assert within[leader.id] >= leader.certainty


def test_the_appointments_of_a_person_are_such_records_in_the_order_of_time() -> None:
    found = mission.appointments_of("Kobler")
    assert (found.kind, found.record_class, found.mission) == ("appointments", Appointment, mission)
    starts = [each.span.latest_start for each in found]
    assert starts == sorted(starts)


# What decides an answer, and is disputed


def handed_over(rank: str = "normal") -> Mission:
    """Make a mission whose first head leaves on days on which three sources differ."""
    posts = [{"id": "boss", "name": "Boss", "role": "head", "seats": "single", "in_mission": "true"}]
    people = [{"id": "ada", "name": "Ada"}]
    rows = [
        {"id": "ada.boss", "person": "ada", "post": "boss", "source": source, "left_office": day, "rank": rank}
        for source, day, rank in (
            ("good", "2015-08-14", "normal"),
            ("later", "2015-08", "normal"),
            ("weak", "2015-09-30", rank),
        )
    ]
    rows[0]["took_office"] = "2015-01-01"
    stated = {"source": "good", "locator": "p. 1", "rank": "normal"}
    return Mission(
        Dataset(
            MemoryFiles(
                tiers=[{"kind": "un", "tier": "1"}, {"kind": "news", "tier": "3"}],
                sources=[
                    {"id": "good", "title": "Good", "kind": "un", "published": "2016"},
                    {"id": "later", "title": "Later", "kind": "news", "published": "2018"},
                    {"id": "weak", "title": "Weak", "kind": "news", "published": "2017"},
                ],
                posts=[{**stated, **row} for row in posts],
                people=[{**stated, **row} for row in people],
                appointments=[{"locator": "p. 1", **row} for row in rows],
            )
        )
    )


def test_a_dispute_that_decides_an_answer_is_shown_with_it() -> None:
    mission = handed_over()
    for day, names, contested in (
        ("2015-06-01", ["ada"], []),
        ("2015-09-10", [], ["left_office"]),
        ("2015-10-01", [], []),
        ("2015-09", [], ["left_office"]),
    ):
        assert [leader.person.id for leader in mission.leaders_at(day)] == names, day
        assert [dispute.field for dispute in mission.disputes_at(day)] == contested, day
        shown = mission.at(day)
        assert set(mission.disputes_at(day).ids) <= set(shown.disputes.ids)
        assert ("left_office: shown 2015-08-14" in str(shown)) is bool(contested or names)


def test_a_leader_whose_certainty_hangs_on_a_dispute_is_marked() -> None:
    melkert = mission.leaders_at("2009-07-10").where(lambda leader: leader.person.id == "ad-melkert").one()
    assert melkert.contested == ("announced",)
    assert str(melkert) == "Ad Melkert (SRSG), possible, contested"
    certain = mission.leaders_at("2014-06-10").one()
    assert certain.contested == ()
    # A day is answered out of the prepared line of time, a period by looking at all: both mark the same.
    for day in ("2009-07-10", "2015-03-01", "2007-09-25", "2011-09-01"):
        of_day = {leader.id: leader.contested for leader in mission.leaders_at(day)}
        assert of_day == {leader.id: leader.contested for leader in mission.leaders_at(f"{day}/{day}")}


def test_statements_that_are_set_aside_contest_nothing() -> None:
    assert not handed_over(rank="deprecated").disputes_at("2015-09-10")


def test_a_view_contests_by_its_own_statements() -> None:
    whole = handed_over()
    assert not whole.according_to("good", "later").disputes_at("2015-09-10")
    assert whole.according_to("good", "weak").disputes_at("2015-09-10")


# The same question asked in two ways


@pytest.mark.parametrize("when", ["2009-07-10", "2009-07", "2015-11-15", "2015-03-01", "2011-10-08?", "2014"])
@pytest.mark.parametrize("known", [None, "2012"])
def test_all_heads_asked_about_a_time_are_the_heads_at_that_time(when: str, known: str | None) -> None:
    of = mission if known is None else mission.known_at(known)
    at_once = {head.id: head for head in of.leaders_at(when)}
    assert {head.id: head for head in of.heads.at(when)} == at_once
    # Whoever headed it at some time in the year certainly, may possibly have done so on the day.
    year = str(unami.read_when(when))[:4]
    assert {head.id: head for head in of.leaders_at(year).at(when)} == {
        name: head for name, head in at_once.items() if name in of.leaders_at(year).ids
    }
    assert {each.id: each.certainty for each in of.mandates.at(when)} == {
        each.id: each.certainty for each in of.at(when).mandates
    }


def test_a_list_of_tenures_shows_their_time_and_tells_terms_of_one_person_apart() -> None:
    heads = mission.heads.where(acting=True)
    lines = repr(heads).splitlines()
    assert len(set(lines)) == len(lines)
    assert "  Andrew Gilmour (SRSG, acting), announced 2009-06-15, until 2009-07" in lines
    assert sum("György Busztin" in line for line in lines) > 1
    # Where nothing tells them apart, their ids do.
    twice = Records((heads[0], heads[0]), "holders", None, mission)
    assert all(f"[{heads[0].id}]" in line for line in repr(twice).splitlines()[1:])
    # About a day, what is not certain is marked, as it is for all records.
    found = repr(mission.leaders_at("2009-07-10")).splitlines()
    assert found[2] == "  Ad Melkert (SRSG), from 2009-07, until 2011-08, possible, contested"


def test_a_post_is_known_by_its_name_in_views_that_do_not_describe_it() -> None:
    view = mission.known_at("2012")
    assert "srsg" not in view.posts.ids
    assert view.holders_at("2012-03-01", "SRSG").ids == view.leaders_at("2012-03-01").ids
    assert view.gaps("SRSG") == view.gaps("srsg")


def test_a_view_that_does_not_say_when_the_mission_was_has_gaps_all_the_same() -> None:
    view = mission.according_to("reuters-2013-08-02")
    assert view.began is None
    assert [str(gap) for gap in view.gaps("head")] == ["2003-08-14/2013-08-01"]


@pytest.mark.parametrize(
    ("person", "field", "day"),
    [
        ("martin-kobler.srsg", "took_office", "2014-01-02"),
        ("jeanine-hennis-plasschaert.srsg", "left_office", "2017-12-12"),
    ],
)
def test_a_day_in_office_outside_the_tenure_that_stands_is_shown_as_disputed_on_that_day(
    person: str, field: str, day: str
) -> None:
    row = {"id": person, field: day, "locator": "page 1"}
    mine = mission.with_statements("appointments", [row], source={"id": "mine", "title": "Mine"})
    dispute = f"appointments/{person}/{field}"
    assert person not in mine.leaders_at(day).ids
    assert dispute in mine.disputes.ids
    assert dispute in mine.disputes_at(day).ids
    assert dispute in mine.at(day).disputes.ids
    assert dispute not in mine.disputes_at("2023-05-05").ids


@pytest.mark.parametrize("known", [None, "2012"])
def test_every_post_and_table_can_be_asked_for_gaps(known: str | None) -> None:
    of = mission if known is None else mission.known_at(known)
    for post in mission.posts.ids:
        for gap in of.gaps(post):
            assert not of.holders_at(gap, post)
    tables = [table for name, table in of.tables.items() if hasattr(record_class(name), "period")]
    for table in tables:
        assert not any(table.at(gap) for gap in of.gaps(table)[:3])
