"""A statement with everything that an approval covers; records of the desk."""

from datetime import date
from types import SimpleNamespace

from annotations.models import Figure
from annotations.services.claimants import make_claimant
from annotations.services.counterpoints import answer, counter
from annotations.services.evidence import cite, cite_for_counterpoint
from annotations.services.reviewing import approve
from annotations.services.sources import make_source
from annotations.services.statements import set_claimant
from annotations.services.verifying import verify
from tests.cast import at
from tests.ground import laid


@laid
def house(article, ana, rosa, tomas) -> SimpleNamespace:
    """3.1 with everything an approval covers, checked by Ana, approved by Rosa."""
    claimant = make_claimant(by=ana, name="Harbour authority")
    statement = at(article, "3.1")
    set_claimant(article, [statement.pk], by=ana, claimant=claimant)
    source = make_source(by=ana, title="Gate statistics", url="https://port.example/gate-2025")
    (citation,) = cite(
        article, [statement.pk], by=ana, source=source, stance="supports", passage="75,211 containers",
        locator="p. 4",
    )  # fmt: skip
    point = counter(article, by=ana, text="Empty containers are in it.", statement=at(article, "3.1"))
    backing = cite_for_counterpoint(point, by=ana, source=source)
    answer(point, by=ana, text="The table has them apart.")
    figure = Figure.objects.create(
        desk=article.desk, article=article, statement=statement, created_by=ana.person, start=51, end=57,
        value=75000, unit="containers",
    )  # fmt: skip
    verify(
        at(article, "3.1"),
        by=ana,
        status="supported",
        rationale="The table says 75,211.",
        as_of=date(2026, 2, 3),
    )
    decision = approve(at(article, "3.1"), by=rosa)
    return SimpleNamespace(
        article=article, statement=at(article, "3.1"), citation=citation, point=point, backing=backing,
        figure=figure, source=source, passage=citation.passage, claimant=claimant, decision=decision,
    )  # fmt: skip


@laid
def gate(ana):
    return make_source(by=ana, title="Gate statistics")


@laid
def yearbook(ana):
    return make_source(by=ana, title="Yearbook 2025")


@laid
def authority(ana):
    return make_claimant(by=ana, name="The authority", role="operator")


@laid
def harbour(ana):
    return make_claimant(by=ana, name="Harbour authority")
