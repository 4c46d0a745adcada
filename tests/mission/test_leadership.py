"""Tests of limiting unknown and imprecise ends of tenures by other tenures and by the mission."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.builders import CountingFiles, date, fresh_mission
from helpers.effort import calls
from helpers.examples import examples
from helpers.inside import _Seat, _Tenure, close_tenures
from helpers.strategies import WINDOW, near_dates
from unami.dates import Certainty, PartialDate
from unami.records import Appointment, Post

if TYPE_CHECKING:
    from collections.abc import Callable

    from unami import Mission

NO, POSSIBLE, CERTAIN = Certainty.NO, Certainty.POSSIBLE, Certainty.CERTAIN
BEGAN, ENDED = date("2003-08-14"), date("2025-12-31")

POSTS = {
    post.id: post
    for post in (
        Post(id="srsg", role="head", seats="single", in_mission=True),
        Post(id="officer-in-charge", role="head", seats="single", in_mission=True),
        Post(id="spokesperson", role="other", seats="single", in_mission=True),
        Post(id="expert", role="other", seats="several", in_mission=True),
        Post(id="coordinator", role="other", seats="single", in_mission=False),
    )
}


def life() -> tuple[PartialDate | None, PartialDate | None]:
    """The first and the last day of the mission."""
    return BEGAN, ENDED


def tenure(person: str, post: str = "srsg", *, acting: bool | None = None, **dates: str) -> Appointment:
    """Make a tenure; ``seen`` may contain several dates."""
    seen = tuple(date(text) for text in dates.pop("seen", "").split())
    known: dict[str, Any] = {name: date(text) for name, text in dates.items()}
    return Appointment(id=f"{person}.{post}", person=person, post=post, acting=acting, seen_in_office=seen, **known)


def closed(*tenures: Appointment) -> dict[str, Appointment]:
    return {each.person: each for each in close_tenures(tenures, POSTS, life)}


def test_an_unknown_end_is_limited_by_the_next_holder() -> None:
    first = closed(tenure("a", took_office="2010-01-01"), tenure("b", took_office="2012-05-05"))["a"]
    assert (str(first.not_after), first.left_office) == ("2012-05-05", None)
    assert first.derivation == "ended by derivation by 2012-05-05: b is in the post then"
    assert [first.covers(day) for day in ("2010-01-01", "2011-01-01", "2012-05-05", "2012-05-06")] == [
        CERTAIN,
        POSSIBLE,
        POSSIBLE,
        NO,
    ]


def test_an_unknown_start_is_limited_by_the_holder_before() -> None:
    second = closed(tenure("a", left_office="2012-05-05"), tenure("b", seen="2013-01-01"))["b"]
    assert str(second.not_before) == "2012-05-05"
    assert second.derivation is not None
    assert "not begun before 2012-05-05: a is in the post until then" in second.derivation
    assert [second.covers(day) for day in ("2012-05-04", "2012-05-05", "2013-01-01")] == [NO, POSSIBLE, CERTAIN]


def test_the_nearest_of_several_holders_limits() -> None:
    made = closed(tenure("a", seen="2010-01-01"), tenure("b", seen="2012-01-01"), tenure("c", seen="2014-01-01"))
    assert str(made["a"].not_after) == "2012-01-01"
    assert (str(made["b"].not_before), str(made["b"].not_after)) == ("2010-01-01", "2014-01-01")
    assert (str(made["c"].not_before), made["c"].not_after) == ("2012-01-01", ENDED)


def test_a_stated_month_is_made_finer_and_a_stated_day_is_left_alone() -> None:
    made = closed(tenure("a", took_office="2010", left_office="2012-05"), tenure("b", took_office="2012-05-05"))
    assert str(made["a"].not_after) == "2012-05-05"
    assert made["a"].covers("2012-05-06") is NO
    stated = closed(tenure("a", left_office="2012-05-31"), tenure("b", took_office="2012-05-05"))
    assert stated["a"].not_after is None


def test_a_limit_outside_the_stated_month_is_left_out() -> None:
    made = closed(tenure("a", took_office="2010", left_office="2012-05"), tenure("b", took_office="2012-07-01"))
    assert (made["a"].not_after, made["a"].derivation) == (None, None)


def test_somebody_acting_does_not_end_the_tenure_of_the_holder() -> None:
    made = closed(tenure("a", took_office="2010-01-01"), tenure("b", acting=True, seen="2011-01-01"))
    assert (made["a"].not_after, made["a"].covers("2012-01-01")) == (ENDED, POSSIBLE)


def test_a_holder_ends_the_tenure_of_somebody_acting() -> None:
    made = closed(tenure("a", acting=True, seen="2010-01-01"), tenure("b", took_office="2011-01-01"))
    assert str(made["a"].not_after) == "2011-01-01"


def test_somebody_acting_ends_the_tenure_of_somebody_acting_before() -> None:
    made = closed(tenure("a", acting=True, seen="2010-01-01"), tenure("b", acting=True, seen="2011-01-01"))
    assert str(made["a"].not_after) == "2011-01-01"


def test_all_heads_share_one_seat_whatever_the_post_is_called() -> None:
    made = closed(tenure("a", acting=True, seen="2010-01-01", post="officer-in-charge"), tenure("b", seen="2011-01-01"))
    assert str(made["a"].not_after) == "2011-01-01"


def test_a_post_of_several_seats_is_not_left_for_another_holder() -> None:
    made = closed(tenure("a", "expert", seen="2010-01-01"), tenure("b", "expert", seen="2011-01-01"))
    assert (made["a"].not_after, made["b"].not_before) == (ENDED, BEGAN)


def test_holders_of_different_posts_do_not_limit_each_other() -> None:
    made = closed(tenure("a", "spokesperson", seen="2010-01-01"), tenure("b", "srsg", seen="2011-01-01"))
    assert made["a"].not_after == ENDED


def test_a_second_tenure_of_the_same_person_limits_nothing() -> None:
    one, two = tenure("a", seen="2010-01-01"), attrs.evolve(tenure("a", seen="2012-01-01"), id="a.srsg.2")
    first, second = close_tenures([one, two], POSTS, life)
    assert (first.not_after, second.not_before) == (ENDED, BEGAN)


def test_somebody_of_whom_no_date_is_known_limits_nobody() -> None:
    made = closed(tenure("a", seen="2010-01-01"), tenure("b"), tenure("c", announced="2011-01-01"))
    assert made["a"].not_after == ENDED
    assert (made["b"].not_before, made["b"].not_after) == (BEGAN, ENDED)


def test_the_mission_limits_its_own_posts_and_no_others() -> None:
    made = closed(tenure("a", seen="2010-01-01"), tenure("b", "coordinator", seen="2010-01-01"))
    assert (made["a"].not_before, made["a"].not_after) == (BEGAN, ENDED)
    assert "ended by derivation with the mission, on 2025-12-31" in str(made["a"].derivation)
    assert (made["b"].not_before, made["b"].not_after, made["b"].derivation) == (None, None, None)
    assert made["b"].covers("2030") is POSSIBLE


def test_an_announced_tenure_did_not_begin_with_the_mission() -> None:
    made = closed(tenure("a", announced="2010-01-01"))["a"]
    assert made.not_before is None
    assert made.covers("2009-12-31") is NO


def test_a_mission_without_end_closes_nothing() -> None:
    (made,) = close_tenures([tenure("a", took_office="2010-01-01")], POSTS, lambda: (None, None))
    assert (made.not_before, made.not_after, made.covers("2999")) == (None, None, POSSIBLE)


# For any tenures


@st.composite
def tenures(draw: st.DrawFn) -> list[Appointment]:
    """Draw a few tenures of a few people, each with dates that do not contradict each other."""
    made = []
    for number in range(draw(st.integers(1, 5))):
        known = sorted(draw(st.lists(near_dates(), min_size=4, max_size=4)), key=lambda day: day.reach)
        given_dates = dict(zip(("announced", "took_office", "seen", "left_office"), known, strict=True))
        kept = draw(st.sets(st.sampled_from(sorted(given_dates))))
        dates = {name: str(day) for name, day in given_dates.items() if name in kept}
        if known[1].reach[0] > known[3].reach[1]:
            dates.pop("left_office", None)
        person, post = draw(st.sampled_from("abc")), draw(st.sampled_from(sorted(POSTS)))
        each = tenure(person, post, acting=draw(st.sampled_from([None, True])), **dates)
        made.append(attrs.evolve(each, id=f"{each.id}.{number}"))
    return made


DAYS = [WINDOW[0] + datetime.timedelta(days=step) for step in range(-40, 440, 7)]


@given(tenures().flatmap(lambda drawn: st.tuples(st.just(drawn), st.permutations(drawn))))
def test_closing_does_not_depend_on_the_order(pair: tuple[list[Appointment], list[Appointment]]) -> None:
    one, other = (close_tenures(order, POSTS, life) for order in pair)
    assert set(one) == set(other)


@given(tenures())
def test_closing_changes_nothing_that_is_stated(drawn: list[Appointment]) -> None:
    for before, after in zip(drawn, close_tenures(drawn, POSTS, life), strict=True):
        assert attrs.evolve(after, not_before=None, not_after=None, derivation=None) == before
        assert (after.derivation is None) is (after.not_before is None and after.not_after is None)


@given(tenures())
def test_closing_takes_away_no_certainty_and_adds_no_possibility(drawn: list[Appointment]) -> None:
    for before, after in zip(drawn, close_tenures(drawn, POSTS, life), strict=True):
        old, new = before.span, after.span
        for day in DAYS:
            if old.on(day) is CERTAIN:
                assert new.on(day) is CERTAIN
            if old.on(day) is NO:
                assert new.on(day) is NO


@given(tenures(), near_dates())
def test_a_closed_tenure_has_days_in_order(drawn: list[Appointment], when: PartialDate) -> None:
    for each in close_tenures(drawn, POSTS, life):
        span = each.span
        assert span.earliest_start <= span.latest_start <= span.latest_end
        assert span.earliest_start <= span.earliest_end <= span.latest_end
        assert each.covers(when) is span.covers(when)


# Deaths


DIED = st.dictionaries(st.sampled_from("abc"), near_dates(), max_size=3)


def test_a_death_ends_a_tenure_that_nobody_ends() -> None:
    for post in POSTS:
        drawn = [tenure("a", post, took_office="2010-01-01")]
        (made,) = close_tenures(drawn, POSTS, life, {"a": date("2015-03-01")})
        assert (str(made.not_after), made.left_office) == ("2015-03-01", None)
        assert made.derivation == "ended by derivation by 2015-03-01: a died then"
        assert [made.covers(day) for day in ("2015-03-01", "2015-03-02", "2020")] == [POSSIBLE, NO, NO]


def test_a_death_of_which_the_month_is_known_leaves_the_month_open() -> None:
    (made,) = close_tenures([tenure("a", took_office="2010")], POSTS, life, {"a": date("2015-03")})
    assert [made.covers(day) for day in ("2015-03-31", "2015-04-01")] == [POSSIBLE, NO]
    (made,) = close_tenures([tenure("a", took_office="2010")], POSTS, life, {"a": date("2015-03~")})
    assert [made.covers(day) for day in ("2015-04-30", "2015-05-01")] == [POSSIBLE, NO]


def test_the_earlier_of_a_death_and_the_next_holder_limits() -> None:
    held = [tenure("a", took_office="2010-01-01"), tenure("b", took_office="2012-05-05")]
    later, _ = close_tenures(held, POSTS, life, {"a": date("2015-03-01")})
    assert str(later.not_after) == "2012-05-05"
    earlier, _ = close_tenures(held, POSTS, life, {"a": date("2011-03-01")})
    assert str(earlier.not_after) == "2011-03-01"
    assert earlier.derivation == "ended by derivation by 2011-03-01: a died then"


def test_a_death_makes_a_stated_month_finer_and_leaves_a_stated_day_alone() -> None:
    for left, limit in (("2015-03", "2015-03-05"), ("2015-03-04", "None"), ("2014", "None"), ("2016", "None")):
        drawn = [tenure("a", took_office="2010", left_office=left)]
        (made,) = close_tenures(drawn, POSTS, life, {"a": date("2015-03-05")})
        assert str(made.not_after) == limit


def test_a_death_before_the_tenure_began_is_no_limit() -> None:
    for drawn in ([tenure("a", announced="2012-01")], [tenure("a", took_office="2012-01-10")]):
        plain = close_tenures(drawn, POSTS, life)
        assert close_tenures(drawn, POSTS, life, {"a": date("2011-10-20")}) == plain


def test_a_death_before_the_holder_was_seen_in_office_is_no_limit() -> None:
    drawn = [
        tenure("a", "srsg", took_office="2011-12", seen="2012"),
        tenure("b", "srsg", took_office="2012-02-20"),
    ]
    plain = close_tenures(drawn, POSTS, life)
    assert str(plain[0].not_after) == "2012-02-20"
    # The sighting contradicts the death; the successor limits the tenure all the same.
    assert close_tenures(drawn, POSTS, life, {"a": date("2011-12")}) == plain


@pytest.mark.parametrize("seen", ["2012-03-01", "2012-03", "2012", "2010-05"])
def test_a_death_limits_a_tenure_that_may_have_been_seen_before_it(seen: str) -> None:
    (made,) = close_tenures([tenure("a", took_office="2010", seen=seen)], POSTS, life, {"a": date("2012-03-01")})
    assert str(made.not_after) == "2012-03-01"
    assert made.derivation == "ended by derivation by 2012-03-01: a died then"


@given(tenures(), DIED)
def test_nobody_holds_a_post_after_death_unless_a_source_says_so(
    drawn: list[Appointment], died: dict[str, PartialDate]
) -> None:
    for each in close_tenures(drawn, POSTS, life, died):
        death = died.get(each.person)
        if death is None:
            continue
        last = death.reach[1]
        known = [day for day in (each.took_office, each.left_office, each.announced, *each.seen_in_office) if day]
        if all(day.reach[1] <= last for day in known):
            assert each.span.latest_end <= last
        elif each.left_office is not None and each.left_office.reach[0] > last:
            assert each.not_after != death


@given(tenures(), DIED)
def test_a_death_takes_away_no_certainty_and_changes_nobody_else(
    drawn: list[Appointment], died: dict[str, PartialDate]
) -> None:
    pairs = zip(close_tenures(drawn, POSTS, life), close_tenures(drawn, POSTS, life, died), strict=True)
    for before, after in pairs:
        if before.person not in died:
            assert before == after
        elif before.not_before is not None and before.not_before.reach[0] > died[before.person].reach[1]:
            continue  # By what is known of others, the tenure began after death: that is no limit then.
        for day in DAYS:
            if before.span.on(day) is CERTAIN:
                assert after.span.on(day) is CERTAIN
            if before.span.on(day) is NO:
                assert after.span.on(day) is NO


def test_a_death_that_only_the_user_knows_ends_a_tenure() -> None:
    source = {"id": "my-memoir", "title": "Memoir", "published": "2025-03"}
    mine = unami.mission.with_statements(
        "people", [{"id": "x-person", "name": "X Person", "died": "2015-03-01"}], source=source
    )
    row = {
        "id": "x-person.assessment-team",
        "person": "x-person",
        "post": "assessment-team",
        "took_office": "2014-01-01",
    }
    mine = mine.with_statements("appointments", [row], source="my-memoir")

    def held(when: str) -> bool:
        return "x-person" in [holder.person.id for holder in mine.holders_at(when, "assessment-team")]

    assert [held(when) for when in ("2014-06", "2015-03-01", "2015-03-02", "2020-01-01")] == [True, True, False, False]
    explained = mine.explain(mine.appointments["x-person.assessment-team"], "not_after")
    assert "x-person died then" in str(explained)


def test_no_packaged_answer_rests_on_a_death() -> None:
    # Whoever died in office has a stated end.
    assert not [each for each in unami.mission.appointments if "died then" in (each.derivation or "")]


def test_thousands_of_holders_of_one_seat_are_not_compared_pair_by_pair() -> None:
    days = [(datetime.date(2004, 1, 1) + datetime.timedelta(number)).isoformat() for number in range(4000)]
    tenures = [tenure(f"p{number // 3}", took_office=day) for number, day in enumerate(days)]
    tenures = [attrs.evolve(each, id=f"{each.id}.{number}") for number, each in enumerate(tenures)]
    made: list[Appointment] = []
    # There are eight million pairs.
    assert calls(lambda: made.extend(close_tenures(tenures, POSTS, life))) < 110 * len(tenures)
    for number in range(0, 3990, 333):
        following = next(each for each in tenures[number:] if each.person != tenures[number].person)
        assert made[number].not_after == following.took_office


@given(tenures())
def test_the_next_holder_is_the_one_of_looking_at_all(drawn: list[Appointment]) -> None:
    placed = {each.id: _Tenure(each, POSTS[each.post]) for each in drawn}
    seat = _Seat(placed.values())
    for one in placed.values():
        others = [
            other
            for other in placed.values()
            if other.placed
            and other.appointment.person != one.appointment.person
            and (one.appointment.acting or not other.appointment.acting)
        ]
        known = max(one.known_until, one.known_from)
        later = [other for other in others if other.known_from > known and one.precedes(other)]
        earlier = [
            other for other in others if other.known_until < one.known_from < datetime.date.max and other.precedes(one)
        ]
        following = min(later, key=lambda other: (other.known_from, other.appointment.id), default=None)
        before = max(earlier, key=lambda other: (other.known_until, other.appointment.id), default=None)
        assert (seat.next_of(one), seat.previous_of(one)) == (following, before)


# What is worked out never contradicts what is stated


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[Appointment, datetime.date, datetime.date]]:
    """Draw who truly held one seat, one after the other, and what sources may say of it, each as vaguely as they like."""
    day = datetime.date(2010, 1, 1)
    truth = []
    for number in range(draw(st.integers(1, 5))):
        start = day + datetime.timedelta(draw(st.sampled_from([0, 0, 0, 1, 20, 60])))
        end = start + datetime.timedelta(draw(st.sampled_from([0, 1, 10, 40, 200, 500])))
        truth.append((f"p{number}", start, end))
        day = end
    told = []
    for number, (person, start, end) in enumerate(truth):
        took, left = draw(vaguely(start)), draw(vaguely(end))
        between = st.integers(0, (end - start).days)
        seen = [
            PartialDate.from_date(start + datetime.timedelta(draw(between))) for _ in range(draw(st.integers(0, 2)))
        ]
        early = start - datetime.timedelta(draw(st.sampled_from([0, 5, 40, 200])))
        others: dict[str, Any] = {}
        if number and draw(st.booleans()):
            others["predecessor"] = truth[number - 1][0]
        if number + 1 < len(truth) and draw(st.booleans()):
            others["successor"] = truth[number + 1][0]
        if took or seen:
            others["announced"] = draw(vaguely(early))
        made = Appointment(
            id=person,
            person=person,
            post="srsg",
            took_office=took,
            left_office=left,
            open_end=draw(st.sampled_from([None, True])) if left is None else None,
            seen_in_office=tuple(sorted(set(seen))),
            **others,
        )
        told.append((made, start, end))
    return told


def vaguely(day: datetime.date) -> st.SearchStrategy[PartialDate | None]:
    exact = PartialDate.from_date(day)
    return st.sampled_from([None, exact, PartialDate(day.year, day.month), PartialDate(day.year)])


@examples(4)
@given(histories())
def test_no_limit_makes_a_true_day_impossible(history: list[tuple[Appointment, datetime.date, datetime.date]]) -> None:
    for made, (_, start, end) in zip(
        close_tenures([each for each, _, _ in history], POSTS, life), history, strict=True
    ):
        assert made.not_before is None or made.not_before.earliest <= start, made.derivation
        assert made.not_after is None or end <= made.not_after.latest, made.derivation
        for day in (start, start + (end - start) / 2, end):
            assert made.span.on(day) is not NO, made.derivation
        for days in (1, 30, 400):
            assert made.span.on(start - datetime.timedelta(days)) is not CERTAIN
            # What had no end yet when a source was written is in the post until another source knows better.
            assert made.open_end or made.span.on(end + datetime.timedelta(days)) is not CERTAIN


def test_a_holder_who_leaves_in_the_month_of_the_handover_is_not_taken_for_the_next_one() -> None:
    first = tenure("first", announced="2015-02", left_office="2015-09")
    second = tenure("second", announced="2015-08-14", took_office="2015-09-01")
    told = [attrs.evolve(first, successor="second"), attrs.evolve(second, predecessor="first")]
    for drawn in ([first, second], told):
        made = closed(*drawn)["second"]
        assert str(made.not_after) == str(ENDED)
        assert made.covers("2015-12") is POSSIBLE


def test_the_life_of_the_mission_is_asked_only_for_an_open_end() -> None:
    asked: list[str] = []

    def life() -> tuple[PartialDate | None, PartialDate | None]:
        asked.append("life")
        return BEGAN, ENDED

    dated = tenure("a", took_office="2010-01-01", left_office="2011-01-01")
    close_tenures([dated], POSTS, life)
    assert asked == []
    (made,) = close_tenures([attrs.evolve(dated, left_office=None)], POSTS, life)
    assert (asked, made.not_after) == (["life"], ENDED)


def test_a_question_about_heads_reads_only_what_it_needs() -> None:
    files = CountingFiles()
    mission = fresh_mission(files)
    leaders = mission.leaders_at("2003/2025")
    assert "missions.csv" not in files.read_names
    assert {leader.post.role for leader in leaders} == {"head"}


VIEWS: dict[str, Callable[[], Mission]] = {
    "whole": fresh_mission,
    "known at": lambda: fresh_mission().known_at("2012"),
    "according to": lambda: fresh_mission().according_to("seed-wikipedia-2026"),
}


@pytest.mark.parametrize("view", VIEWS)
def test_tenures_closed_seat_by_seat_are_those_of_all_at_once(view: str) -> None:
    mission = VIEWS[view]()
    leaders = mission.leaders_at("2003/2025")
    raw = mission.dataset.merged("appointments", mission.statements("appointments")).values()
    posts = {post.id: post for post in mission.whole.posts}
    died = {person.id: person.died for person in mission.people if person.died is not None}
    closed = {each.id: each for each in close_tenures(tuple(raw), posts, lambda: (mission.began, mission.ended), died)}
    assert {each.id: each for each in mission.appointments} == closed
    for leader in leaders:
        assert leader.appointment is mission.appointments[leader.appointment.id]
        assert leader.person is mission.people[leader.person.id] or not leader.named
