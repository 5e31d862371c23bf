"""What nobody vouches for is looked at first; a refusal is a sentence, and nothing is half done."""

import json

import pytest

from annotations.importing import parsing, rebuild, rebuilding
from annotations.importing.parsing import MAX_BYTES
from annotations.models import Claimant, Passage, Source, Statement
from annotations.refusals import Refused
from annotations.services.articles import withdraw_article
from annotations.services.claimants import make_claimant, restore_claimant, withdraw_claimant
from annotations.services.evidence import cite
from annotations.services.merging import merge_claimant, merge_source
from annotations.services.reviewing import approve
from annotations.services.sources import make_source, restore_source, withdraw_source
from annotations.services.statements import set_claimant
from annotations.services.verifying import verify
from articles.intake import limits as intake
from articles.models import Article, Desk, Person
from tests.annotations.importing.test_round_trip import exported
from tests.cast import at, join, taken_in
from tests.ground import laid

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(db):
    return Desk.objects.create(slug="empty", name="Empty desk")


@laid
def document(article, ana, rosa):
    source = make_source(by=ana, title="Annual gate statistics")
    cite(article, [at(article, "3.1").pk], by=ana, source=source, stance="supports", passage="75,118")
    verify(at(article, "3.1"), by=ana, status="supported", rationale="The table says so.")
    approve(at(article, "3.1"), by=rosa)
    authority = make_claimant(by=ana, name="Harbour authority")
    set_claimant(article, [at(article, "3.2").pk], by=ana, claimant=authority)
    return json.loads(exported(article))


def refused(document, desk):
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    before = [model.objects.count() for model in (Article, Person, Source, Statement)]
    with pytest.raises(Refused) as caught:
        rebuild(data, desk=desk)
    assert [model.objects.count() for model in (Article, Person, Source, Statement)] == before
    assert caught.value.message.endswith(".")
    return caught.value.message


def statement(document, label):
    return next(row for row in document["statements"] if row["label"] == label)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"format": "obelus-article"',
        b"[" * 200_000,
        b'{"format": "obelus-article", "version": NaN}',
        b'{"format": "obelus-article", "version": 1' + b"0" * 5000 + b"}",
        b'{"format": "something else", "version": 1}',
        b'{"format": "obelus-article", "version": true}',
        b'{"format": "obelus-article", "version": 2}',
        b'{"format": "obelus-article", "version": 1}',
    ],
)
def test_what_is_no_export(data, elsewhere):
    refused(data, elsewhere)


def test_too_large(elsewhere):
    told = refused(b" " * (MAX_BYTES + 300_000), elsewhere)
    assert "The file has 160.3 MB; the limit is 160 MB. Take in the article’s text instead" in told


def test_too_many_rows(document, elsewhere, monkeypatch):
    monkeypatch.setattr(parsing, "MAX_ROWS", 3)
    assert "paragraphs: there are 5 rows; the limit is 3. Take in" in refused(document, elsewhere)


def test_a_table_is_a_list(document, elsewhere):
    document["notes"] = {}
    assert "notes: a list of rows is wanted. Export the article again." in refused(document, elsewhere)


def test_what_intake_accepts_is_no_larger_as_an_export(article):
    """Sentences of 25 characters, which is shorter than any text has them throughout."""
    statements = intake.MAX_BYTES // 25
    row = max(len(json.dumps(row)) for row in json.loads(exported(article))["statements"]) + 25
    assert statements < parsing.MAX_ROWS
    assert 2 * intake.MAX_BYTES + statements * row < 1.5 * MAX_BYTES


def change(table, column, value, place=0):
    def changed(document):
        rows = document[table]
        (rows[place] if isinstance(rows, list) else rows)[column] = value
        return document

    return changed


