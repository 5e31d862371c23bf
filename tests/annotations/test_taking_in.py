"""Taking in: what an article is called by in addresses."""

import pytest

from annotations.refusals import Refused
from annotations.services.taking_in import Draft, Facts, free_slug, take_in
from articles.models import Article
from tests.cast import taken_in


@pytest.mark.parametrize(
    ("title", "language", "slug"),
    [
        ("The port is winning", "en", "the-port-is-winning"),
        ("Où est passé le port ?", "fr", "ou-est-passe-le-port"),
        ("بندرگاہ جیت رہی ہے", "ur", "ur-1"),
        ("港が勝つ 2025", "ja", "ja-1"),
        ("G20 में भारत", "hi", "hi-1"),
        ("COVID-19 से लड़ाई", "hi", "hi-1"),
        ("iPhone 17 发布", "zh", "zh-1"),
        ("В NATO", "ru", "ru-1"),
        ("The port of Гданьск is closed", "en", "the-port-of-is-closed"),
        ("2025: 75,000", "en", "2025-75000"),
        ("港口", "zh-Hant", "zh-hant-1"),
        ("Take in!", "en", "take-in-2"),
        ("?", "en", "en-1"),
        ("The harbour " * 5 + "one", "en", "-".join(["the-harbour"] * 5)),
        ("The harbour " * 4 + "is finished", "en", "the-harbour-" * 4 + "is-finished"),
        ("x" * 70, "en", "x" * 60),
    ],
)
def test_short_name_is_made_of_a_title_in_latin_letters_else_of_the_language(desk, title, language, slug):
    assert free_slug(desk, title, language) == slug


@pytest.mark.parametrize(
    ("title", "slugs"), [("The port", ["the-port", "the-port-2"]), ("港", ["zh-1", "zh-2"])]
)
def test_short_name_is_free_at_the_desk(ana, title, slugs):
    drafts = (Draft("title", title),)
    assert [take_in(by=ana, drafts=drafts, facts=Facts(title, language="zh")).slug for _ in slugs] == slugs


def test_paragraph_in_another_script_is_cut_by_its_own_language(ana):
    urdu = "یہ شہر کے لیے ایک نئی بات ہے۔ اس سے سب خوش ہیں اور کام جاری ہے۔"
    article = taken_in(ana, (("body", "Ships wait. Cranes stand."), ("body", urdu)))
    paragraph = article.revision.paragraphs.get(label="2")
    assert (paragraph.language, paragraph.direction) == ("ur", "rtl")
    assert [row.label for row in article.statements.order_by("reading_order")] == ["1.1", "1.2", "2.1", "2.2"]


def test_a_title_and_an_item_of_a_list_are_claims_without_a_full_stop(ana):
    words = "Harbour closes over safety fears"
    article = taken_in(ana, tuple((kind, words) for kind in ("title", "heading", "list_item", "body")))
    kinds = [row.kind for row in article.statements.order_by("reading_order")]
    assert kinds == ["fact", "not_claim", "fact", "not_claim"]


def test_a_text_of_more_sentences_than_anybody_reads_is_refused(ana, monkeypatch):
    """In sentences of three letters five megabytes are a million rows, with each page that shows the text."""
    monkeypatch.setattr("annotations.services.taking_in.MAX_STATEMENTS", 3)
    with pytest.raises(Refused, match="more than 3 sentences"):
        taken_in(ana, (("body", "One ran. Two ran."), ("body", "Three ran. Four ran.")))
    assert not Article.objects.exists()


def test_an_article_has_a_title(ana):
    with pytest.raises(Refused, match="needs a title") as refused:
        take_in(by=ana, drafts=(Draft("body", "It is."),), facts=Facts(" "))
    assert refused.value.field == "title"
