"""The Markdown reads as text, refers by footnotes, keeps every markup of the article asleep."""

import re

import pytest
from markdown_it import MarkdownIt

from annotations.exports import markdown_text
from tests.annotations.exports.sample import ARTICLE


@pytest.fixture(scope="module")
def text():
    return markdown_text.render(ARTICLE).decode()


def read(text):
    """As GitHub's dialect would, raw HTML allowed: the block and inline types, the words."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = [inner for token in parser.parse(text) for inner in (token, *(token.children or ()))]
    return {token.type for token in tokens}, "".join(
        t.content for t in tokens if t.type in ("text", "text_special")
    )


def test_statements_stand_in_brackets_with_sign_state_sources(text):
    assert "⟦In 2025 the trams carried over 75,000 people⟧ (3.1 ✓ approved)[^1][^2], ⟦averaging" in text
    assert "(3.2 ✕ proposed)†[^1]" in text
    assert "(3.3 ↑ changed since approval)" in text


def test_every_footnote_is_there_once(text):
    wanted = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert wanted == {"1", "2", "3"} == set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))


def test_an_address_that_can_be_no_link_is_text(text):
    (note,) = re.findall(r"^\[\^2\]: .*", text, re.MULTILINE)
    assert (
        r"The \_Courier\_. https\://example.org/q?x=&lt;y> Archived 13 January 2026: ftp\://archive" in note
    )


def test_lines_are_kept_apart(text):
    assert "“Line \\| 2024 \\| 2025 ↵ 1 \\| 41,000 \\| 44,118 ↵ 2 \\|" in text
    assert "The line ran on 288 days; ↵ per running day" in text
    assert "Most of it stands.\n\nThe \\*rate\\* does &lt;not>.\\\n1\\. It never did." in text


def test_who_answered_a_counterpoint(text):
    assert "> **Answer.** Then say &lt;per running day>. – Ana Ruiz" in text


def test_the_head_says_what_is_not_signed_off(text):
    assert text.split("\n\n")[1].startswith("**Not signed off: 3 of 9 statements approved.")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[click](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        "**bold** _em_ `code` ~~gone~~",
        "# heading",
        "- item",
        "+ item",
        "1. item",
        "2) item",
        "> quoted",
        "---",
        "=== rule",
        "| a | b |",
        "&lt;b&gt; &#60;b&#62;",
        "[^1] and [^1]: note",
        "<https://example.org>",
        "line\n\n# another",
        "\t\tcode",
        "a\\",
        "{{ 7*7 }} {% raw %}",
        "Title\n=====",
    ],
)
def test_no_markup_of_the_text_becomes_active(hostile):
    types, words = read(markdown_text.opening(hostile))
    assert types <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    assert words == " ".join(hostile.split())


@pytest.mark.parametrize("address", ["https://example.org/a", "www.example.org", "ana@example.org"])
def test_bare_addresses_of_the_text_are_no_links(address):
    shown = markdown_text.plain(address)
    assert not re.search(r"https?://|www\.|\w@\w", shown)
    assert read(shown)[1] == address
