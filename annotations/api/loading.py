"""Turns ids of rows into the lines that an answer is made of, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from typing import Any

from django.db.models import Count, Q
from rest_framework.serializers import Serializer

from annotations.api import article_serializers, response_serializers
from annotations.models import (
    Citation,
    Claimant,
    Counterpoint,
    Decision,
    Deed,
    Flag,
    Note,
    Passage,
    Relation,
    Source,
    Verification,
)
from annotations.paging import PAGE
from annotations.reading import lines, load
from annotations.reading.loading import load_statements
from annotations.reading.statement_list import listed
from articles.models import Article, Membership, Paragraph

Line = dict[str, Any]
WHO_WHEN = ("created_by__name", "created_at", "version")


def _beside(line: Any, **more: Any) -> Line:
    """A frozen line with what a list must say besides."""
    return {**{field.name: getattr(line, field.name) for field in fields(line)}, **more}


def _who_when(row: Line) -> Line:
    return {"by": row["created_by__name"] or "", "at": row["created_at"], "version": row["version"]}


def statements(article: Article, ids: Sequence[int]) -> Iterable[Any]:
    return ((line.id, line) for line in load_statements(article, ids))


def listed_statements(article: None, ids: Sequence[int]) -> Iterable[Any]:
    return ((line.id, line) for at in range(0, len(ids), PAGE) for line in listed(ids[at : at + PAGE]))


def whole_article(article: Article, ids: Sequence[int]) -> Iterable[Any]:
    owner = article.owner
    who = {"owner": owner and owner.name, "owner_email": owner and owner.email}
    yield article.pk, _beside(load(article), **who)


def people(article: None, ids: Sequence[int]) -> Iterable[Any]:
    return ((row.pk, row) for row in Membership.objects.filter(pk__in=ids).select_related("person"))


def articles(article: None, ids: Sequence[int]) -> Iterable[Any]:
    rows = Article.objects.filter(pk__in=ids).select_related("owner", "tally")
    return ((row.pk, row) for row in rows)


def paragraphs(article: Article, ids: Sequence[int]) -> Iterable[Any]:
    return ((row.pk, row) for row in Paragraph.objects.filter(pk__in=ids))


def citations(article: Article, ids: Sequence[int]) -> Iterable[Any]:
    rows = Citation.objects.filter(pk__in=ids).values(*lines.CITATION, "statement__uid", "counterpoint__uid")
    works = lines.bibliography(rows)
    for row in rows:
        ends = {"statement": row["statement__uid"], "counterpoint": row["counterpoint__uid"]}
        yield row["id"], _beside(lines.citation(row, works), **ends)


def counterpoints(article: Article, ids: Sequence[int]) -> Iterable[Any]:
    cited = Citation.objects.filter(counterpoint__in=ids, withdrawn_at=None).order_by("id")
    rows = cited.values(*lines.CITATION)
    works = lines.bibliography(rows)
    under: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        under[row["counterpoint_id"]].append(lines.citation(row, works))
    for row in Counterpoint.objects.filter(pk__in=ids).values(*lines.COUNTERPOINT, "statement__uid"):
        line = lines.counterpoint(row, tuple(under[row["id"]]))
        yield row["id"], _beside(line, statement=row["statement__uid"])


def flags(article: Article, ids: Sequence[int]) -> Iterable[Any]:
    return ((row["id"], lines.flag(row)) for row in Flag.objects.filter(pk__in=ids).values(*lines.FLAG))


def notes(article: Article, ids: Sequence[int]) -> Iterable[Any]:
    for row in Note.objects.filter(pk__in=ids).values(*lines.NOTE, "statement__uid"):
        yield row["id"], _beside(lines.note(row), statement=row["statement__uid"])


def relations(article: Article, ids: Sequence[int]) -> Iterable[Any]:
    rows = Relation.objects.filter(pk__in=ids).values("id", "uid", "kind", "a__uid", "b__uid", *WHO_WHEN)
    for row in rows:
        line = {"uid": row["uid"], "kind": row["kind"], "a": row["a__uid"], "b": row["b__uid"]}
        yield row["id"], line | _who_when(row)


def verifications(article: Article, ids: Sequence[int]) -> Iterable[Any]:
    for row in Verification.objects.filter(pk__in=ids).values(*lines.VERIFICATION, "statement__uid"):
        yield row["id"], _beside(lines.given(row), statement=row["statement__uid"])


def decisions(article: Article, ids: Sequence[int]) -> Iterable[Any]:
    more = ("id", "statement__uid", "statement__content_version")
    for row in Decision.objects.filter(pk__in=ids).values(*lines.DECISION, *more):
        line = lines.decision(row, row["statement__content_version"])
        yield row["id"], _beside(line, statement=row["statement__uid"])


def deeds(article: Article, ids: Sequence[int]) -> Iterable[Any]:
    plain = ("seq", "verb", "words", "at")
    links = {"statement": "statement__uid", "undoes": "undoes__seq", "undone_by": "undone_by__seq"}
    for row in Deed.objects.filter(pk__in=ids).values("id", *plain, "by__name", *links.values()):
        line = {name: row[name] for name in plain} | {name: row[column] for name, column in links.items()}
        yield row["id"], line | {"by": row["by__name"] or ""}


def claimants(article: None, ids: Sequence[int]) -> Iterable[Any]:
    return ((row.pk, row) for row in Claimant.objects.filter(pk__in=ids))


def sources(article: None, ids: Sequence[int]) -> Iterable[Any]:
    live = Count("citations", filter=Q(citations__withdrawn_at=None))
    for row in Source.objects.filter(pk__in=ids).values(*lines.WORK, "version", cited=live):
        yield row["id"], _beside(lines.uncited(row), cited=row["cited"], version=row["version"])


def passages(article: None, ids: Sequence[int]) -> Iterable[Any]:
    rows = Passage.objects.filter(pk__in=ids).values("id", "uid", "source__uid", "text", "locator", *WHO_WHEN)
    for row in rows:
        line = {name: row[name] for name in ("uid", "text", "locator")} | {"source": row["source__uid"]}
        yield row["id"], line | _who_when(row)


LOADERS: dict[type[Serializer], Callable[[Any, Sequence[int]], Iterable[tuple[int, Any]]]] = {
    article_serializers.WholeArticleAnswer: whole_article,
    article_serializers.ArticleAnswer: articles,
    response_serializers.CitationAnswer: citations,
    response_serializers.ClaimantAnswer: claimants,
    response_serializers.CounterpointAnswer: counterpoints,
    response_serializers.DecisionAnswer: decisions,
    response_serializers.DeedAnswer: deeds,
    response_serializers.FlagAnswer: flags,
    response_serializers.ListedStatementAnswer: listed_statements,
    response_serializers.NoteAnswer: notes,
    article_serializers.ParagraphAnswer: paragraphs,
    response_serializers.PassageAnswer: passages,
    response_serializers.PersonAnswer: people,
    response_serializers.RelationAnswer: relations,
    response_serializers.SourceAnswer: sources,
    response_serializers.StatementAnswer: statements,
    response_serializers.VerificationAnswer: verifications,
}


def lines_of(answer: type[Serializer], article: Article | None, ids: Sequence[int]) -> list[Any]:
    """The rows with these ids as ``answer`` shows them, in the order of the ids."""
    found = dict(LOADERS[answer](article, ids))
    return [found[id] for id in ids]
