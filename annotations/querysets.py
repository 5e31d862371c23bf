"""Which rows a person may see: the row form of the permissions; how some of them are asked for beforehand."""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.http import Http404

from annotations.models import Citation, Claimant, Flag, Placement, Source, Statement
from annotations.models.flag import OPEN
from articles.models import Membership, Role
from articles.querysets import members_at_least
from articles.spelling import spelled, terms


def statements_of(by: Membership) -> QuerySet[Statement]:
    """The statements of the member's desk, each with its article."""
    return Statement.objects.filter(desk_id=by.desk_id).select_related("article__scale")


def kept_of(statement: Statement, find: Callable[[int], Statement]) -> Statement:
    """The one that stands, of those that were merged; ``find`` has one by its id. Raises Http404 for what is gone."""
    while statement.merged_into_id and statement.withdrawn_at:
        statement = find(statement.merged_into_id)
    if statement.withdrawn_at:
        raise Http404
    return statement


def sources_of(by: Membership, *, off_list: bool = False) -> QuerySet[Source]:
    """What is on the list of the member's desk, neither taken off it nor merged into another; or was taken off it."""
    return Source.objects.filter(desk_id=by.desk_id, withdrawn_at__isnull=not off_list, merged_into=None)


def claimants_of(by: Membership, *, off_list: bool = False) -> QuerySet[Claimant]:
    """Who is on the list of the member's desk; or was taken off it, but for who was merged into another."""
    return Claimant.objects.filter(desk_id=by.desk_id, withdrawn_at__isnull=not off_list, merged_into=None)


def all_words(text: str, *lookups: str) -> Q:
    """Every word of ``text``, or quotation, is found by one of the lookups ("spelled__contains")."""
    wanted = Q()
    for word in map(spelled, terms(text)):
        wanted &= reduce(or_, (Q(**{lookup: word}) for lookup in lookups))
    return wanted


def cited_for(statement: Statement | int) -> QuerySet[Citation]:
    """What is cited for the statement itself, not for one of its counterpoints."""
    return Citation.objects.filter(statement=statement, counterpoint=None, withdrawn_at=None).order_by("pk")


def is_cited_for(citation: Citation, statement: Statement) -> bool:
    """Whether it is one of those that are ``cited_for`` the statement, as it was read."""
    of = citation.statement_id, citation.counterpoint_id, citation.withdrawn_at
    return of == (statement.pk, None, None)


def has_open_flag(**which: Any) -> Exists:
    """Of a statement: whether it has an open flag; ``which`` narrows them by their columns."""
    return Exists(Flag.objects.filter(statement=OuterRef("pk"), **OPEN, **which))


def reviewer_name() -> Subquery:
    """Of a statement: who has it, to decide about it; nothing where they decide at its desk no more."""
    editors = members_at_least(Role.EDITOR).filter(person=OuterRef("reviewer"), desk=OuterRef("desk"))
    return Subquery(editors.values("person__name"))


def language_of_words(statement: str = "pk") -> Subquery:
    """Of a statement: the language of the paragraph in which it stands, so that its words are read in it."""
    places = Placement.objects.filter(
        statement=OuterRef(statement), withdrawn_at=None, paragraph__isnull=False
    )
    return Subquery(places.order_by("-revision_id").values("paragraph__language")[:1])


class OneOf(Func):
    """A column is among ids, or among what a subquery finds, which is asked once, beforehand.

    For an "in" the planner may go through the whole article and ask of each statement whether it is among them; and
    it has a place for each id, so that it could not be put into SQL once (``compiled``).
    """

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, column: str, found: QuerySet[Any, Any] | list[int]) -> None:
        them = (
            Value(found, ArrayField(BigIntegerField())) if isinstance(found, list) else ArraySubquery(found)
        )
        super().__init__(F(column), them)


class LeansOn(Func):
    """Whether one statement leans on another, be it by way of others (migrations/0018_what_was_typed)."""

    function = "obelus_leans_on"
    output_field = BooleanField()
