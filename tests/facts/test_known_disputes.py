"""Facts: all known disputes are found."""

from __future__ import annotations

import pytest

import unami

mission = unami.mission


# Disputes


DISPUTED = [
    "contingents/fji-guard-unit/initial_strength",
    "contingents/fji-guard-unit/start",
    "contingents/fji-personal-protection/initial_strength",
    "contingents/geo-guard-battalion/initial_strength",
    "contingents/geo-guard-battalion/role",
    "contingents/geo-guard-battalion/start",
    "contingents/npl-guard-unit/planned_strength",
    "contributions/fji-2006-08-troops/count",
    "contributions/fji-2025-12-troops/count",
    "fatalities/canal-hotel-bombing/count",
    "affiliations/dfs-supports/start",
    "offices/baghdad/end",
    "offices/basra/status",
    "offices/kuwait-joint-support-office/planned_end",
    "organizations/dfs/established",
    "organizations/ihchr/established",
    "staffing/2003-08-19-international-un-system/count",
    "staffing/2003-10-30-international-un-system-baghdad/count",
    "staffing/2023-total/count",
    "staffing/2026-01-01-total-proposed/count",
    "staffing/2026-05-31-total-proposed/count",
    "transition/baghdad-compound-handover/date",
    "transition/guard-unit-departure/date",
    "transition/liquidation-team/figure",
    "transition/un-agencies-remaining/figure",
    "appointments/ashraf-jehangir-qazi.srsg/announced",
    "appointments/mohamed-al-hassan.srsg/announced",
    "elections/2005-01-30-assembly/polling_centres",
    "elections/2005-01-30-assembly/turnout_percent",
    "elections/2005-12-15-parliament/turnout_percent",
    "elections/2009-01-31-governorates/candidates",
    "elections/2010-03-07-parliament/votes_cast",
    "elections/2014-04-30-parliament/turnout_percent",
    "elections/2021-10-10-parliament/registered_voters",
    "elections/2021-10-10-parliament/turnout_percent",
    "elections/2024-10-20-kurdistan-parliament/registered_voters",
    "elections/2024-10-20-kurdistan-parliament/turnout_percent",
    "elections/2025-11-11-parliament/turnout_percent",
    "events/al-hassan-named-head/date",
    "events/camp-hurriya-attack-february-2013/killed",
    "events/canal-hotel-bombing/injured",
    "events/canal-hotel-bombing/killed",
    "events/drone-attack-on-kadhimi/injured",
    "events/fijian-guards-deployed/date",
    "events/food-programme-convoy-bombed/injured",
    "events/hawija-raid/killed",
    "events/international-staff-withdrawn/date",
    "events/iraq-requests-end/date",
    "events/last-council-briefing/date",
    "events/lute-named-special-adviser/date",
    "events/melkert-convoy-bombed/injured",
    "events/mission-ends/date",
    "events/mosul-falls/date",
    "events/national-conference-2004/participants",
    "events/qazi-named-head/date",
    "events/resolution-1557-extends-mandate/date",
    "events/resolution-2682-extends-mandate/date",
    "events/rocket-near-ban-2007/injured",
    "events/sinjar-attack/date",
    "events/transitional-law-adopted/date",
    "events/yazidi-bombings-2007/killed",
    "events/zakho-shelling/killed",
    "tallies/national-elections-assisted/count",
    "transition/closure-letter/date",
    "camp/attack-2013-02-killed/count",
    "camp/attack-2013-09-killed/count",
    "camp/attack-2013-12-killed/count",
    "camp/attack-2015-10-killed/count",
    "camp/last-convoy/date",
    "camp/raid-2009-07-killed/count",
    "camp/raid-2011-04-killed/count",
    "camp/residents-original/count",
    "casualties/2006-01.iraq.civilians/killed",
    "casualties/2006.iraq.civilians/killed",
    "casualties/2013-01.2013-06.iraq.civilians/killed",
    "casualties/2013-04.iraq.civilians-including-police/injured",
    "casualties/2013-04.iraq.isf/killed",
    "casualties/2014-07.iraq.civilians-including-police/injured",
    "casualties/2014-08.iq-an.civilians-including-police/injured",
    "casualties/2015-02.iraq.civilians-including-police/parts_counted",
    "casualties/2015-03.iraq.civilians-including-police/parts_counted",
    "casualties/2015-03.iraq.total/killed",
    "casualties/2015-06.iraq.total/killed",
    "casualties/2015-08.iraq.civilians-including-police/killed",
    "casualties/2015-12.iraq.civilians-including-police/injured",
    "casualties/2015.iraq.total/killed",
    "casualties/2016-09.iraq.civilians-including-police/parts_counted",
    "casualties/2017-06.iraq.civilians-including-police/casualties",
    "casualties/2017-11.iraq.civilians/killed",
    "casualties/2017-11.iraq.civilians-including-police/injured",
    "casualties/2017-11.iraq.civilians-including-police/killed",
    "casualties/2018-02.iraq.civilians-including-police/killed",
    "casualties/2018-05.iraq.civilians-including-police/killed",
    "casualties/2019-10.2020-04.iraq.protesters/killed",
    "displacement/2016-12.internally-displaced.iraq/count",
    "human_rights_reports/periodic-2006-09/published",
    "human_rights_reports/periodic-2007-04/published",
    "human_rights_reports/periodic-2007-07/start",
    "human_rights_reports/protection-of-civilians-2016-10/published",
    "human_rights_reports/thematic-demonstrations-7/end",
    "appointments/ad-melkert.srsg/announced",
    "council_meetings/2024-05-16-briefing/held",
    "council_meetings/2025-12-02-briefing/held",
    "council_meetings/s-pv-5020/held",
    "council_meetings/s-pv-5523/held",
    "council_meetings/s-pv-8975/meeting",
    "council_meetings/s-pv-9331/held",
    "documents/s-2003-1149/dated",
    "documents/s-2003-715/dated",
    "documents/s-2014-485/symbol",
    "documents/s-2015-530/dated",
    "documents/s-2015-530/period_start",
    "documents/s-2017-357/dated",
    "documents/s-2020-792/pursuant_to",
    "documents/s-2024-966/dated",
    "resolutions/1557/adopted",
    "resolutions/2682/adopted",
]
"""What collectors of the sources found them to disagree about, in values of one field: uniformed personnel; staff
and offices; elections and events; human rights; documents. What only the wording or the thing counted differs in is
no dispute; it stands in notes, or as records of their own."""


