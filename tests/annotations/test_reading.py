"""The reading model shows each live statement once, at its place, whoever asks for which part."""

from dataclasses import replace

import pytest

from annotations.exports import AUDIENCES
from annotations.models import Flag
from annotations.reading import (
    change_log,
    galley,
    load,
    load_as_a_whole,
    load_paragraph,
    load_statement,
    load_touched,
    loading,
)
from annotations.reading.loading import load_statements
from annotations.reading.statement_list import listed
from annotations.services.articles import change_article
from annotations.services.claimants import make_claimant
from annotations.services.counterpoints import counter, withdraw_counterpoint
from annotations.services.cutting import merge, split
from annotations.services.evidence import cite, cite_for_counterpoint
from annotations.services.flags import raise_flag, settle_flag, withdraw_flag
from annotations.services.merging import merge_claimant, merge_source
from annotations.services.notes import add_note, change_note, withdraw_note
from annotations.services.paragraphs import cut_paragraph
from annotations.services.placing import place_of
from annotations.services.reviewing import approve, ask_for_changes, take_for_review
from annotations.services.sources import make_source
from annotations.services.statements import follow, leave_out, relate, set_claimant
from annotations.services.statistics import LARGE
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from articles.models import Article, Membership
from tests.cast import at, taken_in


def labels(paragraph) -> list[str]:
    return [statement.label for statement in paragraph.statements]


def test_paragraph_shows_each_statement_once_after_splits_and_merges(article, ana):
    split(at(article, "3.1"), by=ana, at=at(article, "3.1").text.index("averaging"))
    merge(at(article, "3.2"), at(article, "3.3"), by=ana)
    paragraph_id = at(article, "3.1a").placements.get(withdrawn_at=None).paragraph_id
    alone = load_paragraph(paragraph_id)
    assert labels(alone) == ["3.1a", "3.1b", "3.2–3.3"]
    assert alone == galley(article).paragraphs[2]


def test_the_text_of_a_paragraph_comes_once(article, ana):
    """Of one with thousands of statements it would come thousands of times."""
    relate(at(article, "2.1"), at(article, "3.1"), by=ana, kind="leans_on")
    places = at(article, "3.1").placements.get().paragraph_id
    rows = loading._IN_PARAGRAPH(places)
    assert [row["paragraph_text"] is None for row in rows] == [False, *[True] * (len(rows) - 1)] != [False]
    assert load_touched(article, at(article, "3.1").pk) == galley(article).paragraphs[1:3]


def test_what_hangs_on_the_article_is_read_without_its_text(house, ana):
    article = house.article
    raise_flag(article, by=ana, reason="headline")
    point = counter(article, by=ana, text="Nobody asked the port.")
    cite_for_counterpoint(point, by=ana, source=house.source)
    add_note(article, by=ana, text="Ring the port.")
    alone, whole = load_as_a_whole(article), load(article)
    assert (alone.flags, alone.notes) == (whole.flags, whole.notes) and alone.flags and alone.notes
    assert [(p.uid, [c.uid for c in p.citations]) for p in alone.counterpoints] == [
        (point.uid, [c.uid for c in whole.counterpoints[0].citations])
    ]
    assert (alone.title, alone.counts, alone.paragraphs) == (whole.title, whole.counts, ())


def test_what_hangs_on_a_statement_stands_in_the_order_in_which_it_came(article, ana):
    row = at(article, "3.1")
    flags = [
        raise_flag(article, by=ana, reason=r, statement=row)
        for r in ("no_source", "out_of_date", "weak_source")
    ]
    points = [counter(article, by=ana, text=f"Yet {n}.", statement=row) for n in range(3)]
    for first in (flags[0], points[0]):  # its new version lies behind the others in the table
        type(first).objects.filter(pk=first.pk).update(version=2)
    shown = galley(article).paragraphs[2].statements[0]
    assert [flag.id for flag in shown.open_flags] == [flag.pk for flag in flags]
    assert [point.id for point in shown.counterpoints] == [point.pk for point in points]


def test_every_statement_stands_in_its_paragraphs_text(article):
    for paragraph in load(article).paragraphs:
        for statement in paragraph.statements:
            assert paragraph.text[statement.start : statement.end] == statement.text


