"""What stands behind the verdicts in force, back to the first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import F

from annotations.models import Decision, Source, Verification
from annotations.reading import lines
from annotations.reading.model import DecisionLine, SourceLine, VerdictLine
from articles.models import Article


def verdicts(article: Article) -> Mapping[int, list[VerdictLine]]:
    """Statement id → its verifications, oldest first; withdrawn ones left out."""
    rows = Verification.objects.filter(
        statement__article_id=article.pk, statement__withdrawn_at=None, withdrawn_at=None
    )
    found: dict[int, list[VerdictLine]] = defaultdict(list)
    for row in rows.select_related("created_by").order_by("id"):
        found[row.statement_id].append(lines.earlier_verdict(row))
    return found


def decisions(article: Article) -> Mapping[int, list[DecisionLine]]:
    """Statement id → its decisions, oldest first; withdrawn ones left out."""
    rows = Decision.objects.filter(article_id=article.pk, withdrawn_at=None).order_by("id")
    found: dict[int, list[DecisionLine]] = defaultdict(list)
    for row in rows.values(*lines.DECISION, seen=F("statement__content_version")):
        if line := lines.decision(row, row["seen"]):
            found[row["statement_id"]].append(line)
    return found


def origins(article: Article, cited: Iterable[SourceLine]) -> tuple[SourceLine, ...]:
    """The works that cited ones are copies of, and theirs, where they are not cited themselves, by uid."""
    known = {line.uid: line for line in cited}
    found: dict[UUID, SourceLine] = {}
    wanted = {line.derived_from for line in known.values() if line.derived_from} - known.keys()
    while wanted:
        rows = Source.objects.filter(desk_id=article.desk_id, uid__in=wanted)
        new = {row.uid: lines.origin(row) for row in rows.select_related("derived_from", "created_by")}
        found |= new
        wanted = (
            {line.derived_from for line in new.values() if line.derived_from} - known.keys() - found.keys()
        )
    return tuple(found[uid] for uid in sorted(found, key=str))
