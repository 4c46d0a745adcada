"""Facts: meetings of the Security Council, papers and who briefed."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import unami
from unami.dates import Certainty

if TYPE_CHECKING:
    from unami.records import Person, PresidentialStatement, Resolution

mission = unami.mission

CERTAIN, NO = Certainty.CERTAIN, Certainty.NO


# The Council


NUMBERED = sorted(
    (int(held.meeting.removeprefix("S/PV.").partition(" ")[0]), held.meeting, held)
    for held in mission.council_meetings
    if held.meeting is not None
)


def test_numbered_meetings_ascend_with_their_dates() -> None:
    assert len(NUMBERED) > 180
    for (_, _, one), (_, _, next_one) in itertools.pairwise(NUMBERED):
        assert one.held is not None
        assert next_one.held is not None
        assert one.held.after(next_one.held) is not CERTAIN, (one.id, next_one.id)


def test_a_report_before_the_council_is_older_than_the_meeting() -> None:
    undated = []
    pairs = 0
    for held in mission.council_meetings:
        assert held.held is not None
        for report in held.reports:
            pairs += 1
            dated = mission.documents[report].dated
            if dated is None:
                undated.append(report)
            else:
                assert dated.after(held.held) is NO or not dated.is_day, (held.id, report)
                assert dated.earliest <= held.held.latest, (held.id, report)
    # One report is known from the meeting alone.
    assert sorted(undated) == ["report-2018-05-kuwait"]
    assert pairs > 50


def test_a_paper_is_presented_at_a_meeting_of_the_same_day_and_after_its_own() -> None:
    presented = [paper for paper in mission.documents if paper.presented_at is not None]
    assert len(presented) > 50
    for paper in presented:
        assert paper.presented_at is not None
        held = mission.council_meetings[paper.presented_at].held
        assert held is not None
        assert paper.presented_on is None or paper.presented_on.compatible(held), paper.id
        assert paper.dated is None or paper.dated.earliest <= held.latest, paper.id
        assert paper.period_end is None or paper.period_end.earliest <= held.latest, paper.id


def test_a_meeting_and_the_papers_before_it_name_each_other() -> None:
    """Where a paper was presented, the meeting lists it; a meeting lists no paper that was presented at a later one."""
    listed = {(held.id, report) for held in mission.council_meetings for report in held.reports}
    presented = {(paper.presented_at, paper.id) for paper in mission.documents if paper.presented_at is not None}
    assert presented <= listed
    for meeting, report in listed - presented:
        at = mission.documents[report].presented_at
        if at is not None:
            first, later = mission.council_meetings[at].held, mission.council_meetings[meeting].held
            assert first is not None
            assert later is not None
            assert first.before(later) is CERTAIN, (report, meeting)


def test_reports_cover_a_time_before_their_date() -> None:
    for paper in mission.documents:
        if paper.dated is not None and paper.kind == "report":
            for edge in (paper.period_start, paper.period_end):
                assert edge is None or edge.earliest <= paper.dated.latest, paper.id


OTHER_ITEMS = {
    # Adopted under agenda items on terrorism and sanctions, not on Iraq.
    *("2170", "2178", "2199", "2214", "2249", "2253", "2368"),
    # The investigation of the crimes of ISIL, prolonged under the item on threats to peace.
    *("2490", "2544", "2597", "2651", "2697"),
    *("sprst-2014-14", "sprst-2014-23", "sprst-2015-11"),
}
ELSEWHERE = {
    # Of the months before the mission, which the table of resolutions leaves out.
    "S/RES/1472 (2003)",
    "S/RES/1476 (2003)",
    # Letters of the President of the Council.
    "S/2004/929",
    "S/2005/407",
    "S/2005/703",
    "S/2007/301",
    # On missing Kuwaitis; not among the statements on the mission.
    "S/PRST/2007/36",
}


def test_what_was_adopted_agrees_with_the_meeting_on_the_day() -> None:
    papers: tuple[Resolution | PresidentialStatement, ...]
    papers = (*mission.resolutions, *mission.presidential_statements)
    adopted = {paper.symbol: paper for paper in papers}
    seen = set()
    for held in mission.council_meetings:
        for symbol in held.outcome:
            paper = adopted.get(symbol)
            if paper is None:
                assert symbol in ELSEWHERE, (held.id, symbol)
                continue
            seen.add(paper.id)
            assert paper.adopted == held.held, (held.id, symbol)
            assert paper.meeting == held.meeting, (held.id, symbol)
    assert {paper.id for paper in papers} - seen == OTHER_ITEMS


OTHERS = {
    # Secretaries-General and others of the Secretariat
    *("Kofi Annan", "Ban Ki-moon", "Secretary-General", "B. Lynn Pascoe", "Tayé-Brook Zerihoun", "Valerie Amos"),
    *("Zeid Ra'ad al-Hussein", "Executive Director of the Iraq Programme"),
    # Iraqi leaders and the Multi-National Force
    *("Adnan Pachachi", "Hoshyar Zebari", "representative of Iraq"),
    *("representative of the United States", "representative of the United Kingdom"),
    # Civil society
    *("Hanaa Edwar", "Khanim Latif", "Dr. Ahmed, Iraqi Health and Social Care Organization"),
}
"""Who briefed without a post in or beside the mission."""

IN_ANOTHER_ROLE = {
    # As Under-Secretary-General for Political Affairs; his post beside the mission came later.
    ("s-pv-5325", "ibrahim-gambari"),
}


def by_name() -> dict[str, Person]:
    return {name: person for person in mission.people for name in (person.name, *person.other_names) if name}


def test_who_briefs_is_known() -> None:
    named = {briefer for held in mission.council_meetings for briefer in held.briefers}
    assert named - set(by_name()) == OTHERS


def test_who_briefs_as_special_representative_is_a_possible_or_certain_head_on_that_day() -> None:
    people = by_name()
    leading = {post.id for post in mission.posts if post.role in ("head", "deputy")}
    briefings = 0
    others = set()
    for held in mission.council_meetings:
        assert held.held is not None
        for person in (people[briefer] for briefer in held.briefers if briefer in people):
            appointments = mission.appointments.where(person=person.id)
            if any(appointment.post in leading for appointment in appointments):
                briefings += 1
                leaders = {*mission.leaders_at(held.held), *mission.deputies_at(held.held)}
                assert person.id in {leader.person.id for leader in leaders}, (held.id, person.id)
            elif not appointments.at(held.held):
                others.add((held.id, person.id))
    assert others == IN_ANOTHER_ROLE
    assert briefings > 65
