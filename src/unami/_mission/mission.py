"""The class Mission: all questions, topic by topic.

The mission that ships with the library is :data:`PACKAGED`, which users know as ``unami.mission``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from unami._base.encodable import InNotebooks
from unami._mission.core import View
from unami._mission.council import Council
from unami._mission.deployment import Deployment
from unami._mission.events import Events
from unami._mission.evidence import EvidenceQuestions
from unami._mission.humanitarian import Humanitarian
from unami._mission.identifiers import Identifiers
from unami._mission.leadership import Leadership
from unami._mission.mandates import Mandates
from unami._mission.staff import Staff
from unami._package.read import Dataset
from unami._package.store import PackagedFiles
from unami.dates import bounds_of, read_when
from unami.errors import UnknownSource

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

    from unami._mission.coverage import Coverage
    from unami._mission.dictionary import DictionaryEntry
    from unami._mission.panel import Frequency
    from unami._mission.panel_row import PanelRow
    from unami._mission.search import Hit
    from unami._mission.snapshot import Snapshot
    from unami._output.shown import Charts, Citation, FrameT
    from unami._package.changelog import Change
    from unami._package.store import Files
    from unami.dates import When
    from unami.records._sequence import Records
    from unami.records.source import Source


__all__ = ["PACKAGED", "Mission"]

_OWN_LABEL = "with statements of your own"


class Mission(
    InNotebooks, Leadership, Mandates, Deployment, Staff, Humanitarian, Council, Events, Identifiers, EvidenceQuestions
):
    """A mission: its tables, and all questions that can be asked about it.

    A mission is immutable. Data that has been read stays in memory and is shared by all threads. :meth:`according_to`
    and :meth:`known_at` return missions with only some of the statements, :meth:`with_statements` one with additional
    ones.

    Args:
        dataset: The data set with the statements.
        view: Selects the statements that count.

    Example:
        >>> import unami
        >>> unami.mission.leaders_at("2014-06-10").one().name
        'Nickolay Mladenov'
    """

    __slots__ = ()

    # Views: some of the statements

    def according_to(
        self, source: str | Source | Iterable[str | Source], /, *more: str | Source | Iterable[str | Source]
    ) -> Mission:
        """Return the record according to one source, or a few.

        Args:
            source: Id of a source, or a source; or a list of several.
            more: Further sources, whose statements are merged with those of the first.

        Raises:
            UnknownSource: There is no such source; the error lists the nearest ids.

        Example:
            >>> import unami
            >>> wikipedia = unami.mission.according_to("seed-wikipedia-2026")
            >>> wikipedia.tallies["national-elections-assisted"].count
            6
        """
        from unami.records._sequence import Records

        several = (list, tuple, set, frozenset, Records)
        each = [one for given in (source, *more) for one in (given if isinstance(given, several) else (given,))]
        if not each:
            raise UnknownSource("source", source, problem="expected at least one source")
        wanted = frozenset(self._source_of_view(given) for given in each)
        view = View(f"according to {', '.join(sorted(wanted))}", wanted)
        return self._views.get(view, lambda: Mission(self.dataset, view))

    def _source_of_view(self, source: object) -> str:
        known = self.identify("sources", source)
        if self.view.sources is not None and known not in self.view.sources:
            raise UnknownSource("source", source, problem="it is not among the sources of this view")
        return known

    def known_at(self, when: When) -> Mission:
        """Return the record as it could be known at a date, from sources published by then.

        Sources without a publication date, and decisions of the curators, are excluded: nothing shows when they were
        known.

        Args:
            when: As in :meth:`leaders_at`; for a month or year, its last day.

        Example:
            >>> import unami
            >>> unami.mission.known_at("2012").head_at("2012-03-01").until is None
            True
        """
        asked = read_when(when)

        def make() -> Mission:
            last = bounds_of(asked)[1]
            published = frozenset(s.id for s in self.sources if s.published is not None and s.published.latest <= last)
            return Mission(self.dataset, View(f"known at {asked}", published))

        return self._views.get(asked, make)

    def with_statements(
        self, table: str, rows: Iterable[Mapping[str, object]], *, source: str | Source | Mapping[str, object]
    ) -> Mission:
        """Return the record with statements of your own, merged by the same rule; this record is not changed.

        Claims from your statements have ``own`` set, and are marked wherever they are shown. Their tier depends on the
        kind of their source. A source without a kind gets the kind ``own``, which comes last: its statements fill gaps,
        refine dates that they agree with, and appear as disputes where they contradict. If your source is an official
        record, set ``kind="un-document"``; if you decide against the other sources, set ``rank="preferred"`` and give
        the reason in ``note``.

        In a view, your source is added to the sources of the view.

        Args:
            table: Name of a table, such as ``appointments``.
            rows: The statements: mappings of column names to text, numbers, dates or lists. Each needs an ``id``;
                ``locator``, ``stated_as``, ``rank`` and ``note`` may be left out, as may identifying columns if the
                thing is already in the record. ``None`` and NaN mean that nothing is stated.
            source: The source of the statements: the id of a source in the record, a :class:`Source`, or a mapping with
                at least an ``id`` and a ``title``.

        Raises:
            UnknownTable: There is no such table.
            UnknownSource: There is no source of that id.
            DatasetError: Lists every problem of the rows, counted from 1, and of the source; then nothing is added.

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

    def compare(self, other: Mission | Source | When) -> Records[Change]:
        """Compare with another record of the mission: a view, another version, or one with your own statements.

        Args:
            other: The other record; or what a view of this one takes: a source or its id, as in :meth:`according_to`,
                or a date, as in :meth:`known_at`; the view is then one of the whole record. A record that only the other
                has is ``added``, one that it lacks is ``removed``.

        Raises:
            InvalidDate: It is neither a mission, a source nor a date.

        Returns:
            One change for each differing field of a record that both have, and one for each record that only one of
            them has; sources come last.

        Example:
            >>> import unami
            >>> wikipedia = unami.mission.according_to("seed-wikipedia-2026")
            >>> changes = wikipedia.compare(unami.mission).where(table="missions", kind="changed")
            >>> [change.field for change in changes]
            ['other_names', 'kind', 'leader_title', 'summary']
        """
        from unami._mission.compare import compare

        return compare(self, other if isinstance(other, Mission) else self._view_of(other))

    def _view_of(self, given: object) -> Mission:
        """The view of the whole record that a source or a date stands for."""
        from unami.records.source import Source

        if isinstance(given, Source) or (isinstance(given, str) and given in self.whole.sources.ids):
            return self.whole.according_to(given)
        return self.whole.known_at(cast("When", given))

    def changes(self, since: str | None = None) -> Records[Change]:
        """Return the changes in the data after a version, with their reasons, from the changelog of the package.

        Args:
            since: A version of the data, such as ``"2026.11.26"``; all changes in the changelog if left out.

        Raises:
            UnknownName: The changelog has no such version; the error lists those that it has.
            DatasetError: The changelog does not cover the current version of the data.

        Example:
            >>> import unami
            >>> unami.mission.changes(since="2026.11.26")
            0 changes
            >>> changes = unami.mission.changes(since="2026.11.22")
            >>> changes.where(table="contingents", record="geo-22nd-battalion").one().reason
            'No source ties the unit to the mission.'
        """
        from unami._package.changelog import Change, changes_since

        return self._answered(changes_since(self.dataset, since), "changes", Change)

    # The data set as a whole

    def at(self, when: When) -> Snapshot:
        """Return the state of the mission at a date.

        Args:
            when: As in :meth:`leaders_at`.

        Example:
            >>> import unami
            >>> unami.mission.at("2014-06-10").heads.one().name
            'Nickolay Mladenov'
        """
        from unami._mission.snapshot import take_snapshot

        return take_snapshot(self, read_when(when))

    def panel(self, freq: Frequency = "D", *, until: When | None = None) -> Records[PanelRow]:
        """Return the mission as one tidy row for each day, month or year.

        The rows run from 1 January of the year in which the mission began to 31 December of the year after its end; for
        a mission that is at work, to the day on which its latest source was published. See :class:`~unami.PanelRow` for
        the columns. Unknown values are ``None``. The row of a month or year covers everything that applied at some time
        in it, like the answers to questions about a month or year.

        Args:
            freq: ``"D"`` for days, ``"M"`` for months, ``"Y"`` for years.
            until: The last day, month or year, if the rows are to end earlier or later.

        Raises:
            UnknownName: There is no such row length.
            InvalidDate: The last day cannot be read, or is more than 300 years after the beginning.

        Example:
            >>> import unami
            >>> years = unami.mission.panel("Y")
            >>> years["2011"].heads, years["2011"].head
            ('Ad Melkert; Martin Kobler', None)
        """
        from unami._mission.panel import take_panel

        return take_panel(self, freq, until)

    def annotate(
        self,
        frame: FrameT,
        on: str,
        add: str | Iterable[str] = ("head", "mandate", "phase"),
        *,
        prefix: str = "",
        suffix: str = "",
        categorical: bool = False,
        until: When | None = None,
    ) -> FrameT:
        """Return a data frame of dated rows with columns about the mission added; see :func:`unami.annotate`.

        Args:
            frame: The frame; it is not changed.
            on: Name of its column of dates.
            add: Topics and columns of the panel.
            prefix: Prefix of the names of the added columns.
            suffix: Suffix of the names of the added columns.
            categorical: Whether the added texts are categorical.
            until: The last day, month or year about which something is added, as for :meth:`panel`.

        Raises:
            NotAFrame: The frame is not of a supported kind.
            UnknownName: The frame has no such column, or the panel has none of these.
            ColumnInTheWay: The frame already has a column with the name of an added one.
            InvalidDate: The column does not contain dates.

        Example:
            >>> import pandas, unami
            >>> rows = pandas.DataFrame({"day": pandas.to_datetime(["2014-06-10", "2003-08-19"])})
            >>> early = unami.mission.known_at("2004")
            >>> early.annotate(rows, "day", "mandate")["mandate_symbol"].tolist()
            [nan, 'S/RES/1500 (2003)']
        """
        from unami._output.shown import annotate

        return annotate(self, frame, on, add, prefix=prefix, suffix=suffix, categorical=categorical, until=until)

    def search(self, text: str) -> Records[Hit]:
        """Find records that contain all words of a text, best first.

        Accents, case, punctuation and variant letters of Arabic are ignored. Words are searched in the texts of records, in
        all names and codes of the countries, people, places and so on to which they refer, and in the notes and words of
        their statements. Names come before other texts, and whole words before parts of words. Other spellings of a name,
        by the usual differences in transliteration, are found if nothing has the words as they are written. An
        identifier finds the record that it stands for. Dates are not searched. Without hits, ``why_none`` says which word is
        in no record, or without which words something is found.

        Args:
            text: One or more words, in any script.

        Raises:
            InvalidValue: It is not text, is longer than 4,000 characters, or has more than 32 different words.

        Example:
            >>> import unami
            >>> unami.mission.search("gisladottir").first().record.id
            'ingibjorg-solrun-gisladottir'
            >>> print(unami.mission.search("Iranian opposition").first())
            organizations/mek: Mujahedin-e Khalq [summary: Opposition group of Iranians, whose members lived in Camp Ashraf.]
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
            'Who led the mission, under which mandate, and what happened. The record known at 2012.'
        """
        from unami._output.shown import charts_of

        return charts_of(self)

    def coverage(self, by: str = "table", *, until: When | None = None) -> Records[Coverage]:
        """Count what the record covers and what it lacks.

        Args:
            by: ``"table"``; ``"year"`` or ``"field"`` of each table; ``"series"``: the monthly figures; or ``"kind"``,
                ``"language"`` or ``"publisher"`` of the sources.
            until: The last day, month or year of what has no end; if left out, the end of the mission, or the day on
                which its latest source was published.

        Raises:
            UnknownName: There is no such way to count.
            InvalidDate: The last day cannot be read.

        Example:
            >>> import unami
            >>> series = unami.mission.coverage("series").where(table="strength").one()
            >>> str(series.first), str(series.last), [str(gap) for gap in series.gaps]
            ('2006-01', '2017-03', ['2016-11'])
        """
        from unami._mission.coverage import coverage

        return coverage(self, by, until)

    @property
    def dictionary(self) -> Records[DictionaryEntry]:
        """The data dictionary: the meaning of each field of each table, by table.

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
        """Return the citation of the data set: title, version, view and checksum.

        Example:
            >>> import unami
            >>> print(unami.mission.cite())
            The unami contributors, "The record of the United Nations Assistance Mission for Iraq, 2003 to 2025", ...
        """
        from unami._output.shown import cite_mission

        return cite_mission(self)

    def export(self, format_name: str, dest: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the record to a file or folder in another file format, whole or not at all.

        For a view, only the contents of the view are written.

        Args:
            format_name: A key of :data:`unami.export.FORMATS`, such as ``"sqlite"``.
            dest: The file or folder to write. Its parent folder must exist.
            overwrite: Whether it may be replaced; a folder only if all its contents were written by an export.

        Raises:
            UnknownName: There is no such format; the error lists the nearest ones.
            FileInTheWay: Something with that name exists and may not be replaced.
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
        from unami._output.shown import export

        export(self, format_name, dest, overwrite=overwrite)

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
    """Return the mission for these files and view; the packaged one is the same object everywhere in a process."""
    dataset = PACKAGED.dataset if isinstance(files, PackagedFiles) else Dataset(files)
    return PACKAGED if dataset is PACKAGED.dataset and view == View() else Mission(dataset, view)


PACKAGED = Mission(Dataset(PackagedFiles()))
"""The record included in the library; nothing is read before the first question."""
