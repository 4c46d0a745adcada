"""Generate the files derived from the record classes: their index, the tables of a mission, and the data descriptor.

A record class describes its table completely. This program reads the classes and writes the modules and files that list
all of them, so that a new class is one module, one CSV file and one test:

    python .ci/generate.py            write outdated files
    python .ci/generate.py --check    list outdated files, and fail (for the data, ``unami check`` does)

Usage: generate.py [--check] [ROOT]
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any, get_args

import attrs

HEAD = "# Written by .ci/generate.py from the record classes; do not edit."


def record_classes(root: Path) -> list[type[Any]]:
    """The classes of all tables, in the order of the data package."""
    sys.path.insert(0, str(root / "src"))
    found = []
    for path in sorted((root / "src/unami/records").glob("[a-z]*.py")):
        module = importlib.import_module(f"unami.records.{path.stem}")
        classes = (value for _, value in inspect.getmembers(module, inspect.isclass))
        found += [kind for kind in classes if "__table__" in vars(kind) and kind.__module__ == module.__name__]
    return sorted(found, key=lambda kind: (kind.__table__.order, kind.__table__.name))


def _needed(about: Any) -> bool:
    """Whether every package must have a table."""
    return bool(about.required and about.general)


def _home(kind: type[Any]) -> str:
    return kind.__module__.rpartition(".")[2]


def _imports(kinds: list[type[Any]], *, public: bool) -> list[str]:
    lines = []
    for home in sorted({_home(kind) for kind in kinds}):
        names = sorted(kind.__name__ for kind in kinds if _home(kind) == home)
        if public:
            lines += [f"    from unami.records.{home} import {name} as {name}" for name in names]
        else:
            lines.append(f"    from unami.records.{home} import {', '.join(names)}")
    return lines


def index(kinds: list[type[Any]]) -> str:
    """The module with the location of each class, so that none must be imported to find it."""
    homes = [f'    "{kind.__table__.name}": "{_home(kind)}:{kind.__name__}",' for kind in kinds]
    return "\n".join(
        [
            '"""The location of the record class of each table."""',
            "",
            HEAD,
            "",
            "from typing import TYPE_CHECKING",
            "",
            "if TYPE_CHECKING:",
            *_imports(kinds, public=True),
            "",
            "HOMES = {",
            *homes,
            "}",
            '"""The tables in the order of the data package, each with the module and the name of its record class."""',
            "",
            f"NOT_STATED = {tuple(kind.__table__.name for kind in kinds if not kind.__table__.stated)!r}",
            '"""The tables whose rows are not statements."""',
            "",
            f"NOT_REQUIRED = {tuple(kind.__table__.name for kind in kinds if not _needed(kind.__table__))!r}",
            '"""The tables that a package need not have."""',
            "",
        ]
    )


def tables(kinds: list[type[Any]]) -> str:
    """The module with the tables of a mission, typed by their records."""
    overloads, properties = [], []
    for kind in kinds:
        about = kind.__table__
        overloads += [
            "    @overload",
            f'    def __getitem__(self, name: Literal["{about.name}"]) -> Records[{kind.__name__}]: ...',
        ]
        properties += [
            "",
            "    @property",
            f"    def {about.name}(self) -> Records[{kind.__name__}]:",
            f'        """{about.about}"""',
            f'        return self._table("{about.name}")',
        ]
    return "\n".join(
        [
            '"""The tables of a mission, each with the type of its records."""',
            "",
            HEAD,
            "",
            "from __future__ import annotations",
            "",
            "from collections.abc import Mapping",
            "from typing import TYPE_CHECKING, Any, Literal, overload",
            "",
            "from attrs import frozen",
            "",
            "from unami._base.encodable import InNotebooks, opaque",
            "from unami._base.names import pick",
            "from unami._mission.core import MissionCore",
            "from unami.errors import UnknownTable",
            "from unami.records import ALL_TABLES",
            "",
            "if TYPE_CHECKING:",
            "    from collections.abc import Callable, Iterator",
            "",
            "    from unami.records._sequence import Records",
            *_imports(kinds, public=False),
            "",
            '__all__ = ["TableProperties", "Tables"]',
            "",
            "",
            "@opaque",
            "@frozen(eq=False, repr=False)",
            'class Tables(InNotebooks, Mapping[str, "Records[Any]"]):',
            '    """All tables of a mission by name; a table is read on first access.',
            "",
            "    Example:",
            "        >>> import unami",
            '        >>> unami.mission.tables["people"] is unami.mission.people',
            "        True",
            '    """',
            "",
            "    _read: Callable[[str], Records[Any]]",
            "    _names: tuple[str, ...] = ALL_TABLES",
            "",
            *overloads,
            "    @overload",
            "    def __getitem__(self, name: str) -> Records[Any]: ...",
            "    def __getitem__(self, name: str) -> Records[Any]:",
            '        return self._read(pick(name, self, UnknownTable, "table"))',
            "",
            "    def __iter__(self) -> Iterator[str]:",
            "        return iter(self._names)",
            "",
            "    def __len__(self) -> int:",
            "        return len(self._names)",
            "",
            "    def __contains__(self, name: object) -> bool:",
            "        return isinstance(name, str) and name in self._names",
            "",
            "    def _ipython_key_completions_(self) -> list[str]:",
            '        """The names that IPython completes in ``tables["``."""',
            "        return list(self)",
            "",
            "    def __repr__(self) -> str:",
            "        return f\"<tables {', '.join(self)}>\"",
            "",
            "",
            "class TableProperties(MissionCore):",
            '    """The tables by their names."""',
            "",
            "    __slots__ = ()",
            "",
            "    @property",
            "    def tables(self) -> Tables:",
            '        """All tables by name."""',
            "        return Tables(self._table, self.dataset.shape.tables)",
            *properties,
            "",
        ]
    )


