"""The record classes, one module per kind of thing, fields only.

:data:`TABLES` says which table holds which class. A class is imported when its table is first
asked for, so that a question about leaders does not pay for elections.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import AttrsInstance

__all__ = ["TABLES", "record_class"]

TABLES: dict[str, str] = {
    "missions": "mission:MissionProfile",
    "people": "person:Person",
    "posts": "post:Post",
    "appointments": "appointment:Appointment",
    "resolutions": "resolution:Resolution",
    "presidential_statements": "resolution:PresidentialStatement",
    "tasks": "task:Task",
    "mandate_tasks": "task:MandateTask",
    "documents": "document:Document",
    "council_meetings": "document:CouncilMeeting",
    "websites": "document:Website",
    "organizations": "organization:Organization",
    "affiliations": "organization:Affiliation",
    "units": "organization:Unit",
    "countries": "country:Country",
    "contributions": "deployment:Contribution",
    "strength": "deployment:Strength",
    "contingents": "deployment:Contingent",
    "security_arrangements": "deployment:SecurityArrangement",
    "staffing": "staff:StaffCount",
    "budgets": "staff:Budget",
    "offices": "staff:Office",
    "elections": "election:Election",
    "tallies": "election:Tally",
    "events": "event:Event",
    "host_leaders": "government:HostLeader",
    "transition": "event:TransitionStep",
    "places": "country:Place",
    "casualties": "humanitarian:Casualties",
    "human_rights_reports": "humanitarian:HumanRightsReport",
    "fatalities": "humanitarian:Fatality",
    "displacement": "humanitarian:Displacement",
    "camp": "humanitarian:CampFigure",
    "pledges": "humanitarian:Pledge",
}
"""Each table of statements, in the order of the data package, with its record class."""


@cache
def record_class(table: str) -> type[AttrsInstance]:
    """The class of the records of a table.

    Args:
        table: A key of :data:`TABLES`.

    Example:
        >>> record_class("people").__name__
        'Person'
    """
    module, _, name = TABLES[table].partition(":")
    found: type[AttrsInstance] = getattr(import_module(f"unami.records.{module}"), name)
    return found
