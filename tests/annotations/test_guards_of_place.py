"""Statements stand where their words are, evidence at its desk, the log would have a gap: by the database."""

import pytest
from django.apps import apps

from annotations.models import Claimant, Placement, Statement
from annotations.refusals import Refused
from annotations.services.counterpoints import counter
from annotations.services.cutting import mark_gap, merge, move_ends, split
from annotations.services.evidence import withdraw_citation
from annotations.services.flags import raise_flag
from annotations.services.reviewing import approve
from annotations.services.sources import make_source
from annotations.services.verifying import verify
from articles.models import Paragraph, Revision
from tests.annotations.attack import raw, refused
from tests.cast import at, taken_in

# Place


def test_statements_do_not_overlap(article):
    with refused("Two statements would cover the same words"):
        raw("UPDATE annotations_placement SET start = 0 WHERE label = %s", "3.2")


def test_quote_stands_at_its_place(article):
    with refused("words and their place do not match"):
        raw("UPDATE annotations_placement SET quote = 'Other words' WHERE label = %s", "3.2")


def test_place_ends_with_its_paragraph(article):
    """Past its end there are no words, so that the quote would still be what stands there."""
    with refused("words and their place do not match"):
        raw('UPDATE annotations_placement SET "end" = "end" + 50 WHERE label = %s', "3.3")


def test_text_of_a_paragraph_is_kept(article):
    with refused("of a paragraph cannot be changed"):
        Paragraph.objects.filter(label="3").update(text="Other words")


def test_statement_says_what_stands_at_its_place(house):
    shorter = (
        'UPDATE annotations_placement SET "end" = "end" - 5, quote = left(quote, -5) WHERE statement_id = %s'
    )
    with refused("words and their place do not match"):
        raw(shorter, house.statement.pk)
    with refused("words and their place do not match"):
        raw("UPDATE annotations_statement SET text = left(text, -5) WHERE id = %s", house.statement.pk)


@pytest.mark.parametrize(
    "change",
    ["withdrawn_at = now()", "statement_id = (SELECT id FROM annotations_statement WHERE label = '3.2')"],
)
def test_statement_keeps_its_place(house, change):
    with refused(r"A statement must have a place in the text|already has a place in this text"):
        raw(f"UPDATE annotations_placement SET {change} WHERE statement_id = %s", house.statement.pk)


def test_statement_comes_back_with_its_place(article, ana):
    gone = at(article, "3.3")
    merge(at(article, "3.2"), gone, by=ana)
    with refused("words and their place do not match"):
        raw("UPDATE annotations_statement SET withdrawn_at = NULL WHERE id = %s", gone.pk)


def test_text_of_an_article_stays(article):
    other = Revision.objects.create(article=article, number=2, normaliser=1, text_sha256=b"\0" * 32)
    for revision in (other.pk, None):
        with refused("An article keeps the text"):
            raw("UPDATE articles_article SET revision_id = %s WHERE id = %s", revision, article.pk)


def test_placement_stays_in_its_revision(article, ana):
    other = taken_in(ana, title="Another").revision_id
    with refused("same desk or article"):
        raw("UPDATE annotations_placement SET revision_id = %s WHERE label = '3.2'", other)


def test_paragraph_of_another_revision_is_no_place(article, ana):
    other = Revision.objects.create(article=article, number=2, normaliser=1, text_sha256=b"\0" * 32)
    stray = Paragraph.objects.create(revision=other, position=1, label="1", text=at(article, "3.2").text)
    place = Placement.objects.get(article=article, label="3.2")
    with refused("same desk or article"):
        raw(
            'UPDATE annotations_placement SET paragraph_id = %s, start = 0, "end" = %s WHERE id = %s',
            stray.pk, len(stray.text), place.pk,
        )  # fmt: skip


def test_flag_stands_on_what_stands(article, ana, house):
    withdraw_citation(house.citation, by=ana)
    flag = raise_flag(article, by=ana, reason="weak_source", statement=house.statement)
    with refused("refers to was removed"):
        raw("UPDATE annotations_flag SET citation_id = %s WHERE id = %s", house.citation.pk, flag.pk)


def test_paragraph_with_statements_stays(article):
    with refused("marked a statement here"):
        raw("UPDATE articles_paragraph SET withdrawn_at = now() WHERE label = '3'")