def conditions(kinds: list[type[Any]]) -> str:
    """The module that tells type checkers which fields each class of records can be asked by."""
    from unami.records._former import former_names

    keys, overloads = [], []
    for kind in kinds:
        names = sorted(name for name in dir(kind) if isinstance(getattr(kind, name), property) and name[0] != "_")
        fields = [*(field.name for field in attrs.fields(kind)), *former_names(kind)]
        keys += [
            "",
            f"class _{kind.__name__}(TypedDict, total=False):",
            *(f"    {name}: object" for name in dict.fromkeys((*fields, *names))),
            "",
        ]
        for method, first, answer in (
            (
                "where",
                f"fits: Callable[[{kind.__name__}], object] | None = None, /, ",
                f"Records[{kind.__name__}]",
            ),
            ("one", "", kind.__name__),
        ):
            arguments = f"self: Conditions[{kind.__name__}], {first}**values: Unpack[_{kind.__name__}]"
            overloads.append((method, f"    def {method}({arguments}) -> {answer}: ..."))
        for written, grouped in _by_type(kind).items():
            key = f"self: Conditions[{kind.__name__}], key: Literal[{', '.join(map(repr, grouped))}]"
            answer = f"Mapping[{written}, Records[{kind.__name__}]]"
            overloads.append(("group_by", f"    def group_by({key}) -> {answer}: ..."))
    answers = "fits: Callable[[_T_co], object] | None = None, /, **values: object"
    overloads += [
        # A condition alone can be put to records of any class.
        ("where", f"    def where(self: _A, {answers}) -> _A: ...  # type: ignore[overload-overlap]"),
        ("where", "    def where(self, fits: Callable[[_T_co], object], /) -> Records[_T_co]: ..."),
        ("one", "    def one(self: Conditions[Answer], **values: object) -> _T_co: ..."),
        ("one", "    def one(self) -> _T_co: ..."),
        ("group_by", "    def group_by(self, key: str) -> Mapping[Any, Records[_T_co]]: ..."),
        ("group_by", "    def group_by(self, key: Callable[[_T_co], _K]) -> Mapping[_K, Records[_T_co]]: ..."),
    ]
    methods = [
        line
        for method in ("where", "one", "group_by")
        for name, text in overloads
        if name == method
        for line in ("    @overload", text)
    ]
    return "\n".join(
        [
            "# What records can be asked and grouped by, for type checkers: a field that a class does not have is an error.",
            HEAD,
            "",
            "from collections.abc import Callable, Mapping",
            "from typing import Any, Generic, Literal, TypedDict, TypeVar, Unpack, overload",
            "",
            "from unami._base.encodable import Answer",
            "from unami.dates import PartialDate",
            "from unami.records._sequence import Records",
            *(line.removeprefix("    ") for line in _imports(kinds, public=False)),
            "",
            '_A = TypeVar("_A", bound=Conditions[Answer])',
            '_K = TypeVar("_K")',
            '_T_co = TypeVar("_T_co", covariant=True)',
            "",
            *keys,
            "class Conditions(Generic[_T_co]):",
            *methods,
            "",
        ]
    )


def _by_type(kind: type[Any]) -> dict[str, list[str]]:
    """The fields of a class by the type of their values, as it is written."""
    fields: dict[str, list[str]] = {}
    for field in attrs.fields(kind):
        written = get_args(field.type)[0]
        text = written.__name__ if isinstance(written, type) and not get_args(written) else str(written)
        fields.setdefault(re.sub(r"[\w.]+\.(?=\w)", "", text), []).append(field.name)
    return fields


def formatted(text: str, name: str = "generated.py") -> str:
    """Python source as the formatter of the project writes it."""
    for command in (["check", "--fix", "--select", "I"], ["format"]):
        ruff = [sys.executable, "-m", "ruff", *command, "-q", "-", "--stdin-filename", f"src/unami/{name}"]
        text = subprocess.run(ruff, input=text, capture_output=True, text=True, check=True).stdout
    return text


def reference(text: str, kinds: list[type[Any]]) -> str:
    """The page of public names, with the names of the record classes."""
    names = ["TABLES", *sorted(kind.__name__ for kind in kinds if kind.__table__.stated), "record_class"]
    row = f"| `unami.records` | {', '.join(f'`{name}`' for name in names)} |"
    return re.sub(r"^\| `unami\.records` \|.*$", row, text, flags=re.MULTILINE)


