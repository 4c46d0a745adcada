"""Tests of records in web frameworks and the encoders that they use: FastAPI, pydantic, Django, Flask, msgspec, orjson."""

# No "from __future__ import annotations": frameworks read the annotations of routes at run time.

import asyncio
import datetime
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, cast

import attrs
import pytest

import unami
from helpers.answers import EVERYTHING, RECORDS
from unami import Certainty, Incumbent, PartialDate, Period, Records, Snapshot
from unami.convert import to_plain
from unami.records import Resolution

if TYPE_CHECKING:
    from django.template import Engine

pytestmark = pytest.mark.web

mission = unami.mission
RESOLUTIONS = mission.resolutions.to_dicts()


# pydantic


@pytest.mark.parametrize("name", EVERYTHING)
def test_pydantic_writes_and_describes_every_record_and_answer(name: str) -> None:
    from pydantic import TypeAdapter

    value = EVERYTHING[name]
    plain = value.to_dict()
    adapter = TypeAdapter(type(value))
    assert json.loads(adapter.dump_json(value)) == adapter.dump_python(value, mode="json") == plain
    assert to_plain(adapter.dump_python(value)) == plain  # a dictionary with dates in it, as of any model
    assert adapter.validate_python(value) is value
    written = adapter.json_schema(mode="serialization")
    assert written["title"] == type(value).__name__
    assert set(written["properties"]) == set(plain)
    # What has a default may be missing, as an answer without its empty fields lacks it.
    always = {
        field.name
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(value)))
        if field.default is attrs.NOTHING
    }
    assert set(written.get("required", ())) == always
    assert set(adapter.json_schema()["properties"]) == set(plain)
    first, *others = plain
    assert adapter.dump_python(value, mode="json", include={first}) == {first: plain[first]}
    assert adapter.dump_python(value, mode="json", exclude={first}) == {key: plain[key] for key in others}
    assert adapter.dump_python(value, mode="json", exclude={first: True, "x": {"y"}}) == {k: plain[k] for k in others}
    # Also where no type says what it is.
    assert json.loads(TypeAdapter(dict[str, Any]).dump_json({"it": value})) == {"it": plain}


@pytest.mark.parametrize("name", [*RECORDS, "Incumbent", "Source", "Citation", "Partner", "Evidence", "PanelRow"])
def test_pydantic_reads_records_back(name: str) -> None:
    from pydantic import TypeAdapter

    value = EVERYTHING[name]
    adapter = TypeAdapter(type(value))
    assert adapter.validate_json(value.to_json()) == value
    assert adapter.validate_python(value.to_dict()) == value


def test_the_schema_of_a_record_says_what_its_fields_hold() -> None:
    from pydantic import TypeAdapter

    schema = TypeAdapter(Resolution).json_schema(mode="serialization")
    assert (
        schema["description"] == "A resolution of the Security Council that created, changed or mentioned the mandate."
    )
    adopted = schema["properties"]["adopted"]
    assert adopted["description"] == "Day of adoption."
    assert {"string", "null"} == {part["type"] for part in adopted["anyOf"]}