def in_a_circle(document):
    one = document["sources"][0]
    two = {**one, "uid": "0be10000-0000-4000-8000-000000000002", "derived_from": one["uid"]}
    document["sources"] = [{**one, "derived_from": two["uid"]}, two]
    return document


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (change("article", "title", None), "text is wanted"),
        (change("article", "title", "x" * 501), "article: title"),
        (change("article", "title", "a\0b"), "U+0000"),
        (change("article", "title", "\ud800"), "half of a character"),
        (change("article", "url", "javascript:alert(1)"), "url"),
        (change("sources", "csl", {"URL": "javascript:alert(1)"}), "sources, row 1: csl: “URL” of a record"),
        (change("article", "slug", "../../etc"), "slug"),
        (change("article", "stage", "finished"), "article, stage: one of intake, checking, in_review"),
        (change("article", "priority", 2**40), "a whole number from 0"),
        (change("article", "priority", True), "a whole number from 0"),
        (change("article", "at", "2026-01-14T09:05:00"), "a time in UTC"),
        (change("article", "at", "0000-01-14T09:05:00Z"), "year 0"),
        (change("article", "published_on", "14.1.2026"), "a date is wanted"),
        (change("article", "language", "en onclick=x"), "a language is wanted"),
        (change("article", "text_sha256", "0" * 64), "does not agree with its SHA-256"),
        (change("article", "extra", 1), "not known here"),
        (change("paragraphs", "direction", "up"), "one of ltr, rtl"),
        (change("paragraphs", "kind", "footer"), "kind"),
        (change("paragraphs", "text", "a\u202eb"), "not in the form"),
        (change("statements", "start", 3), "its words are not at its place"),
        (change("statements", "text", "Something else"), "its words are not at its place"),
        (change("statements", "paragraph", 99), "no such paragraph"),
        (change("statements", "uid", "not-a-uid"), "a uid is wanted"),
        (change("statements", "claimant", "0be10000-0000-4000-8000-000000000001"), "not among the claimants"),
        (change("statements", "kind", "rumour"), "statements, row 1, kind: one of fact"),
        (change("statements", "review_state", "approved"), "without an approval"),
        (change("statements", "review_state", "done"), "is no state"),
        (change("statements", "checked_so", False), "say what was checked"),
        (change("verifications", "status", "true"), "is no verdict"),
        (change("verifications", "detail", "over"), "does not go with its verdict"),
        (change("verifications", "as_of", "9999-01-01"), "cannot be in the future"),
        (change("citations", "stance", "likes"), "citations, row 1, stance: one of supports, contradicts"),
        (change("citations", "statement", None), "belongs to no statement"),
        (change("sources", "csl", {"title": "a\0"}), "U+0000"),
        (change("sources", "csl", {"volume": 1e300}), "is below 1,000,000,000,000,000"),
        (change("sources", "url", "file:///etc/passwd"), "url"),
        (in_a_circle, "A source is taken from itself"),
        (change("decisions", "by", "Ana"), "Ana approved it after working on it"),
        (change("decisions", "by", ""), "a verdict and a person"),
        (change("decisions", "is_fresh", False), "without an approval"),
    ],
)
def test_a_file_that_was_tampered_with(document, elsewhere, harm, told):
    assert told in refused(harm(document), elsewhere)


def test_statements_that_cover_the_same_words(document, elsewhere):
    row = dict(statement(document, "2.1"), uid="0be10000-0000-4000-8000-000000000001", label="2.9")
    document["statements"].append(row | {"start": row["start"], "contributors": []})
    assert "Statements 2.1 and 2.9 cover the same words." in refused(document, elsewhere)


def test_one_uid_for_two_rows(document, elsewhere):
    document["sources"][0]["uid"] = document["statements"][0]["uid"]
    document["citations"][0]["source"] = document["passages"][0]["source"] = document["statements"][0]["uid"]
    told = f"its uid, {document['sources'][0]['uid']}, is that of sources, row 1 too. Nothing was taken in."
    assert refused(document, elsewhere) == f"statements, row 1: {told}"


def test_a_row_too_few_is_named(document, elsewhere):
    del document["verifications"][0]["rationale"]
    assert "verifications, row 1: rationale is missing" in refused(document, elsewhere)


def test_a_row_is_told_by_its_place_in_the_file_whatever_the_desk_has(document, elsewhere):
    first = document["claimants"][0]
    Claimant.objects.create(desk=elsewhere, uid=first["uid"], name=first["name"])
    second = first | {"uid": "0be10000-0000-4000-8000-000000000001", "name": "x" * 201}
    document["claimants"] = [first, second]
    assert refused(document, elsewhere).startswith("claimants, row 2: name: ")


def test_an_article_that_is_at_the_desk_already(document, article):
    assert f"at the desk already, as “{article.slug}”" in refused(document, article.desk)


def test_an_article_that_is_off_the_list_is_put_back_there(document, article, ana):
    withdraw_article(article, by=ana)
    assert refused(document, article.desk) == (
        f"This article is at the desk already, as “{Article.objects.get().slug}”, but off the list: put it back there "
        "(Articles, Off the list). Nothing was taken in."
    )


