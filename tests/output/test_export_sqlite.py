"""Tests of the SQLite export, through sqlite3 and Datasette."""

from __future__ import annotations

import asyncio
import csv
import io
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

import unami
from helpers.builders import said, small_mission
from helpers.inside import columns
from unami.errors import DatasetError
from unami.export import write
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from unami import Mission

mission = unami.mission


@pytest.fixture(scope="module")
def database(exported: Callable[[str], Path]) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{exported('sqlite')}?mode=ro", uri=True)) as connection:
        yield connection


def ask(database: sqlite3.Connection, question: str, *values: Any) -> list[tuple[Any, ...]]:
    return database.execute(question, values).fetchall()


def test_the_database_is_sound_and_every_reference_leads_somewhere(database: sqlite3.Connection) -> None:
    assert ask(database, "PRAGMA integrity_check") == [("ok",)]
    assert ask(database, "PRAGMA foreign_key_check") == []
    assert ask(database, "SELECT count(*) FROM only_referred") == [(0,)]


def test_every_reference_of_a_field_is_a_foreign_key(database: sqlite3.Connection) -> None:
    for table in TABLES:
        for column in columns(record_class(table)):
            if column.spec.ref is None:
                continue
            holder, name = (f"{table}_{column.name}", "value") if column.many else (table, column.name)
            keys = {(row[3], row[2], row[4]) for row in ask(database, f'PRAGMA foreign_key_list("{holder}")')}
            assert (name, column.spec.ref, "id") in keys
            if column.many:
                assert ("record", table, "id") in keys


@pytest.mark.parametrize("table", TABLES)
def test_each_table_has_the_values_of_the_records(database: sqlite3.Connection, table: str) -> None:
    database.row_factory = sqlite3.Row
    rows = database.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
    database.row_factory = None
    records = mission.tables[table].sort_by("id")
    assert [row["id"] for row in rows] == list(records.ids)
    plain = records.to_dicts()
    for row, record in zip(rows, plain, strict=True):
        assert {name: row[name] for name in record if not isinstance(record[name], list)} == {
            name: value for name, value in record.items() if not isinstance(value, list)
        }
    for column in columns(record_class(table)):
        if column.many:
            pairs = ask(database, f'SELECT record, value FROM "{table}_{column.name}" ORDER BY 1, 2')
            expected = sorted((record["id"], value) for record in plain for value in record[column.name])
            assert pairs == expected


def test_numbers_are_numbers_and_dates_have_their_limits(database: sqlite3.Connection) -> None:
    assert ask(
        database,
        "SELECT typeof(number), typeof(unanimous), typeof(adopted), adopted_earliest, adopted_latest "
        "FROM resolutions WHERE id = '1770'",
    ) == [("integer", "integer", "text", "2007-08-10", "2007-08-10")]
    coarse = next(a for a in mission.appointments if a.took_office and a.took_office.precision == "month")
    assert coarse.took_office is not None
    assert ask(
        database,
        "SELECT took_office, took_office_earliest, took_office_latest FROM appointments WHERE id = ?",
        coarse.id,
    ) == [(str(coarse.took_office), *(day.isoformat() for day in coarse.took_office.reach))]


def test_the_limits_of_a_date_are_those_of_data_frames_and_hold_what_a_doubtful_date_can_mean(
    database: sqlite3.Connection,
) -> None:
    doubtful = mission.appointments.where(lambda one: one.left_office is not None and one.left_office.qualified)
    assert doubtful
    names = "id", "left_office", "left_office_earliest", "left_office_latest"
    stored = {row[0]: row for row in ask(database, f"SELECT {', '.join(names)} FROM appointments")}
    for row in csv.DictReader(io.StringIO(doubtful.to_csv())):
        assert stored[row["id"]] == tuple(row[name] for name in names)
    for one in doubtful:
        assert one.left_office is not None
        assert stored[one.id][2:] == tuple(day.isoformat() for day in one.left_office.reach)


@pytest.mark.parametrize("day", ["2003-08-19", "2005-01-30", "2009-07-10", "2014-06-10", "2025-12-31", "2026-02-01"])
def test_sql_gives_the_heads_of_a_day_as_the_library_does(database: sqlite3.Connection, day: str) -> None:
    found = ask(
        database,
        "SELECT a.id FROM appointments AS a JOIN posts AS o ON o.id = a.post WHERE o.role = 'head' "
        "AND coalesce(a.span_earliest_start, '') <= ? AND ? <= coalesce(a.span_latest_end, '9999-12-31') ORDER BY 1",
        day,
        day,
    )
    assert found == sorted((leader.appointment.id,) for leader in mission.leaders_at(day))


def test_every_claim_can_be_followed_to_its_source(database: sqlite3.Connection) -> None:
    found = ask(
        database,
        "SELECT value, source, locator, rank, agrees FROM provenance "
        "WHERE table_name = 'resolutions' AND record = '1723' AND field = 'adopted' ORDER BY 1, 2, 3",
    )
    explanation = mission.explain(mission.resolutions["1723"], "adopted")
    expected = [
        (
            str(claim.value),
            claim.source.id,
            claim.locator,
            claim.rank.value,
            int(claim.value.compatible(explanation.value) and claim.rank.value != "deprecated"),
        )
        for claim in explanation.claims
    ]
    assert found == sorted(expected)
    assert {agrees for *_, agrees in found} == {0, 1}


