"""The links of the HTML file: from what names a statement or a work to where that stands."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from annotations.reading.model import AnnotatedArticle, AnnotatedStatement

Places = dict[str, str]
# Where ``attachments`` names a work by its number, but for words of others that it quotes.
_WORK = re.compile(r"(^(?:[^·]* · on|Undermines|Undercuts what) |”, (?=source \d+$))source (\d+)")


def places_of(article: AnnotatedArticle) -> Places:
    """Number of a statement → its row in the table; of one that is left out, its place in the text."""
    return {
        s.label: f"#{'s' if s.left_out else 't'}-{s.uid}"
        for paragraph in article.kept
        for s in paragraph.statements
    }


def to_statements(where: str, places: Places) -> SafeString:
    """The numbers that a line belongs to ("3.1, 3.2"), each a link to its statement."""
    return mark_safe(", ".join(_to(part, places) for part in where.split(", ")))


def linked(told: str, labels: Iterable[str], places: Places) -> SafeString:
    """``told`` with a link for each of ``labels`` that it names: "Leans on 3.1, now “overstated”"."""
    wanted = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    if not wanted:
        return escape(told)
    pieces = re.split(rf"(?<![\w.–])({wanted})(?![\w–])(?!\.\d)", told)
    return mark_safe(
        "".join(_to(piece, places) if n % 2 else escape(piece) for n, piece in enumerate(pieces))
    )


def to_works(told: str) -> SafeString:
    """``told`` with a link where it names a work by its number: "No source · on source 2, p. 12"."""
    return mark_safe(_WORK.sub(r'\1<a href="#w-\2">source \2</a>', escape(told)))


def named_by(statement: AnnotatedStatement) -> list[str]:
    """The numbers of the statements that this one is linked to."""
    links = (*statement.repeated_by, *statement.leans_on, *statement.clashes_with)
    same = (statement.same_as,) if statement.same_as else ()
    return [link.label for link in (*same, *links)]


def _to(label: str, places: Places) -> str:
    return f'<a href="{places[label]}">{escape(label)}</a>' if label in places else escape(label)
