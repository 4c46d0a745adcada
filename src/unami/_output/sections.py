"""A snapshot in words: titled sections of lines, each with its record and sources. Every display of a snapshot shows these."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from unami._base.names import fold
from unami._mission.label import line_of, named_elsewhere, with_label
from unami._mission.nothing import why_other
from unami._output.plain import name_of, named
from unami._output.worded import line_in_words, value_in_words
from unami.dates import Certainty
from unami.records._cell import show_value
from unami.records._line import counted, line
from unami.records.deployment import kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unami._evidence.claim import Dispute
    from unami._mission.mandate import Mandate
    from unami._mission.mission import Mission
    from unami._mission.snapshot import Partner, Snapshot
    from unami._mission.tenure import Incumbent
    from unami.records._sequence import Records
    from unami.records.government import HostLeader
    from unami.records.humanitarian import Casualties
    from unami.records.source import Source
    from unami.records.staff import Office
    from unami.records.task import MandateTask
    from unami.records.vacancy import Vacancy

__all__ = ["PARTS", "Line", "Section", "adopted_text", "heading", "running_text", "sections_of"]

PARTS = (
    "head",
    "deputies",
    "vacancies",
    "mandate",
    "tasks",
    "partners",
    "personnel",
    "staff",
    "offices",
    "casualties",
    "before-and-after",
    "government",
    "events",
    "disputes",
)
"""Names of the sections of a snapshot, in order."""


@frozen
class Line:
    """A line of a snapshot.

    Args:
        text: What it says.
        detail: What it says in addition, such as the limits of a tenure.
        certainty: Whether it certainly or possibly applied, if that can differ.
        record: The record behind it, if there is one.
        sources: Its sources, best tier first.
        under: The lines under it: the tasks in a field of work, the values in a dispute.
        stands: For a value in a dispute: whether it agrees with the one that is shown.
    """

    text: str
    detail: str = ""
    certainty: Certainty | None = None
    record: Any = None
    sources: tuple[Source, ...] = ()
    under: tuple[Line, ...] = ()
    stands: bool = False

    @property
    def told(self) -> str:
        """What it says, with a word before it if it is uncertain.

        Example:
            >>> Line("Basra", certainty=Certainty.POSSIBLE).told, Line("Basra").told
            ('possibly Basra', 'Basra')
        """
        return f"possibly {self.text}" if self.certainty is Certainty.POSSIBLE else self.text


@frozen
class Section:
    """A titled section of a snapshot.

    Args:
        name: Its name, one of :data:`PARTS`.
        title: Its title.
        lines: Its lines.
        none: What it says if it has no lines; empty for a section that is then left out.
    """

    name: str
    title: str
    lines: tuple[Line, ...]
    none: str = ""


def heading(snapshot: Snapshot) -> str:
    """Return the title of a snapshot.

    Args:
        snapshot: The snapshot.
    """
    return f"{snapshot.mission or 'The mission'} on {snapshot.when}"


def running_text(snapshot: Snapshot) -> str:
    """Return whether the mission existed, in words; empty if it certainly did.

    Args:
        snapshot: The snapshot.

    Example:
        >>> import unami
        >>> running_text(unami.mission.at("2002-01-01"))
        'the mission did not exist then'
    """
    if snapshot.running is Certainty.CERTAIN:
        return ""
    if snapshot.silent:
        return "no source of this view tells when it existed"
    return "it may not have existed yet, or no more" if snapshot.running else "the mission did not exist then"


def sections_of(snapshot: Snapshot, *, worded: bool = False) -> tuple[Section, ...]:
    """Return the sections of a snapshot that say something.

    Args:
        snapshot: The snapshot.
        worded: Whether dates and the words of lists are in words, for people who do not ask for them again.

    Example:
        >>> import unami
        >>> [section.title for section in sections_of(unami.mission.at("2014-06-10"))][:3]
        ['Head of mission', 'Deputies', 'Mandate']
        >>> print(sections_of(unami.mission.at("2014-06-10"), worded=True)[0].lines[0].detail)
        announced 2 August 2013, in office since 25 September 2013, until March 2015 (uncertain)
    """
    return tuple(section for section in _sections(snapshot, worded=worded) if section.lines or section.none)


def _sections(snapshot: Snapshot, *, worded: bool) -> Iterator[Section]:
    sources_of = {entry.id: entry.sources for entry in reversed(snapshot.evidence)}
    mission = snapshot.tasks.mission

    def say(text: str, *given: Any) -> str:
        return line_in_words(mission, text, *given) if worded and mission is not None else text

    def entry(text: str, given: Any, detail: str = "", certainty: Certainty | None = None) -> Line:
        """A line about a record or an answer of the snapshot."""
        behind = getattr(given, "behind", given)
        about = (behind,) if behind is given else (behind, given)
        return Line(say(text, *about), say(detail, *about), certainty, behind, sources_of[given.id])

    for name, title, holders in (
        ("head", "Head of mission", snapshot.heads),
        ("deputies", "Deputies", snapshot.deputies),
    ):
        lines = (entry(_holder(each), each, _since(each), each.certainty) for each in holders)
        yield Section(name, title, tuple(lines), _nobody(snapshot, {"head": "head", "deputies": "deputy"}[name]))
    vacant = (
        entry(_vacancy(each, mission), each, _vacant_since(each), snapshot.vacancies.certainty_of(each))
        for each in snapshot.vacancies
    )
    yield Section("vacancies", "Vacant posts", tuple(vacant))
    mandates = (entry(_mandate(each), each, _term(each), each.certainty) for each in snapshot.mandates)
    yield Section("mandate", "Mandate", tuple(mandates), "none known")
    fields = (
        Line(
            say(str(category or "no field of work stated"), *tasks[:1]),
            under=tuple(entry(_task(each, mission), each) for each in tasks),
        )
        for category, tasks in snapshot.tasks.group_by("category").items()
    )
    yield Section("tasks", "Tasks", tuple(fields))
    partners = (entry(_partner(each), each, _part(each), each.certainty) for each in snapshot.partners)
    yield Section("partners", "Run by", tuple(partners))
    uniformed = [
        *(Line(say(remark, figures.asked, *_whole(figures))) for figures, remark in _other_months(snapshot)),
        *(
            entry(
                f"{count.month}: {counted(count.total, what='in all') or kinds_of(count) or 'number not stated'}", count
            )
            for count in snapshot.strength
        ),
        *(entry(_contribution(given, mission), given) for given in snapshot.contributions),
        *(
            entry(
                str(evolve(unit, country=_named(mission, "contingents", "country", unit.country))),
                unit,
                certainty=snapshot.contingents.certainty_of(unit),
            )
            for unit in snapshot.contingents
        ),
    ]
    yield Section("personnel", "Uniformed personnel", tuple(uniformed))
    staff = [
        *(Line(say(remark, *_whole(snapshot.staff))) for remark in why_other(snapshot.staff)),
        *(
            entry(
                f"{count.category} ({line(count.measure, count.as_of)}): "
                + (counted(count.count, count.bound) or "number not stated"),
                count,
            )
            for count in snapshot.staff
        ),
    ]
    yield Section("staff", "Civilian staff of the mission", tuple(staff))
    offices = (
        entry(
            line(f"{office.place or office.id}{f' ({office.kind})' if office.kind else ''}", _opening(office)),
            office,
            certainty=snapshot.offices.certainty_of(office),
        )
        for office in snapshot.offices
    )
    yield Section("offices", "Offices", tuple(offices))
    country = snapshot.country
    places = {place.id: place.name or place.id for place in snapshot.places}
    casualties = (
        entry(f"{count.start}, {count.population}{_parts_of(count, places)}: {_toll(count, worded=worded)}", count)
        for count in snapshot.casualties
    )
    yield Section("casualties", f"Casualties in {country}" if country else "Casualties", tuple(casualties))
    near = (
        ("last election", snapshot.last_election),
        ("next election", snapshot.next_election),
        ("last report", snapshot.last_report),
        ("last meeting of the Council", snapshot.last_meeting),
    )
    around = (entry(f"{label}: {record}", record) for label, record in near if record is not None)
    yield Section("before-and-after", "Before and after", tuple(around))
    governing = (
        entry(
            line(leader.office, says=_leader(leader, mission)),
            leader,
            certainty=snapshot.governing.certainty_of(leader),
        )
        for leader in snapshot.governing
    )
    yield Section("government", f"Government of {country}" if country else "Government", tuple(governing))
    events = (entry(line_of(mission, event) if mission else str(event), event) for event in snapshot.events)
    yield Section("events", "Events around the date", tuple(events))
    yield Section("disputes", "Disputed", tuple(_disputed(snapshot, worded=worded)))


# Phrases


def _whole(records: Records[Any]) -> Records[Any]:
    """All the records of which some were asked for."""
    return records if records.asked is None else records.asked.of


def _other_months(snapshot: Snapshot) -> Iterator[tuple[Records[Any], str]]:
    """Where the nearest monthly figures are, if there is none for the month: a figure is never carried to another month."""
    if snapshot.running:
        for figures in (snapshot.strength, snapshot.contributions):
            if not figures and figures.asked is not None and figures.asked.of:
                # What else it says is of the units that were there, which have lines of their own.
                yield from ((figures, remark) for remark in figures.why_none[:1])


def _named(mission: Mission | None, table: str, field: str, value: Any) -> Any:
    """The value of a field with names in place of ids, if the mission is known."""
    return value if mission is None else named(value, table, field, mission)


def _since(incumbent: Incumbent) -> str:
    """The known beginning and end of a tenure."""
    appointment = incumbent.appointment
    parts = []
    if appointment.announced is not None:
        parts.append(f"announced {appointment.announced}")
    if appointment.took_office is not None:
        parts.append(f"in office since {appointment.took_office}")
    elif appointment.seen_in_office:
        parts.append(f"start not stated, first seen in office {appointment.seen_in_office[0]}")
    if appointment.left_office is not None:
        parts.append(f"until {appointment.left_office}")
    elif appointment.not_after is not None:
        parts.append(f"end not stated, at the latest {appointment.not_after}")
    elif appointment.open_end:
        parts.append("no end yet")
    return ", ".join(parts)


def _holder(incumbent: Incumbent) -> str:
    """The holder and the post."""
    acting = " (acting)" if incumbent.acting else ""
    holder = f"{incumbent.name}, {incumbent.post.name or incumbent.title}{acting}"
    return f"{holder if incumbent.named else named_elsewhere(holder)}{_titled(incumbent)}"


def _titled(incumbent: Incumbent) -> str:
    """The stated title, where it is not only a shorter or longer form of the name of the post."""
    title, post = incumbent.appointment.title, incumbent.post
    if title is None or post.name is None:
        return ""
    said, name, short = (set(fold(text).split()) for text in (title, post.name, post.abbreviation or ""))
    return "" if said <= name | short or said >= name else f', titled "{title}"'


def _nobody(snapshot: Snapshot, role: str) -> str:
    """That nobody is known, or that a source says that nobody held a post of a role."""
    mission = snapshot.vacancies.mission
    posts = () if mission is None else mission.whole.posts.where(role=role).ids
    vacant = any(vacancy.post in posts for vacancy in snapshot.vacancies)
    return "nobody: the post was vacant, as a source says" if vacant else "nobody known"


def _vacancy(vacancy: Vacancy, mission: Mission | None) -> str:
    """A post that nobody held, and why."""
    return line(_named(mission, "vacancies", "post", vacancy.post), says=vacancy.reason)


def _vacant_since(vacancy: Vacancy) -> str:
    """When nobody held a post."""
    since = f"vacant since {vacancy.start}" if vacancy.start else "vacant since an unknown day"
    return f"{since}, until {vacancy.end}" if vacancy.end else since


def _mandate(mandate: Mandate) -> str:
    """The resolution of a mandate, and what it is about."""
    resolution = mandate.resolution
    return line(resolution.symbol or f"resolution {resolution.number}", says=resolution.subject)


def adopted_text(mandate: Mandate) -> str:
    """Return when the resolution of a mandate was adopted, in words.

    Args:
        mandate: The mandate.
    """
    return f"adopted {mandate.start}" if mandate.start else "adopted on a day not stated"


def _term(mandate: Mandate) -> str:
    """When a mandate was in force, and on what that depends."""
    resolution = mandate.resolution
    if mandate.until is None and resolution.open_end:
        return f"{adopted_text(mandate)}, in force with no set end{_condition(mandate)}"
    until = str(mandate.until) if mandate.until else "an unknown day"
    stated = resolution.mandate_until is not None or resolution.condition_met is False
    worked_out = "" if stated else " (worked out from its length)"
    return f"{adopted_text(mandate)}, in force until {until}{worked_out}{_condition(mandate)}"


def _condition(mandate: Mandate) -> str:
    """On what the last day of a mandate depends, as the end of a sentence; nothing if it depends on nothing."""
    resolution = mandate.resolution
    if resolution.condition is None and resolution.until_without_condition is None:
        return ""
    met = {True: "met", False: "not met", None: "not known to be met"}[resolution.condition_met]
    without = resolution.until_without_condition
    otherwise = f"; without it until {without}" if without else ""
    return f", on a condition that is {met}: {resolution.condition or 'not stated'}{otherwise}"


def _task(task: MandateTask, mission: Mission | None) -> str:
    """A task, and where it is set."""
    set_by = _named(mission, "mandate_tasks", "resolution", task.resolution)
    return f"{task.text or _named(mission, 'mandate_tasks', 'task', task.task)} ({line(set_by, task.paragraph)})"


_ROLES = {"parent": "answers to", "administers": "administered by", "supports": "supported by"}


def _partner(partner: Partner) -> str:
    """An organization in its role."""
    name = partner.name if partner.named else named_elsewhere(partner.name)
    return f"{_ROLES[partner.role]} the {name}"


def _part(partner: Partner) -> str:
    """When an organization had its role."""
    affiliation = partner.affiliation
    start = f"from {affiliation.start}" if affiliation.start else "start not stated"
    unknown = "no end yet" if affiliation.open_end else "end not stated"
    end = f"until {affiliation.end}" if affiliation.end else unknown
    return f"{start}, {end}"


def _contribution(given: Any, mission: Mission | None) -> str:
    """The personnel of a country."""
    told = line(
        _named(mission, "contributions", "country", given.country),
        given.category,
        says=counted(given.count, given.bound) or "number not stated",
    )
    return told + (f", {given.women} women" if given.women else "")


def _opening(office: Office) -> str:
    start = f"from {office.start}" if office.start else "opening not stated"
    return f"{start}, until {office.end}" if office.end else start


def _leader(leader: HostLeader, mission: Mission | None) -> str:
    known = with_label(mission, leader) if mission else leader
    name = known.name or known.id
    return name if known is leader else named_elsewhere(name)


def _parts_of(count: Casualties, names: Mapping[str, str]) -> str:
    """The parts of the country that a count includes or excludes: a mission can publish both for one month."""
    if count.parts_counted is None:
        return ""
    return f" ({', '.join(names.get(part, part) for part in count.parts)}: {count.parts_counted})"


def _toll(count: Casualties, *, worded: bool) -> str:
    numbers = (("killed", count.killed, count.killed_bound), ("injured", count.injured, count.injured_bound))
    unknown = "{} not stated" if worded else "? {}"
    return ", ".join(counted(number, edge, what) or unknown.format(what) for what, number, edge in numbers)


def _disputed(snapshot: Snapshot, *, worded: bool) -> Iterator[Line]:
    """The disputes: the record by its name, with its id where two have one name, and the values."""
    mission = snapshot.disputes.mission
    names = {
        (each.table, each.record): (mission and name_of(each.table, each.record, mission)) or each.record
        for each in snapshot.disputes
    }
    shared = Counter(names.values())
    for each in snapshot.disputes:
        name = names[each.table, each.record]
        own = f" ({each.record})" if shared[name] > 1 else ""
        against = each.against or each.rivals
        say = partial(_value, dispute=each, mission=mission, worded=worded)
        rivals = (
            Line(say(rival.value, rival.bound), sources=rival.sources, stands=rival not in against)
            for rival in each.rivals
        )
        field = each.field.replace("_", " ") if worded else each.field
        detail = f"shown {say(each.value, each.bound)} ({each.reason})"
        yield Line(f"{name}{own}, {field}", detail, record=each, under=tuple(rivals))


def _value(value: Any, bound: str | None, *, dispute: Dispute, mission: Mission | None, worded: bool) -> str:
    """A value in a dispute, with names in place of ids."""
    shown = _named(mission, dispute.table, dispute.field, value)
    if not worded or mission is None:
        return show_value(shown, bound)
    shape = mission.dataset.shape
    column = next(column for column in shape.columns(dispute.table) if column.name == dispute.field)
    return value_in_words(mission, shape.record_class(dispute.table), column, shown, bound)
