"""Deeds that move the borders of statements: split, merge, move the ends, mark a gap. None loses what hangs on one."""

import re
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from annotations.models import (
    Citation,
    Counterpoint,
    Dismissal,
    Figure,
    Flag,
    NegativeSearch,
    Note,
    Placement,
    Query,
    Relation,
    RelationKind,
    ReviewState,
    Statement,
    Verb,
)
from annotations.models.statement import LONGEST_LABEL
from annotations.permissions import require
from annotations.querysets import cited_for
from annotations.refusals import Refused
from annotations.services.deed import Act, check_version, deed
from annotations.services.dependents import move_with_dependents
from annotations.services.placing import (
    check_cut,
    check_quote,
    joined,
    place,
    place_of,
    placement,
    proposed,
    trimmed,
)
from annotations.services.statements import lean_on_others, leaning_on_itself, live
from annotations.services.uniting import keeps_verdict, said_of_both
from annotations.services.verifying import NO_VERDICT, reopen_flags
from articles.models import Article, Membership, Paragraph

# What hangs on a statement by ``statement_id`` and moves with it. Citations of a counterpoint follow the counterpoint.
ATTACHED = (Counterpoint, Citation, Figure, Flag, NegativeSearch, Dismissal, Note, Query)

MOST_MERGED = 50  # statements in one act: each takes some 30 ms in which nobody else changes the article
WHAT_IS_CITED = ("source_id", "passage_id", "stance", "shows")


def split(
    statement: Statement,
    *,
    by: Membership,
    at: int,
    quote: str | None = None,
    version: int | None = None,
    leans: bool = True,
    take: frozenset[int] = frozenset(),
    take_points: frozenset[int] = frozenset(),
    cite_both: bool = False,
) -> Statement:
    """Cut at ``at`` (code points inside the statement's text); returns the right part, not checked yet.

    Attachments stay left; citations whose ids are in ``take`` go right, so do counterpoints in ``take_points``. With
    ``cite_both`` what stays is cited for the right part too, with ``leans`` that leans on the left. Both parts keep
    every contributor. A follower stands for itself again, as after every change of its words.
    ``quote`` are the words that the sender saw left of the cut. Raises Refused where others stand there, where one
    side would be empty, or the cut goes through a word.
    """
    require(by, "annotate")
    check_version(statement, version)
    check_quote(statement.text[:at].rstrip(), 0, at, quote and quote.rstrip())
    check_cut(statement.text, at)
    if len(statement.label) >= LONGEST_LABEL:
        raise Refused("This statement has been split too many times. Merge two of its parts first (m).")
    old = place_of(statement)
    paragraph = old.paragraph
    left, right = f"{statement.label}a", f"{statement.label}b"
    with deed(
        statement.article, Verb.SPLIT, by=by, words=f"Split {statement.label}", statement=statement
    ) as act:
        place(act, statement, paragraph, old.start, old.start + at, left)
        part = _new(act, statement.article, paragraph, old.start + at, old.end, right, split_from=statement)
        _take(act, statement, part, take, take_points)
        if cite_both:
            _cite_too(act, statement, part)
        _reopen(act, statement)
        if leans:
            act.add(Relation(article_id=part.article_id, a=part, b=statement, kind=RelationKind.LEANS_ON))
    return part


def merge(statement: Statement, other: Statement, *, by: Membership, version: int | None = None) -> Statement:
    """Join ``statement`` with the ``other`` that follows it in the same paragraph; the first survives.

    Everything that hung on the second hangs on the first; what was said of one is said of both. Two different verdicts,
    that of a leader too, become "not checked yet"; both stay in the log. Raises Refused across paragraphs, or where
    another statement stands between.
    """
    require(by, "annotate")
    check_version(statement, version)
    if statement.pk == other.pk:
        raise Refused("A statement cannot be merged with itself. Choose its neighbour.", field="other")
    return _merge([statement, other], by, field="other")


def merge_selected(article: Article, ids: Iterable[int], *, by: Membership) -> Statement:
    """Join all that are selected, which follow each other in one paragraph, as ``merge`` joins two: with one undo."""
    require(by, "annotate")
    rows = live(article, ids)
    if len(rows) < 2:
        raise Refused("Select two statements or more that follow each other (x).", field="statements")
    if len(rows) > MOST_MERGED:
        raise Refused(f"At most {MOST_MERGED} are merged at once. Select fewer of them.", field="statements")
    return _merge(rows, by, field="statements")


