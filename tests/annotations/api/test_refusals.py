"""Each refusal names the field, the limit, the next step: in our own words, not in those of a library."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import ProhibitNullCharactersValidator
from django.db import connection
from rest_framework import fields, serializers
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from annotations.api import queries, request_serializers, review_requests
from annotations.api.fields import Ask
from config.api import Pace
from tests.annotations.api.conftest import DESK
from tests.annotations.api.world import build, filled
from tests.cast import at

SHAPES = [
    shape
    for module in (request_serializers, review_requests, queries)
    for shape in vars(module).values()
    if isinstance(shape, type) and issubclass(shape, serializers.Serializer)
]
WRONG = [
    None, True, 10**30, -1, "x", "", "x" * 30_000, "9" * 2_000, "2027-01-31", "a\0b", "a\ud800",
    [], [None], ["x"] * 5_001, {"a": {"b": 1}}, {},
]  # fmt: skip


def stock():
    """What Django REST framework says by itself, as one pattern."""
    kinds = [kind for kind in vars(fields).values() if isinstance(kind, type)]
    kinds += [serializers.Serializer, serializers.ListSerializer]
    said = {str(text) for kind in kinds for text in getattr(kind, "default_error_messages", {}).values()}
    said |= {
        str(kind.message) for kind in (ProhibitNullCharactersValidator, ProhibitSurrogateCharactersValidator)
    }
    plain = (re.sub(r"\\{\w+\\}", ".*", re.escape(text)) for text in said)
    return re.compile("|".join(f"(?:{text})" for text in plain))


def sentences(errors):
    match errors:
        case dict():
            return [text for inner in errors.values() for text in sentences(inner)]
        case list():
            return [text for inner in errors for text in sentences(inner)]
    return [str(errors)]


def test_no_sentence_is_the_librarys():
    theirs, told = stock(), set()
    assert theirs.fullmatch("This field is required.")
    assert theirs.fullmatch('"a" is not a valid choice.')
    for shape in SHAPES:
        bodies = [{}, *({name: wrong} for name in shape().fields for wrong in WRONG)]
        for data in [None, [], "x", *bodies] if issubclass(shape, Ask) else bodies:
            asked = shape(data=data)
            if not asked.is_valid():
                told.update(sentences(asked.errors))
    assert len(told) > 40
    assert not [text for text in told if theirs.fullmatch(text)]
    assert not [text for text in told if "{" in text.replace('{"', "")]


@pytest.mark.django_db
def test_missing_field_is_named(api, ana):
    told = api(ana).post("notes/").json()
    assert told["errors"] == {"text": ["“text” is missing. Send it too."]}
    assert told["detail"] == "“text” is missing. Send it too."
    told = api(ana).post("statements/leave-out/", statements=[], why="w").json()
    assert told["errors"] == {"statements": ["This list is empty. Name at least one."]}


@pytest.mark.django_db
def test_of_many_paragraphs_each_sentence_says_of_which(api, ana):
    texts = ["A.", "B\0", "C.", "D\0"]
    told = api(ana).post(f"{DESK}articles/", title="T", paragraphs=[{"text": text} for text in texts]).json()
    assert list(told["errors"]) == ["paragraphs.1.text", "paragraphs.3.text"]
    assert "Paragraph 2: Text: Line 1" in told["detail"] and " Paragraph 4: Text: Line 1" in told["detail"]


@pytest.mark.django_db
@pytest.mark.parametrize("bad", ["\0", "\ud800"])
def test_what_cannot_be_stored_is_told_with_its_place(api, ana, article, bad):
    def told(where, field, **said):
        answer = api(ana).post(where, **said, **{field: f"One\nab{bad}"})
        return answer.status_code, *answer.json()["errors"].items()

    ends = {"start": 0, "end": 5}
    for where, field, more in (
        (f"{DESK}articles/", "text", {}),
        ("statements/", "quote", {"paragraph": "2", **ends}),
        ("statements/", "paragraph", ends),
        (f"statements/{at(article, '3.1').uid}/ends/", "quote", ends),
    ):
        status, (name, [sentence]) = told(where, field, **more)
        assert (status, name) == (422, field)
        assert sentence.startswith(f"{field.capitalize()}: Line 2, character 3 is ")
        assert "Delete it" in sentence
    refused = api(ana).get("statements/", cursor="\0").json()["errors"]["cursor"]
    assert refused[0].startswith("Cursor: Line 1, character 1 is a NUL character")


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["gap", "ends"])
def test_words_that_another_statement_has_are_refused_by_their_end(api, ana, article, way):
    first, second = at(article, "3.1"), at(article, "3.2")
    end = second.placements.get(withdrawn_at=None).start + 3
    quote = second.placements.get(withdrawn_at=None).paragraph.text[:end]
    where, more = (
        ("statements/", {"paragraph": "3"}) if way == "gap" else (f"statements/{first.uid}/ends/", {})
    )
    refused = api(ana).post(where, start=0, end=end, quote=quote, **more)
    told = ["Two statements would cover the same words. Move one end first."]
    assert (refused.status_code, refused.json()["errors"]) == (422, {"end": told})


@pytest.mark.django_db
def test_a_part_that_cannot_be_read_says_what_to_mend(api, ana):
    file = SimpleUploadedFile("a.txt", b"A.\n\nB.")
    file._name = f"{'x' * 1_100}.txt"
    answer = api(ana).client.post(f"{DESK}articles/", {"file": file}, format="multipart")
    told = "The head of a part is longer than 1,024 bytes. Give the file a shorter name."
    assert (answer.status_code, answer.json()["detail"]) == (400, told)
    head = (
        'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Transfer-Encoding: base64'
    )
    body = f"--x\r\n{head}\r\n\r\nÄ\r\n--x--\r\n".encode()
    told = "A part says that it is base64, but cannot be read so. Send it as it is."
    answer = api(ana).client.generic("POST", f"{DESK}articles/", body, "multipart/form-data; boundary=x")
    assert (answer.status_code, answer.json()["detail"]) == (400, told)


@pytest.mark.django_db
def test_link_to_itself_is_refused_by_its_own_field(api, ana, article):
    one, other = (str(at(article, label).uid) for label in ("3.1", "3.2"))
    told = api(ana).post("relations/", a=one, b=one, kind="leans_on").json()
    assert told["errors"] == {"b": ["A statement cannot be linked to itself. Choose another."]}
    api(ana).post("relations/", a=one, b=other, kind="clashes_with")
    told = api(ana).post("relations/", a=other, b=one, kind="clashes_with").json()
    assert list(told["errors"]) == ["b"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "where", "said", "field", "says"),
    [
        ("POST", "counterpoints/{counterpoint}/outcome/", {"outcome": "answered"}, "outcome", "answer"),
        ("PATCH", f"{DESK}sources/{{source}}/", {"title": " "}, "title", "Give the source a title."),
        ("PATCH", f"{DESK}sources/{{source}}/", {"url": "ftp://x"}, "url", "begins with http:// or"),
        ("PATCH", f"{DESK}sources/{{source}}/", {"url": "https://x y"}, "url", "whole address"),
        ("PATCH", f"{DESK}claimants/{{claimant}}/", {"name": "\u00ad"}, "name", "Send some text"),
        ("POST", "statements/kinds/", {}, "statements", "in statements or in kinds"),
    ],
)
def test_field_that_is_refused_is_one_of_the_request(api, ana, article, method, where, said, field, says):
    told = api(ana).send(method, filled(where, build(article, ana)), said)
    assert (told.status_code, list(told.json()["errors"])) == (422, [field])
    assert says in told.json()["detail"]


@pytest.mark.django_db
def test_right_that_is_missing_is_the_one_that_is_asked_for(api, ana, tomas, article):
    flag = build(article, ana)["flag"]
    assert "cannot withdraw another’s flag" in api(tomas).delete(f"flags/{flag}/").json()["detail"]
    assert "cannot withdraw articles that others took in" in api(tomas).delete("").json()["detail"]


@pytest.mark.django_db
def test_wrong_method_form_or_pace_says_what_goes(api, ana, monkeypatch):
    caller = api(ana)
    where = caller.address("notes/")

    def told(method, body=b"{}", media_type="application/json", **headers):
        return caller.client.generic(method, where, body, media_type, headers=headers).json()["detail"]

    assert told("PUT") == "This address takes GET, POST."
    assert told("POST", media_type="text/plain") == "Send it as Content-Type: application/json."
    assert told("GET", accept="text/csv").startswith("It is told as application/json.")
    where = "/api/v1/desks/harbour/articles/"
    assert told("POST", media_type="text/plain").endswith("application/json or multipart/form-data.")
    assert told("POST", media_type="multipart/form-data").startswith("This is no multipart/form-data.")
    monkeypatch.setattr(Pace, "rate", "1/min", raising=False)
    Pace.cache.clear()
    assert caller.get("notes/").status_code == 200
    assert re.fullmatch(r"That was too much at once. Wait \d+ seconds, then go on.", told("GET"))
    Pace.cache.clear()


def test_paragraphs_are_no_larger_than_a_text_may_be(api, ana, monkeypatch):
    monkeypatch.setattr("annotations.api.articles.MAX_BYTES", 30)
    said = [{"text": "Twenty letters of it."}] * 2
    answer = api(ana).post(f"{DESK}articles/", title="T.", paragraphs=said)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["paragraphs"])
    assert "the limit is" in answer.json()["detail"]
    assert api(ana).post(f"{DESK}articles/", title="T.", paragraphs=said[:1]).status_code == 201


@pytest.mark.django_db
def test_a_reason_wants_what_it_is_a_reason_for(api, ana, article):
    refused = api(ana).patch("paragraphs/2/", why="an aside")
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["why"])


def test_split_refuses_a_cut_that_is_not_where_its_words_end(api, ana, article):
    agree = at(article, "3.3")
    left, where = agree.text.partition("entirely")[0], f"statements/{agree.uid}/split/"
    in_utf_16 = len(left.encode("utf-16-le")) // 2
    for said in ({}, {"quote": left}, {"quote": ""}):
        refused = api(ana).post(where, at=in_utf_16, **said)
        assert (refused.status_code, *refused.json()["errors"]) == (422, "quote")
    refused = api(ana).post(where, at=in_utf_16, quote=agree.text[:in_utf_16])
    assert (refused.status_code, *refused.json()["errors"]) == (422, "at")
    assert at(article, "3.3").text == agree.text


@pytest.mark.parametrize(
    ("place", "field", "told"),
    [
        ((0, 4), "quote", "do not match: “In 2” stands there. Look"),
        ((0, 9_000), "end", "has 180 characters. Mark words inside it."),
        ((7, 3), "end", "would end before they begin. Put the end behind the start."),
        ((3, 3), "end", "would end before they begin."),
    ],
)
def test_ends_that_cannot_be_say_what_stands_there(api, ana, article, place, field, told):
    where = f"statements/{at(article, '3.1').uid}/ends/"
    refused = api(ana).post(where, start=place[0], end=place[1], quote="Other words").json()["errors"]
    assert list(refused) == [field] and told in refused[field][0]


def test_words_whose_marks_come_apart_are_the_same(api, ana):
    said = [{"text": "In 2025 the cafe\u0301 sold 300 cups."}]
    made = api(ana).post(f"{DESK}articles/", title="T.", paragraphs=said).json()
    (told,) = made["paragraphs"][-1]["statements"]
    where = f"{DESK}articles/{made['slug']}/statements/{told['uid']}/split/"
    left = "In 2025 the cafe\u0301 "
    assert (
        api(ana).post(where, at=len(left), quote=left).status_code == 422
    )  # a place counts as the text is kept
    assert api(ana).post(where, at=len(left) - 1, quote=left).status_code == 200


def test_a_cut_behind_the_last_word_says_what_stands_there(api, ana, article):
    refused = api(ana).post(f"statements/{at(article, '3.1').uid}/split/", at=3, quote="Other")
    assert "do not match: “In” stands there" in refused.json()["errors"]["quote"][0]


def test_what_the_database_lets_fall_is_answered_as_passing(api, ana, article, monkeypatch):
    """Of two deeds that wait for each other it ends one."""

    def end(*given, **verdict):
        with connection.cursor() as cursor:
            cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'internal words' USING ERRCODE = '40P01'; END $$")

    monkeypatch.setattr("annotations.api.statements.verify", end)
    caller = api(ana)
    caller.client.raise_request_exception = False
    answer = caller.post(f"statements/{at(article, '3.1').uid}/verifications/", status="not_claim")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert answer.json()["title"] == "Someone else is saving this" and "internal" not in answer.text
