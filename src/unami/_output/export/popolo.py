"""Popolo: people, organizations, posts and memberships, in the format of parliamentary monitoring."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from unami._base.files import create
from unami._output.export.parts import mission_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unami._mission.mission import Mission
    from unami._output.export import Progress
    from unami.dates import PartialDate
    from unami.records.appointment import Appointment
    from unami.records.mission import MissionProfile
    from unami.records.organization import Organization, Unit
    from unami.records.person import Person
    from unami.records.post import Post

__all__ = ["write"]

_PARTS = ("persons", "organizations", "posts", "memberships")


def write(mission: Mission, place: str, progress: Progress) -> None:
    """Write one JSON object with the lists ``persons``, ``organizations``, ``posts`` and ``memberships``.

    Args:
        mission: The record.
        place: The file to make.
        progress: Called before each list.
    """
    makers = (_persons, _organizations, _posts, _memberships)
    document = {}
    for number, (part, make) in enumerate(zip(_PARTS, makers, strict=True), 1):
        progress(part, number, len(_PARTS))
        document[part] = make(mission)
    with create(place) as file:
        json.dump(document, file, ensure_ascii=False, indent=1)
        file.write("\n")


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], ())}


def _date(date: PartialDate | None) -> str | None:
    """A date for Popolo, which has no qualifiers: a qualified date is written less precisely, or left out."""
    if date is None:
        return None
    parts = str(date).rstrip("?~%").split("-")
    return "-".join(parts[:-1] if date.qualified else parts) or None


def _doubts(**dates: PartialDate | None) -> str | None:
    """A note, in EDTF, of the dates that were written less precisely."""
    told = [f"{name.replace('_', ' ')} {date}" for name, date in dates.items() if date is not None and date.qualified]
    return "; ".join(told) or None


def is_address(url: str | None) -> bool:
    """Return whether a text is a web address; a data set may contain anything.

    Args:
        url: The text.

    Example:
        >>> is_address("https://www.un.org/"), is_address("javascript:alert(1)"), is_address("http://a b")
        (True, False, False)
    """
    odd = '<>"{}|\\^`'
    return (
        url is not None
        and url.startswith(("http://", "https://"))
        and all("!" <= sign <= "~" and sign not in odd for sign in url)
    )


def _sources(mission: Mission, record: object) -> list[dict[str, str]]:
    found = mission.sources_of(record)
    given = [(source.url or source.link, source) for source in found]
    return [{"url": url, "note": str(source)} for url, source in given if url is not None and is_address(url)]


def _identifiers(mission: Mission, record: object) -> list[dict[str, str]]:
    found = mission.identifiers_of(record).values()
    return [{"scheme": one.scheme, "identifier": one.value} for one in found if one.value]


def _names(names: Iterable[str | None]) -> list[dict[str, str]]:
    return [{"name": name} for name in dict.fromkeys(names) if name]


def _persons(mission: Mission) -> list[dict[str, Any]]:
    countries = {country.id: country.name or country.id for country in mission.whole.countries}

    def person(one: Person) -> dict[str, Any]:
        return _filled(
            id=f"people/{one.id}",
            name=one.name or one.id,
            other_names=_names((one.native_name, *one.other_names)),
            gender=one.gender,
            death_date=_date(one.died),
            national_identity=", ".join(countries.get(code, code) for code in one.nationality),
            summary=one.summary,
            note=_doubts(death_date=one.died),
            identifiers=_identifiers(mission, one),
            sources=_sources(mission, one),
        )

    known = [person(one) for one in mission.people]
    # A view can include an appointment without other facts about the person.
    ids = set(mission.people.ids)
    bare = sorted({entry.person for entry in mission.appointments} - ids)
    return known + [{"id": f"people/{name}", "name": name} for name in bare]


def _organizations(mission: Mission) -> list[dict[str, Any]]:
    ids = set(mission.organizations.ids)

    def body(one: MissionProfile) -> dict[str, Any]:
        return _filled(
            id=f"missions/{one.id}",
            name=one.name,
            other_names=_names((one.abbreviation, one.native_name, *one.other_names)),
            classification=one.kind,
            parent_id=f"organizations/{one.parent}" if one.parent in ids else None,
            abstract=one.summary,
            founding_date=_date(one.established),
            dissolution_date=_date(one.ended),
            note=_doubts(founding_date=one.established, dissolution_date=one.ended),
            identifiers=_identifiers(mission, one),
            sources=_sources(mission, one),
        )

    def organization(one: Organization) -> dict[str, Any]:
        return _filled(
            id=f"organizations/{one.id}",
            name=one.name or one.id,
            other_names=_names((one.abbreviation, *one.other_names)),
            founding_date=_date(one.established),
            dissolution_date=_date(one.dissolved),
            note=_doubts(founding_date=one.established, dissolution_date=one.dissolved),
            identifiers=_identifiers(mission, one),
            sources=_sources(mission, one),
        )

    def unit(one: Unit) -> dict[str, Any]:
        return _filled(
            id=f"units/{one.id}",
            name=one.name or one.id,
            classification="unit",
            parent_id=_mission_id(mission),
            description=one.duties,
            founding_date=_date(one.start),
            dissolution_date=_date(one.end),
            note=_doubts(founding_date=one.start, dissolution_date=one.end),
            sources=_sources(mission, one),
        )

    profiles = [body(one) for one in mission.tables["missions"]]
    if not profiles:
        profiles = [{"id": _mission_id(mission), "name": mission_name(mission)}]
    return [*profiles, *map(organization, mission.organizations), *map(unit, mission.units)]


def _mission_id(mission: Mission) -> str:
    profiles = mission.tables["missions"] or mission.whole.tables["missions"]
    return f"missions/{profiles[0].id}" if profiles else "missions/mission"


def _used_posts(mission: Mission) -> dict[str, Post]:
    """The posts of the view, and those of its appointments."""
    posts = {post.id: post for post in mission.whole.posts}
    used = {entry.post for entry in mission.appointments} & posts.keys()
    own = {post.id: post for post in mission.posts}
    return own | {name: posts[name] for name in sorted(used - own.keys())}


def _posts(mission: Mission) -> list[dict[str, Any]]:
    whole = mission.whole.posts
    own = set(mission.posts.ids)
    return [
        _filled(
            id=f"posts/{post.id}",
            label=post.name or post.id,
            role=post.role,
            organization_id=_mission_id(mission) if whole[post.id].in_mission else None,
            sources=_sources(mission, post) if post.id in own else None,
        )
        for post in _used_posts(mission).values()
    ]


def _memberships(mission: Mission) -> list[dict[str, Any]]:
    posts = mission.whole.posts

    def membership(one: Appointment) -> dict[str, Any]:
        title = one.title or posts[one.post].name or one.post
        return _filled(
            id=f"appointments/{one.id}",
            label=f"{title} (acting)" if one.acting else title,
            role=posts[one.post].role,
            person_id=f"people/{one.person}",
            post_id=f"posts/{one.post}",
            organization_id=_mission_id(mission) if posts[one.post].in_mission else None,
            start_date=_date(one.took_office),
            end_date=_date(one.left_office),
            note=_doubts(start_date=one.took_office, end_date=one.left_office),
            sources=_sources(mission, one),
        )

    return [membership(one) for one in mission.appointments]