def test_follower_shows_its_leaders_verdict(article, ana):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    follow(at(article, "1.1"), at(article, "3.1"), by=ana)
    shown = load_statement(article, at(article, "1.1").pk)
    assert (shown.status, shown.review_state, shown.same_as.label) == ("misleading", "ready", "3.1")


def test_works_are_numbered_as_a_reader_meets_them(article, ana):
    """Of a paragraph first its text, then what speaks against that; at last what only left-out statements have."""
    works = {name: make_source(by=ana, title=name) for name in ("second", "third", "last", "out", "first")}

    def cited(label, name):
        cite(article, [at(article, label).pk], by=ana, source=works[name], stance="supports")

    cited("2.1", "out")
    point = counter(article, by=ana, text="And yet.", statement=at(article, "3.1"))
    for against, name in ((counter(article, by=ana, text="No."), "last"), (point, "third")):
        cite_for_counterpoint(against, by=ana, source=works[name])
    cited("3.2", "second")
    cited("3.1", "first")
    leave_out(article, [at(article, "2.1").pk], by=ana, why="No claim")
    titles = [source.title for source in load(article, audience="readers").sources]
    assert titles == ["first", "second", "third", "last", "out"]


def test_private_notes_are_for_the_desk_alone(article, ana):
    add_note(article, by=ana, text="Call her again.", is_private=True, statement=at(article, "3.1"))
    add_note(article, by=ana, text="Asked twice.", is_private=False)
    assert "Call her again." in repr(load(article))
    for audience in AUDIENCES:
        told = repr(load(article, audience=audience))
        assert "Call her again." not in told and "Asked twice." in told


@pytest.mark.parametrize("of_our_work", ["no_source", "other"])
def test_what_colleagues_say_of_our_work_is_no_matter_of_readers(article, ana, rosa, of_our_work):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    ask_for_changes(at(article, "3.1"), by=rosa, reasons=[of_our_work, "other_side"], note="Call the port!")
    for audience, notes in (("readers", ["", "Call the port!"]), ("author", ["Call the port!"] * 2)):
        flags = next(s for s in load(article, audience=audience).statements if s.label == "3.1").flags
        assert [flag.note for flag in sorted(flags, key=lambda flag: flag.reason)] == notes


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


def test_what_is_over_stands_beside_no_statement(article, ana):
    row = at(article, "3.2")
    flag, settled, mistaken = (
        raise_flag(article, by=ana, reason=reason, statement=row)
        for reason in ("no_source", "weak_source", "headline")
    )
    settle_flag(settled, by=ana, outcome="fixed")
    withdraw_flag(mistaken, by=ana)
    point, gone = (counter(article, by=ana, text=text, statement=row) for text in ("And yet.", "Never."))
    withdraw_counterpoint(gone, by=ana)
    cut_paragraph(article, place_of(row).paragraph, by=ana, at=place_of(row).start)
    (alone,) = load_touched(article, row.pk)
    assert alone.label == "3b"
    assert alone == next(p for p in galley(article).paragraphs if p.label == "3b")
    shown = alone.statements[0]
    assert [line.uid for line in shown.flags] == [flag.uid]
    assert [line.uid for line in shown.counterpoints] == [point.uid]
    assert listed([row.pk])[0].flags == ("No source",)


def test_verdict_that_was_undone_is_none(article, ana):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    verify(at(article, "3.1"), by=ana, status="not_claim")
    undo(article.deeds.order_by("-seq").first(), by=ana)
    shown = next(s for s in load(article).statements if s.label == "3.1")
    assert [line.status for line in shown.verdicts] == ["misleading"]


def test_paragraph_without_a_statement_is_none(article, ana):
    assert load_paragraph(0) is None


def test_people_have_their_role_and_all_that_they_did(article, ana, tomas, rosa, lea):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    flag = raise_flag(article, by=tomas, reason="headline", note="“Winning” is nowhere")
    settle_flag(flag, by=rosa, outcome="accepted_risk", note="They know.")
    add_note(article, by=rosa, text="Asked twice.", is_private=False)
    Membership.objects.get(pk=tomas.pk).delete()
    people = load(article, audience="readers").people
    assert [(person.name, person.role, person.did) for person in people] == [
        ("Ana", "analyst", ("annotated",)),
        ("Rosa", "editor", ("settled flags", "wrote notes")),
        ("Tomás", "", ("flagged",)),
    ]


