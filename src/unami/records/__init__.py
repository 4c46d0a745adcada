"""The record classes, one module per kind of thing, fields only.

:data:`TABLES` says which table holds which class. A class is imported when its table, or the class itself, is first
asked for, so that a question about leaders does not pay for elections.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attrs import AttrsInstance

    from unami.records.appointment import Appointment
    from unami.records.country import Country, Place
    from unami.records.deployment import Contingent, Contribution, SecurityArrangement, Strength
    from unami.records.document import CouncilMeeting, Document, Website
    from unami.records.election import Election, Tally
    from unami.records.event import Event, TransitionStep
    from unami.records.government import HostLeader
    from unami.records.humanitarian import CampFigure, Casualties, Displacement, Fatality, HumanRightsReport, Pledge
    from unami.records.mission import MissionProfile
    from unami.records.organization import Affiliation, Organization, Unit
    from unami.records.person import Person
    from unami.records.post import Post
    from unami.records.resolution import PresidentialStatement, Resolution
    from unami.records.staff import Budget, Office, StaffCount
    from unami.records.task import MandateTask, Task

__all__ = [
    "TABLES",
    "Affiliation",
    "Appointment",
    "Budget",
    "CampFigure",
    "Casualties",
    "Contingent",
    "Contribution",
    "CouncilMeeting",
    "Country",
    "Displacement",
    "Document",
    "Election",
    "Event",
    "Fatality",
    "HostLeader",
    "HumanRightsReport",
    "MandateTask",
    "MissionProfile",
    "Office",
    "Organization",
    "Person",
    "Place",
    "Pledge",
    "Post",
    "PresidentialStatement",
    "Resolution",
    "SecurityArrangement",
    "StaffCount",
    "Strength",
    "Tally",
    "Task",
    "TransitionStep",
    "Unit",
    "Website",
    "record_class",
]

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


if not TYPE_CHECKING:
    # Hidden from type checkers, for which a module with this function has every name.
    def __getattr__(name: str) -> object:
        table = next((table for table, home in TABLES.items() if home.partition(":")[2] == name), None)
        if table is None:
            raise AttributeError(f"module 'unami.records' has no attribute {name!r}")
        return record_class(table)
