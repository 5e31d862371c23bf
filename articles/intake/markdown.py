"""Markdown: its headings, lists, quotations, front matter."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from articles.intake import headlines
from articles.intake.limits import check_blocks
from articles.intake.manuscript import DraftParagraph, Reading
from articles.kinds import BODY, CAPTION, HEADING, LIST_ITEM, QUOTATION, TITLE

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\n(?P<lines>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_IN_FRONT: Final = re.compile(r"(?:[\w.-]+|\"[^\"]+\"|'[^']+'):(?:\s|$)|\s|#|-(?:\s|$)|[\]}]")
"""What a line of front matter begins with: a name, a blank, a remark, an item, the end of a list."""
_ENTRY: Final = re.compile(r"^(?P<name>[A-Za-z_-]+):[ \t]*(?P<value>\S.*)$", re.MULTILINE)
_HTML: Final = re.compile(
    r"""
    <[!?].*|
    </?(?:a|abbr|acronym|address|article|aside|audio|b|bdi|bdo|big|blockquote|br|button|center|cite|code|data|dd|
    del|dfn|div|dl|dt|em|embed|figure|figcaption|font|form|h[1-6]|hr|i|iframe|img|input|ins|kbd|label|li|link|
    mark|meta|object|ol|option|p|picture|pre|q|rp|rt|ruby|s|samp|script|section|select|small|source|span|strike|
    strong|style|sub|summary|details|sup|svg|table|tbody|td|textarea|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr)
    (?:\s+(?:[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)|
        allowfullscreen|async|autoplay|checked|controls|defer|disabled|hidden|loop|muted|open))*\s*/?>
    """,
    re.I | re.S | re.X,
)
"""A tag that HTML knows; an attribute without a value only of those that have none: "a<b and c>d" is text."""
_NOTE: Final = re.compile(r"^\[\^([^\[\]\s]+)\]:", re.MULTILINE)
"""Begins a note; CommonMark knows none, and would take one that is a single word for the address of a link."""
_SIGN: Final = re.compile(r"\[\^([^\[\]\s]+)\]")
_BREAK: Final = re.compile(r"<br\b", re.I)
_NAMES: Final = {
    "title": ("title",),
    "byline": ("author", "byline", "authors", "by"),
    "published_on": ("date", "published", "published_on"),
    "url": ("url", "source", "link", "canonical_url"),
    "publisher": ("publisher", "publication", "site"),
    "language": ("lang", "language"),
}


def read(text: str) -> Reading:
    """The paragraphs of `text` by CommonMark with tables; a heading that opens the text is the title.

    Raises IntakeRefused for a block longer than a paragraph may be, which would take minutes to parse.
    """
    check_blocks(text, "file")
    front = _front(text)
    facts = _front_matter(front["lines"]) if front else {}
    paragraphs, has_html = _paragraphs(_NOTE.sub(r"\n\\[\1\\]", text[front.end() :] if front else text))
    notes = ("HTML inside the Markdown was not read.",) if has_html else ()
    return Reading(
        paragraphs=tuple(_titled(paragraphs, facts.get("title"))),
        byline=facts.get("byline"),
        published_on=_day(facts.get("published_on")),
        url=headlines.address(facts.get("url", "")),
        publisher=facts.get("publisher"),
        language=facts.get("language"),
        notes=notes,
    )


def _front(text: str) -> re.Match[str] | None:
    """The front matter; lines between two rules are text, unless they have names."""
    front = _FRONT_MATTER.match(text)
    lines = [line for line in front["lines"].split("\n") if line.strip()] if front else []
    named = any(":" in line and not line.startswith(("#", "-", " ", "\t")) for line in lines)
    return front if named and all(map(_IN_FRONT.match, lines)) else None


def _front_matter(lines: str) -> dict[str, str]:
    entries = {found["name"].lower(): found["value"].strip(" \t'\"[]") for found in _ENTRY.finditer(lines)}
    return {
        fact: next(entries[name] for name in names if name in entries)
        for fact, names in _NAMES.items()
        if not entries.keys().isdisjoint(names)
    }


def _day(value: str | None) -> date | None:
    return headlines.day(value) if value else None


def _titled(paragraphs: list[DraftParagraph], title: str | None) -> list[DraftParagraph]:
    """The paragraphs under the title of the front matter, else under a heading that opens the text."""
    first = paragraphs[0] if paragraphs else None
    if first and first.kind == HEADING and title in (None, first.text):
        return [replace(first, kind=TITLE), *paragraphs[1:]]
    return [DraftParagraph(TITLE, title), *paragraphs] if title else paragraphs


def _paragraphs(text: str) -> tuple[list[DraftParagraph], bool]:
    from markdown_it import MarkdownIt

    found: list[DraftParagraph] = []
    enclosing: list[str] = []
    has_html = False
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        if token.type == "html_block":
            has_html = has_html or not token.content.lstrip().startswith("<!--")
        elif token.type in ("fence", "code_block"):
            found.append(DraftParagraph(BODY, " ".join(token.content.split())))
        elif token.type == "inline":
            found += _inline(token, enclosing)
            has_html = has_html or any(map(_is_html, token.children or []))
        elif token.nesting > 0:
            enclosing.append(token.type)
        elif token.nesting < 0:
            enclosing.pop()
            if token.type == "tr_close":
                _join_row(found)
    return [paragraph for paragraph in found if paragraph.text], has_html


def _inline(token: "Token", enclosing: list[str]) -> Iterator[DraftParagraph]:
    children = token.children or []
    images = [child for child in children if child.type == "image"]
    if images and all(
        child.type in ("image", "softbreak") or not child.content.strip() for child in children
    ):
        yield from (DraftParagraph(CAPTION, " ".join(image.content.split())) for image in images)
        return
    kind = _kind(enclosing)
    for line in "".join(map(_plain, children)).split("\n"):
        yield DraftParagraph(kind, " ".join(line.split()))


def _kind(enclosing: list[str]) -> str:
    if "heading_open" in enclosing:
        return HEADING
    if "list_item_open" in enclosing:
        return LIST_ITEM
    if "blockquote_open" in enclosing:
        return QUOTATION
    return _CELL if "tr_open" in enclosing else BODY


_CELL: Final = "cell"
"""Only until its row is complete."""


def _join_row(found: list[DraftParagraph]) -> None:
    """A table's row is one list item, its cells apart by a bar."""
    cells: list[str] = []
    while found and found[-1].kind == _CELL:
        cells.append(found.pop().text)
    found.append(DraftParagraph(LIST_ITEM, " | ".join(cell for cell in reversed(cells) if cell)))


def _is_html(token: "Token") -> bool:
    """A tag in a line, which is not read; comments are for nobody."""
    is_tag = token.type == "html_inline" and not token.content.startswith("<!--")
    return is_tag and bool(_HTML.fullmatch(token.content))


def _plain(token: "Token") -> str:
    if token.type == "html_inline":
        read = "" if _HTML.fullmatch(token.content) else token.content
        return " " if _BREAK.match(token.content) else read
    if token.type == "text":
        return _SIGN.sub(r"[\1]", token.content)
    if token.type in ("code_inline", "image"):
        return token.content
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, "")