def test_every_known_dispute_is_found() -> None:
    assert len(set(DISPUTED)) == len(DISPUTED)
    assert [known for known in DISPUTED if known not in mission.disputes.ids] == []


@pytest.mark.parametrize(
    ("place", "values"),
    [
        ("fatalities/canal-hotel-bombing/count", [21, 22, 23, 24]),
        ("contingents/fji-guard-unit/initial_strength", [130, 134, 155, 179]),
        ("contributions/fji-2025-12-troops/count", [156, 159]),
        ("casualties/2006.iraq.civilians/killed", [12357, 34452]),
        ("casualties/2013-04.iraq.civilians-including-police/injured", [1438, 1481]),
        ("camp/attack-2013-09-killed/count", [19, 47, 52]),
        ("elections/2005-12-15-parliament/turnout_percent", [77.7, 79.63]),
        ("tallies/national-elections-assisted/count", [6, 7]),
        ("staffing/2026-01-01-total-proposed/count", [116, 126, 135]),
    ],
)
def test_a_dispute_holds_all_sides(place: str, values: list[float]) -> None:
    (dispute,) = mission.disputes.where(id=place)
    assert sorted(rival.value for rival in dispute.rivals) == values
    assert dispute.value in values
    assert all(rival.sources for rival in dispute.rivals)
