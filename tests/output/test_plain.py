"""Tests of the plain form: to_dict, to_plain, JSON, and the behaviour of cattrs and attrs."""

from __future__ import annotations

import datetime
import json
import pickle
from typing import TYPE_CHECKING, Any

import attrs
import cattrs
import pytest
from cattrs.preconf.json import make_converter as make_json_converter
from hypothesis import given

import unami
from helpers.answers import EVERYTHING, RECORDS
from helpers.inside import Plain
from helpers.processes import effect_of, roots
from helpers.strategies import partial_dates, periods
from unami.convert import to_plain
from unami.dates import Bound, Certainty, PartialDate, Period, Span
from unami.errors import NotPlain, NotSourced
from unami.records import TABLES, Contribution, Resolution

if TYPE_CHECKING:
    from collections.abc import Callable

mission = unami.mission
day = mission.at("2014-06-10")


def all_kinds(kind: type[Any]) -> set[type[Any]]:
    return {below for child in kind.__subclasses__() for below in {child, *all_kinds(child)}}


def is_json(value: object) -> bool:
    if isinstance(value, dict):
        return all(type(key) is str and is_json(part) for key, part in value.items())
    if isinstance(value, list):
        return all(map(is_json, value))
    return value is None or type(value) in (str, int, float, bool)


def test_every_record_and_answer_is_tried_here() -> None:
    tried = {type(value).__name__ for value in EVERYTHING.values()}
    kinds = {kind.__name__ for kind in all_kinds(Plain) if attrs.has(kind) and kind.__module__.startswith("unami.")}
    assert kinds == tried == set(EVERYTHING)


# The form


@pytest.mark.parametrize("name", EVERYTHING)
def test_the_plain_form_is_json_and_the_same_everywhere(name: str) -> None:
    value = EVERYTHING[name]
    plain = value.to_dict()
    assert is_json(plain)
    assert list(plain) == [attribute.name for attribute in attrs.fields(type(value))]  # type: ignore[arg-type]
    assert to_plain(value) == unami.to_plain(plain) == vars(value) == plain
    assert json.loads(value.to_json()) == plain
    assert json.loads(json.dumps([value, {"a": value}], default=unami.to_plain)) == [plain, {"a": plain}]
    with pytest.raises(TypeError):
        json.dumps(value)


@pytest.mark.parametrize("table", [*TABLES, "sources"])
def test_records_are_a_list_of_the_same_form(table: str) -> None:
    records = mission.tables[table]
    plain = records.to_dicts()
    assert plain == [record.to_dict() for record in records] == to_plain(records) == vars(records)
    assert json.loads(records.to_json()) == plain


def test_what_each_value_becomes() -> None:
    values: list[tuple[Any, Any]] = [
        (PartialDate.parse("2004-07?"), "2004-07?"),
        (Period.parse("2004-07/.."), "2004-07/.."),
        (Certainty.POSSIBLE, "possible"),
        (Bound.UNKNOWN, ""),
        (unami.Rank.NORMAL, "normal"),
        (datetime.date(2004, 7, 1), "2004-07-01"),
        (mission.posts[:0], []),
        (None, None),
        (True, True),
        (1.5, 1.5),
        (("a", Certainty.NO), ["a", "no"]),
        (frozenset({"b", "a"}), ["a", "b"]),
        ({Certainty.CERTAIN: 1, None: 2, PartialDate(2004): 3, ("a", "b"): 4, 5: 6, True: 7}, None),
    ]
    for value, plain in values[:-1]:
        assert to_plain(value) == plain
        assert type(to_plain(value)) is type(plain)
    assert to_plain(values[-1][0]) == {"certain": 1, "null": 2, "2004": 3, "a|b": 4, "5": 6, "true": 7}
    groups = to_plain(mission.posts.group_by("line"))
    assert is_json(groups)
    assert sum(map(len, groups.values())) == len(mission.posts)


