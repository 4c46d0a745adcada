"""One of every kind of record and answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.inside import claims_with_words, support
from unami import mission
from unami.panels import Phase
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from helpers.inside import Plain

__all__ = ["ANSWERS", "EVERYTHING", "RECORDS"]

day = mission.at("2014-06-10")
explanation = mission.explain(mission.resolutions["1557"], "adopted")

ANSWERS: dict[str, Plain] = {
    "Incumbent": day.heads[0],
    "Mandate": day.mandates[0],
    "Snapshot": day,
    "Partner": day.partners[0],
    "Evidence": day.evidence[0],
    "Month": mission.deployment_series("Fiji", "troops")[0],
    "Hit": mission.search("canal hotel")[0],
    "Dispute": mission.disputes[0],
    "Rival": mission.disputes[0].rivals[0],
    "Explanation": explanation,
    "Claim": explanation.claims[0],
    "PanelRow": mission.panel("Y")["2011"],
    "Change": mission.known_at("2012").compare(mission)[0],
    "Citation": mission.cite(),
    "Coverage": mission.coverage("series")["strength"],
    "DictionaryEntry": mission.dictionary["contributions/category"],
    "Bibliography": mission.resolutions[:1].cite(),
    "Phase": Phase("initial", day.mandates[0], day.mandates[0].span),
    "Span": day.mandates[0].span,
    "Days": day.mandates[0].days,
    "Source": mission.sources[0],
    "Support": support(mission)["people"],
    "Quoted": next(claims_with_words(mission)),
}
RECORDS = {record_class(table).__name__: mission.tables[table][0] for table in TABLES}
EVERYTHING: dict[str, Plain] = ANSWERS | RECORDS
