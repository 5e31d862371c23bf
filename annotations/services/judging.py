"""One verdict on many statements at once: one act, one undo."""

from collections.abc import Iterable
from datetime import date

from annotations.models import Statement, Status, Verb
from annotations.permissions import require
from annotations.refusals import NO_STATUS, Refused
from annotations.scale import scale_of
from annotations.services.deed import deed
from annotations.services.statements import live, the_only, which_they_are
from annotations.services.verifying import check_verdict, set_verdict
from articles.models import Article, Membership


def judge(
    article: Article,
    ids: Iterable[int],
    *,
    by: Membership,
    status: str,
    detail: str = "",
    rationale: str = "",
    as_of: date | None = None,
) -> list[Statement]:
    """Give the verdict to each that has none, and return these. One that was given before stands.

    So does what is left out, or shows the verdict of another. Raises Refused where none is left to judge.
    """
    require(by, "annotate")
    if status == Status.UNCHECKED:
        raise Refused(NO_STATUS, field="status")
    check_verdict(article, status, detail, rationale, as_of)
    rows = [row for row in live(article, ids) if waits(row)]
    if not rows:
        raise Refused("Each of these has a verdict, shows another’s, or is left out. Open one to change it.")
    words = f"{which_they_are(rows)}: {scale_of(article).label(status, detail)}"
    with deed(article, Verb.VERIFY, by=by, words=words, statement=the_only(rows)) as act:
        for row in rows:
            set_verdict(act, row, status=status, detail=detail, rationale=rationale, as_of=as_of)
    return rows


def waits(statement: Statement) -> bool:
    """Whether it has no verdict and takes one: a verdict for several leaves the others alone."""
    return statement.status == Status.UNCHECKED and statement.same_as_id is None and not statement.left_out