def faults(root: Path, kinds: list[type[Any]]) -> list[str]:
    """Mistakes in record classes, which would otherwise cause errors far from them."""
    from unami._mission.mission import Mission

    found = []
    classes, names = Counter(kind.__name__ for kind in kinds), Counter(kind.__table__.name for kind in kinds)
    members = {name for base in Mission.__mro__ if base.__name__ != "TableProperties" for name in vars(base)}
    homes = {_home(kind) for kind in kinds}
    paths = sorted((root / "src/unami/records").glob("[a-z]*.py"))
    found += [f"records/{path.name}: no class with a __table__" for path in paths if path.stem not in homes]
    for kind in kinds:
        about, where = kind.__table__, f"{_home(kind)}.{kind.__name__}"
        specs = {field.name: _spec(field.type) for field in attrs.fields(kind)}
        if classes[kind.__name__] > 1:
            found.append(f"{where}: another record class has this name")
        if names[about.name] > 1:
            found.append(f"{where}: another class has the table {about.name}")
        if not re.fullmatch("[a-z][a-z_]*", about.name):
            found.append(f"{where}: {about.name!r} is not a name of lower-case letters and underscores")
        elif about.name in members:
            found.append(f"{where}: Mission already has a member {about.name}")
        if "id" not in specs:
            found.append(f"{where}: it has no field id")
        for name, spec in specs.items():
            if spec is None:
                found.append(f"{where}.{name}: expected Annotated[..., Field(...)]")
            elif spec.ref is not None and spec.ref not in names:
                found.append(f"{where}.{name}: it refers to {spec.ref!r}, which is not a table")
        given = {"id"} | {
            name for name, spec in specs.items() if spec is not None and spec.identity and not spec.derived
        }
        found += [f"{where}: its example lacks {name}" for name in sorted(given - about.example.keys())]
        found += [
            f"{where}: its example has {name!r}, which is not a field" for name in about.example.keys() - specs.keys()
        ]
        told = {
            "terms": about.terms,
            "asked_as": about.asked_as.values(),
            "rests_on": (*about.rests_on, *chain(*about.rests_on.values())),
            "calendar": chain(*about.calendar.values()),
        }
        for part, fields in told.items():
            found += [
                f"{where}: {part} names {name!r}, which it does not have" for name in fields if not hasattr(kind, name)
            ]
    return found


def _spec(annotation: Any) -> Any:
    """The meaning of a field, if it has one."""
    return next((part for part in get_args(annotation) if type(part).__name__ == "Field"), None)


def schemas_not_up_to_date(root: Path) -> list[str]:
    """The JSON Schemas that differ from the classes, are missing, or belong to no class."""
    from unami._output.schema import write_schemas

    with tempfile.TemporaryDirectory() as folder:
        write_schemas(folder)
        fresh = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
    kept = {path.name: path.read_bytes() for path in (root / "src/unami/schemas").iterdir()}
    return sorted(name for name in fresh.keys() | kept.keys() if fresh.get(name) != kept.get(name))


def written(root: Path, kinds: list[type[Any]]) -> dict[Path, str]:
    """The expected content of each file."""
    source, page = root / "src/unami", root / "docs/reference/what-you-can-rely-on.md"
    return {
        source / "records/_index.py": formatted(index(kinds)),
        source / "records/_conditions.pyi": formatted(conditions(kinds), "generated.pyi"),
        source / "_mission/tables.py": formatted(tables(kinds)),
        page: reference(page.read_text("utf-8"), kinds),
    }


def main() -> int:
    """Write or list outdated files."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    parser.add_argument("root", nargs="?", type=Path, default=Path(__file__).parent.parent)
    given = parser.parse_args()
    root = given.root.resolve()
    kinds = record_classes(root)
    wrong = faults(root, kinds)
    if wrong:
        print(*wrong, sep="\n")
        return 1
    texts = written(root, kinds)
    stale = {path: text for path, text in texts.items() if not path.exists() or path.read_text("utf-8") != text}
    for path, text in stale.items():
        print(f"{'not up to date' if given.check else 'written'}: {path.relative_to(root)}")
        if not given.check:
            path.write_text(text, encoding="utf-8")
    if given.check:
        schemas = [] if stale else schemas_not_up_to_date(root)
        print(*(f"not up to date: src/unami/schemas/{name}\n" for name in schemas), sep="", end="")
        return 1 if stale or schemas else 0
    for path in (root / "src/unami/schemas").glob("*.json"):
        if path.stem not in {*(kind.__table__.name for kind in kinds), "export"}:
            path.unlink()
    # A separate process, for the classes that were only just listed. Without a folder, it also writes the schemas.
    command = [sys.executable, "-m", "unami", "format"]
    return subprocess.run(command, check=False, env={**os.environ, "PYTHONPATH": str(root / "src")}).returncode


if __name__ == "__main__":
    sys.exit(main())
