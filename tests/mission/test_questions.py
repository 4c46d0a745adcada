"""Tests of the questions: who led, under which mandate, with which tasks, and what was the state of the mission."""

from __future__ import annotations

import datetime
import itertools
from collections import Counter
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.builders import date
from helpers.strategies import partial_dates
from unami.dates import Certainty, PartialDate, Period, bounds_of, read_when
from unami.errors import (
    AmbiguousDate,
    InvalidDate,
    NotOne,
    UnknownCountry,
    UnknownPerson,
    UnknownPost,
    UnknownRecord,
    UnknownTable,
)
from unami.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from unami.dates import When

mission = unami.mission

POSSIBLE, CERTAIN = Certainty.POSSIBLE, Certainty.CERTAIN
FIRST, LAST = datetime.date(2003, 1, 1), datetime.date(2026, 12, 31)
DAY = datetime.timedelta(days=1)
ALL_DAYS = [FIRST + DAY * step for step in range((LAST - FIRST).days + 1)]

queries = st.one_of(
    st.dates(FIRST, LAST),
    partial_dates(first=FIRST, last=LAST),
    st.tuples(partial_dates(first=FIRST, last=LAST), partial_dates(first=FIRST, last=LAST))
    .filter(lambda ends: ends[0].reach[0] <= ends[1].reach[1])
    .map(lambda ends: Period(*ends)),
)


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
    for day in ALL_DAYS[::7]:
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
    assert (str(head.since), str(head.until), head.certainty) == ("2013-09-25", "2015-02", CERTAIN)
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
    for day in ALL_DAYS[::30]:
        for deputy in mission.deputies_at(day):
            assert deputy.post.role == "deputy"
            lines[deputy.post.line] += 1
    assert lines.keys() == {"political", "humanitarian"}


@pytest.mark.parametrize("post", ["spokesperson", "Spokesperson", "SPOKESPERSON"])
def test_holders_of_another_post(post: str) -> None:
    assert [holder.name for holder in mission.holders_at("2018-01-15", post)] == ["Samir Ghattas"]
    assert mission.holders_at("2018-01-15", post).one().certainty is CERTAIN


def test_holders_of_the_head_posts_are_the_leaders() -> None:
    for day in ALL_DAYS[::97]:
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
    for day in ALL_DAYS:
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
    day = min(first + DAY * step, last)
    asked = Period(PartialDate.from_date(first), PartialDate.from_date(last))
    within = {leader.id: leader.certainty for leader in mission.leaders_at(asked)}
    for leader in mission.leaders_at(day):
        assert within[leader.id] >= leader.certainty


# The mandate


@pytest.mark.parametrize(
    ("when", "number", "until"),
    [
        ("2014-06-10", 2110, "2014-07-31"),
        ("2010-09-01", 1936, "2011-07-31"),
        ("2003-08-14", 1500, "2004-08-14?"),
        ("2014-07-30", 2169, "2015-07-31"),
        ("2007-08-10", 1770, "2008-08-10"),
        ("2025-12-31", 2732, "2025-12-31"),
    ],
)
def test_the_mandate_in_force(when: str, number: int, until: str) -> None:
    mandate = mission.mandate_at(when)
    assert mandate is not None
    assert (mandate.resolution.number, str(mandate.until), mandate.certainty) == (number, until, CERTAIN)
    assert mandate.tasks == mission.tasks_at(when)


def test_a_year_with_two_mandates_has_no_single_one() -> None:
    with pytest.raises(NotOne, match=r"expected one mandate on 2018, found 2: S/RES/2367 .2017., .*; S/RES/2421"):
        mission.mandate_at("2018")


@pytest.mark.parametrize("when", ["2003-08-13", "2026-01-01", "2002", "2030-01"])
def test_there_is_no_mandate_before_the_first_and_after_the_last(when: str) -> None:
    assert mission.mandate_at(when) is None


@given(st.dates(datetime.date(2003, 8, 14), datetime.date(2025, 12, 31)))
def test_the_mandate_is_the_latest_resolution_that_gives_one(day: datetime.date) -> None:
    mandate = mission.mandate_at(day)
    assert mandate is not None
    adopted = [
        (resolution.adopted.earliest, resolution.id)
        for resolution in mission.resolutions
        if resolution.relation in ("establishes", "extends", "expands", "extends-final")
        if resolution.adopted is not None and resolution.adopted.earliest <= day
    ]
    assert mandate.id == max(adopted)[1]
    assert str(mandate.period) == f"{mandate.start}/{mandate.until}"


