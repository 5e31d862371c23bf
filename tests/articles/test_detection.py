"""Holds that a paste is read as Markdown or HTML only where it plainly is, and loses nothing by it."""

import pytest

from articles.intake import Manuscript, read_pasted
from tests.articles.test_intake import FIRST, SECOND

pytestmark = pytest.mark.usefixtures("in_this_process")


def told(found: Manuscript) -> list[tuple[str, str]]:
    return [(paragraph.kind, paragraph.text) for paragraph in found.paragraphs]


@pytest.mark.parametrize(
    "text",
    [
        f"# The bridge closes\n\n{FIRST}\n\n## What it costs\n\n- Steel\n- [Labour](https://example.org/l)",
        f"The bridge closes\n=================\n\n{FIRST}\n\n## What it costs\n\n* Steel\n* Labour",
        f"The bridge closes\n===\n\n{FIRST}\n\nWhat it costs\n-----\n\n* Steel\n* Labour",
        f"---\ntitle: The bridge closes\n---\n\n{FIRST}\n\n## What it costs\n\n- Steel\n- **Labour**",
        f"# **The bridge closes** {{#the-bridge}}\n\n{FIRST}\n\n## **What it costs** {{#what}}\n\n* Steel\n* Labour",
        f"# ***The bridge*** *closes*\n\n{FIRST}\n\n## What it costs\n\n- Steel\n- Labour",
    ],
)
def test_markdown_is_read_with_its_headings_and_lists(text: str) -> None:
    found = read_pasted(text)
    assert told(found) == [
        ("title", "The bridge closes"),
        ("body", FIRST),
        ("heading", "What it costs"),
        ("list_item", "Steel"),
        ("list_item", "Labour"),
    ]
    assert found.notes == ("Read as Markdown, by what it looks like.",)


@pytest.mark.parametrize(
    "text",
    [
        f"---\ntitle: The bridge closes\n---\n\n{FIRST} {SECOND}  \nIt is late.\n\n{SECOND}",
        f"---\ntitle: The bridge closes\n---\n{FIRST} {SECOND}\n\nIt is late.",
        f"# The bridge closes\n\n{FIRST} {SECOND}  \nIt is late.\n\n**Never** so.",
    ],
)
def test_front_matter_and_breaks_are_markdown(text: str) -> None:
    found = read_pasted(text)
    assert found.title == "The bridge closes"
    assert told(found)[1:3] == [("body", f"{FIRST} {SECOND}"), ("body", "It is late.")]
    assert found.notes == ("Read as Markdown, by what it looks like.",)


def test_a_block_of_html_is_a_mark_under_a_heading() -> None:
    found = read_pasted(f"# The bridge closes\n\n{FIRST}\n\n<p>{SECOND}</p>")
    assert told(found) == [("title", "The bridge closes"), ("body", FIRST), ("body", SECOND)]


@pytest.mark.parametrize("opening", ["<p>It was built.</p>", '<div align="center">\n<img alt="">\n</div>'])
def test_markdown_that_html_opens_is_markdown(opening: str) -> None:
    found = read_pasted(
        f"{opening}\n\n# The bridge closes\n\n{FIRST}\n\n<div>\n\n- Steel\n- *Labour*\n\n</div>"
    )
    assert told(found)[-4:] == [
        ("heading" if "built" in opening else "title", "The bridge closes"),
        ("body", FIRST),
        ("list_item", "Steel"),
        ("list_item", "Labour"),
    ]
    assert found.notes == ("Read as Markdown, by what it looks like.",)


@pytest.mark.parametrize(
    "text",
    [
        f"---\nNote: It fell.\n---\n\n{FIRST}\n\n{SECOND}",
        f"---\ntitle: The bridge\n---\n{FIRST} {SECOND}\n{SECOND} {FIRST}",
        f"The bridge closes\n\n{FIRST}\n\n- Steel\n- Labour",
        f"The bridge closes\n\nSee [the report](https://example.org/r). {FIRST}",
        f"The bridge closes\n\n**Steel** is dear. {FIRST}",
        f"# The bridge closes\n\n{FIRST}",
        f"The bridge closes\n\nYear - cost\n-----------\n- Steel\n\n{FIRST}",
        f"The bridge closes\n\n{FIRST}\n\n-----\n\n- Steel",
        f"# of piers lost: 2\n\n- Steel\n- Labour\n\n{FIRST}",
        f"# 1 reason to wait\n\n- Steel\n\n{FIRST}",
        f"#MeToo on the bridge\n\n- Steel\n\n{FIRST}",
        f"# The bridge closes\n{FIRST} {SECOND}\n{SECOND} {FIRST}\n- Steel",
        f"---\nShe said: no.\n---\n\n- Steel\n\n{FIRST}",
    ],
)
def test_a_text_with_a_mark_or_two_is_plain(text: str) -> None:
    found = read_pasted(text)
    assert found.notes == ()
    marks = "".join(paragraph.text for paragraph in found.paragraphs)
    assert all(sign in marks for sign in "#[*" if sign in text)


@pytest.mark.parametrize(
    "text",
    [
        f"<h1>The bridge closes</h1>\n<p>{FIRST}</p>\n<ul><li>Steel</li></ul>\n<p>{SECOND}</p>",
        f"\n<!-- a block -->\n<h1>The bridge closes</h1>\n<p>{FIRST}</p><ul><li>Steel</li></ul><p>{SECOND}</p>",
        f"<!DOCTYPE html><html><body><nav>Home</nav><h1>The bridge closes</h1><p>{FIRST}</p><ul><li>Steel</li>"
        f"</ul><p>{SECOND}</p></body></html>",
    ],
)
def test_html_is_read_without_its_tags(text: str) -> None:
    found = read_pasted(text)
    assert told(found) == [
        ("title", "The bridge closes"),
        ("body", FIRST),
        ("list_item", "Steel"),
        ("body", SECOND),
    ]
    assert found.notes == ("Read as HTML, by what it looks like.",)


@pytest.mark.parametrize(
    "text",
    [
        f"The bridge closes\n\n<p>{FIRST}</p>",
        "<p> is a tag that opens a paragraph, and few know it.",
        "<div><script>alert(1)</script></div>",
        f"<p>{FIRST}</p><script>{'let words = 1; ' * 99}</script>",
        f"<div><h2>The bridge closes</h2><p>{FIRST}</p><ul><li>Steel</li></ul><p>{SECOND}</p></div>",
        "<3 the bridge, they say. </p>",
    ],
)
def test_what_is_no_html_or_would_lose_by_it_is_plain(text: str) -> None:
    found = read_pasted(text)
    assert found.notes == ()
    assert "".join(paragraph.text for paragraph in found.paragraphs) == text.replace("\n", "").strip()