def test_fields_of_pydantic_models_take_dates_periods_and_records() -> None:
    from pydantic import BaseModel, ConfigDict, ValidationError

    class Model(BaseModel):
        when: PartialDate
        until: PartialDate | None = None
        period: Period
        certainty: Certainty
        resolutions: Records[Resolution]
        either: PartialDate | Period

    given = {
        "when": "2014-06?",
        "period": "2014/..",
        "certainty": "possible",
        "resolutions": RESOLUTIONS[:2],
        "either": "2004/2005",
    }
    model = Model.model_validate(given)
    assert model == Model.model_validate_json(json.dumps(given))
    assert model.when == PartialDate.parse("2014-06?")
    assert model.resolutions == mission.resolutions[:2]
    assert model.either == Period.parse("2004/2005")
    assert json.loads(model.model_dump_json()) == model.model_dump(mode="json") == {**given, "until": None}
    assert model.model_dump()["when"] is model.when
    day = Model.model_validate({**given, "when": datetime.date(2014, 6, 10), "either": PartialDate(2004)})
    assert str(day.when) == "2014-06-10"
    for wrong in ("soon", "2014-6", "2014/2015", 2014, None, {"year": 2014}):
        with pytest.raises(ValidationError):
            Model.model_validate({**given, "when": wrong})
    with pytest.raises(ValidationError, match="month 13 is not one of 01 to 12"):
        Model.model_validate({**given, "when": "2014-13"})
    with pytest.raises(ValidationError):
        Model.model_validate({**given, "resolutions": [{"id": "x"}]})

    class Named(BaseModel):
        model_config = ConfigDict(from_attributes=True)
        id: str
        adopted: PartialDate | None

    assert Named.model_validate(mission.resolutions["1770"]).model_dump_json() == '{"id":"1770","adopted":"2007-08-10"}'


# FastAPI


def served(app: Any, *paths: str) -> list[Any]:
    """Return the status and JSON of each path of an application, requested as a server would."""
    import httpx

    async def ask() -> list[Any]:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            answers = [await client.get(path) for path in paths]
            return [(answer.status_code, answer.json()) for answer in answers]

    return asyncio.run(ask())


def routes() -> list[tuple[str, Callable[..., Any], Any]]:
    """Routes with and without declared types, and what each should answer."""

    def one() -> Any:
        return mission.resolutions["1770"]

    def one_declared() -> Resolution:
        return mission.resolutions["1770"]

    def all_as_list() -> list[Resolution]:
        return mission.resolutions  # type: ignore[return-value]

    def all_as_records() -> Records[Resolution]:
        return mission.resolutions

    def none_as_records() -> Records[Incumbent]:
        return mission.leaders_at("1999")

    def nobody() -> Incumbent | None:
        return mission.head_at("1999")

    def snapshot() -> Snapshot:
        return mission.at("2014-06-10")

    def mixed() -> dict[str, Any]:
        return {"when": PartialDate(2014, 6), "nothing": mission.posts[:0], "some": mission.posts[:1]}

    plain = mission.resolutions["1770"].to_dict()
    day = mission.at("2014-06-10").to_dict()
    some = {"when": "2014-06", "some": mission.posts[:1].to_dicts()}

    def untyped(value: Any) -> Callable[[], Any]:
        return lambda: value

    return [
        ("/one", untyped(mission.resolutions["1770"]), plain),
        ("/one-typed", one, plain),
        ("/one-declared", one_declared, plain),
        ("/all", untyped(mission.resolutions), RESOLUTIONS),
        ("/list", all_as_list, RESOLUTIONS),
        ("/records", all_as_records, RESOLUTIONS),
        ("/none", none_as_records, []),
        ("/nobody", nobody, None),
        ("/snapshot", snapshot, day),
        ("/snapshot-untyped", untyped(mission.at("2014-06-10")), day),
        ("/mixed", mixed, {**some, "nothing": []}),
        ("/mixed-untyped", untyped(some | {"when": PartialDate(2014, 6), "some": mission.posts[:1]}), some),
        ("/explained", untyped(EVERYTHING["Explanation"]), EVERYTHING["Explanation"].to_dict()),
    ]


def test_fastapi_serves_records_whatever_is_declared() -> None:
    from fastapi import FastAPI

    app = FastAPI()
    for path, answer, _ in routes():
        app.get(path)(answer)
    wanted = [(200, plain) for _, _, plain in routes()]
    assert served(app, *(path for path, _, _ in routes())) == wanted


