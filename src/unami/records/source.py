"""Sources, and how a statement of theirs can stand."""

from enum import Enum
from typing import Any

from attrs import frozen

from unami._base.encodable import Shown
from unami.dates import PartialDate

__all__ = ["Rank", "Source"]


class Rank(Enum):
    """How a statement stands among the statements on one thing, as in Wikidata.

    Example:
        >>> Rank("deprecated")
        <Rank.DEPRECATED: 'deprecated'>
    """

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


@frozen
class Source(Shown):
    """A document, page or data set that the record rests on.

    Args:
        id: Stable identifier.
        title: Title.
        publisher: Who published it.
        published: When, as far as known.
        kind: Sort of source, such as ``"un-document"`` or ``"news"``.
        tier: Standing of that kind in the merge, 1 for UN documents; 0 for curators' decisions.
        symbol: Document symbol.
        url: Address where it was read.
        language: ISO 639-1 code, empty for English.
        note: Remark on the copy that was read.

    Example:
        >>> import unami
        >>> print(unami.mission.sources["sc-res-2110"])
        United Nations Security Council, "Security Council resolution 2110 (2013)", 24 July 2013, S/RES/2110 (2013).
    """

    id: str
    title: str
    publisher: str | None = None
    published: PartialDate | None = None
    kind: str = ""
    tier: int = 9
    symbol: str | None = None
    url: str | None = None
    language: str | None = None
    note: str | None = None

    @property
    def period(self) -> PartialDate | None:
        """When the source was published: the date by which sources are found in time."""
        return self.published

    def _repr_html_(self) -> str:
        from unami._output.html import source_html

        return source_html(self)

    def to_bibtex(self) -> str:
        """The source as an entry for BibTeX and BibLaTeX, in UTF-8; its key is the id.

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
        from unami._output.cite import source_to_bibtex

        return source_to_bibtex(self)

    def to_csl(self) -> dict[str, Any]:
        """The source as an item of CSL-JSON, which Zotero, Pandoc and citeproc read.

        Example:
            >>> import unami
            >>> unami.mission.sources["sc-res-1500"].to_csl()["issued"]
            {'date-parts': [[2003, 8, 14]]}
        """
        from unami._output.cite import source_to_csl

        return source_to_csl(self)

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
