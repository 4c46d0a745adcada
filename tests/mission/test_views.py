"""Tests of views: the record according to some sources, and as it could be known at a date."""

from __future__ import annotations

import datetime
import gc
import pydoc
import re
import weakref
from typing import ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import unami
from helpers.builders import fresh_mission
from helpers.inside import PackagedFiles
from unami import PartialDate, Rank
from unami.dates import Certainty
from unami.errors import AmbiguousDate, NotOne, UnknownSource
from unami.records import TABLES

mission = unami.mission

NO, POSSIBLE, CERTAIN = Certainty.NO, Certainty.POSSIBLE, Certainty.CERTAIN

IDS = mission.sources.ids
SPEAKING = {table: {s.source for s in mission.dataset.statements(table)} for table in TABLES}


# According to some sources


@pytest.mark.parametrize("table", [*TABLES, "sources"])
def test_a_view_by_all_sources_equals_the_mission(table: str) -> None:
    assert mission.according_to(*IDS).tables[table] == mission.tables[table]


def test_a_view_by_all_sources_gives_the_same_answers() -> None:
    everybody = mission.according_to(*IDS)
    assert everybody.disputes == mission.disputes
    for when in "2014-06-10", "2009-07-10", "2003", "2026":
        assert everybody.at(when) == mission.at(when)
        assert everybody.leaders_at(when) == mission.leaders_at(when)


def test_a_view_tells_what_its_source_says_and_nothing_else() -> None:
    wikipedia = mission.according_to("seed-wikipedia-2026")
    assert wikipedia.tallies["national-elections-assisted"].count == 6
    assert mission.according_to("seed-bpp-2018").tallies["national-elections-assisted"].count == 7
    assert str(wikipedia.resolutions["2682"].adopted) == "2023"
    assert wikipedia.fatalities["canal-hotel-bombing"].count == 22
    assert [str(leader) for leader in wikipedia.leaders_at("2010")] == ["Ad Melkert (SRSG), certain"]
    assert wikipedia.sources.ids == ("seed-wikipedia-2026",)
    assert repr(wikipedia).endswith(f" according to seed-wikipedia-2026, data {mission.version}>")


@pytest.mark.parametrize("source", ["seed-wikipedia-2026", "sc-res-2110", "wikipedia-unami-2012", "curation"])
def test_a_view_holds_the_things_its_source_speaks_of(source: str) -> None:
    view = mission.according_to(source)
    for table in TABLES:
        said = {
            s.record for s in mission.dataset.statements(table) if s.source == source and s.rank is not Rank.DEPRECATED
        }
        assert set(view.tables[table].ids) == said
        for record in view.tables[table]:
            assert view.sources_of(record).ids == (source,)


@pytest.mark.slow
def test_every_source_alone_makes_sense() -> None:
    """No source may contradict itself so far that its own record cannot be shown or asked."""
    for source in IDS:
        view = mission.according_to(source)
        for table in TABLES:
            if source in SPEAKING[table]:
                for record in view.tables[table]:
                    assert str(record)
                    getattr(record, "period", None)
        assert view.at("2014-06-10").heads == view.leaders_at("2014-06-10")
        assert len(view.mandates) <= len(view.resolutions)


@given(st.sets(st.sampled_from(IDS), min_size=1, max_size=60))
def test_a_record_of_a_view_rests_on_its_sources_alone(chosen: set[str]) -> None:
    view = mission.according_to(*chosen)
    for table in "appointments", "resolutions", "people":
        for record in view.tables[table]:
            assert str(record)
            assert set(view.sources_of(record).ids) <= chosen
    for dispute in view.disputes:
        assert {source.id for source in dispute.sources} <= chosen


class BlogAdded(PackagedFiles):
    """The packaged files, and a source that names a task of a resolution of which it says nothing else."""

    ROWS: ClassVar = {
        "sources.csv": b"blog-only,A blog,,2014-01,blog,,,,\n",
        "mandate_tasks.csv": b"2110-more,blog-only,p. 1,,normal,,2110,census,,More,institutional,requested,added\n",
    }

    def read(self, name: str) -> bytes:
        return super().read(name) + self.ROWS.get(name, b"")


