"""The API tells of itself, truly."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from inspect import getdoc
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from jsonschema import Draft202012Validator

from annotations.api import request_serializers, review_requests
from annotations.api import schema as module
from annotations.api.fields import Ask
from annotations.api.openapi_parts import CONVENTIONS
from annotations.api.schema import document, operations, shapes
from annotations.exports import FORMATS
from annotations.models.verification import DETAILS_OF, NEEDS_STANCE
from articles.intake.limits import MAX_BYTES, MAX_PARAGRAPHS
from tests.annotations.api.conftest import DESK
from tests.annotations.api.routes import ROUTES
from tests.annotations.api.world import build, filled

pytestmark = pytest.mark.django_db

ASKS = vars(request_serializers) | vars(review_requests)


def test_document_is_valid_without_a_warning(tmp_path):
    call_command("spectacular", "--validate", "--fail-on-warn", file=str(tmp_path / "openapi.yaml"))


def test_document_is_made_once_however_many_ask_first(monkeypatch):
    made = []

    class Slow:
        def get_schema(self, **how):
            made.append(time.sleep(0.1))
            return {}

    module._made.cache_clear()
    monkeypatch.setattr(module, "SchemaGenerator", Slow)
    with ThreadPoolExecutor(4) as threads:
        asked = list(threads.map(lambda number: document(), range(4)))
    module._made.cache_clear()
    assert (asked, len(made)) == ([{}] * 4, 1)


def test_document_tells_headers_and_manners():
    told = document()
    address = "/api/v1/desks/{desk}/articles/{slug}/"
    made = told["paths"][f"{address}notes/"]["post"]["responses"]
    assert {"ETag", "Location", "Idempotent-Replayed"} <= made["201"]["headers"].keys()
    assert "Retry-After" in made["429"]["headers"] and "WWW-Authenticate" in made["401"]["headers"]
    bulk = told["paths"][f"{address}statements/restore/"]["post"]["responses"]["200"]
    assert "ETag" not in bulk["headers"]
    export = told["paths"][f"{address}exports/{{form}}/"]["get"]
    assert "Content-Disposition" in export["responses"]["200"]["headers"]
    form = next(row for row in export["parameters"] if row["name"] == "form")
    assert sorted(form["schema"]["enum"]) == sorted(FORMATS)
    assert "X-CSRFToken" in told["components"]["securitySchemes"]["session"]["description"]
    assert all(name in told["info"]["description"] for name in CONVENTIONS)


def test_document_tells_what_sending_again_needs():
    for path, methods in document()["paths"].items():
        for method, told in methods.items():
            headers = {code: answer.get("headers", {}).keys() for code, answer in told["responses"].items()}
            assert "Retry-After" in headers["429"] and "Retry-After" in headers["503"], path
            for code in {"409", "412"} & headers.keys():
                assert "ETag" in headers[code], (path, method)


def test_document_tells_every_code_of_a_refusal():
    """Of a Refused that ends as a 403, as one who was quicker, as a 429 the status says all."""
    sources = (path.read_text() for path in Path("annotations").rglob("*.py"))
    given = {code for text in sources for code in re.findall(r'\bcode(?:: str =| =|=) ?"(\w+)"', text)}
    shapes = document()["components"]["schemas"]
    assert set(shapes["Code"]["enum"]) == given - {"not_allowed", "stale", "busy"}
    assert "#/components/schemas/Code" in str(shapes["Problem"]["properties"]["code"])


def test_shapes_tell_of_themselves():
    """None what is said of all; a text how long it may be; a verdict which detail goes with it."""
    said = {name: shape.get("description", "") for name, shape in document()["components"]["schemas"].items()}
    assert not [name for name, words in said.items() if words and words == getdoc(Ask)]
    assert all(said[name] for name in ("Verify", "Judge", "LeaveOut", "NewNote"))
    limit = f"up to {MAX_BYTES // 2**20} MB"
    assert all(limit in words for words in (said["TakeIn"], said["TakeInFile"], CONVENTIONS["Bodies"]))
    sentences = [set(re.findall(r"``(\w+)``", words)) for words in said["Verify"].split(".")]
    for status, details in DETAILS_OF.items():
        assert {status, *details} in [words - {"detail"} for words in sentences], status
    assert any(words >= set(NEEDS_STANCE) for words in sentences)


def test_nouns_are_told():
    told = document()
    used = dict.fromkeys(row["tags"][0] for methods in told["paths"].values() for row in methods.values())
    assert [tag["name"] for tag in told["tags"]] == list(used)
    assert all(tag["description"].endswith(".") for tag in told["tags"])


def test_document_is_open_to_all(client):
    answer = client.get("/api/schema/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/vnd.oai.openapi+json"
    assert answer.json()["openapi"] == "3.1.0"


def test_page_tells_every_operation_and_shape(client):
    answer = client.get("/api/schema/page/")
    page = answer.content.decode()
    told = [operation for noun in operations(document()).values() for operation in noun]
    assert len(told) > 60
    for operation in told:
        assert f'id="{operation.anchor}"' in page and operation.summary
    for shape in shapes(document()):
        assert f'id="{shape.name}"' in page


def test_links_of_the_page_lead_somewhere(client):
    page = client.get("/api/schema/page/").content.decode()
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))


def test_requests_are_as_narrow_as_told(api, ana):
    """What the document rules out is refused, so that a program can believe it."""
    told = document()["components"]["schemas"]
    assert told["NewNote"]["additionalProperties"] is False
    assert told["LeaveOut"]["properties"]["statements"]["minItems"] == 1
    paragraphs = told["TakeIn"]["properties"]["paragraphs"]
    assert (paragraphs["minItems"], paragraphs["maxItems"]) == (1, MAX_PARAGRAPHS)
    assert told["NewClaimant"]["properties"]["name"]["minLength"] == 1
    assert "minLength" not in told["Claimant"]["properties"]["role"]
    assert told["SourceRecord"]["properties"]["csl"]["type"] == "object"
    notes = document()["paths"]["/api/v1/desks/{desk}/articles/{slug}/notes/"]["post"]
    key = next(row["schema"] for row in notes["parameters"] if row["name"] == "Idempotency-Key")
    assert (key["minLength"], key["maxLength"]) == (1, 100)


def operation_of(path, method):
    return document()["paths"][f"/api/v1/desks/{{desk}}/{path}"][method]


def test_file_is_told_as_bytes_of_a_form():
    content = operation_of("articles/", "post")["requestBody"]["content"]
    names = {kind: told["schema"]["$ref"].rsplit("/", 1)[-1] for kind, told in content.items()}
    assert names == {"application/json": "TakeIn", "multipart/form-data": "TakeInFile"}
    shapes = document()["components"]["schemas"]
    assert "file" not in shapes["TakeIn"]["properties"]
    assert shapes["TakeInFile"]["properties"]["file"]["format"] == "binary"


def test_what_an_answer_does_to_the_outcome_is_told(api, ana, article):
    said = operation_of("articles/{slug}/counterpoints/{uid}/answer/", "post")["description"]
    made = api(ana).post("counterpoints/", text="But.").json()
    for text, outcome in (("So.", "answered"), ("", "open")):
        told = api(ana).post(f"counterpoints/{made['uid']}/answer/", text=text).json()
        assert told["outcome"] == outcome and f"``{outcome}``" in said


@pytest.mark.parametrize(
    ("path", "method", "says"),
    [
        ("articles/{slug}/flags/", "get", "Everybody at the desk may"),
        ("articles/{slug}/flags/", "post", "role Analyst or above, of a token for the scope “annotate”"),
        ("articles/{slug}/decisions/", "post", "role Editor or above, of a token for the scope “review”"),
        ("articles/{slug}/deeds/{seq}/undo/", "post", "the role Editor, for the scope “review”"),
        ("articles/", "post", "role Analyst or above, of a token for the scope “annotate”"),
        ("articles/{slug}/", "delete", "Who took it in may, or an admin"),
        ("articles/{slug}/exports/{form}/", "get", "Everybody at the desk may"),
    ],
)
def test_who_may_is_told(path, method, says):
    assert says in operation_of(path, method)["description"]
    assert "needs" not in operation_of(path, method)["description"]


def test_page_tells_who_may_what_comes_which_codes(client):
    page = client.get("/api/schema/page/").content.decode()

    def of(anchor):
        return " ".join(
            re.sub(r"<[^>]+>", "", page.split(f'id="{anchor}"')[1].split("</article>")[0]).split()
        )

    assert "Gives Statement, page by page." in of("getStatements")
    bulk = of("postLeaveOutStatements")
    assert "Gives Statement, all of them." in bulk and "“annotate”" in bulk and "mood, no claim" in bulk
    assert "Refuses with 400, 401, 403, 404, 406, 409, 411, 412, 413, 415, 422, 429, 503." in bulk
    assert "Takes TakeIn, or TakeInFile." in of("postArticles")
    assert "412 This has changed since you read it" in " ".join(re.sub(r"<[^>]+>", "", page).split())


def test_examples_are_taken():
    shown = [
        (kind["schema"]["$ref"], example["value"])
        for methods in document()["paths"].values()
        for operation in methods.values()
        for kind in operation.get("requestBody", {}).get("content", {}).values()
        for example in kind.get("examples", {}).values()
    ]
    assert len(shown) > 10
    for ref, value in shown:
        name = ref.rsplit("/", 1)[-1].removeprefix("Patched")
        asked = ASKS[name](data=value)
        assert asked.is_valid(), (name, asked.errors)


EMPTY = [
    ("PATCH", "", "ArticleChange", "title", "An article needs a title."),
    ("PATCH", f"{DESK}sources/{{source}}/", "SourceChange", "title", "Give the source a title."),
    ("POST", "statements/leave-out/", "LeaveOut", "why", "Say why it is left out; the reason is printed."),
    ("POST", "counterpoints/", "Counter", "text", "What would the other side say? Write it down."),
    ("PATCH", "counterpoints/{counterpoint}/", "CounterpointChange", "text", "What would the other side say? Write it "
     "down."),
    ("POST", "notes/", "NewNote", "text", "Write the note first."),
    ("PATCH", "notes/{note}/", "NoteChange", "text", "Write the note first, or remove it."),
]  # fmt: skip


@pytest.mark.parametrize(("method", "where", "shape", "field", "says"), EMPTY)
def test_what_must_not_be_empty_is_told(api, ana, article, method, where, shape, field, says):
    world, name = build(article, ana), f"Patched{shape}" if method == "PATCH" else shape
    assert document()["components"]["schemas"][name]["properties"][field]["minLength"] == 1
    said = {"statements": [world["first"]]} if shape == "LeaveOut" else {}
    for empty in ("", " ", "\u00ad"):
        refused = api(ana).send(method, filled(where, world), {**said, field: empty})
        assert (refused.status_code, refused.json()["errors"]) == (422, {field: [says]})


def test_what_may_be_empty_is_told(api, ana, article):
    shapes = document()["components"]["schemas"]
    for name, field in (("Text", "text"), ("TakeIn", "title"), ("SourceRecord", "title")):
        assert "minLength" not in shapes[name]["properties"][field], name
    where = f"counterpoints/{build(article, ana)['counterpoint']}/answer/"
    assert [api(ana).post(where, text=text).json()["answer"] for text in ("So it is.", "")] == [
        "So it is.",
        "",
    ]


def test_a_code_that_is_a_number_is_sent_as_one(api, ana, article):
    assert api(ana).patch("", priority=1.0).json()["priority"] == 1
    refused = api(ana).patch("", priority="2").json()
    assert refused["errors"] == {"priority": ["Send a number, without quotation marks."]}
    refused = api(ana).patch("", priority=1.5).json()
    assert refused["errors"] == {"priority": ["Choose one of: 1, 2, 3."]}
    in_a_form = {"file": SimpleUploadedFile("a.txt", b"A\n\nB."), "priority": "1"}
    made = api(ana).client.post(f"{DESK}articles/", in_a_form, format="multipart")
    assert (made.status_code, made.json()["priority"]) == (201, 1)


WRONG = ["", "yes", "7", "1", 0, 1, False, True, 1.5, None, [], [0], {}]


def test_what_is_ruled_out_is_refused():
    """Field by field; a form sent as a file is all text."""
    told, checked = document(), 0
    for name, shape in told["components"]["schemas"].items():
        ask = ASKS.get(name.removeprefix("Patched"))
        if ask is None or ask is request_serializers.TakeInFile:
            continue
        for field, schema in shape.get("properties", {}).items():
            judge = Draft202012Validator({**schema, "components": told["components"]})
            for wrong in (value for value in WRONG if not judge.is_valid(value)):
                asked = ask(data={field: wrong}, partial=True)
                assert not asked.is_valid(), (name, field, wrong)
                checked += 1
    assert checked > 500


def told_of(path, method, status):
    """What the document says of this answer, as a JSON schema."""
    for template, methods in document()["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path) and method.lower() in methods:
            content = methods[method.lower()]["responses"][str(status)].get("content", {})
            schema = content.get("application/json", {}).get("schema")
            return schema and {**schema, "components": document()["components"]}
    raise AssertionError(f"{method} {path} is not in the document")


def test_answers_are_as_told(api, ana, rosa, article):
    world = build(article, ana)
    checked = 0
    for name, method, where, body, ok, who in ROUTES:
        path, caller = filled(where, world), api(rosa if who == "reviews" else ana)
        with transaction.atomic():
            answer = caller.send(method, path, filled(body or {}, world))
            transaction.set_rollback(True)
        schema = told_of(path, method, ok) if ok < 300 else None
        if schema and answer.content:
            wrong = [error.message for error in Draft202012Validator(schema).iter_errors(answer.json())]
            assert not wrong, (name, method, wrong)
            checked += 1
    assert checked > 55
