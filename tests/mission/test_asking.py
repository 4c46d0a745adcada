"""Questions in people's own words: names in `where`, answers that explain themselves, the order of time."""

from __future__ import annotations

import datetime
import pickle
from typing import TYPE_CHECKING, Any

import pytest

import unami
from helpers.inside import SYNONYMS, columns, time_of_record
from unami import PartialDate, mission
from unami.errors import UnknownName
from unami.records import TABLES, record_class

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


OWN = {"id": "own-paper", "title": "Paper", "published": "2025-03"}


# What `where` takes


@pytest.mark.parametrize(
    ("table", "by_name", "by_id"),
    [
        ("contributions", {"country": "Fiji"}, {"country": "FJI"}),
        ("contributions", {"country": "fj"}, {"country": "FJI"}),
        ("contributions", {"country": mission.country("Fiji")}, {"country": "FJI"}),
        ("people", {"nationality": "the Netherlands"}, {"nationality": "NLD"}),
        ("people", {"nationality": "Dutch"}, {"nationality": "NLD"}),
        ("people", {"nationality": "british"}, {"nationality": "GBR"}),
        ("resolutions", {"sponsors": "Danish"}, {"sponsors": "DNK"}),
        ("appointments", {"post": "SRSG"}, {"post": "srsg"}),
        ("appointments", {"person": "Kubis"}, {"person": "jan-kubis"}),
        ("appointments", {"person": "Mr. Kobler"}, {"person": "martin-kobler"}),
        ("appointments", {"person": "Vieira de Mello"}, {"person": "sergio-vieira-de-mello"}),
        ("appointments", {"person": "كوبلر"}, {"person": "martin-kobler"}),
        ("mandate_tasks", {"resolution": 2732}, {"resolution": "2732"}),
        ("mandate_tasks", {"resolution": "S/RES/2732 (2024)"}, {"resolution": "2732"}),
        ("mandate_tasks", {"resolution": "s/res/2732"}, {"resolution": "2732"}),
        ("mandate_tasks", {"resolution": "resolution 2732"}, {"resolution": "2732"}),
        ("mandate_tasks", {"resolution": "UNSCR 2732 (2024)"}, {"resolution": "2732"}),
        ("mandate_tasks", {"resolution": "2732 (2024)"}, {"resolution": "2732"}),
        ("resolutions", {"abstaining": "Syria"}, {"abstaining": "SYR"}),
        ("resolutions", {"number": "1770"}, {"number": 1770}),
        ("resolutions", {"id": "S/RES/1770"}, {"id": "1770"}),
        ("casualties", {"place": "Anbar Governorate"}, {"place": "IQ-AN"}),
        ("casualties", {"place": "Basrah"}, {"place": "IQ-BA"}),
        ("affiliations", {"organization": "UNHCR"}, {"organization": "unhcr"}),
        ("host_leaders", {"office": "Prime Minister"}, {"office": "prime-minister"}),
    ],
)
def test_where_takes_names_codes_symbols_numbers_and_records(
    table: str, by_name: dict[str, Any], by_id: dict[str, Any]
) -> None:
    records = mission.tables[table]
    found = records.where(**by_name)
    assert found
    assert found == records.where(**by_id)


def test_any_ending_of_a_name_can_be_the_surname_if_only_one_person_has_it() -> None:
    for said in ("Vieira de Mello", "de Mello", "MELLO"):
        assert mission.person(said).id == "sergio-vieira-de-mello"
    assert {mission.person(said).id for said in ("ملادينوف", "Младенов")} == {"nickolay-mladenov"}
    with pytest.raises(unami.UnknownPerson):
        mission.person("Vieira")
    namesake = mission.with_statements("people", [{"id": "ana-mello", "name": "Ana Mello"}], source=OWN)
    assert namesake.person("de Mello").id == "sergio-vieira-de-mello"
    with pytest.raises(unami.UnknownPerson, match=r"did you mean ana-mello or sergio-vieira-de-mello"):
        namesake.person("Mello")