def test_a_view_may_know_a_task_without_knowing_when_the_resolution_was_adopted() -> None:
    told = fresh_mission(BlogAdded())
    assert "2110-more" in told.tasks_at("2014-06-10").ids
    blog = told.according_to("blog-only")
    assert blog.mandate_tasks.ids == ("2110-more",)
    assert blog.tasks_at("2014-06-10").ids == ()


@pytest.mark.parametrize("source", sorted(SPEAKING["resolutions"]))
def test_a_view_has_each_mandate_of_which_its_source_states_the_last_day(source: str) -> None:
    view = mission.according_to(source)
    ends = {resolution.id for resolution in view.resolutions if resolution.mandate_until is not None}
    assert ends <= set(view.mandates.ids)
    for resolution in ends:
        mandate = view.mandates[resolution]
        last = view.resolutions[resolution].mandate_until
        assert last is not None
        if mandate.superseded is None:
            assert mandate.covers(last)
            assert mandate.id in view.at(last).mandates.ids


def test_a_mandate_of_which_a_view_knows_just_the_last_day_is_certain_on_that_day_alone() -> None:
    mandate = mission.according_to("seed-gayaone-2025").mandates.one()
    assert (mandate.id, mandate.start, str(mandate.period)) == ("2732", None, "/2025-12-31")
    assert [mandate.covers(day) for day in ("2025-12-30", "2025-12-31", "2026-01-01")] == [POSSIBLE, CERTAIN, NO]
    assert "an unknown day to 2025-12-31" in str(mandate)


def test_a_mandate_may_have_been_replaced_by_one_of_which_the_adoption_is_not_stated() -> None:
    view = mission.according_to("sc-res-2682", "seed-gayaone-2025")
    before, after = view.mandates
    assert (before.id, before.superseded, before.replaced) == ("2682", None, True)
    assert [before.covers(day) for day in ("2023-05-30", "2023-05-31", "2024-06-01")] == [CERTAIN, POSSIBLE, NO]
    assert (after.id, after.not_before) == ("2732", before.start)
    assert [after.covers(day) for day in ("2023-05-29", "2023-05-30", "2025-12-31")] == [NO, POSSIBLE, CERTAIN]
    with pytest.raises(NotOne, match=r"2682.* 2732"):
        view.mandate_at("2024-01-01")


def test_a_view_of_a_view_sees_still_less() -> None:
    two = mission.according_to("seed-wikipedia-2026", "seed-dpa-2016")
    assert two.according_to("seed-dpa-2016").people == mission.according_to("seed-dpa-2016").people
    with pytest.raises(UnknownSource):
        two.according_to("sc-res-2110")
    with pytest.raises(UnknownSource, match="unknown source 'sc-res-2110'"):
        mission.according_to("seed-dpa-2016").according_to("sc-res-2110")


def test_a_source_may_be_given_itself() -> None:
    source = mission.sources["seed-dpa-2016"]
    assert mission.according_to(source).people == mission.according_to("seed-dpa-2016").people


def test_an_unknown_source_is_an_error_with_suggestions() -> None:
    with pytest.raises(UnknownSource, match="unknown source 'seed-wikipedia-2025'; did you mean seed-wikipedia-2026"):
        mission.according_to("seed-wikipedia-2025")
    with pytest.raises(UnknownSource, match="did you mean sc-res-2110"):
        mission.according_to("seed-dpa-2016", "sc-res-211O")


def test_a_view_leaves_the_mission_as_it_was() -> None:
    before = mission.people
    mission.according_to("seed-dpa-2016").people.first()
    assert mission.people is before
    assert len(mission.sources) > 500


# Known at a date


