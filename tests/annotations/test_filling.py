"""What a migration fills in for rows that were there before it."""

import json
from importlib import import_module

import pytest
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor

from annotations.models import IdempotencyKey, Tally, Verification
from annotations.services.claimants import make_claimant
from annotations.services.cutting import split
from annotations.services.notes import add_note
from annotations.services.sources import make_source
from annotations.services.undoing import undo
from annotations.services.verifying import fits, verify
from tests.cast import at, taken_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def forgotten_and_filled() -> dict[int, str]:
    """Verdict → the words that it was given for, after the migration."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "ALTER TABLE annotations_verification DISABLE TRIGGER append_only;"
            "UPDATE annotations_verification SET given_for = '';"
        )
        cursor.execute(import_module("annotations.migrations.0016_words_of_verdicts").FILL)
    return dict(Verification.objects.values_list("pk", "given_for"))


def test_a_verdict_is_told_the_words_that_stood_there_before_they_changed(article, ana):
    for label in ("2.1", "3.1", "3.2"):
        verify(at(article, label), by=ana, status="misleading", rationale="Half of it is left out.")
    as_given = {
        at(article, label).verification_id: at(article, label).text for label in ("2.1", "3.1", "3.2")
    }
    assert as_given == dict(Verification.objects.values_list("pk", "given_for"))
    split(at(article, "3.1"), by=ana, at=at(article, "3.1").text.index("averaging"))
    split(at(article, "3.2"), by=ana, at=at(article, "3.2").text.index(" "))
    undo(article.deeds.latest("seq"), by=ana)
    verify(at(article, "3.1b"), by=ana, status="misleading", rationale="An average of what?")
    as_given |= dict(Verification.objects.values_list("pk", "given_for"))
    assert forgotten_and_filled() == as_given
    assert [fits(at(article, label)) for label in ("2.1", "3.1a", "3.1b", "3.2")] == [True, False, True, True]


def test_articles_are_told_when_they_were_changed_last(article, ana):
    untouched = taken_in(ana)
    add_note(article, by=ana, text="Ask the port.")
    as_kept = dict(Tally.objects.values_list("article", "changed_at"))
    assert as_kept == {each.pk: each.deeds.latest("seq").at for each in (article, untouched)}
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE annotations_tally SET changed_at = now()")
        cursor.execute(import_module("annotations.migrations.0023_when_they_were_changed").FILL)
    assert dict(Tally.objects.values_list("article", "changed_at")) == as_kept


def test_an_answer_that_was_kept_as_an_object_is_told_as_text_and_back(ana):
    migration = import_module("annotations.migrations.0024_answers_as_sent")
    bodies = [None, {"text": "“Ça” \\ \n", "a": None, "uid": 1}, {"results": [], "next": None}]
    for key, body in enumerate(bodies):
        kept = {"body": body, "headers": {"ETag": '"1-5f1c9a02d4e8"'}}
        IdempotencyKey.objects.create(person=ana.person, key=str(key), status=200, answer=kept)
    rows = IdempotencyKey.objects.order_by("key").values_list("answer", flat=True)
    before = list(rows)
    with connections["owner"].cursor() as cursor:
        cursor.execute(migration.AS_TEXT)
        told = [answer["body"] for answer in rows.all()]
        assert told[0] == "" and [json.loads(text) for text in told[1:]] == bodies[1:]
        cursor.execute(migration.AS_OBJECT)
    assert list(rows.all()) == before


def test_what_searches_compare_is_folded_anew_and_back(ana):
    """On the way back too, at each step."""
    article = taken_in(ana, [("body", "Élysée: 41,203 came.")], title="On 41,203")
    source = make_source(by=ana, title="Élysée: 41’203")
    claimant = make_claimant(by=ana, name="۴۱٬۲۰۳", role="one of 41.203")
    folded = {
        article: ("on 41,203", "on 41203"),
        at(article, "1.1"): ("elysee: 41,203 came.\n", "elysee: 41203 came.\n"),
        source: ("elysee: 41'203", "elysee: 41203"),
        claimant: ("41٬203\none of 41.203", "41203\none of 41203"),
    }

    def found(*names):
        executor = MigrationExecutor(connections["owner"])
        executor.migrate(list(names))
        return [
            type(row).objects.using("owner").values_list("spelled", flat=True).get(pk=row.pk)
            for row in folded
        ]

    is_now = [now for _, now in folded.values()]
    was = [before for before, _ in folded.values()]
    latest = MigrationExecutor(connections["owner"]).loader.graph.leaf_nodes()
    with transaction.atomic(using="owner"):  # whatever fails, the next test has its tables
        assert found() == is_now
        assert found(("annotations", "0024_answers_as_sent")) == is_now[:1] + was[1:]
        assert found(("articles", "0008_who_changed_a_desk")) == was
        assert found(*latest) == is_now
