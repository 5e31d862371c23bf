"""A page in HTML: the article's paragraphs alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from articles.intake import byline_lines, sandbox
from articles.intake.list_marks import without_sign
from articles.intake.manuscript import DraftParagraph, IntakeRefused, Reading
from articles.kinds import HEADING, LIST_ITEM, TITLE
from articles.normal import normalise

_HEAD_LINES: Final = 4
"""So far down stands the title, behind the name of its section or a line about it."""
_MANY: Final = 3
"""Paragraphs; one or two may be somebody's teaser."""
EXTRACTION: Final = Path(__file__).with_name("extraction.py")


def read(page: str) -> Reading:
    """The article in `page`, without navigation, scripts and links; a note where much of it may have been missed.

    Raises IntakeRefused when there is none, or when the page takes too much time or memory.
    """
    found = sandbox.read(EXTRACTION, page, name="page")
    if not found or not found["paragraphs"]:
        raise IntakeRefused("file", "No article was found in this page. Copy its text and paste it.")
    paragraphs = [_drafted(kind, normalise(text).strip()) for kind, text in found["paragraphs"]]
    return Reading(
        paragraphs=tuple(_titled(paragraphs, _fact(found, "title"))),
        byline=_fact(found, "byline"),
        published_on=_day(_fact(found, "published_on")),
        url=byline_lines.address(_fact(found, "url") or ""),
        publisher=_fact(found, "publisher"),
        language=_fact(found, "language"),
        notes=tuple(_missed(found.get("unread", 0))),
    )


def _missed(count: int) -> Iterator[str]:
    """The library may stop in the middle of an article, and what it found looks complete."""
    if count >= _MANY:
        yield f"{count} long paragraphs of the page were not read. If the article has them, copy its text and paste it."


def _drafted(kind: str, text: str) -> DraftParagraph:
    """A list of Word's is paragraphs with a bullet before each."""
    item = text if kind == HEADING else without_sign(text)
    return DraftParagraph(LIST_ITEM if item != text else kind, item)


def _fact(found: dict[str, Any], name: str) -> str | None:
    value = found.get(name)
    return " ".join(normalise(value).split()) or None if isinstance(value, str) else None


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _titled(paragraphs: list[DraftParagraph], title: str | None) -> list[DraftParagraph]:
    """The heading that opens the article as its title, else the title that the page states."""
    first = paragraphs[0]
    if first.kind == HEADING and (title is None or _alike(first.text, title)):
        return [replace(first, kind=TITLE), *paragraphs[1:]]
    for place, each in enumerate(paragraphs[:_HEAD_LINES]):
        if title and each.kind == HEADING and _repeats(each.text, title):
            return [replace(each, kind=TITLE), *paragraphs[:place], *paragraphs[place + 1 :]]
    return [DraftParagraph(TITLE, title), *paragraphs] if title else paragraphs


def _alike(heading: str, title: str) -> bool:
    return heading.casefold() in title.casefold() or title.casefold() in heading.casefold()


def _repeats(heading: str, title: str) -> bool:
    """The same, or most of it: what a page states may name the site too."""
    return title.casefold().startswith(heading.casefold()) and 2 * len(heading) > len(title)
