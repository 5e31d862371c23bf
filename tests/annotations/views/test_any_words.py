"""Any words, in any field of any form: taken as text or refused in words, never a fault, never markup."""

import json
from itertools import cycle
from math import ceil
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
import pytest
from django.db import transaction
from django.urls import resolve, reverse

from annotations.importing import rebuild
from articles.models import Desk
from tests.annotations.importing.test_round_trip import exported
from tests.annotations.permissions.things import things
from tests.test_permissions import ROUTES, filled

__all__ = ["things"]

CASES = Path(__file__).parents[4] / "shared" / "cases" / "naughty_strings.jsonl"
SCRIPT = "<script>alert(1)</script>"
OWN = [
    SCRIPT,
    "\0",
    "\ud800",
    "\u202eoverride",
    "=1+1",
    "'; DROP TABLE x; --",
    "👩‍👩‍👧" * 300,
    "وزیرِ اعظم",
    "",
    "x" * 30_000,
]
EVERY = 13
FREE = ("text", "textarea")
WORDY = (*FREE, "email", "date", "datetime-local", "number")
FORMAL = ("issued", "doi", "isbn", "origin", "url", "archive_url")  # not any words, though typed as text
# What a person would press or tick where nothing is chosen beforehand.
CHOSEN = {"outcome": "fixed", "status": "misleading", "reasons": "weak_source", "scopes": "read"}


def strings() -> list[str]:
    lines = CASES.read_text("utf-8").splitlines()[::EVERY] if CASES.exists() else []
    return OWN + [json.loads(line)["text"] for line in lines]


def sendable(text: str) -> str:
    """As a browser sends it: no lone surrogate survives UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


@pytest.fixture
def as_ines(client, ines):
    client.force_login(ines.person)
    return client


@pytest.fixture
def elsewhere(db):
    return Desk.objects.create(slug="empty", name="Empty desk")


@pytest.fixture
def pages(things) -> list[str]:
    """Every address at which an admin may do something."""
    return [
        reverse(name, kwargs=filled(route["kwargs"], things))
        for name, route in ROUTES.items()
        if route["admin"] in (200, 302)
    ]


def forms_on(client, address: str):
    """``(action, values, fields that take words: name → type)`` of each form there that changes something."""
    page = client.get(address)
    if page.status_code != 200 or not page.content.lstrip().startswith(b"<!doctype html>"):
        return
    for form in lxml.html.fromstring(page.content).forms:
        typed = {field.name: getattr(field, "type", field.tag) for field in form.inputs if field.name}
        wordy = {name: kind for name, kind in typed.items() if kind in WORDY}
        if form.method == "POST" and wordy:
            values = {name: value for name, value in form.fields.items() if value}
            yield urljoin(address, form.action or ""), CHOSEN | values, wordy


def test_lists_take_any_words(as_ines, desk, article):
    for text, name in zip(strings(), cycle(("article-list", "source-list")), strict=False):
        page = as_ines.get(reverse(name, args=[desk.slug]), {"q": sendable(text), "after": sendable(text)})
        assert page.status_code == 200, (name, text)
        assert SCRIPT not in page.content.decode(), (name, text)


def test_every_form_takes_any_words(as_ines, pages):
    """Each field of every form takes the next string, until all of them have been in some field."""
    forms = {resolve(form[0]).url_name: form for address in pages for form in forms_on(as_ines, address)}
    assert len(forms) > 20
    words = cycle(map(sendable, strings()))
    fields = sum(len(wordy) for _, _, wordy in forms.values())
    for action, values, wordy in [*forms.values()] * ceil(len(strings()) / fields):
        said = {name: next(words) for name in wordy}
        with transaction.atomic():
            answer = as_ines.post(action, values | said)
            transaction.set_rollback(True)
        assert answer.status_code in (200, 302, 409, 422), (action, said)
        assert SCRIPT not in answer.content.decode(), (action, said)


def test_markup_in_every_field_is_text_wherever_it_is_shown(as_ines, pages, article, elsewhere):
    taken = set()
    for address in pages:
        for action, values, wordy in forms_on(as_ines, address):
            words = {field: SCRIPT for field, kind in wordy.items() if kind in FREE and field not in FORMAL}
            if words and as_ines.post(action, values | words).status_code in (200, 302):
                taken.add(resolve(action).url_name)
    assert len(taken) > 20
    for address in pages:
        assert SCRIPT not in as_ines.get(address).content.decode(), address
    for form in ("html", "markdown"):
        assert SCRIPT not in exported(article, form).decode()
    first = exported(article)
    assert SCRIPT in first.decode()
    assert exported(rebuild(first, desk=elsewhere)) == first
