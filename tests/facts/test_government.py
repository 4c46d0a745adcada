"""Facts: the governments of Iraq."""

from __future__ import annotations

import datetime

import pytest

import unami
from unami.dates import Certainty, PartialDate

mission = unami.mission

CERTAIN, NO = Certainty.CERTAIN, Certainty.NO

DAY = datetime.timedelta(days=1)

FIRST, LAST = datetime.date(2003, 8, 14), datetime.date(2025, 12, 31)


# Who governed Iraq


@pytest.mark.parametrize("office", ["president", "prime-minister"])
def test_one_governs_at_a_time_and_somebody_always_does(office: str) -> None:
    terms = [(leader, leader.period) for leader in mission.host_leaders.where(office=office)]
    handovers = []
    days = (LAST - datetime.date(2004, 6, 28)).days
    for day in (PartialDate.from_date(LAST - DAY * back) for back in range(days + 1)):
        held = [(leader, certainty) for leader, period in terms if (certainty := period.covers(day))]
        assert held, (office, day)
        certain = [leader for leader, certainty in held if certainty is CERTAIN]
        # On the day on which one hands over to the other, both are in office.
        if len(certain) > 1:
            assert len(certain) == 2
            assert {leader.start for leader in certain} & {leader.end for leader in certain} == {day}
            handovers.append(day)
    assert len(set(handovers)) == len(handovers) < len(terms)
