"""Holds the reader of HTML to the article's own words."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from articles.intake import IntakeRefused, Manuscript, read, sandbox
from tests.articles.test_intake_formats import kinds

PAGE = """<!DOCTYPE html><html lang="en"><head><title>The bridge</title>
<meta name="author" content="Ana Ruiz"><meta property="og:site_name" content="Daily Example">
<meta property="article:published_time" content="2026-01-12T10:00:00Z">
<link rel="canonical" href="https://example.org/bridge"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>The bridge</h1>
<p>The bridge was built in 1932 by two hundred workers, and was <a href="/x">closed</a> in <b>2021</b>.</p>
<figure><img src="a.jpg" alt=""><figcaption>The bridge in winter</figcaption></figure>
<h2>What it cost</h2><ul><li>Steel, three million</li><li>Labour</li></ul>
<blockquote><p>We will not pay for it.</p></blockquote>
<p onclick="steal()">The council has not decided what to do with it<script>alert(1)</script>, although
it has been asked many times.</p>
<table><tr><td>1932</td><td>three</td></tr></table></article><footer>Imprint</footer></body></html>"""


def test_html() -> None:
    found = read(PAGE.encode(), filename="bridge.html")
    assert kinds(found) == [
        ("title", "The bridge"),
        ("body", "The bridge was built in 1932 by two hundred workers, and was closed in 2021."),
        ("caption", "The bridge in winter"),
        ("heading", "What it cost"),
        ("list_item", "Steel, three million"),
        ("list_item", "Labour"),
        ("quotation", "We will not pay for it."),
        ("body", "The council has not decided what to do with it, although it has been asked many times."),
        ("list_item", "1932 | three"),
    ]
    assert (found.byline, found.published_on, found.publisher) == (
        "Ana Ruiz",
        date(2026, 1, 12),
        "Daily Example",
    )
    assert (found.url, found.language) == ("https://example.org/bridge", "en")


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(
    ("block", "paragraphs"),
    [
        (
            "<figure><img src=a><figcaption>The <b>bridge</b> in <i>winter</i></figcaption></figure>",
            [("caption", "The bridge in winter")],
        ),
        (
            "<figure><img src=a><figcaption>One</figcaption><img src=b><figcaption>Two</figcaption></figure>",
            [("caption", "One"), ("caption", "Two")],
        ),
        (
            "<figure><a><img src=a alt='A nurse'></a><figcaption><p>In Lyon.</p><p>Photo: V</p></figcaption></figure>",
            [("caption", "In Lyon. Photo: V")],
        ),
        (
            "<figure><img src=a><figcaption><span>The harbour.</span><b>B</b>ridge of McRae<i>Photo: V</i>"
            "<i>AP</i></figcaption></figure>",
            [("caption", "The harbour. Bridge of McRae Photo: VAP")],
        ),
        (
            "<figure class=wp-block-pullquote><blockquote><p>We paid.</p></blockquote>"
            "<figcaption>Ana Ruiz</figcaption></figure>",
            [("quotation", "We paid."), ("caption", "Ana Ruiz")],
        ),
        (
            "<div>It was <figcaption>The <b>bridge</b></figcaption> closed.</div>",
            [("body", "It was"), ("caption", "The bridge"), ("body", "closed.")],
        ),
        (
            "<div>It was <p>closed</p> again</div>",
            [("body", "It was"), ("body", "closed"), ("body", "again")],
        ),
        ("<p>It was<br>closed</p>", [("body", "It was"), ("body", "closed")]),
        (
            "<ul><li>Steel<ul><li>old</li></ul>and new</li></ul>",
            [("list_item", "Steel"), ("list_item", "old"), ("list_item", "and new")],
        ),
        (
            "<ul><li>Steel<table><tr><td>1932</td><td>three</td></tr></table></li></ul>",
            [("list_item", "Steel"), ("list_item", "1932"), ("list_item", "three")],
        ),
        ("<table><tr><th>Year</th><td></td><td>1932</td></tr></table>", [("list_item", "Year | 1932")]),
        (
            "<blockquote><p>We paid.</p><footer>Ana Ruiz, <cite>councillor</cite></footer></blockquote>",
            [("quotation", "We paid."), ("quotation", "Ana Ruiz, councillor")],
        ),
        ("<p>It rose to 20<sup><a href='#n1'>1</a></sup> again.</p>", [("body", "It rose to 20[1] again.")]),
        ("<p>It rose to 20<a href='#n1'><sup>b</sup></a> again.</p>", [("body", "It rose to 20[b] again.")]),
        (
            "<p>In 2019<sup>3</sup> it held 10<sup>6</sup> lorries<sup>1,2</sup>, or 10<sup>-6</sup>.</p>",
            [("body", "In 2019³ it held 10⁶ lorries¹,², or 10⁻⁶.")],
        ),
        (
            "<p>20 m<sup> <b>2</b></sup> of CO<sub>2</sub>, x<sub>n</sub>.</p>",
            [("body", "20 m² of CO₂, xₙ.")],
        ),
        (
            "<p>The 1<sup>st</sup>, le 3<sup>e</sup>, n<sup>os</sup> 5<sup>a</sup>.</p>",
            [("body", "The 1st, le 3e, nos 5a.")],
        ),
        ("<p>عام ٢٠١٩<sup>٣</sup> في البحيرة.</p>", [("body", "عام ٢٠١٩[٣] في البحيرة.")]),
        (
            "<figure><img src=a><figcaption>Ice in 2019<sup>3</sup></figcaption></figure>",
            [("caption", "Ice in 2019³")],
        ),
        (
            "<p>He said that <q>we <b>shall</b> build <q>many</q></q> by <q>“2030”</q>, but <q>not how</q>.</p>",
            [("body", "He said that “we shall build ‘many’” by “2030”, but “not how”.")],
        ),
        ("<p>·&nbsp;&nbsp; Steel of the old bridge.</p>", [("list_item", "Steel of the old bridge.")]),
    ],
)
def test_html_blocks(block: str, paragraphs: list[tuple[str, str]]) -> None:
    before, after = PAGE.split("<figure>")[0], PAGE.split("</figure>")[1]
    found = kinds(read(f"{before}{block}{after}".encode(), filename="a.html"))
    assert found[2:-6] == paragraphs


def test_title_below_the_name_of_its_section_is_told_once() -> None:
    page = PAGE.replace("<h1>The bridge</h1>", "<p>Towns and rivers</p><h2>The</h2><h1>The Bridge</h1>")
    found = kinds(read(page.encode(), filename="a.html"))
    assert found[:3] == [("title", "The Bridge"), ("body", "Towns and rivers"), ("heading", "The")]
    assert [text for _, text in found].count("The Bridge") == 1


def test_title_of_a_word_document_is_the_one_in_it() -> None:
    page = PAGE.replace(
        "<h1>The bridge</h1>", "<p class=MsoTitle>The end of\n<b>a bridge</b></p><p>By Ana Ruiz</p>"
    )
    found = read(page.encode(), filename="a.htm")
    assert kinds(found)[:2] == [("title", "The end of a bridge"), ("body", "By Ana Ruiz")]
    assert found.paragraphs[1].rule == "byline"


def test_xhtml_says_its_language() -> None:
    page = PAGE.replace('<html lang="en">', '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en-GB">')
    assert read(page.encode(), filename="a.xhtml").language == "en-GB"


def test_html_is_known_by_its_content() -> None:
    assert read(PAGE.encode(), filename="bridge").byline == "Ana Ruiz"


def test_html_declares_its_encoding() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1250">').replace("Labour", "Práce dělníků")
    found = read(page.encode("windows-1250"), filename="a.html")
    assert ("list_item", "Práce dělníků") in kinds(found)
    assert found.encoding == "windows-1250"


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("lang", ['"><script>', "en_" + "x" * 50, ""])
def test_html_language_is_only_a_language(lang: str) -> None:
    found = read(PAGE.replace('lang="en"', f"lang='{lang}'").encode(), filename="a.html")
    assert found.language == "en"


def test_html_address_is_only_a_web_address() -> None:
    page = PAGE.replace("https://example.org/bridge", "javascript:alert(1)")
    assert read(page.encode(), filename="a.html").url is None


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html>" + "<div>" * 50_000, "<html>\x01"])
def test_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(IntakeRefused, match=r"page.*[Cc]opy .* text and paste it"):
        read(page.encode(), filename="a.html")


def page_that_reads_as(monkeypatch: pytest.MonkeyPatch, **facts: object) -> Manuscript:
    """As if the confined process had found these in it."""
    paragraphs = [["heading", "The bridge"], ["body", "It was built."]]
    monkeypatch.setattr(sandbox, "run", lambda script, data: {"paragraphs": paragraphs} | facts)
    return read(b"<html>", filename="a.html")


@pytest.mark.parametrize(
    ("stated", "opening"),
    [
        (None, [("title", "The bridge"), ("body", "It was built.")]),
        ("THE BRIDGE | Daily Example", [("title", "The bridge"), ("body", "It was built.")]),
        ("bridge", [("title", "The bridge"), ("body", "It was built.")]),
        ("Later", [("title", "Later"), ("heading", "The bridge"), ("body", "It was built.")]),
    ],
)
def test_html_title_is_the_heading_that_opens_it_where_both_say_the_same(
    stated: str | None, opening: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kinds(page_that_reads_as(monkeypatch, title=stated)) == opening


def test_html_title_is_stated_where_no_heading_opens_it(monkeypatch: pytest.MonkeyPatch) -> None:
    paragraphs = [["body", " The bridge "]]
    assert kinds(page_that_reads_as(monkeypatch, paragraphs=paragraphs)) == [("body", "The bridge")]
    found = page_that_reads_as(monkeypatch, paragraphs=paragraphs, title=" The\u00a0bridge ")
    assert kinds(found) == [("title", "The bridge"), ("body", "The bridge")]


@pytest.mark.parametrize("fact", [None, "", " ", 5, ["Ana Ruiz"]])
def test_html_facts_are_texts_or_none(fact: object, monkeypatch: pytest.MonkeyPatch) -> None:
    found = page_that_reads_as(monkeypatch, byline=fact, published_on=fact, url=fact, publisher=fact)
    assert (found.byline, found.published_on, found.url, found.publisher) == (None,) * 4


def test_html_date_that_is_none_is_no_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    assert page_that_reads_as(monkeypatch, published_on="last spring").published_on is None


@pytest.mark.parametrize("opening", ["<!DOCTYPE html>", "<html>", "<head>", "\n <BODY>"])
def test_html_is_known_by_how_it_opens(opening: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "run", lambda script, data: {"paragraphs": [["body", "It was built."]]})
    assert kinds(read(f"{opening}It was built.".encode())) == [("body", "It was built.")]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        *((name, "<p># It</p>") for name in ("a.txt", "a.TEXT", "a", "a.odt")),
        *((name, "read by commonmark.py") for name in ("a.md", "a.Markdown")),
        *((name, "read by extraction.py") for name in ("a.html", "a.HTM", "a.xhtml")),
    ],
)
def test_format_follows_from_the_ending(name: str, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(script: Path, data: bytes) -> dict[str, Any]:
        return {"paragraphs": [["body", f"read by {script.name}"]], "unread_tags": []}

    monkeypatch.setattr(sandbox, "run", run)
    assert [paragraph.text for paragraph in read(b"<p># It</p>", filename=name).paragraphs] == [body]


def test_html_that_is_empty_is_refused_as_any_file() -> None:
    with pytest.raises(IntakeRefused, match="no text in it"):
        read(b"", filename="a.html")


def test_page_without_an_article_is_told_from_one_that_cannot_be_read() -> None:
    with pytest.raises(IntakeRefused, match="No article was found"):
        read(b"<html><body></body></html>", filename="a.html")


SCRIPTS = {
    "memory": "x = bytearray(2 * 1024**3)",
    "file": "open(__file__ + '.new', 'w').write('x')",
    "crash": "raise SystemExit(3)",
    "nonsense": "print('no json')",
    "project": "import articles",
}


@pytest.mark.parametrize("source", SCRIPTS.values(), ids=SCRIPTS)
def test_confined_process_cannot(source: str, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(source)
    with pytest.raises(sandbox.Failed, match=r"could not be read|too long"):
        sandbox.run(script, b"")


def test_confined_process_is_stopped_in_time(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("import time; time.sleep(30)")
    with pytest.raises(sandbox.Failed, match="too long"):
        sandbox.run(script, b"", seconds=0.5)


def test_answer_without_an_end_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the process may have of memory, the server would not: it took all of what the answer was."""
    monkeypatch.setattr(sandbox, "LARGEST_ANSWER", 1000)
    script = tmp_path / "script.py"
    script.write_text("import time; print('x' * 100_000, flush=True); time.sleep(600)")
    with pytest.raises(sandbox.Failed, match="could not be read"):
        sandbox.run(script, b"", seconds=60)


def test_what_a_confined_process_starts_ends_with_it(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("import os, time; os.fork() or time.sleep(600)")
    began = time.monotonic()
    with pytest.raises(sandbox.Failed, match=r"could not be read|too long"):
        sandbox.run(script, b"x" * 10**6, seconds=1)
    assert time.monotonic() - began < 60


def test_confined_process_sees_no_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "secret")
    script = tmp_path / "script.py"
    script.write_text("import json, os; print(json.dumps([key for key in os.environ if 'SECRET' in key]))")
    assert sandbox.run(script, b"") == []
