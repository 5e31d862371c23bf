"""Who may what, address by address; one without a row here fails."""

import pytest
from django.db import transaction

from annotations.api import urls
from tests.annotations.api.conftest import Caller
from tests.annotations.api.routes import ROUTES, WHO
from tests.annotations.api.world import build, filled

pytestmark = pytest.mark.django_db
OPEN_TO_ALL = {"schema", "schema-page"}


def addresses(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns)
        elif pattern.name not in OPEN_TO_ALL:
            yield from ((pattern.name, method) for method in pattern.callback.cls().allowed_methods)


def test_every_address_has_a_row():
    plain = {
        (name, method) for name, method in addresses(urls.urlpatterns) if method not in ("HEAD", "OPTIONS")
    }
    rows = {(name, method) for name, method, *_ in ROUTES}
    assert plain == rows, "tests/annotations/api/routes.py: a row for each address, whom it answers what"


def test_who_may_what(article, ana, rosa, ines, lea, otto, program):
    world = build(article, ana)
    callers = [
        *(Caller(by, article) for by in (None, lea, ana, rosa, ines, otto)),
        program(ana, "read"), program(ana, "annotate"), program(rosa, "review"),
    ]  # fmt: skip
    wanted, found = {}, {}
    for name, method, where, body, ok, who in ROUTES:
        wanted[name, method] = WHO[who].replace("ok", str(ok))
        statuses = []
        for caller in callers:
            with transaction.atomic():
                answer = caller.send(
                    method, filled(where, world), filled(body, world) if body is not None else {}
                )
                transaction.set_rollback(True)
            statuses.append(str(answer.status_code))
            if answer.status_code >= 400:
                assert answer["Content-Type"] == "application/problem+json"
                assert answer.json()["detail"]
        found[name, method] = " ".join(statuses)
    assert found == wanted


def test_refusal_says_who_may(api, article, lea, ana, rosa):
    told = api(lea).post("flags/", reason="headline").json()
    assert told["detail"] == "As viewer you cannot change annotations. Ana, Rosa can."
    told = api(ana).post("decisions/").json()
    assert told["detail"] == "As analyst you cannot decide on statements. Rosa can."


def test_foreign_article_is_not_there(otto, ana, article):
    at_home = f"/api/v1/desks/elsewhere/articles/{article.slug}/"
    assert Caller(otto).get(at_home).status_code == 404
