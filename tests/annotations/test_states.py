"""What evidence, flags and undo make of a statement's state."""

import pytest

from annotations.lists import is_finished
from annotations.models import Citation, Flag, Statement, Tally
from annotations.reading import load
from annotations.reading.following import TO_DO
from annotations.refusals import NotAllowed, Refused, Stale
from annotations.services.counterpoints import counter
from annotations.services.cutting import mark_gap, merge, move_ends, room, split
from annotations.services.evidence import change_citation, cite, cite_for_counterpoint, withdraw_citation
from annotations.services.flags import raise_flag, reopen_flag, settle_flag, withdraw_flag
from annotations.services.paragraphs import (
    cut_paragraph,
    join_paragraph,
    keep_paragraph,
    leave_out_paragraph,
    set_paragraph_kind,
)
from annotations.services.placing import place_of
from annotations.services.reviewing import approve, ask_for_changes
from annotations.services.sources import make_source
from annotations.services.statements import follow, leave_out
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from articles.models import Article, Paragraph
from tests.annotations.test_deeds import newest
from tests.annotations.test_nothing_lost import paragraph
from tests.cast import at, taken_in


@pytest.fixture
def source(ana):
    return make_source(by=ana, title="Gate statistics")


def test_flag_reopens_when_a_new_verdict_says_so_no_more(article, ana):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    flag = raise_flag(article, by=ana, reason="adds_up_not", statement=at(article, "3.1"))
    settle_flag(flag, by=ana, outcome="verdict_says_so")
    verify(at(article, "3.1"), by=ana, status="not_claim")
    flag.refresh_from_db()
    assert (flag.outcome, flag.closed_at) == (None, None)


def test_flag_reopens_when_the_verdict_that_says_so_is_undone(article, ana):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    given = newest(article)
    flag = raise_flag(article, by=ana, reason="adds_up_not", statement=at(article, "3.1"))
    settle_flag(flag, by=ana, outcome="verdict_says_so")
    undo(given, by=ana)
    flag.refresh_from_db()
    assert (flag.outcome, flag.closed_at) == (None, None)


def test_flag_that_reopens_loses_the_note_to_its_outcome_until_that_is_undone(article, ana):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    flag = raise_flag(article, by=ana, reason="adds_up_not", statement=at(article, "3.1"))
    settle_flag(flag, by=ana, outcome="verdict_says_so", note="See table 4.")
    for reopens in (
        lambda: verify(at(article, "3.1"), by=ana, status="not_claim"),
        lambda: reopen_flag(flag, by=ana),
    ):
        flag.refresh_from_db()
        reopens()
        flag.refresh_from_db()
        assert (flag.outcome, flag.outcome_note, flag.closed_by) == (None, "", None)
        undo(newest(article), by=ana)
        flag.refresh_from_db()
        assert (flag.outcome, flag.outcome_note) == ("verdict_says_so", "See table 4.")
        assert flag.closed_by == ana.person


def test_flag_that_was_settled_otherwise_stays_so(article, ana):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    flag = raise_flag(article, by=ana, reason="adds_up_not", statement=at(article, "3.1"))
    settle_flag(flag, by=ana, outcome="fixed")
    verify(at(article, "3.1"), by=ana, status="not_claim")
    flag.refresh_from_db()
    assert flag.outcome == "fixed"


def test_evidence_that_comes_makes_ready_and_that_goes_takes_back(article, ana, source):
    verify(at(article, "3.1"), by=ana, status="supported", rationale="The table says so.")
    assert at(article, "3.1").review_state == "open"
    (citation,) = cite(article, [at(article, "3.1").pk], by=ana, source=source, stance="supports")
    assert at(article, "3.1").review_state == "ready"
    change_citation(fresh(citation), by=ana, stance="context")
    assert at(article, "3.1").review_state == "open"
    change_citation(fresh(citation), by=ana, stance="supports")
    assert at(article, "3.1").review_state == "ready"
    withdraw_citation(fresh(citation), by=ana)
    assert at(article, "3.1").review_state == "open"


