"""Takes a file or a pasted text apart into the paragraphs of an article."""

import logging
import re
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from articles.boilerplate import propose
from articles.intake import byline_lines, html, text
from articles.intake.decoding import ENCODINGS, decode
from articles.intake.detection import is_page, read_as_pasted
from articles.intake.formats import FORMATS, Reader, in_words
from articles.intake.limits import MAX_BYTES, check_paragraphs, check_size
from articles.intake.manuscript import (
    FROM_FILE,
    GUESSED,
    NOT_IN_FILE,
    DraftParagraph,
    IntakeRefused,
    Manuscript,
    Reading,
)
from articles.kinds import TITLE
from articles.normal import UnacceptableText, normalise
from articles.sentences import guess_language

__all__ = [
    "ENCODINGS",
    "FORMATS",
    "DraftParagraph",
    "IntakeRefused",
    "Manuscript",
    "in_words",
    "read",
    "read_pasted",
]

log = logging.getLogger(__name__)

_LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,4}){0,2}")

_DATA: Final = (".json", ".jsonl")


def read(data: bytes, *, filename: str = "", encoding: str | None = None) -> Manuscript:
    """The article in a file, by its name's ending, or by what it looks like.

    `encoding` is the reader's choice over every guess. Raises IntakeRefused for "file" or "encoding".
    """
    check_size(len(data), MAX_BYTES, "file")
    ending = PurePath(filename).suffix.lower()
    if ending in _DATA:
        raise IntakeRefused(
            "file",
            f"A file that ends in {ending} holds data, no text. An article that Obelus exported is taken in by who"
            " runs the server: manage.py import_article.",
        )
    decoded = decode(data, encoding=encoding, field="file")
    reader = FORMATS.get(ending) or (html.read if is_page(decoded.text) else text.read)
    notes = (decoded.note,) if decoded.note else ()
    return _manuscript(decoded.text, reader, field="file", encoding=decoded.encoding, notes=notes)


def read_pasted(pasted: str) -> Manuscript:
    """The article in a pasted text, by what it looks like. Raises IntakeRefused, whose `field` is "text"."""
    check_size(len(pasted.encode("utf-8", "surrogatepass")), MAX_BYTES, "text")
    return _manuscript(pasted, read_as_pasted, field="text", encoding="utf-8", notes=())


def _manuscript(
    content: str, reader: Reader, *, field: str, encoding: str, notes: tuple[str, ...]
) -> Manuscript:
    reading = byline_lines.under_the_title(_read(content, reader, field))
    paragraphs = tuple(paragraph for paragraph in reading.paragraphs if paragraph.text)
    check_paragraphs(paragraphs, field)
    title = paragraphs[0].text if paragraphs[0].kind == TITLE else ""
    stated = _language_tag(reading.language)
    return Manuscript(
        title=title,
        byline=reading.byline,
        published_on=reading.published_on,
        url=reading.url,
        publisher=reading.publisher,
        language=stated or guess_language("\n".join(paragraph.text for paragraph in paragraphs)),
        paragraphs=_with_proposals(paragraphs),
        facts=_facts(reading, title, stated),
        encoding=encoding,
        notes=(*notes, *reading.notes),
    )


def _read(content: str, reader: Reader, field: str) -> Reading:
    """What the reader finds, in normal form whatever it decoded by itself; what it trips over is refused in words."""
    try:
        return _normal(reader(normalise(content)))
    except IntakeRefused:
        raise
    except UnacceptableText as refusal:
        raise IntakeRefused(field, str(refusal)) from refusal
    except Exception as error:
        log.exception("A text could not be read.")
        raise IntakeRefused(
            field,
            "This could not be read. Save the article as plain text, in a file that ends in .txt; choose that.",
        ) from error


def _normal(reading: Reading) -> Reading:
    def fact(value: str | None) -> str | None:
        return normalise(value) if value else None

    return replace(
        reading,
        paragraphs=tuple(replace(each, text=normalise(each.text)) for each in reading.paragraphs),
        byline=fact(reading.byline),
        url=fact(reading.url),
        publisher=fact(reading.publisher),
        language=fact(reading.language),
    )


def _with_proposals(paragraphs: tuple[DraftParagraph, ...]) -> tuple[DraftParagraph, ...]:
    """With the publisher's lines left out; those that are set aside already do not stand between them."""
    places = [place for place, paragraph in enumerate(paragraphs) if not paragraph.left_out]
    rules = propose([paragraphs[place].text for place in places])
    proposed = {places[place]: rule for place, rule in rules.items()}
    return tuple(
        replace(paragraph, left_out=True, rule=proposed[place].name, rule_sentence=proposed[place].sentence)
        if place in proposed
        else paragraph
        for place, paragraph in enumerate(paragraphs)
    )


def _language_tag(stated: str | None) -> str | None:
    return stated if stated and _LANGUAGE_TAG.fullmatch(stated) else None


def _facts(reading: Reading, title: str, language: str | None) -> dict[str, str]:
    found = {
        "title": title,
        "byline": reading.byline,
        "published_on": reading.published_on,
        "url": reading.url,
        "publisher": reading.publisher,
    }
    told = {name: FROM_FILE if value else NOT_IN_FILE for name, value in found.items()}
    return {**told, "language": FROM_FILE if language else GUESSED}
