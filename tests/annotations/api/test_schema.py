"""The API tells of itself, truly."""

import re

import pytest
from django.core.management import call_command
from django.db import transaction
from jsonschema import Draft202012Validator

from annotations.api.schema import document, operations, shapes
from tests.annotations.api.routes import ROUTES
from tests.annotations.api.world import build, filled

pytestmark = pytest.mark.django_db


def test_document_is_valid_without_a_warning(tmp_path):
    call_command("spectacular", "--validate", "--fail-on-warn", file=str(tmp_path / "openapi.yaml"))


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
    assert told["SourceRecord"]["properties"]["csl"]["type"] == "object"
    notes = document()["paths"]["/api/v1/desks/{desk}/articles/{slug}/notes/"]["post"]
    key = next(row["schema"] for row in notes["parameters"] if row["name"] == "Idempotency-Key")
    assert (key["minLength"], key["maxLength"]) == (1, 100)


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
        path = filled(where, world)
        with transaction.atomic():
            answer = api(rosa if who == "reviews" else ana).send(method, path, filled(body or {}, world))
            transaction.set_rollback(True)
        schema = told_of(path, method, ok) if ok < 300 else None
        if schema and answer.content:
            wrong = [error.message for error in Draft202012Validator(schema).iter_errors(answer.json())]
            assert not wrong, (name, method, wrong)
            checked += 1
    assert checked > 55