def test_fastapi_takes_records_as_response_models_and_describes_them() -> None:
    from fastapi import FastAPI

    app = FastAPI()
    app.get("/model", response_model=Resolution)(lambda: mission.resolutions["1770"])
    app.get("/models", response_model=list[Resolution])(lambda: mission.resolutions)
    app.get("/some", response_model=Resolution, response_model_include={"id", "adopted"})(
        lambda: mission.resolutions["1770"]
    )
    app.get("/known", response_model=Resolution, response_model_exclude_none=True)(lambda: mission.resolutions["1770"])

    def wrong() -> Resolution:
        return mission.posts[0]  # type: ignore[return-value]

    app.get("/wrong")(wrong)
    plain = mission.resolutions["1770"].to_dict()
    answers = served(app, "/model", "/models", "/some", "/known", "/openapi.json")
    assert answers[:4] == [
        (200, plain),
        (200, RESOLUTIONS),
        (200, {"id": "1770", "adopted": "2007-08-10"}),
        (200, {name: value for name, value in plain.items() if value is not None}),
    ]
    described = answers[4][1]["components"]["schemas"]["Resolution"]
    assert set(described["properties"]) == set(plain)
    import httpx

    async def ask() -> int:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return (await client.get("/wrong")).status_code

    assert asyncio.run(ask()) == 500


def test_fastapi_reads_dates_from_a_query() -> None:
    from fastapi import FastAPI, Query

    app = FastAPI()

    def head(on: Annotated[PartialDate, Query(description="EDTF")]) -> Incumbent | None:
        return mission.head_at(on)

    app.get("/head")(head)
    right, wrong, described = served(app, "/head?on=2014-06-10", "/head?on=2014-6", "/openapi.json")
    assert right == (200, mission.leaders_at("2014-06-10").one().to_dict())
    assert wrong[0] == 422
    assert "expected 2004, 2004-07 or 2004-07-14" in wrong[1]["detail"][0]["msg"]
    asked = described[1]["paths"]["/head"]["get"]["parameters"][0]["schema"]
    assert asked["type"] == "string"


# Encoders of JSON


@pytest.mark.parametrize("name", EVERYTHING)
def test_fast_encoders_give_the_same_form(name: str) -> None:
    import msgspec
    import orjson

    value = EVERYTHING[name]
    plain = value.to_dict()
    assert orjson.loads(orjson.dumps(value, default=unami.to_plain)) == plain
    assert msgspec.json.decode(msgspec.json.encode(value, enc_hook=unami.to_plain)) == plain
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(value, enc_hook=unami.to_plain)) == plain
    with pytest.raises(TypeError):
        orjson.dumps(value)


@pytest.mark.parametrize("value", [PartialDate(2004, 7), Period.parse("2004/"), mission.posts, mission.posts[:0]])
def test_fast_encoders_give_no_form_of_their_own(value: Any) -> None:
    import msgspec
    import orjson

    assert orjson.loads(orjson.dumps({"a": value}, default=unami.to_plain)) == {"a": unami.to_plain(value)}
    assert msgspec.json.decode(msgspec.json.encode([value], enc_hook=unami.to_plain)) == [unami.to_plain(value)]
    for encode in (orjson.dumps, msgspec.json.encode, json.dumps):
        with pytest.raises(TypeError):
            encode(value)


def test_msgspec_reads_records_back_with_a_taught_converter() -> None:
    import cattrs
    import msgspec

    converter = cattrs.Converter()
    unami.register_hooks(converter)

    def read(kind: type[Any], value: Any) -> Any:
        return converter.structure(value, kind)

    text = msgspec.json.encode(mission.resolutions["1770"], enc_hook=unami.to_plain)
    assert msgspec.json.decode(text, type=Resolution, dec_hook=read) == mission.resolutions["1770"]


# Django, Flask and Jinja


@pytest.fixture(scope="module")
def engine() -> "Engine":
    from django.conf import settings
    from django.template import Engine

    if not settings.configured:  # by a page of the documentation, in the same process
        settings.configure(USE_I18N=False)
    return Engine()


