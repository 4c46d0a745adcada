"""Tests of explanations and disputes: the sources that support or contradict a value."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import unami
from helpers.inside import Merge, Timeline, agree, columns, show_value, stated
from unami import Rank, Reason
from unami.dates import PartialDate
from unami.errors import UnknownField, UnknownRecord, UnknownTable
from unami.records import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unami import Claim

mission = unami.mission

# What the first sources were found to contradict each other about: the place, what is shown, and what else is said.
DISPUTES = [
    # resolutions and documents
    ("resolutions/2682/adopted", "2023-05-30", ["2019"]),
    ("resolutions/1557/adopted", "2004-08-12", ["2004-08-11"]),
    ("resolutions/1723/adopted", "2006-11-28", ["2023-11-28"]),
    ("resolutions/1883/mandate_until", "2010-08-07", ["2010-08-06"]),
    ("documents/s-2003-715/dated", "2003-07-17", ["2003-07-15"]),
    ("documents/s-2015-530/dated", "2015-07-13", ["2015-10-26"]),
    # heads of mission
    ("appointments/ashraf-jehangir-qazi.srsg/announced", "2004-07-12", ["2004-07-14"]),
    ("appointments/ashraf-jehangir-qazi.srsg/left_office", "2007-10?", ["2005", "2007-09-18", "2007-11-04?"]),
    ("appointments/ashraf-jehangir-qazi.srsg/successor", "staffan-de-mistura", ["ad-melkert"]),
    ("appointments/sergio-vieira-de-mello.srsg/announced", "2003-05-27", ["2003-05-23"]),
    ("appointments/ross-mountain.srsg/predecessor", "ramiro-lopes-da-silva", ["sergio-vieira-de-mello"]),
    ("appointments/staffan-de-mistura.srsg/announced", "2007-09-11", ["2007-09-05"]),
    ("appointments/staffan-de-mistura.srsg/took_office", "2007-11-11", ["2005", "2007-11-12"]),
    ("appointments/staffan-de-mistura.srsg/left_office", "2009-07", ["2009-06", "2009-06?"]),
    ("appointments/staffan-de-mistura.srsg/successor", "ad-melkert", ["andrew-gilmour", "martin-kobler"]),
    ("appointments/ad-melkert.srsg/announced", "2009-07-07", ["2009-07-13"]),
    ("appointments/ad-melkert.srsg/took_office", "2009-07", ["2008-07"]),
    ("appointments/ad-melkert.srsg/left_office", "2011-08", ["2011-10-01"]),
    ("appointments/martin-kobler.srsg/announced", "2011-08-11", ["2011-08-05"]),
    ("appointments/martin-kobler.srsg/took_office", "2011-10-08", ["2011-10-01"]),
    ("appointments/martin-kobler.srsg/predecessor", "ad-melkert", ["staffan-de-mistura"]),
    ("appointments/nickolay-mladenov.srsg/announced", "2013-08-02", ["2013-08-03"]),
    ("appointments/jan-kubis.srsg/took_office", "2015-03", ["2015-02"]),
    ("appointments/jan-kubis.srsg/left_office", "2018-12", ["2019"]),
    ("appointments/jeanine-hennis-plasschaert.srsg/announced", "2018-08-31", ["2018-11-01", "2019"]),
    ("appointments/jeanine-hennis-plasschaert.srsg/took_office", "2018-12-17", ["2018-01", "2019"]),
    ("appointments/mohamed-al-hassan.srsg/announced", "2024-07-15", ["2024-07-24"]),
    ("people/mohamed-al-hassan/name", "Mohamed Al Hassan", ["Mohamed Al-Hussein"]),
    ("people/staffan-de-mistura/nationality", "ITA, SWE", ["ITA", "SWE"]),
    # others
    ("appointments/ingibjorg-solrun-gisladottir.dsrsg-political/announced", "2021-01-15", ["2021-01-16"]),
    ("appointments/jane-holl-lute.special-adviser/announced", "2014-01-02", ["2014-01-05"]),
    ("appointments/lise-grande.dsrsg-humanitarian/took_office", "2014-12", ["2015"]),
    ("appointments/tahar-boumedra.human-rights-chief/took_office", "2009", ["2008-11"]),
    ("appointments/tahar-boumedra.human-rights-chief/left_office", "2011?", ["2012", "2012-05-05"]),
    # the closing phase
    (
        "transition/closure-letter/date",
        "2024-05-08",
        ["2023", "2023-05-08", "2024-04-08", "2024-05-12", "2024-05-21"],
    ),
    ("transition/iraq-session-may-2024/date", "2024-05-16", ["2024-05-17"]),
    ("transition/resolution-2732-adopted/date", "2024-05-31", ["2024-05-30"]),
    ("transition/strategic-review-report/date", "2024-03-28", ["2024-02"]),
    ("transition/last-council-briefing/date", "2025-12-02", ["2025-12-03"]),
    ("transition/mandate-ends/date", "2025-12-31", ["2026-01-31"]),
    ("transition/un-agencies-remaining/figure", "23", ["20", "25"]),
    ("transition/liquidation-team/figure", "116", ["126", "135"]),
    ("transition/guard-unit-departure/date", "2025-12", ["2026-09-30"]),
    # organizations, and what the first sources count
    ("organizations/dfs/established", "2007-06-29", ["2007-03-15"]),
    ("organizations/ieci/established", "2004-05-31", ["2004-06"]),
    ("organizations/ihchr/established", "2008", ["2012-04-09"]),
    ("staffing/2023-total/count", "648", ["700"]),
    ("tallies/national-elections-assisted/count", "6", ["7"]),
]

# Contradictions that are no rival values of one field, but that whoever asks can see: table, record, field, source,
# the value that the source gives, and a part of what the curators remark on it.
VISIBLE = [
    ("resolutions", "2732", "mandate_until", "europe-arabs-2024", "2025-12-31", "2734"),
    ("resolutions", "1557", "mandate_until", "us-embassy-tokyo-2004-08", "2005-08-11", "a day early"),
    ("resolutions", "1557", "draft", "sc-res-1557", "S/2004/637", "evidently wrong"),
    ("resolutions", "1637", "draft", "sc-res-1637", "S/2005/704", "one day after adoption"),
    ("resolutions", "1700", "votes_for", "sc-res-1700", "15", "leaves the outcome empty"),
    ("resolutions", "1790", "relation", "sc-res-1790", "related", "extension of the UNAMI mandate"),
    ("resolutions", "1936", "mandate_until", "wikipedia-res1936-2023", "2011-07-31", "less than twelve months"),
    ("resolutions", "2061", "mandate_until", "scr-2013-03", "2013-07-24", "a day short of twelve months"),
    ("resolutions", "2061", "mandate_months", "sc-res-2061", "12", "does not say from when"),
    ("resolutions", "1500", "sponsors", "us-state-department-2003-08-14", "AGO, BGR, CHL, ESP, GBR, GIN, USA", "Cameroon"),
    ("resolutions", "1500", "adopted", "seed-unami-about", "2003", "names no such request"),
    ("resolutions", "2001", "mandate_months", "sc-res-2001", "12", "S/2011/464 lacks its date"),
    ("resolutions", "2576", "adopted", "sc-res-2576", "2021-05-27", "leaves out 2470"),
    ("resolutions", "2631", "adopted", "sc-res-2631", "2022-05-26", "leaves out 2470"),
    ("resolutions", "1511", "adopted", "sc-res-1511", "2003-10-16", '"in Iraq" and "for Iraq"'),
    ("resolutions", "2107", "adopted", "sc-res-2107", "2013-06-27", '"to Iraq"'),
    ("resolutions", "2470", "mandate_until", "agenzia-nova-2019-05-27", "2020-05-31", "Chapter VI"),
    ("resolutions", "2522", "adopted", "sc-press-14200", "2020-05-29", "voting by mail"),
    ("resolutions", "2792", "adopted", "arab-news-2025-09-17", "2025-09-17", "appointed an envoy"),
    ("resolutions", "2421", "mandate_until", "iraqi-news-2018", "2019-05-31", "ten months"),
    ("resolutions", "1546", "adopted", "scr-2007-08", "2004-06", "ascribes the mandate to 1546"),
    ("missions", "unami", "established_at_request_of", "seed-unami-about", "government-of-iraq", "names no request"),
    ("tasks", "census", "strength", "seed-wikipedia-2026", "mandated", "left the list in 2018"),
    ("tasks", "electoral-assistance", "strength", "seed-unami-about", "prioritized", "political dialogue and reintegration"),
    ("tasks", "counter-terrorism", "strength", "seed-wikipedia-2026", "mandated", "not an operative task of 2732"),
    ("transition", "closure-letter", "title", "gulan-2024", "Iraq said to ask for an extension until May 2026", "asks for"),
    ("transition", "drawdown-start", "date", "seed-gayaone-2025", "2025-12-13", "mistaken"),
    ("transition", "final-office-closures", "date", "innerzy-2025", "2025-12", "Tehran"),
    ("appointments", "ashraf-jehangir-qazi.srsg", "took_office", "unelections-32", "2004-07", "expiry on 7 August"),
    ("appointments", "nickolay-mladenov.srsg", "left_office", "wikipedia-mladenov-fr-mirror", "2015-02-05", "17-18 February"),
    ("appointments", "jan-kubis.srsg", "seen_in_office", "unami-2017-02-03", "2017-02-02", "2 February 2016 by mistake"),
    ("appointments", "gyorgy-busztin.dsrsg-political", "took_office", "wikipedia-unami-2017", "2011", "Skuratowicz"),
    ("appointments", "gyorgy-busztin.srsg.2013", "seen_in_office", "ncri-2013-09", "2013-09-02", "calls the leader of that visit deputy"),
    ("appointments", "staffan-de-mistura.dsrsg-humanitarian", "took_office", "ap-2007-09-06", "2005", "as if he were still deputy"),
    ("appointments", "lakhdar-brahimi.special-adviser", "title", "chilcot-richmond", "UN Special Adviser on Iraq", "early February"),
    ("appointments", "kevin-kennedy.officer-in-charge", "seen_in_office", "irin-2003-10-07", "2003-10-07", "still the acting Special Representative"),
    ("appointments", "irena-vojackova-sollorano.dsrsg-humanitarian", "seen_in_office", "kurdistan24-2022-08-18", "2022-08-18", "naming of Isaczai"),
    ("affiliations", "dpa-administers", "organization", "seed-wikipedia-2026", "dpa", "Stale"),
    ("organizations", "unct", "members", "iraq-un-2025-results-report", "23", "others count 20"),
    ("organizations", "unct", "members", "seed-wikipedia-2026", "20", "Other sources count 23"),
]  # fmt: skip


def fields_of(table: str) -> Iterator[tuple[Any, str, Any, Merge]]:
    """Iterate over every value of every record of a table."""
    for record in mission.tables[table]:
        for column in columns(type(record)):
            value = getattr(record, column.name)
            if value not in (None, ()):
                yield record, column.name, value, column.spec.merge


def live(claims: tuple[Claim, ...]) -> list[Claim]:
    return [claim for claim in claims if claim.rank is not Rank.DEPRECATED]


# Every value has a source


@pytest.mark.parametrize("table", TABLES)
def test_every_value_is_that_of_a_claim_with_source_and_locator(table: str) -> None:
    found = 0
    for record, name, value, how in fields_of(table):
        explained = mission.explain(record, name)
        claims = live(explained.claims)
        if how is Merge.UNION:
            assert set(value) == set(itertools.chain.from_iterable(claim.value for claim in claims))
        else:
            assert value in [claim.value for claim in claims]
            assert explained.sources
        assert (explained.value, explained.record, explained.field) == (value, record.id, name)
        for claim in explained.claims:
            assert claim.locator
            assert mission.sources[claim.source.id] == claim.source
            assert (claim.table, claim.record, claim.field) == (table, record.id, name)
        found += 1
    assert found


@pytest.mark.parametrize("table", TABLES)
def test_every_record_has_sources_and_curators_come_last(table: str) -> None:
    for record in mission.tables[table]:
        sources = mission.sources_of(record)
        assert len(sources) == len(set(sources)) > 0
        assert [source.tier == 0 for source in sources] == sorted(source.tier == 0 for source in sources)
        tiers = [source.tier for source in sources if source.tier]
        assert tiers == sorted(tiers)


def test_the_claims_for_a_value_come_before_those_against_it() -> None:
    letter = mission.explain(mission.transition["closure-letter"], "date")
    for_it = [claim.value == letter.value for claim in letter.claims]
    assert for_it == sorted(for_it, reverse=True)
    assert {source.id for source in letter.sources} >= {"sc-res-2732", "munsee-comment"}
    assert "thatsenough-2024" not in {source.id for source in letter.sources}
    assert letter.reason is Reason.TIER


def test_the_text_of_an_explanation_shows_who_says_what_and_where() -> None:
    text = str(mission.explain(mission.resolutions["1557"], "adopted"))
    assert text.splitlines()[0] == "1557, adopted: 2004-08-12 (the curators prefer it)"
    assert "sc-res-1557, heading, voting metadata, operative para 1" in text
    assert "twelve months" not in text  # words on another field
    assert "2004-08-11 (deprecated): us-embassy-tokyo-2004-08, paras 1-2" in text
    assert "-- mistake: the official text is of 12 August 2004" in text


def test_nothing_is_claimed_of_what_no_source_states() -> None:
    meeting = mission.explain(mission.resolutions["2522"], "meeting")
    assert (meeting.value, meeting.reason, meeting.claims, meeting.sources) == (None, Reason.SILENCE, (), ())


# What is asked for


@pytest.mark.parametrize(
    ("asked", "field"),
    [("end", "left_office"), ("until", "left_office"), ("start", "took_office"), ("since", "took_office")],
)
def test_the_ends_of_a_tenure_go_by_several_names(asked: str, field: str) -> None:
    kubis = mission.appointments["jan-kubis.srsg"]
    assert mission.explain(kubis, asked) == mission.explain(kubis, field)
    assert mission.explain(kubis, asked).value == getattr(kubis, field) is not None


@pytest.mark.parametrize("asked", ["end", "until"])
def test_so_does_the_end_of_a_mandate(asked: str) -> None:
    explained = mission.explain(mission.resolutions["2110"], asked)
    assert (explained.field, str(explained.value)) == ("mandate_until", "2014-07-31")


def test_what_is_worked_out_says_from_what() -> None:
    expires = mission.explain(mission.resolutions["1500"], "expires")
    assert (str(expires.value), expires.reason) == ("2004-08-14?", Reason.DERIVED)
    assert {claim.field for claim in expires.claims} == {"adopted", "mandate_months"}
    assert expires.derivation is not None
    assert "mandate_months" in expires.derivation
    limit = mission.explain(mission.appointments["ross-mountain.srsg"], "not_after")
    assert (str(limit.value), limit.reason, limit.claims) == ("2004-07-22", Reason.DERIVED, ())
    assert "ashraf-jehangir-qazi is in the post then" in str(limit)


def test_the_span_of_a_tenure_rests_on_all_that_is_claimed_of_its_days() -> None:
    mladenov = mission.appointments["nickolay-mladenov.srsg"]
    explained = mission.explain(mladenov, "span")
    assert explained.value == mladenov.span
    assert {claim.field for claim in explained.claims} == {"announced", "took_office", "left_office", "seen_in_office"}


def test_answers_are_explained_as_the_records_behind_them() -> None:
    head, mandate = mission.head_at("2014-06-10"), mission.mandate_at("2014-06-10")
    assert head is not None
    assert mandate is not None
    assert mission.explain(head, "until") == mission.explain(head.appointment, "left_office")
    assert mission.explain(mandate, "end") == mission.explain(mandate.resolution, "mandate_until")
    assert mission.sources_of(head) == mission.sources_of(head.appointment)
    assert mission.disputes_of(head) == mission.disputes_of(head.appointment)


@pytest.mark.parametrize(
    ("asked", "suggestion"), [("took_ofice", "took_office"), ("untill", "until"), ("anounced", "announced")]
)
def test_an_unknown_field_gives_suggestions(asked: str, suggestion: str) -> None:
    with pytest.raises(UnknownField, match=f"unknown field of appointments '{asked}'; did you mean") as caught:
        mission.explain(mission.appointments[0], asked)
    assert suggestion in caught.value.suggestions


def test_a_field_like_no_other_gives_all_fields() -> None:
    with pytest.raises(UnknownField) as caught:
        mission.explain(mission.people[0], "zzz")
    assert {"name", "nationality", "died"} <= set(caught.value.suggestions)


def test_what_is_no_record_cannot_be_explained() -> None:
    for thing in None, mission, mission.resolutions[:0].items, Timeline((), ("always",)):
        with pytest.raises(UnknownTable):
            mission.explain(thing, "end")


def test_a_source_is_no_record_that_is_made_of_statements() -> None:
    for source in mission.sources[0], "sc-res-1770", "sources/s-2003-715":
        with pytest.raises(UnknownTable, match="its rows are not statements, but what statements rest on"):
            mission.explain(source, "title")


# What is asked about by its id, name or symbol


@pytest.mark.parametrize("name", ["1770", 1770, "S/RES/1770", "S/RES/1770 (2007)", "resolutions/1770", "s/res/1770"])
def test_evidence_is_found_by_ids_and_symbols(name: str | int) -> None:
    resolution = mission.resolutions["1770"]
    assert mission.explain(name, "adopted") == mission.explain(resolution, "adopted")
    assert mission.sources_of(name) == mission.sources_of(resolution)
    assert mission.disputes_of(name) == mission.disputes_of(resolution)


def test_an_id_comes_before_a_name_and_a_record_before_a_source() -> None:
    assert mission.record("unami") is mission.profile
    assert mission.record("s-2003-715") is mission.documents["s-2003-715"]
    assert mission.record("sources/s-2003-715") is mission.sources["s-2003-715"]
    assert mission.record("sc-res-1770") is mission.sources["sc-res-1770"]


@pytest.mark.parametrize("table", TABLES)
def test_every_record_is_found_by_its_table_and_id(table: str) -> None:
    for record in mission.tables[table]:
        assert mission.record(f"{table}/{record.id}") is record


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("Iraq", UnknownRecord, "several records have it; did you mean countries/IRQ or places/iraq"),
        ("camp-ashraf", UnknownRecord, "tasks/camp-ashraf or places/camp-ashraf"),
        ("17233", UnknownRecord, "did you mean resolutions/1723 or"),
        ("Ad Melkart", UnknownRecord, "did you mean people/ad-melkert"),
        ("resolution/1770", UnknownTable, "did you mean resolutions?"),
        ("S/RES/99999", UnknownRecord, "unknown record 'S/RES/99999'"),
        ("people/Melkart", unami.UnknownPerson, "Ad Melkert"),
        ("", UnknownRecord, "unknown record ''"),
        (True, UnknownRecord, "expected text"),
        (None, UnknownRecord, "expected text"),
    ],
)
def test_a_name_that_is_not_one_record_is_an_error_with_choices(name: object, error: type, words: str) -> None:
    with pytest.raises(error) as caught:
        mission.record(name)  # type: ignore[arg-type]
    assert words in str(caught.value)


def test_a_view_finds_what_its_sources_speak_of() -> None:
    view = mission.according_to("sc-res-2110")
    assert view.record("S/RES/2110") is view.resolutions["2110"]
    with pytest.raises(UnknownRecord, match="the sources of this view do not speak of it"):
        view.record("Melkert")


def test_several_records_have_the_sources_of_each_and_one_can_be_explained() -> None:
    some = mission.resolutions[:3]
    assert set(mission.sources_of(some)) == {source for each in some for source in mission.sources_of(each)}
    assert mission.disputes_of(some) == mission.disputes_of(*some)
    assert mission.explain(some[:1], "adopted") == mission.explain(some[0], "adopted")
    with pytest.raises(unami.NotOne):
        mission.explain(some, "adopted")


def test_disputes_about_what_belongs_to_a_record() -> None:
    found = mission.disputes_of("ad-melkert")
    assert {"appointments/ad-melkert.srsg/took_office"} <= set(found.ids)
    # Who came after Qazi is in dispute, and Melkert is one of the values; when Qazi left is no matter of his.
    assert "appointments/ashraf-jehangir-qazi.srsg/successor" in found.ids
    assert "appointments/ashraf-jehangir-qazi.srsg/left_office" not in found.ids
    assert mission.disputes_of(mission.people["ad-melkert"]) == found
    assert not mission.disputes_of("ad-melkert", related=False)


@pytest.mark.parametrize(
    ("name", "table", "field"),
    [
        ("Fiji", "contributions", "country"),
        ("places/iraq", "casualties", "place"),
        ("SRSG", "appointments", "post"),
        ("census", "mandate_tasks", "task"),
    ],
)
def test_disputes_of_a_country_place_or_post_are_those_of_its_records(name: str, table: str, field: str) -> None:
    owner = mission.record(name)
    own = [
        d for d in mission.disputes.where(table=table) if getattr(mission.tables[table][d.record], field) == owner.id
    ]
    assert set(own) <= set(mission.disputes_of(name))


def test_a_record_of_another_mission_is_not_found() -> None:
    with pytest.raises(UnknownRecord):
        mission.according_to("seed-bpp-2018").explain(mission.appointments["jan-kubis.srsg"], "end")


# Disputes


@pytest.mark.parametrize(("place", "shown", "others"), DISPUTES, ids=[place for place, _, _ in DISPUTES])
def test_known_contradictions_are_disputes(place: str, shown: str, others: list[str]) -> None:
    dispute = mission.disputes[place]
    rivals = [show_value(rival.value) for rival in dispute.rivals]
    assert rivals[0] == show_value(dispute.value) == shown
    assert set(others) <= set(rivals)


@pytest.mark.parametrize(("table", "record", "field", "source", "value", "remark"), VISIBLE)
def test_known_contradictions_beside_the_values_are_seen_by_whoever_asks(
    table: str, record: str, field: str, source: str, value: str, remark: str
) -> None:
    claims = mission.explain(mission.tables[table][record], field).claims
    assert any(
        claim.source.id == source and show_value(claim.value) == value and remark in claim.note for claim in claims
    )


def test_every_dispute_is_of_values_that_cannot_all_be_true() -> None:
    for dispute in mission.disputes:
        values = [stated(rival.value, rival.bound) for rival in dispute.rivals]
        assert len(set(values)) == len(values)
        assert any(not agree(one, other) for one, other in itertools.combinations(values, 2)), dispute.id


def test_the_winner_is_among_the_rivals_and_the_others_are_against_it() -> None:
    for dispute in mission.disputes:
        record = mission.tables[dispute.table][dispute.record]
        assert dispute.value == getattr(record, dispute.field)
        assert dispute.rivals[0].value == dispute.value
        shown = stated(dispute.value, dispute.bound)
        assert set(dispute.against) == {r for r in dispute.rivals if not agree(stated(r.value, r.bound), shown)}
        assert dispute.rivals[0] not in dispute.against


def test_a_rival_is_shown_with_all_its_sources() -> None:
    rivals = [rival for dispute in mission.disputes for rival in dispute.rivals]
    assert any(len(rival.sources) > 1 for rival in rivals)
    for rival in rivals:
        names = ", ".join(source.id for source in rival.sources)
        classified = " (classified by the curators)" if rival.claims[0].classified else ""
        assert str(rival) == f"{show_value(rival.value, rival.bound)}{classified} [{names}]"


def test_a_record_that_is_not_there_is_named_with_one_of_a_similar_id() -> None:
    changed = attrs.evolve(mission.resolutions["2110"], id="211O")
    for ask in (lambda: mission.explain(changed, "adopted"), lambda: mission.sources_of(changed)):
        with pytest.raises(UnknownRecord, match="unknown id in resolutions '211O'; did you mean 2110") as caught:
            ask()
        assert "2110" in caught.value.suggestions


@pytest.mark.parametrize("field", [5, None, ["adopted"]])
def test_a_field_that_is_no_text_is_unknown(field: Any) -> None:
    with pytest.raises(UnknownField, match=r"unknown field of resolutions .*: expected text"):
        mission.explain(mission.resolutions["2110"], field)


def test_a_dispute_shows_what_the_explanation_shows() -> None:
    for dispute in mission.disputes:
        explained = mission.explain(mission.tables[dispute.table][dispute.record], dispute.field)
        assert set(explained.claims) == {claim for rival in dispute.rivals for claim in rival.claims}
        assert all(claim.value == rival.value for rival in dispute.rivals for claim in rival.claims)
        assert explained.reason is dispute.reason is not Reason.UNDISPUTED
        assert set(dispute.sources) == {claim.source for claim in explained.claims}


def test_deprecated_values_are_shown_as_such() -> None:
    dispute = mission.disputes["resolutions/2682/adopted"]
    (against,) = dispute.against
    assert (str(against.value), [claim.rank for claim in against.claims]) == ("2019", [Rank.DEPRECATED])
    assert "2019 [seed-wikipedia-2026]. Shown: 2023-05-30" in str(dispute)


def test_a_coarser_date_is_a_rival_but_not_against() -> None:
    dispute = mission.disputes["transition/closure-letter/date"]
    coarse = next(rival for rival in dispute.rivals if rival.value == PartialDate(2024, 5))
    assert coarse not in dispute.against
    assert {source.id for source in coarse.sources} >= {"rudaw-2025-05-28"}


def test_no_two_disputes_are_about_the_same_field() -> None:
    assert len(set(mission.disputes.ids)) == len(mission.disputes)


def test_no_value_of_the_packaged_record_is_an_open_tie() -> None:
    for table in TABLES:
        for record, name, _, _ in fields_of(table):
            assert mission.explain(record, name).reason is not Reason.TIE


def test_disputes_of_some_records_are_those_of_each() -> None:
    qazi, kubis = (mission.appointments[name] for name in ("ashraf-jehangir-qazi.srsg", "jan-kubis.srsg"))
    assert list(mission.disputes_of(qazi, kubis)) == [*mission.disputes_of(qazi), *mission.disputes_of(kubis)]
    assert mission.disputes_of(qazi, qazi) == mission.disputes_of(qazi)
    assert list(mission.disputes_of(qazi)) == list(mission.disputes.where(record=qazi.id))
    assert not mission.disputes_of(mission.resolutions["2110"])


def test_sources_of_one_standing_come_by_publication_the_latest_first_and_the_undated_last() -> None:
    seen = 0
    for record in (record for table in TABLES for record in mission.tables[table]):
        sources = mission.sources_of(record).items
        for one, following in itertools.pairwise(sources):
            if one.tier == following.tier and one.tier:
                dates = [str(source.published) if source.published else "" for source in (one, following)]
                assert dates[0] >= dates[1]
                assert dates[0] != dates[1] or one.id < following.id
                seen += dates[0] > dates[1]
    assert seen > 100


@pytest.mark.parametrize("field", ["took_office", "span", "not_before"])
def test_an_explanation_says_of_what_it_is(field: str) -> None:
    record = mission.appointments["jan-kubis.srsg"]
    explanation = mission.explain(record, field)
    assert (explanation.table, explanation.record, explanation.field) == ("appointments", record.id, field)
    assert explanation.value == getattr(record, field)


def test_what_rests_on_nothing_says_so() -> None:
    closed = next(each for each in mission.appointments if each.derivation is None)
    assert mission.explain(closed, "not_before").derivation == "nothing to work it out from"
