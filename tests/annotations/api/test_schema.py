"""The API tells of itself, truly."""

import pytest
from django.core.management import call_command

from annotations.api.schema import document, operations, shapes

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
    import re

    page = client.get("/api/schema/page/").content.decode()
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))