@pytest.mark.parametrize("said", ["resolution 1770", "Res. 1770", "UN Security Council Resolution 1770", "1770 (2007)"])
def test_a_record_is_found_by_what_people_say_for_the_symbol_of_a_resolution(said: str) -> None:
    assert mission.record(said) == mission.resolutions["1770"]
    assert mission.explain(said, "adopted").record == "1770"


def test_what_is_said_for_a_symbol_does_not_hide_a_record_with_that_name() -> None:
    with pytest.raises(
        unami.UnknownRecord, match=r"did you mean resolutions/2732 or security_arrangements/resolution-2732"
    ):
        mission.record("resolution 2732")
    with pytest.raises(unami.UnknownRecord):
        mission.record("1770 (2008)")  # another year than that of the resolution


@pytest.mark.parametrize(
    ("table", "said", "meant"),
    [
        ("sources", {"language": "Arabic"}, {"language": "ar"}),
        ("sources", {"language": "العربية"}, {"language": "ar"}),
        ("sources", {"language": ["french", "German"]}, {"language": ["fr", "de"]}),
        ("sources", {"language": "English"}, {"language": None}),
        ("sources", {"language": "en"}, {"language": None}),
        ("mandate_tasks", {"change": "ended"}, {"change": "dropped"}),
        ("missions", {"status": "ended"}, {"status": "completed"}),
        ("contributions", {"category": "soldiers"}, {"category": "troops"}),
        ("camp", {"measure": "deaths"}, {"measure": "killed"}),
        ("elections", {"kind": "Provincial"}, {"kind": "governorate"}),
        ("elections", {"scope": "provincial"}, {"scope": "governorates"}),
        ("contributions", {"category": "UNMOs"}, {"category": "experts-on-mission"}),
        ("resolutions", {"relation": "renewed"}, {"relation": "extends"}),
        ("fatalities", {"category": "soldiers"}, {"category": "military"}),
        ("host_leaders", {"office": "PM"}, {"office": "prime-minister"}),
        ("casualties", {"population": "security forces"}, {"population": "isf"}),
        ("fatalities", {"incident": "hostile act"}, {"incident": "malicious-act"}),
    ],
)
def test_where_takes_the_words_that_people_use(table: str, said: dict[str, Any], meant: dict[str, Any]) -> None:
    records = mission.tables[table]
    assert records.where(**said)
    assert records.where(**said) == records.where(**meant)


def test_questions_take_the_words_that_people_use() -> None:
    assert mission.deployment_series("Nepal", "soldiers") == mission.deployment_series("Nepal", "troops")
    assert mission.casualties_in("Iraq", "Iraqi security forces") == mission.casualties_in("Iraq", "isf")


def test_a_synonym_stands_for_one_word_of_a_list() -> None:
    lists = [
        column.spec.values or mission.words(column.spec.vocabulary or "")
        for table in TABLES
        for column in columns(record_class(table))
        if column.spec.values or column.spec.vocabulary
    ]
    languages = {source.language or "en" for source in mission.sources}
    known = {word for words in lists for word in words}
    for word, synonyms in SYNONYMS.items():
        # Other languages are those of other records.
        assert word in known or word in languages or len(word) == 2, word
        for said in synonyms:
            for words in lists:
                meant = [one for one, others in SYNONYMS.items() if one in words and said in others]
                assert len(meant) <= 1, (said, words)
                assert not meant or said not in words, (said, words)


def test_what_is_like_no_word_or_synonym_is_refused_with_all_words() -> None:
    with pytest.raises(unami.UnknownName, match="did you mean added or kept or reworded or dropped"):
        mission.mandate_tasks.where(change="xyzzy")
    with pytest.raises(unami.UnknownName, match="did you mean civilians or civilians-including-police"):
        mission.casualties.where(population="civilian")


