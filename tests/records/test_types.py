"""Tests of the types of values: each is described in one place, and known everywhere."""
# Without the import from __future__: the fields of a record class are read off their annotations.

from typing import Annotated

import attrs
import pytest

from helpers.inside import TYPES, Field, ValueType, columns, read_cell, show_value, write_cell
from unami import Records, to_plain


@attrs.frozen
class Least:
    """A number with an edge: that many, or more."""

    number: int


@attrs.frozen(kw_only=True)
class Crowd:
    """A record with such numbers."""

    id: Annotated[str, Field("Identifier.")]
    size: Annotated[Least | None, Field("How many.")] = None
    sizes: Annotated[tuple[Least, ...], Field("Counts.")] = ()


def test_a_new_type_of_value_is_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    row = ValueType(
        "number with an edge",
        lambda text: Least(int(text.removesuffix("+"))),
        text=lambda value: f"{value.number} or more",
        cell=lambda value: f"{value.number}+",
        plain=lambda value: f"{value.number}+",
        parts=(("", str), ("_least", int)),
        split=lambda value: (f"{value.number}+", value.number),
    )
    monkeypatch.setitem(TYPES, Least, row)
    size, sizes = columns(Crowd)
    many = (Least(22), Least(700))
    assert (read_cell(size, "700+"), write_cell(many)) == (Least(700), "22+|700+")
    assert (read_cell(sizes, "700+") == (Least(700),), show_value(many)) == (True, "22 or more, 700 or more")
    assert to_plain({"size": Least(700), "sizes": many}) == {"size": "700+", "sizes": ["22+", "700+"]}
    crowds = Records((Crowd(id="one", size=Least(700), sizes=many), Crowd(id="two")), "crowds", Crowd)
    assert crowds.to_arrow().to_pylist() == [
        {"id": "one", "size": "700+", "size_least": 700, "sizes": ["22+", "700+"]},
        {"id": "two", "size": None, "size_least": None, "sizes": []},
    ]
    assert crowds.to_csv().splitlines()[1] == "one,700+,700,22+|700+"


def test_values_of_derived_classes_look_like_those_of_their_type() -> None:
    class Percent(float):
        """As numbers of NumPy are."""

    assert (write_cell(Percent(58)), to_plain(Percent(58)), show_value((True, False))) == ("58", 58.0, "yes, no")
    assert (show_value(58.0), show_value(58.5), show_value(58.0, "about")) == ("58", "58.5", "about 58")
