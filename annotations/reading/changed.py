"""The changes that an article has had, as its readers may know of them."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from annotations.models import Deed, Status, Verb
from annotations.spelled import Row
from articles.models import Article

# Between colleagues: notes may be private, and who has a piece of work is nobody's matter outside.
IN_HOUSE = frozenset(
    {Verb.NOTE, Verb.CHANGE_NOTE, Verb.WITHDRAW_NOTE, Verb.TAKE_FOR_REVIEW, Verb.GIVE_ARTICLE}
)
_WHERE = r"(\S+|[\d,]+ statements)"
# What the log tells with words of its own, which may have been taken away since (a source, who says it, a reason), or
# which the scale of the article has others for (a verdict): how readers are told, and where the log says of what.
RETOLD: dict[str, tuple[tuple[str, str], ...]] = {
    Verb.CITE: ((rf".* for (a counterpoint|{_WHERE})$", "Cited a source for"), ("", "Cited a source")),
    Verb.VERIFY: (
        (rf"{_WHERE}: {Status.UNCHECKED.label}$", "Took back the verdict on"),
        (rf"{_WHERE}:", "Gave a verdict on"),
        ("", "Gave a verdict"),
    ),
    Verb.FLAG: ((r"Flagged (the article|\S+?)(?::|$)", "Flagged"), ("", "Flagged something")),
    Verb.SET_CLAIMANT: ((rf"Set who says {_WHERE}:", "Set who says"), ("", "Set who says it")),
    Verb.MERGE_SOURCE: (("", "Took two sources for one"),),
    Verb.MERGE_CLAIMANT: (("", "Took two names of who says it for one"),),
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
    return not (row["undoes__seq"] or row["verb"] in IN_HOUSE)


def line(row: Row, *, in_full: bool) -> ChangeLine:
    """``in_full``: in the very words of the log; else as readers are told."""
    words = row["words"] if in_full else retold(row["verb"], row["words"])
    return ChangeLine(words, row["at"], row["by__name"] or "")


def retold(verb: str, words: str) -> str:
    """A deed with no more in it than what was done to which statement."""
    for pattern, told in RETOLD.get(verb, ()):
        if found := re.match(pattern, words, re.DOTALL):
            return f"{told} {found[1]}" if pattern else told
    return words
