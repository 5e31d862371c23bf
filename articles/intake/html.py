"""A page in HTML: the article's paragraphs alone."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from articles.intake import headlines, sandbox
from articles.intake.manuscript import DraftParagraph, IntakeRefused, Reading
from articles.kinds import HEADING, TITLE
from articles.normal import normalise

EXTRACTION: Final = Path(__file__).with_name("extraction.py")


def read(page: str) -> Reading:
    """The article in `page`, without navigation, scripts and links.

    Raises IntakeRefused when there is none, or when the page takes too much time or memory.
    """
    try:
        found = sandbox.run(EXTRACTION, page.encode())
    except sandbox.Failed as failure:
        raise IntakeRefused(
            "file", f"This page {failure}. Copy the article's text and paste it."
        ) from failure
    if not found or not found["paragraphs"]:
        raise IntakeRefused("file", "No article was found in this page. Copy its text and paste it.")
    paragraphs = [DraftParagraph(kind, normalise(text).strip()) for kind, text in found["paragraphs"]]
    return Reading(
        paragraphs=tuple(_titled(paragraphs, _fact(found, "title"))),
        byline=_fact(found, "byline"),
        published_on=_day(_fact(found, "published_on")),
        url=headlines.address(_fact(found, "url") or ""),
        publisher=_fact(found, "publisher"),
        language=_fact(found, "language"),
    )


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
    return [DraftParagraph(TITLE, title), *paragraphs] if title else paragraphs


def _alike(heading: str, title: str) -> bool:
    return heading.casefold() in title.casefold() or title.casefold() in heading.casefold()