def test_a_number_as_a_key_is_no_truth_value() -> None:
    numbers: list[dict[Any, int]] = [{1: 1, 0: 2}, {True: 1, False: 2}, {1.0: 1, 0.0: 2}, {None: 1}]
    keys = [["1", "0"], ["true", "false"], ["1.0", "0.0"], ["null"]]
    assert [list(to_plain(one)) for one in numbers] == keys
    # As the standard library writes them.
    assert [list(json.loads(json.dumps(one))) for one in numbers] == keys


@pytest.mark.parametrize("value", [mission, mission.dataset, object(), {"a": b"x"}, [1, 2 + 1j], iter(()), int])
def test_what_has_no_plain_form_is_refused(value: object) -> None:
    with pytest.raises(NotPlain, match="has no plain form; expected a record"):
        to_plain(value)
    with pytest.raises(TypeError):
        json.dumps(value, default=unami.to_plain)


def test_a_plain_form_needs_no_other_library() -> None:
    found = effect_of("import unami; unami.mission.posts.to_json(); vars(unami.mission.posts[0])")
    assert not roots(found["modules"]) & {"cattr", "cattrs", "dateutil", "pydantic"}


@given(partial_dates() | periods())
def test_a_date_is_its_text(when: PartialDate | Period) -> None:
    text = to_plain(when)
    assert type(when).parse(text) == when
    assert vars(when) == text
    assert pickle.loads(pickle.dumps(when)) == when


# Names for ids


def test_names_stand_beside_ids_where_asked() -> None:
    troops = mission.contributions.where(country="FJI")
    assert troops.to_dicts(names=True)[0]["country_name"] == "Fiji"
    assert "country_name" not in troops.to_dicts()[0]
    assert troops[0].to_dict(names=mission) == troops.to_dicts(names=True)[0] == troops.to_dicts(names=mission)[0]
    without = {key: value for key, value in troops[0].to_dict(names=mission).items() if key != "country_name"}
    assert without == troops[0].to_dict()
    head = day.heads[0].to_dict(names=mission)
    assert head["person"]["nationality_names"] == ["Bulgaria"]
    assert head["appointment"]["person_name"] == "Nickolay Mladenov"
    assert head["appointment"]["predecessor_name"] == "Martin Kobler"
    assert mission.profile.to_dict(names=mission)["established_by_name"] == "S/RES/1500 (2003)"
    assert json.loads(day.to_json(names=mission))["heads"][0] == head


@pytest.mark.parametrize("table", [*TABLES, "sources"])
def test_every_id_has_a_name(table: str) -> None:
    for record in mission.tables[table]:
        plain = record.to_dict(names=mission)
        assert is_json(plain)
        for key in plain.keys() - record.to_dict().keys():
            own = plain[key.removesuffix("_names").removesuffix("_name")]
            if isinstance(own, list):
                assert len(plain[key]) == len(own)
                assert all(plain[key])
            else:
                assert (plain[key] is None) == (own is None) or table in (
                    "documents",
                    "staffing",
                    "fatalities",
                    "fatality_totals",
                )


def test_names_do_not_depend_on_the_view() -> None:
    view = mission.according_to("seed-wikipedia-2026")
    for record in view.appointments:
        assert record.to_dict(names=view) == record.to_dict(names=mission)


def test_names_need_a_mission() -> None:
    with pytest.raises(NotSourced, match="no mission attached, so the names in them are unknown; pass it"):
        mission.posts[0].to_dict(names=True)
    with pytest.raises(NotSourced, match="these numbers have no mission attached"):
        unami.Records((1, 2), "numbers").to_dicts(names=True)


# attrs and cattrs


@pytest.mark.parametrize("name", EVERYTHING)
def test_attrs_gives_no_second_form_of_a_date(name: str) -> None:
    def held(value: Any) -> list[Any]:
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
        return [value, *(deeper for part in parts for deeper in held(part))]

    value: Any = EVERYTHING[name]
    for part in held(attrs.asdict(value)):
        assert not (isinstance(part, dict) and {"year", "month", "day"} <= part.keys())
    serialized = attrs.asdict(value, value_serializer=lambda _, __, part: to_plain(part))
    assert serialized == value.to_dict() or name == "Span"


