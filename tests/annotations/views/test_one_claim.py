"""Two statements that are one claim show one verdict."""

from annotations.models import Deed
from annotations.services.statements import follow
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from tests.annotations.views.test_workspace import HTMX, url
from tests.cast import at


def test_what_happens_to_a_verdict_that_gives_way_to_anothers_is_told(as_ana, article, ana):
    for label in ("3.1", "3.2"):
        verify(at(article, label), by=ana, status="not_claim")
    link = {"kind": "same_as", "find": "3.1"}
    answer = as_ana.post(url(article, "statement-links", at(article, "3.2").pk), link, headers=HTMX)
    assert "3.2 shows the verdict of 3.1 now. Its own verdict is kept aside" in answer.content.decode()


def test_the_verdict_that_gave_way_stands_again_once_the_link_is_removed(as_ana, article, ana):
    for label, status in (("3.1", "not_claim"), ("3.2", "misleading")):
        verify(at(article, label), by=ana, status=status, rationale="Half of it is left out.")
    follow(at(article, "3.2"), at(article, "3.1"), by=ana)
    there = url(article, "statement-unlink", at(article, "3.2").pk)
    answer = as_ana.post(there, headers=HTMX).content.decode()
    assert "The link was removed. Its own verdict stands again." in answer
    row = at(article, "3.2")
    assert (row.same_as, row.status, row.review_state) == (None, "misleading", "ready")
    undo(Deed.objects.filter(article=article).latest("seq"), by=ana)
    row = at(article, "3.2")
    assert (row.same_as, row.status, row.review_state) == (at(article, "3.1"), "unchecked", "open")
    as_ana.post(there, headers=HTMX)
    assert at(article, "3.2").status == "misleading"


def test_one_that_had_no_verdict_has_none_once_the_link_is_removed(as_ana, article, ana):
    verify(at(article, "3.1"), by=ana, status="not_claim")
    follow(at(article, "3.2"), at(article, "3.1"), by=ana)
    answer = as_ana.post(url(article, "statement-unlink", at(article, "3.2").pk), headers=HTMX)
    assert "stands again" not in answer.content.decode()
    assert at(article, "3.2").status == "unchecked"


def test_the_only_verdict_of_two_is_shown_in_both_places_whichever_is_linked(as_ana, article, ana):
    verify(at(article, "3.2"), by=ana, status="misleading", rationale="Half of it is left out.")
    there, link = url(article, "statement-links", at(article, "3.2").pk), {"kind": "same_as"}
    answer = as_ana.post(there, link | {"find": "3.1"}, headers=HTMX).content.decode()
    assert "3.1 shows the verdict of 3.2 now." in answer
    assert "kept aside" not in answer
    assert at(article, "3.1").same_as == at(article, "3.2")
    assert (at(article, "3.2").status, at(article, "3.2").review_state) == ("misleading", "ready")
    as_ana.post(there, link | {"find": "2.1"}, headers=HTMX)
    assert at(article, "2.1").same_as == at(article, "3.2")
    as_ana.post(url(article, "statement-links", at(article, "4.1").pk), link | {"find": "3.2"}, headers=HTMX)
    assert at(article, "4.1").same_as == at(article, "3.2")


def test_what_others_repeat_leads_still_though_it_has_no_verdict(as_ana, article, ana):
    follow(at(article, "2.1"), at(article, "3.1"), by=ana)
    verify(at(article, "3.2"), by=ana, status="not_claim")
    link = {"kind": "same_as", "find": "3.1"}
    as_ana.post(url(article, "statement-links", at(article, "3.2").pk), link, headers=HTMX)
    assert at(article, "3.2").same_as == at(article, "3.1")