def fresh(citation) -> Citation:
    return Citation.objects.select_related("article", "statement__verification", "passage", "source").get(
        pk=citation.pk
    )


def test_what_waits_waits_no_more_once_its_evidence_is_undone(article, ana, source):
    cite(article, [at(article, "3.1").pk], by=ana, source=source, stance="supports")
    cited = newest(article)
    verify(at(article, "3.1"), by=ana, status="supported", rationale="The table says so.")
    assert at(article, "3.1").review_state == "ready"
    undo(cited, by=ana)
    assert at(article, "3.1").review_state == "open"


def test_new_verdict_on_what_was_approved_is_undone_and_done_again(article, ana, rosa):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    approve(at(article, "3.1"), by=rosa)
    verify(at(article, "3.1"), by=ana, status="not_claim")
    undo(newest(article), by=ana)
    assert (at(article, "3.1").status, at(article, "3.1").review_state) == ("misleading", "changed")
    undo(newest(article), by=ana)
    assert (at(article, "3.1").status, at(article, "3.1").review_state) == ("not_claim", "changed")


def test_approval_stands_again_when_asking_for_changes_is_undone(article, ana, rosa):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    approve(at(article, "3.1"), by=rosa)
    ask_for_changes(at(article, "3.1"), by=rosa, reasons=["weak_source"])
    undo(newest(article), by=rosa)
    assert at(article, "3.1").review_state == "approved"


def test_one_undoes_ones_own_deeds_an_editor_anyones(article, ana, tomas, lea, rosa):
    verify(at(article, "3.1"), by=ana, status="not_claim")
    deed = newest(article)
    for other, why in ((tomas, "Someone else did this"), (lea, "As viewer")):
        with pytest.raises(NotAllowed, match=why):
            undo(deed, by=other)
    undo(deed, by=rosa)
    assert at(article, "3.1").status == "unchecked"


def test_who_is_no_editor_any_more_undoes_no_decision_of_theirs(article, ana, rosa):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    approve(at(article, "3.1"), by=rosa)
    approved = newest(article)
    rosa.role = "analyst"
    with pytest.raises(NotAllowed, match="As analyst"):
        undo(approved, by=rosa)
    assert at(article, "3.1").review_state == "approved"
    rosa.role = "editor"
    undo(approved, by=rosa)
    rosa.role = "analyst"
    with pytest.raises(NotAllowed, match="As analyst"):
        undo(newest(article), by=rosa)  # which would approve it again
    assert at(article, "3.1").review_state == "ready"


def test_what_was_sent_back_waits_again_only_complete_and_with_no_flag_of_its_own(article, ana, rosa, source):
    (citation,) = cite(article, [at(article, "3.1").pk], by=ana, source=source, stance="supports")
    verify(at(article, "3.1"), by=ana, status="supported", rationale="The table says so.")
    ask_for_changes(at(article, "3.1"), by=rosa, reasons=["weak_source"])
    withdraw_citation(fresh(citation), by=ana)
    raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.2"))  # another's
    mistaken = raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.1"))
    withdraw_flag(mistaken, by=ana)
    (asked,) = at(article, "3.1").flags.filter(withdrawn_at=None).select_related("article", "statement")
    settle_flag(asked, by=ana, outcome="fixed")
    assert at(article, "3.1").review_state == "sent_back"  # nothing supports it any more
    undo(newest(article), by=ana)
    cite(article, [at(article, "3.1").pk], by=ana, source=source, stance="supports")
    (asked,) = at(article, "3.1").flags.filter(withdrawn_at=None).select_related("article", "statement")
    settle_flag(asked, by=ana, outcome="fixed")
    assert at(article, "3.1").review_state == "ready"