@pytest.mark.parametrize("word", ["year", "month", "when"])
@pytest.mark.parametrize("table", ["elections", "resolutions", "budgets", "appointments", "sources"])
def test_a_word_for_the_time_of_a_record_leads_to_its_period(table: str, word: str) -> None:
    with pytest.raises(unami.UnknownField, match=r"did you mean period[?]"):
        mission.tables[table].where(**{word: 2010})
    assert mission.tables[table].where(period="2003/2025")


def test_what_is_like_a_word_is_refused_with_that_word_and_not_with_a_synonym_of_another_list() -> None:
    with pytest.raises(unami.UnknownName, match=r"did you mean attack[?]"):
        mission.events.where(kind="attacks")
    with pytest.raises(unami.UnknownName, match=r"did you mean soldiers[?]"):
        mission.contributions.where(category="soldier")
    with pytest.raises(unami.UnknownName, match=r"did you mean national or kurdistan-region or governorates[?]"):
        mission.elections.where(scope="local")


@pytest.mark.parametrize("table", TABLES)
def test_every_reference_is_found_by_the_name_of_what_it_refers_to(table: str) -> None:
    records = mission.tables[table]
    for column in columns(type(records[0])):
        ref = column.spec.ref
        held = next((value for record in records if (value := getattr(record, column.name))), None)
        if ref is None or held is None:
            continue
        one = held[0] if isinstance(held, tuple) else held
        referred = mission.tables[ref][one]
        assert one in records.where(**{column.name: referred}).group_by(column.name) or column.many
        name = getattr(referred, "name", None)
        if name:
            known = mission.identify(ref, name)
            assert records.where(**{column.name: name}) == records.where(**{column.name: known})


