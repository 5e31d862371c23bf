"""Holds the readers of Markdown and HTML to the article's own words."""

from datetime import date
from pathlib import Path

import pytest

from articles.intake import IntakeRefused, Manuscript, read, sandbox
from articles.intake.manuscript import FROM_FILE

MARKDOWN = """---
title: The bridge
author: "Ana Ruiz"
date: 2026-01-12
url: https://example.org/bridge
lang: en-GB
---
# The bridge

The *old* [bridge](https://example.org) was built
in `1932`.

> We will not pay.

- Steel
- Labour
  1. by night

![The bridge in winter](a.jpg)

## What it cost

| Year | Cost |
|------|------|
| 1932 | 3 |
"""
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


def kinds(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(paragraph.kind, paragraph.text) for paragraph in manuscript.paragraphs]


def test_markdown() -> None:
    found = read(MARKDOWN.encode(), filename="bridge.md")
    assert kinds(found) == [
        ("title", "The bridge"),
        ("body", "The old bridge was built in 1932."),
        ("quotation", "We will not pay."),
        ("list_item", "Steel"),
        ("list_item", "Labour"),
        ("list_item", "by night"),
        ("caption", "The bridge in winter"),
        ("heading", "What it cost"),
        ("list_item", "Year | Cost"),
        ("list_item", "1932 | 3"),
    ]
    assert (found.title, found.byline, found.published_on) == ("The bridge", "Ana Ruiz", date(2026, 1, 12))
    assert (found.url, found.language) == ("https://example.org/bridge", "en-GB")
    assert found.facts["language"] == FROM_FILE


def test_markdown_title_comes_from_the_front_matter_when_no_heading_opens_it() -> None:
    found = read(b"---\ntitle: The bridge\n---\nIt was built.\n\n## Later\n\nIt fell.", filename="a.markdown")
    assert kinds(found)[:2] == [("title", "The bridge"), ("body", "It was built.")]


def test_markdown_front_matter_may_end_in_dots() -> None:
    found = read(b"---\ntitle: The bridge\n...\nIt was built.", filename="a.md")
    assert kinds(found) == [("title", "The bridge"), ("body", "It was built.")]


def test_markdown_heading_under_another_title_stays_a_heading() -> None:
    found = read(b"---\ntitle: The bridge\n---\n# Part one\n\nIt was built.", filename="a.md")
    assert kinds(found)[:2] == [("title", "The bridge"), ("heading", "Part one")]


@pytest.mark.parametrize(
    ("entry", "fact", "value"),
    [
        *(
            (entry, "byline", "Ana Ruiz")
            for entry in ("author: Ana Ruiz", "byline: Ana Ruiz", "by: 'Ana Ruiz'")
        ),
        ("authors: [Ana Ruiz]", "byline", "Ana Ruiz"),
        *((f"{name}: 2026-01-12", "published_on", date(2026, 1, 12)) for name in ("date", "published")),
        ("Published_On: 12 January 2026", "published_on", date(2026, 1, 12)),
        *((f"{name}: https://example.org/b", "url", "https://example.org/b") for name in ("url", "source")),
        *(
            (f"{name}: https://example.org/b", "url", "https://example.org/b")
            for name in ("link", "canonical_url")
        ),
        *(
            (f"{name}: The Courier", "publisher", "The Courier")
            for name in ("publisher", "publication", "site")
        ),
        *((f"{name}: pt-BR", "language", "pt-BR") for name in ("lang", "language")),
    ],
)
def test_markdown_front_matter_has_many_names(entry: str, fact: str, value: object) -> None:
    found = read(f"---\n{entry}\n---\n# The bridge\n\nIt was built.".encode(), filename="a.md")
    assert getattr(found, fact) == value
    assert found.facts[fact] == FROM_FILE


@pytest.mark.parametrize(
    "lines",
    [
        "\nIt was built.\n",
        "It was built.",
        "It was built.\nname: and more",
        "",
        "# It",
        "    It: built",
        "https://example.org/b",
    ],
)
def test_what_stands_between_two_rules_is_text(lines: str) -> None:
    found = read(f"---\n{lines}\n---\n\nIt fell.".encode(), filename="a.md")
    assert " ".join(one.text for one in found.paragraphs).split() == [
        word for word in f"{lines} It fell.".split() if word != "#"
    ]


def test_markdown_front_matter_may_have_lists_and_remarks_and_wrapped_lines() -> None:
    lines = "# a remark\ntags:\n- bridge\n  - steel\n\nsummary: >\n  The old\n  bridge\nauthor: Ana Ruiz\n'x y': z"
    found = read(f"---\n{lines}\n---\nIt was built.".encode(), filename="a.md")
    assert (found.byline, found.paragraphs[-1].text) == ("Ana Ruiz", "It was built.")
    assert found.title == ""