TEMPLATES = {
    "{{ m.people.first.name }}": mission.people[0].name,
    "{{ m.people.0.name }}": mission.people[0].name,
    "{{ ls.first.name }}": "Staffan de Mistura",
    "{{ ls|length }}": "3",
    "{{ m.tables.people|length }}": str(len(mission.people)),
    "{{ m.tables.nope }}|{{ m.tables.items|length }}": f"|{len(mission.tables)}",
    "{{ m.resolutions.1770.number }}": "1770",
    "{{ m.resolutions.1770.adopted.year }}": "2007",
    "{{ m.resolutions.ids.0 }}": "1483",
    "{{ m.nothing }}": "",
    "{% for r in m.posts|slice:':2' %}{{ r.id }};{% endfor %}": f"{mission.posts[0].id};{mission.posts[1].id};",
    "{{ m.people.to_html }}": "",
    "{% for k, v in m.tables.items %}{{ k }} {% endfor %}": " ".join(mission.tables) + " ",
    "{{ m.people.nobody.name }}": "",
    "{{ m.people.9999.name }}": "",
    "{{ none.first.name }}|{{ none.last }}|{{ none.0 }}": "||",
    "{% if none %}yes{% else %}no{% endif %}": "no",
    "{% for l in ls %}{{ l.name }}: {{ l.certainty }}, {{ l.since|default:'?' }};{% endfor %}": (
        "Staffan de Mistura: possible, 2007-11-11;Ad Melkert: possible, 2009-07;Andrew Gilmour: possible, ?;"
    ),
    "{% for g, ps in groups.items %}{{ g }}={{ ps|length }} {% endfor %}": None,
}
CONTEXT = {
    "m": mission,
    "ls": mission.leaders_at("2009-07-10"),
    "none": mission.leaders_at("1999"),
    "groups": mission.posts.group_by("role"),
}


@pytest.mark.parametrize("text", TEMPLATES)
def test_templates_of_django_find_what_there_is_and_forgive_what_there_is_not(engine: "Engine", text: str) -> None:
    from django.template import Context

    shown = engine.from_string(text).render(Context(CONTEXT, autoescape=False))
    wanted = TEMPLATES[text]
    assert wanted is None or shown == wanted


def test_templates_of_jinja_do_too() -> None:
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment

    for text, wanted in {
        "{{ m.people.first().name }}": mission.people[0].name,
        "{{ m.resolutions['1770'].adopted }}": "2007-08-10",
        "{{ m.tables.nope }}{{ m.tables.get('nope', 'x') }}": "x",
        "{{ m.people.nobody }}": "",
        "{{ m.people[9999] }}": "",
        "{% for l in ls %}{{ l.name }};{% endfor %}": "Staffan de Mistura;Ad Melkert;Andrew Gilmour;",
    }.items():
        for environment in (jinja2.Environment(), SandboxedEnvironment()):
            assert environment.from_string(text).render(CONTEXT) == wanted
    environment = jinja2.Environment(autoescape=True)
    environment.policies["json.dumps_kwargs"] = {"default": unami.to_plain}
    assert json.loads(environment.from_string("{{ r|tojson }}").render(r=mission.resolutions)) == RESOLUTIONS


def test_an_encoder_of_django_writes_records() -> None:
    from django.core.serializers.json import DjangoJSONEncoder

    class Encoder(DjangoJSONEncoder):  # type: ignore[misc]
        def default(self, o: Any) -> Any:
            try:
                return unami.to_plain(o)
            except unami.NotPlain:
                return super().default(o)

    delta = datetime.timedelta(1)
    text = json.dumps({"r": mission.resolutions, "when": PartialDate(2004), "delta": delta}, cls=Encoder)
    assert json.loads(text) == {"r": RESOLUTIONS, "when": "2004", "delta": "P1DT00H00M00S"}