def test_a_length_without_a_day_gives_an_uncertain_end() -> None:
    first = mission.resolutions["1500"]
    assert first.mandate_until is None
    assert str(first.expires) == "2004-08-14?"
    assert str(mission.resolutions["2110"].expires) == "2014-07-31"
    assert mission.resolutions["2792"].expires is None


def test_a_mandate_whose_end_nobody_tells_is_certain_only_on_its_first_day() -> None:
    last = attrs.evolve(mission.mandates.last(), until=None)
    assert [last.covers(date(day)) for day in ("2024-05-30", "2024-05-31", "2024-06-01", "2050-01-01")] == [
        Certainty.NO,
        CERTAIN,
        POSSIBLE,
        POSSIBLE,
    ]
    replaced = attrs.evolve(mission.mandates["2110"], until=None)
    assert replaced.covers(date("2014-07-29")) is POSSIBLE
    assert replaced.covers(date("2014-07-30")) is Certainty.NO
    assert last.covers("2025") is last.period.covers("2025") is POSSIBLE


# Tasks


def tasks(when: When) -> set[str]:
    return {entry.task for entry in mission.tasks_at(when)}


def test_a_new_list_replaces_the_old_one_except_what_stands_apart() -> None:
    assert {"constitution-drafting", "national-conference"} <= tasks("2007-08-09")
    assert not {"constitution-drafting", "national-conference"} & tasks("2007-08-10")
    assert {"kuwait-property", "kuwait-missing-persons"} <= tasks("2014-06-10") & tasks("2020-01-01")
    assert "census" in tasks("2018-06-13") - tasks("2018-06-14")


def test_an_addition_leaves_the_earlier_tasks_standing() -> None:
    assert tasks("2009-08-06") - {"mandate-continued"} < tasks("2009-08-07")


def test_the_wording_of_a_task_is_the_one_then_in_force() -> None:
    def wording(when: str, task: str) -> list[str]:
        return [entry.resolution for entry in mission.tasks_at(when) if entry.task == task]

    assert wording("2004-01-01", "electoral-assistance") == ["1511"]
    assert wording("2005-01-01", "electoral-assistance") == ["1546"]
    assert wording("2014-06-10", "electoral-assistance") == ["1883"]
    assert wording("2014-06-10", "essential-services") == ["1770", "1770"]


def test_no_task_outlives_the_mission_or_comes_before_the_first() -> None:
    assert tasks("2025-12-31")
    assert not tasks("2026-01-01")
    assert not tasks("2003-05-21")


@given(queries)
def test_the_tasks_of_a_period_are_those_of_its_days(when: When) -> None:
    first, last = bounds_of(read_when(when))
    by_day = {entry for day in {first, last} for entry in mission.tasks_at(day)}
    assert by_day <= set(mission.tasks_at(when))
    changes = [
        resolution.adopted.earliest
        for resolution in mission.resolutions
        if resolution.adopted is not None and first < resolution.adopted.earliest <= last
    ]
    for day in changes:
        by_day |= set(mission.tasks_at(day))
    assert by_day == set(mission.tasks_at(when))


def test_no_dropped_task_is_in_force() -> None:
    for day in ALL_DAYS[::50]:
        assert not [entry.id for entry in mission.tasks_at(day) if entry.change == "dropped"]


# The state of the mission


def test_a_snapshot_holds_the_single_answers() -> None:
    day = mission.at("2014-06-10")
    assert day.when == PartialDate(2014, 6, 10)
    assert day.mission == "United Nations Assistance Mission for Iraq"
    assert (day.running, day.version) == (CERTAIN, unami.dataset_version)
    assert day.heads == mission.leaders_at("2014-06-10")
    assert day.deputies == mission.deputies_at("2014-06-10")
    assert day.tasks == mission.tasks_at("2014-06-10")
    assert day.mandates.one().resolution.number == 2110
    parts = {(partner.role, partner.name, partner.certainty) for partner in day.partners}
    assert ("supports", "Department of Field Support", CERTAIN) in parts
    assert ("administers", "Department of Political Affairs", POSSIBLE) in parts


def test_a_part_that_nobody_dates_says_nothing_of_a_day() -> None:
    wikipedia = mission.according_to("seed-wikipedia-2026")
    assert {"dfs-supports", "dpko-supports", "dpa-administers"} <= set(wikipedia.affiliations.ids)
    assert [partner.role for partner in wikipedia.at("2014-06-10").partners] == ["parent"]