@pytest.mark.parametrize(
    ("ask", "error", "words"),
    [
        (lambda: mission.contributions.where(country="Figi"), unami.UnknownCountry, "did you mean Fiji"),
        (lambda: mission.deployments_by("Fiji").where(country="Figi"), unami.UnknownCountry, "did you mean Fiji"),
        (lambda: mission.appointments.where(person="Koblar"), unami.UnknownPerson, "Kobler"),
        (lambda: mission.leaders_at("2014").where(person="Mladenow"), unami.UnknownPerson, "Mladenov"),
        (lambda: mission.mandate_tasks.where(resolution=9999), unami.UnknownRecord, "9999"),
        (lambda: mission.resolutions.where(number="many"), unami.UnknownName, "expected a number"),
        (lambda: mission.resolutions.where(unanimous="no"), unami.UnknownName, "expected True or False"),
        (lambda: mission.resolutions.where(adopted="never"), unami.InvalidDate, "not a date"),
        (lambda: mission.resolutions.where(subject=7), unami.UnknownName, "expected text"),
        (lambda: mission.leaders_at("2014").where(certainty="sure"), unami.UnknownName, "certain"),
    ],
)
def test_a_value_that_no_record_can_have_is_an_error_with_the_nearest(
    ask: Callable[[], object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        ask()


def test_where_nobody_says_acting_the_holder_is_not() -> None:
    holders = mission.appointments.where(post="SRSG", acting=False)
    assert {"jan-kubis.srsg", "martin-kobler.srsg"} <= set(holders.ids)
    assert not set(holders.ids) & set(mission.appointments.where(acting=True).ids)
    assert len(holders) + len(mission.appointments.where(post="SRSG", acting=True)) == len(
        mission.appointments.where(post="SRSG")
    )


def test_any_value_of_a_list_or_set_will_do() -> None:
    both = mission.contributions.where(country=["Fiji", "Nepal"])
    assert len(both) == len(mission.deployments_by("Fiji")) + len(mission.deployments_by("Nepal"))
    assert mission.contributions.where(country={"Fiji", "NPL"}) == both


@pytest.mark.parametrize(
    ("table", "name"), [("displacement", "as_of"), ("camp", "date"), ("documents", "dated"), ("events", "date")]
)
def test_a_date_that_is_about_right_lies_in_its_year(table: str, name: str) -> None:
    records = mission.tables[table]
    about = [record for record in records if (date := getattr(record, name)) is not None and date.qualified]
    assert about
    for record in about:
        date = getattr(record, name)
        assert record.id in records.where(**{name: str(date.year)}).ids
        assert record.id in records.where(**{name: date}).ids


def test_a_date_itself_finds_no_part_of_it() -> None:
    exact = mission.casualties.where(start=PartialDate(2014), end=None)
    assert {count.start for count in exact} == {PartialDate(2014)}


def test_other_records_and_the_keys_of_groups_are_lists_of_values() -> None:
    women = mission.people.where(gender="female")
    held = mission.appointments.where(person=women)
    assert {appointment.person for appointment in held} == {person.id for person in women}
    sent = mission.countries.where(id=mission.contributions.group_by("country").keys())
    assert set(sent.ids) == {given.country for given in mission.contributions}
    assert len(mission.appointments.where(person=women[:0])) == 0


@pytest.mark.parametrize(
    ("answer", "asked", "same"),
    [
        (mission.heads, {"gender": "female"}, lambda head: head.person.gender == "female"),
        (mission.heads, {"nationality": "Netherlands"}, lambda head: "NLD" in head.person.nationality),
        (mission.heads, {"predecessor": "Kobler"}, lambda head: head.appointment.predecessor == "martin-kobler"),
        (mission.deputies_at("2015"), {"line": "humanitarian"}, lambda held: held.post.line == "humanitarian"),
        (
            mission.search("Ashraf"),
            {"measure": "residents"},
            lambda hit: getattr(hit.record, "measure", None) == "residents",
        ),
        (mission.mandates, {"adopted": "2014"}, lambda mandate: mandate.resolution.adopted.year == 2014),
        (
            mission.casualty_series("Iraq"),
            {"killed": lambda killed: killed > 1000},
            lambda month: month.record is not None and month.record.killed > 1000,
        ),
    ],
)
def test_an_answer_is_asked_by_the_fields_of_the_records_in_it(
    answer: unami.Records[Any], asked: dict[str, Any], same: Callable[[Any], object]
) -> None:
    found = answer.where(**asked)
    assert found
    assert found == answer.where(same)


def test_an_answer_is_sorted_and_grouped_by_the_fields_of_the_records_in_it() -> None:
    series = mission.casualty_series("Iraq")
    counted = series.sort_by("killed")
    numbers = [month.record.killed or 0 for month in series if month.record is not None]
    most = counted.last().record
    assert most is not None
    assert most.killed == max(numbers)
    assert not counted[-1].known  # a gap has no number, and stands last
    assert set(mission.heads.group_by("gender")) == {"male", "female"}
    with pytest.raises(unami.UnknownName, match="did you mean Netherlands"):
        mission.heads.where(nationality="Netherland")
    with pytest.raises(unami.UnknownField, match="expected one of"):
        mission.heads.where(colour="blue")


def test_an_empty_answer_takes_what_a_full_one_takes() -> None:
    nobody = mission.leaders_at("1990")
    assert len(nobody.where(gender="female")) == len(nobody.sort_by("nationality")) == len(nobody.group_by("line")) == 0
    assert nobody.where(gender="female").why_none == nobody.why_none
    assert len(mission.search("swimming pool").where(measure="residents")) == 0


def test_a_field_of_records_that_others_refer_to_is_shown_where_it_is() -> None:
    with pytest.raises(
        unami.UnknownField, match=r"people; ask where\(person=mission\.people\.where\(gender="
    ) as refused:
        mission.appointments.where(gender="female")  # type: ignore[call-overload]
    assert refused.value.suggestions == ()
    with pytest.raises(unami.UnknownField, match="a field of countries"):
        mission.contributions.group_by("alpha_2")


def test_a_field_of_what_belongs_to_a_record_is_shown_where_it_is() -> None:
    with pytest.raises(unami.UnknownField, match=r"a field of appointments; ask of ad-melkert\.srsg"):
        mission.explain("Ad Melkert", "announced")
    with pytest.raises(unami.UnknownField, match="did you mean") as refused:
        mission.explain("Ad Melkert", "nationalty")
    assert refused.value.suggestions == ("nationality",)


def test_a_function_is_put_to_each_known_value() -> None:
    below = mission.elections.where(turnout_percent=lambda share: share < 50)
    assert below == mission.elections.where(
        lambda election: election.turnout_percent is not None and election.turnout_percent < 50
    )
    briefed = mission.council_meetings.where(briefers=lambda name: "Kobler" in name)
    assert briefed == mission.briefings_by("Kobler")
    none = mission.elections.where(turnout_percent=lambda share: share < 1)
    assert none.why_none[0] == "no election has turnout_percent that meets the condition"


@pytest.mark.parametrize(
    ("name", "known"),
    [("UN Country Team in Iraq", "unct"), ("UN Development Programme", "undp"), ("the UN Children's Fund", "unicef")],
)
def test_the_united_nations_may_be_un(name: str, known: str) -> None:
    assert mission.record(name).id == known
    assert mission.affiliations.where(organization=name) == mission.affiliations.where(organization=known)


def test_an_end_may_be_open_but_not_unknown() -> None:
    after = mission.transition.between("2026", "..")
    assert after
    assert after == mission.transition.at("2026/..")
    assert mission.events_between("..", "2003-08-19").last() == mission.events.between("..", "2003-08-19").last()
    with pytest.raises(unami.InvalidDate, match="for an open end"):
        mission.events.between("2026", None)  # type: ignore[arg-type]


# Answers that are empty


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: mission.leaders_at("2024-08-06"), "before it Jeanine Hennis-Plasschaert"),
        (lambda: mission.leaders_at("2024-08-06"), "after it Mohamed Al Hassan"),
        (lambda: mission.leaders_at(datetime.date(2024, 8, 6)), "after it Mohamed Al Hassan"),
        (lambda: mission.deputies_at("2003-12-05"), "after it"),
        (lambda: mission.strength_at("2016-11"), "before it 2016-10"),
        (lambda: mission.strength_at("2005-06"), "contingents_at has"),
        (lambda: mission.deployments_at("2005-06"), "contingents_at has"),
        (lambda: mission.casualties_in("Mosul"), "have IQ-NI (Ninewa), in the same part of the country"),
        (lambda: mission.events.where(governorate="Mosul"), "have IQ-NI (Ninewa), in the same part of the country"),
        (lambda: mission.camp.where(place="Diyala"), "have camp-ashraf (Camp Ashraf), in the same part of the country"),
        (
            lambda: mission.deployments_at("2023-08").where(country="Fiji"),
            "at 2023-08; before it Fiji, troops, 2022-02",
        ),
        (lambda: mission.camp.where(measure="residents").at("2012"), "no camp figure is known at 2012"),
        (lambda: mission.deployments_by("Georgia"), "contingents has"),
        (lambda: mission.casualties_in("Anbar", "civilians"), "population is civilians-including-police"),
        (lambda: mission.casualties_in("Anbar", "civilians").at("2015-01"), "population is civilians-including"),
        (lambda: mission.resolutions.where(adopted="1999"), "after it 2003-05-22"),
        (lambda: mission.sources.where(publisher="Reuter"), "near it: Reuters"),
        (
            lambda: mission.organizations.where(name="UNICEF"),
            "near it: United Nations Children\N{RIGHT SINGLE QUOTATION MARK}s Fund; ask where(id='UNICEF')",
        ),
        (lambda: mission.resolutions.where(symbol="UNSCR 1770"), "near it: S/RES/1770 (2007); ask where(id="),
        (lambda: mission.disputes.where(table="appointment"), "near it: appointments"),
        (lambda: mission.events.where(lambda event: event.killed == -1), "no event meets the condition"),
        (
            lambda: mission.known_at("2004").casualties.where(place="Anbar"),
            "the sources of this view say nothing of casualty counts",
        ),
    ],
)
def test_an_empty_answer_says_why_and_what_is_near(ask: Callable[[], unami.Records[Any]], words: str) -> None:
    answer = ask()
    assert len(answer) == 0
    assert words in "\n".join(answer.why_none)
    assert words in repr(answer)
    assert words.partition(":")[0] in answer._repr_html_()


