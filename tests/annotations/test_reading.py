"""The reading model shows each live statement once, at its place, whoever asks for which part."""

from dataclasses import replace

from annotations.reading import galley, load, load_paragraph, load_statement
from annotations.reading.loading import load_statements
from annotations.services.articles import add_note
from annotations.services.cutting import merge, split
from annotations.services.statements import follow, relate
from annotations.services.verifying import verify
from articles.models import Article
from tests.cast import at


def labels(paragraph) -> list[str]:
    return [statement.label for statement in paragraph.statements]


def test_paragraph_shows_each_statement_once_after_splits_and_merges(article, ana):
    split(at(article, "3.1"), by=ana, at=at(article, "3.1").text.index("averaging"))
    merge(at(article, "3.2"), at(article, "3.3"), by=ana)
    paragraph_id = at(article, "3.1a").placements.get(withdrawn_at=None).paragraph_id
    alone = load_paragraph(article, paragraph_id)
    assert labels(alone) == ["3.1a", "3.1b", "3.2–3.3"]
    assert alone == galley(article).paragraphs[2]


def test_every_statement_stands_in_its_paragraphs_text(article):
    for paragraph in load(article).paragraphs:
        for statement in paragraph.statements:
            assert paragraph.text[statement.start : statement.end] == statement.text


def test_follower_shows_its_leaders_verdict(article, ana):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    follow(at(article, "1.1"), at(article, "3.1"), by=ana)
    shown = load_statement(article, at(article, "1.1").pk)
    assert (shown.status, shown.review_state, shown.same_as.label) == ("misleading", "ready", "3.1")


def test_private_notes_are_for_the_desk_alone(article, ana):
    add_note(article, by=ana, text="Call her again.", is_private=True, statement=at(article, "3.1"))
    add_note(article, by=ana, text="Asked twice.", is_private=False)
    assert "Call her again." in repr(load(article))
    for audience in ("readers", "author", "archive"):
        told = repr(load(article, audience=audience))
        assert "Call her again." not in told and "Asked twice." in told


def test_one_statement_is_loaded_as_among_many(house, ana):
    article = Article.objects.select_related("desk", "revision", "scale").get(pk=house.article.pk)
    labels = ("3.1", "3.2", "2.1")
    relate(at(article, "3.2"), at(article, "3.1"), by=ana, kind="leans_on")
    ids = [at(article, label).pk for label in labels]
    among_many = {line.id: line for line in load_statements(article, ids)}
    for pk in ids:
        alone = load_statement(article, pk)
        assert replace(alone, citations=()) == replace(among_many[pk], citations=())
        assert [line.uid for line in alone.citations] == [line.uid for line in among_many[pk].citations]
    assert load_statements(article, []) == ()
