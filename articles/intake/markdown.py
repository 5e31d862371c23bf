"""Markdown: its headings, lists, quotations, front matter."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from articles.intake import byline_lines, sandbox
from articles.intake.limits import check_blocks
from articles.intake.manuscript import DraftParagraph, Reading
from articles.kinds import HEADING, TITLE

COMMONMARK: Final = Path(__file__).with_name("commonmark.py")
_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\n(?P<lines>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_IN_FRONT: Final = re.compile(r"(?:[\w.-]+|\"[^\"]+\"|'[^']+'):(?:\s|$)|\s|#|-(?:\s|$)|[\]}]")
"""What a line of front matter begins with: a name, a blank, a remark, an item, the end of a list."""
_ENTRY: Final = re.compile(
    r"^(?P<name>[A-Za-z_-]+):[ \t]*(?P<value>\S.*|(?:\n[ \t]*-[ \t]+\S.*)+)$", re.MULTILINE
)
_ITEM: Final = re.compile(r"\s*(\"[^\"]*\"|'[^']*'|[^,]+)")
_MAP: Final = re.compile(r"\{|[\w-]+:\s")
_NOTE: Final = re.compile(r"^\[\^([^\[\]\s]+)\]:", re.MULTILINE)
"""Begins a note; CommonMark knows none, and would take one that is a single word for the address of a link."""
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

    Raises IntakeRefused for a block longer than a paragraph may be, for a text that takes too much time or memory.
    """
    check_blocks(text)
    matter = front(text)
    told = facts(matter) if matter else {}
    paragraphs, unread = _paragraphs(_NOTE.sub(r"\n\\[\1\\]", text[matter.end() :] if matter else text))
    notes = (f"HTML inside the Markdown was not read: {', '.join(unread)}.",) if unread else ()
    return Reading(
        paragraphs=tuple(_titled(paragraphs, told.get("title"))),
        byline=told.get("byline"),
        published_on=_day(told.get("published_on")),
        url=byline_lines.address(told.get("url", "")),
        publisher=told.get("publisher"),
        language=told.get("language"),
        notes=notes,
    )


def front(text: str) -> re.Match[str] | None:
    """The front matter; lines between two rules are text, unless they have names."""
    found = _FRONT_MATTER.match(text)
    lines = [line for line in found["lines"].split("\n") if line.strip()] if found else []
    named = any(":" in line and not line.startswith(("#", "-", " ", "\t")) for line in lines)
    return found if named and all(map(_IN_FRONT.match, lines)) else None


def facts(matter: re.Match[str]) -> dict[str, str]:
    """What the front matter tells of the article."""
    entries = {found["name"].lower(): _value(found["value"]) for found in _ENTRY.finditer(matter["lines"])}
    return {
        fact: next(entries[name] for name in names if entries.get(name))
        for fact, names in _NAMES.items()
        if any(entries.get(name) for name in names)
    }


def _value(written: str) -> str:
    """A text as it is, the items of a list with commas between; nothing of a map, whose names are anybody's guess."""
    plain = written.strip()
    if written.startswith("\n"):
        items = [item.strip().removeprefix("-").strip() for item in plain.split("\n")]
    elif plain.startswith("[") and plain.endswith("]"):
        items = _ITEM.findall(plain[1:-1])
    else:
        return "" if plain.startswith("{") else plain.strip("'\"[]")
    return ", ".join(item.strip(" \t'\"") for item in items if not _MAP.match(item.strip()))


def _day(value: str | None) -> date | None:
    return byline_lines.day(value) if value else None


def _titled(paragraphs: list[DraftParagraph], title: str | None) -> list[DraftParagraph]:
    """The paragraphs under the title of the front matter, else under a heading that opens the text."""
    first = paragraphs[0] if paragraphs else None
    if first and first.kind == HEADING and title in (None, first.text):
        return [replace(first, kind=TITLE), *paragraphs[1:]]
    return [DraftParagraph(TITLE, title), *paragraphs] if title else paragraphs


def _paragraphs(text: str) -> tuple[list[DraftParagraph], list[str]]:
    found = sandbox.read(COMMONMARK, text, name="file")
    return [DraftParagraph(kind, words) for kind, words in found["paragraphs"]], found["unread_tags"]