@pytest.mark.parametrize("when", ["2003-08-31", "2009-07-10", "2012", "2018-12", "2025-06-30"])
def test_what_was_known_rests_on_sources_published_by_then(when: str) -> None:
    then = mission.known_at(when)
    last = unami.PartialDate.parse(when).latest
    assert then.sources
    for source in then.sources:
        assert source.published is not None
        assert source.published.latest <= last
    later = [s.id for s in mission.sources if s.published is None or s.published.latest > last]
    for table in TABLES:
        said_later = {s.record for s in mission.dataset.statements(table) if s.source in later}
        said_then = {s.record for s in mission.dataset.statements(table) if s.source not in later}
        assert not set(then.tables[table].ids) & (said_later - said_then)
        for record in then.tables[table]:
            assert not set(then.sources_of(record).ids) & set(later)


def test_nothing_was_known_before_the_first_source() -> None:
    nothing = mission.known_at("1999")
    assert all(len(nothing.tables[table]) == 0 for table in nothing.tables)
    assert not nothing.leaders_at("2014-06-10")
    assert nothing.mandate_at("2014-06-10") is None
    assert nothing.at("2014-06-10").running is Certainty.POSSIBLE  # nobody denies it
    assert (nothing.began, nothing.ended, nothing.disputes.ids) == (None, None, ())
    assert repr(nothing) == f"<Mission known at 1999, data {mission.version}>"
    with pytest.raises(NotOne):
        _ = nothing.profile


def test_what_happened_later_was_not_known() -> None:
    then = mission.known_at("2014-06-10")
    head = then.head_at("2014-06-10")
    assert head is not None
    assert head.name == "Nickolay Mladenov"
    assert head.until is None
    assert "2169" not in then.resolutions.ids
    assert "jan-kubis" not in then.people.ids
    assert repr(then).endswith(f"known at 2014-06-10, data {mission.version}>")


def test_more_becomes_known_with_time() -> None:
    counts = [len(mission.known_at(datetime.date(year, 12, 31)).sources) for year in range(2003, 2027)]
    assert counts == sorted(counts)
    dated = [s for s in mission.sources if s.published is not None]
    assert counts[-1] == len(dated)


def test_a_view_by_date_of_a_view_by_source_sees_what_both_see() -> None:
    both = mission.according_to("sc-res-2110", "sc-res-2169").known_at("2014-01-01")
    assert both.sources.ids == ("sc-res-2110",)


def test_the_date_must_be_readable() -> None:
    with pytest.raises(AmbiguousDate):
        mission.known_at("01/02/2014")


# What a view does not know is not denied


@pytest.mark.parametrize("year", ["2005", "2012"])
def test_a_view_that_is_silent_about_the_mission_itself_says_so(year: str) -> None:
    view = mission.known_at(year)
    day = view.at("2004-11-01" if year == "2005" else "2011-09-01")
    assert (day.running, day.silent) == (Certainty.POSSIBLE, True)
    assert str(day).splitlines()[1] == "(no source of this view tells when it existed)"
    assert day.staff == view.staff_at(day.when)
    assert day.heads == view.leaders_at(day.when)
    assert day.mandates.items == view.mandates.at(day.when).items


def test_a_source_on_something_else_does_not_deny_the_mission() -> None:
    view = mission.according_to("sc-res-1500", "sc-res-2061")
    day = view.at("2012-06-01")
    assert (day.running is Certainty.POSSIBLE) or not day.silent
    assert mission.at("1990").running is Certainty.NO
    assert not mission.at("1990").silent


def test_a_view_takes_several_sources_at_once() -> None:
    one, other = "seed-wikipedia-2026", "seed-dpa-2016"
    both = unami.mission.according_to(one, other)
    for several in ([one, other], (one, other), {one, other}, unami.mission.sources.where(id=[one, other])):
        assert unami.mission.according_to(several).view == both.view
    for wrong in ([], None, 5, [None]):
        with pytest.raises(unami.UnknownSource):
            unami.mission.according_to(wrong)  # type: ignore[arg-type]


def test_a_comparison_takes_what_views_take() -> None:
    early = unami.mission.known_at("2005")
    assert early.compare("2006") == early.compare(unami.mission.known_at("2006"))
    source = unami.mission.sources["seed-wikipedia-2026"]
    assert early.compare(source) == early.compare(source.id) == early.compare(unami.mission.according_to(source))
    with pytest.raises(unami.InvalidDate):
        early.compare("no-such-thing")


