"""What was sent back waits for an editor again, in whatever order its flags and its evidence are seen to."""

import pytest

from annotations.models import Citation, Flag
from annotations.reading import load_statement
from annotations.services.cutting import move_ends, split
from annotations.services.evidence import change_citation, cite, withdraw_citation
from annotations.services.flags import raise_flag, settle_flag
from annotations.services.placing import place_of
from annotations.services.reviewing import ask_for_changes
from annotations.services.sources import make_source
from annotations.services.statements import follow
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from tests.annotations.test_deeds import newest
from tests.annotations.views.test_workspace import url
from tests.cast import at


@pytest.fixture
def source(ana):
    return make_source(by=ana, title="Gate statistics")


def asked(article) -> Flag:
    return Flag.objects.select_related("article", "statement__verification").get(
        article=article, closed_at=None, withdrawn_at=None
    )


def cited(article, ana, source, label="3.1", locator="") -> Citation:
    ids = [at(article, label).pk]
    (citation,) = cite(article, ids, by=ana, source=source, stance="supports", locator=locator)
    return fresh(citation)


def fresh(citation) -> Citation:
    return Citation.objects.select_related("article", "statement__verification", "passage", "source").get(
        pk=citation.pk
    )


def supported(article, ana, source) -> Citation:
    verify(at(article, "3.1"), by=ana, status="supported", rationale="The table says so.")
    return cited(article, ana, source)


def state(article, label="3.1") -> str:
    return at(article, label).review_state


def test_evidence_that_comes_after_the_flag_is_settled_hands_back(article, ana, rosa, source):
    bad = supported(article, ana, source)
    ask_for_changes(at(article, "3.1"), by=rosa, reasons=["weak_source"])
    withdraw_citation(fresh(bad), by=ana)
    settle_flag(asked(article), by=ana, outcome="fixed")
    assert state(article) == "sent_back"
    cited(article, ana, source)
    assert state(article) == "ready"


def test_evidence_hands_nothing_back_while_a_flag_is_open(article, ana, rosa, source):
    supported(article, ana, source)
    ask_for_changes(at(article, "3.1"), by=rosa, reasons=["weak_source"])
    cited(article, ana, source, locator="p. 4")
    assert state(article) == "sent_back"


def test_a_flag_that_is_undone_hands_back(article, ana, rosa, source):
    supported(article, ana, source)
    ask_for_changes(at(article, "3.1"), by=rosa, reasons=["weak_source"])
    first = asked(article)
    raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.1"))
    flagged = newest(article)
    settle_flag(first, by=ana, outcome="fixed")
    assert state(article) == "sent_back"
    undo(flagged, by=ana)
    assert state(article) == "ready"
    undo(newest(article), by=ana)
    assert Flag.objects.filter(closed_at=None, withdrawn_at=None).count() == 1


def test_what_was_given_since_it_was_read_counts(article, ana, tomas, rosa, source):
    (context,) = cite(article, [at(article, "3.1").pk], by=ana, source=source, stance="context")
    read = fresh(context)
    verify(at(article, "3.1"), by=tomas, status="supported", rationale="The table says so.")
    change_citation(read, by=ana, stance="supports")
    assert state(article) == "ready"
    raise_flag(article, by=tomas, reason="no_source", statement=at(article, "3.1"))
    read = asked(article)
    ask_for_changes(at(article, "3.1"), by=rosa, reasons=["weak_source"])
    settle_flag(Flag.objects.get(reason="weak_source"), by=ana, outcome="fixed")
    assert state(article) == "sent_back"
    settle_flag(read, by=ana, outcome="fixed")
    assert state(article) == "ready"


def test_what_has_no_verdict_of_its_own_is_to_do_again(article, ana, rosa):
    verify(at(article, "2.1"), by=ana, status="misleading", rationale="In the mornings alone.")
    follow(at(article, "3.1"), at(article, "2.1"), by=ana)
    ask_for_changes(at(article, "3.1"), by=rosa, reasons=["weak_source"])
    settle_flag(asked(article), by=ana, outcome="fixed")
    assert state(article) == "open"


def test_other_words_wait_until_somebody_looked_at_them(article, ana, source):
    citation = supported(article, ana, source)
    split(at(article, "3.1"), by=ana, at=at(article, "3.1").text.index("averaging"))
    change_citation(fresh(citation), by=ana, locator="p. 4")
    assert state(article, "3.1a") == "open"
    row = at(article, "3.1a")
    verify(row, by=ana, status="supported", rationale="The table says so.", base=row.verification_id)
    assert state(article, "3.1a") == "ready"


def test_new_evidence_does_not_carry_an_old_verdict_over_to_other_words(article, ana, source):
    citation = supported(article, ana, source)
    split(at(article, "3.1"), by=ana, at=at(article, "3.1").text.index("averaging"))
    divided = newest(article)
    withdraw_citation(fresh(citation), by=ana)
    withdrawn = newest(article)
    cited(article, ana, source, "3.1a")
    assert state(article, "3.1a") == "open"
    for deed in (newest(article), withdrawn, divided):
        undo(deed, by=ana)
    assert state(article) == "ready"
    withdraw_citation(fresh(citation), by=ana)
    assert state(article) == "open"
    cited(article, ana, source)
    assert state(article) == "ready"


def test_a_settled_flag_does_not_hand_back_other_words(article, ana, rosa, source):
    supported(article, ana, source)
    ask_for_changes(at(article, "3.1"), by=rosa, reasons=["other_side"])
    split(at(article, "3.1"), by=ana, at=at(article, "3.1").text.index("averaging"))
    settle_flag(asked(article), by=ana, outcome="fixed")
    assert state(article, "3.1a") == "open"


def test_an_opinion_of_other_words_is_unfinished(article, ana):
    verify(at(article, "3.1"), by=ana, status="not_claim")
    assert not load_statement(article, at(article, "3.1").pk).is_unfinished
    move_ends(at(article, "3.1"), by=ana, start=0, end=30)
    assert load_statement(article, at(article, "3.1").pk).is_unfinished


def test_ends_that_are_not_moved_change_nothing(client, article, ana):
    verify(at(article, "3.1"), by=ana, status="not_claim")
    row = at(article, "3.1")
    here, seq = place_of(row), row.article.seq
    client.force_login(ana.person)
    ends = {"start": here.start, "end": here.end}
    page = client.post(url(article, "statement-ends", row.pk), ends, follow=True).content.decode()
    assert "The ends of 3.1 stay where they are." in page
    move_ends(row, by=ana, start=here.start, end=here.end + 1)  # the blank after it
    row = at(article, "3.1")
    assert (row.review_state, row.article.seq, place_of(row).row) == ("ready", seq, here.row)
