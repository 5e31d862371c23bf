"""Tells which format a text without a file name is in."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from articles.intake import html, markdown, text
from articles.intake.manuscript import IntakeRefused, Reading
from articles.sentences import columns

_WHOLE_PAGES: Final = ("<!doctype html", "<html", "<head", "<body")
_PIECE: Final = re.compile(
    r"(?:<!--[^<>]{0,300}-->\s*)*<(?:article|section|main|header|div|p|h[1-6]|ul|ol|blockquote|figure)(?:\s[^<>]{0,1000})?>",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(r"</(?:article|section|main|div|p|h[1-6]|li|blockquote)>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]{0,2000}>|&#?\w{1,10};")
_LETTER: Final = re.compile(r"[^\W_]")

_TITLE: Final = re.compile(r"\s*# +[“\"„«¿¡*_\[]{0,3}[^\W\da-z]")
_HEADING: Final = re.compile(r"^#{2,6} +\S|^\S.{0,90}\n(?:={3,}|-{4,}) *(?:\n *$|\Z)", re.MULTILINE)
"""Marks before it, or a line of them under it."""
_UNDER_A_BLOCK: Final = re.compile(r"\n[ \t]*\n#{1,6} +\S")
_MARKS: Final = re.compile(
    r"\[[^\[\]\n]{1,300}\]\([^()\s]{1,2000}\)|^ {0,3}[-*+] +\S|\*\*\w[^*\n]{0,300}\*\*|"
    r"^<(?:p|div|figure|blockquote|details|table|[ou]l|h[1-6])(?:\s[^<>\n]{0,1000})?>",
    re.MULTILINE,
)
_OF_ITS_OWN: Final = re.compile(r"\s*(?:$|[-*+>#|]|\d{1,3}[.)] )")
_LONGEST_WRAPPED: Final = 120


def is_page(content: str) -> bool:
    """Whether it is a whole page in HTML."""
    return content[:1000].lstrip().lower().startswith(_WHOLE_PAGES)


def read_as_pasted(content: str) -> Reading:
    """By what it looks like: HTML where a tag opens it, Markdown where headings and marks say so, else text."""
    try:
        if is_page(content) or (_is_piece(content) and not _goes_on_in_markdown(content)):
            reading = html.read(content)
            if is_page(content) or _keeps_its_words(reading, content):
                return _noted(reading, "HTML")
        elif _is_piece(content) or is_markdown(content):
            return _noted(markdown.read(content), "Markdown")
    except IntakeRefused:
        pass
    return text.read(content)


def is_markdown(content: str) -> bool:
    """Whether headings and other marks say so, or front matter alone.

    Not where each line is a paragraph, which Markdown would join.
    """
    if matter := markdown.front(content):
        under = content[matter.end() :].strip()
        return bool(markdown.facts(matter)) and ("\n\n" in under or not _has_paragraphs_in_lines(under))
    is_headed = bool(_TITLE.match(content) or _HEADING.search(content))
    return is_headed and bool(_MARKS.search(content)) and not _has_paragraphs_in_lines(content)


def _has_paragraphs_in_lines(content: str) -> bool:
    """Two blanks at the end of a line are a break in Markdown."""
    lines = content.split("\n")
    return any(
        columns(line) > _LONGEST_WRAPPED
        and not line.endswith("  ")
        and not _OF_ITS_OWN.match(line)
        and not _OF_ITS_OWN.match(following)
        for line, following in pairwise(lines)
    )


def _is_piece(content: str) -> bool:
    return bool(_PIECE.match(content.lstrip()[:2000]) and _CLOSING.search(content))


def _goes_on_in_markdown(content: str) -> bool:
    """Whether headings with their marks stand between the blocks of HTML, as where a picture opens the text."""
    return bool(_UNDER_A_BLOCK.search(content) and _MARKS.search(content))


def _keeps_its_words(reading: Reading, content: str) -> bool:
    """A piece of a page is somebody's choice, so nothing of it may be lost as the page's."""
    kept = sum(len(_LETTER.findall(paragraph.text)) for paragraph in reading.paragraphs)
    return kept >= len(_LETTER.findall(_TAG.sub(" ", content)))


def _noted(reading: Reading, name: str) -> Reading:
    return replace(reading, notes=(*reading.notes, f"Read as {name}, by what it looks like."))
