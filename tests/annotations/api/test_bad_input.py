"""Whatever is sent: a sentence, never a fault of ours, never half a deed."""

import json
from itertools import cycle
from math import ceil
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from annotations.forms.article import SummaryForm
from annotations.forms.note import NoteForm
from annotations.forms.statement import AnswerForm, CitationForm, CounterpointForm, VerdictForm
from annotations.models import Deed
from articles.fields import LONGEST_TEXT
from articles.normal import UnacceptableText, normalise
from tests.annotations.api.conftest import DESK, Caller
from tests.annotations.api.routes import ROUTES
from tests.annotations.api.world import build, filled
from tests.cast import at

pytestmark = pytest.mark.django_db
NAUGHTY = Path(__file__).parents[4] / "shared" / "cases" / "naughty_strings.jsonl"
ODD = [
    "a\0b",
    "\ud800",
    "\u202eabc",
    "=1+1",
    "<script>alert(1)</script>",
    "e\u0301",
    "👍",
    "x" * 30_000,
    " ",
    "",
]
WRONG = [None, True, 10**30, "x", [None], {"a": {"b": []}}]
WRITING = [row for row in ROUTES if row[1] in ("POST", "PATCH") and row[3]]


def is_a_sentence(answer) -> bool:
    told = answer.json()
    return (
        answer["Content-Type"] == "application/problem+json" and bool(told["detail"]) and bool(told["title"])
    )


def strings():
    return [json.loads(line)["text"] for line in NAUGHTY.read_text().splitlines()] if NAUGHTY.exists() else []


def wordy(body):
    """Names of the fields of ``body`` that take any words."""
    codes = {"kind", "status", "stance", "outcome", "verdict", "reason", "paragraph", "quote"}
    plain = (name for name, value in body.items() if isinstance(value, str) and value[:1] != "{")
    return [name for name in plain if name not in codes]


def test_any_text_in_any_field(article, ana):
    """A ninth of the strings; each field of every body takes the next one, until all have been in some field."""
    world = build(article, ana)
    bodies = [row for row in WRITING if row[5] == "annotates" and wordy(row[3])]
    assert len(bodies) > 15
    caller = Caller(ana, article)
    some = [*ODD, *strings()[::9]]
    words, fields = cycle(some), sum(len(wordy(row[3])) for row in bodies)
    for _, method, where, body, *_ in bodies * ceil(len(some) / fields):
        said = {name: next(words) for name in wordy(body)}
        with transaction.atomic():
            answer = caller.send(method, filled(where, world), {**filled(body, world), **said})
            transaction.set_rollback(True)
        assert answer.status_code < 500, (said, where)
        assert answer.status_code < 300 or is_a_sentence(answer), (said, where)


def bundles():
    """All strings that can be stored, a few hundred at a time."""
    bundle = []
    for text in strings():
        try:
            normalise(text)
        except UnacceptableText:
            continue
        if sum(map(len, bundle)) + len(text) > 15_000:
            yield "\n".join(bundle)
            bundle = []
        bundle.append(text)
    yield "\n".join(bundle)


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the shared cases are not here")
@pytest.mark.parametrize(
    ("where", "field", "name"),
    [
        ("notes/{note}/", "text", "text"), ("counterpoints/{counterpoint}/", "text", "text"),
        ("citations/{citation}/", "passage", "passage"), ("", "summary", "summary"),
        ("statements/{first}/verifications/", "rationale", "verdict"),
    ],
)  # fmt: skip
def test_every_text_comes_back_as_it_was_meant(api, ana, article, where, field, name):
    world = build(article, ana)
    method = "POST" if where.endswith("verifications/") else "PATCH"
    for text in bundles():
        said = {field: text} | ({"status": "misleading"} if method == "POST" else {})
        answer = api(ana).send(method, filled(where, world), said)
        assert answer.status_code == 200, answer.content
        told = answer.json()[name]
        assert (told["rationale"] if name == "verdict" else told) == normalise(text).strip()


