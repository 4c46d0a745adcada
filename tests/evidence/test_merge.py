"""Tests of the rule by which statements are merged into records."""

from __future__ import annotations

import datetime
import itertools
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import unami
from helpers.builders import COLUMNS, CURATION, SOURCES, WORST, Thing, column, date, decision, statement, thing, things
from helpers.effort import calls
from helpers.examples import examples
from helpers.inside import Figure, Merge, Merged, Statement, agree, columns, decide, disputed, read_cell
from helpers.inside import given as read_all
from helpers.strategies import partial_dates
from unami import Rank, Reason, Source
from unami.dates import PartialDate
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PREFERRED, NORMAL, DEPRECATED = Rank

# Few values, so that statements often meet, and all ways for them to agree: finer dates, other spellings, longer lists.
VALUES: dict[str, list[str]] = {
    "began": ["2004", "2004?", "2004-07", "2004-07~", "2004-07-14", "2004-08", "2005"],
    "count": ["22", "23"],
    "share": ["0.5", "57.7"],
    "name": ["Ján Kubiš", "Jan Kubis", "JAN KUBIS", "Kubiš"],
    "big": ["true", "false"],
    "makers": ["BGR", "BGR|NLD", "NLD", "NLD|BGR"],
    "told": ["One way", "Another way"],
    "seen": ["2004", "2004-07-14|2005", "2004|2005"],
}


@st.composite
def statements(draw: st.DrawFn, ranks: tuple[Rank, ...] = (PREFERRED, NORMAL, NORMAL, DEPRECATED)) -> Statement:
    """Draw a row about one of two things, from a source of any tier."""
    said = {name: draw(st.sampled_from(["", "", *values])) for name, values in VALUES.items()}
    source = draw(st.sampled_from(sorted(SOURCES)))
    drawn = statement(source, draw(st.sampled_from(ranks)), draw(st.sampled_from("xy")), **said)
    return attrs.evolve(drawn, locator=draw(st.sampled_from(["p. 1", "p. 2"])))


tables = st.lists(statements(), max_size=7)


def values_of(row: Statement, name: str) -> Any:
    """Return the value of a row for a field; None if it is silent."""
    place = [each.name for each in COLUMNS].index(name)
    cell = row.cells[place]
    return read_cell(COLUMNS[place], cell) if cell else None


def live(rows: list[Statement], record: str) -> list[Statement]:
    return [row for row in rows if row.record == record and row.rank is not DEPRECATED]


# The steps of the rule, as examples


def test_a_record_is_made_field_by_field() -> None:
    made = thing(statement("un-2004", count=22), statement("news-2012", name="Canal Hotel"))
    assert made == Thing(id="x", kind="tool", count=22, name="Canal Hotel")


def test_an_empty_cell_is_silence_and_zero_and_no_are_not() -> None:
    assert thing(statement("un-2004"), statement("news-2012", count=0, big=False)) == Thing(
        id="x", kind="tool", count=0, big=False
    )
    assert decision("count", statement("un-2004")).reason is Reason.SILENCE


def test_what_all_say_is_undisputed() -> None:
    made = decision("count", statement("un-2004", count=22), statement("blog-1999", count=22))
    assert (made.value, made.reason) == (22, Reason.UNDISPUTED)


def test_deprecated_statements_never_win() -> None:
    rows = statement("un-2004", DEPRECATED, count=23), statement("blog-1999", count=22)
    made = decision("count", *rows)
    assert (made.value, made.reason) == (22, Reason.RANK)
    assert decision("count", rows[0]).value is None
    assert decision("count", rows[0]).reason is Reason.SILENCE


def test_values_set_aside_that_contradict_each_other_are_a_dispute_too() -> None:
    rows = [statement("un-2004", DEPRECATED, began="2004-07"), statement("un-2010", DEPRECATED, began="2004-08")]
    made = decision("began", *rows, statement("blog-1999", began="2004"))
    assert (str(made.value), made.reason) == ("2004", Reason.RANK)
    made = decision("told", statement("un-2004", DEPRECATED, told="One way"), statement("un-2010", told="Another"))
    assert made.reason is Reason.UNDISPUTED


def test_a_thing_of_which_only_deprecated_statements_speak_has_no_record() -> None:
    assert things(statement("un-2004", DEPRECATED, count=23)) == ()


