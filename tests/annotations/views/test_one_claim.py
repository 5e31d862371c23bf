"""Two statements that are one claim show one verdict."""

from annotations.services.statements import follow
from annotations.services.verifying import verify
from tests.annotations.views.test_workspace import HTMX, url
from tests.cast import at


def test_what_happens_to_a_verdict_that_gives_way_to_anothers_is_told(as_ana, article, ana):
    for label in ("3.1", "3.2"):
        verify(at(article, label), by=ana, status="not_claim")
    link = {"kind": "same_as", "find": "3.1"}
    answer = as_ana.post(url(article, "statement-links", at(article, "3.2").pk), link, headers=HTMX)
    assert "3.2 shows the verdict of 3.1 now. Its own verdict is kept aside" in answer.content.decode()


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
