"""What a deed refuses, what it does beside what was asked."""

import re

import pytest

from annotations.refusals import Refused, Stale
from annotations.services.claimants import make_claimant, withdraw_claimant
from annotations.services.counterpoints import change_counterpoint, counter, respond, withdraw_counterpoint
from annotations.services.cutting import merge, move_ends, split
from annotations.services.evidence import change_citation, cite, withdraw_citation
from annotations.services.flags import raise_flag, withdraw_flag
from annotations.services.notes import add_note
from annotations.services.paragraphs import (
    cut_paragraph,
    keep_paragraph,
    leave_out_paragraph,
    set_paragraph_kind,
)
from annotations.services.reviewing import approve
from annotations.services.sources import make_source
from annotations.services.statements import (
    change_statement,
    confirm_kinds,
    follow,
    leave_out,
    relate,
    set_claimant,
    unrelate,
)
from annotations.services.undoing import barred_by, undo
from annotations.services.verifying import verify
from articles.models import Paragraph
from tests.annotations.test_deeds import newest
from tests.cast import at, taken_in


@pytest.mark.parametrize(
    ("verdict", "lacks"),
    [
        ({"status": "misleading"}, "a rationale"),
        ({"status": "misstated", "rationale": "By half."}, "a direction: over or under"),
        ({"status": "unverifiable", "rationale": "Nobody counts."}, "why it can’t be verified"),
        ({"status": "supported", "rationale": "The table says so."}, "a citation that supports it"),
    ],
)
def test_incomplete_verdict_waits_for_nobody_and_is_not_approved(article, ana, rosa, verdict, lacks):
    verify(at(article, "3.1"), by=ana, **verdict)
    assert at(article, "3.1").review_state == "open"
    with pytest.raises(Refused, match=f"The verdict lacks {lacks}"):
        approve(at(article, "3.1"), by=rosa)


@pytest.mark.parametrize(
    ("verdict", "lacks"),
    [
        ({"status": "unverifiable", "detail": "no_access"}, True),
        ({"status": "no_evidence"}, True),
        ({"status": "misleading"}, True),
        ({"status": "not_claim"}, False),
    ],
)
def test_verdict_that_confirms_a_saying_waits_for_a_citation_of_it(article, ana, rosa, verdict, lacks):
    change_statement(at(article, "3.1"), by=ana, checked_said=True)
    verify(at(article, "3.1"), by=ana, rationale="The books are closed.", **verdict)
    assert at(article, "3.1").review_state == ("open" if lacks else "ready")
    if lacks:
        with pytest.raises(Refused, match="The verdict lacks a citation that shows that it was said"):
            approve(at(article, "3.1"), by=rosa)


def test_what_was_checked_settles_whether_a_verdict_waits(article, ana):
    verify(at(article, "3.1"), by=ana, status="no_evidence", rationale="Neither ledger knows.")
    for ticks, state in (
        ({"checked_said": True}, "open"),
        ({"checked_so": False}, "ready"),
        ({"checked_so": True}, "open"),
    ):
        change_statement(at(article, "3.1"), by=ana, **ticks)
        assert at(article, "3.1").review_state == state
    speech = make_source(by=ana, title="The speech")
    cite(article, [at(article, "3.1").pk], by=ana, source=speech, stance="context")
    assert at(article, "3.1").review_state == "ready"


def test_verdict_taken_back_leaves_nothing_to_approve(article, ana, rosa):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    verify(at(article, "3.1"), by=ana, status="unchecked")
    row = at(article, "3.1")
    assert (row.verification, row.status, row.review_state) == (None, "unchecked", "open")
    with pytest.raises(Refused, match="no verdict yet"):
        approve(row, by=rosa)


