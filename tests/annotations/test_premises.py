"""What leans on a statement that fell is put up for another look, until it has had one."""

from itertools import pairwise, permutations

import pytest
from django.urls import reverse

from annotations.models import Statement
from annotations.premises import FailedPremise, failed_since
from annotations.reading import galley, load, load_statement, load_touched
from annotations.refusals import Refused
from annotations.scale import VerdictLabels
from annotations.services.cutting import merge
from annotations.services.statements import follow, leave_out, relate, unrelate
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from tests.cast import at

EARLY, LATE = 71, 74  # ids of verdicts


@pytest.mark.parametrize("status", ["misleading", "misstated", "contradicted", "no_evidence", "unverifiable"])
def test_an_adverse_verdict_is_a_fall_until_one_has_looked_again(status):
    assert failed_since(EARLY, status, LATE)
    assert failed_since(None, status, LATE)
    assert not failed_since(LATE, status, EARLY)


@pytest.mark.parametrize("status", ["supported", "mostly", "not_claim"])
def test_what_stands_carries(status):
    assert not failed_since(EARLY, status, LATE)


def test_what_nobody_judged_has_not_fallen():
    assert not failed_since(EARLY, "unchecked", None)


def test_the_sentence_takes_the_desks_own_word():
    fallen = FailedPremise(41, "5.3", "misleading", "")
    assert fallen.prompt(VerdictLabels()) == "Leans on 5.3, now “misleading”: look at it again."
    assert "now “half the story”" in fallen.prompt(VerdictLabels({"misleading": "Half the story"}))


@pytest.fixture
def leaning(article, ana):
    """3.2 is supported and leans on 3.1, which is then found to be misleading."""
    relate(at(article, "3.2"), at(article, "3.1"), by=ana, kind="leans_on")
    verify(at(article, "3.2"), by=ana, status="supported", rationale="By half.")
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    return article


def fallen(article, label: str = "3.2") -> list[tuple[str, str]]:
    """As the card has it; the galley, its paragraph and the exports must agree."""
    row = at(article, label)
    shown = load_statement(article, row.pk).fallen
    for paragraphs in (
        galley(article).paragraphs,
        load(article).paragraphs,
        load_touched(article, row.pk),
    ):
        (same,) = (s for paragraph in paragraphs for s in paragraph.statements if s.id == row.pk)
        assert same.fallen == shown
    return [(other.label, other.status) for other in shown]


def test_analyst_is_asked_for_another_look(leaning):
    assert fallen(leaning) == [("3.1", "misleading")]
    assert fallen(leaning, "3.1") == []


def test_what_is_newer_is_told_by_the_deeds_not_by_the_clock(article, ana, clock_set_back):
    relate(at(article, "3.2"), at(article, "3.1"), by=ana, kind="leans_on")
    verify(at(article, "3.2"), by=ana, status="supported", rationale="By half.")
    clock_set_back()
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    assert fallen(article) == [("3.1", "misleading")]
    clock_set_back()
    verify(at(article, "3.2"), by=ana, status="supported", rationale="It holds all the same.")
    assert fallen(article) == []


def test_a_verdict_given_after_the_fall_is_another_look(leaning, ana):
    verify(at(leaning, "3.2"), by=ana, status="supported", rationale="It holds all the same.")
    assert fallen(leaning) == []


def test_undo_of_the_verdict_lifts_what_fell(leaning, ana):
    undo(leaning.deeds.order_by("-seq").first(), by=ana)
    assert fallen(leaning) == []


def test_a_follower_falls_with_its_leader(leaning, ana):
    relate(at(leaning, "3.2"), at(leaning, "1.1"), by=ana, kind="leans_on")
    follow(at(leaning, "1.1"), at(leaning, "3.1"), by=ana)
    assert fallen(leaning) == [("3.1", "misleading"), ("1.1", "misleading")]


def test_what_is_left_out_neither_asks_nor_falls(leaning, ana):
    leave_out(leaning, [at(leaning, "3.1").pk], by=ana, why="Said twice.")
    assert fallen(leaning) == []
    undo(leaning.deeds.order_by("-seq").first(), by=ana)
    leave_out(leaning, [at(leaning, "3.2").pk], by=ana, why="Said twice.")
    assert fallen(leaning) == []


@pytest.mark.parametrize("over", [[], ["4.1"], ["4.1", "4.2"]])
def test_nothing_comes_to_lean_on_itself(article, ana, over):
    """Each new verdict would put up the other for another look, for ever."""
    chain = ["3.2", *over, "3.1"]
    for one, other in pairwise(chain):
        relate(at(article, one), at(article, other), by=ana, kind="leans_on")
    with pytest.raises(Refused, match=r"3\.2 leans on 3\.1 already.*Remove that link first"):
        relate(at(article, "3.1"), at(article, "3.2"), by=ana, kind="leans_on")
    relate(at(article, "3.3"), at(article, "3.2"), by=ana, kind="leans_on")


