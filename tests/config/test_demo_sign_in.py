"""The demo's link lets one person in, once."""

import pytest
from django.core import signing
from django.urls import path

from articles.models import Person
from config import demo_sign_in as links
from config.demo_sign_in import demo_sign_in, token_for

urlpatterns = [path("demo/sign-in/<token>/", demo_sign_in)]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def rosa():
    return Person.objects.create_user("rosa@example.org", name="Rosa Vidal")


def test_link_signs_in_once(client, rosa):
    link = f"/demo/sign-in/{token_for(rosa)}/"
    assert client.get(link).status_code == 302
    assert client.session["_auth_user_id"] == str(rosa.pk)
    client.logout()
    assert client.get(link).status_code == 403
    assert "_auth_user_id" not in client.session


def test_link_followed_again_leads_to_the_desk(client, rosa):
    link = f"/demo/sign-in/{token_for(rosa)}/"
    client.get(link)
    assert client.get(link).headers["Location"] == "/"


def test_looking_at_the_link_does_not_use_it_up(client, rosa):
    link = f"/demo/sign-in/{token_for(rosa)}/"
    assert client.head(link).status_code == 405
    assert client.get(link).status_code == 302


@pytest.mark.parametrize("forge", [lambda good: good[:-1], lambda good: signing.dumps([1, ""], salt="other")])
def test_forged_link_opens_nothing(client, rosa, forge):
    assert client.get(f"/demo/sign-in/{forge(token_for(rosa))}/").status_code == 403


def test_link_lasts_a_day(client, rosa, monkeypatch):
    link = f"/demo/sign-in/{token_for(rosa)}/"
    monkeypatch.setattr(links, "LASTS", -1)
    assert client.get(link).status_code == 403


def test_link_of_somebody_who_left_opens_nothing(client, rosa):
    link = f"/demo/sign-in/{token_for(rosa)}/"
    Person.objects.update(is_active=False)
    assert client.get(link).status_code == 403


def test_other_installations_have_no_such_address():
    from django.conf import settings

    from config import urls

    assert settings.ENVIRONMENT == "test"
    assert "demo-sign-in" not in [getattr(pattern, "name", None) for pattern in urls.urlpatterns]