def test_a_view_asked_for_again_is_the_same() -> None:
    known = mission.known_at("2012")
    assert mission.known_at("2012") is known
    assert mission.known_at("2012-12") is not known
    wikipedia = mission.according_to("seed-wikipedia-2026")
    assert mission.according_to(["seed-wikipedia-2026"]) is wikipedia


def test_a_program_that_asks_for_every_view_keeps_a_few() -> None:
    views = [weakref.ref(mission.known_at(PartialDate(year))) for year in range(1900, 1950)]
    gc.collect()
    assert 0 < sum(view() is not None for view in views) < 20


# What a view calls things


NAMED = {
    record.id: name
    for table in ("people", "organizations", "countries")
    for record in mission.tables[table]
    if (name := getattr(record, "name", None)) and name != record.id
}


@pytest.mark.parametrize(
    "source", ["seed-wikipedia-2026", "seed-gayaone-2025", "a-80-6-add1", "s-2024-966", "dhl-meetings-2016"]
)
@pytest.mark.parametrize("when", ["2004-06", "2009-07-10", "2014-06-10", "2024-06-01", "2025-12-15"])
def test_the_text_of_a_view_has_names_and_no_none(source: str, when: str) -> None:
    day = mission.according_to(source).at(when)
    for text in str(day), day._repr_html_():
        assert "None" not in text
    text = re.sub(r"\[[^]]*\]", "", str(day)).replace("BEFORE AND AFTER", "")
    shown = set(re.findall(r"[\w-]+", text))
    assert not shown & set(NAMED)


@pytest.mark.parametrize("table", ["people", "organizations", "countries", "places", "resolutions", "events"])
def test_what_the_sources_of_a_view_do_not_name_has_its_name_in_the_whole_record_marked(table: str) -> None:
    marked = 0
    for source in sorted(SPEAKING[table])[:40]:
        records = mission.according_to(source).tables[table][:10]
        lines = repr(records).splitlines()[1:][: len(records)]
        for record, line in zip(records, lines, strict=True):
            known = mission.tables[table][record.id]
            name, whole = (
                next((word for field in ("name", "title", "symbol") if (word := getattr(one, field, None))), None)
                for one in (record, known)
            )
            assert line.endswith("[named by other sources]") == (name is None and whole is not None), line
            assert name is not None or whole is None or whole in line
            marked += name is None and whole is not None
    assert marked


def test_holders_and_partners_whom_a_view_does_not_name_are_marked_in_the_snapshot() -> None:
    view = mission.according_to("seed-gayaone-2025")
    assert "Secretary-General for Iraq [named by other sources]" in " ".join(str(view.at("2025-12-13")).split())
    unnamed = mission.according_to("curation").at("2010").partners.where(named=False)
    assert unnamed
    assert all(str(partner).partition(" (")[0].endswith("[named by other sources]") for partner in unnamed)
    assert all(partner.named for partner in mission.at("2016-06").partners)


def test_a_record_of_another_view_is_explained_by_what_this_one_says_of_it() -> None:
    seen = mission.known_at("2012").appointments["martin-kobler.srsg"]
    assert seen.left_office is None
    assert mission.explain(seen, "left_office") == mission.explain("martin-kobler.srsg", "left_office")
    assert mission.disputes_of(seen) == mission.disputes_of("martin-kobler.srsg")
    changed = attrs.evolve(mission.tallies["national-elections-assisted"], count=99)
    assert mission.explain(changed, "count").value == 6
    assert "99" not in str(mission.disputes_of(changed).one())


def test_what_a_mission_rests_on_shows_itself_without_addresses_in_memory() -> None:
    then = mission.known_at("2012")
    assert [repr(one) for one in (mission.view, then.view)] == ["<view of all statements>", "<view known at 2012>"]
    assert repr(mission.dataset) == repr(then.dataset) == "<data set unami>"
    assert " at 0x" not in pydoc.plain(pydoc.render_doc(mission))
