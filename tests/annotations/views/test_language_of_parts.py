"""The article's words are read with the voice of their language, wherever they stand."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from annotations.exports import html_page
from annotations.reading import load
from annotations.services.claimants import make_claimant
from annotations.services.evidence import cite
from annotations.services.flags import raise_flag
from annotations.services.reviewing import ask_for_changes
from annotations.services.sources import make_source
from annotations.services.statements import change_statement, follow, leave_out, relate, set_claimant
from annotations.services.taking_in import Draft, Facts, take_in
from annotations.services.verifying import verify
from tests.cast import at
from tests.ground import laid

# An article in French with a paragraph in Spanish, in a page in English.
TITLE, SAID = (
    "Les goélands du port",
    "La biblioteca abre de noche. La biblioteca cierra tarde. La biblioteca es nueva.",
)
SPEAKS = {"goélands": "fr", "biblioteca": "es"}
VOID = {"meta", "link", "br", "input", "use", "hr", "circle", "path", "rect", "option", "source", "img"}


class Spoken(HTMLParser):
    """``heard``: each word of ``SPEAKS`` that stands in the page, with the nearest ``lang`` around it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.around: list[tuple[str, str]] = [("", "")]
        self.heard: list[tuple[str, str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.around.append((tag, dict(attrs).get("lang", self.around[-1][1])))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.around.pop()[0] == tag

    def handle_data(self, data):
        tag, language = self.around[-1]
        if tag not in ("title", "script", "select", "datalist"):
            self.heard += [(word, language, data.strip()) for word in SPEAKS if word in data]


@laid
def library(ana, rosa):
    drafts = (
        Draft("title", TITLE),
        Draft("body", SAID, language="es"),
        Draft("body", "Le port est vide. Il pleut."),
    )
    article = take_in(by=ana, drafts=drafts, facts=Facts(title=TITLE, language="fr"))
    change_statement(at(article, "2.1"), by=ana, plain="La biblioteca está abierta a las 23 horas.")
    set_claimant(article, [at(article, "2.1").pk], by=ana, claimant=make_claimant(by=ana, name="Rosa Chacel"))
    source = make_source(by=ana, title="Opening hours")
    cite(article, [at(article, "2.1").pk], by=ana, source=source, stance="contradicts", passage="Until ten.")
    verify(at(article, "2.1"), by=ana, status="contradicted", rationale="It closes at ten.")
    relate(at(article, "3.1"), at(article, "2.1"), by=ana, kind="leans_on")
    relate(at(article, "2.2"), at(article, "3.1"), by=ana, kind="clashes_with")
    follow(at(article, "2.3"), at(article, "2.1"), by=ana)
    follow(at(article, "3.2"), at(article, "2.1"), by=ana)
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="It does not.")
    raise_flag(article, by=ana, reason="headline")
    return article


def said(page: str) -> dict[str, int]:
    """How often each language is heard; nothing is in another one than its own."""
    heard = Spoken(page).heard
    assert [told for told in heard if told[1] != SPEAKS[told[0]]] == []
    return {language: sum(told[1] == language for told in heard) for language in SPEAKS.values()}


@pytest.mark.parametrize(
    ("name", "label", "at_least"),
    [
        ("article", "", {"fr": 1, "es": 3}),
        ("article-table", "", {"fr": 2, "es": 4}),
        ("article-panel", "", {"fr": 2, "es": 3}),
        ("article-export", "", {"fr": 1}),
        ("article-withdraw", "", {"fr": 1}),
        ("kinds", "?kind=event&kind=other&kind=quantity&kind=fact", {"fr": 1, "es": 1}),
        ("statement", "2.1", {"es": 3 + 2 + 1}),  # the text, words and plain words, what says it again
        ("statement", "3.1", {"es": 3 + 2}),  # what it leans on, what it clashes with
        ("statement", "3.2", {"es": 3 + 1}),
        ("statement-merge", "2.1", {"es": 3 + 3}),
        ("statement-split", "2.1", {"es": 3 + 3}),
        ("statement-ends", "2.1", {"es": 3 + 3}),
        ("statement-history", "2.1", {"es": 3 + 2}),
    ],
)  # fmt: skip
def test_in_the_workspace(as_ana, library, name, label, at_least):
    narrowed = label if label.startswith("?") else ""
    which = [at(library, label).pk] if label and not narrowed else []
    page = as_ana.get(reverse(name, args=["harbour", library.slug, *which]) + narrowed).content.decode()
    heard = said(page)
    assert {language: heard[language] for language in at_least if heard[language] < at_least[language]} == {}


def test_where_several_are_chosen(as_ana, library):
    chosen = "&".join(f"statement={at(library, label).pk}" for label in ("2.1", "2.2"))
    for name in ("selection-claimant", "selection-leave-out"):
        page = as_ana.get(
            reverse(name, args=["harbour", library.slug]) + f"?in=table&{chosen}"
        ).content.decode()
        assert said(page)["es"] == 2


def test_where_a_link_is_to_lead(as_ana, library):
    page = as_ana.get(
        reverse("statement-others", args=["harbour", library.slug, at(library, "3.1").pk])
        + "?find=biblioteca"
    )
    assert said(page.content.decode()) == {"fr": 0, "es": 3}


def test_in_the_paragraph(as_ana, library):
    row = at(library, "2.1").placements.get(withdrawn_at=None).paragraph
    assert (
        said(as_ana.get(reverse("paragraph", args=["harbour", library.slug, row.pk])).content.decode())["es"]
        == 1
    )


def test_in_review(as_rosa, library):
    flag = library.flags.get()
    pages = [
        as_rosa.get(reverse("review-statement", args=["harbour", at(library, "2.1").pk])),
        as_rosa.get(reverse("review-statement", args=["harbour", at(library, "3.1").pk])),
        as_rosa.get(reverse("review-flag", args=["harbour", flag.pk])),
        as_rosa.post(reverse("review-selected", args=["harbour"]), {"statement": at(library, "2.1").pk}),
    ]
    heard = [said(page.content.decode()) for page in pages]
    assert [each["fr"] >= least for each, least in zip(heard, (3, 3, 3, 1), strict=True)] == [True] * 4
    assert [each["es"] >= least for each, least in zip(heard, (4, 2, 1, 2), strict=True)] == [True] * 4


def test_in_the_lists_of_the_desk(as_ana, library, ana, rosa):
    ask_for_changes(at(library, "2.1"), by=rosa, reasons=["weak_source"])
    raise_flag(library, by=rosa, reason="no_source", statement=at(library, "2.2"), owner=ana.person)
    citation = at(library, "2.1").citations.get()
    for name, pk, least in (
        ("statement-list", None, {"fr": 5, "es": 4}),
        ("desk", None, {"fr": 3, "es": 2}),  # what was sent back, what a flag is on
        ("article-list", None, {"fr": 2}),
        ("claimant", at(library, "2.1").claimant_id, {"fr": 1, "es": 1}),
        ("source", citation.source_id, {"fr": 1, "es": 1}),
    ):
        heard = said(as_ana.get(reverse(name, args=["harbour", *([pk] if pk else [])])).content.decode())
        assert all(heard[language] >= number for language, number in least.items()), (name, heard)


def test_in_the_page_that_leaves(library, ana):
    leave_out(library, [at(library, "2.2").pk], by=ana, why="Not the author's.")
    heard = said(html_page.render(load(library)).decode())
    assert heard["es"] >= 3 + 1 + 2 and heard["fr"] >= 1
