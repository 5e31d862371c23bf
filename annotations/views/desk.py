"""Shows a person where to begin: what waits for them, what is due, how far the desk is."""

from dataclasses import fields
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Sum,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from annotations.compiled import CompiledObjects, CompiledValues
from annotations.lists import due_first, is_finished
from annotations.models import Contribution, Flag, ReviewState, Statement, Status, Tally
from annotations.models.flag import OPEN
from annotations.permissions import why_not
from annotations.querysets import language_of_words
from annotations.queue import Lens, articles_in_queue
from annotations.reading.model import Counts
from annotations.reasons import BY_CODE
from annotations.views.base import frame, get_member
from articles.models import Article, Membership, Role, Stage
from articles.querysets import articles_of, is_mine, works_here

MOST = 6
DONE = (Stage.SIGNED_OFF, Stage.PUBLISHED, Stage.CORRECTED)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The only desk of the person, the list of several, or what to do where there is none."""
    members = list(
        Membership.objects.filter(person_id=request.user.pk)
        .select_related("desk")
        .order_by("desk__name", "pk")
    )
    if len(members) == 1:
        return redirect("desk", members[0].desk.slug)
    return render(request, "desk/home.html", {"members": members})


@require_safe
def desk(request: HttpRequest, desk: str) -> HttpResponse:
    by = get_member(request, desk)
    is_editor = by.is_at_least(Role.EDITOR)
    is_viewer = not by.is_at_least(Role.ANALYST)  # who can own none
    returned, to_settle = sent_back_to(by), given_to(by)
    to_review = _TO_REVIEW(by.desk_id, by.person_id) if is_editor else []
    context = {
        **frame(by, "desk"),
        "to_review": to_review,
        "has_own": is_editor and not to_review and articles_in_queue(by, Lens(own=True)).exists(),
        "sent_back": returned[:MOST],
        "more_sent_back": len(returned) > MOST,
        "to_settle": to_settle[:MOST],
        "more_to_settle": len(to_settle) > MOST,
        "mine": _IN_WORK(by.desk_id) if is_viewer else _MINE(by.desk_id, by.person_id),
        "due": _DUE(by.desk_id),
        "progress": progress(by),
        "has_articles": Article.objects.filter(desk_id=by.desk_id).exists,  # asked where nothing waits
        "is_editor": is_editor,
        "is_viewer": is_viewer,
        "why_not_take_in": why_not(by, "take_in"),
    }
    return render(request, "desk/desk.html", context)


def _to_review(desk: int, person: int) -> QuerySet[Article]:
    return articles_in_queue(_member(desk, person, Role.EDITOR), Lens())[:MOST]


def _mine(desk: int, person: int) -> QuerySet[Article]:
    """What is finished comes last."""
    by = _member(desk, person, Role.ANALYST)
    finished = ExpressionWrapper(is_finished(), BooleanField())
    return at_work(articles_of(by).filter(is_mine(by)).order_by(finished))[:MOST]


def _in_work(desk: int) -> QuerySet[Article]:
    return at_work(articles_of(Membership(desk_id=desk)).exclude(is_finished()))[:MOST]


def _due(desk: int) -> QuerySet[Article]:
    return at_work(articles_of(Membership(desk_id=desk)).exclude(due=None).exclude(is_finished()))[:MOST]


def at_work(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Those that are not done, the most urgent first."""
    return articles.exclude(stage__in=DONE).order_by(*articles.query.order_by, due_first(), "pk")


_TO_REVIEW, _MINE, _IN_WORK, _DUE = (
    CompiledObjects(question, "desk", "revision", "scale", "tally", "owner")
    for question in (_to_review, _mine, _in_work, _due)
)


def sent_back(by: Membership) -> dict[str, Any]:
    """What is true of a statement that was sent back at the desk."""
    state = {"review_state": ReviewState.SENT_BACK, "withdrawn_at": None, "left_out": False}
    return state | {"desk_id": by.desk_id, "article__withdrawn_at": None}


