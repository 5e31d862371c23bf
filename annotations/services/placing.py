"""Puts a statement at its place in the current revision: the one writer of the copies on the statement."""

from typing import Any

from annotations.models import Placement, PlacementOutcome, Statement
from annotations.refusals import Refused
from annotations.services.deed import Act
from articles.models import Paragraph
from articles.sentences import words

# Code points of a paragraph that reading_order leaves room for; intake refuses longer ones.
ORDER_STEP = 1 << 18


def copies(paragraph: Paragraph, start: int, end: int, label: str) -> dict[str, Any]:
    """What a statement at this place carries of it."""
    text = paragraph.text[start:end]
    return {
        "text": text,
        "label": label,
        "words": words(text, paragraph.language),
        "reading_order": paragraph.position * ORDER_STEP + start,
    }


def trimmed(paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
    """The stretch without blanks at its ends, in code points. Raises Refused where nothing is left."""
    if not 0 <= start < end <= len(paragraph.text):
        raise Refused(
            f"Paragraph {paragraph.label} has {len(paragraph.text)} characters. Mark words inside it.",
            field="end",
        )
    piece = paragraph.text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if start >= end:
        raise Refused("There are only blanks there. Mark some words.", field="end")
    return start, end


def place(
    act: Act, statement: Statement, paragraph: Paragraph, start: int, end: int, label: str
) -> Placement:
    """Move ``statement`` to ``paragraph[start:end]`` (code points) in the paragraph's revision."""
    start, end = trimmed(paragraph, start, end)
    old = placement_of(statement)
    act.change(old, withdrawn_at=act.at)
    new = act.add(placement(statement, paragraph, start, end, label))
    act.change(statement, **copies(paragraph, start, end, label))
    return new


def placement(statement: Statement, paragraph: Paragraph, start: int, end: int, label: str) -> Placement:
    return Placement(
        statement=statement,
        article_id=statement.article_id,
        revision_id=paragraph.revision_id,
        paragraph=paragraph,
        start=start,
        end=end,
        quote=paragraph.text[start:end],
        label=label,
        outcome=PlacementOutcome.KEPT,
    )


def placement_of(statement: Statement) -> Placement:
    """Where the statement stands now."""
    return Placement.objects.select_related("paragraph").get(
        statement=statement, revision_id=statement.article.revision_id, withdrawn_at=None
    )


def check_quote(paragraph_text: str, start: int, end: int, quote: str | None) -> None:
    """Refuse offsets that disagree with the words sent along (browser offsets are UTF-16, ours code points)."""
    if quote is not None and paragraph_text[start:end] != quote:
        raise Refused(
            "The words and their place do not agree. Reload the page and mark them again.", field="quote"
        )
