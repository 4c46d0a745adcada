"""Tests of values quoted in errors: recognizable, never in full, and without control characters."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from helpers.inside import cut, shown, visible


@given(st.text(max_size=300), st.integers(3, 250))
def test_what_is_shown_is_short_and_can_be_printed(text: str, longest: int) -> None:
    for made in shown(text, longest), cut(text, longest):
        assert len(made) <= longest + len("...")
        made.encode()
    assert shown(text, longest).isprintable()
    if len(repr(text)) <= longest:
        assert shown(text, longest) == repr(text)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text() | st.binary(), st.lists))
def test_short_values_are_shown_as_they_are(value: Any) -> None:
    assert shown(value, 10_000) == visible(repr(value))[:10_000]


def test_an_object_that_cannot_be_shown_is_named_by_its_class() -> None:
    class Shy:
        def __repr__(self) -> str:
            raise KeyError

    assert shown(Shy()) == "<Shy>"
    assert shown(10**5000) == "<int>"


def test_a_very_long_text_is_not_read_to_its_end() -> None:
    assert shown("x" * 10**8) == "'" + "x" * 199 + "..."
    assert cut("x" * 10**8, 5) == "xxxxx..."


def test_lone_surrogates_are_written_out() -> None:
    assert visible("a\ud800b") == "a\\ud800b"
