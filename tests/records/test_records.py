"""Tests of records and of their sequences."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
import re
from collections.abc import Collection, Reversible, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.builders import Thing, date
from helpers.inside import time_of_record
from helpers.strategies import partial_dates, periods
from unami import Reason, Records
from unami.dates import Bound, Certainty, PartialDate, Period, Span
from unami.errors import (
    AmbiguousDate,
    InvalidDate,
    InvalidValue,
    NotDated,
    NotOne,
    UnknownField,
    UnknownName,
    UnknownPosition,
    UnknownRecord,
)
from unami.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

mission = unami.mission
resolutions = mission.resolutions

ANSWERS: dict[str, Callable[[], Any]] = {
    "incumbents": lambda: mission.leaders_at("2009-07-10"),
    "mandates": lambda: mission.mandates,
    "mandate": lambda: mission.mandate_at("2014-06-10"),
    "tasks": lambda: mission.tasks_at("2014-06-10"),
    "snapshot": lambda: mission.at("2014-06-10"),
    "disputes": lambda: mission.disputes,
    "explanation": lambda: mission.explain(resolutions["1557"], "adopted"),
    "hits": lambda: mission.search("mosul"),
    "sources": lambda: mission.sources,
}

LEAVES = (str, int, float, bool, type(None), PartialDate, Period, Span, Enum)


def things(*items: Thing) -> Records[Thing]:
    return Records(items, "things")


SMALL: Records[Any] = things(
    Thing(id="a", kind="tool", count=3, began=date("2004-07-14"), makers=("BGR", "NLD"), big=True),
    Thing(id="b", kind="toy", count=1, began=date("2004"), makers=("NLD",)),
    Thing(id="c", kind="tool", began=date("2005-02?"), big=False),
    Thing(id="d", kind="toy", count=2),
)


# Immutable at every depth


def parts(value: Any) -> Iterator[Any]:
    """Iterate over a value and everything in it, and fail on anything not known to be immutable."""
    yield value
    if isinstance(value, LEAVES):
        return
    if isinstance(value, tuple):
        assert type(value) is tuple
        for part in value:
            yield from parts(part)
        return
    assert type(value) is Records or attrs.has(type(value)), type(value)
    assert type(value).__dictoffset__ == 0, type(value)
    for name in names_of(value):
        yield from parts(getattr(value, name))


def names_of(value: Any) -> list[str]:
    """Return the fields of a record, an answer or a collection that are part of its value."""
    if isinstance(value, Records):
        return ["items", "kind"]
    return [attribute.name for attribute in attrs.fields(type(value)) if attribute.eq]


@pytest.mark.parametrize("table", [*TABLES, "sources"])
def test_records_are_immutable_at_every_depth(table: str) -> None:
    seen = 0
    for part in parts(mission.tables[table]):
        if not isinstance(part, (*LEAVES, tuple)):
            seen += 1
            name = names_of(part)[0]
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(part, name, None)
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                delattr(part, name)
            with pytest.raises(AttributeError):
                part.invented = 1
    assert seen == len(mission.tables[table]) + 1


@pytest.mark.parametrize("ask", ANSWERS.values(), ids=ANSWERS)
def test_answers_are_immutable_at_every_depth_too(ask: Callable[[], Any]) -> None:
    for part in parts(ask()):
        if not isinstance(part, (*LEAVES, tuple)):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(part, names_of(part)[0], None)


@pytest.mark.parametrize("table", [*TABLES, "sources"])
def test_records_hash_compare_pickle_and_copy_by_value(table: str) -> None:
    records = mission.tables[table]
    for record in (*records, records):
        for twin in copy.copy(record), copy.deepcopy(record), pickle.loads(pickle.dumps(record)):
            assert twin == record
            assert hash(twin) == hash(record)
            assert type(twin) is type(record)
    assert len({hash(record) for record in records}) > len(records) * 0.99


@pytest.mark.parametrize("ask", ANSWERS.values(), ids=ANSWERS)
def test_answers_hash_compare_pickle_and_copy_by_value(ask: Callable[[], Any]) -> None:
    answer = ask()
    for twin in copy.copy(answer), copy.deepcopy(answer), pickle.loads(pickle.dumps(answer)):
        assert twin == answer
        assert hash(twin) == hash(answer)


def test_a_pickled_record_holds_nothing_of_the_dataset() -> None:
    assert len(pickle.dumps(mission.people["jan-kubis"])) < 2000


def test_pickled_records_know_where_they_come_from_without_carrying_it() -> None:
    view = mission.according_to("seed-dpa-2016")
    for whole, size in ((mission, 2500), (view, 3000)):
        packed = pickle.dumps(whole.tallies[:1])
        assert len(packed) < size
        origin = pickle.loads(packed).mission
        assert (origin is mission) is (whole is mission)
        assert origin.tallies == whole.tallies
    assert copy.deepcopy(view) is copy.copy(view) is view


def test_an_empty_answer_still_knows_its_fields() -> None:
    nobody = mission.people.where(nationality="Fiji")
    assert len(nobody) == 0
    with pytest.raises(UnknownField, match="did you mean nationality"):
        nobody.where(nationalty="Fiji")  # type: ignore[call-overload]
    with pytest.raises(UnknownName):
        mission.posts[:0].where(seats="many")


@pytest.mark.parametrize("table", TABLES)
def test_no_two_records_have_one_line_and_none_tells_what_is_not_known(table: str) -> None:
    lines = [str(record) for record in mission.tables[table]]
    assert len(set(lines)) == len(lines)
    assert not [text for text in lines if re.search(r"\bNone\b|(^|, )/($|[,:])", text)]


@pytest.mark.parametrize("table", TABLES)
def test_every_record_has_a_line_of_text(table: str) -> None:
    for record in mission.tables[table]:
        text = str(record)
        assert text.strip()
        assert "\n" not in text
        assert "Span(" not in text


# A sequence


def test_records_do_what_a_sequence_does() -> None:
    # To Polars, what calls itself a Sequence is a list of objects and no table: see tests/test_frames.py.
    assert not isinstance(SMALL, Sequence)
    assert isinstance(SMALL, Collection)
    assert isinstance(SMALL, Reversible)
    assert {"__contains__", "__getitem__", "__iter__", "__len__", "__reversed__", "count", "index"} <= set(dir(SMALL))
    assert (len(SMALL), bool(SMALL), bool(SMALL[:0])) == (4, True, False)
    assert [thing.id for thing in SMALL] == ["a", "b", "c", "d"]
    assert [thing.id for thing in reversed(SMALL)] == ["d", "c", "b", "a"]
    assert SMALL[1] in SMALL
    assert Thing(id="e", kind="toy") not in SMALL
    assert SMALL.index(SMALL[2]) == 2
    assert SMALL.index(SMALL[2], 1, 3) == 2
    with pytest.raises(ValueError, match="not in"):
        SMALL.index(SMALL[2], 3)
    assert SMALL.count(SMALL[2]) == 1


@given(st.integers(-6, 6), st.none() | st.integers(-6, 6), st.sampled_from([None, 1, 2, -1]))
def test_slices_are_records_of_the_same_kind(start: int, stop: int | None, step: int | None) -> None:
    cut = SMALL[start:stop:step]
    assert cut == Records(SMALL.items[start:stop:step], "things")
    assert cut.kind == "things"


def test_a_record_is_had_by_position_or_id() -> None:
    assert SMALL[0] is SMALL["a"] is SMALL[-4]
    assert resolutions["2110"].number == 2110
    with pytest.raises(IndexError, match="unknown position in things '4'; did you mean a position from 0 to 3"):
        SMALL[4]
    with pytest.raises(UnknownPosition, match="unknown position in resolutions '2110'; did you mean the id \"2110\""):
        resolutions[2110]
    with pytest.raises(UnknownPosition, match=r"unknown position in things '0'$"):
        SMALL[:0][0]
    with pytest.raises(UnknownRecord, match="unknown id in resolutions '2111'; did you mean 2110"):
        resolutions["2111"]


@pytest.mark.parametrize("key", [None, 1.0, ("a",)])
def test_a_record_is_had_by_nothing_else(key: Any) -> None:
    with pytest.raises(TypeError):
        SMALL[key]


def test_records_are_equal_by_value_and_kind() -> None:
    assert things(*SMALL) == SMALL
    assert hash(things(*SMALL)) == hash(SMALL)
    assert Records(SMALL.items, "others") != SMALL
    assert SMALL[:2] != SMALL[1:3]
    others: list[object] = [SMALL.items, list(SMALL), None, "things"]
    assert SMALL not in others


def test_ids_are_in_order() -> None:
    assert SMALL.ids == ("a", "b", "c", "d")
    assert SMALL[::-1].ids == ("d", "c", "b", "a")


# Answers as sequences


def test_answers_of_one_kind_are_added_in_the_order_of_time() -> None:
    both = mission.leaders_at("2011") + mission.leaders_at("2009-07-10")
    assert set(both) == {*mission.leaders_at("2011"), *mission.leaders_at("2009-07-10")}
    assert (both.kind, both.mission) == ("holders", mission)
    starts = [time for record in both if (time := time_of_record(record))]
    assert starts == sorted(starts)
    assert both.cite().sources
    fiji, nepal = mission.deployments_by("Fiji"), mission.deployments_by("Nepal")
    assert (fiji + nepal).where(country="NPL").items == nepal.items
    assert fiji + nepal[:0] == fiji
    with pytest.raises(InvalidValue, match="only records of one kind can be added"):
        fiji + mission.people  # type: ignore[operator]
    with pytest.raises(TypeError):
        fiji + fiji.items  # type: ignore[operator]


def test_a_sum_of_answers_about_two_times_is_about_neither() -> None:
    first, second = mission.offices_at("2010"), mission.offices_at("2020")
    assert (first + first).when == first.when
    assert (first + second).when is None
    assert ", possible" not in repr(first + second)


def test_an_answer_holds_its_records_by_themselves_and_by_id() -> None:
    answer = mission.leaders_at("2011")
    ids: set[Any] = {"ad-melkert.srsg", "nobody"}
    assert answer[0] in answer
    assert [name in answer for name in sorted(ids)] == [True, False]
    assert mission.resolutions["1770"] in mission.resolutions.at("2007")
    assert mission.resolutions["1500"] not in mission.resolutions.at("2007")


def test_slices_and_the_other_direction_keep_what_an_answer_knows() -> None:
    answer = mission.offices_at("2010")
    assert list(reversed(answer)) == list(answer.items[::-1])
    for part in answer[1:4], answer[::-1], answer[:0]:
        assert (part.kind, part.mission, part.when) == (answer.kind, mission, answer.when)
    assert answer[1:4].items == answer.items[1:4]
    assert answer[-2:].last() == answer[-1]


def test_ipython_completes_ids_and_names_of_tables() -> None:
    assert mission.resolutions._ipython_key_completions_() == list(mission.resolutions.ids)
    assert mission.leaders_at("2011")._ipython_key_completions_() == ["ad-melkert.srsg", "martin-kobler.srsg"]
    assert mission.tables._ipython_key_completions_() == list(mission.tables)


@pytest.mark.needs("IPython")
def test_ipython_offers_the_keys() -> None:
    pytest.importorskip("IPython")
    from IPython.core.completer import provisionalcompleter
    from IPython.core.interactiveshell import InteractiveShell

    shell: Any = InteractiveShell()  # type: ignore[no-untyped-call]
    shell.user_ns |= {"resolutions": mission.resolutions, "tables": mission.tables}
    with provisionalcompleter():
        for text, wanted in (('resolutions["177', "1770"), ('tables["peo', "people")):
            assert wanted in {completion.text for completion in shell.Completer.completions(text, len(text))}


# Conditions


@pytest.mark.parametrize(
    ("conditions", "ids"),
    [
        ({}, "abcd"),
        ({"kind": "toy"}, "bd"),
        ({"kind": "toy", "count": 1}, "b"),
        ({"kind": "Toy"}, "bd"),
        ({"kind": "hat"}, ""),
        ({"makers": "NLD"}, "ab"),
        ({"makers": ("NLD",)}, "b"),
        ({"makers": ()}, "cd"),
        ({"makers": "NL"}, ""),
        ({"began": "2004"}, "ab"),
        ({"began": "2004-07"}, "a"),
        ({"began": "2004-07-14"}, "a"),
        ({"began": "14 July 2004"}, "a"),
        ({"began": PartialDate(2004)}, "b"),
        ({"began": "2005"}, "c"),
        ({"began": "2004-07/2005"}, "ac"),
        ({"began": "2004/2005-01"}, "ab"),
        ({"began": "2004-07-14/2004-07-14"}, "a"),
        ({"began": None}, "d"),
        ({"count": None}, "c"),
        ({"big": False}, "c"),
        ({"big": None}, "bd"),
    ],
)
def test_where_a_field_has_a_value(conditions: dict[str, Any], ids: str) -> None:
    assert "".join(SMALL.where(**conditions).ids) == ids


def test_where_a_function_says_so() -> None:
    assert SMALL.where(lambda thing: (thing.count or 0) > 1).ids == ("a", "d")
    assert SMALL.where(lambda thing: (thing.count or 0) > 1, kind="toy").ids == ("d",)


def test_where_a_property_has_a_value() -> None:
    assert mission.leaders_at("2009-07-10").where(acting=True).one().name == "Andrew Gilmour"
    assert resolutions.where(expires="2014-07").ids == ("2110",)


def test_where_an_enumeration_is_named_by_its_word() -> None:
    leaders = mission.leaders_at("2018-12-17")
    assert leaders.where(certainty="possible") == leaders.where(certainty=Certainty.POSSIBLE) == leaders[1:]
    assert mission.disputes.where(reason=Reason.RANK) == mission.disputes.where(reason="the curators prefer it")


def test_conditions_that_find_nothing_give_an_empty_answer() -> None:
    assert resolutions.where(number=9999) == resolutions[:0]
    assert resolutions.where(adopted="1999").ids == ()
    assert resolutions[:0].where(relation="extends", number=1) == resolutions[:0]


def test_a_wrong_field_is_an_error_with_suggestions() -> None:
    with pytest.raises(UnknownField, match="unknown field of resolutions 'adoptd'; did you mean adopted") as caught:
        resolutions.where(adoptd="2014")  # type: ignore[call-overload]
    assert caught.value.suggestions[0] == "adopted"
    for ask in (resolutions.sort_by, resolutions.group_by):
        with pytest.raises(UnknownField):
            ask("adoptd")


def test_a_word_that_the_field_cannot_hold_is_an_error() -> None:
    with pytest.raises(UnknownName, match="unknown value of relation in resolutions 'extend'; did you mean extends"):
        resolutions.where(relation="extend")
    with pytest.raises(UnknownName, match="unknown value of certainty in holders 'certian'; did you mean certain"):
        mission.leaders_at("2014").where(certainty="certian")
    with pytest.raises(UnknownName) as caught:
        mission.posts.where(role="zzz")
    assert caught.value.suggestions == ("head", "deputy", "chief", "adviser", "other")


def test_a_date_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(AmbiguousDate):
        resolutions.where(adopted="01/02/2014")
    with pytest.raises(InvalidDate):
        resolutions.where(adopted="soon")


# Time


def test_at_gives_what_holds_then_for_certain_or_perhaps() -> None:
    assert resolutions.at("2014-07").ids == ("2169",)
    assert mission.appointments.at("2018-12-17").where(post="srsg").ids == (
        "jan-kubis.srsg",
        "jeanine-hennis-plasschaert.srsg",
    )
    assert mission.events.at("2003-08-19").where(id="canal-hotel-bombing")
    assert mission.organizations.at("2019-01-01").where(id="dpa") == mission.organizations[:0]


@pytest.mark.parametrize("table", [name for name in TABLES if hasattr(mission.tables[name][0], "period")])
def test_at_asks_each_record_of_a_table(table: str) -> None:
    asked = Period.parse("2014-06/2014-08")

    def holds(record: Any) -> bool:
        if callable(getattr(record, "covers", None)):
            return bool(record.covers(asked))
        period = record.period
        if isinstance(period, PartialDate):
            period = Period(period, period)
        return period is not None and bool(period.covers(asked))

    records = mission.tables[table]
    assert records.at(asked) == records.where(holds)
    assert records.at(asked) == records.at("2014-06/2014-08") == records.between("2014-06", "2014-08")


def test_what_has_no_date_is_never_there() -> None:
    undated = mission.contributions.where(month=None)
    assert undated
    assert not undated.at("0001/9999")


def test_records_without_dates_cannot_be_asked_by_date() -> None:
    with pytest.raises(NotDated, match="people are undated; query a dated table"):
        mission.people.at("2014")
    with pytest.raises(NotDated, match="people are undated"):
        mission.people.between("2014", "2015")
    assert mission.people[:0].at("2014") == mission.people[:0]
    with pytest.raises(InvalidDate):
        mission.people.at("soon")


def test_sources_are_found_by_the_day_of_publication() -> None:
    assert mission.sources.between("2013-07-24", "2013-07-24").where(id="sc-res-2110")


def test_between_holds_both_ends() -> None:
    assert resolutions.between("2013-07", "2014-08").ids == ("2110", "2169", "2170")
    assert resolutions.between("2013-07-24", "2014-07-30").ids == ("2110", "2169")
    assert resolutions.between("2013-07-25", "2014-07-29").ids == ()
    assert resolutions.between("2013-07/2013-08", "2014").first().id == "2110"
    assert resolutions.between(Period(Bound.OPEN, date("2003")), "2003") == resolutions.at("2003")


def test_between_needs_its_ends_in_order() -> None:
    with pytest.raises(InvalidDate, match="its start 2014 is after its end 2013"):
        resolutions.between("2014", "2013")


# One, first, last


def test_one_is_the_only_one() -> None:
    assert SMALL[:1].one() is SMALL[0]
    assert SMALL.one(count=2) is SMALL["d"]
    assert resolutions.one(number=1770).relation == "expands"


def test_one_of_none_or_several_is_an_error_that_shows_them() -> None:
    with pytest.raises(NotOne, match="expected one record of things, found none") as none:
        SMALL.one(count=9)
    assert none.value.found == ()
    with pytest.raises(NotOne, match="found 2: ") as several:
        SMALL.one(kind="toy")
    assert len(several.value.found) == 2
    with pytest.raises(NotOne, match=r"found 24\d: .*; \.\.\.$"):
        mission.mandate_tasks.one()


def test_first_and_last() -> None:
    assert SMALL.first() is SMALL[0]
    assert SMALL.last() is SMALL[-1]
    with pytest.raises(NotOne, match="expected one record of things at least, found none"):
        SMALL[:0].first()
    with pytest.raises(NotOne, match="expected one record of things at least, found none"):
        SMALL[:0].last()


# Groups and order


def test_groups_by_a_field_are_in_order_of_appearance() -> None:
    groups = SMALL.group_by("kind")
    assert {kind: group.ids for kind, group in groups.items()} == {"tool": ("a", "c"), "toy": ("b", "d")}
    assert list(groups) == ["tool", "toy"]
    with pytest.raises(TypeError):
        groups["new"] = SMALL  # type: ignore[index]


def test_groups_by_a_function() -> None:
    groups = SMALL.group_by(lambda thing: thing.began is not None and thing.began.year)
    assert {key: group.ids for key, group in groups.items()} == {2004: ("a", "b"), 2005: ("c",), False: ("d",)}


@given(st.sampled_from(["kind", "count", "big", "makers", "began"]))
def test_groups_hold_every_record_once(key: str) -> None:
    groups = SMALL.group_by(key)
    assert sorted(thing.id for group in groups.values() for thing in group) == list("abcd")
    assert all(getattr(thing, key) == value for value, group in groups.items() for thing in group)


@pytest.mark.parametrize(
    ("keys", "reverse", "ids"),
    [
        (["count"], False, "bdac"),
        (["count"], True, "adbc"),
        (["began"], False, "bacd"),
        (["began"], True, "cabd"),
        (["kind", "count"], False, "acbd"),
        (["kind", "count"], True, "dbac"),
        (["id"], True, "dcba"),
        ([], False, "abcd"),
    ],
)
def test_sorting_puts_what_has_no_value_last(keys: list[str], reverse: bool, ids: str) -> None:
    assert "".join(SMALL.sort_by(*keys, reverse=reverse).ids) == ids


def test_sorting_and_choosing_leave_the_records_as_they_were() -> None:
    before = SMALL.ids
    SMALL.sort_by("count", reverse=True)
    SMALL.where(kind="toy")
    assert SMALL.ids == before


# Plain data


@pytest.mark.parametrize("table", [*TABLES, "sources"])
def test_records_become_plain_data(table: str) -> None:
    records = mission.tables[table]
    plain = records.to_dicts()
    assert json.loads(json.dumps(plain)) == plain
    assert [row["id"] for row in plain] == list(records.ids)
    assert [set(row) for row in plain] == [{field.name for field in attrs.fields(type(r))} for r in records]


def test_dates_become_their_written_form_and_enumerations_their_word() -> None:
    (leader,) = mission.leaders_at("2014-06-10").to_dicts()
    assert leader["certainty"] == "certain"
    assert leader["appointment"]["announced"] == "2013-08-02"
    assert leader["appointment"]["seen_in_office"][0] == "2013-09-29"
    assert leader["person"]["nationality"] == ["BGR"]
    (dispute,) = mission.disputes.where(record="1557").to_dicts()
    assert dispute["reason"] == "the curators prefer it"
    assert dispute["rivals"][1]["value"] == "2004-08-11"


# What a terminal shows


def test_the_shown_form_of_records() -> None:
    assert repr(mission.people.where(nationality="NLD")) == "2 people\n  Ad Melkert\n  Jeanine Hennis-Plasschaert"
    assert repr(resolutions[:0]) == "0 resolutions"
    assert repr(mission.leaders_at("2009-07-10")) == (
        "3 holders\n"
        "  Staffan de Mistura (SRSG), from 2007-11-11, until 2009-07, possible, contested\n"
        "  Ad Melkert (SRSG), from 2009-07, until 2011-08, possible, contested\n"
        "  Andrew Gilmour (SRSG, acting), announced 2009-06-15, until 2009-07, possible"
    )
    assert repr(mission.mandates[-1:]) == "1 mandate\n  S/RES/2732 (2024), 2024-05-31 to 2025-12-31"
    assert repr(mission.countries.where(id="FJI")) == "1 country\n  Fiji (FJI)"
    # Names stand in place of ids, and a contingent shows how many people it had.
    assert "\n  Fiji, troops, 2010-01: 221\n" in repr(mission.deployments_by("Fiji").between("2010", "2010"))
    assert "Georgia, 13th Battalion" in repr(mission.contingents_of("Georgia"))
    assert ": 558 at the start" in repr(mission.contingents_of("Georgia"))


@pytest.mark.parametrize(
    ("kind", "one"),
    [("people", "1 person"), ("countries", "1 country"), ("tallies", "1 tally"), ("offices", "1 office")],
)
def test_one_record_is_named_in_the_singular(kind: str, one: str) -> None:
    records = Records((SMALL[0], SMALL[1]), kind)
    assert repr(records).splitlines()[0] == f"2 {kind}"
    assert repr(records[:1]).splitlines()[0] == one
    assert repr(records[:0]) == f"0 {kind}"


def test_long_answers_are_shown_in_part() -> None:
    lines = repr(resolutions).splitlines()
    assert lines[0] == f"{len(resolutions)} resolutions"
    assert lines[-1] == f"  ... and {len(resolutions) - 12} more"
    assert len(lines) == 14
    assert (
        len(repr(mission.strength.between("2014-01", "2014-12")).splitlines()) == 13
    )  # a year of months is shown whole
    for table in TABLES:
        assert max(map(len, repr(mission.tables[table]).splitlines())) <= 162


def test_the_shown_form_of_a_record_can_be_read_back_in_part() -> None:
    assert repr(mission.posts["srsg"]).startswith(
        "Post(id='srsg', name='Special Representative of the Secretary-General"
    )
    assert "adopted=PartialDate('2013-07-24')" in repr(resolutions["2110"])


def test_a_wrong_field_suggests_fields_alone() -> None:
    with pytest.raises(UnknownField) as refused:
        unami.mission.fatalities.group_by("cause")
    assert not any(name.startswith("_") for name in refused.value.suggestions)
    with pytest.raises(UnknownField):
        unami.mission.people.group_by("__pydantic_serializer__")


DATED = [name for name, table in mission.tables.items() if hasattr(table.record_class, "period")]


@pytest.mark.parametrize("table", DATED)
@given(
    when=partial_dates(first=datetime.date(2003, 1, 1), last=datetime.date(2026, 12, 31))
    | periods(partial_dates(first=datetime.date(2003, 1, 1), last=datetime.date(2026, 12, 31)))
)
def test_records_at_a_time_are_those_whose_own_dates_touch_it(table: str, when: PartialDate | Period) -> None:
    def touches(record: Any) -> bool:
        period = record.span if hasattr(record, "span") else record.period
        if isinstance(period, PartialDate):
            period = Period(period, period)
        return period is not None and bool(period.covers(when))

    records = mission.tables[table]
    assert records.at(when).items == tuple(filter(touches, records))