# Tenants


def test_source_of_another_desk_is_not_cited(house, otto):
    theirs = make_source(by=otto, title="Theirs")
    with refused("same desk or article"):
        raw("UPDATE annotations_citation SET source_id = %s WHERE id = %s", theirs.pk, house.citation.pk)


def test_claimant_of_another_desk_says_nothing_here(house, otto):
    theirs = Claimant.objects.create(desk=otto.desk, name="Theirs")
    with refused("same desk or article"):
        raw("UPDATE annotations_statement SET claimant_id = %s WHERE id = %s", theirs.pk, house.statement.pk)


@pytest.mark.parametrize(
    "table, row", [("citation", "citation"), ("counterpoint", "point"), ("figure", "figure")]
)
def test_evidence_stays_in_its_article(house, ana, table, row):
    other = Statement.objects.get(article=taken_in(ana, title="Another"), label="3.1")
    with refused("same desk or article"):
        raw(
            f"UPDATE annotations_{table} SET statement_id = %s WHERE id = %s",
            other.pk,
            getattr(house, row).pk,
        )


# What hangs on a statement


def test_nothing_hangs_on_a_statement_that_is_gone(house, ana):
    first, second = at(house.article, "3.2"), at(house.article, "3.3")
    merge(first, second, by=ana)
    with pytest.raises(Refused, match="merged into another"):
        counter(house.article, by=ana, text="Too late.", statement=second)


def test_statement_with_work_on_it_stays(house):
    with refused("worked on this statement"):
        raw("UPDATE annotations_statement SET withdrawn_at = now() WHERE id = %s", house.statement.pk)


def test_who_cut_a_statement_has_contributed(article, rosa, ana):
    whole = at(article, "3.1")
    cut, length = whole.text.index(","), len(whole.text)
    move_ends(whole, by=ana, start=0, end=cut)
    paragraph = Paragraph.objects.get(revision=article.revision, label="3")
    gap = mark_gap(article, paragraph, by=rosa, start=cut + 1, end=length)
    part = split(at(article, "4.2"), by=rosa, at=10)
    for row in (gap, part):
        verify(Statement.objects.get(pk=row.pk), by=ana, status="not_claim")
        with pytest.raises(Refused, match="You wrote part of this"):
            approve(Statement.objects.get(pk=row.pk), by=rosa)


# The log


def test_deed_has_the_number_that_the_article_gave(article):
    with refused("at the same moment"):
        raw(
            "INSERT INTO annotations_deed (desk_id, article_id, seq, verb, words, rows)"
            " VALUES (%s, %s, 7, 'x', 'x', '[]')",
            article.desk_id, article.pk,
        )  # fmt: skip
    for number in ("0", "seq + 5", "9223372036854775807"):
        with refused("log can only grow"):
            raw(f"UPDATE articles_article SET seq = {number} WHERE id = %s", article.pk)
    with refused("log would have a gap"):
        raw("UPDATE articles_article SET seq = seq + 1 WHERE id = %s", article.pk)


@pytest.mark.parametrize(
    ("seq", "words"), [(1, "log would have a gap"), (2, "log can only grow"), (-1, "log can only grow")]
)
def test_article_begins_with_its_first_deed(desk, seq, words):
    with refused(words):
        raw(
            "INSERT INTO articles_article (uid, version, desk_id, slug, title, byline, publisher, url, language,"
            " summary, mode, stage, priority, seq) VALUES (gen_random_uuid(), 1, %s, 'new', 'New', '', '', '', 'en',"
            " '', 'after', 'checking', 2, %s)",
            desk.pk, seq,
        )  # fmt: skip


@pytest.mark.parametrize(
    "write",
    [
        lambda pk: Statement.objects.filter(pk=pk).update(plain="New words"),
        lambda pk: raw("UPDATE annotations_statement SET plain = 'New words' WHERE id = %s", pk),
    ],
    ids=["queryset", "raw SQL"],
)
def test_history_has_the_row_as_it_was(article, write):
    row = at(article, "3.1")
    Statement.objects.filter(pk=row.pk).update(plain="Old words")
    write(row.pk)
    kept = apps.get_model("annotations", "StatementEvent").objects.filter(pgh_obj_id=row.pk)
    assert [event.plain for event in kept.order_by("pgh_id")] == ["", "Old words"]
