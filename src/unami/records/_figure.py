"""Numbers with edges: what a source gives as a least, a greatest or a round number."""

from __future__ import annotations

from attrs import frozen

__all__ = ["EDGES", "Figure", "dollars", "edged", "grouped"]

EDGES = ("about", "at-least", "at-most")
"""How a number can be stated that is not exact."""

_WORDS = {"about": "about", "at-least": "at least", "at-most": "at most"}


_GROUPED_FROM = 10_000


def grouped(number: float) -> str:
    """Return a number in figures; five digits or more in groups, which years, resolutions and small counts are without.

    Args:
        number: The number.

    Example:
        >>> grouped(12000000), grouped(2014), grouped(58.32), grouped(58.0)
        ('12,000,000', '2014', '58.32', '58')
    """
    if isinstance(number, int) and abs(number) >= _GROUPED_FROM:
        return f"{number:,}"
    # A turnout of 58 per cent is shown as sources write it, not as 58.0.
    return str(number).removesuffix(".0")


def edged(number: float | None, edge: str | None) -> str:
    """A number as a reader sees it, with its edge.

    Args:
        number: The number, if there is one.
        edge: One of :data:`EDGES`, or nothing for an exact number.

    Example:
        >>> edged(130, "about"), edged(24, None), edged(None, None)
        ('about 130', '24', 'None')
    """
    return _with(edge, str(number) if number is None else grouped(number))


def dollars(amount: int | None, edge: str | None = None) -> str:
    """Return an amount of money as a reader sees it.

    Args:
        amount: The amount, in US dollars.
        edge: One of :data:`EDGES`, or nothing for an exact amount.

    Example:
        >>> dollars(144600000, "about"), dollars(None)
        ('about 144,600,000 US dollars', 'amount not stated')
    """
    return "amount not stated" if amount is None else _with(edge, f"{amount:,} US dollars")


def _with(edge: str | None, text: str) -> str:
    return f"{_WORDS.get(edge, edge)} {text}" if edge else text


@frozen
class Figure:
    """A number as it is stated.

    Args:
        number: The number.
        edge: One of :data:`EDGES`, or nothing if it is exact.

    Example:
        >>> Figure(130, "about").meets(Figure(134)), Figure(24, "at-least").meets(Figure(22))
        (True, False)
    """

    number: float
    edge: str | None = None

    @property
    def reach(self) -> tuple[float, float]:
        """The least and the greatest number that it can mean: a round one, all that round to it."""
        if self.edge == "at-least":
            return self.number, float("inf")
        if self.edge == "at-most":
            return float("-inf"), self.number
        if self.edge == "about":
            half = _last_digit(self.number) / 2
            return self.number - half, self.number + half
        return self.number, self.number

    def meets(self, other: Figure) -> bool:
        """Whether both can be true of one thing.

        Args:
            other: Another number for it.
        """
        (low, high), (other_low, other_high) = self.reach, other.reach
        return low <= other_high and other_low <= high

    def __str__(self) -> str:
        return edged(self.number, self.edge)


def _last_digit(number: float) -> float:
    """What one more in the last digit that is not zero adds: 10 for 130, 0.1 for 58.3."""
    digits = f"{number:f}".rstrip("0")
    whole, _, part = digits.partition(".")
    if part:
        return 10.0 ** -len(part)
    whole = whole.removeprefix("-")
    return 10.0 ** (len(whole) - len(whole.rstrip("0"))) if whole.strip("0") else 1.0
