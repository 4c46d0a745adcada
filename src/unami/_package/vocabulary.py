"""The vocabularies of a package: the allowed words of its columns.

Kinds of elections, populations and camps are specific to a mission, so its package lists them in
``vocabularies.csv``. Each field names its vocabulary. This module lists the general words that fit any mission: a new
package starts with them, and a package that does not list a vocabulary uses them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "GENERAL",
    "SYNONYM",
    "SYNONYMS",
    "UNLISTED",
    "VOCABULARY_COLUMNS",
    "Vocabularies",
    "general_rows",
    "read_vocabularies",
    "without_default",
]

VOCABULARY_COLUMNS = ("vocabulary", "word", "default", "description")
"""The columns of ``vocabularies.csv``; words are listed in the order of their rows."""

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
    "identifier-scheme": {
        "wikidata": "Item of Wikidata: https://www.wikidata.org/wiki/{value}",
        "wikipedia-de": "Title of the article in the German Wikipedia: https://de.wikipedia.org/wiki/{value}",
        "wikipedia-en": "Title of the article in the English Wikipedia: https://en.wikipedia.org/wiki/{value}",
        "wikipedia-fr": "Title of the article in the French Wikipedia: https://fr.wikipedia.org/wiki/{value}",
        "wikipedia-it": "Title of the article in the Italian Wikipedia: https://it.wikipedia.org/wiki/{value}",
        "wikipedia-pt": "Title of the article in the Portuguese Wikipedia: https://pt.wikipedia.org/wiki/{value}",
        "viaf": "Number in the Virtual International Authority File: https://viaf.org/viaf/{value}",
        "isni": "International Standard Name Identifier: https://isni.org/isni/{value}",
        "gnd": "Number of the Integrated Authority File of the German National Library: https://d-nb.info/gnd/{value}",
        "lccn": "Number of the name authority file of the Library of Congress: https://id.loc.gov/authorities/names/{value}",
        "everypolitician": "Identifier of EveryPolitician.",
        "munzinger": "Number of the biography in the Munzinger archive.",
        "parlement": "Page of the biography at Parlement.com: https://www.parlement.com/biografie/{value}",
        "openlibrary": "Author in Open Library: https://openlibrary.org/authors/{value}",
        "opensanctions": "Identifier of OpenSanctions: https://www.opensanctions.org/entities/{value}/",
        "m49": "Three digits of the M49 standard of the United Nations; the same as the numeric code of ISO 3166-1.",
        "cow": "State number of the Correlates of War project.",
        "cowc": "State abbreviation of the Correlates of War project.",
        "gwn": "State number of the list of Gleditsch and Ward, which UCDP uses; not always that of the Correlates of War.",
        "gwc": "State abbreviation of the list of Gleditsch and Ward.",
        "geonames": "Number in GeoNames: https://www.geonames.org/{value}",
        "geonames-admin1": "Code of GeoNames for a first part of a country.",
        "ocha-pcode": "P-code of OCHA for a part of a country.",
        "gadm": "Identifier of a part of the country in GADM (GID_1).",
        "acled": "Name of a part of the country as ACLED writes it (admin1).",
        "ucdp": "Name as UCDP GED writes it: of a part of the country (adm_1), or of a side (side_a, side_b).",
        "gtd": "Name of a part of the country as the Global Terrorism Database writes it (provstate).",
        "un-entity": "Short name in the list of UN entities of the Executive Office of the Secretary-General.",
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
    "synonym": {},
    "whole-mission": {
        "all locations": "Every place where the mission worked.",
    },
}
"""General words with their meanings, by vocabulary; there are no other vocabularies."""

SYNONYM = "synonym"
"""The vocabulary of words that people use in questions; the description of each is the word that it stands for."""

SYNONYMS: dict[str, tuple[str, ...]] = {
    # Tasks, resolutions and the mission
    "dropped": ("ended", "removed", "discontinued", "terminated", "deleted"),
    "added": ("new", "introduced"),
    "kept": ("continued", "retained", "unchanged"),
    "reworded": ("changed", "amended", "revised", "modified"),
    "mandated": ("mandatory", "required"),
    "requested": ("asked",),
    "electoral": ("election", "elections"),
    "political": ("politics",),
    "completed": ("ended", "closed", "finished"),
    "active": ("ongoing", "running"),
    "establishes": ("establishment", "founding", "creates"),
    "extends": ("extension", "extended", "renewal", "renews", "renewed", "prolongs", "prolonged"),
    "extends-final": ("final extension", "last extension", "last renewal"),
    "ends": ("terminates", "termination", "closes"),
    "expands": ("expansion", "broadens", "widens"),
    # People and posts
    "female": ("woman", "women", "f"),
    "male": ("man", "men", "m"),
    "head": ("leader", "head of mission"),
    "deputy": ("deputy head", "deputies"),
    "president": ("head of state",),
    "prime-minister": ("premier", "PM", "head of government"),
    # Personnel and money
    "troops": ("soldiers", "military", "military personnel"),
    "individual-police": ("police", "police officers", "UNPOL"),
    "experts-on-mission": ("experts", "observers", "military observers", "UNMO", "UNMOs"),
    "static-guard": ("guard", "guards"),
    "advisers": ("advisors", "observers", "military advisers", "military observers", "UNMO", "UNMOs"),
    "international": ("international staff", "expatriates"),
    "national": ("national staff", "local staff", "nationwide", "whole country"),
    "un-volunteers": ("volunteers", "UNV", "UNVs"),
    "authorized": ("authorised", "ceiling"),
    "approximate": ("estimated", "estimate"),
    "approved": ("appropriated", "appropriation"),
    "proposed": ("requested", "request"),
    "expenditure": ("spent", "spending", "expenses"),
    # Offices, places and events
    "headquarters": ("HQ", "head office"),
    "regional-office": ("regional",),
    "field-office": ("field",),
    "liaison-office": ("liaison",),
    "support-office": ("support",),
    "established": ("open", "opened", "existing"),
    "town": ("city", "village"),
    "attack": ("bombing", "bomb attack", "terrorist attack"),
    "closure": ("closing",),
    "vtc": ("videoconference", "video conference", "video-teleconference"),
    "closed": ("private",),
    "web-page": ("webpage", "website", "web site"),
    # Elections
    "parliamentary": ("parliament", "legislative"),
    "governorate": ("province", "provincial", "provincial council"),
    "governorates": ("provinces", "provincial", "governorate"),
    "constituent": ("constituent assembly",),
    "referendum": ("plebiscite",),
    # Harm and displacement
    "killed": ("dead", "deaths", "fatalities"),
    "injured": ("wounded",),
    "missing": ("disappeared",),
    "protesters": ("demonstrators",),
    "total": ("all", "everybody", "everyone", "overall"),
    "malicious-act": ("attack", "hostile act", "bombing"),
    "military": ("soldiers", "troops"),
    "illness": ("disease", "sickness"),
    "international-civilian": ("international", "international staff"),
    "local-civilian": ("local", "local staff", "national staff"),
    "internally-displaced": ("displaced", "IDP", "IDPs", "internally displaced persons"),
    "refugees-abroad": ("refugees",),
    "people-in-need": ("in need",),
    # Languages, by their codes of ISO 639
    "ar": ("Arabic", "العربية"),
    "az": ("Azerbaijani",),
    "bg": ("Bulgarian",),
    "bn": ("Bengali",),
    "cs": ("Czech",),
    "da": ("Danish",),
    "de": ("German", "Deutsch"),
    "el": ("Greek",),
    "en": ("English",),
    "es": ("Spanish", "español"),
    "fa": ("Persian", "Farsi"),
    "fi": ("Finnish",),
    "fil": ("Filipino",),
    "fj": ("Fijian",),
    "fr": ("French", "français"),
    "hi": ("Hindi",),
    "hu": ("Hungarian",),
    "id": ("Indonesian",),
    "is": ("Icelandic",),
    "it": ("Italian", "italiano"),
    "ja": ("Japanese",),
    "ka": ("Georgian",),
    "ko": ("Korean",),
    "ku": ("Kurdish",),
    "ne": ("Nepali",),
    "nl": ("Dutch",),
    "no": ("Norwegian",),
    "pl": ("Polish",),
    "pt": ("Portuguese",),
    "ro": ("Romanian",),
    "ru": ("Russian", "русский"),
    "sk": ("Slovak",),
    "sv": ("Swedish",),
    "sw": ("Swahili",),
    "tr": ("Turkish",),
    "uk": ("Ukrainian",),
    "ur": ("Urdu",),
    "zh": ("Chinese",),
}
"""What people say in questions for the words of any mission; a package adds those for words of its own."""

_DEFAULTS = {"population": "civilians-including-police"}
"""The word of a vocabulary that is used if a question names none."""


@frozen(eq=False, repr=False)
class Vocabularies:
    """The vocabularies of a package.

    Args:
        listed: The words that the package lists, by vocabulary.
        defaults: The words used if a question names none, by vocabulary.
        meanings: What the words mean, by vocabulary and word.
        limits: True if the package lists words at all; if not, any word is allowed.
    """

    listed: Mapping[str, tuple[str, ...]]
    defaults: Mapping[str, str]
    meanings: Mapping[tuple[str, str], str]
    limits: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the vocabularies: those that fields go by, and those that the package lists."""
        return tuple(dict.fromkeys((*GENERAL, *self.listed)))

    def words(self, name: str) -> tuple[str, ...]:
        """Return the words of a vocabulary, in order: those that the package lists, or else the general words.

        Args:
            name: Name of the vocabulary.
        """
        return self.listed.get(name) or tuple(GENERAL.get(name, ()))

    def default(self, name: str) -> str:
        """Return the word of a vocabulary that is used if a question names none.

        Args:
            name: Name of the vocabulary.

        Returns:
            The word that the package marks, else that of any mission if the package has it, else the only one; empty if
            the package leaves it open.
        """
        words = self.words(name)
        likely = (self.defaults.get(name), _DEFAULTS.get(name), words[0] if len(words) == 1 else None)
        return next((word for word in likely if word and word in words), "")

    @property
    def synonyms(self) -> tuple[tuple[str, str], ...]:
        """What people say in questions, each with the word of a list that it can stand for."""
        own = tuple((said, self.meanings[SYNONYM, said]) for said in self.listed.get(SYNONYM, ()))
        return (*own, *((said, word) for word, synonyms in SYNONYMS.items() for said in synonyms))


UNLISTED = Vocabularies({}, {}, {}, limits=False)
"""The vocabularies of a package without ``vocabularies.csv``."""


def read_vocabularies(rows: Iterable[Sequence[str]]) -> Vocabularies:
    """Read the vocabularies from the rows of ``vocabularies.csv``.

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


def without_default(vocabularies: Vocabularies) -> list[str]:
    """The vocabularies from which questions take a word if they name none, and which have no such word.

    Args:
        vocabularies: The vocabularies of a package.
    """
    return [name for name in _DEFAULTS if not vocabularies.default(name)]


def general_rows() -> list[list[str]]:
    """Return the rows of ``vocabularies.csv`` for a new package."""
    return [
        [name, word, "true" if _DEFAULTS.get(name) == word else "", description]
        for name, words in GENERAL.items()
        for word, description in words.items()
    ]