def test_wrong_kinds_of_value(article, ana):
    """Each field of each address, given what it does not take."""
    world = build(article, ana)
    caller = Caller(ana, article)
    for _, method, where, body, _, who in WRITING:
        if who != "annotates":
            continue
        for name in body:
            for wrong in WRONG:
                with transaction.atomic():
                    answer = caller.send(method, filled(where, world), {**filled(body, world), name: wrong})
                    transaction.set_rollback(True)
                assert answer.status_code < 500, (where, name, wrong)
                assert answer.status_code < 300 or is_a_sentence(answer), (where, name, wrong)


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        (b"{", 400, "line 1, character 2"),
        (b"\xff\xfe", 400, "not UTF-8"),
        (b"[" * 100_000, 400, "not nested this deep"),
        (b'{"a": [' + b"[]," * 500_001 + b"[]]}", 400, "no more than 1,000,000 values"),
        (b'{"text": ' + b"[" * 30 + b"]" * 30 + b"}", 400, "no deeper than"),
        (b'{"text": NaN}', 400, "no number"),
        (b'{"text": 1e999}', 400, "no number"),
        (b'{"text": ' + b"9" * 5000 + b"}", 400, "too long"),
        (b'{"text": "A", "text": "B"}', 400, "“text” stands twice"),
        (b"[]", 422, "Send one JSON object"),
        (b'"text"', 422, "Send one JSON object"),
        (b"null", 422, "Send one JSON object"),
        (b'{"txt": "A"}', 422, "It takes: statement, text, is_private"),
        (b'{"\\ud800": 1}', 422, "no such field"),
        (b"{}", 422, "“text” is missing"),
    ],
)
def test_bodies_that_are_none(api, ana, body, status, says):
    answer = api(ana).client.generic("POST", api(ana).address("notes/"), body, "application/json")
    assert (answer.status_code, is_a_sentence(answer)) == (status, True), answer.content
    assert says in answer.json()["detail"]


def test_other_media_types_and_methods(api, ana):
    caller = api(ana)
    refused = caller.client.generic("POST", caller.address("notes/"), b"text=A", "text/plain")
    assert (refused.status_code, refused["Accept"]) == (415, "application/json")
    refused = caller.client.generic("PUT", caller.address("notes/"), b"{}", "application/json")
    assert refused.status_code == 405 and "GET" in refused["Allow"]
    assert is_a_sentence(refused)
    assert caller.client.get(caller.address(""), HTTP_ACCEPT="text/csv").status_code == 406


def test_a_number_that_no_import_would_take_back(api, ana):
    for number in (10**15, -(10**300), 1e300):
        answer = api(ana).post(f"{DESK}sources/", title="T.", csl={"volume": [number]})
        assert (answer.status_code, is_a_sentence(answer)) == (422, True)
        assert "csl" in answer.json()["errors"]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "a.example", "//a.example/", 7, ["x"]],
)
def test_what_a_record_has_as_its_address_opens_on_the_web(api, ana, address):
    """By whatever reads the export; as the source’s own address, and for a known source too."""
    known = (
        api(ana)
        .post(f"{DESK}sources/", title="T.", csl={"URL": "https://a.example/ä?x=1", "note": "n"})
        .json()
    )
    for send, where in ((api(ana).post, "sources/"), (api(ana).patch, f"sources/{known['uid']}/")):
        answer = send(f"{DESK}{where}", title="T. 2", csl={"URL": address})
        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["csl"])
        assert "web address, like https://" in answer.json()["detail"]
    assert api(ana).patch(f"{DESK}sources/{known['uid']}/", csl={"URL": ""}).status_code == 200


def test_a_record_is_as_long_as_its_characters(api, ana):
    for kept, said in ((201, "港" * 19_900), (422, "港" * 20_001)):
        answer = api(ana).post(f"{DESK}sources/", title="T.", csl={"note": said})
        assert answer.status_code == kept, answer.json()