def test_an_answer_that_is_not_empty_needs_no_reason() -> None:
    assert mission.resolutions.where(number=1770).why_none == ()


def test_an_empty_answer_can_be_pickled() -> None:
    nobody = mission.leaders_at("2024-08-06")
    assert pickle.loads(pickle.dumps(nobody)) == nobody


def test_the_latest_known_figures_say_that_they_are_of_another_time_and_where_the_gap_ends() -> None:
    old = mission.staff_at("2016")
    first, *lines = repr(old).splitlines()[1:]
    assert "no staff count is known at 2016; before it 2011" in first
    assert "after it 2017" in first
    assert lines
    assert all(line.endswith(", earlier than 2016") for line in lines)
    assert "no staff count is known at 2016" in old._repr_html_()
    assert "no staff count is known at 2016-06;" in " ".join(str(mission.at("2016-06")).split())
    assert "no staff count is known at 2016-06;" in mission.at("2016-06")._repr_html_()
    assert old.where(category="total").why_none == ()
    assert "no staff count is known at 2016;" in repr(old.where(category="total"))


def test_a_figure_of_the_time_asked_about_is_not_marked() -> None:
    mixed = repr(mission.staff_at("2011"))
    assert "no staff count is known" not in mixed
    assert mixed.count(", earlier than 2011") == 2
    assert "earlier" not in repr(mission.staffing.at("2011"))


