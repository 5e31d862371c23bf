"""Where Review leads after an act, what it counts, what it tells before one decides."""

from html import unescape

from annotations.services.flags import raise_flag
from annotations.services.verifying import verify
from tests.annotations.views.test_review import url
from tests.cast import at


def seen(*rows) -> dict[str, int]:
    return {f"seen-{row.pk}": row.content_version for row in rows}


def text(answer) -> str:
    return unescape(answer.content.decode())


def test_the_verdict_says_so_is_offered_where_it_does(as_rosa, desk, article, ana):
    row = at(article, "3.1")
    raise_flag(article, by=ana, reason="no_source", statement=row)
    there = url("review-statement", desk, row.pk)
    offered = 'value="verdict_says_so" data-key="1" aria-disabled="true" title="The verdict does not say so.'
    assert offered in text(as_rosa.get(there))
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="A third of it is left out.")
    assert offered not in text(as_rosa.get(there))
