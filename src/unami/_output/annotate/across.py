"""Annotation of frames whose rows are of several missions, in any engine: each mission's answers, and then a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from unami._base.extras import load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from unami._mission.mission import Mission

__all__ = ["Choice", "chosen"]


@frozen
class Choice:
    """Which columns become which.

    Args:
        by: The column of the frame that names the mission of each row.
        prefixes: The prefix of the columns with the answers of each mission, by its name.
        names: The names of the columns of one mission without the prefix, each with the name that it gets.
    """

    by: str
    prefixes: Mapping[str, str]
    names: Mapping[str, str]


def chosen(
    native: Any, missions: Mapping[str, Mission], choice: Choice, add: Callable[[Any, str, Mission], Any]
) -> Any:
    """Add the answers of each mission to a frame, and keep for each row those of its own.

    Args:
        native: The frame.
        missions: The missions by name.
        choice: Which columns become which.
        add: Adds the answers of a mission to a frame, with a prefix.
    """
    narwhals = load("narwhals", "frames", "annotate()")
    for name, mission in missions.items():
        native = add(native, choice.prefixes[name], mission)
    if narwhals.dependencies.is_dask_dataframe(native):
        # Each partition is a pandas frame; narwhals is dropping support for Dask.
        return native.map_partitions(_kept, choice)
    return _kept(native, choice)


def _kept(native: Any, choice: Choice) -> Any:
    """A frame with the answers of each row's own mission; of a row of another mission, nulls."""
    narwhals = load("narwhals", "frames", "annotate()")
    frame = narwhals.from_native(native)
    schema = frame.collect_schema()
    mission = narwhals.col(choice.by)
    columns = []
    for name, final in choice.names.items():
        answers = [f"{prefix}{name}" for prefix in choice.prefixes.values()]
        kind = schema[answers[0]]
        encoded = kind == narwhals.Categorical and not _of_same_words(frame, answers)
        value: Any = None
        for key, prefix in choice.prefixes.items():
            answer = narwhals.col(f"{prefix}{name}")
            answer = answer.cast(narwhals.String) if encoded else answer
            rows = narwhals.when(mission == key).then(answer)
            value = rows if value is None else rows.otherwise(value)
        columns.append((value.cast(kind) if encoded else value).alias(final))
    added = [f"{prefix}{name}" for prefix in choice.prefixes.values() for name in choice.names]
    return frame.with_columns(columns).drop(added).to_native()


def _of_same_words(frame: Any, columns: list[str]) -> bool:
    """Whether categorical columns of pandas have the same categories, and so can be mixed as they are."""
    if not frame.implementation.is_pandas():
        return False
    words = [list(frame[column].to_native().cat.categories) for column in columns]
    return all(each == words[0] for each in words)
