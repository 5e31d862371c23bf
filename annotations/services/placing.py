"""Puts a statement at its place in the current revision: what a statement carries of its place is made here alone."""

import re
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from django.utils.text import Truncator

from annotations.models import Placement, PlacementOutcome, Statement
from annotations.quoting import nested
from annotations.refusals import Refused
from annotations.services.deed import Act
from annotations.spotting import spot
from articles.models import Paragraph, ParagraphKind
from articles.sentences import ends_sentence, has_words, is_within_word, words

# Code points of a paragraph that reading_order leaves room for; intake refuses longer ones.
ORDER_STEP = 1 << 18
_TERSE = (ParagraphKind.TITLE, ParagraphKind.LIST_ITEM)
_MERGED = re.compile(r"([^.]+\.\d+[ab]*)–(.+)")  # two statements


def copies(paragraph: Paragraph, start: int, end: int, label: str) -> dict[str, Any]:
    """What a statement at this place carries of it."""
    text = paragraph.text[start:end]
    return {
        "text": text,
        "label": label,
        "words": words(text, paragraph.language),
        "reading_order": paragraph.position * ORDER_STEP + start,
    }


def joined(first: str, second: str) -> str:
    """The label of two made one: "5.3–5.4"; of its own two halves again the whole: "4.2"."""
    head, tail = _ends(first)[0], _ends(second)[1]
    for left, right in ((first, second), (head, tail)):
        if left[:-1] == right[:-1] and left[-1:] + right[-1:] == "ab":
            return left[:-1]
    return f"{head}–{tail}"


def _ends(label: str) -> tuple[str, str]:
    """The first and the last of what was made one; in "4–5.1" the dash is that of its paragraph, 4–5."""
    merged = _MERGED.fullmatch(label)
    if merged or "." in label:
        return (merged[1], merged[2]) if merged else (label, label)
    return label.split("–")[0], label.split("–")[-1]


def said_once(first: str, second: str, *, most: int, between: str = " ") -> str:
    """What is said of either, of what was made one; the first alone where both are too long."""
    both = between.join(dict.fromkeys(filter(None, (first, second))))
    return both if len(both) <= most else first or second


def why_of_both(first: str, second: str, *, most: int) -> str:
    """The same of two reasons, be they sentences or not."""
    return said_once(first, second, most=most, between=" " if ends_sentence(first) else "; ")


def proposed(paragraph: Paragraph, start: int, end: int, label: str) -> dict[str, Any]:
    """What a statement that is new at this place begins with: what the named rules propose, its ``copies``."""
    found = spot(paragraph.text[start:end], paragraph.language, is_terse=paragraph.kind in _TERSE)
    return {
        "kind": found.kind,
        "kind_proposed": found.kind,
        "kind_rules": str(found)[:300],
        "claimant_proposed": (found.claimant or "")[:200],
        "is_quotation": found.is_quotation,
        **copies(paragraph, start, end, label),
    }


def trimmed(paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
    """The stretch without blanks at its ends, in code points. Raises Refused where no words are left."""
    if end <= start:
        raise Refused("The words would end before they begin. Put the end behind the start.", field="end")
    if not 0 <= start < end <= len(paragraph.text):
        raise Refused(
            f"Paragraph {paragraph.label} has {len(paragraph.text)} characters. Mark words inside it.",
            field="end",
        )
    piece = paragraph.text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if not has_words(piece):
        raise Refused("No words are marked, only blanks or marks. Mark some words.", field="end")
    return start, end


def place(act: Act, statement: Statement, paragraph: Paragraph, start: int, end: int, label: str) -> None:
    """Move ``statement`` to ``paragraph[start:end]`` (code points) in the paragraph's revision."""
    start, end = trimmed(paragraph, start, end)
    move(act, place_of(statement).row, statement, paragraph, start, end, label)


def move(
    act: Act, old: Placement, statement: Statement, paragraph: Paragraph, start: int, end: int, label: str
) -> None:
    """The same for a stretch that begins and ends with words, of a statement that is known to stand at ``old``."""
    act.withdraw(old)
    act.add(placement(statement, paragraph, start, end, label))
    act.change(statement, **copies(paragraph, start, end, label))


def placement(statement: Statement, paragraph: Paragraph, start: int, end: int, label: str) -> Placement:
    return Placement(
        statement=statement,
        desk_id=statement.desk_id,
        article_id=statement.article_id,
        revision_id=paragraph.revision_id,
        paragraph=paragraph,
        start=start,
        end=end,
        quote=paragraph.text[start:end],
        label=label,
        outcome=PlacementOutcome.KEPT,
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands: ``start`` and ``end`` are code points inside ``paragraph``."""

    row: Placement
    paragraph: Paragraph
    start: int
    end: int


def place_of(statement: Statement) -> Place:
    """Where the statement stands now. Raises Refused when it stands nowhere any more."""
    row = (
        Placement.objects.select_related("paragraph")
        .filter(statement=statement, revision_id=statement.article.text_id, withdrawn_at=None)
        .first()
    )
    found = _as_place(row) if row else None
    if found is None:
        raise Refused("This statement was merged into another, or removed. Reload the page.")
    return found


def places_in(paragraph: Paragraph) -> list[Place]:
    """Every live statement's place in the paragraph, in reading order."""
    rows = Placement.objects.filter(paragraph=paragraph, withdrawn_at=None)
    found = map(_as_place, rows.select_related("statement", "paragraph").order_by("start"))
    return [place for place in found if place is not None]


def _as_place(row: Placement) -> Place | None:
    """None for an orphan, which stands nowhere."""
    if row.paragraph is None or row.start is None or row.end is None:
        return None
    return Place(row, row.paragraph, row.start, row.end)


def leaves_words(text: str, at: int) -> bool:
    """Whether both sides of a cut have words: a danda or a closing quotation mark alone is no statement."""
    return at > 0 and has_words(text[:at]) and has_words(text[at:])


def check_cut(text: str, at: int) -> None:
    """Refuse a cut that leaves no words on one side, or goes through one."""
    if not leaves_words(text, at):
        raise Refused("Split between two words, so that both parts contain some.", field="at")
    if is_within_word(text, at):
        raise Refused("The split would fall inside a word. Put it before or after the word.", field="at")


def check_quote(paragraph_text: str, start: int, end: int, quote: str | None) -> None:
    """Refuse offsets that disagree with the words sent along (browser offsets are UTF-16, ours code points).

    Letters that come with their marks apart are the same words: texts are kept in NFC.
    """
    if quote is not None and (there := paragraph_text[start:end]) != normalize("NFC", quote):
        what = f"“{nested(Truncator(there).chars(80))}” stands there" if there else "no words stand there"
        raise Refused(
            f"The words and their place do not match: {what}. Look at the text again and mark them once more.",
            field="quote",
        )