def test_preferred_beats_normal_whatever_the_source() -> None:
    made = decision("count", statement("blog-1999", PREFERRED, count=22), statement("un-2010", count=23))
    assert (made.value, made.reason) == (22, Reason.RANK)


def test_a_decision_of_the_curators_decides_only_what_it_states() -> None:
    made = thing(
        statement("un-2010", count=23, name="Right"),
        statement("un-2004", count=21),
        statement(CURATION, PREFERRED, count=22),
    )
    assert (made.count, made.name) == (22, "Right")


def test_among_several_preferred_the_better_source_wins() -> None:
    rows = [statement("blog-1999", PREFERRED, count=21), statement("news-2012", PREFERRED, count=22)]
    made = decision("count", *rows, statement("un-2010", count=23))
    assert (made.value, made.reason) == (22, Reason.TIER)


def test_the_better_tier_wins_over_the_later_and_the_finer_unless_they_agree() -> None:
    made = decision("began", statement("un-2004", began="2005"), statement("news-2012", began="2004-07-14"))
    assert (str(made.value), made.reason) == ("2005", Reason.TIER)
    made = decision("began", statement("un-2004", began="2004"), statement("news-2012", began="2004-07-14"))
    assert (str(made.value), made.reason) == ("2004-07-14", Reason.PRECISION)


def test_a_refinement_that_is_doubtful_or_disputed_is_left_out() -> None:
    made = decision("began", statement("un-2004", began="2004"), statement("news-2012", began="2004-07-14?"))
    assert (str(made.value), made.reason) == ("2004", Reason.TIER)
    level = (statement("news-2012", began="2004-07-14"), statement("news-2012", began="2004-08-01"))
    made = decision("began", statement("un-2004", began="2004"), *level)
    assert (str(made.value), made.reason) == ("2004", Reason.TIER)


@pytest.mark.parametrize(
    ("finer", "coarser"),
    [
        ("2004-07-14", "2004"),
        ("2004-07-14", "2004-07"),
        ("2004-07", "2004"),
        ("2004-07-14?", "2004-07"),
        ("2004-07", "2004-07?"),
        ("2004-07-14", "2004-07-14~"),
    ],
)
def test_a_more_precise_date_beats_a_later_statement_that_it_agrees_with(finer: str, coarser: str) -> None:
    made = decision("began", statement("un-2004", began=finer), statement("un-2010", began=coarser))
    assert (str(made.value), made.reason) == (finer, Reason.PRECISION)


def test_precision_does_not_help_a_date_against_one_that_it_contradicts() -> None:
    made = decision("began", statement("un-2004", began="2004-07-14"), statement("un-2010", began="2005"))
    assert (str(made.value), made.reason) == ("2005", Reason.PUBLICATION)


def test_a_longer_list_beats_a_part_of_it() -> None:
    made = decision("makers", statement("un-2004", makers="BGR|NLD"), statement("un-2010", makers="NLD"))
    assert (made.value, made.reason) == (("BGR", "NLD"), Reason.PRECISION)


def test_lists_have_no_order() -> None:
    made = decision("makers", statement("un-2004", makers="NLD|BGR"), statement("un-2010", makers="BGR|NLD"))
    assert (made.value, made.reason) == (("BGR", "NLD"), Reason.UNDISPUTED)


def test_the_later_published_source_wins() -> None:
    made = decision("count", statement("un-2010", count=23), statement("un-2004", count=22))
    assert (made.value, made.reason) == (23, Reason.PUBLICATION)


def test_an_undated_source_loses_to_a_dated_one() -> None:
    made = decision("count", statement("un-undated", count=23), statement("un-2004", count=22))
    assert (made.value, made.reason) == (22, Reason.PUBLICATION)


def test_level_values_that_differ_are_an_open_tie_with_all_that_are_level() -> None:
    made = decision(
        "count",
        statement("un-2010-too", count=23),
        statement("un-2010", count=22),
        statement("un-2004", count=21),
    )
    assert (made.value, made.reason, made.level) == (22, Reason.TIE, (22, 23))


def test_a_source_that_contradicts_itself_is_a_tie() -> None:
    assert decision("count", statement("un-2010", count=23), statement("un-2010", count=22)).reason is Reason.TIE


