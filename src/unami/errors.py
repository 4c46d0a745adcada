"""All errors of the library: one base class, and one class for each kind of failure.

Each error also derives from the matching builtin, so ``except LookupError`` and ``except ValueError`` work without
importing anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unami._base.text import cut, did_you_mean, shown, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "AmbiguousDate",
    "ColumnInTheWay",
    "DatasetError",
    "FileInTheWay",
    "InvalidDate",
    "InvalidValue",
    "MissingExtra",
    "NotAFrame",
    "NotAKey",
    "NotAnArray",
    "NotDated",
    "NotDecided",
    "NotOne",
    "NotPlain",
    "NotSourced",
    "Problem",
    "UnamiDeprecationWarning",
    "UnamiError",
    "UnknownCountry",
    "UnknownField",
    "UnknownName",
    "UnknownPerson",
    "UnknownPlace",
    "UnknownPosition",
    "UnknownPost",
    "UnknownRecord",
    "UnknownSource",
    "UnknownTable",
]


_LONGEST_MESSAGE = 2000
"""Maximum number of characters shown of a message; it may quote text from a data package."""

_MOST_PROBLEMS = 200
"""Maximum number of problems that the message of an error shows."""

_EXTRAS = {
    "calendar": ("icalendar",),
    "charts": ("altair", "vl-convert-python"),
    "cli": ("argcomplete", "rich"),
    "frames": ("narwhals", "pyarrow"),
    "pandas": ("narwhals", "pandas", "pyarrow"),
    "polars": ("narwhals", "polars", "pyarrow"),
    "site": ("altair", "itables", "jinja2", "vl-convert-python"),
    "xlsx": ("openpyxl",),
}
"""The packages that each extra installs, by their names on the package index; a test compares them."""


class UnamiError(Exception):
    """Base class of all errors that the library raises deliberately.

    Example:
        >>> import unami
        >>> issubclass(unami.UnknownCountry, unami.UnamiError)
        True
    """

    def __str__(self) -> str:
        # KeyError would show the repr of the message.
        return str(self.args[0]) if self.args else ""

    def __reduce__(self) -> tuple[object, ...]:
        # By default, unpickling calls the class with the message, which does not match these constructors.
        return _rebuild, (type(self), self.args, self.__dict__)


def _rebuild(kind: type[UnamiError], args: tuple[object, ...], state: dict[str, object]) -> UnamiError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error


class UnamiDeprecationWarning(DeprecationWarning):
    """Warning: a part of the public interface will change or disappear in a later minor version.

    Example:
        >>> import warnings
        >>> import unami
        >>> warnings.simplefilter("error", unami.UnamiDeprecationWarning)  # in the tests of an application
    """


class InvalidDate(UnamiError, ValueError):
    """The text or object cannot be read as a date.

    Args:
        given: What was passed.
        problem: What is wrong with it, as a clause.
        position: Index of the first offending character in ``given``, where there is one.

    Example:
        >>> import unami
        >>> unami.PartialDate.parse("2004-13")
        Traceback (most recent call last):
            ...
        unami.errors.InvalidDate: '2004-13' is not a date: month 13 is not one of 01 to 12 (at position 5)
    """

    given: object
    position: int | None

    def __init__(self, given: object, problem: str, position: int | None = None) -> None:
        self.given = given
        self.position = position
        where = "" if position is None else f" (at position {position})"
        super().__init__(f"{shown(given)} is not a date: {cut(problem, _LONGEST_MESSAGE)}{where}")


class AmbiguousDate(UnamiError, ValueError):
    """The text can be read as more than one date.

    Args:
        given: The text.
        readings: The dates that it can mean, as EDTF text.

    Example:
        >>> import unami
        >>> unami.mission.leaders_at("01/02/2014")
        Traceback (most recent call last):
            ...
        unami.errors.AmbiguousDate: '01/02/2014' can be read as 2014-01-02 or 2014-02-01; write one of these
    """

    given: str
    readings: tuple[str, ...]

    def __init__(self, given: str, readings: Sequence[str]) -> None:
        self.given = given
        self.readings = tuple(readings)
        super().__init__(f"{shown(given)} can be read as {' or '.join(self.readings)}; write one of these")


class InvalidValue(UnamiError, ValueError):
    """The value cannot be used: a search text is too long, or an object is not a path or not a number.

    Args:
        what: What was expected, such as ``"search text"``.
        given: What was passed.
        problem: What is wrong with it, as a clause.

    Example:
        >>> import unami
        >>> unami.mission.search(None)
        Traceback (most recent call last):
            ...
        unami.errors.InvalidValue: None is not a search text: expected words
    """

    given: object

    def __init__(self, what: str, given: object, problem: str) -> None:
        self.given = given
        super().__init__(f"{shown(given)} is not a {what}: {problem}")


class UnknownName(UnamiError, KeyError):
    """The name is not in the data set.

    It is a ``KeyError``, the error that mappings and template engines expect for a missing name.

    Args:
        kind: What kind of name was expected, such as ``"country"``.
        given: What was passed.
        suggestions: The nearest valid names, best first.
        problem: What is wrong with it, as a clause, if it is not merely unknown.

    Example:
        >>> import unami
        >>> try:
        ...     unami.mission.tables["appointment"]
        ... except unami.UnknownName as error:
        ...     error.suggestions[0]
        'appointments'
    """

    kind: str
    given: object
    suggestions: tuple[str, ...]

    def __init__(self, kind: str, given: object, suggestions: Iterable[str] = (), problem: str = "") -> None:
        self.kind = kind
        self.given = given
        self.suggestions = tuple(suggestions)
        message = f"unknown {cut(kind)} {shown(given)}"
        if problem:
            message += f": {problem}"
        super().__init__(message + did_you_mean(self.suggestions))


class UnknownCountry(UnknownName):
    """No country of the data set has this name or code."""


class UnknownPlace(UnknownName):
    """No place of the data set has this name or code."""


class UnknownPerson(UnknownName):
    """No person of the data set has this name or id."""


class UnknownPost(UnknownName):
    """No post of the data set has this name or id."""


class UnknownSource(UnknownName):
    """No source of the data set has this id."""


class UnknownTable(UnknownName):
    """The data package has no table of this name."""


class UnknownField(UnknownName):
    """The records of a table have no field of this name."""


class UnknownRecord(UnknownName):
    """A table has no record of this id."""


class UnknownPosition(UnknownRecord, IndexError):
    """A collection has no record at this position.

    Example:
        >>> import unami
        >>> unami.mission.resolutions[2110]
        Traceback (most recent call last):
            ...
        unami.errors.UnknownPosition: unknown position in resolutions '2110'; did you mean the id "2110"?
    """


class NotAKey(UnamiError, TypeError):
    """Records were indexed with something other than an id, a position or a slice.

    Args:
        kind: What the records are, in the plural.
        given: What was passed.
        problem: What is wrong with it, as a clause.

    Example:
        >>> import unami
        >>> unami.mission.resolutions[None]
        Traceback (most recent call last):
            ...
        unami.errors.NotAKey: cannot select resolutions by None: expected an id, a position or a slice
    """

    given: object

    def __init__(self, kind: str, given: object, problem: str = "expected an id, a position or a slice") -> None:
        self.given = given
        super().__init__(f"cannot select {cut(kind)} by {shown(given)}: {problem}")


class NotDated(UnamiError, TypeError):
    """Undated records were queried by date.

    Args:
        kind: What the records are, in the plural.

    Example:
        >>> import unami
        >>> unami.mission.people.at("2014")
        Traceback (most recent call last):
            ...
        unami.errors.NotDated: people are undated; query a dated table such as appointments
    """

    kind: str

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(f"{cut(kind)} are undated; query a dated table such as appointments")


class NotDecided(UnamiError, ValueError):
    """Two dates or numbers of days were compared, and what is known of them allows both yes and no.

    Args:
        question: What was asked, such as ``2014-06 < 2014-06-15``.
        instead: What to ask instead.

    Example:
        >>> import datetime
        >>> import unami
        >>> unami.PartialDate(2014, 6) < datetime.date(2014, 6, 15)
        Traceback (most recent call last):
            ...
        unami.errors.NotDecided: 2014-06 < 2014-06-15 cannot be decided: ask before(), after() or same_day(), ...
    """

    question: str

    def __init__(self, question: str, instead: str) -> None:
        self.question = question
        super().__init__(f"{cut(question)} cannot be decided: {instead}")


class NotOne(UnamiError, LookupError):
    """Exactly one record or column was expected, but none or several were found.

    Args:
        what: What was asked for, such as ``"head of mission on 2009-07-10"``.
        found: What was found, one text for each answer.

    Example:
        >>> import unami
        >>> unami.mission.head_at("2009-07-10")
        Traceback (most recent call last):
            ...
        unami.errors.NotOne: expected one head of mission on 2009-07-10, found 3: ...
    """

    found: tuple[str, ...]
    silent_variable_failure: bool

    def __init__(self, what: str, found: Iterable[str] = ()) -> None:
        self.found = tuple(found)
        # Django templates then render nothing, as for an object that does not exist.
        self.silent_variable_failure = not self.found
        listed = "; ".join(map(cut, self.found[:5])) + ("; ..." if len(self.found) > 5 else "")
        tail = f"found {len(self.found)}: {listed}" if self.found else "found none"
        super().__init__(f"expected one {cut(what)}, {tail}")


class Problem:
    """One problem in a data package, with its location.

    Args:
        table: The table (or file) with the problem.
        message: What is wrong and what was expected, in plain words.
        row: Line number in the CSV file as an editor shows it (the header is line 1).
        column: The column.
        value: The offending text of the cell.

    Example:
        >>> print(Problem("people", "expected a date such as 2004-07-14", row=7, column="died", value="soon"))
        people, row 7, column died: 'soon': expected a date such as 2004-07-14
    """

    __slots__ = ("column", "message", "row", "table", "value")

    table: str
    message: str
    row: int | None
    column: str | None
    value: str | None

    def __init__(
        self,
        table: str,
        message: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        self.table = table
        self.message = message
        self.row = row
        self.column = column
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Problem) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def __reduce__(self) -> tuple[object, ...]:
        return _again, self._parts()

    def _parts(self) -> tuple[str, str, int | None, str | None, str | None]:
        return self.table, self.message, self.row, self.column, self.value

    def __str__(self) -> str:
        place = self.table
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        given = "" if self.value is None else f" {shown(self.value)}:"
        # The message may quote untrusted text from the package.
        return visible(f"{cut(place, _LONGEST_MESSAGE)}:{given} {cut(self.message, _LONGEST_MESSAGE)}")

    def __repr__(self) -> str:
        return f"<Problem {self}>"


def _again(table: str, message: str, row: int | None, column: str | None, value: str | None) -> Problem:
    return Problem(table, message, row=row, column=column, value=value)


class DatasetError(UnamiError, ValueError):
    """The data package cannot be used; lists every problem found in it.

    Args:
        where: The package, as the caller named it.
        problems: All problems, in file order; the message shows the first of them.

    Example:
        >>> import unami
        >>> unami.open_dataset("no/such/folder")
        Traceback (most recent call last):
            ...
        unami.errors.DatasetError: no/such/folder: 1 problem
          no/such/folder: no such file or folder; expected a folder or zip with a datapackage.json, or a workbook (.xlsx)
    """

    where: str
    problems: tuple[Problem, ...]

    def __init__(self, where: str, problems: Sequence[Problem]) -> None:
        self.where = where
        self.problems = tuple(problems)
        count = len(self.problems)
        lines = [f"{cut(where, _LONGEST_MESSAGE)}: {count} problem{'' if count == 1 else 's'}"]
        lines.extend(f"  {problem}" for problem in self.problems[:_MOST_PROBLEMS])
        if count > _MOST_PROBLEMS:
            lines.append(f"  ... and {count - _MOST_PROBLEMS} more")
        super().__init__("\n".join(lines))


class NotSourced(UnamiError, TypeError):
    """Records without a mission were asked for something that only a mission knows, such as sources.

    Args:
        kind: What the records are, in the plural.
        wanted: What was asked for.
        advice: What to do.

    Example:
        >>> import unami
        >>> unami.Records((1, 2), "numbers").cite()
        Traceback (most recent call last):
            ...
        unami.errors.NotSourced: these numbers have no mission attached, so their sources are unknown
    """

    def __init__(self, kind: str, wanted: str = "their sources", advice: str = "") -> None:
        tail = f"; {advice}" if advice else ""
        super().__init__(f"these {cut(kind)} have no mission attached, so {wanted} are unknown{tail}")


class NotPlain(UnamiError, TypeError):
    """The value has no plain form: it is neither a value of the library nor a JSON value.

    Args:
        given: What was passed.

    Example:
        >>> import unami
        >>> unami.to_plain(unami.mission)
        Traceback (most recent call last):
            ...
        unami.errors.NotPlain: a unami._mission.mission.Mission has no plain form; expected a record, an answer, a date, ...
    """

    def __init__(self, given: object) -> None:
        expected = "a record, an answer, a date, or lists and dictionaries of these"
        super().__init__(f"a {_name_of(given)} has no plain form; expected {expected}")


def _name_of(given: object) -> str:
    kind = type(given)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


class MissingExtra(UnamiError, ImportError):
    """An optional package that the feature needs is not installed.

    Args:
        what: What was asked for.
        package: The package that is missing.
        extra: The extra of the library that brings it.

    Example:
        >>> print(MissingExtra("to_polars()", "polars", "polars"))
        to_polars() needs the package polars; install it with: python -m pip install narwhals polars pyarrow
    """

    package: str
    extra: str

    def __init__(self, what: str, package: str, extra: str) -> None:
        self.package = package
        self.extra = extra
        # Name the packages, not the extra: the library may be installed from its repository and be on no index.
        command = f"python -m pip install {' '.join(_EXTRAS[extra])}"
        super().__init__(f"{what} needs the package {package}; install it with: {command}")


class FileInTheWay(UnamiError, FileExistsError):
    """The target file or folder already exists and was not overwritten.

    Args:
        path: What already exists.
        advice: Why it was not overwritten, or what to do.

    Example:
        >>> print(FileInTheWay("out.csv"))
        out.csv already exists; choose another name or pass overwrite=True
    """

    path: str

    def __init__(self, path: str, advice: str = "choose another name or pass overwrite=True") -> None:
        self.path = path
        super().__init__(f"{path} already exists; {advice}")


class ColumnInTheWay(UnamiError, ValueError):
    """The data frame already has a column with the name of one to be added; nothing is overwritten.

    Args:
        columns: The names that are taken.
        problem: Why they cannot be used, and what to do about it.

    Example:
        >>> print(ColumnInTheWay(["head"]))
        the frame already has the column 'head'; choose other names with prefix= or suffix=
    """

    columns: tuple[str, ...]

    def __init__(self, columns: Iterable[str], problem: str | None = None) -> None:
        self.columns = tuple(columns)
        named = cut(", ".join(shown(column) for column in self.columns[:10]), _LONGEST_MESSAGE)
        named += ", ..." if len(self.columns) > 10 else ""
        several = "s" if len(self.columns) > 1 else ""
        super().__init__(
            f"column{several} {named}: {problem}"
            if problem
            else f"the frame already has the column{several} {named}; choose other names with prefix= or suffix="
        )


class NotAFrame(UnamiError, TypeError):
    """The object to annotate is not a data frame of a supported kind.

    Args:
        given: What was passed.
        problem: The error of its own package, for a frame that this package cannot use, such as a DuckDB relation whose
            connection is closed.

    Example:
        >>> import unami
        >>> unami.annotate([1, 2], "day")
        Traceback (most recent call last):
            ...
        unami.errors.NotAFrame: a list cannot be annotated; expected a data frame of pandas, Polars, PyArrow, ...
    """

    def __init__(self, given: object, problem: str | None = None) -> None:
        known = "pandas, Polars, PyArrow, DuckDB, Dask or PySpark, or one of them wrapped by narwhals"
        reason = f": {visible(problem[:_LONGEST_MESSAGE])}" if problem else f"; expected a data frame of {known}"
        super().__init__(f"a {_name_of(given)} cannot be annotated{reason}")


class NotAnArray(UnamiError, TypeError):
    """Records were passed to ``pandas.DataFrame``, which would turn them into one column of objects.

    Args:
        kind: What the records are, in the plural.

    Example:
        >>> import pandas, unami
        >>> pandas.DataFrame(unami.mission.people)
        Traceback (most recent call last):
            ...
        unami.errors.NotAnArray: people would become one column of objects; use .to_pandas()
    """

    kind: str

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(f"{kind} would become one column of objects; use .to_pandas()")
