"""Citations of the data set and of the sources of an answer, as text, BibTeX or CSL-JSON."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami._base.encodable import AsText
from unami._base.text import is_web_address, visible, xml_text
from unami.dates import PartialDate
from unami.errors import NotSourced
from unami.records.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unami._mission.mission import Mission
    from unami.records._sequence import Records

__all__ = ["Bibliography", "Citation", "cite_mission", "cite_records", "source_to_bibtex", "source_to_csl"]

_LATEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{sign: f"\\{sign}" for sign in "$&#_%"},
}
"""Special characters of LaTeX. BibTeX counts braces even after a backslash, so these are written as commands."""

_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9.]+")
"""Characters that are not allowed in keys; letters, digits, full stops and hyphens have no meaning to BibTeX."""
_LONGEST_KEY = 40
"""Maximum length of the version or view in a bibliography key."""
_DIGEST = 8
"""Length of the digest in a bibliography key."""

_IN_URLS = {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"}

_BIBTEX_TYPES = {"un-document": "techreport", "academic": "article"}
"""The entry type of each kind of source; others are ``misc``."""

_CSL_TYPES = {
    "academic": "article-journal",
    "blog": "post-weblog",
    "dataset": "dataset",
    "encyclopedia": "entry-encyclopedia",
    "government": "report",
    "news": "article-newspaper",
    "un-document": "report",
}
"""The CSL type of each kind of source; others are ``webpage``."""


def _plain(text: str) -> str:
    """A text on one line, without control characters and characters that no file can contain."""
    shown = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text)
    return " ".join(xml_text(visible(shown)).split())


def _latex(text: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in _plain(text))


def _key(text: str) -> str:
    """A text as part of a key."""
    return _NOT_IN_KEYS.sub("-", text.lower())[:_LONGEST_KEY].strip("-")


def _url(text: str | None) -> str | None:
    """A web address that can be offered as a link; anything else is left out."""
    if text is None or not is_web_address(_plain(text).replace(" ", "")):
        return None
    return "".join(_IN_URLS.get(sign, sign) for sign in _plain(text))


def _entry(kind: str, key: str, fields: Iterable[tuple[str, str | None]]) -> str:
    lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def _dated(date: PartialDate | None) -> list[tuple[str, str | None]]:
    """The date for BibTeX, as year and month, and for BibLaTeX, as EDTF."""
    if date is None:
        return []
    return [
        ("year", str(date.year)),
        ("month", None if date.month is None else str(date.month)),
        ("date", str(date)),
    ]


def _csl_date(date: PartialDate) -> dict[str, Any]:
    parts = [part for part in (date.year, date.month, date.day) if part is not None]
    issued: dict[str, Any] = {"date-parts": [parts]}
    if date.qualified:
        issued["circa"] = True
    return issued


def _without_gaps(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if value not in (None, "", [])}


def source_to_bibtex(source: Source) -> str:
    """Return a source as a BibTeX entry; see :meth:`unami.Source.to_bibtex`.

    Args:
        source: The source.
    """
    kind = _BIBTEX_TYPES.get(source.kind, "misc")
    publisher = {"techreport": "institution", "article": "journal"}.get(kind, "howpublished")
    name = None if source.publisher is None else _latex(source.publisher)
    return _entry(
        kind,
        _NOT_IN_KEYS.sub("-", source.id),
        [
            ("author", name and f"{{{name}}}"),
            ("title", f"{{{_latex(source.title)}}}"),
            (publisher, name),
            ("number", source.symbol and _latex(source.symbol)),
            *_dated(source.published),
            ("url", _url(source.url or source.link)),
            ("language", source.language and _latex(source.language)),
            ("note", source.note and _latex(source.note)),
        ],
    )


def source_to_csl(source: Source) -> dict[str, Any]:
    """Return a source as a CSL-JSON item; see :meth:`unami.Source.to_csl`.

    Args:
        source: The source.
    """
    return _without_gaps(
        {
            "id": _NOT_IN_KEYS.sub("-", source.id),
            "type": _CSL_TYPES.get(source.kind, "webpage"),
            "title": _plain(source.title),
            "author": [{"literal": _plain(source.publisher)}] if source.publisher else [],
            "publisher": source.publisher and _plain(source.publisher),
            "issued": source.published and _csl_date(source.published),
            "number": source.symbol and _plain(source.symbol),
            "URL": _url(source.url or source.link),
            "language": source.language and _plain(source.language),
            "note": source.note and _plain(source.note),
        }
    )


@frozen(kw_only=True, repr=False)
class Citation(AsText):
    """A citation of the data set that identifies the exact data.

    Args:
        title: Title of the data set.
        authors: Authors of the data set.
        version: Version of the data.
        released: Date of that version, if the version is a date.
        checksum: SHA-256 over the files.
        view: Which statements were selected, if not all.
        license: Short name of the licence.
        url: Web page of the data set.
        key: Its key in a bibliography; see :attr:`id`.

    Example:
        >>> import unami
        >>> print(unami.mission.according_to("seed-dpa-2016").cite().view)
        according to seed-dpa-2016
    """

    title: str
    authors: tuple[str, ...]
    version: str
    released: PartialDate | None
    checksum: str
    view: str | None = None
    license: str | None = None
    url: str | None = None
    key: str | None = None

    @property
    def id(self) -> str:
        """A bibliography key, different for each version, view and set of own statements.

        Example:
            >>> import unami
            >>> print(unami.mission.known_at("2014").cite().id)
            unami-data-2026.11.26-known-at-2014-...
        """
        return self.key or f"unami-data-{_key(self.version)}"

    @property
    def _version(self) -> str:
        view = f", {self.view}" if self.view else ""
        return f"{self.version}{view}"

    def __str__(self) -> str:
        parts = [*self.authors, f'"{self.title}"', f"data version {self._version}", f"SHA-256 {self.checksum}"]
        parts += [part for part in (self.license, self.url) if part]
        return ", ".join(parts) + "."

    def to_bibtex(self) -> str:
        """Return the citation as an entry for BibTeX and BibLaTeX.

        Example:
            >>> import unami
            >>> print(unami.mission.cite().to_bibtex().splitlines()[0])
            @misc{unami-data-2026.11.26,
        """
        return _entry(
            "misc",
            self.id,
            [
                ("author", " and ".join(f"{{{_latex(author)}}}" for author in self.authors)),
                ("title", f"{{{_latex(self.title)}}}"),
                *_dated(self.released),
                ("version", _latex(self._version)),
                ("howpublished", "Data set"),
                ("url", _url(self.url)),
                ("note", _latex(f"SHA-256 {self.checksum}")),
            ],
        )

    def to_csl(self) -> dict[str, Any]:
        """Return the citation as a CSL-JSON item.

        Example:
            >>> import unami
            >>> unami.mission.cite().to_csl()["type"]
            'dataset'
        """
        return _without_gaps(
            {
                "id": self.id,
                "type": "dataset",
                "title": _plain(self.title),
                "author": [{"literal": _plain(author)} for author in self.authors],
                "issued": self.released and _csl_date(self.released),
                "version": _plain(self._version),
                "URL": _url(self.url),
                "note": f"SHA-256 {self.checksum}",
            }
        )


@frozen(repr=False)
class Bibliography(AsText):
    """The data set and the sources of some records, each once: references for a table or a figure.

    Args:
        data: The data set.
        sources: The sources, in footnote order; decisions of the curators are part of the data set.

    Example:
        >>> import unami
        >>> used = unami.mission.resolutions.where(number=1500).cite()
        >>> "sc-res-1500" in [source.id for source in used]
        True
    """

    data: Citation
    sources: tuple[Source, ...]

    def __iter__(self) -> Iterator[Source]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)

    def __str__(self) -> str:
        return "\n".join(str(entry) for entry in (self.data, *self.sources))

    def to_bibtex(self) -> str:
        """Return all entries, the data set first, for a ``.bib`` file in UTF-8.

        Example:
            >>> import unami
            >>> unami.mission.resolutions.where(number=1500).cite().to_bibtex().count("@") > 1
            True
        """
        return "\n\n".join([self.data.to_bibtex(), *(source.to_bibtex() for source in self.sources)]) + "\n"

    def to_csl(self) -> list[dict[str, Any]]:
        """Return all entries, the data set first, as CSL-JSON, which Zotero and Pandoc read.

        Example:
            >>> import unami
            >>> unami.mission.resolutions.where(number=1500).cite().to_csl()[0]["type"]
            'dataset'
        """
        return [self.data.to_csl(), *(source.to_csl() for source in self.sources)]


def cite_mission(mission: Mission) -> Citation:
    """Return the citation of a mission's data; see :meth:`unami.Mission.cite`.

    Args:
        mission: The mission.
    """
    about = mission.dataset.descriptor
    version = mission.version
    try:
        released = PartialDate.parse(version.replace(".", "-"))
    except ValueError:
        released = None
    people = [str(person["title"]) for person in about.get("contributors", ()) if person.get("title")]
    licences = [str(licence["name"]) for licence in about.get("licenses", ()) if licence.get("name")]
    view = "; ".join(label for label in (about.get("view"), mission.view.label) if label)
    return Citation(
        title=str(about["title"]),
        authors=tuple(people),
        version=version,
        released=released,
        checksum=mission.dataset.checksum,
        view=view or None,
        license=", ".join(licences) or None,
        url=about.get("homepage"),
        key=_key_of(mission, str(about.get("name", "")), view),
    )


def _key_of(mission: Mission, name: str, view: str) -> str:
    """The key of a mission's data, different for each package, version, view and set of own statements."""
    words = (name, "data", mission.version, view)
    parts = [part for part in map(_key, words) if part]
    if view or (_key(name), _key(mission.version)) != (name, mission.version):
        # The words are for readers; the digest distinguishes cases that the words cannot, such as two sets of own
        # statements.
        whose = (*words, mission.dataset.checksum, *sorted(mission.view.sources or ()))
        parts.append(sha256("\n".join(whose).encode("utf-8", "backslashreplace")).hexdigest()[:_DIGEST])
    return "-".join(parts)


def cite_records(records: Records[Any]) -> Bibliography:
    """Return the bibliography of some records; see :meth:`unami.Records.cite`.

    Args:
        records: The records.

    Raises:
        NotSourced: They do not come from a mission.
    """
    if records.mission is None:
        raise NotSourced(records.kind)
    found = {source for record in records for source in records.mission.sources_of(record) if source.tier}
    return Bibliography(records.mission.cite(), tuple(sorted(found, key=lambda source: (str(source), source.id))))