def test_without_older_figures_the_answer_says_when_the_first_are() -> None:
    assert "after it 2004" in mission.staff_at("1990").why_none[0]


def test_the_gaps_of_a_post_are_the_days_without_an_answer() -> None:
    gaps = mission.gaps("head")
    assert "2024-06-01/2024-10-09" in map(str, gaps)
    day = mission.began.earliest if mission.began else datetime.date.min
    ended = mission.ended.latest if mission.ended else datetime.date.max
    while day <= ended:
        assert bool(mission.leaders_at(day)) != any(gap.covers(day) for gap in gaps), day
        day += datetime.timedelta(days=7)


def test_dated_records_have_gaps_as_posts_have() -> None:
    assert mission.gaps(mission.mandates) == ()
    strength = mission.strength
    for gap in mission.gaps(strength):
        assert not strength.at(gap)
    assert all(mission.budget_for(year) or _lies_in(year, mission.gaps(mission.budgets)) for year in range(2004, 2026))
    assert [str(gap) for gap in mission.gaps(strength.where(total=-1))] == [f"{mission.began}/{mission.ended}"]
    with pytest.raises(unami.NotDated):
        mission.gaps(mission.people)
    with pytest.raises(unami.UnknownPost, match=r"records such as mission\.mandates"):
        mission.gaps("mandate")


def _lies_in(year: int, gaps: tuple[unami.Period, ...]) -> bool:
    return any(gap.covers(f"{year}-01-01") and gap.covers(f"{year}-12-31") for gap in gaps)


def test_a_key_that_no_group_has_is_an_error_with_the_nearest() -> None:
    groups: Mapping[Any, object] = mission.tasks.group_by("category")
    with pytest.raises(unami.UnknownName, match="did you mean humanitarian"):
        groups["humanitarien"]
    with pytest.raises(KeyError, match="expected one of"):
        groups[7]
    assert groups.get("humanitarien") is None
    assert "humanitarien" not in groups
    with pytest.raises(unami.UnknownName, match="wikipedia"):
        mission.person("Melkert").identifiers["wikidata"]


# What answers look like


def test_an_answer_made_of_records_shows_itself_in_a_line() -> None:
    head = mission.head_at("2014-06-10")
    assert repr(head) == f"<Incumbent {head}>"
    assert repr(mission.mandate_at("2014-06-10")) == "<Mandate S/RES/2110 (2013), 2013-07-24 to 2014-07-31>"
    for answer in (mission.casualty_series("Iraq"), mission.search("Kirkuk"), mission.disputes[:5]):
        for one in answer:
            assert repr(one) == f"<{type(one).__name__} {one}>"