def test_names_that_are_one_after_cleaning_lose_no_value(api, ana):
    for csl in ({"note": "A", "no\xadte": "B"}, {"author": [{"family": "A", "family ": "B"}]}):
        answer = api(ana).post(f"{DESK}sources/", title="T.", csl=csl)
        assert (answer.status_code, is_a_sentence(answer)) == (422, True)
        assert "stands there twice" in answer.json()["errors"]["csl"][0]


def test_what_a_program_wrote_the_card_saves_again():
    text = "x" * LONGEST_TEXT
    for form, name in (
        (VerdictForm, "rationale"), (CounterpointForm, "text"), (AnswerForm, "answer"), (NoteForm, "text"),
        (CitationForm, "passage"), (SummaryForm, "summary"),
    ):  # fmt: skip
        assert form.base_fields[name].clean(text) == text
        with pytest.raises(ValidationError, match="20,000 is the limit"):
            form.base_fields[name].clean(f"{text}x")


def test_a_missing_slash_loses_no_deed(api, ana):
    caller = api(ana)
    answer = caller.client.post(caller.address("notes"), {"text": "A"}, follow=True)
    assert answer.redirect_chain == [(caller.address("notes/"), 308)]
    assert (answer.status_code, answer.json()["text"]) == (201, "A")


@pytest.mark.parametrize("media_type", ["application/json", "multipart/form-data; boundary=x"])
def test_a_body_in_chunks_is_refused_not_read_as_empty(api, ana, article, media_type):
    """A server hands it over without a length."""
    where = api(ana).address(f"statements/{at(article, '3.1').uid}/merge/")
    body = json.dumps({"other": str(at(article, "3.3").uid)})
    unmeasured = {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}
    answer = api(ana).client.generic("POST", where, body, media_type, **unmeasured)
    assert (answer.status_code, is_a_sentence(answer)) == (411, True)
    assert at(article, "3.2").withdrawn_at is None


def test_too_much_at_once(api, ana, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = api(ana).post("notes/", text="x" * 2000)
    assert (answer.status_code, is_a_sentence(answer)) == (413, True)


@pytest.mark.parametrize(
    "query",
    [
        {"cursor": "x"}, {"cursor": "\0"}, {"page_size": "0"}, {"page_size": "201"}, {"page_size": "x"},
        {"page_size": "9" * 40}, {"status": "wrong"}, {"claimant": "x"}, {"is_flagged": "perhaps"},
        {"q": "a\0b"}, {"q": "x" * 500}, {"unknown": "1"}, {"\0": "1"},
    ],
)  # fmt: skip
def test_filters_that_are_none(api, ana, query):
    answer = api(ana).get("statements/", **query)
    assert (answer.status_code, is_a_sentence(answer)) == (422, True)
    assert answer.json()["errors"]


def test_unknown_filter_is_refused_everywhere(article, ana, rosa):
    """What it says would be lost unseen."""
    world = build(article, ana)
    for name, method, where, body, _, who in ROUTES:
        caller = Caller(rosa if who == "reviews" else ana, article)
        answer = caller.send(method, f"{filled(where, world)}?foo=1", filled(body or {}, world))
        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["foo"]), (name, method)
    answer = Caller(ana, article).get("/api/v1/desks/", page_size=1)
    assert answer.json()["detail"] == "There is no such filter here. It takes: none."


@pytest.mark.parametrize(
    "q", ["http://[", "%", "_", "\\", "'", '"', "a" * 200, "http://a:99999999/", "10.1234/"]
)
def test_searches_for_odd_words(api, ana, q):
    for where in (f"{DESK}sources/", f"{DESK}articles/", f"{DESK}claimants/", "statements/"):
        assert api(ana).get(where, q=q).status_code == 200, (where, q)


