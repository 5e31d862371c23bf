"""One of each thing that the tables name, made in the ordinary way."""

import pytest

from annotations.services.addresses import ask_for_address
from annotations.services.claimants import make_claimant
from annotations.services.counterpoints import answer, counter
from annotations.services.evidence import cite
from annotations.services.flags import raise_flag
from annotations.services.notes import add_note
from annotations.services.people import invite
from annotations.services.sources import make_source
from annotations.services.verifying import verify
from tests.cast import at


@pytest.fixture
def things(article, ana, tomas, ines) -> dict[str, object]:
    """Name → id, or what else an address or a form says."""
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="Half of it is left out.")
    point = counter(article, by=ana, text="The gate was shut for 77 days.", statement=at(article, "3.1"))
    answer(point, by=ana, text="Not in 2025.")
    source = make_source(by=ana, title="Gate statistics")
    (cited,) = cite(
        article, [at(article, "3.1").pk], by=ana, source=source, stance="supports", passage="All of it."
    )
    noted = add_note(article, by=ana, text="Look at the annex.")
    flag = raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.1"))
    statement = at(article, "3.1")
    invitation, secret = invite(by=ines, email="mara@paper.example")
    return {
        "statement": statement.pk,
        "content_version": statement.content_version,
        "verification": statement.verification_id,
        "flag": flag.pk,
        "counterpoint": point.pk,
        "source": source.pk,
        "claimant": make_claimant(by=ana, name="The authority").pk,
        "citation": cited.pk,
        "note": noted.pk,
        "paragraph": statement.placements.get(withdrawn_at=None).paragraph_id,
        "deed": article.deeds.order_by("-seq").first().pk,
        "member": tomas.pk,
        "invitation": invitation.pk,
        "secret": secret,
        "address_token": ask_for_address(ana.person, "ana@home.example", password="correct horse"),
    }
