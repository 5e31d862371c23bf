"""Any words, in any field of the desk's pages: taken as text or refused in words, never a fault, never markup."""

import json
from pathlib import Path

import pytest
from django.urls import reverse

from annotations.models import Source
from annotations.services.verifying import verify
from tests.cast import at

CASES = Path(__file__).parents[4] / "shared" / "cases" / "naughty_strings.jsonl"
OWN = [
    "<script>alert(1)</script>",
    "\0",
    "\ud800",
    "‮override",
    "=1+1",
    "'; DROP TABLE x; --",
    "👩‍👩‍👧",
    "وزیرِ اعظم",
    "",
]
EVERY = 31


def strings() -> list[str]:
    lines = CASES.read_text("utf-8").splitlines()[::EVERY] if CASES.exists() else []
    return OWN + [json.loads(line)["text"] for line in lines]


def sendable(text: str) -> str:
    """As a browser sends it: no lone surrogate survives UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


@pytest.fixture
def as_rosa(client, rosa):
    client.force_login(rosa.person)
    return client


def test_lists_take_any_words(as_rosa, desk, article):
    for text in strings():
        for name in ("article-list", "source-list"):
            page = as_rosa.get(
                reverse(name, args=[desk.slug]), {"q": sendable(text), "after": sendable(text)}
            )
            assert page.status_code == 200, text
            assert "<script>alert" not in page.content.decode()


def test_a_source_takes_any_words(as_rosa, desk):
    fields = ("title", "authors", "issued", "container", "publisher", "doi", "isbn")
    for text in strings():
        answer = as_rosa.post(reverse("source-add", args=[desk.slug]), dict.fromkeys(fields, sendable(text)))
        assert answer.status_code in (302, 422), text
    for source in Source.objects.all()[:20]:
        page = as_rosa.get(reverse("source", args=[desk.slug, source.pk])).content.decode()
        assert "<script>alert" not in page
        assert as_rosa.get(reverse("source-change", args=[desk.slug, source.pk])).status_code == 200


def test_a_note_to_the_analyst_takes_any_words(as_rosa, desk, article, ana):
    verify(at(article, "2.1"), by=ana, status="not_claim")
    address = reverse("review-changes", args=[desk.slug, at(article, "2.1").pk])
    for text in strings()[::2]:
        answer = as_rosa.post(address, {"reasons": ["weak_source"], "note": sendable(text)})
        assert answer.status_code in (302, 422), text
    page = as_rosa.get(address).content.decode()
    assert "<script>alert" not in page
