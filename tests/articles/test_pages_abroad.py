"""Holds what pages in all the languages of articles state of themselves: the site in their title, a body as author."""

import json

import pytest

from articles.intake import html, page_headline

pytestmark = pytest.mark.usefixtures("in_this_process")

TEXT = (
    "Der Hafen wurde am Montag für alle Schiffe geschlossen, und niemand weiß, wie lange das so bleibt. " * 2
)


def page(head: str) -> html.Reading:
    body = f"<article><h1>Am Kai</h1><p>{TEXT}</p><p>Zweitens: {TEXT}</p></article>"
    return html.read(f"<html lang=de><head>{head}</head><body>{body}</body></html>")


@pytest.mark.parametrize(
    ("title", "bar", "tail", "name"),
    [
        ("Le port ferme", " | ", "Le Monde", "Le Monde"),
        ("Le port ferme", " - ", "Le Monde", "lemonde.fr"),
        ("बंदरगाह बंद हुआ", " - ", "BBC News हिंदी", ""),
        ("بندرگاہ بند ہو گئی", " - ", "BBC News اردو", ""),
        ("El puerto cierra", " - ", "BBC News Mundo", ""),
        ("港が閉鎖された", "｜", "朝日新聞", ""),
        ("港が閉鎖された", "：", "朝日新聞デジタル", "朝日新聞"),
        ("Порт закрыт", " — ", "РБК", "РБК"),
        ("港口关闭了", "-", "新华网", "新华网"),
        ("港口关闭了", "_", "新浪新闻", ""),
        ("بندر بسته شد", " - ", "خبرگزاری مهر", "خبرگزاری مهر"),
        ("الميناء مغلق", " | ", "الجزيرة نت", "الجزيرة نت"),
        ("Hafen schließt: Wer zahlt?", " – ", "Hafenbote", "Hafenbote"),
    ],
)
def test_the_sites_name_is_cut_off(title: str, bar: str, tail: str, name: str) -> None:
    assert page_headline.without_site(f"{title}{bar}{tail}", [name]) == title


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Hafen schließt – Politik", "Hafenbote"),
        ("Порт закрыт — что дальше", "РБК"),
        ("港が閉鎖された：市民の声", "朝日新聞"),
        ("港口关闭了-市民不满", "新华网"),
        ("港が閉鎖された｜市民の声と、これからの町の暮らしを考える", ""),
        ("Der Streit um den Hafenboten", "Hafenbote"),
        ("The port closes - BBC News", ""),
        ("snake_case", ""),
        ("الميناء مغلق | أخبار", ""),
    ],
)
def test_another_tail_stays(title: str, name: str) -> None:
    assert page_headline.without_site(title, [name]) == title


def test_the_name_is_the_one_that_the_page_gives_its_site() -> None:
    stated = '<meta property="og:title" content="Порт закрыт — Курьер"><meta property="og:site_name" content="Курьер">'
    assert page(stated).paragraphs[0].text == "Порт закрыт"
    assert page(stated.replace("og:site_name", "other")).paragraphs[0].text == "Порт закрыт — Курьер"


def author(*stated: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "x", "author": [*stated]}
    return f'<title>Hafen schließt</title><script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    "name", ["Reuters", "dpa", "AFP", "dpa/AFP", "ТАСС", "新华社", "PTI", "BBC", "BBC News हिंदी"]
)
def test_a_body_signs_by_its_whole_name(name: str) -> None:
    body = {"@type": "Organization", "name": name}
    assert page(author(body)).byline == name
    assert page(f'<title>Hafen schließt</title><meta name="author" content="{name}">').byline == name
    assert page(author({"@type": "Person", "name": "Petra Hansen"}, body)).byline == "Petra Hansen"


def test_the_site_itself_is_no_author() -> None:
    site = '<meta property="og:site_name" content="Hafenbote">'
    assert page(site + author({"@type": "NewsMediaOrganization", "name": "Hafenbote"})).byline is None
