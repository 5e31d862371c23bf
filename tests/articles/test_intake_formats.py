"""Holds the reader of Markdown to the article's own words."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from articles.intake import IntakeRefused, Manuscript, commonmark, read, sandbox
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


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(
    ("entry", "fact", "value"),
    [
        *(
            (entry, "byline", "Ana Ruiz")
            for entry in ("author: Ana Ruiz", "byline: Ana Ruiz", "by: 'Ana Ruiz'")
        ),
        ("authors: [Ana Ruiz]", "byline", "Ana Ruiz"),
        ('authors: ["Ana Ruiz", Jan Wolf]', "byline", "Ana Ruiz, Jan Wolf"),
        ("site: Courier: the daily", "publisher", "Courier: the daily"),
        ("authors: ['Ana Ruiz, Jr.']", "byline", "Ana Ruiz, Jr."),
        ("author:\n  - Ana Ruiz\n  - 'Jan Wolf'\ntags:\n- port", "byline", "Ana Ruiz, Jan Wolf"),
        ("author: {name: Cy Orr}\nbyline: Ana Ruiz", "byline", "Ana Ruiz"),
        ("author:\n- name: Cy Orr\n  at: x\nbyline: Ana Ruiz", "byline", "Ana Ruiz"),
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


@pytest.mark.usefixtures("in_this_process")
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


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(
    ("block", "paragraphs"),
    [
        ("One.  \nTwo.", [("body", "One."), ("body", "Two.")]),
        ("## It *fell* {#it-fell}\n\nIn {#set}", [("heading", "It fell"), ("body", "In {#set}")]),
        ("```\nx = 1\n  y\n```", [("body", "x = 1 y")]),
        ("![One](a.jpg)\n![Two](b.jpg)", [("caption", "One"), ("caption", "Two")]),
        ("![A nurse](a.jpg)\n*In Lyon.\nPhoto: V*", [("caption", "In Lyon. Photo: V")]),
        ("[![A nurse](a.jpg)](b) **In *Lyon***", [("caption", "In Lyon")]),
        (
            "![One](a.jpg)\n![Two](b.jpg)\n*We* met *here*",
            [("caption", "One"), ("caption", "Two"), ("body", "We met here")],
        ),
        (
            "![One](a.jpg)\n\n*Figure 1: The bridge*",
            [("caption", "One"), ("caption", "Figure 1: The bridge")],
        ),
        ("![](a.jpg)\n\nAbb. 2a – Der *Hafen*.", [("caption", "Abb. 2a – Der Hafen.")]),
        (
            "![One](a.jpg)\n\nPhoto: V\n\nFig. 2: x",
            [("caption", "One"), ("caption", "Photo: V"), ("body", "Fig. 2: x")],
        ),
        (
            "![One](a.jpg)\n\nFigure 1 shows it.\n\nFigure 1: x",
            [("caption", "One"), ("body", "Figure 1 shows it."), ("body", "Figure 1: x")],
        ),
        (
            "![One](a.jpg)\n\n```\nx\n```\n\n<p>y</p>\n\nFigure 1: z",
            [("caption", "One"), ("body", "x"), ("body", "y"), ("body", "Figure 1: z")],
        ),
        ("![We](a.jpg) met here.", [("body", "We met here.")]),
        ("- ![We](a.jpg) *met*", [("list_item", "We met")]),
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


def test_markdown_block_that_would_take_minutes_is_refused() -> None:
    with pytest.raises(IntakeRefused, match="the limit is 200,000"):
        read(b"a_b_" * 100_000, filename="a.md")


def test_markdown_is_read_in_a_process_of_its_own_that_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """41 kB of tables whose rows have one cell of a thousand took 700 MB of the server's own memory."""
    table = f"{'|a' * 1000}|\n{'|-' * 1000}|\n" + "|\n" * 64

    def run(script: Path, data: bytes) -> Any:
        return sandbox_run(script, data, seconds=2)

    sandbox_run = sandbox.run
    monkeypatch.setattr(sandbox, "run", run)
    with pytest.raises(IntakeRefused, match=r"took too long to read|could not be read"):  # time or memory
        read(f"{table}\n".encode() * 10, filename="a.md")


@pytest.mark.parametrize("unit", ["[^", "[^a"])
def test_signs_of_notes_that_nothing_closes_take_linear_time(unit: str) -> None:
    def seconds(characters: int) -> float:
        began = time.thread_time()
        commonmark.blocks(unit * (characters // len(unit)))
        return time.thread_time() - began

    short, long = (min(seconds(length) for _ in range(3)) for length in (2_500, 20_000))
    assert long < 32 * max(short, 0.005)