def test_follower_gives_its_own_verdict_up(article, ana):
    verify(at(article, "3.2"), by=ana, status="misleading", rationale="By a third.")
    flag = raise_flag(article, by=ana, reason="adds_up_not", statement=at(article, "3.2"))
    settle_flag(flag, by=ana, outcome="verdict_says_so")
    follow(at(article, "3.2"), at(article, "3.1"), by=ana)
    row = at(article, "3.2")
    assert (row.verification, row.status, row.review_state) == (None, "unchecked", "open")
    flag.refresh_from_db()
    assert flag.closed_at is None


def test_what_was_sent_back_waits_again_once_its_flag_is_taken_back(article, ana, rosa):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    ask_for_changes(at(article, "3.1"), by=rosa, reasons=["weak_source"])
    withdraw_flag(Flag.objects.select_related("article", "statement__verification").get(), by=rosa)
    assert at(article, "3.1").review_state == "ready"


def test_what_somebody_settled_is_not_taken_back(article, ana, rosa):
    flag = raise_flag(article, by=ana, reason="legal_risk", statement=at(article, "3.1"))
    settle_flag(flag, by=rosa, outcome="accepted_risk", note="Our lawyer has seen it.")
    with pytest.raises(
        Refused, match=r"^Rosa settled this: accepted risk\. Reopen it before you withdraw it"
    ):
        withdraw_flag(flag, by=ana)
    withdraw_flag(reopen_flag(flag, by=ana), by=ana)


def test_flag_is_settled_once_under_its_version_and_with_an_outcome(article, ana):
    flag = raise_flag(article, by=ana, reason="headline")
    with pytest.raises(Refused, match="Choose an outcome"):
        settle_flag(flag, by=ana, outcome=None)
    with pytest.raises(Refused, match="The verdict does not say so"):
        settle_flag(flag, by=ana, outcome="verdict_says_so")
    with pytest.raises(Refused, match="Say why the risk is accepted") as refusal:
        settle_flag(flag, by=ana, outcome="accepted_risk", note=" ")
    assert refusal.value.field == "note"
    with pytest.raises(Stale):
        settle_flag(flag, by=ana, outcome="fixed", version=0)
    settle_flag(flag, by=ana, outcome="fixed")
    with pytest.raises(Refused, match="already settled this"):
        settle_flag(flag, by=ana, outcome="accepted_risk")


def test_paragraph_is_cut_between_statements_and_joined_with_its_like(article, ana):
    third = paragraph(article, "3")
    for where in (0, -1, 10_000):
        with pytest.raises(Refused, match="Split between two words"):
            cut_paragraph(article, third, by=ana, at=where)
    with pytest.raises(Refused, match="inside a statement"):
        cut_paragraph(article, third, by=ana, at=30)
    with pytest.raises(Refused, match="This is the last paragraph"):
        join_paragraph(article, paragraph(article, "5"), by=ana)
    with pytest.raises(Refused, match="One of the two is left out"):
        join_paragraph(article, paragraph(article, "4"), by=ana)
    with pytest.raises(Refused, match="Choose a kind"):
        set_paragraph_kind(article, third, by=ana, kind="nonsense")


def test_nothing_is_done_to_a_paragraph_that_is_not_in_the_text(article, ana):
    gone, other = paragraph(article, "3"), paragraph(taken_in(ana, title="Another"), "3")
    cut_paragraph(article, gone, by=ana, at=place_of(at(article, "3.2")).start)
    gone.refresh_from_db()
    for deed in (
        lambda astray: set_paragraph_kind(article, astray, by=ana, kind="heading"),
        lambda astray: leave_out_paragraph(article, astray, by=ana),
        lambda astray: keep_paragraph(article, astray, by=ana),
        lambda astray: cut_paragraph(article, astray, by=ana, at=94),
        lambda astray: join_paragraph(article, astray, by=ana),
        lambda astray: mark_gap(article, astray, by=ana, start=0, end=2),
    ):
        for astray in (gone, other):
            with pytest.raises(Refused, match="no longer in the text"):
                deed(astray)