def test_a_provider_of_flask_writes_records() -> None:
    from flask import Flask, jsonify
    from flask.json.provider import DefaultJSONProvider

    class Provider(DefaultJSONProvider):
        @staticmethod
        def default(o: Any) -> Any:
            try:
                return unami.to_plain(o)
            except unami.NotPlain:
                return DefaultJSONProvider.default(o)

    app = Flask("tests", root_path=".")
    app.json = Provider(app)
    app.get("/one", endpoint="one")(lambda: jsonify(mission.resolutions["1770"]))
    app.get("/all", endpoint="all")(lambda: jsonify(resolutions=mission.resolutions, on=PartialDate(2004)))
    client = app.test_client()
    assert client.get("/one").get_json() == mission.resolutions["1770"].to_dict()
    assert client.get("/all").get_json() == {"resolutions": RESOLUTIONS, "on": "2004"}


def test_what_is_left_out_of_an_answer_is_left_out_of_each_record() -> None:
    from fastapi import FastAPI
    from pydantic import BaseModel, TypeAdapter

    app = FastAPI()
    every = {"__all__": {"id", "adopted"}}
    app.get("/only", response_model=Records[Resolution], response_model_include=every)(lambda: mission.resolutions)
    app.get("/without", response_model=Records[Resolution], response_model_exclude={"__all__": {"summary"}})(
        lambda: mission.resolutions
    )
    app.get("/full", response_model=Records[Resolution], response_model_exclude_none=True)(lambda: mission.resolutions)
    only, without, full = (answer for _, answer in served(app, "/only", "/without", "/full"))
    assert only == [{"id": one["id"], "adopted": one["adopted"]} for one in RESOLUTIONS]
    assert without == [{key: part for key, part in one.items() if key != "summary"} for one in RESOLUTIONS]
    assert full == [{key: part for key, part in one.items() if part is not None} for one in RESOLUTIONS]
    ((_, schema),) = served(app, "/openapi.json")
    required = set(schema["components"]["schemas"]["Resolution"].get("required", ()))
    assert all(required <= set(one) for one in full)

    class Model(BaseModel):
        found: Records[Resolution]

    given = Model(found=mission.resolutions[:1])
    assert given.model_dump(mode="json", include={"found": every}) == {"found": only[:1]}
    assert TypeAdapter(Records[Resolution]).validate_python(mission.resolutions) is mission.resolutions


def test_records_of_another_kind_are_refused_when_they_are_read() -> None:
    from pydantic import TypeAdapter, ValidationError

    with pytest.raises(ValidationError):
        TypeAdapter(Records[Resolution]).validate_python(mission.people)
    with pytest.raises(ValidationError):
        TypeAdapter(list[Resolution]).validate_python(list(mission.people))


def test_what_is_left_out_inside_an_answer_is_left_out() -> None:
    from pydantic import BaseModel, TypeAdapter

    head = mission.leaders_at("2014-06-10").one()
    leaders = TypeAdapter(Incumbent)
    assert "name" not in leaders.dump_python(head, exclude={"person": {"name"}})["person"]
    assert leaders.dump_python(head, include={"person": {"name"}}) == {"person": {"name": "Nickolay Mladenov"}}

    class Model(BaseModel):
        found: Records[Incumbent]

    given = Model(found=mission.leaders_at("2009-07-10")).model_dump(
        exclude={"found": {"__all__": {"person": {"name"}}}}
    )
    assert len(given["found"]) == 3
    assert all("name" not in one["person"] for one in given["found"])


def test_tables_and_missions_have_no_second_form() -> None:
    import msgspec

    assert list(msgspec.json.decode(msgspec.json.encode(mission.tables, enc_hook=unami.to_plain))) == list(
        mission.tables
    )
    with pytest.raises(TypeError):
        msgspec.json.encode(mission, enc_hook=unami.to_plain)
    for whole in (mission, mission.tables):
        with pytest.raises(attrs.exceptions.NotAnAttrsClassError):
            attrs.asdict(whole)
