"""What sources state about a field: claims, rivals, disputes, explanations."""

from typing import Any

import attrs
from attrs import frozen

from unami._base.encodable import Answer, AsText, Shown
from unami._evidence.merge import Reason, agree
from unami.records._cell import show_value
from unami.records._figure import Figure
from unami.records.source import CURATION, Rank, Source

__all__ = ["CLASSIFIED", "Claim", "Dispute", "Explanation", "Rival", "stated"]


CLASSIFIED = "classified by the curators"
"""Shown beside a value that is no claim of its source."""


def stated(value: Any, bound: str | None) -> Any:
    """Return a value in the form in which values are compared: a number with its edge.

    Args:
        value: The value.
        bound: For a number that is not exact: how it is stated.
    """
    return Figure(value, bound) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


@frozen(repr=False)
class Claim(Answer):
    """What one source states about one field of one record.

    Args:
        table: Table of the record.
        record: Id of the record.
        field: Name of the field.
        value: The value that the source states.
        source: The source.
        locator: The place in the source.
        stated_as: The words or figures of the source, shortened: those of its statement that are bound to this
            field, or that contain its value.
        rank: Rank among the claims.
        note: The curators' note.
        own: True if a user added it to the record: see :meth:`unami.Mission.with_statements`.
        classified: True if the value is the curators' classification of the source, and not its own words.
        bound: For a number that is not exact: ``about``, ``at-least`` or ``at-most``.
        derived: True if the curators worked it out as a sum; ``stated_as`` has its terms.

    Example:
        >>> import unami
        >>> claim = unami.mission.explain(unami.mission.resolutions["2110"], "mandate_until").claims[0]
        >>> claim.source.id, str(claim.value)
        ('sc-res-2110', '2014-07-31')
    """

    table: str
    record: str
    field: str
    value: Any
    source: Source
    locator: str
    stated_as: str
    rank: Rank
    note: str
    own: bool = False
    classified: bool = False
    bound: str | None = None
    derived: bool = False

    def __str__(self) -> str:
        rank = "" if self.rank is Rank.NORMAL else f" ({self.rank.value})"
        rank += " (your own statement)" if self.own else ""
        rank += f" ({CLASSIFIED})" if self.classified else ""
        rank += " (worked out as a sum)" if self.derived else ""
        words = f' "{self.stated_as}"' if self.stated_as else ""
        note = f" -- {self.note}" if self.note else ""
        return f"{show_value(self.value, self.bound)}{rank}: {self.source.id}, {self.locator}{words}{note}"


@frozen(repr=False)
class Rival(Answer):
    """One of the values that sources give for a disputed field, with the sources that give it.

    Args:
        value: The value.
        claims: The claims for this value.
        bound: For a number that is not exact: ``about``, ``at-least`` or ``at-most``.
    """

    value: Any
    claims: tuple[Claim, ...]
    bound: str | None = None

    @property
    def id(self) -> str:
        """The value as text."""
        return show_value(self.value, self.bound)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that give this value, each once."""
        return tuple(dict.fromkeys(claim.source for claim in self.claims))

    def __str__(self) -> str:
        own = {claim.source.id for claim in self.claims if claim.own}
        names = (f"{source.id} (your own)" if source.id in own else source.id for source in self.sources)
        classified = f" ({CLASSIFIED})" if any(claim.classified for claim in self.claims) else ""
        return f"{show_value(self.value, self.bound)}{classified} [{', '.join(names)}]"


def _weigh(dispute: "Dispute") -> int:
    against = (source for rival in dispute.against for source in rival.sources)
    return len({source for source in against if source.kind != CURATION})


@frozen(repr=False)
class Dispute(Answer):
    """A field for which sources give incompatible values.

    Args:
        table: Table of the record.
        record: Id of the record.
        field: Name of the field.
        value: The value in the record.
        reason: Why this value was chosen.
        rivals: All values; the chosen one comes first.
        bound: For a number that is not exact: ``about``, ``at-least`` or ``at-most``.

    ``weight`` is worked out: the number of sources that contradict the chosen value, not counting
    decisions of the curators.

    Example:
        >>> import unami
        >>> unami.mission.disputes.sort_by("weight", reverse=True).first().id
        'transition/closure-letter/date'
        >>> dispute = unami.mission.disputes.where(record="national-elections-assisted").one()
        >>> [rival.value for rival in dispute.rivals]
        [6, 7]
    """

    table: str
    record: str
    field: str
    value: Any
    reason: Reason
    rivals: tuple[Rival, ...]
    bound: str | None = None
    weight: int = attrs.field(init=False, eq=False, repr=False, default=attrs.Factory(_weigh, takes_self=True))

    @property
    def id(self) -> str:
        """The field in dispute: table, record and field."""
        return f"{self.table}/{self.record}/{self.field}"

    @property
    def against(self) -> tuple[Rival, ...]:
        """The values that are incompatible with the chosen one."""
        shown = stated(self.value, self.bound)
        return tuple(rival for rival in self.rivals if not agree(stated(rival.value, rival.bound), shown))

    @property
    def sources(self) -> tuple[Source, ...]:
        """All sources involved, each once."""
        return tuple(dict.fromkeys(source for rival in self.rivals for source in rival.sources))

    def __str__(self) -> str:
        sides = "; ".join(str(rival) for rival in self.rivals)
        return (
            f"{self.record}, {self.field}: {sides}. Shown: {show_value(self.value, self.bound)}, because {self.reason}"
        )


@frozen(repr=False)
class Explanation(AsText, Shown):
    """Where the value of a field comes from.

    Args:
        table: Table of the record.
        record: Id of the record.
        field: Name of the field.
        value: The value in the record.
        reason: Why this value was chosen.
        claims: All claims about the field; those for the chosen value come first.
        derivation: For a derived value: what it is derived from.
        bound: For a number that is not exact: ``about``, ``at-least`` or ``at-most``.

    Example:
        >>> import unami
        >>> qazi = unami.mission.appointments["ashraf-jehangir-qazi.srsg"]
        >>> unami.mission.explain(qazi, "announced").reason
        <Reason.TIER: 'the better kind of source says so'>
    """

    table: str
    record: str
    field: str
    value: Any
    reason: Reason
    claims: tuple[Claim, ...]
    derivation: str | None = None
    bound: str | None = None

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the value itself, each once; sources that contradict it are in ``claims``."""
        return tuple(dict.fromkeys(claim.source for claim in self.claims if claim.value == self.value))

    def __str__(self) -> str:
        lines = [f"{self.record}, {self.field}: {show_value(self.value, self.bound)} ({self.reason})"]
        if self.derivation:
            lines.append(f"  {self.derivation}")
        lines.extend(f"  {claim}" for claim in self.claims)
        return "\n".join(lines)
