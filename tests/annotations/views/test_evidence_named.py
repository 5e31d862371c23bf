"""Which piece of evidence is meant, and where it is opened, is the same on the card as in Review."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from annotations.models import Source
from annotations.services.counterpoints import counter
from annotations.services.evidence import cite
from annotations.services.flags import raise_flag
from annotations.services.sources import change_source, make_source
from annotations.services.verifying import verify
from tests.annotations.views.test_card import card
from tests.cast import at


@pytest.mark.parametrize("field", ["url", "archive_url"])
def test_an_address_that_no_browser_opens_is_refused_in_words(client, ana, field):
    client.force_login(ana.person)
    sent = {"title": "Gate statistics", field: "ftp://files.example/gate.pdf"}
    answer = client.post(reverse("source-add", args=["harbour"]), sent)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "begins with http:// or https://" in answer.content.decode()
    source = make_source(by=ana, title="Gate statistics")
    with pytest.raises(ValidationError, match="begins with http"):
        change_source(source, by=ana, **{field: "ftp://files.example/gate.pdf"})
    Source.objects.filter(pk=source.pk).update(**{field: "ftp://files.example/old.pdf"})
    source = Source.objects.get(pk=source.pk)  # as an older version took it
    assert change_source(source, by=ana, title="Gate statistics 2025").version == source.version


def test_a_flag_names_the_citation_or_counterpoint_that_it_is_on(client, article, ana, rosa):
    row = at(article, "3.1")
    gate = make_source(by=ana, title="Gate “statistics”")
    (first,) = cite(article, [row.pk], by=ana, source=gate, stance="supports", locator="p. 12")
    cite(article, [row.pk], by=ana, source=make_source(by=ana, title="Harbour news"), stance="supports")
    point = counter(article, by=ana, statement=row, text="Half were empty.")
    client.force_login(ana.person)
    for name, meant, told in (
        ("citation", first, "“Gate ‘statistics’”, p. 12"),
        ("counterpoint", point, "the counterpoint “Half were empty.”"),
    ):
        form = card(client, article, "3.1", "statement-flags", **{name: meant.pk})
        assert f">On {told}<" in form
        raise_flag(article, by=ana, reason="weak_source", statement=row, **{name: meant})
        assert f"on {told}</bdi>" in card(client, article, "3.1")
    assert ">On " not in card(client, article, "3.1", "statement-flags")
    client.force_login(rosa.person)
    read = client.get(reverse("review-statement", args=[ana.desk.slug, row.pk])).content.decode()
    assert read.count("on “Gate ‘statistics’”, p. 12</bdi>") == 1
    assert read.count("on the counterpoint “Half were empty.”</bdi>") == 1


def test_a_work_that_is_known_by_its_doi_is_opened_there(client, article, ana, rosa):
    row = at(article, "3.1")
    works = {
        "https://doi.org/10.1000/xyz123": {"csl": {"DOI": "10.1000/XYZ123"}},
        "https://archive.example/gate": {"archive_url": "https://archive.example/gate"},
        "https://gate.example/": {"url": "https://gate.example/", "csl": {"DOI": "10.1000/other"}},
    }
    for number, facts in enumerate(works.values()):
        source = make_source(by=ana, title=f"Gate {number}", **facts)
        cite(article, [row.pk], by=ana, source=source, stance="supports")
    verify(row, by=ana, status="supported", rationale="They say so.")
    client.force_login(ana.person)
    card_of_it = card(client, article, "3.1")
    client.force_login(rosa.person)
    read = client.get(reverse("review-statement", args=[ana.desk.slug, row.pk])).content.decode()
    for page in (card_of_it, read):
        assert re.findall(r'<a href="([^"]*)"[^>]*data-key="o"', page) == list(works)