def test_two_halves_of_a_paragraph_are_the_whole_again(article, ana):
    was = paragraph(article, "3").text
    for tag in (
        "en",
        "zh-Hans",
        "ja-JP",
    ):  # whatever blank its language writes, the one that was there comes back
        Paragraph.objects.filter(label="3").update(language=tag)
        first, _ = cut_paragraph(
            article, paragraph(article, "3"), by=ana, at=place_of(at(article, "3.2")).start
        )
        whole = join_paragraph(article, first, by=ana)
        assert (whole.label, whole.text) == ("3", was)


@pytest.mark.parametrize(("tag", "blank"), [("zh-Hans", ""), ("ja-JP", ""), ("en-GB", " ")])
def test_two_paragraphs_are_joined_as_their_language_parts_sentences(article, ana, tag, blank):
    Paragraph.objects.update(language=tag)
    first, second = paragraph(article, "2"), paragraph(article, "3")
    assert join_paragraph(article, first, by=ana).text == f"{first.text}{blank}{second.text}"


def test_statements_stand_at_their_words_after_a_cut_and_a_join(article, ana):
    cut_paragraph(article, paragraph(article, "3"), by=ana, at=place_of(at(article, "3.2")).start)
    join_paragraph(article, paragraph(article, "2"), by=ana)
    for label, where in (("2.2", "2–3a"), ("3.1", "2–3a"), ("3.2", "3b"), ("3.3", "3b")):
        place = place_of(at(article, label))
        assert place.paragraph.label == where
        assert place.paragraph.text[place.start : place.end] == place.row.quote == at(article, label).text
    order = Statement.objects.filter(article=article, withdrawn_at=None).order_by("reading_order")
    assert [row.label for row in order][3:6] == ["3.1", "3.2", "3.3"]


@pytest.mark.parametrize(
    "deed",
    [
        lambda row, by: split(row, by=by, at=30),
        lambda row, by: merge(row, at(row.article, "3.2"), by=by),
        lambda row, by: move_ends(row, by=by, start=0, end=30),
    ],
)
def test_other_words_wait_for_nobody(article, ana, deed):
    for label in ("3.1", "3.2"):
        verify(at(article, label), by=ana, status="misleading", rationale="By a third.")
    deed(at(article, "3.1"), ana)
    row = Statement.objects.get(
        article=article, withdrawn_at=None, label__startswith="3.1", status="misleading"
    )
    assert row.review_state == "open"


@pytest.mark.parametrize(
    "off", [{"status": "unchecked"}, {"status": "contradicted", "rationale": "It is not so."}]
)
def test_a_verdict_that_comes_back_over_other_words_waits_for_nobody(article, ana, rosa, off):
    verify(at(article, "3.2"), by=ana, status="misleading", rationale="By a third.")
    verify(at(article, "3.2"), by=ana, **off)
    cleared = newest(article)
    row, place = at(article, "3.2"), place_of(at(article, "3.2"))
    move_ends(row, by=ana, start=place.start, end=place.start + len(row.text.rsplit(" ", 1)[0]))
    undo(cleared, by=ana)
    row = at(article, "3.2")
    assert (row.status, row.review_state) == ("misleading", "open")
    with pytest.raises(Refused, match="Its words changed since the verdict"):
        approve(row, by=rosa)


def test_evidence_of_a_counterpoint_completes_no_verdict(article, ana, source):
    point = counter(article, by=ana, text="And yet.", statement=at(article, "3.1"))
    cite_for_counterpoint(point, by=ana, source=source)
    verify(at(article, "3.1"), by=ana, status="supported", rationale="The table says so.")
    assert at(article, "3.1").review_state == "open"


def test_what_was_approved_once_says_so_through_every_further_verdict(article, ana, rosa):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    approve(at(article, "3.1"), by=rosa)
    for rationale in ("By half.", "By a quarter."):
        verify(at(article, "3.1"), by=ana, status="misleading", rationale=rationale)
        assert at(article, "3.1").review_state == "changed"


