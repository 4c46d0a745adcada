"""A package to begin the record of another mission with: valid, and with one example row in each table."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from unami._base.files import new_folder, write_text
from unami._package.canonical import canonical_csv
from unami._package.check import check_files
from unami._package.describe import About, write_descriptor
from unami._package.read import header, parse_csv
from unami._package.store import DESCRIPTOR, FolderFiles, PackagedFiles
from unami._package.vocabulary import general_rows, read_vocabularies
from unami.errors import DatasetError, FileInTheWay
from unami.records import TABLES

if TYPE_CHECKING:
    from unami._mission.mission import Mission

__all__ = ["EXAMPLE_NAME", "EXAMPLE_TITLE", "new_package"]

EXAMPLE_NAME = "exma"
EXAMPLE_TITLE = "The record of the Example Mission for Atlantis, which never was"

_ITSELF = "(the mission)"
"""Stands for the id of the mission, which the user chooses."""

_SOURCE = {
    "id": "example-handbook",
    "title": "Handbook of the Example Mission for Atlantis (made up)",
    "publisher": "Example Press",
    "published": "2017-03",
    "kind": "academic",
    "url": "https://exma.example/handbook",
}

# Nobody and nothing here exists; XAA and XA are codes that ISO 3166 leaves to its users.
_EXAMPLES: dict[str, dict[str, str]] = {
    "missions": {
        "id": _ITSELF,
        "name": "Example Mission for Atlantis",
        "abbreviation": "EXMA",
        "kind": "political mission",
        "status": "completed",
        "established": "2015-01-10",
        "established_by": "9001",
        "ended": "2016-12-31",
        "parent": "example-council",
        "leader_title": "Special Envoy for Atlantis",
        "host_country": "XAA",
        "headquarters": "Poseidonis",
        "summary": "Stands for a mission in the examples of this package.",
    },
    "people": {"id": "ada-example", "name": "Ada Example", "nationality": "XAA", "gender": "female"},
    "posts": {
        "id": "envoy",
        "name": "Special Envoy",
        "abbreviation": "ENV",
        "role": "head",
        "seats": "single",
        "in_mission": "true",
    },
    "appointments": {
        "id": "ada-example.envoy",
        "person": "ada-example",
        "post": "envoy",
        "title": "Special Envoy for Atlantis",
        "announced": "2015-01-20",
        "took_office": "2015-02",
    },
    "resolutions": {
        "id": "9001",
        "number": "9001",
        "symbol": "EX/RES/9001 (2015)",
        "adopted": "2015-01-10",
        "relation": "establishes",
        "task_list": "replaces",
        "mandate_until": "2016-12-31",
        "subject": "Sets the example mission up.",
        "names_mission": "true",
    },
    "presidential_statements": {
        "id": "ex-pst-2015-1",
        "symbol": "EX/PST/2015/1",
        "adopted": "2015-07-01",
        "relation": "related",
        "subject": "Welcomes the example.",
    },
    "tasks": {"id": "harbour-safety", "name": "Safety of the harbour", "category": "security"},
    "mandate_tasks": {
        "id": "9001-harbour-safety",
        "resolution": "9001",
        "task": "harbour-safety",
        "paragraph": "2 (a)",
        "text": "Advise on the safety of the harbour.",
        "category": "security",
        "strength": "mandated",
        "change": "added",
    },
    "documents": {
        "id": "ex-2015-10",
        "symbol": "EX/2015/10",
        "kind": "report",
        "dated": "2015-05-01",
        "subject": "First report on the example mission",
        "series": _ITSELF,
        "pursuant_to": "9001",
        "ordinal": "1",
    },
    "council_meetings": {
        "id": "ex-meeting-7",
        "meeting": "EX/PV.7",
        "held": "2015-05-12",
        "kind": "briefing",
        "briefers": "Ada Example",
        "reports": "ex-2015-10",
    },
    "websites": {"id": "exma.example", "url": "https://exma.example", "start": "2015-02"},
    "organizations": {"id": "example-council", "name": "Example Council"},
    "affiliations": {
        "id": "example-council-parent",
        "organization": "example-council",
        "role": "parent",
        "start": "2015-01-10",
    },
    "units": {"id": "harbour-unit", "name": "Harbour Unit", "start": "2015-03"},
    "countries": {"id": "XAA", "name": "Atlantis", "alpha_2": "XA"},
    "contributions": {
        "id": "2015-06.xaa.troops",
        "country": "XAA",
        "category": "troops",
        "month": "2015-06",
        "count": "12",
        "women": "5",
    },
    "strength": {"id": "2015-06", "month": "2015-06", "troops": "12", "total": "12", "contributors": "1"},
    "contingents": {
        "id": "xaa-guard-unit",
        "country": "XAA",
        "unit": "Guard unit",
        "role": "static-guard",
        "start": "2015-03",
        "initial_strength": "12",
    },
    "security_arrangements": {
        "id": "harbour-agreement",
        "kind": "agreement",
        "date": "2015-02-20",
        "name": "Agreement on the guard of the harbour",
    },
    "staffing": {
        "id": "2015-03-international",
        "as_of": "2015-03-31",
        "category": "international",
        "measure": "actual",
        "count": "30",
        "entity": _ITSELF,
    },
    "budgets": {
        "id": "2015-approved",
        "start": "2015",
        "end": "2015",
        "measure": "approved",
        "fund": "regular-budget",
        "basis": "net",
        "amount_usd": "1000000",
    },
    "offices": {
        "id": "poseidonis",
        "place": "Poseidonis",
        "kind": "headquarters",
        "country": "XAA",
        "status": "established",
        "start": "2015-02",
    },
    "elections": {
        "id": "2015-09-20-assembly",
        "name": "Election of the assembly",
        "held": "2015-09-20",
        "kind": "parliamentary",
        "scope": "national",
    },
    "tallies": {"id": "elections-assisted", "subject": "Elections assisted", "count": "1", "as_of": "2016-12-31"},
    "events": {
        "id": "harbour-fire",
        "date": "2015-06-10",
        "title": "Fire in the harbour",
        "kind": "humanitarian",
        "place": "Poseidonis",
    },
    "host_leaders": {
        "id": "boris-sample.president",
        "name": "Boris Sample",
        "office": "president",
        "start": "2014-05-01",
    },
    "transition": {"id": "handover", "date": "2016-12-01", "title": "Handover of the harbour", "actor": "The mission"},
    "places": {"id": "atlantis", "name": "Atlantis", "kind": "country"},
    "casualties": {
        "id": "2015-06.atlantis.civilians-including-police",
        "start": "2015-06",
        "place": "atlantis",
        "population": "civilians-including-police",
        "killed": "0",
        "injured": "4",
    },
    "human_rights_reports": {
        "id": "periodic-2015-01",
        "title": "Human rights in Atlantis",
        "kind": "periodic",
        "start": "2015-01",
        "end": "2015-06",
        "published": "2015-08",
    },
    "fatalities": {
        "id": "2015-accident",
        "scope": "record",
        "date": "2015-10",
        "category": "other",
        "count": "1",
        "incident": "accident",
        "filed_under": _ITSELF,
    },
    "displacement": {
        "id": "2015-06-displaced",
        "as_of": "2015-06",
        "measure": "internally-displaced",
        "place": "atlantis",
        "count": "400",
    },
    "camp": {"id": "residents-2015", "date": "2015-06", "measure": "residents", "place": "atlantis", "count": "40"},
    "pledges": {"id": "harbour-fund", "donors": "XAA", "amount_usd": "1000", "as_of": "2015-12-31"},
}


def _example(table: str, name: str) -> list[str]:
    cells = {key: name if cell == _ITSELF else cell for key, cell in _EXAMPLES[table].items()}
    said = {"source": _SOURCE["id"], "locator": "page 1", "rank": "normal", **cells}
    return [said.get(column, "") for column in header(table)]


def new_package(path: str | os.PathLike[str], *, name: str = EXAMPLE_NAME, title: str = EXAMPLE_TITLE) -> Mission:
    """Write a package for the record of another mission: valid, with one example row in each table.

    The examples are of a mission that never was, and are there to be replaced. The kinds of sources and their tiers
    are those of the packaged record.

    Args:
        path: The folder to write; an empty one may be there.
        name: Id of the mission, such as ``exma``: lower-case letters and digits, parted by hyphens.
        title: Title of the package.

    Returns:
        The record in the new package.

    Raises:
        FileInTheWay: There is a file of that name, or a folder with something in it.
        DatasetError: The name cannot be an id.

    Example:
        >>> import tempfile, unami
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     mine = unami.new_package(os.path.join(folder, "mine"), name="exma")
        ...     mine.head_at("2015-06-01").name
        'Ada Example'
    """
    import unami

    version = time.strftime("%Y.%m.%d")
    source = [_SOURCE.get(column, "") for column in header("sources")]
    tiers = parse_csv("tiers", PackagedFiles().read("tiers.csv"))[1:]
    rows = {table: [_example(table, name)] for table in TABLES}
    rows |= {"tiers": tiers, "sources": [source], "vocabularies": general_rows()}
    rows["changes"] = [[version, "", "", "", "", "", "First version."]]
    words = read_vocabularies(rows["vocabularies"])
    about = About(name, title, "What sources say about the mission, one row for each source and thing.", version)
    if os.path.isdir(path) and os.listdir(path):
        raise FileInTheWay(os.fspath(path), "choose another name")
    with new_folder(path) as place:
        for table, body in rows.items():
            write_text(os.path.join(place, f"{table}.csv"), canonical_csv(list(header(table)), body))
        write_text(os.path.join(place, DESCRIPTOR), write_descriptor(about, words, changelog=True))
        problems = check_files(FolderFiles(place))
        if problems:
            raise DatasetError(os.fspath(path), problems)
    return unami.open_dataset(os.fspath(path))