def test_an_answer_made_of_many_records_shows_its_text() -> None:
    told = mission.explain("1723", "adopted")
    cited = mission.resolutions.where(number=1500).cite()
    for answer in (told, cited, mission.at("2014-06-10")):
        assert repr(answer) == str(answer)
    assert "deprecated" in repr(told)


def test_groups_are_counted_in_a_line() -> None:
    tasks = mission.mandate_tasks.where(resolution=1770)
    assert repr(tasks.group_by("change")).startswith("{'kept': 3 mandate tasks, 'dropped': 2 mandate tasks")
    assert repr(mission.deaths_by("category")) == str(dict(mission.deaths_by("category")))


def test_records_are_counted_in_words_that_have_a_plural() -> None:
    assert repr(mission.camp[:2]).startswith("2 camp figures\n")
    assert repr(mission.transition[:1]).startswith("1 transition step\n")
    assert repr(mission.casualties_in("Anbar").at("2015-01")).startswith("1 casualty count\n")


def test_women_among_the_soldiers_are_in_the_line() -> None:
    assert str(mission.contributions["fji-2014-03-troops"]) == "FJI, troops, 2014-03: 193, 13 of them women"
    assert str(mission.contributions["npl-2023-08-troops"]) == "NPL, troops, 2023-08: 88"


# The order of time


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_in_the_order_of_time_with_the_undated_last(table: str) -> None:
    records = mission.tables[table]
    if not hasattr(type(records[0]), "period"):
        return
    times = [time_of_record(record) for record in records]
    known = [(time.year, time.month or 0, time.day or 0) for time in times if time is not None]
    assert known == sorted(known)
    assert all(time is None for time in times[len(known) :])
    if known:
        assert time_of_record(records.last()) == times[len(known) - 1]


def test_the_last_is_the_latest_of_those_with_a_value() -> None:
    assert mission.host_leaders.where(office="prime-minister").last().name == "Mohammed Shia' al-Sudani"
    assert mission.council_meetings.where(kind="briefing").last().held == PartialDate(2025, 12, 2)
    assert mission.resolutions.sort_by("mandate_until").last().mandate_until is not None
    assert mission.resolutions.sort_by("mandate_until", reverse=True).last().mandate_until is not None


def test_the_heads_are_in_the_order_of_time() -> None:
    starts = [head.span.latest_start for head in mission.heads]
    assert starts == sorted(starts)
    assert mission.heads.first().name == "Sérgio Vieira de Mello"
    assert mission.heads.last().name == "Mohamed Al Hassan"


# Possible and certain


def test_what_may_not_have_been_there_says_so() -> None:
    offices = mission.offices_at("2010")
    assert offices.certainty_of(offices["erbil"]) is unami.Certainty.CERTAIN
    assert offices.certainty_of(offices["amman"]) is unami.Certainty.POSSIBLE
    lines = repr(offices).splitlines()
    assert any(line.startswith("  Amman") and line.endswith(", possible") for line in lines)
    assert not any(line.startswith("  Erbil") and line.endswith(", possible") for line in lines)


def test_no_office_is_there_after_the_end_of_the_mission_but_by_a_plan() -> None:
    assert all(office.planned_end or office.end for office in mission.offices_at("2026-06"))


def test_guard_units_are_shown_where_there_are_no_monthly_figures() -> None:
    early = mission.at("2005-06")
    assert len(early.contributions) == 0
    assert "fji-guard-unit" in early.contingents.ids
    assert "UN Guard Unit of Fiji" in str(early)
    assert len(mission.at("2014-03").contingents) == 0


def test_a_holder_whom_the_view_does_not_name_has_the_name_of_the_whole_record_marked() -> None:
    view = mission.according_to("seed-gayaone-2025")
    head = view.head_at("2025-12-13")
    assert head is not None
    assert head.name == "Mohamed Al Hassan"
    assert head.named == bool(view.people["mohamed-al-hassan"].name if "mohamed-al-hassan" in view.people.ids else None)
    assert ("[named by other sources]" in str(head)) is not head.named


