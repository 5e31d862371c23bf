"""Deeds are numbered, logged, undoable, all or nothing."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Deed, Note, Placement, Statement, Tally, Verb
from annotations.refusals import NotAllowed, Refused, Stale
from annotations.services.counterpoints import counter, respond
from annotations.services.cutting import mark_gap, merge, move_ends, split
from annotations.services.deed import deed
from annotations.services.evidence import cite, withdraw_citation
from annotations.services.flags import raise_flag
from annotations.services.people import remove, set_role
from annotations.services.reviewing import approve
from annotations.services.sources import make_source
from annotations.services.statements import change_statement, confirm_kinds, follow
from annotations.services.undoing import last_deeds, undo
from annotations.services.verifying import verify
from articles.models import Membership, Paragraph
from tests.cast import at


def newest(article) -> Deed:
    return Deed.objects.filter(article=article).order_by("-seq").first()


def test_take_in_stores_every_sentence_as_a_statement(article):
    labels = list(
        Statement.objects.filter(article=article).order_by("reading_order").values_list("label", flat=True)
    )
    assert labels == ["1.1", "2.1", "2.2", "3.1", "3.2", "3.3", "4.1", "4.2", "5.1"]
    for row in Placement.objects.filter(article=article).select_related("paragraph", "statement"):
        assert row.paragraph.text[row.start : row.end] == row.quote == row.statement.text


def test_analyst_splits_and_everything_stays_with_the_left_part(article, ana):
    statement = at(article, "3.1")
    source = make_source(by=ana, title="Gate statistics")
    cite(article, [statement.pk], by=ana, source=source, stance="supports")
    part = split(at(article, "3.1"), by=ana, at=statement.text.index("averaging"))
    left = at(article, "3.1a")
    assert (left.pk, left.text[-1], part.text[:9]) == (statement.pk, ",", "averaging")
    assert left.citations.count() == 1
    assert part.citations.count() == 0
    assert part.relations_out.get().b == left


def test_the_log_says_where_it_cuts_a_title(article, ana):
    source = make_source(by=ana, title="Gate statistics " * 10)
    cite(article, [at(article, "3.1").pk], by=ana, source=source, stance="supports")
    assert newest(article).words.endswith("Gate statistics…” for 3.1")


def test_the_log_keeps_as_much_of_long_words_as_it_can_hold(article, ana):
    with deed(article, Verb.NOTE, by=ana, words="a" * 301) as act:
        act.add(Note(article=article, text="Look at the annex."))
    assert newest(article).words == "a" * 300


def test_a_change_is_refused_in_the_words_of_its_field(article, ana):
    with pytest.raises(ValidationError) as refusal:
        change_statement(at(article, "3.1"), by=ana, plain="a" * 1001)
    assert list(refusal.value.message_dict) == ["plain"]
    assert at(article, "3.1").plain == ""


def test_what_is_taken_away_again_went_at_that_time(article, ana):
    source = make_source(by=ana, title="Gate statistics")
    (citation,) = cite(article, [at(article, "3.1").pk], by=ana, source=source, stance="supports")
    withdraw_citation(citation, by=ana)
    for _ in range(2):
        undo(newest(article), by=ana)
    citation.refresh_from_db()
    assert citation.withdrawn_at == newest(article).at


def test_split_may_cite_the_same_for_both_parts(article, ana, rosa):
    row, (gate, wire) = at(article, "3.1"), (make_source(by=ana, title=title) for title in ("Gate", "Wire"))
    cite(
        article,
        [row.pk],
        by=ana,
        source=gate,
        stance="supports",
        passage="75,118",
        locator="p. 2",
        shows="So it is",
    )
    (moved,) = cite(article, [row.pk], by=ana, source=wire, stance="context")
    part = split(
        at(article, "3.1"),
        by=rosa,
        at=row.text.index("averaging"),
        take=frozenset({moved.pk}),
        cite_both=True,
    )
    right, left = (
        part.citations.filter(withdrawn_at=None).order_by("source__title"),
        row.citations.filter(withdrawn_at=None),
    )
    assert [each.source.title for each in right] == ["Gate", "Wire"]
    (stays,) = left
    shown = [(each.passage_id, each.stance, each.shows) for each in (stays, right[0])]
    assert shown[0] == shown[1] and right[0].created_by_id == rosa.person_id
    undo(newest(article), by=rosa)
    assert row.citations.filter(withdrawn_at=None).count() == 2
    assert not part.citations.filter(withdrawn_at=None).exists()


def test_split_and_undo_is_as_if_nothing_happened(article, ana):
    before = list(
        Statement.objects.filter(withdrawn_at=None).order_by("id").values("id", "text", "label", "uid")
    )
    split(at(article, "3.1"), by=ana, at=30)
    undo(newest(article), by=ana)
    after = list(
        Statement.objects.filter(withdrawn_at=None).order_by("id").values("id", "text", "label", "uid")
    )
    assert before == after
    undo(newest(article), by=ana)
    assert at(article, "3.1b").split_from.label == "3.1a"


def test_merge_carries_everything_and_different_verdicts_fall(article, ana):
    first, second = at(article, "3.2"), at(article, "3.3")
    source = make_source(by=ana, title="Survey of drivers")
    cite(article, [second.pk], by=ana, source=source, stance="context")
    verify(first, by=ana, status="misleading", rationale="By a third.")
    merged = merge(at(article, "3.2"), at(article, "3.3"), by=ana)
    assert (merged.pk, merged.label, merged.status) == (first.pk, "3.2–3.3", "unchecked")
    assert merged.text.startswith("Waiting times") and merged.text.endswith("👍 entirely.")
    assert merged.citations.filter(withdrawn_at=None).count() == 1
    undo(newest(article), by=ana)
    assert at(article, "3.2").status == "misleading"
    assert at(article, "3.3").citations.count() == 1


def test_halves_cited_for_both_are_cited_once_when_merged_again(article, ana):
    row, gate = at(article, "3.1"), make_source(by=ana, title="Gate")
    cite(article, [row.pk], by=ana, source=gate, stance="supports", passage="75,118", shows="So it is")
    part = split(at(article, "3.1"), by=ana, at=row.text.index("averaging"), cite_both=True)
    cite(article, [part.pk], by=ana, source=gate, stance="context", passage="75,118", shows="So it is")
    merge(at(article, "3.1a"), at(article, "3.1b"), by=ana)
    live = row.citations.filter(withdrawn_at=None).order_by("pk")
    assert [each.stance for each in live] == ["supports", "context"]
    undo(newest(article), by=ana)
    assert part.citations.filter(withdrawn_at=None).count() == 2


def flag_it(article, by, citation):
    raise_flag(article, by=by, reason="weak_source", citation=citation)


def counter_it(article, by, citation):
    counter(
        article,
        by=by,
        statement=citation.statement,
        target=citation,
        kind="undercuts",
        text="It counts gates.",
    )


@pytest.mark.parametrize("hang_on", [flag_it, counter_it])
def test_a_doubled_citation_on_which_something_hangs_stays(article, ana, tomas, hang_on):
    row = at(article, "3.1")
    cite(
        article,
        [row.pk],
        by=ana,
        source=make_source(by=ana, title="Gate"),
        stance="supports",
        passage="75,118",
    )
    part = split(at(article, "3.1"), by=ana, at=row.text.index("averaging"), cite_both=True)
    doubled = part.citations.get()
    hang_on(article, tomas, doubled)
    merge(at(article, "3.1a"), at(article, "3.1b"), by=ana)
    assert row.citations.filter(withdrawn_at=None, pk=doubled.pk).exists()


def test_merge_across_paragraphs_is_refused(article, ana):
    with pytest.raises(Refused, match="different paragraphs"):
        merge(at(article, "2.2"), at(article, "3.1"), by=ana)


def test_ends_that_overlap_are_refused_by_the_database(article, ana):
    statement = at(article, "3.2")
    with pytest.raises(Refused, match="same words"):
        move_ends(statement, by=ana, start=0, end=statement.placements.get().end)
    assert at(article, "3.2").version == statement.version


def test_ends_that_disagree_with_their_quote_are_refused(article, ana):
    place = at(article, "3.3").placements.get()
    with pytest.raises(Refused, match="do not match"):
        move_ends(at(article, "3.3"), by=ana, start=place.start, end=place.end - 1, quote=place.quote)


def test_a_gap_becomes_a_statement_with_a_new_number(article, ana):
    statement = at(article, "3.1")
    text = statement.text
    move_ends(statement, by=ana, start=0, end=text.index(","))
    paragraph = Paragraph.objects.get(revision=article.revision, label="3")
    gap = mark_gap(article, paragraph, by=ana, start=text.index("averaging"), end=len(text))
    assert (gap.label, gap.text) == ("3.4", text[text.index("averaging") :])


def test_stale_form_is_refused_and_names_the_row(article, ana, tomas):
    opened = at(article, "3.1")
    change_statement(at(article, "3.1"), by=tomas, plain="The authority cleared 75,000 containers in 2025.")
    with pytest.raises(Stale):
        change_statement(opened, by=ana, version=1, plain="Mine")
    assert at(article, "3.1").plain.startswith("The authority")


def test_viewer_is_refused_with_the_names_of_who_may(article, ana, lea):
    with pytest.raises(NotAllowed, match="Ana can"):
        change_statement(at(article, "3.1"), by=lea, plain="x")


@pytest.mark.parametrize(("role", "why"), [(None, "no longer at this desk"), ("analyst", "You are analyst")])
def test_who_was_sent_away_while_waiting_does_nothing(article, rosa, ines, role, why):
    """Who asks was read before the wait for the article."""
    now = Membership.objects.get(pk=rosa.pk)
    if role:
        set_role(now, by=ines, role=role)
    else:
        remove(now, by=ines)
    with pytest.raises(NotAllowed, match=why):
        change_statement(at(article, "3.1"), by=rosa, plain="After that.")
    assert (at(article, "3.1").plain, newest(article).seq, Tally.objects.get(article=article).seq) == (
        "",
        1,
        1,
    )


def test_undo_is_refused_after_somebody_elses_change(article, ana, rosa):
    verify(at(article, "2.1"), by=ana, status="not_claim")
    deed = newest(article)
    approve(at(article, "2.1"), by=rosa)
    with pytest.raises(Refused, match=r"“Approved 2\.1” \(Rosa\) has changed the same thing since"):
        undo(deed, by=ana)
    assert at(article, "2.1").review_state == "approved"


def test_undo_happens_once(article, ana):
    verify(at(article, "2.1"), by=ana, status="not_claim")
    deed = newest(article)
    undo(deed, by=ana)
    with pytest.raises(Refused, match="already been undone"):
        undo(deed, by=ana)


def test_kinds_confirmed_in_bulk_are_one_act_with_one_undo(article, ana):
    ids = {at(article, label).pk: "opinion" for label in ("2.1", "2.2", "4.1")}
    confirm_kinds(article, ids, by=ana)
    article.refresh_from_db()
    assert {at(article, label).status for label in ("2.1", "2.2", "4.1")} == {"not_claim"}
    assert article.tally.checked == 3
    undo(Deed.objects.get(pk=last_deeds(article.pk, by=ana)[0]["pk"]), by=ana)
    assert {at(article, label).status for label in ("2.1", "2.2", "4.1")} == {"unchecked"}


def test_follower_that_is_an_opinion_keeps_its_leaders_verdict(article, ana):
    follow(at(article, "3.2"), at(article, "3.1"), by=ana)
    change_statement(at(article, "3.2"), by=ana, kind="opinion", plain="Half as long.")
    row = at(article, "3.2")
    assert (row.plain, row.kind_confirmed, row.status) == ("Half as long.", True, "unchecked")


def test_follower_counts_as_what_it_follows(article, ana, rosa):
    leader, follower = at(article, "3.1"), at(article, "3.2")
    verify(follower, by=ana, status="not_claim")
    accounted = Tally.objects.get(article=article).accounted
    follow(follower, leader, by=ana)
    tally = Tally.objects.get(article=article)
    assert (tally.checked, tally.accounted) == (0, accounted - follower.words)
    verify(leader, by=ana, status="misleading", rationale="Half of it is left out.")
    approve(at(article, "3.1"), by=rosa)
    tally = Tally.objects.get(article=article)
    assert (tally.checked, tally.approved, tally.waiting, tally.statuses["misleading"]) == (2, 2, 0, 2)
    assert tally.accounted == leader.words + follower.words


def test_a_verdict_that_lacks_something_counts_as_not_checked(article, ana):
    leader, follower = at(article, "3.1"), at(article, "3.2")
    follow(follower, leader, by=ana)
    accounted = Tally.objects.get(article=article).accounted
    verify(leader, by=ana, status="contradicted", rationale="It fell by half.")
    tally = Tally.objects.get(article=article)
    assert at(article, "3.1").review_state == "open"
    assert (tally.checked, tally.accounted, tally.statuses["contradicted"]) == (0, accounted, 2)
    source = make_source(by=ana, title="Gate statistics")
    (cited,) = cite(article, [leader.pk], by=ana, source=source, stance="contradicts")
    tally = Tally.objects.get(article=article)
    assert (tally.checked, tally.accounted) == (2, accounted + leader.words + follower.words)
    withdraw_citation(cited, by=ana)
    tally = Tally.objects.get(article=article)
    assert (tally.checked, tally.accounted) == (0, accounted)


def test_detail_goes_with_its_status(article, ana):
    with pytest.raises(Refused, match="“Supported” takes no detail: leave it empty"):
        verify(at(article, "3.1"), by=ana, status="supported", detail="future")
    with pytest.raises(Refused, match="wants one of: over, under"):
        verify(at(article, "3.1"), by=ana, status="misstated", detail="future")


def test_answer_with_its_outcome_is_one_act(article, ana):
    point = counter(article, by=ana, text="Empty containers are in it.", statement=at(article, "3.1"))
    seq = newest(article).seq
    respond(point, by=ana, answer="The table has them apart.", outcome="accepted", version=point.version)
    assert (newest(article).seq, newest(article).words) == (seq + 1, "Accepted a counterpoint of 3.1")
    assert (point.answer, point.outcome, point.answered_by) == (
        "The table has them apart.", "accepted", ana.person,
    )  # fmt: skip
    assert respond(point, by=ana, answer="They are in it.", outcome="open").outcome == "answered"
    with pytest.raises(Refused, match="Write the answer first"):
        respond(point, by=ana, answer="", outcome="answered")
    assert respond(point, by=ana, answer="").outcome == "open"


def test_a_save_costs_at_most_six_statements_in_the_service(article, ana):
    statement = at(article, "3.2")
    with CaptureQueriesContext(connection) as asked:
        verify(statement, by=ana, status="supported", rationale="The authority's own table says so.")
    assert len([q for q in asked if "SAVEPOINT" not in q["sql"]]) <= 6
