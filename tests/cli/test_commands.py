"""Tests of the commands that query the record, in this process, in pipes and on a real terminal."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import unami
from helpers.builders import Package
from helpers.commands import called, expect_one_line, on_a_terminal, run
from helpers.inside import cited
from helpers.paths import DATA
from helpers.processes import environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

mission = unami.mission

QUESTIONS = {
    "leaders": ("leaders",),
    "leaders at a date": ("leaders", "2009-07-10"),
    "deployments": ("deployments", "Fiji"),
    "events": ("events", "2003-08-15", "2003-08-20"),
    "mandate": ("mandate",),
    "mandate at a date": ("mandate", "2014-06-10"),
    "disputes": ("disputes", "tallies"),
    "disputes of a record": ("disputes", "resolutions/1723"),
    "explain": ("explain", "1723", "adopted"),
    "sources": ("sources",),
    "sources of a record": ("sources", "1723"),
    "source": ("sources", "sc-res-1500"),
    "search": ("search", "canal", "hotel"),
    "cite": ("cite",),
    "cite records": ("cite", "resolutions/1723", "ad-melkert"),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_an_answer_as_text_and_as_json(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, text, errors = called(capsys, *QUESTIONS[name])
    assert (code, errors) == (0, "")
    assert text.strip()
    code, out, errors = called(capsys, *QUESTIONS[name], "--json")
    assert (code, errors) == (0, "")
    assert json.loads(out)


def rows(text: str) -> list[list[str]]:
    """Split an aligned table into cells, without its title."""
    _, head, *body = text.splitlines()
    starts = [found.start() for found in re.finditer(r"(?<!\S)\S", head)]
    ends = [*starts[1:], None]
    return [[line[start:end].strip() for start, end in zip(starts, ends, strict=True)] for line in (head, *body)]


def test_a_table_is_aligned_and_names_the_sources_of_each_row(capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = called(capsys, "leaders", "2009-07-10")
    held = mission.leaders_at("2009-07-10")
    head, *body = rows(text)
    assert text.startswith("3 holders\n")
    assert head == ["name", "post", "since", "until", "certainty", "sources"]
    assert [row[0] for row in body] == [leader.name for leader in held]
    assert [row[-1] for row in body] == [cited(mission, leader) for leader in held]
    assert body[2][1:5] == ["SRSG, acting", "announced 2009-06-15", "2009-07", "possible"]
    assert all(re.fullmatch(r"\S+(, \S+)?( \+\d+)?", row[-1]) for row in body)


def test_json_has_the_ids_of_all_sources(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "events", "2014", "--json")
    answers = json.loads(out)
    found = mission.events_on("2014")
    assert [answer["title"] for answer in answers] == [event.title for event in found]
    assert answers[0]["sources"] == list(mission.sources_of(found[0]).ids)


def test_deployments_as_json_have_the_contingents_that_the_text_shows(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "deployments", "fj", "--json")
    answers = json.loads(out)
    found, units = mission.deployments_by("Fiji"), mission.contingents_of("Fiji")
    assert [answer["count"] for answer in answers["contributions"]] == [given.count for given in found]
    assert [answer["id"] for answer in answers["contingents"]] == list(units.ids)
    assert answers["contributions"][0]["sources"] == list(mission.sources_of(found[0]).ids)
    assert answers["contingents"][0]["sources"] == list(mission.sources_of(units[0]).ids)
    code, out, errors = called(capsys, "deployments", "Georgia", "--json")
    assert (code, json.loads(out)["contributions"]) == (0, [])
    assert [answer["id"] for answer in json.loads(out)["contingents"]] == ["geo-guard-battalion"]
    assert "no contribution has country GEO" in errors


def test_tasks_and_disputes_are_named_and_not_given_by_ids(capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = called(capsys, "mandate", "2014-06-10")
    assert "S/RES/1770 (2007)  2(a)(vi)" in text
    flat = " ".join(called(capsys, "at", "2016-06")[1].split())
    assert "(S/RES/1770 (2007), 2(a)(vi))" in flat
    assert "Ján Kubiš, Special Representative of the Secretary-General for Iraq, took_office: shown 2015-03" in flat
    assert 'Georgia, 13th Battalion "Shavnabada", start: shown' in flat
    assert "jan-kubis.srsg" not in flat
    flat = " ".join(called(capsys, "at", "2012-02")[1].split())
    assert (
        "Martin Kobler, Special Representative of the Secretary-General for Iraq, predecessor: shown Ad Melkert" in flat
    )


def test_two_disputed_records_of_one_name_keep_their_ids(capsys: pytest.CaptureFixture[str]) -> None:
    flat = " ".join(called(capsys, "at", "2016-11")[1].split())
    names = re.findall(r"(?:^|\] )([^\[\]]*?), \w+: shown", flat.partition("DISPUTED")[2])
    day = mission.at("2016-11")
    about = {(each.table, each.record) for each in day.disputes}
    assert len({name.strip() for name in names}) == len(about)


def test_heads_through_time_stand_in_the_order_of_time(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "leaders", "--json")
    names = [answer["person"]["name"] for answer in json.loads(out)]
    assert names[0] == "Sérgio Vieira de Mello"
    assert names[-1] == "Mohamed Al Hassan"
    assert names.index("Martin Kobler") < names.index("Nickolay Mladenov") < names.index("Jeanine Hennis-Plasschaert")


def test_a_mandate_at_a_date_comes_with_its_tasks(capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = called(capsys, "mandate", "2014-06-10")
    assert "S/RES/2110 (2013)" in text
    assert f"\n\n{len(mission.tasks_at('2014-06-10'))} tasks\n" in text
    assert "S/RES/2107 (2013)  4" in text


EMPTY: dict[str, tuple[tuple[str, ...], Callable[[], unami.Records[Any]]]] = {
    "events": (("events", "1950-01-01"), lambda: mission.events_on("1950-01-01")),
    "leaders": (("leaders", "1950"), lambda: mission.leaders_at("1950")),
    "deployments": (("deployments", "Georgia"), lambda: mission.deployments_by("Georgia")),
    "mandate": (("mandate", "1723"), lambda: mission.mandates.where(resolution="1723")),
}


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_answer_says_why(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, question = EMPTY[name]
    reasons = question().why_none
    assert reasons
    code, text, errors = called(capsys, *arguments)
    assert (code, errors) == (0, "")
    number, *lines = text.splitlines()
    assert number.startswith("0 ")
    assert lines[: len(reasons)] == [f"  {reason}" for reason in reasons]
    # A program gets an empty list, and its user the reason.
    code, out, errors = called(capsys, *arguments, "--json")
    told = json.loads(out)
    of_several = {"deployments": "contributions", "mandate": "mandates"}
    assert (code, told[of_several[name]] if name in of_several else told) == (0, [])
    assert errors == f"unami: {'; '.join(reasons)}\n"


def test_an_explanation_is_that_of_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    expected = str(mission.explain(mission.resolutions["1723"], "adopted")) + "\n"
    for name in "1723", "resolutions/1723":
        assert called(capsys, "explain", name, "adopted")[1] == expected


def test_a_citation_is_that_of_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, "cite")[1] == f"{mission.cite()}\n"
    used = mission.resolutions.where(number=1723).cite()
    assert called(capsys, "cite", "1723")[1] == f"{used}\n"
    assert called(capsys, "cite", "1723", "--bibtex")[1] == used.to_bibtex()
    assert json.loads(called(capsys, "cite", "1723", "--json")[1]) == used.to_csl()


def test_a_source_is_shown_with_its_address_and_weight(capsys: pytest.CaptureFixture[str]) -> None:
    source = mission.sources["sc-res-1500"]
    lines = called(capsys, "sources", source.id)[1].splitlines()
    assert lines[:3] == [str(source), source.url, "un-document, tier 1"]


@pytest.mark.needs("altair", "vl_convert")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("check",), []),
        (("changes", "--since", unami.dataset_version), []),
        (("export", "popolo", "people.json"), {"wrote": "people.json"}),
        (("new", "mine"), {"wrote": "mine"}),
        (("chart", "camp", "--out", "camp.svg"), {"wrote": "camp.svg"}),
        (("format", "mine"), {"rewrote": []}),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_commands_about_files_tell_it_as_json_too(
    arguments: tuple[str, ...],
    expected: object,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    if arguments[0] == "format":
        assert called(capsys, "new", "mine")[0] == 0
    code, out, _ = called(capsys, *arguments, "--json")
    assert (code, json.loads(out)) == (0, expected)


def test_problems_are_told_as_json_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    package = Package(tmp_path / "package", small=True)
    package.change("tallies", 2, "count", "many")
    code, out, _ = called(capsys, "check", str(package), "--json")
    assert code == 1
    (problem,) = json.loads(out)
    assert (problem["table"], problem["row"], problem["column"], problem["value"]) == ("tallies", 2, "count", "many")


# Whose record


def test_a_view_answers_for_itself(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "leaders", "2012-03-01", "--known-at", "2012", "--json")
    assert [answer["appointment"]["left_office"] for answer in json.loads(out)] == [None]
    _, text, _ = called(capsys, "sources", "--according-to", "seed-dpa-2016", "--according-to", "sc-res-1500")
    assert [row[0] for row in rows(text)[1:]] == ["sc-res-1500", "seed-dpa-2016"]
    _, text, _ = called(capsys, "cite", "--known-at", "2012")
    assert "known at 2012" in text


def test_another_mission_answers_for_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "mine")
    assert called(capsys, "new", path)[0] == 0
    code, text, _ = called(capsys, "leaders", "--data", path)
    assert code == 0
    assert text.startswith("1 holder\n")


# Mistakes


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("leader",), ("unknown command 'leader'", "leaders")),
        (("deploments", "Fiji"), ("deployments",)),
        (("deployments", "Figi"), ("did you mean Fiji",)),
        (("explain", "1723", "adoptd"), ("did you mean adopted",)),
        (("explain", "17233", "adopted"), ("unknown record '17233'", "1723")),
        (("explain", "resolution/1723", "adopted"), ("resolutions",)),
        (("disputes", "talies"), ("unknown record 'talies'",)),
        (("events", "2014", "2013"), ("2013",)),
        (("sources", "--according-to", "seed-dpa"), ("seed-dpa-2016",)),
        (("cite", "ad-melkart"), ("ad-melkert",)),
        (("leaders", "soon"), ("'soon' is not a date",)),
        (("deployments",), ("COUNTRY", "unami deployments --help")),
        (("leaders", "--data", "no/such/folder"), ("no/such/folder",)),
    ],
)
def test_a_mistake_is_one_line_with_what_was_meant(
    arguments: tuple[str, ...], words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    expect_one_line(called(capsys, *arguments), *words)


def test_an_id_that_two_tables_have_is_asked_back(capsys: pytest.CaptureFixture[str]) -> None:
    name = "canal-hotel-bombing"
    assert name in mission.events.ids
    assert name in mission.fatalities.ids
    expect_one_line(called(capsys, "explain", name, "date"), f"events/{name}", f"fatalities/{name}")
    assert called(capsys, "explain", f"events/{name}", "date")[0] == 0


# Help


def commands() -> list[str]:
    listed = re.findall(r"^    ([a-z]+)\b", run("--help").stdout, re.MULTILINE)
    assert len(listed) == 17
    return listed


@pytest.mark.slow
@pytest.mark.needs("altair", "vl_convert")
def test_every_command_has_help_with_an_example_that_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in commands():
        code, text, _ = called(capsys, command, "--help")
        assert code == 0
        (example,) = re.findall(r"^example: unami (.+)$", text, re.MULTILINE)
        name, *arguments = shlex.split(example)
        assert name == command
        known = {"src/unami/data": str(DATA)}
        outputs = ("unami.db", "my-mission", "timeline.html")
        given = [str(tmp_path / word) if word in outputs else known.get(word, word) for word in arguments]
        if command != "format":  # which would rewrite the data
            assert called(capsys, name, *given)[0] == 0, example


# Pipes and terminals


@pytest.mark.needs("rich")
def test_a_terminal_gets_a_table_by_rich_and_a_pipe_does_not() -> None:
    shown = on_a_terminal("leaders", "2009-07-10")
    assert "\x1b[1m" in shown
    assert "Staffan de Mistura" in shown
    piped = run("leaders", "2009-07-10").stdout
    assert "\x1b" not in piped
    assert piped.splitlines()[1].split() == ["name", "post", "since", "until", "certainty", "sources"]


@pytest.mark.needs("rich")
def test_a_snapshot_on_a_terminal_has_bold_titles_and_dim_sources() -> None:
    shown = on_a_terminal("at", "2014-06-10")
    assert "\x1b[1mHEAD OF MISSION\x1b[0m" in shown
    assert "\x1b[2m [sc-res-2110, dhl-meetings-2013 +1]\x1b[0m" in shown
    assert "\x1b" not in run("at", "2014-06-10").stdout


def test_only_the_chosen_parts_of_a_snapshot_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = called(capsys, "at", "2014-06-10", "--only", "mandate, head")
    titles = [line for line in text.splitlines() if line.isupper()]
    assert titles == ["HEAD OF MISSION", "MANDATE"]
    whole = called(capsys, "at", "2014-06-10")[1].splitlines()
    assert set(text.splitlines()) < set(whole)
    expect_one_line(called(capsys, "at", "2014-06-10", "--only", "heads"), "part of a snapshot", "did you mean head?")
    expect_one_line(called(capsys, "at", "2014-06-10", "--only", "head", "--json"), "--only")


@pytest.mark.parametrize(("pager", "paged"), [("sed s/^/pager:/", True), ("", False), ("no-such-program", False)])
def test_a_person_reads_a_long_answer_in_the_pager(pager: str, paged: bool) -> None:
    shown = on_a_terminal("at", "2014-06-10", typed=True, PAGER=pager)
    assert ("pager:" in shown) is paged
    assert "HEAD OF MISSION" in shown
    # What fits the screen needs no pager.
    assert "pager:" not in on_a_terminal("at", "2014-06-10", "--only", "head", typed=True, PAGER=pager)


def test_nobody_waits_for_a_pager_where_nobody_types() -> None:
    assert "pager:" not in on_a_terminal("at", "2014-06-10", PAGER="sed s/^/pager:/")


def test_a_resolution_as_json_has_its_tasks_even_if_it_gives_no_mandate(capsys: pytest.CaptureFixture[str]) -> None:
    for name, mandates in (("1546", 0), ("S/RES/1770", 1)):
        answer = json.loads(called(capsys, "mandate", name, "--json")[1])
        assert len(answer["mandates"]) == mandates
        tasks = mission.mandate_tasks.where(resolution=name)
        assert {task["id"] for task in answer["tasks"]} >= set(tasks.where(resolution=name, change=None).ids)
        assert len(answer["tasks"]) > 10
        assert all(task["sources"] for task in answer["tasks"])


def test_type_is_bold_or_dim_and_never_coloured() -> None:
    for columns in (60, 120):
        shown = on_a_terminal("leaders", "2009-07-10", columns=columns)
        assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", shown)


def test_a_reader_that_has_seen_enough_is_no_failure() -> None:
    command = f"{shlex.quote(sys.executable)} -m unami sources | head -n 2"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, env=environment(), check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.needs("argcomplete")
def test_the_shell_completes_commands() -> None:
    line = "unami dep"
    extra = {"_ARGCOMPLETE": "1", "COMP_LINE": line, "COMP_POINT": str(len(line)), "_ARGCOMPLETE_IFS": " "}
    done = subprocess.run(
        ["bash", "-c", f"{shlex.quote(sys.executable)} -m unami 8>&1 9>/dev/null 1>/dev/null"],
        capture_output=True,
        text=True,
        env=environment(**extra),
        check=False,
    )
    assert done.stdout.split() == ["deployments"]


# What a word means


def test_a_number_that_is_no_year_of_the_mission_is_a_resolution(capsys: pytest.CaptureFixture[str]) -> None:
    mandate = mission.mandates.where(resolution="1770").one()
    for name in "1770", "S/RES/1770", "S/RES/1770 (2007)", "resolutions/1770":
        _, text, _ = called(capsys, "mandate", name)
        assert "S/RES/1770 (2007)" in text.splitlines()[2]
        assert f"\n\n{len(mandate.tasks)} tasks\n" in text
    _, text, _ = called(capsys, "mandate", "2014")
    assert "S/RES/2110 (2013)" in text
    expect_one_line(called(capsys, "mandate", "soon"), "'soon' is not a date")


def test_the_contingents_of_a_country_stand_below_its_monthly_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = called(capsys, "deployments", "Georgia")
    units = mission.contingents_of("Georgia")
    assert re.search(rf"\n\n{len(units)} contingents?\n", text)
    assert '13th Battalion "Shavnabada"' in text
    assert "558 at the start" in text


def test_heads_without_a_date_have_no_certainty(capsys: pytest.CaptureFixture[str]) -> None:
    assert "certain" not in called(capsys, "leaders")[1]
    assert "possible" in called(capsys, "leaders", "2009-07-10")[1]


def test_disputes_name_people_places_and_money(capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = called(capsys, "disputes", "appointments/ashraf-jehangir-qazi.srsg")
    assert "Ashraf Jehangir Qazi, Special Representative" in text
    assert re.search(r"successor +Staffan de Mistura +Ad Melkert", text)
    assert "98,999,766" in called(capsys, "disputes", "budgets")[1]
    assert re.search(r"staffing/2023-total +count +648 +at least 700 ", called(capsys, "disputes", "staffing")[1])
    _, text, _ = called(capsys, "explain", "appointments/ashraf-jehangir-qazi.srsg", "successor")
    assert text.startswith("ashraf-jehangir-qazi.srsg, successor: Staffan de Mistura (")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("head", ["leaders"]),
        ("person", ["leaders", "search"]),
        ("staff", ["at", "search"]),
        ("budget", ["search", "chart"]),
    ],
)
def test_an_unknown_command_leads_to_those_that_answer_such_questions(
    word: str, meant: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    result = called(capsys, word)
    expect_one_line(result, *(f"{name} (" for name in meant))
    assert len(re.findall(r"\w+ \(", result[2])) == len(meant)


def test_a_command_like_none_leads_to_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, "qqq") == (2, "", "unami: unknown command 'qqq': see unami --help\n")


def test_without_arguments_there_are_three_examples_that_work(capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = called(capsys)
    examples = re.findall(r"^  unami (.+?)  ", text.partition("examples:")[2], re.MULTILINE)
    assert len(examples) == 3
    for example in examples:
        assert called(capsys, *example.split())[0] == 0


def test_two_formats_of_a_citation_are_one_too_many(capsys: pytest.CaptureFixture[str]) -> None:
    expect_one_line(called(capsys, "cite", "1723", "--bibtex", "--json"), "--bibtex and --json")


def test_what_goes_away_is_said_in_one_line() -> None:
    code = (
        "import sys, warnings, unami, unami.cli as cli\n"
        "sys.argv = ['unami', '--version']\n"
        "run = cli._run\n"
        "def warned(arguments):\n"
        "    warnings.warn('x is now called y', unami.UnamiDeprecationWarning)\n"
        "    return run(arguments)\n"
        "cli._run = warned\n"
        "sys.exit(cli.main())"
    )
    options = ("-W", "always::DeprecationWarning")
    done = subprocess.run(
        [sys.executable, *options, "-c", code], capture_output=True, text=True, env=environment(), check=False
    )
    assert (done.returncode, done.stderr) == (0, "unami: warning: x is now called y\n")


def test_the_sources_of_a_publisher_are_found_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(called(capsys, "sources", "reuters", "--json")[1])
    assert {source["id"] for source in found} == set(
        mission.sources.where(publisher=lambda name: "Reuters" in name).ids
    )
    status, _, problem = called(capsys, "sources", "Reuterz")
    assert (status, "did you mean" in problem or "unknown record" in problem) == (2, True)


def test_columns_marks_those_that_the_file_does_not_have(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unami.new_package(tmp_path / "mine", empty=True)
    code, out, _ = called(capsys, "columns", "resolutions", "--data", str(tmp_path / "mine"))
    assert code == 0
    assert "condition_met (true or false, not in your file)" in out
    assert out.count("not in your file") == 3
    path = tmp_path / "mine/resolutions.csv"
    path.write_text(path.read_text("utf-8").replace("mandate_until,", "mandate_until,condition_met,", 1), "utf-8")
    _, out, _ = called(capsys, "columns", "resolutions", "--data", str(tmp_path / "mine"))
    assert out.count("not in your file") == 2
    assert "not in your file" not in called(capsys, "columns", "resolutions")[1]


def test_columns_are_explained_even_if_there_are_mistakes_in_the_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine"
    unami.new_package(path, empty=True)
    right = called(capsys, "columns", "places", "--data", str(path))[1]
    with (path / "people.csv").open("a", encoding="utf-8") as file:
        file.write("Wrong Id,nowhere\n")
    code, out, told = called(capsys, "columns", "places", "--data", str(path))
    assert (code, out) == (0, right)
    assert told == f"unami: {path} has mistakes in its rows; python -m unami check {path} lists them\n"
    (path / "places.csv").write_text("id;name\n", "utf-8")
    code, out, _ = called(capsys, "columns", "places", "--data", str(path))
    assert (code, "latitude (number" in out) == (0, True)
    # What describes the columns must be right.
    for name, wrong in (("datapackage.json", "{"), ("datapackage.json", "[]"), ("vocabularies.csv", "a,b\n")):
        there = (path / name).read_bytes()
        (path / name).write_text(wrong, "utf-8")
        code, out, told = called(capsys, "columns", "places", "--data", str(path))
        assert (code, out, told.count("\n")) == (2, "", 1)
        assert name.partition(".")[0] in told
        (path / name).write_bytes(there)
    assert called(capsys, "columns", "--data", str(tmp_path / "nowhere"))[0] == 2
