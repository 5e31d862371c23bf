"""The command opens a desk that its first admin can walk into."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles.models import Desk, Membership, Person, Role

pytestmark = pytest.mark.django_db


def test_admin_signs_in_by_code_and_finds_the_desk(client, mailoutbox, capsys):
    call_command("add_desk", "harbour", "Harbour desk", admin="Ines@Harbour.example", called="Ines Falk")
    assert "ines@harbour.example" in capsys.readouterr().out
    client.post(reverse("account_request_login_code"), {"email": "ines@harbour.example"})
    code = re.search(r"^[\w-]{6,}$", mailoutbox[0].body, re.MULTILINE)[0]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert client.get("/", follow=True).context["desk"].name == "Harbour desk"
    assert Membership.objects.get().role == Role.ADMIN


def test_somebody_known_becomes_its_admin(ana):
    call_command("add_desk", "islands", "Islands desk", admin=ana.person.email.upper())
    assert Membership.objects.get(desk__slug="islands").person == ana.person


@pytest.mark.parametrize(
    ("slug", "email", "told"),
    [
        ("harbour", "new@harbour.example", "There is a desk “harbour” already"),
        ("two words", "new@harbour.example", "slug: Send plain letters, digits and hyphens alone"),
        ("islands", "nobody", "^--admin: Send an e-mail address"),
        ("islands", " ", "^--admin is empty"),
    ],
)
def test_what_cannot_be_is_told_and_leaves_nothing(ana, slug, email, told):
    with pytest.raises(CommandError, match=told):
        call_command("add_desk", slug, "Another desk", admin=email)
    assert Desk.objects.count() == Person.objects.count() == 1


def test_a_name_that_is_too_long_is_told_by_its_option(db):
    with pytest.raises(CommandError, match=r"^--called: 5,000 characters, but 120 is the limit"):
        call_command("add_desk", "islands", "Islands", admin="rosa@islands.example", called="x" * 5_000)


def test_an_admin_without_a_name_is_called_by_the_address(db):
    call_command("add_desk", "islands", "Islands", admin="rosa@islands.example", called="  ")
    assert Person.objects.get().name == "rosa"
