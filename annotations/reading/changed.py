"""The changes that an article has had, as its readers may know of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from annotations.models import Deed, Verb
from annotations.spelled import Row
from articles.models import Article

# Between colleagues: notes may be private, and who has a piece of work is nobody's matter outside.
IN_HOUSE = frozenset(
    {Verb.NOTE, Verb.CHANGE_NOTE, Verb.WITHDRAW_NOTE, Verb.TAKE_FOR_REVIEW, Verb.GIVE_ARTICLE}
)


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


def line(row: Row) -> ChangeLine:
    return ChangeLine(row["words"], row["at"], row["by__name"] or "")
