"""The changes that an article has had, as its readers may know of them."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from annotations.compiled import Row
from annotations.models import Deed, Status, Verb
from articles.models import Article

# Between colleagues: notes may be private, and who has a piece of work is nobody's matter outside. What was undone has
# left no trace, so the undo has none either.
INTERNAL = frozenset(
    {
        Verb.NOTE,
        Verb.CHANGE_NOTE,
        Verb.WITHDRAW_NOTE,
        Verb.TAKE_FOR_REVIEW,
        Verb.GIVE_ARTICLE,
        Verb.GIVE_FLAG,
        Verb.UNDO,
    }
)
# What readers may know of. A deed of neither set stays in the house, and tests/test_kinds.py asks where it belongs.
PUBLISHED = frozenset(
    {
        Verb.TAKE_IN,
        Verb.IMPORT,
        Verb.CHANGE_ARTICLE,
        Verb.WITHDRAW_ARTICLE,
        Verb.PARAGRAPH_KIND,
        Verb.LEAVE_OUT_PARAGRAPH,
        Verb.KEEP_PARAGRAPH,
        Verb.CUT_PARAGRAPH,
        Verb.JOIN_PARAGRAPH,
        Verb.SPLIT,
        Verb.MERGE,
        Verb.MOVE_ENDS,
        Verb.MARK_GAP,
        Verb.CHANGE_STATEMENT,
        Verb.CONFIRM_KINDS,
        Verb.GO_THROUGH_KINDS,
        Verb.SET_CLAIMANT,
        Verb.LEAVE_OUT,
        Verb.RESTORE,
        Verb.RELATE,
        Verb.UNRELATE,
        Verb.FOLLOW,
        Verb.VERIFY,
        Verb.CITE,
        Verb.CHANGE_CITATION,
        Verb.WITHDRAW_CITATION,
        Verb.COUNTER,
        Verb.CHANGE_COUNTERPOINT,
        Verb.WITHDRAW_COUNTERPOINT,
        Verb.SETTLE,
        Verb.FLAG,
        Verb.SETTLE_FLAG,
        Verb.REOPEN_FLAG,
        Verb.WITHDRAW_FLAG,
        Verb.APPROVE,
        Verb.SEND_BACK,
        Verb.MERGE_SOURCE,
        Verb.MERGE_CLAIMANT,
    }
)
_WHERE = r"(\S+|[\d,]+ statements)"
# What the log tells with words of its own, which may have been taken away since (a source, who says it, a reason), or
# which the scale of the article has others for (a verdict): how readers are told, and where the log says of what.
REWORDED: dict[str, tuple[tuple[str, str], ...]] = {
    Verb.CITE: ((rf".* for (a counterpoint|{_WHERE})$", "Cited a source for"), ("", "Cited a source")),
    Verb.VERIFY: (
        (rf"Cleared the verdict on {_WHERE}$", "Cleared the verdict on"),
        (rf"{_WHERE}: {Status.UNCHECKED.label}$", "Cleared the verdict on"),  # in logs of 0.1
        (rf"{_WHERE}:", "Gave a verdict on"),
        ("", "Gave a verdict"),
    ),
    Verb.FLAG: ((r"Flagged (the article|\S+?)(?::|$)", "Flagged"), ("", "Flagged something")),
    Verb.SET_CLAIMANT: ((rf"Set who says {_WHERE}:", "Set who says"), ("", "Set who says it")),
    Verb.MERGE_SOURCE: (("", "Merged two sources"),),
    Verb.MERGE_CLAIMANT: (("", "Merged two claimants"),),
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A line of the log. ``by`` is empty where nobody of the desk did it."""

    words: str
    at: datetime
    by: str = ""


def rows(article: Article) -> list[Row]:
    """The deeds that stand, oldest first, without those that stay in the house.

    What was undone has left no trace in the article, so neither it nor its undo is told of.
    """
    found: list[Any] = list(
        Deed.objects.filter(article_id=article.pk)
        .order_by("seq")
        .values("seq", "verb", "words", "at", "by_id", "by__name", "undoes__seq")
    )
    gone: set[int] = set()
    for row in reversed(found):
        if row["undoes__seq"] and row["seq"] not in gone:
            gone.add(row["undoes__seq"])
    return [row for row in found if row["seq"] not in gone and _leaves(row)]


def _leaves(row: Row) -> bool:
    return row["verb"] in PUBLISHED and not row["undoes__seq"]


def line(row: Row, *, in_full: bool) -> ChangeLine:
    """``in_full``: in the very words of the log; else as readers are told."""
    words = row["words"] if in_full else reworded(row["verb"], row["words"])
    return ChangeLine(words, row["at"], row["by__name"] or "")


def reworded(verb: str, words: str) -> str:
    """A deed with no more in it than what was done to which statement."""
    for pattern, told in REWORDED.get(verb, ()):
        if found := re.match(pattern, words, re.DOTALL):
            return f"{told} {found[1]}" if pattern else told
    return words