@attrs.frozen
class Report:
    """A class in a user's program."""

    title: str
    when: PartialDate
    until: PartialDate | None
    either: PartialDate | Period
    period: Period
    certainty: Certainty
    resolution: Resolution
    troops: unami.Records[Contribution]
    sources: list[unami.Source]
    head: unami.Incumbent | None = None


REPORT = Report(
    "mine",
    PartialDate.parse("2004-07?"),
    None,
    Period.parse("2004/2005"),
    Period.parse("2004/.."),
    Certainty.POSSIBLE,
    mission.resolutions["1770"],
    mission.contributions[:2],
    list(mission.sources[:2]),
    day.heads[0],
)


@pytest.mark.parametrize(
    "make", [cattrs.Converter, make_json_converter, lambda: cattrs.Converter(forbid_extra_keys=True)]
)
def test_one_call_teaches_a_converter_the_form_both_ways(make: Callable[[], cattrs.Converter]) -> None:
    converter = make()
    unami.register_hooks(converter)
    plain = converter.unstructure(REPORT)
    assert json.loads(json.dumps(plain)) == {
        "title": "mine",
        "when": "2004-07?",
        "until": None,
        "either": "2004/2005",
        "period": "2004/..",
        "certainty": "possible",
        "resolution": REPORT.resolution.to_dict(),
        "troops": REPORT.troops.to_dicts(),
        "sources": [source.to_dict() for source in REPORT.sources],
        "head": day.heads[0].to_dict(),
    }
    back = converter.structure(json.loads(json.dumps(plain)), Report)
    assert back == REPORT
    assert converter.structure(
        converter.unstructure(attrs.evolve(REPORT, either=PartialDate(2004))), Report
    ).either == (PartialDate(2004))
    with pytest.raises(cattrs.ClassValidationError):
        converter.structure({**plain, "when": "soon"}, Report)


@pytest.mark.parametrize("name", [*RECORDS, "Incumbent", "Source", "Citation", "Partner", "Evidence", "PanelRow"])
def test_cattrs_reads_back_what_it_wrote(name: str) -> None:
    converter = cattrs.Converter()
    unami.register_hooks(converter)
    value = EVERYTHING[name]
    plain = converter.unstructure(value)
    assert plain == value.to_dict()
    assert converter.structure(plain, type(value)) == value


def test_a_converter_that_was_not_taught_fails_instead_of_giving_a_second_form() -> None:
    with pytest.raises(TypeError):
        json.dumps(cattrs.Converter().unstructure(mission.resolutions["1770"]))


def test_the_hooks_leave_other_types_alone() -> None:
    plain, taught = cattrs.Converter(), cattrs.Converter()
    unami.register_hooks(taught)
    for value in ({1: (2, 3)}, (1, 2), [datetime.date(2004, 1, 1)], frozenset({1})):
        assert taught.unstructure(value) == plain.unstructure(value)
        assert type(taught.unstructure(value)) is type(plain.unstructure(value))


# Dates


def test_a_date_can_be_changed_part_by_part() -> None:
    when = PartialDate.parse("2004-07-14?")
    assert when.replace(day=None) == PartialDate.parse("2004-07?")
    assert when.replace(year=2005, uncertain=False, approximate=True) == PartialDate.parse("2005-07-14~")
    assert when.replace() == when
    assert when.__replace__(month=8) == PartialDate.parse("2004-08-14?")  # what copy.replace calls
    with pytest.raises(unami.InvalidDate):
        when.replace(month=2, day=30)
    assert Span(*(datetime.date(2004, 1, number) for number in range(1, 5))).to_dict()["latest_end"] == "2004-01-04"


def test_a_dispute_says_how_many_contradict_it() -> None:
    disputes = mission.disputes.sort_by("weight", reverse=True)[:3]
    assert [plain["weight"] for plain in disputes.to_dicts()] == [dispute.weight for dispute in disputes]
    assert disputes[0].to_dict()["weight"] > 1
