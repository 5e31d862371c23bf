"""Lets one record of the desk take over what another stands for, in every article that it reaches."""

from collections.abc import Callable
from itertools import groupby
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from annotations.models import Citation, Claimant, Counterpoint, Passage, ReviewState, Source, Verb
from annotations.permissions import require
from annotations.quoting import quoted
from annotations.refusals import Refused
from annotations.services.claimants import said_by
from annotations.services.deed import deed
from annotations.services.shared import change_shared, hold, hold_articles, must_stand
from annotations.services.sources import citations_of, hold_origins, lineage, passage_of
from articles.models import Article, Membership

# Articles that a merge locks at once: whoever works at one of them waits no longer than for these.
MOST_HELD = 20


class Reach(NamedTuple):
    """In how many articles a record is named, how many approvals fall when another takes its place."""

    articles: int
    approvals: int


def reach_of(row: Source | Claimant) -> Reach:
    """What a merge of ``row`` moves."""
    rows: QuerySet[Any] = citations_of(row) if isinstance(row, Source) else said_by(row)
    statement = "statement__" if isinstance(row, Source) else ""
    is_approved = Q(**{f"{statement}review_state": ReviewState.APPROVED})
    found = rows.aggregate(
        articles=Count("article", distinct=True),
        approvals=Count(f"{statement}pk", distinct=True, filter=is_approved),
    )
    return Reach(**found)


def merge_claimant(claimant: Claimant, into: Claimant, *, by: Membership) -> None:
    """Let ``into`` say what ``claimant`` says, then take that one off the list: one deed an article.

    Who says it is part of what was approved, so an approved statement has changed since. Before such a deed can be
    undone, ``restore_claimant`` must put the claimant back. Where it breaks off between articles, what is left is
    merged by calling it again. Raises Refused.
    """
    require(by, "annotate")
    if into.pk == claimant.pk:
        raise Refused("Choose a different claimant.", field="into")
    _in_lots(lambda after: _merge_claimant(claimant, into, by, after))


def _in_lots(merge: Callable[[int], int]) -> None:
    """Merge some articles at a time, in their order, each lot in a transaction of its own.

    Not to be called within another one: nothing would be let go between them, and articles be waited for while the
    record is held that who works there waits for. ``merge`` takes the article that it goes on behind, and returns the
    last that it did; 0 where it did all.
    """
    last = -1
    while last:
        with transaction.atomic():
            last = merge(last)


def _merge_claimant(claimant: Claimant, into: Claimant, by: Membership, after: int) -> int:
    articles, last = _held(said_by(claimant).filter(article__gt=after))
    hold(claimant, into)
    must_stand(claimant)
    if into.desk_id != by.desk_id or into.withdrawn_at is not None:
        raise Refused("This claimant is not on your desk’s list. Choose one that is.", field="into")
    rows = said_by(claimant).filter(article__in=articles).order_by("article", "reading_order")
    for article, said in _by_article(articles, rows):
        with deed(article, Verb.MERGE_CLAIMANT, by=by, words=f"Merged {claimant} into {into}") as act:
            for row in said:
                act.change(row, claimant=into)
    if not last:
        if said_by(claimant).exists():
            raise Refused("Someone has just named this claimant. Try again.")
        for merged in Claimant.objects.filter(merged_into=claimant):
            change_shared(merged, by=by, merged_into=into)
        change_shared(claimant, by=by, withdrawn_at=timezone.now(), merged_into=into)
    return last


def merge_source(source: Source, into: Source, *, by: Membership) -> None:
    """Let ``into`` take what cites ``source``, with the passages: one deed an article, each with its undo.

    What was approved with the one and now has the other has changed since its approval. What cited both for the same,
    word for word, cites it once.
    Before such a deed can be undone, ``restore_source`` must put the source back. Where it breaks off between articles,
    what is left is merged by calling it again. Raises Refused.
    """
    require(by, "annotate")
    if into.pk == source.pk:
        raise Refused("Choose a different source.", field="into")
    _in_lots(lambda after: _merge_source(source, into, by, after))


def _merge_source(source: Source, into: Source, by: Membership, after: int) -> int:
    articles, last = _held(citations_of(source).filter(article__gt=after))
    if not last:
        hold_origins(by)
    hold(source, into)
    must_stand(source)
    if into.desk_id != by.desk_id or not into.is_listed:
        raise Refused("This source is not on your desk’s list. Choose one that is.", field="into")
    rows = list(citations_of(source).filter(article__in=articles).order_by("article", "pk"))
    passages = source.passages.filter(withdrawn_at=None)
    if last:
        passages = passages.filter(pk__in={row.passage_id for row in rows})
    found = {row.pk: _same_passage(row, into, by=by) for row in passages}
    there = set(citations_of(into).filter(article__in=articles).values_list(*_SAID))
    words = f"Merged {quoted(source.title)} into {quoted(into.title)}"
    for article, cited in _by_article(articles, rows):
        with deed(article, Verb.MERGE_SOURCE, by=by, words=words) as act:
            for row in cited:
                passage = found.get(row.passage_id or 0)
                if _said(row, passage) in there and not _is_aimed_at(row):
                    act.withdraw(row)
                else:
                    act.change(row, source=into, passage=passage)
    if not last:
        if citations_of(source).exists():
            raise Refused("Someone has just cited it. Try again.")
        _take_over(source, into, by=by)
        change_shared(source, by=by, merged_into=into)
    return last


def _held(rows: QuerySet[Any]) -> tuple[list[Article], int]:
    """The first articles of ``rows``, locked; the last of them, 0 where there are no more behind."""
    found = hold_articles(rows, MOST_HELD + 1)
    articles = found[:MOST_HELD]
    return articles, articles[-1].pk if len(found) > MOST_HELD else 0


def _by_article(articles: list[Article], rows: Any) -> list[tuple[Article, list[Any]]]:
    """Each article with its ``rows``, which are ordered by article."""
    of = {pk: list(group) for pk, group in groupby(rows, lambda row: row.article_id)}
    return [(article, of[article.pk]) for article in articles if article.pk in of]


_SAID = ("statement_id", "counterpoint_id", "stance", "shows", "passage_id")


def _said(citation: Citation, passage: Passage | None) -> tuple[Any, ...]:
    """What the citation says, with the ``passage`` that it is to have: twice, word for word, nothing is cited."""
    return *(getattr(citation, name) for name in _SAID[:-1]), passage and passage.pk


def _is_aimed_at(citation: Citation) -> bool:
    return citation.flags.exists() or Counterpoint.objects.filter(target=citation).exists()


def _same_passage(row: Passage, into: Source, *, by: Membership) -> Passage | None:
    return passage_of(into, by=by, text=row.text, locator=row.locator, typed_by=row.created_by_id)


def _take_over(source: Source, into: Source, *, by: Membership) -> None:
    """What is a copy of ``source`` is one of ``into``; what ``into`` is a copy of stays above it."""
    above = lineage(into)
    for copy in Source.objects.filter(derived_from=source):
        change_shared(copy, by=by, derived_from=source.derived_from if copy.pk in above else into)
    for merged in Source.objects.filter(merged_into=source):
        change_shared(merged, by=by, merged_into=into)
