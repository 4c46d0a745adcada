"""The words of a package: what its columns with a vocabulary can hold.

Which elections there were, who was counted, which camps: such words belong to a mission, so that its package lists
them, in ``vocabularies.csv``. A field says which vocabulary its words come from. What fits any mission is listed here:
it is what a new package begins with, and what a package goes by that does not list a vocabulary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["GENERAL", "HEADLINE", "UNLISTED", "VOCABULARY_COLUMNS", "Vocabularies", "general_rows", "read_vocabularies"]

VOCABULARY_COLUMNS = ("vocabulary", "word", "default", "description")
"""The columns of ``vocabularies.csv``; the words of a vocabulary are listed in the order of its rows."""

GENERAL: dict[str, dict[str, str]] = {
    "camp-measure": {
        "residents": "People who live in the camp.",
        "relocated-abroad": "People who left for another country in one group or within a time: a flow.",
        "relocated-abroad-total": "All who had left for another country by then: a running total.",
        "remaining": "People who are still in the camp.",
        "killed": "People killed.",
        "injured": "People injured.",
        "agreement": "An agreement on the relocation.",
        "appointment": "Somebody was appointed to deal with it.",
        "trust-fund": "A step of the trust fund.",
        "deadline": "A day that was set for it.",
        "meeting": "A meeting on it; the number is that of States.",
        "status": "How those concerned are regarded.",
        "places-offered": "Places that countries offered.",
        "missing": "People missing.",
        "recognised-in-need-of-protection": "People found to be in need of international protection.",
    },
    "contingent-role": {
        "static-guard": "Static guard of premises.",
        "escort": "Escort of persons.",
        "inner-ring": "The inner ring of security around premises.",
        "middle-ring": "The middle ring of security around premises.",
        "advisers": "Advisers: officers whom the UN tables call experts on mission, and others observers.",
        "police": "Police.",
        "other": "Anything else.",
    },
    "election-kind": {
        "constituent": "An assembly that writes a constitution.",
        "parliamentary": "A parliament.",
        "presidential": "A head of State.",
        "referendum": "A question put to the voters.",
        "governorate": "Councils of governorates.",
        "regional": "Councils of regions.",
        "local": "Councils of smaller parts of the country.",
    },
    "election-scope": {
        "national": "In the whole country.",
        "governorates": "In governorates.",
        "regions": "In regions.",
        "local": "In smaller parts of the country.",
    },
    "filed-under": {},
    "host-office": {
        "president": "The President.",
        "prime-minister": "The Prime Minister.",
        "monarch": "The King or Queen.",
    },
    "place-kind": {
        "country": "The whole host country.",
        "governorate": "A governorate.",
        "region": "A region.",
        "province": "A province.",
        "district": "A district.",
        "town": "A town or village.",
        "camp": "A camp.",
        "site": "Another place.",
    },
    "population": {
        "civilians": "Civilians, without police, or the source is silent on police.",
        "civilians-including-police": "Civilians and civilian police.",
        "police": "Civilian police.",
        "security-forces": "The security forces of the host country.",
        "total": "Civilians with police, and the security forces.",
        "protesters": "People at demonstrations.",
    },
    "report-series": {
        "election": "Reports on one election.",
        "human-rights": "Reports on human rights.",
    },
    "staff-entity": {},
    "whole-mission": {
        "all locations": "Every place where the mission worked.",
    },
}
"""Words that fit any mission, with what they mean, by vocabulary; there are no other vocabularies."""

HEADLINE = "headline"
"""What questions take for the default of a vocabulary: the population whose numbers a mission puts first."""

_DEFAULTS = {"population": "civilians-including-police"}
"""The word of a vocabulary that a question means if it names none."""


@frozen
class Vocabularies:
    """The vocabularies of a package.

    Args:
        listed: The words that the package lists, by vocabulary.
        defaults: The words that questions mean if they name none, by vocabulary.
        meanings: What the words mean, by vocabulary and word.
        limits: Whether the package lists words at all; if not, nothing says which words are right.
    """

    listed: Mapping[str, tuple[str, ...]]
    defaults: Mapping[str, str]
    meanings: Mapping[tuple[str, str], str]
    limits: bool

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a vocabulary, in order: those that the package lists, else those of any mission.

        Args:
            name: Name of the vocabulary.
        """
        return self.listed.get(name) or tuple(GENERAL.get(name, ()))

    def default(self, name: str) -> str:
        """The word of a vocabulary that a question means if it names none.

        Args:
            name: Name of the vocabulary.
        """
        words = self.words(name)
        return next(
            (word for word in (self.defaults.get(name), _DEFAULTS.get(name)) if word in words),
            words[0] if words else "",
        )


UNLISTED = Vocabularies({}, {}, {}, limits=False)
"""What a package without ``vocabularies.csv`` goes by."""


def read_vocabularies(rows: Iterable[Sequence[str]]) -> Vocabularies:
    """The vocabularies in the rows of ``vocabularies.csv``.

    Args:
        rows: The rows without the header.

    Example:
        >>> read_vocabularies([["population", "miners", "", "Those in the mines."]]).words("population")
        ('miners',)
    """
    listed: dict[str, dict[str, None]] = {}
    defaults: dict[str, str] = {}
    meanings: dict[tuple[str, str], str] = {}
    for name, word, default, description in rows:
        listed.setdefault(name, {})[word] = None
        meanings[name, word] = description
        if default:
            defaults.setdefault(name, word)
    words = {name: tuple(found) for name, found in listed.items()}
    return Vocabularies(words, defaults, meanings, limits=True)


def general_rows() -> list[list[str]]:
    """The rows of ``vocabularies.csv`` for a new package."""
    return [
        [name, word, "true" if _DEFAULTS.get(name) == word else "", description]
        for name, words in GENERAL.items()
        for word, description in words.items()
    ]