def test_all_statements_and_sources_are_there(database: sqlite3.Connection) -> None:
    count = sum(len(mission.dataset.statements(table)) for table in TABLES)
    assert ask(database, "SELECT count(*) FROM statements") == [(count,)]
    said_of = sum(bool(cell) for table in TABLES for s in mission.dataset.statements(table) for cell in s.cells)
    assert ask(database, "SELECT count(*) FROM claims") == [(said_of,)]
    assert ask(database, "SELECT id FROM sources ORDER BY 1") == [(name,) for name in sorted(mission.sources.ids)]


@pytest.mark.parametrize("words", ["gisladottir", "Gísladóttir", "canal hotel"])
def test_full_text_search_finds_records_without_accents(database: sqlite3.Connection, words: str) -> None:
    found = ask(
        database,
        "SELECT s.table_name, s.record FROM search JOIN searchable AS s ON s.id = search.rowid "
        "WHERE search MATCH ? ORDER BY rank",
        words,
    )
    expected = mission.search(words).first()
    assert (expected.table, expected.record.id) in found
    assert ask(database, "SELECT count(*) FROM search") == [(sum(len(mission.tables[table]) for table in TABLES),)]


def test_the_database_says_what_it_is(database: sqlite3.Connection) -> None:
    told = dict(ask(database, "SELECT name, value FROM metadata"))
    assert told["version"] == unami.dataset_version
    assert told["checksum"] == mission.dataset.checksum
    assert told["license"] == "CC-BY-4.0"
    assert ask(
        database,
        "SELECT description, refers_to FROM dictionary WHERE table_name = 'appointments' AND column_name = 'person'",
    ) == [("Who held the post.", "people")]


@pytest.mark.parametrize(
    "view", [mission.according_to("seed-wikipedia-2026"), mission.known_at("2016")], ids=lambda view: view.view.label
)
def test_a_view_has_no_reference_that_leads_nowhere(tmp_path: Path, view: Mission) -> None:
    view.export("sqlite", tmp_path / "x")
    with closing(sqlite3.connect(tmp_path / "x")) as database:
        assert ask(database, "PRAGMA foreign_key_check") == []
        for table in TABLES:
            own = ask(
                database,
                f'SELECT id FROM "{table}" WHERE id NOT IN (SELECT record FROM only_referred WHERE table_name = ?)',
                table,
            )
            assert sorted(own) == sorted((name,) for name in view.tables[table].ids)
        assert ask(database, "SELECT count(*) FROM only_referred WHERE table_name = 'countries'") != [(0,)]
        assert ask(database, "SELECT name FROM countries WHERE id = 'FJI'") == [("Fiji",)]


def test_a_thing_of_which_only_the_id_is_known_is_a_row_of_its_own(tmp_path: Path) -> None:
    # All that is said of the country is known to be wrong; that the person is of it stands.
    wrong = said("FJI", name="Fidji", rank="deprecated", note="misprint")
    write(small_mission(people=[said("a", nationality="FJI")], countries=[wrong]), "sqlite", tmp_path / "x")
    with closing(sqlite3.connect(tmp_path / "x")) as database:
        assert ask(database, "PRAGMA foreign_key_check") == []
        assert ask(database, "SELECT id, name FROM countries") == [("FJI", None)]
        assert ask(database, "SELECT * FROM only_referred") == [("countries", "FJI")]


def test_a_number_that_sqlite_cannot_hold_is_a_fault_of_the_data(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="tallies, column count: SQLite cannot store integers of more than 64 bits"):
        write(small_mission(tallies=[said("t", count=str(2**63))]), "sqlite", tmp_path / "x")
    assert list(tmp_path.iterdir()) == []
    write(small_mission(tallies=[said("t", count=str(2**63 - 1))]), "sqlite", tmp_path / "x")


@pytest.mark.datasette
def test_datasette_shows_tables_references_and_search(exported: Callable[[str], Path], tmp_path: Path) -> None:
    from datasette.app import Datasette

    async def visit() -> tuple[Any, Any, Any]:
        shop = Datasette([], immutables=[str(exported("sqlite"))])
        name = exported("sqlite").stem
        table = await shop.client.get(f"/{name}/appointments.json?_labels=on&post=srsg&_shape=objects&_size=max")
        found = await shop.client.get(f"/{name}/searchable.json?_search=gisladottir&_shape=objects")
        page = await shop.client.get(f"/{name}/appointments?_sort=took_office")
        return table, found, page

    # In a thread of its own: a browser of other tests may keep a loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        table, found, page = apart.submit(asyncio.run, visit()).result()
    people = {row["person"]["value"]: row["person"]["label"] for row in table.json()["rows"]}
    assert people["nickolay-mladenov"] == "Nickolay Mladenov"
    assert ("people", "ingibjorg-solrun-gisladottir") in {
        (row["table_name"], row["record"]) for row in found.json()["rows"]
    }
    assert page.status_code == 200
    assert "Nickolay Mladenov" in page.text