def test_what_shows_anothers_verdict_leans_as_that_one_does(article, ana):
    follow(at(article, "1.1"), at(article, "3.1"), by=ana)
    relate(at(article, "3.2"), at(article, "1.1"), by=ana, kind="leans_on")
    with pytest.raises(Refused, match=r"leans on 3\.1 already"):
        relate(at(article, "3.1"), at(article, "3.2"), by=ana, kind="leans_on")


@pytest.mark.parametrize("over", [[], ["4.1"], ["4.1", "4.2"]])
@pytest.mark.parametrize("turned", [False, True])
def test_what_leans_on_another_is_not_the_same_claim(article, ana, over, turned):
    """It would rest on its own verdict."""
    chain = ["3.2", *over, "3.1"]
    for one, other in pairwise(chain):
        relate(at(article, one), at(article, other), by=ana, kind="leans_on")
    follower, leader = (at(article, label) for label in (chain[:: len(chain) - 1])[:: -1 if turned else 1])
    with pytest.raises(Refused, match=r"leans on .* it would lean on itself\. Remove a link first\."):
        follow(follower, leader, by=ana)
    assert at(article, follower.label).same_as is None
    follow(at(article, "3.3"), leader, by=ana)


def test_what_shows_a_verdict_does_not_lean_on_it(article, ana):
    for label in ("3.2", "3.3"):
        follow(at(article, label), at(article, "3.1"), by=ana)
    for one, other in permutations(("3.1", "3.2", "3.3"), 2):
        with pytest.raises(Refused, match="lean on itself"):
            relate(at(article, one), at(article, other), by=ana, kind="leans_on")


def test_no_undo_lets_a_statement_lean_on_itself(article, ana):
    link = relate(at(article, "3.2"), at(article, "3.1"), by=ana, kind="leans_on")
    unrelate(link, by=ana)
    follow(at(article, "3.2"), at(article, "3.1"), by=ana)
    unlinked, linked = list(article.deeds.order_by("seq"))[-2:]
    with pytest.raises(Refused, match="lean on itself"):
        undo(unlinked, by=ana)
    undo(linked, by=ana)
    undo(unlinked, by=ana)
    redo = article.deeds.get(undoes=linked)
    with pytest.raises(Refused, match="lean on itself"):
        undo(redo, by=ana)


def test_a_merge_takes_away_what_would_lean_on_itself(article, ana):
    link = relate(at(article, "2.1"), at(article, "3.2"), by=ana, kind="leans_on")
    follow(at(article, "2.1"), at(article, "3.1"), by=ana)
    merge(at(article, "3.1"), at(article, "3.2"), by=ana)
    assert article.relations.get().withdrawn_at is not None
    undo(article.deeds.order_by("-seq").first(), by=ana)
    assert (link := article.relations.get()).withdrawn_at is None and link.b == at(article, "3.2")


@pytest.mark.parametrize("by_way", [("5.1",), ("5.1", "1.1")])
def test_no_merge_lets_a_statement_lean_on_itself(article, ana, by_way):
    """Nor is a link lost for it that joins others."""
    for one, other in pairwise(("3.2", *by_way, "3.1")):
        relate(at(article, one), at(article, other), by=ana, kind="leans_on")
    with pytest.raises(
        Refused, match=r"leans on .*: merged into one it would lean on itself\. Remove a link"
    ):
        merge(at(article, "3.1"), at(article, "3.2"), by=ana)
    unrelate(article.relations.first(), by=ana)
    assert merge(at(article, "3.1"), at(article, "3.2"), by=ana).label == "3.1–3.2"


def test_what_leans_back_asks_for_no_look(leaning, ana):
    """Links may be older than what forbids it."""
    relate(at(leaning, "3.3"), at(leaning, "3.1"), by=ana, kind="leans_on")
    relate(at(leaning, "1.1"), at(leaning, "3.2"), by=ana, kind="leans_on")
    Statement.objects.filter(pk=at(leaning, "1.1").pk).update(same_as=at(leaning, "3.1"))
    assert (fallen(leaning), fallen(leaning, "3.1")) == ([], [])
    assert fallen(leaning, "3.3") == [("3.1", "misleading")]


@pytest.mark.parametrize("room", ["article", "statement", "review-statement"])
def test_margin_card_and_review_say_so(leaning, client, rosa, room):
    client.force_login(rosa.person)
    pk = at(leaning, "3.2").pk
    args = {"article": [leaning.slug], "statement": [leaning.slug, pk], "review-statement": [pk]}[room]
    page = client.get(reverse(room, args=["harbour", *args])).content.decode()
    assert "Leans on 3.1, now “misleading”: look at it again." in page