def test_level_values_that_agree_are_only_ways_of_saying_it() -> None:
    made = decision("name", statement("un-2010-too", name="Jan Kubis"), statement("un-2010", name="Ján Kubiš"))
    assert (made.value, made.reason) == ("Ján Kubiš", Reason.WORDING)


def test_a_field_of_wording_is_never_a_tie() -> None:
    made = decision("told", statement("un-2010-too", told="One way"), statement("un-2010", told="Another way"))
    assert (made.value, made.reason) == ("Another way", Reason.WORDING)


def test_the_values_of_a_union_are_taken_together_in_order() -> None:
    made = decision(
        "seen",
        statement("un-2010", seen="2005|2004-07-14"),
        statement("blog-1999", seen="2003"),
        statement(CURATION, PREFERRED, seen="2004-07-14"),
        statement("un-2004", DEPRECATED, seen="1999"),
    )
    assert tuple(map(str, made.value)) == ("2003", "2004-07-14", "2005")
    assert made.reason is Reason.SUM


def test_records_come_in_the_order_of_their_ids() -> None:
    made = things(statement(record="b"), statement(record="c"), statement(record="a"))
    assert [each.id for each in made] == ["a", "b", "c"]


# What agrees, and what is disputed


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (date("2009-07"), date("2009-07-13"), True),
        (date("2009-07?"), date("2009-07"), True),
        (date("2009-07"), date("2009-08-01"), False),
        (("BGR",), ("BGR", "NLD"), True),
        (("BGR", "SWE"), ("BGR", "NLD"), False),
        ("Ján Kubiš", "JAN KUBIS", True),
        ("al-Sudani", "Al Sudani", True),
        ("Al Hassan", "Al Hussein", False),
        (22, 22, True),
        (22, 23, False),
        (True, False, False),
        (0.5, 0.25, False),
    ],
)
def test_what_agrees(one: Any, other: Any, expected: bool) -> None:
    assert agree(one, other) is expected
    assert agree(other, one) is expected


@pytest.mark.parametrize("name", sorted(VALUES))
def test_agreement_is_symmetric_and_reflexive(name: str) -> None:
    read = [read_cell(column(name), text) for text in VALUES[name]]
    for one, other in itertools.product(read, read):
        assert agree(one, one)
        assert agree(one, other) is agree(other, one)


@given(partial_dates(), partial_dates())
def test_agreement_of_dates_is_symmetric_and_reflexive(one: PartialDate, other: PartialDate) -> None:
    assert agree(one, one)
    assert agree(one, other) is agree(other, one)
    assert agree(one, other) is one.compatible(other)


@given(st.text(max_size=6), st.text(max_size=6))
def test_agreement_of_texts_is_symmetric_and_reflexive(one: str, other: str) -> None:
    assert agree(one, one)
    assert agree(one, other) is agree(other, one)


def test_a_dispute_needs_values_that_cannot_all_be_true() -> None:
    assert disputed(column("count"), [22, 22, 23])
    assert not disputed(column("count"), [22, 22])
    assert not disputed(column("began"), [date("2004"), date("2004-07"), date("2004-07-14")])
    assert disputed(column("began"), [date("2004"), date("2004-07"), date("2004-08")])
    assert not disputed(column("told"), ["One way", "Another way"])
    assert not disputed(column("seen"), [(date("2004"),), (date("2005"),)])
    assert not disputed(column("kind"), ["tool", "toy"])


# The rule, for any table


