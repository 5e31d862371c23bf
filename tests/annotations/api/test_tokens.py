"""How programs come in: tokens of a desk, within their scopes, at a pace."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from annotations.models import ApiToken
from annotations.refusals import NotAllowed, Refused
from annotations.services import tokens
from annotations.services.people import accept, invite, remove, set_role
from annotations.services.tokens import make_token, withdraw_token
from articles.models import Membership, Role
from config.api import Pace
from tests.annotations.api.conftest import Caller
from tests.annotations.api.world import build
from tests.cast import join

pytestmark = pytest.mark.django_db


def of(secret, article):
    return Caller(None, article, Authorization=f"Bearer {secret}")


def test_secret_is_kept_nowhere(ana):
    token, secret = make_token(by=ana, name="Export", scopes=["read"])
    kept = ApiToken.objects.filter(pk=token.pk).values().get()
    assert not any(secret in str(value) for value in kept.values())


def test_program_works_as_its_person(program, ana):
    answer = program(ana, "annotate").post("notes/", text="From a script.")
    assert (answer.status_code, answer.json()["by"]) == (201, "Ana")


def test_scope_that_is_missing_is_named(program, ana, rosa, article):
    world = build(article, ana)
    refused = program(ana, "read").post("notes/", text="No.")
    assert (refused.status_code, "“annotate”" in refused.json()["detail"]) == (403, True)
    said = {"statements": [world["second"]], "verdict": "approve"}
    refused = program(rosa, "annotate").post("decisions/", **said)
    assert (refused.status_code, "“review”" in refused.json()["detail"]) == (403, True)


def test_role_is_looked_at_before_the_scope(program, ana, rosa, lea, article):
    """Where no token would help, none is asked for."""
    world = build(article, ana)
    told = program(lea, "read").post("flags/", reason="headline").json()["detail"]
    assert told == "As viewer you cannot change annotations. Ana, Rosa can."
    said = {"statements": [world["second"]], "verdict": "approve"}
    told = program(ana, "annotate").post("decisions/", **said).json()["detail"]
    assert told == "As analyst you cannot decide on statements. Rosa can."
    Caller(rosa, article).post("decisions/", **said)
    article.refresh_from_db()
    told = program(ana, "read", "annotate").post(f"deeds/{article.seq}/undo/").json()["detail"]
    assert told == "As analyst you cannot decide on statements. Rosa can."


def test_what_is_anothers_asks_for_the_right_that_it_takes(program, ana, rosa, article):
    flag = f"flags/{build(article, ana)['flag']}/"
    refused = program(rosa, "annotate").delete(flag)
    assert (refused.status_code, "“review”" in refused.json()["detail"]) == (403, True)
    assert program(rosa, "review").delete(flag).status_code == 403  # the door asks for annotate
    assert program(rosa, "annotate", "review").delete(flag).status_code == 204
    refused = program(join(article.desk, "Ines", Role.ADMIN), "annotate", "review").delete("")
    assert (refused.status_code, "No token" in refused.json()["detail"]) == (403, True)
    assert program(ana, "annotate").delete("").status_code == 204


def test_undoing_an_approval_is_review(api, program, ana, rosa, article):
    world = build(article, ana)
    said = {"statements": [world["second"]], "verdict": "approve"}
    assert program(rosa, "review").post("decisions/", **said).status_code == 201
    article.refresh_from_db()
    assert program(rosa, "annotate").post(f"deeds/{article.seq}/undo/").status_code == 403
    api(rosa).post("notes/", text="N.")
    assert program(rosa, "review").post(f"deeds/{article.seq + 1}/undo/").status_code == 403
    assert program(rosa, "review").post(f"deeds/{article.seq}/undo/").status_code == 200


def test_token_grants_no_more_than_the_role(ana, rosa, article):
    with pytest.raises(NotAllowed, match="Rosa can"):
        make_token(by=ana, name="Too much", scopes=["review"])
    _, secret = make_token(by=rosa, name="Review", scopes=["annotate", "review"])
    Membership.objects.filter(pk=rosa.pk).update(role=Role.VIEWER)
    assert of(secret, article).post("notes/", text="No.").status_code == 403
    Membership.objects.filter(pk=rosa.pk).delete()
    assert of(secret, article).get().status_code == 404


def test_token_is_of_one_desk(ana, otto, article, program):
    Membership.objects.create(desk=otto.desk, person=ana.person, role=Role.ADMIN)
    caller = program(ana, "read")
    assert [row["slug"] for row in caller.get("/api/v1/desks/").json()["results"]] == ["harbour"]
    assert caller.get("/api/v1/desks/elsewhere/").status_code == 404


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer", "bearer é", "Bearer " + "x" * 10_000])
def test_unknown_token_is_401(article, header):
    answer = Caller(None, article, Authorization=header).get()
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="api"')
    assert answer["Content-Type"] == "application/problem+json"


def test_token_that_is_over_is_401(ana, article, monkeypatch):
    later = timezone.now() + timedelta(hours=1)
    _, secret = make_token(by=ana, name="Short", scopes=["read"], expires_at=later)
    assert of(secret, article).get().status_code == 200
    monkeypatch.setattr(tokens, "timezone", SimpleNamespace(now=lambda: later))
    assert of(secret, article).get().status_code == 401
    with pytest.raises(Refused, match="has passed"):
        make_token(by=ana, name="Past", scopes=["read"], expires_at=later)


def test_withdrawn_token_opens_nothing(ana, tomas, ines, article):
    token, secret = make_token(by=ana, name="Mine", scopes=["read"])
    with pytest.raises(NotAllowed):
        withdraw_token(token, by=tomas)
    withdraw_token(token, by=ines)
    assert of(secret, article).get().status_code == 401


def test_token_is_withdrawn_by_its_person_or_an_admin_of_the_desk(ana, rosa, otto):
    token, _ = make_token(by=ana, name="Mine", scopes=["read"])
    for other in (rosa, otto):
        with pytest.raises(NotAllowed, match="someone else’s token"):
            withdraw_token(token, by=other)
    withdraw_token(token, by=ana)
    token.refresh_from_db()
    withdrawn = token.withdrawn_at
    withdraw_token(token, by=ana)
    token.refresh_from_db()
    assert token.withdrawn_at == withdrawn is not None
    with pytest.raises(Refused, match="Tick what the token may do"):
        make_token(by=ana, name="Nothing", scopes=["king"])


def test_token_of_who_was_removed_opens_nothing_when_they_come_back(ana, tomas, ines, otto, article):
    token, secret = make_token(by=ana, name="Mine", scopes=["read"])
    others = [make_token(by=tomas, name="Not hers", scopes=["read"])[0]]
    elsewhere = Membership.objects.create(desk=otto.desk, person=ana.person, role="analyst")
    others.append(make_token(by=elsewhere, name="Of another desk", scopes=["read"])[0])
    remove(Membership.objects.get(pk=ana.pk), by=ines)
    invitation, _ = invite(by=ines, email=ana.person.email)
    accept(invitation, person=ana.person)
    assert of(secret, article).get().status_code == 401
    token.refresh_from_db()
    assert token.withdrawn_at is not None and token.changed_by_id == ines.person_id
    for other in others:
        other.refresh_from_db()
        assert other.withdrawn_at is None


@pytest.mark.parametrize(
    "sent_away",
    [remove, lambda member, by: set_role(member, by=by, role="viewer")],
    ids=["removed", "demoted"],
)
def test_who_is_sent_away_in_that_moment_makes_no_token(ana, ines, sent_away):
    sent_away(Membership.objects.get(pk=ana.pk), by=ines)
    with pytest.raises(NotAllowed, match=r"no longer at this desk|As viewer you cannot"):
        make_token(by=ana, name="For when I am back", scopes=["read", "annotate"])  # as it was read before
    assert not ApiToken.objects.exists()


def test_person_who_left_the_house_is_401(ana, article):
    _, secret = make_token(by=ana, name="Mine", scopes=["read"])
    ana.person.is_active = False
    ana.person.save()
    assert of(secret, article).get().status_code == 401


def test_last_use_is_noted_once_a_minute(ana, article, django_assert_num_queries):
    token, secret = make_token(by=ana, name="Mine", scopes=["read"])
    caller = of(secret, article)
    caller.get("tally/")
    token.refresh_from_db()
    used = token.last_used_at
    assert used is not None
    caller.get("tally/")
    token.refresh_from_db()
    assert token.last_used_at == used
    ApiToken.objects.filter(pk=token.pk).update(last_used_at=used - timedelta(minutes=1))
    caller.get("tally/")
    token.refresh_from_db()
    assert token.last_used_at > used


def test_session_needs_the_csrf_token(ana, article):
    from rest_framework.test import APIClient

    client = APIClient(enforce_csrf_checks=True)
    client.force_login(ana.person)
    where = f"/api/v1/desks/harbour/articles/{article.slug}/notes/"
    refused = client.post(where, {"text": "No."}, format="json")
    assert (refused.status_code, "X-CSRFToken" in refused.json()["detail"]) == (403, True)
    client.get(TestPage.WHERE)
    token = client.cookies["csrftoken"].value
    answer = client.post(where, {"text": "Yes."}, format="json", headers={"X-CSRFToken": token})
    assert answer.status_code == 201


def test_pace(api, ana, tomas, monkeypatch):
    monkeypatch.setattr(Pace, "rate", "3/min", raising=False)
    Pace.cache.clear()
    statuses = [api(ana).get("tally/").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    refused = api(ana).get("tally/")
    assert int(refused["Retry-After"]) <= 60 and refused.json()["title"] == "Too many requests"
    assert api(tomas).get("tally/").status_code == 200


class TestPage:
    WHERE = "/desks/harbour/tokens/"

    def test_analyst_makes_a_token_and_sees_it_once(self, client, ana, article):
        client.force_login(ana.person)
        page = client.post(self.WHERE, {"name": "Nightly", "scopes": ["read", "annotate"]}).content.decode()
        secret = page.split('id="secret" value="')[1].split('"')[0]
        assert of(secret, article).get().status_code == 200
        again = client.get(self.WHERE).content.decode()
        assert "Nightly" in again and secret not in again

    def test_what_is_refused_is_said_beside_the_field(self, client, ana, rosa):
        client.force_login(ana.person)
        page = client.post(self.WHERE, {"name": "Nightly", "scopes": []})
        assert page.status_code == 422 and "Tick what the token may do." in page.content.decode()
        page = client.post(self.WHERE, {"name": "Nightly", "scopes": ["review"]})
        assert page.status_code == 422 and "Rosa can" in page.content.decode()

    def test_one_sees_ones_own_and_an_admin_all(self, client, desk, ana, tomas, ines):
        token, _ = make_token(by=ana, name="Of Ana", scopes=["read"])
        for by, sees in ((ana, True), (tomas, False), (ines, True)):
            client.force_login(by.person)
            assert ("Of Ana" in client.get(self.WHERE).content.decode()) is sees
        client.force_login(tomas.person)
        assert client.post(f"{self.WHERE}{token.pk}/withdraw/").status_code == 403
        client.force_login(ines.person)
        assert client.post(f"{self.WHERE}{token.pk}/withdraw/").status_code == 302
        assert "No tokens yet." in client.get(self.WHERE).content.decode()

    def test_viewer_makes_one_to_read(self, client, desk, article):
        viewer = join(desk, "Vera", Role.VIEWER)
        client.force_login(viewer.person)
        assert client.post(self.WHERE, {"name": "Reader", "scopes": ["read"]}).status_code == 200