def _merge(rows: Sequence[Statement], by: Membership, *, field: str) -> Statement:
    """The first of ``rows``, with the words of all. Raises Refused (``field``)."""
    first, *others = rows = sorted(rows, key=lambda row: row.reading_order)
    if len({place_of(row).paragraph for row in rows}) > 1:
        raise Refused(
            "These are in different paragraphs, and a statement cannot span two. Link them instead (l).",
            field=field,
        )
    between = Statement.objects.filter(
        article=first.article, withdrawn_at=None,
        reading_order__gt=first.reading_order, reading_order__lt=others[-1].reading_order,
    )  # fmt: skip
    if between.exclude(pk__in=[row.pk for row in others]).exists():
        raise Refused("Another statement stands between these. Merge it too.", field=field)
    words = f"Merged {reduce(joined, [row.label for row in rows])}"
    with deed(first.article, Verb.MERGE, by=by, words=words, statement=first) as act:
        for other in others:
            _take_in(act, first, other)
        _reopen(act, first)
        reopen_flags(act, first)
        for link in leaning_on_itself(act.article).filter(Q(a=first) | Q(a__same_as=first)):
            act.withdraw(link)
        lean_on_others(act, how="merged into one", field=field)
    return first


def _take_in(act: Act, statement: Statement, other: Statement) -> None:
    """Let ``statement`` stand for the ``other``, too, which follows it."""
    here, there = place_of(statement), place_of(other)
    _carry(act, other, statement)
    is_one_verdict = keeps_verdict(statement, other)
    said = said_of_both(statement, other, is_open=not is_one_verdict)
    act.withdraw(there.row)
    act.change(other, withdrawn_at=act.at, merged_into=statement, same_as=None, **NO_VERDICT)
    place(act, statement, here.paragraph, here.start, there.end, joined(statement.label, other.label))
    if not is_one_verdict:
        act.change(statement, **NO_VERDICT)
    act.change(statement, **said)
    if statement.left_out and not other.left_out:
        act.change(statement, left_out=False, left_out_why="")


def next_in_paragraph(statement: Statement) -> Statement | None:
    """The statement that ``merge with next`` would take."""
    here = place_of(statement)
    return (
        Statement.objects.filter(
            article_id=statement.article_id, withdrawn_at=None, reading_order__gt=statement.reading_order,
            placements__paragraph=here.paragraph, placements__withdrawn_at=None,
        )
        .order_by("reading_order")
        .first()
    )  # fmt: skip


def room(statement: Statement) -> tuple[int, int]:
    """How far the ends can go: from the end of the one before to the start of the one after, in code points."""
    here = place_of(statement)
    around = Placement.objects.filter(paragraph=here.paragraph, withdrawn_at=None).exclude(pk=here.row.pk)
    before = around.filter(end__lte=here.start).order_by("-end").values_list("end", flat=True).first()
    after = around.filter(start__gte=here.end).order_by("start").values_list("start", flat=True).first()
    return before or 0, len(here.paragraph.text) if after is None else after


def move_ends(
    statement: Statement,
    *,
    by: Membership,
    start: int,
    end: int,
    quote: str | None = None,
    version: int | None = None,
) -> Statement:
    """Let the statement stand at ``start``–``end`` (code points inside its paragraph).

    ``quote`` are the words the sender saw there. Ends that stay where they are change nothing. Raises Refused where the
    words differ, or another statement is overlapped.
    """
    require(by, "annotate")
    check_version(statement, version)
    old = place_of(statement)
    paragraph = old.paragraph
    start, end = trimmed(paragraph, start, end)
    check_quote(paragraph.text, start, end, quote)
    if (start, end) == (old.start, old.end):
        return statement
    with deed(
        statement.article,
        Verb.MOVE_ENDS,
        by=by,
        words=f"Moved the ends of {statement.label}",
        statement=statement,
    ) as act:
        place(act, statement, paragraph, start, end, statement.label)
        _reopen(act, statement)
    return statement


def mark_gap(
    article: Article, paragraph: Paragraph, *, by: Membership, start: int, end: int, quote: str | None = None
) -> Statement:
    """Make a statement of words that none accounts for yet."""
    require(by, "annotate")
    start, end = trimmed(paragraph, start, end)
    check_quote(paragraph.text, start, end, quote)
    with deed(article, Verb.MARK_GAP, by=by, words="") as act:
        paragraph.refresh_from_db()  # it may just have been left out, or cut
        if paragraph.revision_id != article.revision_id or paragraph.withdrawn_at is not None:
            raise Refused("This paragraph is no longer in the text. Reload the page.", field="paragraph")
        label = _gap_label(article, paragraph)
        act.words = f"Marked {label}"
        return _new(act, article, paragraph, start, end, label)


def _gap_label(article: Article, paragraph: Paragraph) -> str:
    """The next free number of the paragraph; a number that was given once is not given again."""
    told = Statement.objects.filter(article=article, label__startswith=f"{paragraph.label}.").values_list(
        "label", flat=True
    )
    used = [int(n) for label in told for n in re.findall(r"\.(\d+)", label)]
    return f"{paragraph.label}.{max(used, default=0) + 1}"


