"""The class Mission: all questions, topic by topic.

The mission that ships with the library is :data:`PACKAGED`, which users know as ``unami.mission``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unami._base.names import find
from unami._mission.core import View
from unami._mission.council import Council
from unami._mission.deployment import Deployment
from unami._mission.events import Events
from unami._mission.evidence import EvidenceQuestions
from unami._mission.humanitarian import Humanitarian
from unami._mission.leadership import Leadership
from unami._mission.mandates import Mandates
from unami._mission.staff import Staff
from unami._mission.when import time_of
from unami._package.read import Dataset
from unami._package.store import PackagedFiles
from unami.dates import bounds_of
from unami.errors import UnknownName, UnknownSource

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

    from unami._mission.coverage import Coverage
    from unami._mission.dictionary import DictionaryEntry
    from unami._mission.panel import Frequency
    from unami._mission.panel_row import PanelRow
    from unami._mission.search import Hit
    from unami._mission.snapshot import Snapshot
    from unami._mission.when import Dated
    from unami._output.annotate import FrameT
    from unami._output.charts import Charts
    from unami._output.cite import Citation
    from unami._package.changelog import Change
    from unami._package.store import Files
    from unami.dates import When
    from unami.records._sequence import Records
    from unami.records.source import Source


__all__ = ["PACKAGED", "Mission"]

_OWN_LABEL = "with statements of your own"


class Mission(Leadership, Mandates, Deployment, Staff, Humanitarian, Council, Events, EvidenceQuestions):
    """A mission: its tables, and every question that can be asked about it.

    A mission is immutable. What it has read stays in memory and is shared by all threads.
    :meth:`according_to` and :meth:`known_at` give other missions that see only part of the statements,
    :meth:`with_statements` one with more.

    Args:
        dataset: Where the statements are.
        view: Which of them count.

    Example:
        >>> import unami
        >>> unami.mission.leaders_at("2014-06-10").one().name
        'Nickolay Mladenov'
    """

    __slots__ = ()

    # Views: part of the statements

    def according_to(self, source: str | Source, /, *more: str | Source) -> Mission:
        """The record as one source, or a few, tell it.

        Args:
            source: Id of a source, or a source.
            more: Further sources, whose statements are merged with those of the first.

        Raises:
            UnknownSource: There is no such source; the nearest ids are in the error.

        Example:
            >>> import unami
            >>> wikipedia = unami.mission.according_to("seed-wikipedia-2026")
            >>> wikipedia.tallies["national-elections-assisted"].count
            6
        """
        from unami.records.source import Source

        known = {known.id: known.id for known in self.sources}
        wanted = frozenset(
            find(given.id if isinstance(given, Source) else given, known, UnknownSource, "source")
            for given in (source, *more)
        )
        return Mission(self.dataset, View(f"according to {', '.join(sorted(wanted))}", wanted))

    def known_at(self, when: When | Dated) -> Mission:
        """The record as it could be known at a date, from what had been published by then.

        Sources without a date of publication, and the decisions of the curators, do not count: what they
        say cannot be shown to have been known.

        Args:
            when: As in :meth:`leaders_at`; of a month or year, its last day.

        Example:
            >>> import unami
            >>> unami.mission.known_at("2012").head_at("2012-03-01").until is None
            True
        """
        asked = time_of(when)
        last = bounds_of(asked)[1]
        published = frozenset(s.id for s in self.sources if s.published is not None and s.published.latest <= last)
        return Mission(self.dataset, View(f"known at {asked}", published))

    def with_statements(
        self, table: str, rows: Iterable[Mapping[str, object]], *, source: str | Source | Mapping[str, object]
    ) -> Mission:
        """The record with statements of your own, merged by the same rule; this one stays as it is.

        The claims that come of them have ``own`` set, and say so wherever they are shown. Their weight is that of
        the kind of their source. A source for which you give no kind is of the kind ``own``, the last of all: what
        it says fills gaps, makes dates that agree more precise, and shows as a dispute where it contradicts. If
        your source is an official record, say ``kind="un-document"``; if you decide against the others, say
        ``rank="preferred"`` and give the reason in ``note``.

        In a view, the source joins the sources of the view.

        Args:
            table: Name of a table, such as ``appointments``.
            rows: The statements: mappings of column names to text, numbers, dates or lists. Each needs an ``id``;
                ``locator``, ``stated_as``, ``rank`` and ``note`` may be left out, as may the columns that tell
                which thing is meant if it is in the record already. What is ``None`` or NaN is not stated.
            source: Who says so: id of a source of the record, a :class:`Source`, or a mapping with at least an
                ``id`` and a ``title``.

        Raises:
            UnknownTable: There is no such table.
            UnknownSource: There is no source of that id.
            DatasetError: With every problem of the rows, counted from 1, and of the source; nothing is then added.

        Example:
            >>> import unami
            >>> notes = {"id": "my-notes", "title": "Notes from the archive", "published": "2026-01"}
            >>> row = {"id": "jan-kubis.srsg", "took_office": "2015-03-11", "locator": "box 3"}
            >>> mine = unami.mission.with_statements("appointments", [row], source=notes)
            >>> print(mine.explain(mine.appointments["jan-kubis.srsg"], "took_office").claims[-1])
            2015-03-11 (your own statement): my-notes, box 3
            >>> mine.version
            '2026.11.26+own'
        """
        from unami._package.own import add_statements

        made = add_statements(self.dataset, table, rows, source)
        if made is None:
            return self
        dataset, name = made
        label = f"{self.view.label.removesuffix(_OWN_LABEL)} {_OWN_LABEL}".strip()
        allowed = None if self.view.sources is None else self.view.sources | {name}
        return Mission(dataset, View(label, allowed))

    def compare(self, other: Mission) -> Records[Change]:
        """What is different in another record of the mission: a view, a version, or one with statements of your own.

        Args:
            other: The other record. What it has beside this one is ``added``, what it lacks ``removed``.

        Raises:
            UnknownName: It is not a mission.

        Returns:
            One change for each field of a record that both have, and one for each record that only one has; the
            sources come last.

        Example:
            >>> import unami
            >>> wikipedia = unami.mission.according_to("seed-wikipedia-2026")
            >>> changes = wikipedia.compare(unami.mission).where(table="missions", kind="changed")
            >>> [change.field for change in changes]
            ['other_names', 'kind', 'leader_title', 'summary']
        """
        from unami._mission.compare import compare

        if not isinstance(other, Mission):
            raise UnknownName("mission", other, problem="expected another unami.Mission")
        return compare(self, other)

    def changes(self, since: str | None = None) -> Records[Change]:
        """What changed in the data after a version, by the changelog of the package.

        Args:
            since: A version of the data, such as ``"2026.11.26"``; everything that the changelog tells if left out.

        Raises:
            UnknownName: There was no such version, as far as the changelog goes; those it knows are in the error.
            DatasetError: The changelog does not reach the version of the data.

        Example:
            >>> import unami
            >>> unami.mission.changes(since="2026.11.26")
            0 changes
        """
        from unami._package.changelog import Change, changes_since

        return self._answered(changes_since(self.dataset, since), "changes", Change)

    # The data set as a whole

    def at(self, when: When | Dated) -> Snapshot:
        """The state of the mission at a date.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> unami.mission.at("2014-06-10").heads.one().name
            'Nickolay Mladenov'
        """
        from unami._mission.snapshot import take_snapshot

        return take_snapshot(self, time_of(when))

    def panel(self, freq: Frequency = "D") -> Records[PanelRow]:
        """The mission as one tidy row for each day, month or year.

        The rows run from 1 January of the year in which the mission began to 31 December of the year after its end;
        :class:`~unami.PanelRow` has the columns. What is unknown is ``None``. The row of a month or year says who or
        what held at some time in it, as the questions do when they are asked about a month or year.

        Args:
            freq: ``"D"`` for days, ``"M"`` for months, ``"Y"`` for years.

        Raises:
            UnknownName: There is no such row length.

        Example:
            >>> import unami
            >>> years = unami.mission.panel("Y")
            >>> years["2011"].heads, years["2011"].head
            ('Ad Melkert; Martin Kobler', None)
        """
        from unami._mission.panel import take_panel

        return take_panel(self, freq)

    def annotate(
        self,
        frame: FrameT,
        on: str,
        add: str | Iterable[str] = ("head", "mandate", "phase"),
        *,
        prefix: str = "",
        suffix: str = "",
    ) -> FrameT:
        """A data frame of dated rows with columns about the mission added; see :func:`unami.annotate`.

        Args:
            frame: The frame; it is not changed.
            on: Name of its column of dates.
            add: Topics and columns of the panel.
            prefix: What to write before the names of the added columns.
            suffix: What to write after them.

        Raises:
            NotAFrame: The frame is of no kind that can be annotated.
            UnknownName: The frame has no such column, or the panel none of these.
            ColumnInTheWay: The frame already has a column of a name that would be added.
            InvalidDate: The column holds no dates.

        Example:
            >>> import pandas, unami
            >>> rows = pandas.DataFrame({"day": pandas.to_datetime(["2014-06-10", "2003-08-19"])})
            >>> early = unami.mission.known_at("2004")
            >>> early.annotate(rows, "day", "mandate")["mandate_symbol"].tolist()
            [nan, 'S/RES/1500 (2003)']
        """
        from unami._output.annotate import annotate

        return annotate(frame, on, add, prefix=prefix, suffix=suffix, mission=self)

    def search(self, text: str) -> Records[Hit]:
        """Records in which all words of a text occur, the best first.

        Accents, case and punctuation do not matter, nor do the usual differences of transliteration.

        Args:
            text: One or more words, in any script.

        Raises:
            InvalidValue: It is not text, is longer than 4,000 characters, or has more than 32 different words.

        Example:
            >>> import unami
            >>> unami.mission.search("gisladottir").first().record.id
            'ingibjorg-solrun-gisladottir'
        """
        from unami._mission.search import search

        return search(self, text)

    @property
    def chart(self) -> Charts:
        """Charts of this record or view, as Altair charts; see :class:`unami.charts.Charts`.

        Example:
            >>> import unami
            >>> timeline = unami.mission.known_at("2012").chart.timeline()
            >>> timeline.to_dict()["title"]["subtitle"][0]
            'The record known at 2012.'
        """
        from unami._output.charts import Charts

        return Charts(self)

    def coverage(self, by: str = "table") -> Records[Coverage]:
        """What the record covers and what it lacks, counted.

        Args:
            by: ``"table"``; ``"year"`` or ``"field"`` of each table; ``"series"``: the monthly figures; or ``"kind"``,
                ``"language"`` or ``"publisher"`` of the sources.

        Raises:
            UnknownName: It cannot be counted by that.

        Example:
            >>> import unami
            >>> series = unami.mission.coverage("series").where(table="strength").one()
            >>> str(series.first), str(series.last), [str(gap) for gap in series.gaps]
            ('2006-01', '2017-03', ['2016-11'])
        """
        from unami._mission.coverage import coverage

        return coverage(self, by)

    @property
    def dictionary(self) -> Records[DictionaryEntry]:
        """The data dictionary: what each field of each table means, table by table.

        Example:
            >>> import unami
            >>> entry = unami.mission.dictionary["resolutions/adopted"]
            >>> entry.type, entry.description
            ('date', 'Day of adoption.')
        """
        from unami._mission.dictionary import DictionaryEntry, entries
        from unami.records._sequence import Records

        return Records(entries(self.dataset), "entries", DictionaryEntry)

    def cite(self) -> Citation:
        """The data set as something to cite: title, version, view and checksum.

        Example:
            >>> import unami
            >>> print(unami.mission.cite())
            The unami contributors, "The record of the United Nations Assistance Mission for Iraq, 2003 to 2025", ...
        """
        from unami._output.cite import cite_mission

        return cite_mission(self)

    def export(self, format_name: str, dest: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the record to a file or folder in the format of another program, whole or not at all.

        A view writes what it sees.

        Args:
            format_name: Such as ``"sqlite"``: a key of :data:`unami.export.FORMATS`.
            dest: The file or folder to make. The folder around it must be there.
            overwrite: Whether it may be replaced if it is there; a folder only if an export wrote all that is in it.

        Raises:
            UnknownName: There is no such format; the nearest ones are in the error.
            FileInTheWay: There is something of that name that may not be replaced.
            MissingExtra: The format needs a package that is not installed.

        Example:
            >>> import os
            >>> import tempfile
            >>> import unami
            >>> with tempfile.TemporaryDirectory() as folder:
            ...     unami.mission.export("icalendar", os.path.join(folder, "unami.ics"))
            ...     os.listdir(folder)
            ['unami.ics']
        """
        from unami._output.export import write

        write(self, format_name, dest, overwrite=overwrite)

    def _repr_html_(self) -> str:
        from unami._output.html import mission_html

        return mission_html(self)

    def __copy__(self) -> Mission:
        return self

    def __deepcopy__(self, memo: object) -> Mission:
        return self

    def __reduce__(self) -> tuple[object, ...]:
        # Caches are not pickled: the receiver reads the files again.
        return _again, (self.dataset.files, self.view)

    def __repr__(self) -> str:
        missions = self._table("missions")
        name = (missions[0].abbreviation or missions[0].name) if missions else "Mission"
        label = f" {self.view.label}" if self.view.label else ""
        return f"<{name}{label}, data {self.version}>"


def _again(files: Files, view: View) -> Mission:
    """The mission with these files and view; the packaged one is the same everywhere in a process."""
    dataset = PACKAGED.dataset if isinstance(files, PackagedFiles) else Dataset(files)
    return PACKAGED if dataset is PACKAGED.dataset and view == View() else Mission(dataset, view)


PACKAGED = Mission(Dataset(PackagedFiles()))
"""The record that ships with the library; nothing is read before the first question."""