@pytest.mark.parametrize(
    ("block", "paragraphs"),
    [
        ("One.  \nTwo.", [("body", "One."), ("body", "Two.")]),
        ("```\nx = 1\n  y\n```", [("body", "x = 1 y")]),
        ("![One](a.jpg)\n![Two](b.jpg)", [("caption", "One"), ("caption", "Two")]),
        ("See ![the plan](a.jpg) here.", [("body", "See the plan here.")]),
        ("> - A list in a quotation", [("list_item", "A list in a quotation")]),
        ("> ## A heading in one", [("heading", "A heading in one")]),
        (
            "| Year | Cost |\n|---|---|\n| 1932 | |\n\nThat is all.",
            [("list_item", "Year | Cost"), ("list_item", "1932"), ("body", "That is all.")],
        ),
    ],
)
def test_markdown_blocks(block: str, paragraphs: list[tuple[str, str]]) -> None:
    found = read(f"# The bridge\n\n{block}".encode(), filename="a.md")
    assert kinds(found)[1:] == paragraphs


def test_markdown_notes_are_paragraphs_and_their_signs_end_sentences() -> None:
    found = read(
        b"# Title\n\nIt fell.[^1] It rose.\n\n[^1]: So says `x[^1]`.\n[^b]: Nobody.", filename="a.md"
    )
    assert kinds(found)[1:] == [
        ("body", "It fell.[1] It rose."),
        ("body", "[1] So says x[^1]."),
        ("body", "[b] Nobody."),
    ]


def test_facts_under_the_title_of_any_format_are_set_aside() -> None:
    found = read(
        b"---\nauthor: Ana Ruiz\n---\n# Title\n\n*By Ana B. Ruiz, 12 January 2026*\n\nText.", filename="a.md"
    )
    assert found.byline == "Ana Ruiz"
    assert [(one.rule, one.left_out) for one in found.paragraphs] == [
        ("", False),
        ("byline", True),
        ("", False),
    ]


def test_markdown_comment_is_not_missed() -> None:
    found = read(b"# Title\n\n<!-- later -->\n\nText.", filename="a.md")
    assert kinds(found) == [("title", "Title"), ("body", "Text.")]
    assert found.notes == ()


def test_markdown_with_nothing_to_read_is_refused() -> None:
    with pytest.raises(IntakeRefused, match="no text in it"):
        read(b"<!-- later -->", filename="a.md")


def test_markdown_html_is_not_read_and_that_is_said() -> None:
    found = read(b"# Title\n\n<div><script>alert(1)</script></div>\n\nText.", filename="a.md")
    assert kinds(found) == [("title", "Title"), ("body", "Text.")]
    assert found.notes == ("HTML inside the Markdown was not read.",)


@pytest.mark.parametrize(
    ("line", "text", "is_html"),
    [
        ("If a<b and c>d then x.", "If a<b and c>d then x.", False),
        ("Write <name> or </name> here.", "Write <name> or </name> here.", False),
        ("It is <!-- not --> late.", "It is late.", False),
        ("It is <b>very</b> late.", "It is very late.", True),
        ('It is <A HREF="x" title=y>late</A>.', "It is late.", True),
        ("It is<br/>late.", "It is late.", True),
        ("It is <?php late?>now.", "It is now.", True),
    ],
)
def test_markdown_html_in_a_line_is_missed_what_is_none_is_text(line: str, text: str, is_html: bool) -> None:
    found = read(f"# Title\n\n{line}".encode(), filename="a.md")
    assert kinds(found)[1:] == [("body", text)]
    assert bool(found.notes) == is_html


def test_markdown_block_that_would_take_minutes_is_refused() -> None:
    with pytest.raises(IntakeRefused, match="the limit is 200,000"):
        read(b"a_b_" * 100_000, filename="a.md")


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
        ("<p>It has 20 m<sup>2</sup> of steel.</p>", [("body", "It has 20 m2 of steel.")]),
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
        *((name, "It") for name in ("a.md", "a.Markdown")),
        *((name, "read as HTML") for name in ("a.html", "a.HTM", "a.xhtml")),
    ],
)
def test_format_follows_from_the_ending(name: str, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "run", lambda script, data: {"paragraphs": [["body", "read as HTML"]]})
    data = b"# It" if body == "It" else b"<p># It</p>"
    assert [paragraph.text for paragraph in read(data, filename=name).paragraphs] == [body]


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


def test_confined_process_sees_no_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "secret")
    script = tmp_path / "script.py"
    script.write_text("import json, os; print(json.dumps([key for key in os.environ if 'SECRET' in key]))")
    assert sandbox.run(script, b"") == []