def _new(
    act: Act, article: Article, paragraph: Paragraph, start: int, end: int, label: str, *,
    split_from: Statement | None = None,
) -> Statement:  # fmt: skip
    start, end = trimmed(paragraph, start, end)
    inherited: dict[str, Any]
    if split_from is not None:
        inherited = {
            "split_from": split_from, "claimant_id": split_from.claimant_id,
            "claimant_unclear": split_from.claimant_unclear, "checked_said": split_from.checked_said,
            "checked_so": split_from.checked_so, "left_out": split_from.left_out,
            "left_out_why": split_from.left_out_why,
        }  # fmt: skip
    else:
        inherited = {"left_out": paragraph.left_out}
    made = act.add(Statement(article=article, **inherited, **proposed(paragraph, start, end, label)))
    act.add(placement(made, paragraph, start, end, label))
    return made


def _reopen(act: Act, statement: Statement) -> None:
    """Other words need another look: what waited goes back to its desk; what was approved says that it changed.

    They are no longer the claim of the statement whose verdict they showed.
    """
    if statement.review_state == ReviewState.READY:
        act.change(statement, review_state=ReviewState.OPEN)
    if statement.same_as_id:
        act.change(statement, same_as=None)
        reopen_flags(act, statement)


def _take(
    act: Act, statement: Statement, part: Statement, ids: frozenset[int], points: frozenset[int]
) -> None:
    """Hang citations on the right part, with the counterpoints that aim at them, and others that were chosen."""
    for citation in cited_for(statement).filter(pk__in=ids):
        _move_citation(act, citation, part)
    _move_points(act, takeable_points(statement).filter(pk__in=points), part)
    reopen_flags(act, part)


def takeable_points(statement: Statement) -> QuerySet[Counterpoint]:
    """Counterpoints that may go alone: one that aims at a citation goes where that goes."""
    return Counterpoint.objects.filter(statement=statement, target=None, withdrawn_at=None).order_by("pk")


def _move_points(act: Act, points: QuerySet[Counterpoint], part: Statement) -> None:
    """With what stands for them, which may have counterpoints of its own."""
    for point in points:
        move_with_dependents(act, point, part)
        for evidence in Citation.objects.filter(counterpoint=point):
            _move_citation(act, evidence, part)


def _move_citation(act: Act, citation: Citation, part: Statement) -> None:
    """With the counterpoints that aim at it."""
    move_with_dependents(act, citation, part)
    _move_points(act, Counterpoint.objects.filter(target=citation), part)


def _cite_too(act: Act, statement: Statement, part: Statement) -> None:
    """Cite for ``part`` what is cited for ``statement``."""
    for cited in cited_for(statement):
        act.add(Citation(article_id=part.article_id, statement=part, **_cited(cited)))


def _cited(citation: Citation) -> dict[str, Any]:
    return {name: getattr(citation, name) for name in WHAT_IS_CITED}


def _carry(act: Act, source: Statement, target: Statement) -> None:
    """Hang everything of ``source`` on ``target``: rows (withdrawn ones too, for undo), links, followers.

    A citation that would stand there twice, word for word, is withdrawn, unless something hangs on it.
    """
    there = list(cited_for(target).values(*WHAT_IS_CITED))
    aimed_at = Exists(Counterpoint.objects.filter(target=OuterRef("pk")))
    for citation in cited_for(source).filter(~aimed_at, flags=None):
        if _cited(citation) in there:
            act.withdraw(citation)
    for model in ATTACHED:
        for row in model.objects.filter(statement=source).order_by("pk"):
            act.change(row, statement=target)
    for relation in Relation.objects.filter(a=source, withdrawn_at=None):
        _relink(act, relation, "a", target)
    for relation in Relation.objects.filter(b=source, withdrawn_at=None):
        _relink(act, relation, "b", target)
    followers = Statement.objects.filter(same_as=source, withdrawn_at=None)
    if followers.exists() and target.same_as_id:  # who leads others follows nobody
        act.change(target, same_as=None)
    for follower in followers.exclude(pk=target.pk):
        act.change(follower, same_as=target)


def _relink(act: Act, relation: Relation, side: str, target: Statement) -> None:
    """Move one end of a link; one that would join the target with itself, or stand twice, is withdrawn."""
    ends = {"a_id": relation.a_id, "b_id": relation.b_id, f"{side}_id": target.pk}
    same = Q(**ends)
    if relation.kind == RelationKind.CLASHES_WITH:  # which is mutual
        same |= Q(a_id=ends["b_id"], b_id=ends["a_id"])
    twice = Relation.objects.filter(same, kind=relation.kind, withdrawn_at=None).exclude(pk=relation.pk)
    if ends["a_id"] == ends["b_id"] or twice.exists():
        act.withdraw(relation)
    else:
        act.change(relation, **{side: target})
