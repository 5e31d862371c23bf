"""An undo puts back what stands as its deed left it: it throws away nothing that was done since."""

from types import SimpleNamespace

import pytest

from annotations.models import Citation, Counterpoint, Deed, Flag, Note
from annotations.refusals import NotAllowed, Refused
from annotations.services.counterpoints import answer, counter
from annotations.services.cutting import mark_gap, merge, move_ends, split
from annotations.services.evidence import change_citation, cite, withdraw_citation
from annotations.services.flags import raise_flag, reopen_flag, settle_flag, withdraw_flag
from annotations.services.merging import merge_source
from annotations.services.notes import add_note, change_note
from annotations.services.paragraphs import (
    cut_paragraph,
    keep_paragraph,
    leave_out_paragraph,
    set_paragraph_kind,
)
from annotations.services.reviewing import approve, ask_for_changes
from annotations.services.sources import make_source
from annotations.services.statements import change_statement, follow
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from tests.annotations.promises import hold_every_promise
from tests.annotations.test_deeds import newest
from tests.annotations.test_nothing_lost import paragraph
from tests.cast import at


@pytest.fixture
def all_of(article, ana, tomas, rosa) -> SimpleNamespace:
    return SimpleNamespace(article=article, ana=ana, tomas=tomas, rosa=rosa)


def cite_it(c, title="Gate"):
    source = make_source(by=c.ana, title=title)
    return cite(c.article, [at(c.article, "3.2").pk], by=c.ana, source=source, stance="supports")[0]


def counter_it(c):
    return counter(c.article, by=c.ana, text="Not on Sundays.", statement=at(c.article, "3.3"))


def flag_it(c):
    return raise_flag(c.article, by=c.ana, reason="legal_risk", statement=at(c.article, "3.3"))


def accept_the_risk(c):
    settle_flag(Flag.objects.get(), by=c.rosa, outcome="accepted_risk", note="Our lawyer has seen it.")


def mark_a_gap(c):
    place = paragraph(c.article, "3")
    start = at(c.article, "3.3").placements.get().start
    move_ends(at(c.article, "3.3"), by=c.ana, start=start, end=start + len("The drivers I met"))
    mark_gap(c.article, place, by=c.ana, start=start + len("The drivers I met"), end=len(place.text))


def cut_it(c):
    start = at(c.article, "3.3").placements.get().start
    cut_paragraph(c.article, paragraph(c.article, "3"), by=c.ana, at=start)


def merge_two(c):
    merge(at(c.article, "3.2"), at(c.article, "3.3"), by=c.ana)


def plainly(label):
    return lambda c: change_statement(at(c.article, label), by=c.tomas, plain="So it is.")


def let_go(c):
    verify(at(c.article, "2.1"), by=c.ana, status="not_claim")
    follow(at(c.article, "3.3"), at(c.article, "2.1"), by=c.ana)
    approve(at(c.article, "2.1"), by=c.rosa)
    follow(at(c.article, "3.3"), None, by=c.ana)


def split_it(c):
    split(at(c.article, "3.1"), by=c.ana, at=61)


