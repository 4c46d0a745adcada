"""Tests of the errors: one family, natural builtins, and everything in them that a program needs."""

from __future__ import annotations

import copy
import pickle
import re
from importlib.metadata import requires
from typing import TYPE_CHECKING, Any, cast

import pandas
import pyarrow
import pytest

import unami
from helpers.inside import load, write_text
from unami import errors
from unami.errors import DatasetError, InvalidDate, MissingExtra, NotOne, Problem, UnamiError, UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable

mission = unami.mission

BUILTINS: dict[type[UnamiError], type[Exception]] = {
    errors.AmbiguousDate: ValueError,
    errors.DatasetError: ValueError,
    errors.InvalidDate: ValueError,
    errors.InvalidValue: ValueError,
    errors.NotAKey: TypeError,
    errors.NotDated: TypeError,
    errors.NotDecided: ValueError,
    errors.NotOne: LookupError,
    errors.UnknownCountry: KeyError,
    errors.UnknownField: KeyError,
    errors.UnknownName: KeyError,
    errors.UnknownPerson: KeyError,
    errors.FileInTheWay: FileExistsError,
    errors.NotPlain: TypeError,
    errors.NotSourced: TypeError,
    errors.ColumnInTheWay: ValueError,
    errors.MissingExtra: ImportError,
    errors.NotAFrame: TypeError,
    errors.NotAnArray: TypeError,
    errors.UnknownPosition: IndexError,
    errors.UnknownPlace: KeyError,
    errors.UnknownPost: KeyError,
    errors.UnknownRecord: KeyError,
    errors.UnknownSource: KeyError,
    errors.UnknownTable: KeyError,
}

RAISED: dict[type[UnamiError], Callable[[], object]] = {
    errors.AmbiguousDate: lambda: mission.leaders_at("01/02/2014"),
    errors.DatasetError: lambda: unami.open_dataset("no/such/folder"),
    errors.FileInTheWay: lambda: write_text(__file__, "nothing"),
    errors.InvalidDate: lambda: unami.PartialDate.parse("2004-13"),
    errors.InvalidValue: lambda: mission.search("a" * 4001),
    errors.NotAKey: lambda: mission.people[cast("Any", 1.5)],
    errors.ColumnInTheWay: lambda: unami.annotate(pyarrow.table({"day": ["2014"], "head": [1]}), "day"),
    errors.NotAFrame: lambda: unami.annotate([1, 2], "day"),
    errors.NotAnArray: lambda: pandas.DataFrame(mission.people),
    errors.MissingExtra: lambda: load("no_such_module", "frames", "this test"),
    errors.NotDated: lambda: mission.people.at("2014"),
    errors.NotDecided: lambda: int(unami.Days(3, 4)),
    errors.NotPlain: lambda: unami.to_plain(object()),
    errors.NotSourced: lambda: unami.Records((1, 2), "numbers").cite(),
    errors.NotOne: lambda: mission.head_at("2009-07-10"),
    errors.UnknownCountry: lambda: mission.country("Figi"),
    errors.UnknownField: lambda: mission.people.where(nam="x"),  # type: ignore[call-overload]
    errors.UnknownName: lambda: mission.posts.where(role="heads"),
    errors.UnknownPerson: lambda: mission.person("Melkart"),
    errors.UnknownPosition: lambda: mission.resolutions[2110],
    errors.UnknownPost: lambda: mission.post("srgs"),
    errors.UnknownRecord: lambda: mission.people["melkert"],
    errors.UnknownPlace: lambda: mission.place("Niniveh"),
    errors.UnknownSource: lambda: mission.according_to("seed"),
    errors.UnknownTable: lambda: mission.tables["person"],
}


def all_errors() -> set[type[UnamiError]]:
    found = {UnamiError}
    waiting = [UnamiError]
    while waiting:
        kinds = waiting.pop().__subclasses__()
        found.update(kinds)
        waiting.extend(kinds)
    return found


def raised(kind: type[UnamiError]) -> UnamiError:
    with pytest.raises(kind) as caught:
        RAISED[kind]()
    assert type(caught.value) is kind
    return caught.value


def test_every_error_is_listed_here_and_public() -> None:
    assert all_errors() == {UnamiError, *BUILTINS} == {UnamiError, *RAISED}
    for kind in all_errors():
        assert getattr(unami, kind.__name__) is kind
        assert kind.__name__ in unami.__all__
        assert kind.__doc__