def sent_back_to(by: Membership) -> list[dict[str, Any]]:
    """What an editor sent back, and comes to the member, each with the newest open flag on it. One more than shown."""
    if not by.is_at_least(Role.ANALYST):
        return []
    question = _SENT_BACK_TO_EDITOR if by.is_at_least(Role.EDITOR) else _SENT_BACK_TO_ANALYST
    rows = question(by.desk_id, by.person_id)
    open_flags = Flag.objects.filter(statement__in=rows, **OPEN).order_by("pk")
    told = {
        flag.statement_id: {"reason": BY_CODE[flag.reason].label, "by": flag.created_by}
        for flag in open_flags.select_related("created_by")
    }
    return [{"statement": row, **told.get(row.pk, {})} for row in rows]


def _sent_back_to(by: Membership) -> QuerySet[Statement]:
    rows = Statement.objects.filter(_comes_back_to(by), **sent_back(by)).annotate(
        language=language_of_words()
    )
    return rows.order_by(due_first("article__due"), "article_id", "reading_order")[: MOST + 1]


_SENT_BACK_TO_ANALYST, _SENT_BACK_TO_EDITOR = (
    CompiledObjects(lambda desk, person, role=role: _sent_back_to(_member(desk, person, role)), "article")
    for role in (Role.ANALYST, Role.EDITOR)
)


def _member(desk: int, person: int, role: Role) -> Membership:
    return Membership(desk_id=desk, person_id=person, role=role)


def given_to(by: Membership) -> list[tuple[Flag, str]]:
    """The open flags that the member sees to, the most urgent first, with their reasons. One more than shown."""
    return [(flag, BY_CODE[flag.reason].label) for flag in _GIVEN_TO(by.desk_id, by.person_id)]


def _given_to(desk: int, person: int) -> QuerySet[Flag]:
    rows = Flag.objects.filter(owner=person, desk=desk, article__withdrawn_at=None, **OPEN)
    first = due_first("article__due"), "article_id", "statement__reading_order", "pk"
    return rows.annotate(language=language_of_words("statement_id")).order_by(*first)[: MOST + 1]


_GIVEN_TO = CompiledObjects(_given_to, "article", "statement", "created_by")


def _comes_back_to(by: Membership) -> Q:
    """What the member worked on. Where nobody who still works here had, whose article it is; where that is nobody's,
    the editors.
    """
    work = Contribution.objects.filter(statement=OuterRef("pk"))
    nobody_wrote = ~Exists(work.filter(works_here("person", "statement__desk")))
    theirs = is_mine(by, "article__")
    if by.is_at_least(Role.EDITOR):
        theirs |= ~works_here("article__owner") & ~works_here("article__created_by")
    return Q(Exists(work.filter(person=by.person_id))) | Q(nobody_wrote) & theirs


def progress(by: Membership) -> dict[str, Any]:
    """The desk in figures: its articles in work, with their counts added up."""
    rows = _PROGRESS(by.desk_id)
    if not rows:
        return {"articles": 0, "counts": Counts()}
    [found] = rows
    statuses = {status: found.pop(f"is_{status}") for status in Status.values}
    return {"articles": found.pop("articles"), "counts": Counts(**found, statuses=statuses)}


def _progress(desk: int) -> QuerySet[Tally, dict[str, Any]]:
    tallies = Tally.objects.filter(desk=desk, article__withdrawn_at=None).exclude(
        is_finished("") | Q(article__stage__in=DONE)
    )
    sums = {each.name: Sum(each.name, default=0) for each in fields(Counts) if each.name != "statuses"}
    numbers = {status: Cast(KT(f"statuses__{status}"), IntegerField()) for status in Status.values}
    by_status = {f"is_{status}": Sum(number, default=0) for status, number in numbers.items()}
    figures = {"articles": Count("pk"), **sums, **by_status}
    return tallies.order_by().values("desk").annotate(**figures).values(*figures)


_PROGRESS = CompiledValues(_progress)
