"""Words for people from a country that do not begin like its name: Dutch of the Netherlands."""

from __future__ import annotations

__all__ = ["words_for_people"]

_PEOPLES = {
    "AE": "Emirati",
    "AF": "Afghan",
    "CH": "Swiss, Suisse, Schweizer",
    "CI": "Ivorian, Ivoirien",
    "CZ": "Czech, Tchèque, Tscheche",
    "DE": "Allemand, Deutsche",
    "DK": "Danish, Dane, Danois, Däne",
    "ES": "Spanish, Spaniard, Español, Espagnol",
    "FI": "Finn, Finlandais",
    "FR": "French, Français",
    "GB": "British, Briton, Britannique, Brite",
    "GR": "Greek, Grec, Grieche",
    "IE": "Irish, Irlandais",
    "NL": "Dutch, Néerlandais, Hollandais, Niederländer, Niederländisch, Nederlands",
    "NO": "Norwegian, Norvégien",
    "NZ": "New Zealander, Kiwi, Néo-Zélandais, Neuseeländer, Neuseeländisch",
    "PH": "Filipino",
    "PL": "Polish, Pole, Polonais",
    "SK": "Slovak",
    "TR": "Turkish",
    "US": "American, Américain, Amerikaner, Amerikanisch, Amerikansk",
}
"""By the two letters of ISO 3166-1."""


def words_for_people(alpha_2: str | None) -> tuple[str, ...]:
    """The words for people from a country.

    Args:
        alpha_2: The two letters of the country in ISO 3166-1.

    Example:
        >>> words_for_people("GR")
        ('Greek', 'Grec', 'Grieche')
    """
    return tuple(_PEOPLES[alpha_2].split(", ")) if alpha_2 in _PEOPLES else ()