@pytest.mark.parametrize("kind", BUILTINS)
def test_every_error_is_a_natural_builtin_too(kind: type[UnamiError]) -> None:
    error = raised(kind)
    assert isinstance(error, UnamiError)
    assert isinstance(error, BUILTINS[kind])
    with pytest.raises(BUILTINS[kind]):
        RAISED[kind]()


@pytest.mark.parametrize("kind", RAISED)
def test_every_error_survives_pickle_and_copy(kind: type[UnamiError]) -> None:
    error = raised(kind)
    error.add_note("seen in a worker")
    for twin in pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error):
        assert type(twin) is kind
        assert str(twin) == str(error)
        assert twin.args == error.args
        assert repr(vars(twin)) == repr(vars(error))


@pytest.mark.parametrize("kind", [kind for kind in RAISED if issubclass(kind, UnknownName)])
def test_every_unknown_name_has_suggestions(kind: type[UnknownName]) -> None:
    error = raised(kind)
    assert isinstance(error, UnknownName)
    assert error.suggestions
    near, far = " or ".join(error.suggestions), ", ".join(error.suggestions)
    unknown = f"unknown {error.kind} {error.given!r}"
    assert str(error) in (f"{unknown}; did you mean {near}?", f"{unknown}: expected one of {far}")


def test_an_unknown_name_like_no_other_has_no_suggestions() -> None:
    with pytest.raises(errors.UnknownCountry) as caught:
        mission.country("xyzzy")
    assert (caught.value.suggestions, str(caught.value)) == ((), "unknown country 'xyzzy'")


def test_an_invalid_date_says_what_and_where() -> None:
    error = raised(InvalidDate)
    assert isinstance(error, InvalidDate)
    assert (error.given, error.position) == ("2004-13", 5)


def test_not_one_shows_what_there_is_but_not_too_much() -> None:
    few = NotOne("thing", ["a", "b"])
    assert (str(few), few.found) == ("expected one thing, found 2: a; b", ("a", "b"))
    many = NotOne("thing", map(str, range(9)))
    assert str(many) == "expected one thing, found 9: 0; 1; 2; 3; 4; ..."
    assert len(many.found) == 9
    assert str(NotOne("thing")) == "expected one thing, found none"


def test_a_dataset_error_lists_every_problem() -> None:
    problems = [
        Problem("people", "expected a date", row=7, column="died", value="soon"),
        Problem("posts.csv", "no such file"),
    ]
    error = DatasetError("my-package", problems)
    assert error.problems == tuple(problems)
    assert str(error) == (
        "my-package: 2 problems\n  people, row 7, column died: 'soon': expected a date\n  posts.csv: no such file"
    )
    assert repr(problems[1]) == "<Problem posts.csv: no such file>"
    assert str(DatasetError("p", problems[1:])).startswith("p: 1 problem\n")


def test_a_problem_survives_pickle() -> None:
    problem = Problem("people", "expected a date", row=7, column="died", value="soon")
    twin = pickle.loads(pickle.dumps(problem))
    assert (twin.table, twin.row, twin.column, twin.value, twin.message) == (
        "people",
        7,
        "died",
        "soon",
        "expected a date",
    )


def test_the_command_of_a_missing_extra_installs_just_what_the_extra_does() -> None:
    named: dict[str, set[str]] = {}
    for required in requires("unami") or ():
        found = re.fullmatch(r"(?P<name>[\w-]+)(\[(?P<of>\w+)\])?[^;]*; extra == ['\"](?P<extra>\w+)['\"]", required)
        if found:
            named.setdefault(found["extra"], set()).add(found["of"] or found["name"])
    meant = {extra: set().union(*(named.get(name, {name}) for name in names)) for extra, names in named.items()}
    assert {extra: set(names) for extra, names in errors._EXTRAS.items()} == meant
    for extra, packages in meant.items():
        text = str(MissingExtra("this", "that", extra))
        assert text.endswith(f"python -m pip install {' '.join(sorted(packages))}")
        assert "unami[" not in text


def test_problems_are_values_and_are_pickled_in_every_protocol() -> None:
    one, other = (
        errors.Problem("people", "wrong", row=2, value="x"),
        errors.Problem("people", "wrong", row=2, value="x"),
    )
    assert one == other != errors.Problem("people", "wrong", row=3, value="x")
    assert len({one, other}) == 1
    failed = errors.DatasetError("mine", [one])
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(failed, protocol))
        assert (str(again), again.problems) == (str(failed), failed.problems)