# What Ana does, what is done to it then, what the refusal of her undo names.
SINCE = {
    "an answer": (
        counter_it,
        lambda c: answer(Counterpoint.objects.get(), by=c.tomas, text="See the rota."),
        "“Answered a counterpoint of 3.3” (Tomás) has changed the same thing",
    ),
    "an outcome": (flag_it, accept_the_risk, "“Settled a flag on 3.3: accepted risk” (Rosa) has changed"),
    "a passage": (
        cite_it,
        lambda c: change_citation(Citation.objects.get(), by=c.tomas, passage="Table 4: 75,118 visits."),
        "“Changed a citation of 3.2” (Tomás) has changed",
    ),
    "words of a note": (
        lambda c: add_note(c.article, by=c.ana, text="Ask the gate.", is_private=False),
        lambda c: change_note(Note.objects.get(), by=c.rosa, text="Ask the gate, and the union."),
        "(Rosa) has changed",
    ),
    "plain words of a part": (split_it, plainly("3.1b"), "“Changed 3.1b” (Tomás) has changed"),
    "plain words of a gap": (mark_a_gap, plainly("3.4"), "“Changed 3.4” (Tomás) has changed"),
    "a half left out": (
        cut_it,
        lambda c: leave_out_paragraph(c.article, paragraph(c.article, "3b"), by=c.tomas, why="An advert."),
        "“Left out ¶ 3b” (Tomás) has changed",
    ),
    "a merge": (plainly("3.3"), merge_two, "“Merged 3.2–3.3” (Ana) has removed that"),
    "a merge of who stands alone": (let_go, merge_two, "“Merged 3.2–3.3” (Ana) has removed that"),
    "a cut": (
        lambda c: set_paragraph_kind(c.article, paragraph(c.article, "3"), by=c.ana, kind="quotation"),
        cut_it,
        "“Split ¶ 3 in two” (Ana) has removed that",
    ),
    "a citation taken away": (
        lambda c: change_citation(cite_it(c), by=c.ana, stance="contradicts"),
        lambda c: withdraw_citation(Citation.objects.get(), by=c.tomas),
        "“Removed a citation of 3.2” (Tomás) has removed that",
    ),
    "a flag taken back": (
        lambda c: reopen_flag(settle_flag(flag_it(c), by=c.ana, outcome="fixed"), by=c.ana),
        lambda c: withdraw_flag(Flag.objects.get(), by=c.ana),
        "“Withdrew a flag on 3.3” (Ana) has removed that",
    ),
}


@pytest.mark.parametrize("what", SINCE)
def test_nothing_that_was_done_since_is_undone_with_it(all_of, what):
    first, then, named = SINCE[what]
    first(all_of)
    done = newest(all_of.article)
    then(all_of)
    since = newest(all_of.article)
    with pytest.raises(Refused) as refused:
        undo(done, by=all_of.rosa)
    assert named in refused.value.message and refused.value.message.endswith(" since. Undo that first.")
    assert newest(all_of.article) == since
    undo(since, by=all_of.rosa)
    undo(done, by=all_of.rosa)
    all_of.article.refresh_from_db()
    hold_every_promise(all_of.article)


def test_what_was_removed_since_is_told_by_the_log_not_by_the_clock(all_of, clock_set_back):
    first, then, named = SINCE["a citation taken away"]
    first(all_of)
    done = newest(all_of.article)
    clock_set_back()
    then(all_of)
    with pytest.raises(Refused) as refused:
        undo(done, by=all_of.rosa)
    assert named in refused.value.message


def approved(c):
    verify(at(c.article, "2.1"), by=c.ana, status="not_claim")
    approve(at(c.article, "2.1"), by=c.rosa)


# What came between an approval and its undo, as that is told.
FELL = {
    "“Changed 2.1”, Tomás": lambda c: plainly("2.1")(c),
    "“Undone: Changed 2.1”, Tomás": lambda c: (plainly("2.1")(c), undo(newest(c.article), by=c.tomas)),
    "“Added a counterpoint to 2.1”, Ana": lambda c: counter(
        c.article, by=c.ana, text="Not on Sundays.", statement=at(c.article, "2.1")
    ),
}


@pytest.mark.parametrize("named", FELL)
@pytest.mark.parametrize(
    ("verb", "told", "next_step"),
    [
        ("approve", "what it approved has changed since", "Approve it again, or ask for changes."),
        ("verify", "2.1 was approved after that, and has changed since", "Change it by hand instead."),
    ],
)
def test_what_an_approval_fell_by_is_named_with_what_is_to_do(all_of, named, verb, told, next_step):
    approved(all_of)
    FELL[named](all_of)
    raise_flag(all_of.article, by=all_of.ana, reason="legal_risk", statement=at(all_of.article, "2.1"))
    with pytest.raises(Refused) as refused:
        undo(Deed.objects.get(article=all_of.article, verb=verb), by=all_of.rosa)
    assert refused.value.message.endswith(f" cannot be undone: {told} ({named}). {next_step}")


