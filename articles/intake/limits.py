"""How much is taken in at once."""

from collections.abc import Sequence
from typing import Final

from articles.intake.manuscript import DraftParagraph, IntakeRefused

MAX_BYTES: Final = 5 * 1024 * 1024
MAX_PARAGRAPH: Final = 200_000
"""Code points."""
MAX_PARAGRAPHS: Final = 10_000
MAX_STATEMENTS: Final = 100_000
"""Twice what the largest text has in sentences of a hundred letters; in sentences of three it has a million."""
_EMPTY: Final = "There is no text in it. Paste the article, or choose another file."


def check_size(size: int, limit: int, field: str) -> None:
    """Raise IntakeRefused when `size` bytes are none, or more than `limit`."""
    if size == 0:
        raise IntakeRefused(field, _EMPTY)
    if size > limit:
        raise IntakeRefused(
            field,
            f"This has {_megabytes(size)} MB; the limit is {_megabytes(limit)} MB. "
            "Take in the article's text alone, or one part at a time.",
        )


def check_paragraphs(paragraphs: Sequence[DraftParagraph], field: str) -> None:
    """Raise IntakeRefused when there is no paragraph, too many, or one too long."""
    if not paragraphs:
        raise IntakeRefused(field, _EMPTY)
    if len(paragraphs) > MAX_PARAGRAPHS:
        raise IntakeRefused(
            field,
            f"This has {len(paragraphs):,} paragraphs; the limit is {MAX_PARAGRAPHS:,}. "
            "Take it in one part at a time.",
        )
    _check_lengths([len(paragraph.text) for paragraph in paragraphs], field)


def check_blocks(text: str) -> None:
    """Raise IntakeRefused when something between two blank lines is longer than a paragraph may be."""
    _check_lengths([len(block) for block in text.split("\n\n")], "file")


def _check_lengths(lengths: Sequence[int], field: str) -> None:
    for number, length in enumerate(lengths, 1):
        if length > MAX_PARAGRAPH:
            raise IntakeRefused(
                field,
                f"Paragraph {number} has {length:,} characters; the limit is {MAX_PARAGRAPH:,}. "
                "Put blank lines where its paragraphs end, then take it in again.",
            )


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0")
