"""What an approval covers is not changed past it: by the database, whatever way round somebody goes."""

from uuid import uuid4

import pytest
from django.db import transaction

from annotations.models import Decision
from annotations.services.counterpoints import counter
from annotations.services.evidence import cite_for_counterpoint
from annotations.services.statements import follow
from tests.annotations.attack import raw, refused, settle
from tests.cast import at


def decide(row, by, **values):
    with transaction.atomic():
        return Decision.objects.create(
            desk=row.article.desk,
            article=row.article,
            statement=row,
            ruling="approve",
            content_version=row.content_version,
            content_hash=b"\0" * 32,
            created_by=by.person,
            **values,
        )


@pytest.mark.parametrize("blank", [" ", "\n\t", "\u3000"])
def test_blanks_are_no_reason_to_approve_ones_own_work(house, ana, blank):
    with refused("You wrote part of this"):
        decide(at(house.article, "3.1"), ana, override_why=blank)


def test_what_shows_anothers_verdict_is_decided_on_there(house, ana, rosa):
    follow(at(house.article, "1.1"), at(house.article, "3.1"), by=ana)
    with refused("approve that one instead"):
        decide(at(house.article, "1.1"), rosa)


def test_a_counterpoint_takes_its_citations_along(house, ana):
    """Those of one on the article would stay on no statement, where no approval sees them change."""
    point = counter(house.article, by=ana, text="The gate was shut in May.")
    cite_for_counterpoint(point, by=ana, source=house.source)
    to_statement = "UPDATE annotations_counterpoint SET statement_id = %s WHERE id = %s"
    with refused("citations go where it goes"):
        raw(to_statement, house.statement.pk, point.pk)
    point.citations.update(withdrawn_at=house.article.created_at)
    assert raw(to_statement, house.statement.pk, point.pk) == 1


def test_what_is_merged_is_gone(house, rosa):
    """Else who approved one would come to have written in it, with the approval in force."""
    merged = "UPDATE annotations_statement SET merged_into_id = %s, changed_by_id = %s WHERE id = %s"
    with refused("stands no more"):
        raw(merged, house.statement.pk, rosa.person_id, at(house.article, "2.1").pk)


def test_what_took_another_over_is_another_content(house, rosa):
    taken = """WITH place AS (UPDATE annotations_placement SET withdrawn_at = now() WHERE statement_id = %s)
               UPDATE annotations_statement SET withdrawn_at = now(), merged_into_id = %s, changed_by_id = %s
               WHERE id = %s"""
    other = at(house.article, "2.1").pk
    assert raw(taken, other, house.statement.pk, rosa.person_id, other) == 1
    house.statement.refresh_from_db()
    assert house.statement.review_state == "changed"


def test_a_statement_stands_in_the_text_from_the_first(house, ana):
    row = at(house.article, "3.2")
    row.pk, row.uid, row.text, row.verification, row.status = (
        None,
        uuid4(),
        "The mayor lied.",
        None,
        "unchecked",
    )
    row.review_state = "open"
    with refused("words and their place do not match"), transaction.atomic():
        row.save(force_insert=True)
        settle()


def test_an_orphan_has_no_other_words(house):
    orphaned = """UPDATE annotations_placement SET outcome = 'orphaned', paragraph_id = NULL, start = NULL,
                  "end" = NULL, quote = 'Other words' WHERE statement_id = %s AND withdrawn_at IS NULL"""
    with refused("A statement must have a place in the text"):
        raw(orphaned, house.statement.pk)
