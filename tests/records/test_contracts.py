"""Tests that classes which claim to be a Mapping or Sequence fulfil the contract of ``collections.abc``."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import unami
from helpers.inside import FrozenMapping, Merged, SourcesById
from unami import Records
from unami.errors import UnknownName, UnknownPosition, UnknownRecord
from unami.records import TABLES

mission = unami.mission

EXAMPLES: dict[str, Any] = {
    "Records": mission.posts,
    "Records, no ids": Records((1, 2, 2), "numbers"),
    "Records, empty": mission.posts[:0],
    "Tables": mission.tables,
    "Tables, view": mission.according_to("seed-wikipedia-2026").tables,
    "sources by id": mission.dataset.sources_by_id,
    "merged records": mission.dataset.merged("posts", mission.statements("posts")),
    "Records.group_by": mission.posts.group_by("line"),
}
"""A collection of each class that claims to be one."""


def all_classes() -> Iterator[type[Any]]:
    for module in walk_packages(unami.__path__, "unami."):
        if (
            module.name.endswith("__main__") or "pyinstaller" in module.name
        ):  # programs, and what only PyInstaller imports
            continue
        try:
            loaded = import_module(module.name)
        except ModuleNotFoundError as error:  # a chart, where Altair is not installed
            if (error.name or "unami").startswith("unami"):
                raise
            continue
        yield from (thing for thing in vars(loaded).values() if isinstance(thing, type))


def test_each_class_that_says_it_is_a_collection_is_tried_here() -> None:
    # A dictionary or tuple of Python's own with further methods keeps its contract by itself.
    ours = {
        kind
        for kind in all_classes()
        if kind.__module__.startswith("unami.")
        and issubclass(kind, (Mapping, Sequence))
        and not issubclass(kind, (dict, list, tuple, str, bytes))
    }
    assert ours == {FrozenMapping, Merged, SourcesById, unami.Tables}
    # Records do what a sequence does without saying so: see the class.
    assert ours | {Records} <= {type(example) for example in EXAMPLES.values()}


@pytest.mark.parametrize("name", [name for name in EXAMPLES if isinstance(EXAMPLES[name], Mapping)])
def test_a_mapping_keeps_the_contract(name: str) -> None:
    mapping: Mapping[Any, Any] = EXAMPLES[name]
    keys = list(mapping)
    assert len(keys) == len(set(keys)) == len(mapping)
    assert list(mapping.keys()) == keys
    assert list(mapping.values()) == [mapping[key] for key in keys]
    assert list(mapping.items()) == [(key, mapping[key]) for key in keys]
    assert dict(mapping) == {**mapping} == mapping
    assert mapping == dict(mapping)
    assert mapping != {}
    missing = object()
    for key in keys:
        assert key in mapping
        assert key in mapping.keys()  # noqa: SIM118 - the view has a method of its own
        assert mapping.get(key, missing) is mapping[key]
    for wrong in ("nope", "item", "keys", "0", "", None, 0, float("nan"), ("a",)):
        if wrong in keys:
            continue
        assert wrong not in mapping
        assert mapping.get(wrong) is None
        assert mapping.get(wrong, missing) is missing
        with pytest.raises(KeyError):
            mapping[wrong]


@pytest.mark.parametrize("name", [name for name in EXAMPLES if isinstance(EXAMPLES[name], Records)])
def test_a_sequence_keeps_the_contract(name: str) -> None:
    sequence: Sequence[Any] = EXAMPLES[name]
    items = list(sequence)
    assert len(sequence) == len(items)
    assert bool(sequence) == bool(items)
    assert list(reversed(sequence)) == items[::-1]
    assert [sequence[place] for place in range(len(items))] == items
    assert [sequence[-place - 1] for place in range(len(items))] == items[::-1]
    assert list(sequence[1:]) == items[1:]
    assert type(sequence[1:]) is type(sequence)
    assert sequence[:] == sequence
    assert hash(sequence[:]) == hash(sequence)
    for item in items:
        assert item in sequence
        assert sequence.index(item) == items.index(item)
        assert sequence.count(item) == items.count(item)
    nothing: Any = object()
    assert nothing not in sequence
    assert sequence.count(nothing) == 0
    with pytest.raises(ValueError, match=r".*"):
        sequence.index(nothing)
    for wrong in (len(items), -len(items) - 1):
        with pytest.raises(IndexError):
            sequence[wrong]
    with pytest.raises(TypeError):
        sequence[None]  # type: ignore[call-overload]


# Names that are not there


def test_an_unknown_name_is_the_error_of_a_mapping_and_reads_as_a_sentence() -> None:
    for ask in (lambda: mission.tables["peple"], lambda: mission.people["melkert"], lambda: mission.country("Figi")):
        with pytest.raises(KeyError) as caught:
            ask()
        assert isinstance(caught.value, UnknownName)
        assert str(caught.value).startswith("unknown ")
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


# Records by their ids


@pytest.mark.parametrize("table", [*TABLES, "sources"])
def test_every_record_is_had_by_its_id(table: str) -> None:
    records = mission.tables[table]
    for record in records:
        assert records[record.id] is record
        assert records.get(record.id) is record
    with pytest.raises(UnknownRecord):
        records["no such id"]


def test_the_first_of_two_records_of_one_id_is_had_by_it() -> None:
    twice = Records((mission.posts[1], mission.posts[0], mission.posts[1]), "posts")
    assert twice[mission.posts[1].id] is twice.items[0]


def test_get_gives_a_default_where_there_is_no_such_record() -> None:
    posts = mission.posts
    assert posts.get("nope") is None
    assert posts.get("nope", posts[0]) is posts[0]
    assert posts.get(0) is posts[0]
    assert posts.get(10_000) is None
    never: list[Any] = [None, float("nan"), (), []]
    for nothing in never:
        assert posts.get(nothing, "x") == "x"
    assert posts[:0].get("srsg", "x") == "x"
    with pytest.raises(UnknownPosition):
        posts[10_000]


def test_an_id_is_found_without_going_through_the_records() -> None:
    class Counted:
        asked = 0

        @property
        def id(self) -> str:
            Counted.asked += 1
            return "x"

    records = Records(tuple(Counted() for _ in range(100)), "things")
    for _ in range(50):
        assert records.get("x") is records[0]
        assert records.get("y") is None or Counted.asked
    first = Counted.asked
    assert records["x"] is records[0]
    assert Counted.asked == first


def test_threads_that_ask_for_ids_at_once_get_the_same_records() -> None:
    for _ in range(20):
        fresh = mission.sources[:]
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda name, fresh=fresh: fresh[name], fresh.ids[-40:]))
        assert found == list(fresh[-40:])


def test_what_was_asked_for_is_no_part_of_a_collection() -> None:
    fresh, asked = mission.posts[:], mission.posts[:]
    asked["srsg"]
    assert fresh == asked
    assert hash(fresh) == hash(asked)
    assert repr(fresh) == repr(asked)
    assert pickle.dumps(fresh) == pickle.dumps(asked)


def test_answers_that_are_mappings_can_be_pickled_and_copied_and_not_changed() -> None:
    for answer in (mission.people.group_by("gender"), mission.deaths_by("event"), mission.dataset.descriptor):
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            assert pickle.loads(pickle.dumps(answer, protocol)) == answer
        assert copy.copy(answer) == copy.deepcopy(answer) == answer
        with pytest.raises(TypeError):
            answer["x"] = 1  # type: ignore[index]
