"""Tests of posts that nobody held, of posts that were renamed, and of what depends on a condition."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.builders import date, said, small_mission
from helpers.examples import examples
from unami import Mission
from unami.dates import Certainty, PartialDate, Period

CERTAIN, POSSIBLE, NO = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.NO

POSTS = [
    said("boss", name="Special Representative", abbreviation="SR", role="head", seats="single", in_mission="true"),
    said("police", name="Deputy for Police", role="deputy", line="humanitarian", seats="single", in_mission="true"),
]


def mission_of(*appointments: dict[str, str], **tables: Any) -> Mission:
    people = [said(name, name=name.upper()) for name in "abc"]
    profile = [said("m", name="M", established="2010-01-01", ended="2020-12-31")]
    return small_mission(
        missions=profile, people=people, posts=POSTS, appointments=list(appointments), **{"resolutions": [], **tables}
    )


def held(person: str, post: str = "boss", **cells: str) -> dict[str, str]:
    return said(f"{person}.{post}", person=person, post=post, **cells)


def vacant(post: str = "boss", **cells: str) -> dict[str, str]:
    return said(f"{post}.vacant", post=post, **cells)


# Vacancies


def test_that_nobody_held_a_post_is_an_answer_of_its_own() -> None:
    mission = mission_of(
        held("a", took_office="2010-02-01", left_office="2012-05-31"),
        held("b", took_office="2013-01-01", left_office="2014-12-31"),
        vacancies=[vacant(start="2012-06-01", end="2012-12-31", reason="Nobody was found.")],
    )
    assert not mission.leaders_at("2012-07")
    assert mission.head_at("2012-07") is None
    assert mission.vacancies_at("2012-07").one().reason == "Nobody was found."
    told = "a source says that nobody held the post: Special Representative, vacant, 2012-06-01/2012-12-31: Nobody was found."
    assert told in mission.leaders_at("2012-07-01").why_none
    # Somebody may have stood in: of the role, it is a gap.
    assert [str(gap) for gap in mission.gaps("boss")] == ["2010-01-01/2010-01-31", "2015-01-01/2020-12-31"]
    assert "2012-06-01/2012-12-31" in map(str, mission.gaps("head"))
    text = str(mission.at("2012-07-01"))
    assert "nobody: the post was vacant, as a source says" in text
    assert (
        "VACANT POSTS\n  Special Representative: Nobody was found.\n    vacant since 2012-06-01, until 2012-12-31"
        in text
    )
    assert "[paper]" in text.partition("VACANT POSTS")[2]
    assert "nobody known" in str(mission.at("2016-07-01")).partition("DEPUTIES")[0]
    explained = mission.explain("boss.vacant", "start")
    assert [(str(claim.value), claim.source.id) for claim in explained.claims] == [("2012-06-01", "paper")]


def test_the_panel_says_that_nobody_headed_the_mission() -> None:
    mission = mission_of(
        held("a", took_office="2010-02-01", left_office="2012-05-31"),
        vacancies=[vacant(start="2012-06-01", end="2012-12"), vacant("police", start="2011-01-01", end="2011-12-31")],
    )
    rows = mission.panel()
    assert (rows["2012-05-31"].head_vacant, rows["2012-05-31"].head) == (None, "A")
    assert (rows["2012-06-01"].head_vacant, rows["2012-06-01"].head) == (CERTAIN, None)
    assert (rows["2012-12-15"].head_vacant, rows["2013-01-01"].head_vacant) == (POSSIBLE, None)
    assert rows["2016-01-01"].head_vacant is None
    assert (rows["2011-06-01"].deputies_vacant, rows["2012-06-01"].deputies_vacant) == ("Deputy for Police", None)
    import pandas

    days = pandas.DataFrame({"day": ["2012-06-01", "2016-01-01"]})
    assert mission.annotate(days, "day", "head")["head_vacant"].astype(object).where(
        lambda x: x.notna(), None
    ).tolist() == [
        "certain",
        None,
    ]


def test_somebody_may_act_for_the_missing_holder() -> None:
    mission = mission_of(
        held("a", took_office="2010-02-01", left_office="2012-05-31"),
        held("c", took_office="2012-06-01", left_office="2012-12-31", acting="true"),
        vacancies=[vacant(start="2012-06-01", end="2012-12-31")],
    )
    (leader,) = mission.leaders_at("2012-08-01")
    assert (leader.name, leader.acting, leader.certainty) == ("C", True, CERTAIN)
    assert mission.vacancies_at("2012-08-01", "SR").ids == ("boss.vacant",)
    assert not mission.vacancies_at("2012-08-01", "police")


def test_a_vacancy_ends_the_tenure_before_it_and_the_holders_limit_the_vacancy() -> None:
    mission = mission_of(
        held("a", took_office="2010-02-01"),
        held("b", took_office="2014-03-01"),
        vacancies=[vacant(seen="2012-06-01|2012-09-01")],
    )
    first = mission.appointments["a.boss"]
    assert (str(first.not_after), first.covers("2012-06-02")) == ("2012-06-01", NO)
    assert first.derivation == "ended by derivation by 2012-06-01: nobody held the post then"
    vacancy = mission.vacancies["boss.vacant"]
    assert (str(vacancy.not_before), str(vacancy.not_after)) == ("2010-02-01", "2014-03-01")
    assert [vacancy.covers(day) for day in ("2012-07-01", "2013-07-01", "2014-03-02")] == [CERTAIN, POSSIBLE, NO]


def test_a_vacancy_that_a_certain_holder_denies_is_left_out() -> None:
    mission = mission_of(
        held("a", took_office="2010-02-01", left_office="2012-06-20"),
        vacancies=[vacant(start="2012-06", end="2012-09")],
    )
    assert not mission.vacancies_at("2012-06-10")
    assert mission.vacancies_at("2012-06-21").ids == ("boss.vacant",)


def test_the_packaged_record_knows_a_vacancy() -> None:
    mission = unami.mission
    assert mission.vacancies_at("2004-01").ids == ("srsg.2003-2004",)
    assert not mission.vacancies_at("2003-08-18")
    assert not mission.vacancies_at("2004-08")
    assert mission.at("2004-01-15").vacancies.ids == ("srsg.2003-2004",)
    assert not mission.according_to("seed-wikipedia-2026").vacancies


days = st.integers(0, 700).map(lambda step: PartialDate.from_date(date("2010-02-01").earliest).plus(days=step))


@examples(4)
@given(st.lists(days, min_size=6, max_size=6, unique=True), st.data())
def test_no_limit_makes_a_true_day_impossible(points: list[PartialDate], data: st.DataObject) -> None:
    began, left, empty, filled, again, gone = sorted(points)

    def vaguely(day: PartialDate) -> str:
        return data.draw(st.sampled_from(["", str(day), str(day)[:7], str(day)[:4]]))

    cells = {"start": vaguely(left.plus(days=1)), "end": vaguely(again.plus(days=-1))}
    seen = data.draw(st.sampled_from(["", str(empty), f"{empty}|{filled}"]))
    mission = mission_of(
        held("a", took_office=vaguely(began), left_office=vaguely(left), seen_in_office=str(began)),
        held("b", took_office=vaguely(again), left_office=vaguely(gone)),
        vacancies=[vacant(**cells, seen=seen)],
    )
    first, second = mission.appointments["a.boss"], mission.appointments["b.boss"]
    vacancy = mission.vacancies["boss.vacant"]
    for record, true in ((first, (began, left)), (vacancy, (empty, filled)), (second, (again, gone))):
        for day in true:
            assert record.covers(day) is not NO, (str(first), str(vacancy), str(second), first.derivation)


# Names of posts, and titles


def test_a_post_has_the_name_of_its_time() -> None:
    names = [
        said("1", post="boss", name="Special Envoy", abbreviation="SE", start="2010-01-01", end="2012-12-31"),
        said("2", post="boss", name="Special Coordinator", start="2013-01-01", end=".."),
    ]
    mission = mission_of(
        held("a", took_office="2011-01-01", left_office="2012-01-31"),
        held("b", took_office="2014-01-01", left_office="2014-12-31"),
        post_names=names,
    )
    assert "A, Special Envoy" in str(mission.at("2011-06-01"))
    assert "B, Special Coordinator" in str(mission.at("2014-06-01"))
    assert mission.at("2011-06-01").heads.one().post.abbreviation == "SE"
    assert mission.post_at("boss", "2020").name == "Special Coordinator"
    # Within a time of two names, and before the first, the post has the name that its sources give.
    assert mission.post_at("boss", "2012-12/2013-01").name == "Special Representative"
    assert mission.post("Special Envoy").id == mission.post("Special Coordinator").id == "boss"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Special Envoy", 'A, Special Representative, titled "Special Envoy"'),
        ("SR", "A, Special Representative\n"),
        ("Representative", "A, Special Representative\n"),
    ],
)
def test_the_snapshot_shows_the_stated_title(title: str, shown: str) -> None:
    mission = mission_of(held("a", took_office="2011-01-01", title=title))
    assert shown in str(mission.at("2011-06-01"))


def test_deputies_can_have_any_line() -> None:
    mission = mission_of(held("a", "police", took_office="2011-01-01"), held("b", took_office="2011-01-01"))
    assert [deputy.name for deputy in mission.deputies_at("2012")] == ["A"]
    assert mission.panel("Y")["2012"].deputies == "A"


# Conditions


def resolution(**cells: str) -> dict[str, str]:
    given = {"number": "1", "relation": "extends", "adopted": "2012-01-01", "mandate_until": "2012-12-31"}
    return said("1", **{**given, **cells})


def test_a_mandate_can_rest_on_a_condition() -> None:
    cells = {"condition": "An agreement on a budget.", "until_without_condition": "2012-06-30"}
    unknown = mission_of(resolutions=[resolution(**cells)])
    mandate = unknown.mandate_at("2012-05-01")
    assert mandate is not None
    assert [mandate.covers(day) for day in ("2012-06-30", "2012-07-01", "2013-01-01")] == [CERTAIN, POSSIBLE, NO]
    text = " ".join(str(unknown.at("2012-05-01")).split())
    assert "on a condition that is not known to be met: An agreement on a budget.; without it until 2012-06-30" in text
    met = mission_of(resolutions=[resolution(**cells, condition_met="true")]).mandate_at("2012-08-01")
    assert met is not None
    assert met.certainty is CERTAIN
    unmet = mission_of(resolutions=[resolution(**cells, condition_met="false")])
    assert unmet.mandate_at("2012-08-01") is None
    assert str(unmet.mandates[0].until) == "2012-06-30"


def test_tasks_are_in_force_only_with_a_mandate() -> None:
    mission = mission_of(
        resolutions=[
            resolution(task_list="replaces"),
            said("2", number="2", relation="tasks", adopted="2012-02-01", task_list="stands-apart"),
        ],
        tasks=[said("watch"), said("count")],
        mandate_tasks=[
            said("1.watch", resolution="1", task="watch", change="added"),
            said("2.count", resolution="2", task="count", change="added"),
        ],
    )
    assert {entry.task for entry in mission.tasks_at("2012-06-01")} == {"watch", "count"}
    assert [entry.task for entry in mission.tasks_at("2014-06-01")] == ["count"]
    assert mission.mandates.at("2014") == mission.mandates[:0]


# Elections


def test_an_election_need_not_be_held() -> None:
    mission = mission_of(
        elections=[
            said("held", name="Council", held="2012-05-01", kind="local", status="held"),
            said(
                "2013", name="President", kind="presidential", status="postponed", planned_for="2013-12-24|2014-01-24"
            ),
            said("2015", name="Parliament", kind="parliamentary", status="cancelled"),
        ]
    )
    assert mission.elections.where(status="postponed").ids == ("2013",)
    assert [str(election) for election in mission.elections] == [
        "Council, 2012-05-01",
        "President: postponed for 2013-12-24, 2014-01-24",
        "Parliament: cancelled",
    ]
    assert mission.elections.where(planned_for="2013-12").ids == ("2013",)
    assert [election.id for election in mission.elections_between("2010", "2020")] == ["held"]
    assert mission.at("2013-01-01").last_election == mission.elections["held"]


def test_heads_are_in_the_order_in_which_they_are_known() -> None:
    mission = mission_of(
        held("b", took_office="2014-01-01"), held("a", announced="2012-02-01"), held("c", left_office="2011-06")
    )
    assert [(head.name, head.certainty) for head in mission.heads] == [("C", CERTAIN), ("A", POSSIBLE), ("B", CERTAIN)]
    assert Period.parse("2010-01-01/2011-05-31") not in mission.gaps()


def test_an_answer_of_nobody_names_the_dispute_that_decides_it() -> None:
    mission = mission_of(held("a", took_office="2012-01-01", left_office="2014-03-14"))
    paper = {"id": "later", "title": "Later", "published": "2016"}
    rows = [{"id": "a.boss", "left_office": "2014-09-30"}]
    mine = mission.with_statements("appointments", rows, source=paper)
    found = mine.leaders_at("2014-06-10")
    assert not found
    (dispute,) = mine.disputes_at("2014-06-10")
    assert f"the sources disagree: {dispute}" in found.why_none
    assert "2014-09-30" in str(mine.at("2014-06-10")).partition("DISPUTED")[2]
