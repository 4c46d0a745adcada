"""The location of the record class of each table."""

# Written by .ci/generate.py from the record classes; do not edit.

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unami.records.appointment import Appointment as Appointment
    from unami.records.country import Country as Country
    from unami.records.country import Place as Place
    from unami.records.deployment import Contingent as Contingent
    from unami.records.deployment import Contribution as Contribution
    from unami.records.deployment import ContributionMean as ContributionMean
    from unami.records.deployment import SecurityArrangement as SecurityArrangement
    from unami.records.deployment import Strength as Strength
    from unami.records.document import CouncilMeeting as CouncilMeeting
    from unami.records.document import Document as Document
    from unami.records.document import Website as Website
    from unami.records.election import Election as Election
    from unami.records.election import Tally as Tally
    from unami.records.event import Event as Event
    from unami.records.event import TransitionStep as TransitionStep
    from unami.records.government import HostLeader as HostLeader
    from unami.records.harm import OtherHarm as OtherHarm
    from unami.records.humanitarian import CampFigure as CampFigure
    from unami.records.humanitarian import Casualties as Casualties
    from unami.records.humanitarian import Displacement as Displacement
    from unami.records.humanitarian import Fatality as Fatality
    from unami.records.humanitarian import FatalityTotal as FatalityTotal
    from unami.records.humanitarian import HumanRightsReport as HumanRightsReport
    from unami.records.humanitarian import Pledge as Pledge
    from unami.records.identifier import Identifier as Identifier
    from unami.records.mission import MissionProfile as MissionProfile
    from unami.records.organization import Affiliation as Affiliation
    from unami.records.organization import Organization as Organization
    from unami.records.organization import Unit as Unit
    from unami.records.person import Person as Person
    from unami.records.post import Post as Post
    from unami.records.post_name import PostName as PostName
    from unami.records.resolution import PresidentialStatement as PresidentialStatement
    from unami.records.resolution import Resolution as Resolution
    from unami.records.source import Source as Source
    from unami.records.staff import Budget as Budget
    from unami.records.staff import Office as Office
    from unami.records.staff import RelatedBudget as RelatedBudget
    from unami.records.staff import StaffCount as StaffCount
    from unami.records.task import MandateTask as MandateTask
    from unami.records.task import Task as Task
    from unami.records.vacancy import Vacancy as Vacancy

HOMES = {
    "missions": "mission:MissionProfile",
    "people": "person:Person",
    "posts": "post:Post",
    "post_names": "post_name:PostName",
    "appointments": "appointment:Appointment",
    "vacancies": "vacancy:Vacancy",
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
    "contribution_means": "deployment:ContributionMean",
    "strength": "deployment:Strength",
    "contingents": "deployment:Contingent",
    "security_arrangements": "deployment:SecurityArrangement",
    "staffing": "staff:StaffCount",
    "budgets": "staff:Budget",
    "related_budgets": "staff:RelatedBudget",
    "offices": "staff:Office",
    "elections": "election:Election",
    "tallies": "election:Tally",
    "events": "event:Event",
    "host_leaders": "government:HostLeader",
    "transition": "event:TransitionStep",
    "places": "country:Place",
    "casualties": "humanitarian:Casualties",
    "other_harm": "harm:OtherHarm",
    "human_rights_reports": "humanitarian:HumanRightsReport",
    "fatalities": "humanitarian:Fatality",
    "fatality_totals": "humanitarian:FatalityTotal",
    "displacement": "humanitarian:Displacement",
    "camp": "humanitarian:CampFigure",
    "pledges": "humanitarian:Pledge",
    "identifiers": "identifier:Identifier",
    "sources": "source:Source",
}
"""The tables in the order of the data package, each with the module and the name of its record class."""

NOT_STATED = ("sources",)
"""The tables whose rows are not statements."""

NOT_REQUIRED = (
    "post_names",
    "vacancies",
    "contribution_means",
    "contingents",
    "security_arrangements",
    "related_budgets",
    "tallies",
    "other_harm",
    "fatality_totals",
    "camp",
    "pledges",
    "identifiers",
)
"""The tables that a package need not have."""