def test_what_was_approved_once_says_so_after_a_verdict_that_was_not_complete(article, ana, rosa, source):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    approve(at(article, "3.1"), by=rosa)
    completed = (
        lambda: cite(article, [at(article, "3.1").pk], by=ana, source=source, stance="supports"),
        lambda: verify(at(article, "3.1"), by=ana, status="misleading", rationale="By half."),
    )
    for complete in completed:
        verify(
            at(article, "3.1"), by=ana, status="mostly", rationale="" if complete is completed[1] else "So."
        )
        assert at(article, "3.1").review_state == "open"
        complete()
        assert at(article, "3.1").review_state == "changed"
    ask_for_changes(at(article, "3.1"), by=rosa, reasons=["weak_source"])
    verify(at(article, "3.1"), by=ana, status="misleading")
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a quarter.")
    assert at(article, "3.1").review_state == "ready"


def test_an_approval_that_was_undone_makes_nothing_changed_since(article, ana, rosa):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    approve(at(article, "3.1"), by=rosa)
    undo(newest(article), by=rosa)
    ready_at = at(article, "3.1").ready_at
    verify(at(article, "3.1"), by=ana, status="misleading")
    assert (at(article, "3.1").review_state, at(article, "3.1").ready_at) == ("open", ready_at)
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By half.")
    assert at(article, "3.1").review_state == "ready" and at(article, "3.1").ready_at > ready_at


def test_two_that_are_left_out_are_left_out_as_one(article, ana):
    leave_out(article, [at(article, "3.2").pk, at(article, "3.3").pk], by=ana, why="Said twice.")
    assert merge(at(article, "3.2"), at(article, "3.3"), by=ana).left_out


def test_ends_may_go_as_far_as_the_neighbours_stand_now(article, ana):
    move_ends(at(article, "3.1"), by=ana, start=0, end=30)
    assert room(at(article, "3.2"))[0] == len(at(article, "3.1").text)


def test_what_comes_next_is_what_the_text_shows_as_unfinished(article, ana, rosa):
    """Once in SQL for the next card, once in Python for the marks: of every state, of what is left out."""
    for label in ("2.1", "2.2", "3.1"):
        verify(at(article, label), by=ana, status="misleading", rationale="By a third.")
    approve(at(article, "2.2"), by=rosa)
    ask_for_changes(at(article, "3.1"), by=rosa, reasons=["other_side"])
    leave_out(article, [at(article, "3.2").pk], by=ana, why="Set in italics.")
    follow(at(article, "4.2"), at(article, "3.3"), by=ana)
    shown = {row.label: row for row in load(article).statements if row.same_as is None}
    states = {label: (row.review_state, row.left_out) for label, row in shown.items()}
    assert {"ready", "approved", "sent_back", "open"} == {state for state, _ in states.values()}
    wanted = Statement.objects.filter(TO_DO, article=article).values_list("label", flat=True)
    assert {label for label, row in shown.items() if row.is_unfinished} == set(wanted)
    assert "3.1" in wanted and "3.2" not in wanted and "4.2" not in wanted


@pytest.mark.parametrize(
    ("counts", "finished"),
    [((0, 0, 0), False), ((2, 1, 0), False), ((2, 2, 1), False), ((2, 2, 0), True), ((2, 1, 1), False)],
)
def test_what_is_finished_is_so_of_a_row_and_of_what_is_asked_for(article, counts, finished):
    columns = ("statements", "approved", "blocking")
    Tally.objects.filter(article=article).update(**dict(zip(columns, counts, strict=True)))
    assert Tally.objects.get(article=article).is_finished is finished
    assert Tally.objects.filter(is_finished(""), article=article).exists() is finished
    assert Article.objects.filter(is_finished(), pk=article.pk).exists() is finished