def test_who_sent_back_what_another_approved_is_among_the_people(house, ana, rosa, viktor):
    ask_for_changes(house.statement, by=viktor, reasons=["other_side"])
    settle_flag(Flag.objects.get(closed_at=None), by=ana, outcome="fixed")
    row = at(house.article, house.statement.label)
    verify(row, by=ana, status="misleading", rationale="By a third, at least.")
    approve(at(house.article, house.statement.label), by=rosa)
    did = {person.name: person.did for person in load(house.article, audience="readers").people}
    assert "sent back" in did["Viktor"] and "approved" in did["Rosa"]


def test_changes_are_what_stands_and_concerns_others(article, ana, rosa):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    note = add_note(article, by=ana, text="Call her again.", is_private=True, statement=at(article, "3.1"))
    withdraw_note(change_note(note, by=ana, text="Call him again."), by=ana)
    take_for_review(at(article, "3.1"), by=rosa)
    change_article(article, by=ana, owner=rosa.person)
    leave_out(article, [at(article, "3.2").pk], by=ana, why="No claim")
    undo(article.deeds.get(words__startswith="Left out"), by=ana)
    raise_flag(article, by=rosa, reason="headline")
    undo(article.deeds.get(words__startswith="Flagged the article"), by=rosa)
    undo(article.deeds.get(words__startswith="Undone: Flagged the article"), by=rosa)
    told = [(change.words, change.by) for change in load(article, audience="readers").changes]
    flagged = ("Flagged the article", "Rosa")
    assert told == [("Taken in", "Ana"), ("Gave a verdict on 3.1", "Ana"), flagged]
    assert "3.1: Misleading" in [change.words for change in load(article, audience="archive").changes]
    assert load(article).changes == ()


def test_what_was_taken_away_is_told_to_no_reader(article, ana):
    source = make_source(by=ana, title="A memo for us, from our man at the ministry")
    verify(at(article, "3.1"), by=ana, status="supported", rationale="It says so.")
    cite(article, [at(article, "3.1").pk], by=ana, source=source, stance="supports")
    cite(
        article, [at(article, label).pk for label in ("3.1", "3.2")], by=ana, source=source, stance="context"
    )
    for row in (at(article, "3.1"), None):
        withdraw_flag(raise_flag(article, by=ana, reason="legal_risk", statement=row), by=ana)
    raise_flag(article, by=ana, reason="other", note="Our man is quoted.", statement=at(article, "3.1"))
    point = counter(article, by=ana, text="Nobody asked the port.")
    cite_for_counterpoint(point, by=ana, source=source)
    name = make_claimant(by=ana, name="Our man: at the ministry")
    set_claimant(article, [at(article, "3.2").pk], by=ana, claimant=name)
    set_claimant(article, [at(article, label).pk for label in ("3.1", "3.2")], by=ana, claimant=name)
    merge_source(source, by=ana, into=make_source(by=ana, title="A memo"))
    merge_claimant(name, by=ana, into=make_claimant(by=ana, name="The ministry"))
    verify(at(article, "3.1"), by=ana, status="unchecked")
    told = [change.words for change in load(article, audience="author").changes]
    assert told == [
        "Taken in",
        "Gave a verdict on 3.1",
        "Cited a source for 3.1",
        "Cited a source for 2 statements",
        "Flagged 3.1",
        "Withdrew a flag on 3.1",
        "Flagged the article",
        "Withdrew a flag on the article",
        "Flagged 3.1",
        "Added a counterpoint to the article",
        "Cited a source for a counterpoint",
        "Set who says 3.2",
        "Set who says 2 statements",
        "Merged two sources",
        "Merged two claimants",
        "Cleared the verdict on 3.1",
    ]


@pytest.mark.parametrize("verb", change_log.REWORDED)
def test_of_words_that_are_not_known_nothing_is_told(verb):
    assert "ministry" not in change_log.reworded(verb, "Our man at the ministry\nsays so")


def test_a_long_article_that_just_came_in_is_gone_through_once(ana):
    """PostgreSQL knows nothing of the tables yet, and where two ways look alike to it, one grows with the square."""
    article = taken_in(ana, [("body", f"The quay took {n} containers.") for n in range(LARGE)])
    for rows in (loading._placed, loading._marked_rows):
        assert "Removed by Join Filter" not in rows(article.pk, article.text_id).explain(analyze=True)
