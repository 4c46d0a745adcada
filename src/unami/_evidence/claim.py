"""What sources say of a field: claims, rivals, disputes, explanations."""

from typing import Any

from attrs import frozen

from unami._base.encodable import Shown
from unami._evidence.merge import Reason, agree
from unami.records._figure import Figure, edged
from unami.records.source import Rank, Source

__all__ = ["CLASSIFIED", "Claim", "Dispute", "Explanation", "Rival", "show_value", "stated"]


CLASSIFIED = "classified by the curators"
"""What is said beside a value that is no claim of its source."""


def stated(value: Any, bound: str | None) -> Any:
    """A value in the form in which values are compared: a number with its edge.

    Args:
        value: The value.
        bound: For a number that is not exact: how it is stated.
    """
    return Figure(value, bound) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def show_value(value: object, bound: str | None = None) -> str:
    """A field's value as a reader sees it.

    Args:
        value: Any value of a record's field.
        bound: For a number that is not exact: how it is stated.

    Example:
        >>> show_value(("BGR", "NLD")), show_value(True), show_value(None)
        ('BGR, NLD', 'yes', 'not stated')
    """
    if value is None or value == ():
        return "not stated"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return edged(value, bound) if bound and isinstance(value, (int, float)) else str(value)


@frozen
class Claim(Shown):
    """What one source says about one field of one record.

    Args:
        table: Table of the record.
        record: Id of the record.
        field: Name of the field.
        value: What the source says, as a value.
        source: The source.
        locator: Where in the source.
        stated_as: The words or figures in which it says so, shortened:
            those of its statement that are bound to this field, or that hold its value.
        rank: Standing among the claims.
        note: The curators' remark.
        own: Whether a user has added it to the record: see :meth:`unami.Mission.with_statements`.
        classified: Whether the value is the curators' classification of what the source says, and no words of its own.
        bound: For a number that is not exact: ``about``, ``at-least`` or ``at-most``.
        derived: Whether the curators worked it out as a sum; ``stated_as`` has the ids of its parts.

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

    def _repr_html_(self) -> str:
        from unami._output.html import claim_html

        return claim_html(self)

    def __str__(self) -> str:
        rank = "" if self.rank is Rank.NORMAL else f" ({self.rank.value})"
        rank += " (your own statement)" if self.own else ""
        rank += f" ({CLASSIFIED})" if self.classified else ""
        rank += " (worked out as a sum)" if self.derived else ""
        words = f' "{self.stated_as}"' if self.stated_as else ""
        note = f" -- {self.note}" if self.note else ""
        return f"{show_value(self.value, self.bound)}{rank}: {self.source.id}, {self.locator}{words}{note}"


@frozen
class Rival(Shown):
    """One of the values that sources give for a disputed field, with those who give it.

    Args:
        value: The value.
        claims: Who says so.
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


@frozen
class Dispute(Shown):
    """A field for which sources give values that cannot all be true.

    Args:
        table: Table of the record.
        record: Id of the record.
        field: Name of the field.
        value: The value that stands in the record.
        reason: Why that one.
        rivals: All values, the one that stands first.
        bound: For a number that is not exact: ``about``, ``at-least`` or ``at-most``.

    Example:
        >>> import unami
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

    @property
    def id(self) -> str:
        """The place of the dispute: table, record and field."""
        return f"{self.table}/{self.record}/{self.field}"

    @property
    def against(self) -> tuple[Rival, ...]:
        """The values that cannot be true if the one that stands is."""
        shown = stated(self.value, self.bound)
        return tuple(rival for rival in self.rivals if not agree(stated(rival.value, rival.bound), shown))

    @property
    def weight(self) -> int:
        """How many sources contradict the value that stands, decisions of the curators apart.

        Example:
            >>> import unami
            >>> unami.mission.disputes.sort_by("weight", reverse=True).first().id
            'appointments/ross-mountain.srsg/predecessor'
        """
        return len({source for rival in self.against for source in rival.sources if source.kind != "curation"})

    @property
    def sources(self) -> tuple[Source, ...]:
        """All sources that take part, each once."""
        return tuple(dict.fromkeys(source for rival in self.rivals for source in rival.sources))

    def _repr_html_(self) -> str:
        from unami._output.html import dispute_html

        return dispute_html(self)

    def __str__(self) -> str:
        sides = "; ".join(str(rival) for rival in self.rivals)
        return (
            f"{self.record}, {self.field}: {sides}. Shown: {show_value(self.value, self.bound)}, because {self.reason}"
        )


@frozen
class Explanation(Shown):
    """Where the value of one field comes from.

    Args:
        table: Table of the record.
        record: Id of the record.
        field: Name of the field.
        value: The value in the record.
        reason: Why this value and no other.
        claims: Everything that sources say of the field, those for the value first.
        derivation: For a value that is worked out: from what.
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
        """The sources of the value itself, each once; those who say otherwise are in ``claims``."""
        return tuple(dict.fromkeys(claim.source for claim in self.claims if claim.value == self.value))

    def _repr_html_(self) -> str:
        from unami._output.html import explanation_html

        return explanation_html(self)

    def __str__(self) -> str:
        lines = [f"{self.record}, {self.field}: {show_value(self.value, self.bound)} ({self.reason})"]
        if self.derivation:
            lines.append(f"  {self.derivation}")
        lines.extend(f"  {claim}" for claim in self.claims)
        return "\n".join(lines)