@pytest.mark.parametrize(
    "where",
    [
        "statements/00000000-0000-4000-8000-000000000000/", "paragraphs/99/", "deeds/99/", f"deeds/{10**30}/",
        "exports/pdf/", "flags/00000000-0000-4000-8000-000000000000/", "nonsense/",
        f"{DESK}articles/nothing/", "/api/v1/desks/nowhere/", "/api/v2/",
    ],
)  # fmt: skip
def test_what_is_not_there(api, ana, where):
    answer = api(ana).get(where)
    assert (answer.status_code, is_a_sentence(answer)) == (404, True)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"text": ""}, "text"), ({}, "text"), ({"text": "a\0b"}, "text"), ({"text": "x" * 6_000_000}, "text"),
        ({"paragraphs": [{"text": "x" * 200_001}]}, "paragraphs.0.text"), ({"paragraphs": []}, "paragraphs"),
        ({"paragraphs": [{"text": "A."}]}, "title"), ({"text": "A\n\nB.", "url": "no address"}, "url"),
        ({"text": "A\n\nB.", "published_on": "yesterday"}, "published_on"),
        ({"text": "A\n\nB.", "priority": 9}, "priority"), ({"text": "A\n\nB.", "language": "1"}, "language"),
    ],
)  # fmt: skip
def test_texts_that_cannot_be_taken_in(api, ana, said, field):
    before = Deed.objects.count()
    answer = api(ana).post(f"{DESK}articles/", **said)
    assert answer.status_code == 422, answer.content
    assert field in answer.json()["errors"], answer.json()
    assert Deed.objects.count() == before


def test_file_that_is_no_text(api, ana):
    from django.core.files.uploadedfile import SimpleUploadedFile

    for data in (b"", b"%PDF-1.7 \xff\xfe", b"\x89PNG\r\n\x1a\n\0\0"):
        file = SimpleUploadedFile("a.txt", data, "text/plain")
        answer = api(ana).client.post(f"{DESK}articles/", {"file": file}, format="multipart")
        assert answer.status_code == 422 and "file" in answer.json()["errors"]


def test_nothing_is_half_done(api, ana, article):
    """A change of two parts, of which the second is refused, leaves nothing behind."""
    article.refresh_from_db()
    before = article.seq
    statement = at(article, "3.1")
    refused = api(ana).patch(
        f"statements/{statement.uid}/", plain="New.", checked_so=False, checked_said=False
    )
    assert refused.status_code == 422
    article.refresh_from_db()
    assert (article.seq, at(article, "3.1").plain) == (before, "")


def test_a_statement_of_another_article_is_no_target(api, ana, rosa, article):
    from tests.cast import taken_in

    other = at(taken_in(ana, title="Another"), "3.1")
    for where, said in (
        ("flags/", {"reason": "no_source", "statement": str(other.uid)}),
        (f"statements/{at(article, '3.1').uid}/merge/", {"other": str(other.uid)}),
        ("statements/restore/", {"statements": [str(other.uid)]}),
        ("counterpoints/", {"text": "But.", "statement": str(other.uid)}),
    ):
        assert api(ana).post(where, **said).status_code == 422


def test_a_name_that_several_have_is_asked_about(api, ana):
    there = f"{DESK}claimants/"
    pilot = api(ana).post(there, name="Sara Malik", role="pilot").json()
    assert api(ana).post(there, name="sara malik").json()["uid"] == pilot["uid"]
    api(ana).post(there, name="Sara Malik", role="harbour master")
    assert api(ana).post(there, name="Sara Malik, pilot").json()["uid"] == pilot["uid"]
    asked = api(ana).post(there, name="Sara Malik")
    assert asked.status_code == 422 and "or add the role" in json.dumps(asked.json())


def test_of_thousands_of_unknown_names_the_first_are_told(api, ana):
    body = json.dumps({f"k{n}": 1 for n in range(2_000)}).encode()
    answer = api(ana).client.generic("POST", api(ana).address("notes/"), body, "application/json")
    assert answer.status_code == 422 and answer.content.count(b"There is no such field here") <= 20
    assert answer.json()["detail"].count("There is no such field here") == 1
