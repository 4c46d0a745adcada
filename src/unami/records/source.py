"""Sources, and the ranks of their statements."""

from enum import Enum
from typing import Annotated, Any, ClassVar

from attrs import frozen

from unami.dates import PartialDate
from unami.records._base import Linked
from unami.records._field import Field
from unami.records._table import Table

__all__ = ["CURATION", "Rank", "Source"]

CURATION = "curation"
"""The kind of the sources whose rows are decisions of the curators."""


class Rank(Enum):
    """The rank of a statement among the statements about one thing, as in Wikidata.

    Example:
        >>> Rank("deprecated")
        <Rank.DEPRECATED: 'deprecated'>
    """

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


@frozen
class Source(Linked):
    """A document, page or data set that the record is based on.

    Example:
        >>> import unami
        >>> print(unami.mission.sources["sc-res-2110"])
        United Nations Security Council, "Security Council resolution 2110 (2013)", 24 July 2013, S/RES/2110 (2013).
    """

    __table__: ClassVar[Table] = Table(
        "sources",
        "The sources whose statements count in this view.",
        order=1000,
        stated=False,
        example={
            "id": "example-handbook",
            "title": "Handbook of the Example Mission for Atlantis (made up)",
            "publisher": "Example Press",
            "published": "2017-03",
            "kind": "academic",
            "url": "https://exma.example/handbook",
        },
        named_by=("title", "url"),
    )

    id: Annotated[str, Field("Stable identifier of the source.")]
    title: Annotated[str, Field("Title.", identity=True)]
    publisher: Annotated[str | None, Field("Who published it.")] = None
    published: Annotated[PartialDate | None, Field("When it was published.")] = None
    kind: Annotated[str, Field("Kind of source; determines its tier.", identity=True)] = ""
    tier: Annotated[int, Field("Tier in the merge: 1 is best.", identity=True, minimum=0, derived=True)] = 9
    symbol: Annotated[str | None, Field("Document symbol.")] = None
    url: Annotated[str | None, Field("Address at which it was read.")] = None
    language: Annotated[str | None, Field("ISO 639-1 code of its language; empty for English.", absent="en")] = None
    note: Annotated[str | None, Field("Note on the copy that was read.")] = None

    @property
    def period(self) -> PartialDate | None:
        """The date of publication."""
        return self.published

    def to_bibtex(self) -> str:
        """Return the source as an entry for BibTeX and BibLaTeX, in UTF-8; its key is the id.

        Example:
            >>> import unami
            >>> print(unami.mission.sources["sc-res-1500"].to_bibtex())
            @techreport{sc-res-1500,
              author = {{United Nations Security Council}},
              title = {{Security Council resolution 1500 (2003)}},
              institution = {United Nations Security Council},
              number = {S/RES/1500 (2003)},
              year = {2003},
              month = {8},
              date = {2003-08-14},
            ...
        """
        from unami._output.shown import to_bibtex

        return to_bibtex(self)

    def to_csl(self) -> dict[str, Any]:
        """Return the source as an item of CSL-JSON, which Zotero, Pandoc and citeproc read.

        Example:
            >>> import unami
            >>> unami.mission.sources["sc-res-1500"].to_csl()["issued"]
            {'date-parts': [[2003, 8, 14]]}
        """
        from unami._output.shown import to_csl

        return to_csl(self)

    def __str__(self) -> str:
        parts = [] if self.publisher is None else [self.publisher]
        parts.append(f'"{self.title}"')
        if self.published is not None:
            parts.append(self.published.words())
        if self.symbol:
            parts.append(self.symbol)
        elif self.url:
            parts.append(self.url)
        return ", ".join(parts) + "."
