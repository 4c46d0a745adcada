"""One of every kind of record and answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

import unami
from helpers.inside import claims_with_words, support
from unami import mission
from unami.panels import Phase
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from helpers.inside import Plain
    from unami import Explanation, Snapshot

__all__ = ["EVERYTHING", "RECORDS"]


class Kept(Mapping[str, "Plain"]):
    """Examples by name, each made when a test first asks for it: who only collects the tests needs none."""

    def __init__(self, makers: dict[str, Callable[[], Plain]]) -> None:
        self._get = cache(lambda name: makers[name]())
        self._names = tuple(makers)

    def __getitem__(self, name: str) -> Plain:
        return self._get(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def day() -> Snapshot:
    return mission.at("2014-06-10")


def explanation() -> Explanation:
    return mission.explain(mission.resolutions["1557"], "adopted")


ANSWERS: dict[str, Callable[[], Plain]] = {
    "Incumbent": lambda: day().heads[0],
    "Mandate": lambda: day().mandates[0],
    "Snapshot": day,
    "Partner": lambda: day().partners[0],
    "Evidence": lambda: day().evidence[0],
    "Month": lambda: mission.deployment_series("Fiji", "troops")[0],
    "Hit": lambda: mission.search("canal hotel")[0],
    "Dispute": lambda: mission.disputes[0],
    "Rival": lambda: mission.disputes[0].rivals[0],
    "Explanation": explanation,
    "Claim": lambda: explanation().claims[0],
    "MissionRow": lambda: unami.compare_missions(mission, freq="Y")["UNAMI 2011"],
    "PanelRow": lambda: mission.panel("Y")["2011"],
    "Change": lambda: mission.known_at("2012").compare(mission)[0],
    "Citation": mission.cite,
    "Coverage": lambda: mission.coverage("series")["strength"],
    "DictionaryEntry": lambda: mission.dictionary["contributions/category"],
    "Bibliography": mission.resolutions[:1].cite,
    "Phase": lambda: Phase("initial", day().mandates[0], day().mandates[0].span),
    "Span": lambda: day().mandates[0].span,
    "Days": lambda: day().mandates[0].days,
    "Source": lambda: mission.sources[0],
    "Support": lambda: support(mission)["people"],
    "Quoted": lambda: next(claims_with_words(mission)),
}
RECORDS: dict[str, Callable[[], Plain]] = {
    record_class(table).__name__: partial(lambda table: mission.tables[table][0], table) for table in TABLES
}
EVERYTHING: Mapping[str, Plain] = Kept(ANSWERS | RECORDS)