def test_only_what_is_open_and_blocks_stands_in_the_way_of_an_approval(article, ana, rosa):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    raise_flag(article, by=ana, reason="weak_source", is_blocking=False, statement=at(article, "3.1"))
    withdraw_flag(raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.1")), by=ana)
    withdraw_counterpoint(counter(article, by=ana, text="And yet.", statement=at(article, "3.1")), by=ana)
    approve(at(article, "3.1"), by=rosa)
    assert at(article, "3.1").review_state == "approved"


def test_a_reason_for_one_pair_of_eyes_is_kept_only_where_one_was_needed(article, ana, rosa):
    """It is printed among the exceptions as "approved own work"."""
    for by, kept in ((ana, ""), (rosa, "Nobody else is in.")):
        verify(at(article, "3.1"), by=by, status="misleading", rationale="By a third.")
        decision = approve(at(article, "3.1"), by=rosa, override_why=" Nobody else is in. ")
        assert decision.override_why == kept


def test_a_flag_on_another_statement_holds_up_no_approval(article, ana, rosa):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    read = newest(article).seq
    raise_flag(article, by=ana, reason="weak_source", is_blocking=False, statement=at(article, "3.2"))
    raise_flag(article, by=ana, reason="headline", is_blocking=False)
    approve(at(article, "3.1"), by=rosa, since=read)
    undo(newest(article), by=rosa)
    raise_flag(article, by=ana, reason="weak_source", is_blocking=False, statement=at(article, "3.1"))
    with pytest.raises(Stale, match=r"Ana in the meantime: Flagged 3\.1"):
        approve(at(article, "3.1"), by=rosa, since=read)


@pytest.mark.parametrize("where", [0, -1, 10_000])
def test_cut_with_nothing_on_one_side_is_refused(article, ana, where):
    with pytest.raises(Refused, match="Split between two words"):
        split(at(article, "3.1"), by=ana, at=where)
    assert at(article, "3.1").version == 1


MARKS_BEHIND = (
    "उसने कहा, “पुल बंद है।”",
    "他说：“桥关了。”",
    "橋は「閉じた」。",
    "پل بسته است .",
    "The port is open —",
)


@pytest.mark.parametrize("words", MARKS_BEHIND)
def test_no_part_is_only_a_mark(ana, words):
    article = taken_in(ana, (("body", words),))
    first, last = re.search(r"[^\W_]", words).start(), re.search(r"[\W_]*$", words).start()
    for where in (*range(1, first + 1), *range(last, len(words))):
        with pytest.raises(Refused, match="Split between two words"):
            split(at(article, "1.1"), by=ana, at=where)
    with pytest.raises(Refused, match="No words are marked"):
        move_ends(at(article, "1.1"), by=ana, start=last, end=len(words))
    assert at(article, "1.1").text == words


def test_cut_through_a_word_is_refused(article, ana):
    with pytest.raises(Refused, match="The split would fall inside a word"):
        split(at(article, "3.1"), by=ana, at=at(article, "3.1").text.index("arbour"))
    assert at(article, "3.1").version == 1


@pytest.mark.parametrize("turned", [False, True])
def test_merge_is_the_same_from_either_side(article, ana, turned):
    pair = [at(article, "3.2"), at(article, "3.3")]
    first, whole = pair[0].pk, f"{pair[0].text} {pair[1].text}"
    merged = merge(*(pair[::-1] if turned else pair), by=ana)
    assert (merged.pk, merged.label, merged.text) == (first, "3.2–3.3", whole)


def test_merge_with_itself_or_over_another_is_refused(article, ana):
    with pytest.raises(Refused, match="with itself"):
        merge(at(article, "3.1"), at(article, "3.1"), by=ana)
    with pytest.raises(Refused, match="stands between"):
        merge(at(article, "3.1"), at(article, "3.3"), by=ana)


def test_every_form_opened_before_a_change_is_stale(article, ana, tomas):
    source, row = make_source(by=ana, title="Gate"), at(article, "3.1")
    (citation,) = cite(article, [row.pk], by=ana, source=source, stance="supports")
    point = counter(article, by=ana, text="And yet.", statement=at(article, "3.1"))
    paragraph = Paragraph.objects.get(revision=article.revision, label="3")
    for deed in (
        lambda: split(at(article, "3.1"), by=ana, at=30, version=0),
        lambda: merge(at(article, "3.1"), at(article, "3.2"), by=ana, version=0),
        lambda: move_ends(at(article, "3.1"), by=ana, start=0, end=9, version=0),
        lambda: change_citation(citation, by=ana, stance="context", version=0),
        lambda: change_counterpoint(point, by=ana, text="No.", version=0),
        lambda: respond(point, by=ana, answer="No.", version=0),
        lambda: set_paragraph_kind(article, paragraph, by=ana, kind="heading", version=0),
        lambda: cut_paragraph(article, paragraph, by=ana, at=94, version=0),
    ):
        with pytest.raises(Stale):
            deed()


def test_who_says_it_is_known_or_unclear(article, ana):
    authority = make_claimant(by=ana, name="The authority")
    change_statement(at(article, "3.1"), by=ana, claimant=authority)
    change_statement(at(article, "3.1"), by=ana, claimant_unclear=True)
    assert (at(article, "3.1").claimant, at(article, "3.1").claimant_unclear) == (None, True)
    change_statement(at(article, "3.1"), by=ana, claimant=authority)
    assert (at(article, "3.1").claimant, at(article, "3.1").claimant_unclear) == (authority, False)


def test_something_is_checked(article, ana):
    with pytest.raises(Refused, match="Tick what was checked"):
        change_statement(at(article, "3.1"), by=ana, checked_so=False)
    change_statement(at(article, "3.1"), by=ana, checked_said=True, checked_so=False)
    assert (at(article, "3.1").checked_said, at(article, "3.1").checked_so) == (True, False)


def test_what_is_said_to_be_an_opinion_is_answered(article, ana):
    change_statement(at(article, "2.1"), by=ana, kind="opinion")
    assert (at(article, "2.1").kind_confirmed, at(article, "2.1").status) == (True, "not_claim")
    with pytest.raises(Refused, match="Unknown kind: nonsense"):
        confirm_kinds(article, {at(article, "2.2").pk: "nonsense"}, by=ana)


def test_answer_falls_with_the_kind_that_gave_it(article, ana):
    for label, values in (("2.1", {}), ("2.2", {"status": "not_claim", "rationale": "It counts nothing."})):
        confirm_kinds(article, {at(article, label).pk: "opinion"}, by=ana)
        if values:
            verify(at(article, label), by=ana, **values)
        change_statement(at(article, label), by=ana, kind="not_claim")
        assert at(article, label).status == "not_claim"
        change_statement(at(article, label), by=ana, kind="quantity")
    row, reasoned = at(article, "2.1"), at(article, "2.2")
    assert (row.kind, row.status, row.review_state, row.verification) == (
        "quantity",
        "unchecked",
        "open",
        None,
    )
    assert (reasoned.kind, reasoned.status) == ("quantity", "not_claim")
    verify(at(article, "3.1"), by=ana, status="not_claim")  # by hand, the kind yet a proposal
    confirm_kinds(article, {at(article, "3.1").pk: "quantity"}, by=ana)
    assert at(article, "3.1").status == "not_claim"


def test_deeds_on_the_same_thing_may_have_barred_each_other(article, ana):
    verify(at(article, "2.1"), by=ana, status="not_claim")
    verify(at(article, "2.2"), by=ana, status="not_claim")
    first, second = article.deeds.order_by("seq")[1:3]
    add_note(article, by=ana, text="Look at the annex.", statement=at(article, "2.1"))
    noted = newest(article)
    confirm_kinds(article, {at(article, "2.2").pk: "fact"}, by=ana)
    for done, barred in ((noted, {first.pk}), (newest(article), {second.pk})):
        assert barred_by(done, [first.pk, second.pk]) == barred


def test_kind_answers_only_what_is_no_claim_and_has_no_verdict(article, ana):
    confirm_kinds(article, {at(article, "3.1").pk: "fact"}, by=ana)
    assert at(article, "3.1").status == "unchecked"
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    change_statement(at(article, "3.1"), by=ana, kind="opinion")
    assert at(article, "3.1").status == "misleading"


def test_links_are_within_one_article_and_a_clash_is_mutual(article, ana):
    other, row = at(taken_in(ana, title="Another"), "3.1"), at(article, "3.1")
    for forbidden in (
        lambda: relate(row, other, by=ana, kind="leans_on"),
        lambda: follow(row, other, by=ana),
        lambda: relate(row, row, by=ana, kind="leans_on"),
        lambda: relate(row, at(article, "3.2"), by=ana, kind="nonsense"),
    ):
        with pytest.raises(Refused, match=r"same article|linked to itself|how the two are linked"):
            forbidden()
    clash = relate(row, at(article, "3.2"), by=ana, kind="clashes_with")
    with pytest.raises(Refused, match="linked in this way already"):
        relate(at(article, "3.2"), row, by=ana, kind="clashes_with")
    relate(row, at(article, "3.2"), by=ana, kind="leans_on")
    unrelate(clash, by=ana)
    relate(at(article, "3.2"), row, by=ana, kind="clashes_with")


@pytest.mark.parametrize("there", ["elsewhere", "gone"])
@pytest.mark.parametrize("field", ["statement", "citation", "counterpoint", "target", "claimant"])
def test_nothing_hangs_on_what_stands_elsewhere_or_is_gone(article, ana, otto, field, there):
    """The database refuses it too, but names no field."""
    other = taken_in(ana, title="Another") if there == "elsewhere" else article
    on = at(other, "3.1")
    (cited,) = cite(other, [on.pk], by=ana, source=make_source(by=ana, title="Yearbook"), stance="supports")
    point = counter(other, by=ana, text="Not in winter.", statement=on)
    claimant = make_claimant(by=otto if there == "elsewhere" else ana, name="Theirs")
    if there == "gone":
        withdraw_citation(cited, by=ana)
        withdraw_counterpoint(point, by=ana)
        withdraw_claimant(claimant, by=ana)
        on = at(article, "2.2")
        merge(at(article, "2.1"), on, by=ana)
        on.refresh_from_db()
    rows = {"statement": on, "citation": cited, "counterpoint": point, "target": cited, "claimant": claimant}
    here = at(article, "3.2")
    deeds = {
        "target": [
            lambda **row: counter(article, by=ana, text="But.", kind="undercuts", statement=here, **row)
        ],
        "claimant": [
            lambda **row: change_statement(here, by=ana, **row),
            lambda **row: set_claimant(article, [here.pk], by=ana, **row),
        ],
        "statement": [
            lambda **row: counter(article, by=ana, text="But.", **row),
            lambda **row: add_note(article, by=ana, text="But.", **row),
        ],
    }
    for deed in deeds.get(field, []) or [
        lambda **row: raise_flag(article, by=ana, reason="no_source", **row)
    ]:
        with pytest.raises(Refused) as refusal:
            deed(**{field: rows[field]})
        assert refusal.value.field == field


def test_who_leads_follows_nobody(article, ana):
    follow(at(article, "3.2"), at(article, "3.1"), by=ana)
    with pytest.raises(Refused, match=r"3\.2 itself repeats another statement"):
        follow(at(article, "3.3"), at(article, "3.2"), by=ana)
    with pytest.raises(Refused, match=r"Other statements repeat 3\.1"):
        follow(at(article, "3.1"), at(article, "3.3"), by=ana)
    with pytest.raises(Refused, match="give the verdict there"):
        verify(at(article, "3.2"), by=ana, status="not_claim")


def test_what_is_left_out_goes_with_its_paragraph(article, ana):
    paragraph = Paragraph.objects.get(revision=article.revision, label="3")
    with pytest.raises(Refused, match="Say why it is left out"):
        leave_out(article, [at(article, "3.1").pk], by=ana, why=" ")
    leave_out(article, [at(article, "3.1").pk], by=ana, why="Said twice.")
    leave_out_paragraph(article, paragraph, by=ana)
    assert [at(article, label).left_out for label in ("2.2", "3.1", "3.2", "4.1")] == [
        False,
        True,
        True,
        False,
    ]
    keep_paragraph(article, paragraph, by=ana)
    assert [at(article, label).left_out for label in ("3.1", "3.2")] == [True, False]


def test_a_deed_that_changes_nothing_leaves_the_article_at_the_number_it_was_read_at(article, ana):
    change_statement(at(article, "3.1"), by=ana, plain="So it is.")
    row = at(article, "3.1")
    read_at = row.article.seq
    change_statement(row, by=ana, plain="So it is.")
    assert row.article.seq == read_at == newest(article).seq


def test_a_refused_deed_leaves_the_article_at_the_number_it_was_read_at(article, ana):
    read_at = article.seq
    with pytest.raises(Refused):
        raise_flag(article, by=ana, reason="nonsense")
    assert article.seq == read_at
    raise_flag(article, by=ana, reason="no_source")
    assert article.seq == read_at + 1