def let_go_of_it(c):
    withdraw_citation(Citation.objects.get(), by=c.tomas)


# What is done to what Ana added without anything being changed in it.
CARRIED = {
    "its statement is merged": (cite_it, merge_two),
    "its source is merged": (
        cite_it,
        lambda c: merge_source(
            Citation.objects.get().source, make_source(by=c.tomas, title="Gates"), by=c.tomas
        ),
    ),
    "its citation is taken away": (
        lambda c: raise_flag(c.article, by=c.ana, reason="weak_source", citation=cite_it(c)),
        let_go_of_it,
    ),
    "it was settled and opened again": (
        flag_it,
        lambda c: (accept_the_risk(c), reopen_flag(Flag.objects.get(), by=c.rosa)),
    ),
    "it hung on what was merged, and is gone": (lambda c: (cite_it(c), merge_two(c)), let_go_of_it),
    "its half was left out and kept": (
        cut_it,
        lambda c: (
            leave_out_paragraph(c.article, paragraph(c.article, "3b"), by=c.ana),
            keep_paragraph(c.article, paragraph(c.article, "3b"), by=c.ana),
        ),
    ),
}


@pytest.mark.parametrize("what", CARRIED)
def test_what_is_as_it_was_or_only_hangs_elsewhere_is_undone(all_of, what):
    first, then = CARRIED[what]
    first(all_of)
    done = newest(all_of.article)
    then(all_of)
    undo(done, by=all_of.ana)


@pytest.mark.parametrize("ruling", ["approve", "send_back"])
@pytest.mark.parametrize("who", ["rosa", "viktor"])
def test_a_decision_is_done_again_by_who_gave_it_alone(house, rosa, viktor, ruling, who):
    """Viktor worked on it: he would approve his own work in Rosa's name."""
    change_statement(house.statement, by=viktor, plain="75,000 containers were cleared in 2025.")
    if ruling == "approve":
        approve(at(house.article, "3.1"), by=rosa)
    else:
        ask_for_changes(at(house.article, "3.1"), by=rosa, reasons=["weak_source"])
    undo(newest(house.article), by=rosa)
    undone, was = newest(house.article), at(house.article, "3.1").review_state
    if who == "rosa":
        undo(undone, by=rosa)
        assert at(house.article, "3.1").review_state != was
        return
    with pytest.raises(NotAllowed, match="Rosa decided this"):
        undo(undone, by=viktor)
    assert (newest(house.article), at(house.article, "3.1").review_state) == (undone, was)


@pytest.fixture(params=["undone", "sent back"])
def off(request, house, rosa):
    """Rosa has taken her approval back, or sent the statement back; to undo that brings the approval back."""
    if request.param == "undone":
        undo(newest(house.article), by=rosa)
    else:
        ask_for_changes(at(house.article, "3.1"), by=rosa, reasons=["weak_source"])
    return newest(house.article)


def test_an_approval_does_not_come_back_over_a_flag_that_blocks(off, house, rosa, ana):
    raise_flag(house.article, by=ana, reason="legal_risk", statement=at(house.article, "3.1"))
    was = at(house.article, "3.1").review_state
    with pytest.raises(Refused, match="Settle the flag first"):
        undo(off, by=rosa)
    assert at(house.article, "3.1").review_state == was != "approved"


def test_an_approval_comes_back_where_nothing_is_new(off, house, rosa):
    undo(off, by=rosa)
    assert at(house.article, "3.1").review_state == "approved"


def test_who_worked_on_it_does_not_undo_anothers_second_thoughts(house, rosa, viktor):
    change_statement(house.statement, by=viktor, plain="75,000 containers were cleared in 2025.")
    approve(at(house.article, "3.1"), by=rosa)
    ask_for_changes(at(house.article, "3.1"), by=rosa, reasons=["weak_source"])
    with pytest.raises(NotAllowed, match="You wrote part of this"):
        undo(newest(house.article), by=viktor)
    undo(newest(house.article), by=rosa)
    assert at(house.article, "3.1").review_state == "approved"