# Values of every kind


@pytest.mark.parametrize(
    ("table", "several"),
    [
        ("contributions", {"country": ("Fiji", "Nepal")}),
        ("posts", {"id": ("srsg", "OIC")}),
        ("budgets", {"fund": ("regular-budget",)}),
    ],
)
def test_a_tuple_of_values_for_a_field_with_one_finds_any(table: str, several: dict[str, tuple[str, ...]]) -> None:
    records = mission.tables[table]
    assert records.where(**several) == records.where(**{name: list(values) for name, values in several.items()})
    assert records.where(**several)


def test_a_tuple_that_no_list_of_a_record_equals_says_how_to_ask_for_any() -> None:
    answer = mission.people.where(nationality=("Netherlands", "Germany"))
    assert not answer
    assert "exactly NLD (Netherlands), DEU (Germany)" in answer.why_none[0]
    assert "ask with a list" in answer.why_none[1]


@pytest.mark.parametrize("table", ["missions", "events", "sources", "security_arrangements"])
def test_every_text_of_a_record_finds_the_record(table: str) -> None:
    records = mission.tables[table]
    for name in ("summary", "content", "url", "title"):
        texts = {getattr(record, name, None): record for record in records}
        longest = max(filter(None, texts), key=len, default=None)
        if longest is not None:
            assert texts[longest] in records.where(**{name: longest})


def test_every_value_in_dispute_finds_its_dispute() -> None:
    disputes = mission.disputes
    assert all(dispute in disputes.where(value=dispute.value) for dispute in disputes[::9])
    assert len({type(dispute.value) for dispute in disputes[::9]}) > 2
    assert disputes.where(value="2009-07").where(field="left_office").ids == (
        "appointments/staffan-de-mistura.srsg/left_office",
    )


def test_answers_are_asked_for_the_records_that_they_hold() -> None:
    dispute = mission.disputes_of("1723").one()
    assert dispute in mission.disputes.where(sources=dispute.sources[0].id)
    mandate = mission.mandates[0]
    assert mandate in mission.mandates.where(tasks=mandate.tasks[0].id)
    with pytest.raises(UnknownName):
        mission.mandates.where(tasks="nosuch")
    with pytest.raises(UnknownName, match="expected a Rival"):
        mission.disputes.where(rivals="nosuch")


@pytest.mark.parametrize("town", ["baghdad", "kirkuk"])
def test_a_town_without_figures_points_to_the_part_of_the_country_with_its_name(town: str) -> None:
    governorate = mission.place(town.capitalize()).id
    answer = mission.casualties.where(place=town)
    assert not answer
    assert any(governorate in line and "the same name" in line for line in answer.why_none)


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: mission.tasks_at("2001"), "after it S/RES/1500"),
        (lambda: mission.deployment_series("Georgia"), "contingents has 1 with country GEO"),
        (lambda: mission.casualty_series("Anbar", "police"), "with the other conditions, population is"),
    ],
)
def test_what_is_made_of_records_that_are_not_there_says_why(ask: Any, words: str) -> None:
    assert not ask()
    assert any(words in line for line in ask().why_none)


def test_sources_are_in_the_order_of_time() -> None:
    published = [source.published for source in mission.sources if source.published is not None]
    assert published == sorted(published, key=lambda date: (date.year, date.month or 0, date.day or 0))
    assert mission.sources.where(publisher="Reuters").last().published == max(
        source.published for source in mission.sources.where(publisher="Reuters") if source.published is not None
    )


@pytest.mark.parametrize("wanted", ["Niederländ", "Neuseeländ", "Amerikan"])
def test_a_part_of_a_word_for_a_people_is_no_name_of_a_country(wanted: str) -> None:
    with pytest.raises(unami.UnknownCountry):
        mission.country(wanted)
