"""Tasks of the mission under its mandates."""

from typing import Annotated, ClassVar

from attrs import frozen

from unami._base.encodable import Shown
from unami.records._field import Field, Merge
from unami.records._line import line
from unami.records._table import Table

__all__ = ["MandateTask", "Task"]

_CATEGORIES = (
    "political",
    "electoral",
    "regional",
    "security",
    "humanitarian",
    "development",
    "human-rights",
    "protection",
    "institutional",
)
_STRENGTHS = ("mandated", "requested", "prioritized", "subject-to-circumstances", "preambular")


@frozen(kw_only=True)
class Task(Shown):
    """A task of the mission across all its mandates, with the sources that list it.

    Example:
        >>> import unami
        >>> unami.mission.tasks["census"].category
        'institutional'
    """

    __table__: ClassVar[Table] = Table(
        "tasks",
        "Tasks through all mandates.",
        order=70,
        example={"id": "harbour-safety", "name": "Safety of the harbour", "category": "security"},
        named_by=("name",),
    )

    id: Annotated[str, Field("Stable identifier of the task.")]
    name: Annotated[str | None, Field("Short name of the task, in our own words.", Merge.WORDING)] = None
    category: Annotated[str | None, Field("Field of work.", values=_CATEGORIES, classified=True)] = None
    strength: Annotated[
        str | None,
        Field(
            "How binding it is, according to the source.",
            Merge.WORDING,
            values=_STRENGTHS,
            classified=True,
        ),
    ] = None
    detail: Annotated[str | None, Field("What the source says the task includes, in our own words.", Merge.WORDING)] = (
        None
    )

    def __str__(self) -> str:
        return self.name or self.id


@frozen(kw_only=True)
class MandateTask(Shown):
    """A task as set, changed or dropped by one resolution.

    Example:
        >>> import unami
        >>> unami.mission.mandate_tasks["1770-census"].change
        'kept'
    """

    __table__: ClassVar[Table] = Table(
        "mandate_tasks",
        "The effect of each resolution on each task.",
        order=80,
        example={
            "id": "9001-harbour-safety",
            "resolution": "9001",
            "task": "harbour-safety",
            "paragraph": "2 (a)",
            "text": "Advise on the safety of the harbour.",
            "category": "security",
            "strength": "mandated",
            "change": "added",
        },
    )

    id: Annotated[str, Field("Stable identifier of the entry.")]
    resolution: Annotated[str, Field("The resolution.", ref="resolutions", identity=True)]
    task: Annotated[str, Field("The task.", ref="tasks", identity=True)]
    paragraph: Annotated[str | None, Field("Paragraph, or preamble.", Merge.WORDING)] = None
    text: Annotated[str | None, Field("What the paragraph requests, in our own words.", Merge.WORDING)] = None
    category: Annotated[str | None, Field("Field of work.", values=_CATEGORIES, classified=True)] = None
    strength: Annotated[
        str | None,
        Field(
            "How binding the wording is; `preambular` is named in a preamble, which asks for nothing by itself.",
            values=_STRENGTHS,
            classified=True,
        ),
    ] = None
    change: Annotated[
        str | None,
        Field(
            "Difference from the previous resolution that listed tasks.",
            values=("added", "kept", "reworded", "dropped"),
            classified=True,
        ),
    ] = None

    def __str__(self) -> str:
        return line(self.resolution, self.paragraph, says=self.text or self.task) + (
            f" ({self.change})" if self.change else ""
        )
