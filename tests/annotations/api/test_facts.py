"""What is known of an article that is taken in: what was given, else what its text says."""

import hashlib
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.services.flags import raise_flag
from tests.annotations.api.conftest import DESK

pytestmark = pytest.mark.django_db

PAGE = """<html><head><title>The port</title><meta name="author" content="M Okafor">
<meta property="og:site_name" content="The Courier"><link rel="canonical" href="{address}">
<meta property="article:published_time" content="2026-01-14"></head><body><article><h1>The port</h1>
<p>It was faster in 2019. So they say.</p></article></body></html>"""


def sent(api, by, address="https://courier.example/port", **given):
    file = SimpleUploadedFile("port.html", PAGE.format(address=address).encode(), "text/html")
    return api(by).client.post(f"{DESK}articles/", {"file": file, **given}, format="multipart")


def made(api, by, *address, **given):
    answer = sent(api, by, *address, **given)
    assert answer.status_code == 201, answer.json()
    return answer.json()


def test_what_the_text_says_is_kept_where_nothing_is_given(api, ana):
    told = made(api, ana)
    assert (told["title"], told["byline"]) == ("The port", "M Okafor")
    assert (told["publisher"], told["url"]) == ("The Courier", "https://courier.example/port")


@pytest.mark.parametrize("as_file", [True, False])
def test_the_original_is_kept_beside_the_corrections(api, ana, as_file):
    text, kinds = "The port\n\nRead more: https://x.example\n\nIt was faster.", ["title", "list_item", "body"]
    drafts = [
        {"text": words, "kind": kind, "left_out": kind == "list_item"}
        for words, kind in zip(text.split("\n\n"), kinds, strict=True)
    ]
    if as_file:
        file = SimpleUploadedFile("port.txt", text.encode(), "text/plain")
        said = {"file": file, "paragraphs": json.dumps(drafts)}
        answer = api(ana).client.post(f"{DESK}articles/", said, format="multipart")
    else:
        answer = api(ana).post(f"{DESK}articles/", text=text, paragraphs=drafts)
    told = answer.json()
    assert answer.status_code == 201, told
    assert told["original_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert [row["kind"] for row in told["paragraphs"]] == kinds
    assert [row["left_out"] for row in told["paragraphs"]] == [False, True, False]


@pytest.mark.parametrize("drafts", ["x", "{}", "[]", '[{"text": 1}]', '[{"no": 1}]', "[" * 100_000])
def test_corrections_of_a_file_that_are_none(api, ana, drafts):
    answer = sent(api, ana, paragraphs=drafts)
    assert answer.status_code == 422 and any("paragraphs" in name for name in answer.json()["errors"])


def test_what_is_given_as_empty_is_not_looked_for(api, ana):
    told = made(api, ana, title="", byline="", publisher="", url="")
    assert (told["byline"], told["publisher"], told["url"]) == ("", "", "")
    assert told["title"] == "The port"  # an article without one there is not


@pytest.mark.parametrize("given", [{}, {"url": ""}])
def test_an_address_in_the_text_that_is_none_is_left_away(api, ana, given):
    assert made(api, ana, "http://intranet/story", **given)["url"] == ""


def test_an_address_that_is_given_is_not_left_away(api, ana):
    answer = sent(api, ana, url="http://intranet/story")
    assert answer.status_code == 422 and "url" in answer.json()["errors"]


def test_who_worked_on_it_is_told_with_their_role_at_the_desk(api, ana, rosa, article):
    raise_flag(article, by=rosa, reason="headline")
    people = api(ana).get().json()["people"]
    assert {person["name"]: person["role"] for person in people} == {"Rosa": "editor"}
    rosa.delete()
    assert [person["role"] for person in api(ana).get().json()["people"]] == [""]


def test_who_sees_to_it_can_be_sent_back_as_told(api, ana, rosa, article):
    told = api(ana).patch("", owner=rosa.person.email).json()
    (listed,) = api(ana).get(f"{DESK}articles/").json()["results"]
    assert told["owner_email"] == listed["owner_email"] == rosa.person.email
    told = api(ana).patch("", owner=None).json()
    assert (told["owner"], told["owner_email"]) == (None, None)
    told = api(ana).patch("", owner=listed["owner_email"]).json()
    assert told["owner"] == "Rosa"