@given(tables.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_merge_does_not_depend_on_the_order_of_the_rows(pair: tuple[list[Statement], list[Statement]]) -> None:
    rows, shuffled = pair
    assert things(*rows) == things(*shuffled)
    for name in VALUES:
        about = [decision(name, *live(order, "x")) for order in pair]
        assert about[0].reason is about[1].reason
        assert set(about[0].level) == set(about[1].level)


@given(tables)
def test_saying_a_thing_twice_changes_nothing(rows: list[Statement]) -> None:
    assert things(*rows, *rows) == things(*rows)


@pytest.mark.parametrize("table", TABLES)
def test_what_one_source_says_is_read_as_the_rule_decides_it(table: str) -> None:
    said = unami.mission.statements(table)
    merged = unami.mission.dataset.merged
    assert dict(merged(table, said)) == dict(merged(table, (*said, *said)))


@given(tables, statements(ranks=(DEPRECATED,)))
def test_a_deprecated_statement_changes_no_record_and_makes_none(rows: list[Statement], added: Statement) -> None:
    assert things(*rows, added) == things(*rows)


@given(tables)
def test_a_record_is_there_if_and_only_if_a_live_statement_is(rows: list[Statement]) -> None:
    made = [each.id for each in things(*rows)]
    assert made == sorted({row.record for row in rows if row.rank is not DEPRECATED})


@given(tables, st.data())
def test_a_record_merged_alone_is_that_of_the_whole_table(rows: list[Statement], data: st.DataObject) -> None:
    whole = {each.id: each for each in things(*rows)}
    alone = Merged(Thing, COLUMNS, rows, SOURCES)
    for name in data.draw(st.lists(st.sampled_from(["x", "y", "z", "nothing"]))):
        assert alone.get(name) == whole.get(name)
        assert alone.get(name) is alone.get(name)
    assert dict(alone) == whole
    for field in VALUES:
        value = Merged(Thing, COLUMNS, rows, SOURCES).field(field)
        assert {name: known or None for name, known in value.items()} == {
            name: getattr(each, field) or None for name, each in whole.items()
        }


@given(tables)
def test_each_value_is_that_of_a_live_statement(rows: list[Statement]) -> None:
    for made in things(*rows):
        for name in VALUES:
            said = [value for row in live(rows, made.id) if (value := values_of(row, name)) is not None]
            shown = getattr(made, name)
            if column(name).spec.merge is Merge.UNION:
                assert set(shown) == set(itertools.chain.from_iterable(said))
                assert list(shown) == sorted(shown)
            elif said:
                assert shown in said
            else:
                assert shown in (None, ())


def best_placed(rows: list[Statement], name: str) -> list[Any]:
    """List the values of a field in the statements of the best tier that give one."""
    said = [(value, row) for row in rows if (value := values_of(row, name)) is not None]
    places = [(row.rank is not PREFERRED, SOURCES[row.source].tier) for _, row in said]
    return [value for (value, _), place in zip(said, places, strict=True) if place == min(places)]


@given(tables)
def test_the_best_placed_statements_are_followed_and_of_them_the_most_precise(rows: list[Statement]) -> None:
    for made, name in itertools.product(things(*rows), VALUES):
        best = best_placed(live(rows, made.id), name)
        if best and column(name).spec.merge is not Merge.UNION:
            shown = getattr(made, name)
            # A value of a worse tier may refine the choice among the best, but never override it.
            if name == "began":
                assert shown in best or any(shown.refines(other) for other in best)
                assert not any(other.refines(shown) for other in best)
            elif name == "makers":
                assert shown in best or any(set(shown) > set(other) for other in best)
                assert not any(set(other) > set(shown) for other in best)
            else:
                assert shown in best


def coarser(value: Any) -> st.SearchStrategy[Any]:
    """Draw a value that agrees with another and is not more precise."""
    if isinstance(value, PartialDate):
        choices = [value, PartialDate(value.year)]
        if value.month is not None:
            choices.append(PartialDate(value.year, value.month))
        return st.sampled_from(choices)
    if isinstance(value, tuple) and value:
        return st.lists(st.sampled_from(value), min_size=1, unique=True).map(tuple)
    return st.just(value)


@given(tables, st.data())
def test_a_worse_statement_that_agrees_changes_nothing(rows: list[Statement], data: st.DataObject) -> None:
    records = things(*rows)
    assume(records)
    made = data.draw(st.sampled_from(records))
    said = {name: data.draw(st.none() | coarser(getattr(made, name)), name) for name in VALUES}
    added = statement(WORST.id, NORMAL, made.id, **{name: value for name, value in said.items() if value is not None})
    assert things(*rows, added, sources={**SOURCES, WORST.id: WORST}) == records


@given(tables, st.sampled_from(sorted(VALUES)))
def test_a_decision_of_the_curators_closes_every_tie(rows: list[Statement], name: str) -> None:
    about = [row for row in live(rows, "x") if row.rank is NORMAL]
    value = read_cell(column(name), VALUES[name][0])
    made = decision(name, *about, statement(CURATION, PREFERRED, **{name: value}))
    assert made.reason is not Reason.TIE
    assert made.value == value or made.reason is Reason.SUM


@given(tables, st.sampled_from(sorted(VALUES)))
def test_undisputed_is_said_only_of_what_nobody_disputes(rows: list[Statement], name: str) -> None:
    about = [row for row in rows if row.record == "x"]
    said = [value for row in about if (value := values_of(row, name)) is not None]
    if decision(name, *about).reason is Reason.UNDISPUTED:
        assert not disputed(column(name), said)


# Many statements on one thing: the same rule by comparing each pair, to which the quick one must be equal


def refines(one: Any, other: Any) -> bool:
    if isinstance(one, PartialDate):
        return one.refines(other) or (
            other.qualified and not one.qualified and (one.earliest, one.latest) == (other.earliest, other.latest)
        )
    return isinstance(one, tuple) and set(one) > set(other)


def says_more(one: Any, other: Any) -> bool:
    if isinstance(one, PartialDate):
        return one.refines(other) and not one.qualified
    if isinstance(one, Figure):
        return one.edge is None and other.edge is not None and agree(one, other)
    return refines(one, other)


def settled_by_pairs(
    name: str, live: list[tuple[Any, Statement]], sources: Mapping[str, Source]
) -> tuple[Any, Reason, tuple[Any, ...]]:
    def of(row: Statement) -> Source:
        return sources[row.source]

    steps: list[tuple[Reason, Callable[[list[tuple[Any, Statement]]], list[tuple[Any, Statement]]]]] = [
        (Reason.UNDISPUTED, list),
        (Reason.TIER, lambda kept: [p for p in kept if of(p[1]).tier == min(of(row).tier for _, row in kept)]),
        (Reason.EXACT, lambda kept: [p for p in kept if getattr(p[0], "edge", None) is None] or kept),
        (Reason.PRECISION, lambda kept: [p for p in kept if not any(refines(other, p[0]) for other, _ in kept)]),
        (Reason.PUBLICATION, lambda kept: latest_of(kept, of)),
    ]
    for reason, step in steps:
        live = step(live)
        if all(value == live[0][0] for value, _ in live):
            return live[0][0], reason, ()
    live = sorted(live, key=lambda pair: (pair[1].source, pair[1].locator, str(pair[0])))
    value = live[0][0]
    if column(name).spec.merge is Merge.WORDING or all(agree(value, other) for other, _ in live):
        return value, Reason.WORDING, ()
    return value, Reason.TIE, tuple(dict.fromkeys(other for other, _ in live))


def latest_of(kept: list[tuple[Any, Statement]], of: Callable[[Statement], Source]) -> list[tuple[Any, Statement]]:
    dates = [published for _, row in kept if (published := of(row).published) is not None]
    return [pair for pair in kept if of(pair[1]).published == max(dates)] if dates else kept


def decided_by_pairs(
    name: str, said: list[tuple[Any, Statement]], sources: Mapping[str, Source]
) -> tuple[Any, Reason, tuple[Any, ...]]:
    alive = [pair for pair in said if pair[1].rank is not DEPRECATED]
    if not alive:
        return None, Reason.SILENCE, ()
    if all(value == alive[0][0] for value, _ in alive):
        set_aside = disputed_by_pairs(name, [value for value, _ in said])
        return alive[0][0], Reason.RANK if set_aside else Reason.UNDISPUTED, ()
    pool = [pair for pair in alive if pair[1].rank is PREFERRED] or alive
    value, reason, level = settled_by_pairs(name, pool, sources)
    if reason is Reason.UNDISPUTED:
        return value, Reason.RANK, ()
    finer = [pair for pair in pool if says_more(pair[0], value)]
    while finer and column(name).spec.merge is Merge.CLAIM and reason is not Reason.TIE:
        refined = settled_by_pairs(name, finer, sources)
        if refined[1] is Reason.TIE:
            break
        value, reason, level = refined[0], Reason.PRECISION, ()
        finer = [pair for pair in finer if says_more(pair[0], value)]
    return value, reason, level


def disputed_by_pairs(name: str, values: list[Any]) -> bool:
    spec = column(name).spec
    pairs = itertools.combinations(dict.fromkeys(values), 2)
    return spec.merge is Merge.CLAIM and not spec.identity and any(not agree(*pair) for pair in pairs)


LISTS = [f"{first}|{rest}" for first, rest in itertools.permutations("ABCD", 2)] + list("ABCD") + ["A|B|C", "C|B|A|D"]
DATES = [f"{day}{mark}" for day in ("2004", "2004-07", "2004-07-14", "2004-07-15", "2005") for mark in ("", "?", "~")]
MANY = {**VALUES, "makers": LISTS, "began": DATES}
FIELDS = st.sampled_from([name for name in sorted(MANY) if name != "seen"])


@given(
    FIELDS.flatmap(
        lambda name: st.tuples(
            st.just(name),
            st.lists(
                st.tuples(
                    st.sampled_from(MANY[name]),
                    st.sampled_from(sorted(SOURCES)),
                    st.sampled_from([PREFERRED, NORMAL, NORMAL, DEPRECATED]),
                ),
                max_size=12,
            ),
        )
    )
)
@examples(4)
def test_the_rule_is_the_one_of_comparing_each_pair(drawn: tuple[str, list[tuple[str, str, Rank]]]) -> None:
    name, said = drawn
    rows = [statement(source, rank, **{name: cell}) for cell, source, rank in said]
    pairs = [(values_of(row, name), row) for row in rows]
    made = decision(name, *rows)
    assert (made.value, made.reason, made.level) == decided_by_pairs(name, pairs, SOURCES)
    values = [value for value, _ in pairs]
    assert disputed(column(name), values) is disputed_by_pairs(name, values)


@pytest.mark.parametrize("table", TABLES)
def test_the_packaged_record_is_decided_as_by_comparing_each_pair(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = unami.mission.dataset
    kept: dict[str, list[Statement]] = {}
    for row in dataset.statements(table):
        kept.setdefault(row.record, []).append(row)
    made = columns(record_class(table))
    # The rule by pairs asks for a column by its name.
    monkeypatch.setitem(globals(), "column", {each.name: each for each in made}.__getitem__)
    for rows in kept.values():
        for place, each in enumerate(made):
            pairs = read_all(each, place, rows)
            if each.spec.merge is not Merge.UNION and len({row.cells[place] for row in rows}) > 1:
                decided = decide(each, pairs, dataset.sources_by_id)
                expected = decided_by_pairs(each.name, pairs, dataset.sources_by_id)
                assert (decided.value, decided.reason, decided.level) == expected
                values = [value for value, _ in pairs]
                assert disputed(each, values) is disputed_by_pairs(each.name, values)


N = 1000
PARTS = [f"p{number}" for number in range(N)]
CROWDS = {
    "different numbers": ("count", [str(number) for number in range(N)]),
    "different texts": ("name", PARTS),
    "texts that only punctuation parts": ("name", ["a" + "." * 9 * number for number in range(N)]),
    "different days": ("began", [str(datetime.date(2004, 1, 1) + datetime.timedelta(day)) for day in range(N)]),
    "longer and longer lists": ("makers", ["|".join(PARTS[: number + 1]) for number in range(N)]),
    "lists of all but one": ("makers", ["|".join(PARTS[:number] + PARTS[number + 1 :]) for number in range(N)]),
    "longer and longer texts in other words": ("told", PARTS),
}


@pytest.mark.slow
@pytest.mark.parametrize("tiers", [1, N])
@pytest.mark.parametrize("crowd", CROWDS)
def test_a_thousand_statements_on_one_thing_are_not_compared_pair_by_pair(crowd: str, tiers: int) -> None:
    name, cells = CROWDS[crowd]
    sources = {f"s{n}": Source(id=f"s{n}", title="t", kind="k", tier=n % tiers) for n in range(N)}
    rows = [statement(f"s{number}", NORMAL, **{name: cell}) for number, cell in enumerate(cells)]
    place = [each.name for each in COLUMNS].index(name)
    pairs = read_all(COLUMNS[place], place, rows)
    # There are half a million pairs, and several calls for each.
    most = 100 * N + 2 * sum(map(len, cells))
    assert calls(lambda: decide(COLUMNS[place], pairs, sources)) < most
    assert calls(lambda: disputed(COLUMNS[place], [value for value, _ in pairs])) < most
