"""What was done to one statement."""

import re

import pytest
from django.urls import reverse

from annotations.changes import corrected_sources, since_approval
from annotations.services.cutting import merge
from annotations.services.evidence import cite
from annotations.services.reviewing import approve
from annotations.services.sources import change_source, make_source
from annotations.services.statements import change_statement, confirm_kinds, follow, relate
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from tests.cast import at


def url(article, name, *args):
    return reverse(name, args=[article.desk.slug, article.slug, *args])


def test_history_tells_deeds_on_many_and_from_the_other_end(as_ana, article, ana):
    leader, follower, other = (at(article, label) for label in ("3.1", "3.2", "2.1"))
    source = make_source(by=ana, title="Gate statistics")
    confirm_kinds(article, {leader.pk: "quantity", other.pk: "fact"}, by=ana)
    cite(article, [leader.pk, other.pk], by=ana, source=source, stance="supports")
    follow(follower, leader, by=ana)
    relate(other, leader, by=ana, kind="leans_on")
    page = as_ana.get(url(article, "statement-history", leader.pk)).content.decode()
    for words in (
        ">today ",  # as the card beside it says
        "Confirmed 2 kinds",
        "for 2 statements",
        "3.2 is the same claim as 3.1",
        "2.1 leans on 3.1",
    ):
        assert words in page
    assert (
        "Nothing yet."
        in as_ana.get(url(article, "statement-history", at(article, "4.1").pk)).content.decode()
    )


def test_history_tells_what_was_said_of_a_part_before_it_was_merged(as_ana, article, ana):
    for label in ("3.2", "3.3"):
        verify(at(article, label), by=ana, status="misleading", rationale=f"Not all of {label}.")
    merged = merge(at(article, "3.1"), merge(at(article, "3.2"), at(article, "3.3"), by=ana), by=ana)
    page = as_ana.get(url(article, "statement-history", merged.pk)).content.decode()
    for words in ("3.3: Misleading", "Not all of 3.2.", "Not all of 3.3."):
        assert words in page
    for label, part in (("3.2", "3.2–3.3"), ("3.3", "3.3")):
        assert f"<bdi>Not all of {label}.</bdi> Said of {part}, since merged into this." in page
    given = as_ana.get(
        f"/api/v1/desks/harbour/articles/{article.slug}/statements/{merged.uid}/verifications/"
    )
    assert [row["rationale"] for row in given.json()["results"]] == ["Not all of 3.3.", "Not all of 3.2."]


def test_history_says_of_what_was_only_said_no_more_than_that(as_ana, article, ana):
    row = change_statement(at(article, "3.1"), by=ana, checked_said=True, checked_so=False)
    verify(row, by=ana, status="supported", rationale="The authority did say so.")
    page = as_ana.get(url(article, "statement-history", row.pk)).content.decode()
    told = (
        "3.1: Supported (that it was said)",
        "<b>Supported (that it was said).</b> <bdi>The authority did",
    )
    assert all(words in page for words in told)
    undone = undo(article.deeds.latest("seq"), by=ana).words
    assert undone == "Undone: 3.1: Supported (that it was said)"


def test_history_does_not_tell_a_verdict_that_was_undone(as_ana, article, ana):
    row = at(article, "3.1")
    verify(row, by=ana, status="misleading", rationale="By a third.")
    verify(at(article, "3.1"), by=ana, status="no_evidence", rationale="Nobody counts.")
    undo(article.deeds.order_by("-seq").first(), by=ana)
    page = as_ana.get(url(article, "statement-history", row.pk)).content.decode()
    assert "<b>Misleading.</b> <bdi>By a third.</bdi> <span" in page and "Nobody counts." not in page


@pytest.mark.django_db(
    transaction=True, databases=["default", "owner"]
)  # a history tells when each act began
def test_history_tells_who_corrected_a_source_that_is_cited(client, article, ana, tomas, rosa):
    source = make_source(by=ana, title="Gate statistics", url="https://gate.example/1")
    change_source(source, by=ana, url="https://gate.example/2")  # before it was cited
    row = at(article, "3.1")
    cite(article, [row.pk], by=ana, source=source, stance="supports")
    verify(at(article, "3.1"), by=ana, status="supported", rationale="The table says so.")
    approve(at(article, "3.1"), by=rosa)
    change_source(source, by=tomas, title="Gate statistics 2025")  # which unsettles nothing
    assert corrected_sources(row) == [] and at(article, "3.1").review_state == "approved"
    change_source(source, by=tomas, url="https://gate.example/3", csl={"DOI": "10.1000/gate"})
    told = "the address and the DOI of “Gate statistics 2025”"
    assert since_approval(at(article, "3.1")).parts == (f"{told} corrected by Tomás",)
    client.force_login(ana.person)
    page = client.get(url(article, "statement-history", row.pk)).content.decode()
    lines = re.findall(r'<li>([^<]+) <span class="fine">(\w+),', page)
    assert lines[:2] == [(f"Corrected {told}", "Tomás"), ("Approved 3.1", "Rosa")]
    assert corrected_sources(at(article, "3.2")) == []


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_history_tells_who_named_what_a_cited_source_is_taken_from(client, article, ana, tomas, rosa):
    wire, source = (make_source(by=ana, title=title) for title in ("The wire", "Gate statistics"))
    row = at(article, "3.1")
    cite(article, [row.pk], by=ana, source=source, stance="supports")
    verify(at(article, "3.1"), by=ana, status="supported", rationale="The table says so.")
    approve(at(article, "3.1"), by=rosa)
    change_source(source, by=tomas, derived_from=wire)
    row = at(article, "3.1")
    assert row.review_state == "approved"
    assert since_approval(row).parts == ("the origin of “Gate statistics” corrected by Tomás",)
    client.force_login(ana.person)
    page = client.get(url(article, "statement-history", row.pk)).content.decode()
    assert "Corrected the origin of “Gate statistics” <" in page