def test_a_partner_is_explained_as_its_affiliation() -> None:
    partner = mission.at("2014-06-10").partners.where(name="Department of Field Support").one()
    assert str(partner) == "Department of Field Support (supports), certain"
    assert mission.sources_of(partner) == mission.sources_of(partner.affiliation)
    assert mission.explain(partner, "start") == mission.explain(partner.affiliation, "start")
    assert mission.disputes_of(partner).one().id == "affiliations/dfs-supports/start"


def test_departments_go_by_the_name_they_then_had() -> None:
    def administers(when: str) -> list[str]:
        return [partner.name for partner in mission.at(when).partners if partner.role == "administers"]

    assert administers("2018-12-31") == ["Department of Political Affairs"]
    assert administers("2019-01-01") == ["Department of Political and Peacebuilding Affairs"]


def test_each_line_of_a_snapshot_has_its_sources() -> None:
    day = mission.at("2014-06-10")
    for line in (*day.heads, *day.deputies, *day.mandates, *day.tasks):
        assert day.sources_of(line) == mission.sources_of(line).items
    for partner in day.partners:
        assert day.sources_of(partner) == mission.sources_of(partner.affiliation).items
    with pytest.raises(UnknownRecord, match="line of this snapshot"):
        day.sources_of(mission.resolutions["1500"])


def test_a_snapshot_tells_what_is_disputed_in_it() -> None:
    day = mission.at("2014-06-10")
    assert {dispute.record for dispute in day.disputes} >= {"nickolay-mladenov.srsg"}
    assert set(day.disputes) <= set(mission.disputes)


@pytest.mark.parametrize("when", ["2003-07-01", "2026-03-01", "1990", "2050"])
def test_outside_the_life_of_the_mission_a_snapshot_says_so(when: str) -> None:
    day = mission.at(when)
    assert day.running is Certainty.NO
    assert len(day.mandates) == len(day.partners) == 0
    assert "the mission did not exist then" in str(day)


def test_a_snapshot_of_a_year_holds_all_who_were_there_in_it() -> None:
    year = mission.at("2018")
    assert {mandate.id for mandate in year.mandates} == {"2367", "2421"}
    assert {head.name for head in year.heads} == {"Ján Kubiš", "Jeanine Hennis-Plasschaert"}


def test_a_snapshot_of_a_year_with_the_founding_is_of_a_running_mission() -> None:
    assert mission.at("2003").running is CERTAIN
    assert mission.at("2003-08-14?").running is POSSIBLE


# Other questions


def test_deployments_of_a_country() -> None:
    fiji = mission.deployments_by("Fiji")
    assert (fiji.first().count, str(fiji.first().month), fiji.first().part) == (134, "2004-11", "guard-unit")
    assert [given.month for given in fiji][-1] is None
    assert mission.deployments_by("FJI") == mission.deployments_by("fj") == fiji
    assert mission.deployments_at("2004-11").where(country="FJI").first() == fiji.first()
    assert mission.deployments_at("2004-12").where(country="FJI").one() in fiji
    assert not mission.deployments_by("Iraq")


def test_events_between_two_dates_come_in_the_order_of_time() -> None:
    events = mission.events_between("2003-08-15", "2003-08-31")
    assert "canal-hotel-bombing" in events.ids
    dates = [str(event.date) for event in events]
    assert dates == sorted(dates)
    assert "canal-hotel-bombing" not in mission.events_between("2003-08-20", "2003-08-31").ids
    with pytest.raises(InvalidDate, match="its start 2004 is after its end 2003"):
        mission.events_between("2004", "2003")


@pytest.mark.parametrize(
    ("name", "code"),
    [("Fiji", "FJI"), ("fj", "FJI"), ("FJI", "FJI"), ("united  kingdom", "GBR"), ("GB", "GBR"), ("IRAQ", "IRQ")],
)
def test_a_country_goes_by_its_codes_and_names(name: str, code: str) -> None:
    assert mission.country(name).id == code


@pytest.mark.parametrize("known", [country.id for country in mission.countries])
def test_every_country_is_found_by_all_it_is_called(known: str) -> None:
    country = mission.countries[known]
    for name in (country.id, country.alpha_2, country.name, country.official_name, *country.other_names):
        assert name is None or mission.country(name) is country