def test_rows_that_are_at_the_desk_in_another_article(document, article):
    document["article"]["uid"] = "0be10000-0000-4000-8000-000000000001"
    assert "statements: some of these rows are at the desk already" in refused(document, article.desk)


def test_two_at_once_take_a_file_in_once(document, elsewhere, monkeypatch):
    data, real = json.dumps(document).encode(), rebuilding.hold_names

    def taken_in_meanwhile(*asked):
        monkeypatch.setattr(rebuilding, "hold_names", real)
        rebuild(data, desk=elsewhere)
        return real(*asked)

    monkeypatch.setattr(rebuilding, "hold_names", taken_in_meanwhile)
    with pytest.raises(Refused, match=r"^This article is at the desk already, as “the-port"):
        rebuild(data, desk=elsewhere)


def test_changed_words_lose_their_approval(document, elsewhere):
    document["verifications"][0]["rationale"] = "Because I say so."
    rebuilt = rebuild(json.dumps(document).encode(), desk=elsewhere)
    assert at(rebuilt, "3.1").review_state == "changed"


def test_hostile_markup_is_only_text(document, elsewhere):
    document["article"]["byline"] = "<script>alert(1)</script>"
    rebuilt = rebuild(json.dumps(document).encode(), desk=elsewhere)
    assert b"<script" not in exported(rebuilt, "html")


@pytest.mark.parametrize(("table", "off"), [("sources", "source"), ("claimants", "claimant")])
def test_what_the_desk_took_off_its_list_is_named_and_may_be_put_back(document, elsewhere, table, off):
    uid = document[table][0]["uid"]
    boss = join(elsewhere, "Olga", "editor")
    if off == "source":
        row, put_back = make_source(by=boss, title="Gate statistics"), restore_source
        withdraw_source(row, by=boss)
    else:
        row, put_back = make_claimant(by=boss, name="Port authority"), restore_claimant
        withdraw_claimant(row, by=boss)
    document = json.loads(json.dumps(document).replace(uid, str(row.uid)))
    assert refused(document, elsewhere) == (
        f"“{row}” is off the desk’s list of {off}s. Put it back there, then import once more. Nothing was taken in."
    )
    put_back(row, by=boss)
    assert rebuild(json.dumps(document).encode(), desk=elsewhere).statements.count()


def test_what_cites_a_source_that_was_merged_here_cites_what_took_it(document, article, elsewhere, ana):
    source, boss = Source.objects.get(), join(elsewhere, "Olga", "editor")
    second = taken_in(ana, title="The second berth")
    for text in ("75,118", "81,040"):
        cite(second, [at(second, "3.1").pk], by=ana, source=source, stance="context", passage=text)
    rebuild(json.dumps(document).encode(), desk=elsewhere)
    theirs, better = Source.objects.get(desk=elsewhere), make_source(by=boss, title="Port yearbook")
    merge_source(theirs, better, by=boss)
    known = Passage.objects.get(source=better)
    cited = at(rebuild(exported(second), desk=elsewhere), "3.1").citations.order_by("passage__text")
    assert {row.source for row in cited} == {better}
    assert [row.passage.text for row in cited] == ["75,118", "81,040"]
    assert cited[0].passage == known and Passage.objects.filter(source=better).count() == 2


def test_what_names_a_claimant_that_was_merged_here_names_who_took_it(document, elsewhere):
    boss = join(elsewhere, "Olga", "editor")
    gone, kept = (make_claimant(by=boss, name=name) for name in ("The authority", "The port"))
    merge_claimant(gone, kept, by=boss)
    uid = document["claimants"][0]["uid"]
    rebuilt = rebuild(json.dumps(document).replace(uid, str(gone.uid)).encode(), desk=elsewhere)
    assert set(rebuilt.statements.exclude(claimant=None).values_list("claimant", flat=True)) == {kept.pk}


def test_an_address_that_is_refused_by_now_comes_back_from_an_older_file(document, elsewhere):
    document["sources"][0]["archive_url"] = "ftp://files.example/gate.pdf"
    rebuild(json.dumps(document).encode(), desk=elsewhere)
    assert Source.objects.get(desk=elsewhere).archive_url == "ftp://files.example/gate.pdf"