@pytest.mark.parametrize(
    ("ask", "given_name", "error", "suggestion"),
    [
        (mission.country, "Figi", UnknownCountry, "Fiji"),
        (mission.country, "Irak", UnknownCountry, "Iraq"),
        (mission.deployments_by, "Bulgary", UnknownCountry, "Bulgaria"),
        (mission.person, "Melkart", UnknownPerson, "Ad Melkert"),
        (mission.appointments_of, "Kubish", UnknownPerson, "Ján Kubiš"),
        (mission.post, "srgs", UnknownPost, "SRSG"),
        (mission.tables.__getitem__, "appointment", UnknownTable, "appointments"),
    ],
)
def test_an_unknown_name_is_an_error_with_the_nearest_names(
    ask: Callable[[str], Any], given_name: str, error: type[Exception], suggestion: str
) -> None:
    with pytest.raises(error, match=f"unknown .* '{given_name}'; did you mean") as caught:
        ask(given_name)
    assert suggestion in getattr(caught.value, "suggestions", ())


def test_a_name_is_never_guessed() -> None:
    for name in "Ira", "Kubi", "United", "", "-", "?":
        with pytest.raises(UnknownCountry):
            mission.country(name)
        with pytest.raises(UnknownPerson):
            mission.person(name)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Ján Kubiš", "jan-kubis"),
        ("jan kubis", "jan-kubis"),
        ("JAN-KUBIS", "jan-kubis"),
        ("Jeanine Hennis-Plasschaert", "jeanine-hennis-plasschaert"),
        ("Adrianus Petrus Wilhelmus Melkert", "ad-melkert"),
        ("اد ميلكيرت", "ad-melkert"),
        ("Melkert", "ad-melkert"),
        ("Mistura", "staffan-de-mistura"),
    ],
)
def test_a_person_goes_by_any_form_of_the_name(name: str, person: str) -> None:
    assert mission.person(name).id == person


@pytest.mark.parametrize("name", ["SRSG", "srsg", "Special Representative of the Secretary-General for Iraq"])
def test_a_post_goes_by_id_name_and_abbreviation(name: str) -> None:
    assert mission.post(name).id == "srsg"


# Dates that cannot be read


DATED: list[Callable[[Any], object]] = [
    mission.leaders_at,
    mission.head_at,
    mission.deputies_at,
    mission.mandate_at,
    mission.tasks_at,
    mission.at,
    mission.deployments_at,
    mission.known_at,
    mission.resolutions.at,
]


@pytest.mark.parametrize("ask", DATED, ids=lambda ask: ask.__name__)
def test_an_ambiguous_date_names_its_readings(ask: Callable[[Any], object]) -> None:
    with pytest.raises(AmbiguousDate) as caught:
        ask("01/02/2014")
    assert caught.value.readings == ("2014-01-02", "2014-02-01")


@pytest.mark.parametrize("ask", DATED, ids=lambda ask: ask.__name__)
@pytest.mark.parametrize("when", ["2014-02-30", "soon", "", None, 2014, 1402358400.0])
def test_what_is_no_date_is_refused(ask: Callable[[Any], object], when: object) -> None:
    with pytest.raises(InvalidDate):
        ask(when)


# The tables


def test_all_tables_are_there_by_name_and_as_attributes() -> None:
    assert list(mission.tables) == [*TABLES, "sources"]
    assert len(mission.tables) == len(list(mission.tables))
    for name in mission.tables:
        assert name in mission.tables
        assert len(mission.tables[name]) > 0
        assert mission.tables[name] is mission.tables[name]
        if name != "missions":
            assert getattr(mission, name) is mission.tables[name]
    assert "appointment" not in mission.tables
    assert repr(mission.tables).startswith("<tables missions, people, ")


def test_the_mission_itself() -> None:
    assert mission.profile.abbreviation == "UNAMI"
    assert (str(mission.began), str(mission.ended)) == ("2003-08-14", "2025-12-31")
    assert mission.version == unami.dataset_version
    assert repr(mission) == f"<UNAMI, data {unami.dataset_version}>"


def test_answers_are_the_same_objects_when_asked_again() -> None:
    assert mission.leaders_at("2014-06-10") is mission.leaders_at(datetime.date(2014, 6, 11))
    assert mission.disputes is mission.disputes
    assert mission.mandates is mission.mandates


def test_no_two_records_of_a_table_are_equal() -> None:
    for name in TABLES:
        assert all(one != other for one, other in itertools.pairwise(mission.tables[name]))
