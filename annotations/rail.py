"""The rail of the queue: the rows around the one that is read, how many there are of each kind, where it goes on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThanOrEqual, TupleLessThan
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.timesince import timesince

from annotations.compiled import Asked, CompiledObjects, CompiledValues
from annotations.models import Deed, Flag, ReviewState, Statement, Verb
from annotations.models.flag import OPEN
from annotations.models.statement import WAITING
from annotations.models.verification import is_said_only
from annotations.querysets import OneOf, language_of_words, reviewer_name
from annotations.queue import (
    FACETS,
    PLACE,
    WAITS,
    Lens,
    Order,
    article_flags,
    articles_in_queue,
    facts_of,
    live_of,
    order_of,
    shown_by,
)
from annotations.reasons import BY_CODE
from annotations.scale import Mark, VerdictLabels, mark_of, scale_of
from articles.models import Article, Membership, Role
from articles.querysets import members_at_least

BEFORE, AFTER = 6, 40  # rows around the current one, which thus is in sight without scrolling
MOST_ARTICLES = 8
MOST_COUNTED = 500
RECENT = timedelta(minutes=30)  # an editor who decided here so lately is taken to be at it still
MOST_CHARACTERS = 90  # code points of a statement that a line of the rail could ever show


@dataclass(frozen=True, slots=True)
class RailRow:
    """One line of the rail: a statement, or a flag on the article as a whole.

    ``language`` is that of ``words``. ``said``: what ``mark`` means, in the words of the article's scale. ``flag`` is
    the reason of an open flag, ``why`` what else there is to say. ``is_done``: decided just now.
    """

    id: int
    order: Order
    label: str
    words: str
    why: str
    flag: str = ""
    is_done: bool = False
    mark: Mark | None = None
    said: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Rail:
    """The rows around the current one.

    ``counts``: facet → rows of the article, ``own`` → one's own of the facet shown, up to MOST_COUNTED + 1.
    ``place`` is the current row's among them, from 1; 0 for one that does not wait.
    ``others``: further articles with something to decide; of all ``before`` and ``after`` this one, after the last
    the first again.
    """

    rows: tuple[RailRow, ...]
    counts: dict[str, int]
    place: int
    is_cut_before: bool
    is_cut_after: bool
    others: tuple[Article, ...]
    before: Article | None
    after: Article | None
    previous: RailRow | None
    next: RailRow | None


def rail(
    article: Article,
    by: Membership,
    lens: Lens,
    current: Statement | Flag,
    *,
    decided: frozenset[int] = frozenset(),
    is_shared: bool = False,
) -> Rail:
    """The rail around ``current``. Rows with an id in ``decided`` stay in it, greyed.

    ``is_shared``: another editor is at this article, so who has which row is said.
    """
    here = order_of(current)
    before, after = _window(article, by, lens, here, decided)
    shown = [*before[:BEFORE][::-1], *after[:AFTER]]
    flags, leaders = _flags_of(shown), _leaders_of(shown)
    scale = scale_of(article)
    rows = [
        _row(
            each, leaders.get(each.same_as_id or 0), flags.get(each.pk), by, is_shared, scale,
            is_done=each.pk in decided and not each.waits,
        )
        for each in shown
    ]  # fmt: skip
    on_article = _FLAGS_ON_ARTICLE(article.pk)
    looked_at = [flag for flag in on_article if lens.takes(flag)]
    if len(before) <= BEFORE:
        rows = [*map(_article_row, looked_at), *rows]
    counts, earlier = _counts(article, by, lens, here)
    for facet in FACETS:
        counts[facet] += sum(map(Lens(facet).takes, on_article))
    earlier += sum((-1, flag.pk) < here for flag in looked_at)
    waiting = {row.order for row in rows if not row.is_done}
    articles = list(_articles(lens)(*_who(by, lens)))
    others = [row for row in articles if row.pk != article.pk]
    at = articles.index(article) if article in articles else 0
    return Rail(
        rows=tuple(rows),
        counts=counts,
        place=earlier + 1 if earlier < MOST_COUNTED and here in waiting else 0,
        is_cut_before=len(before) > BEFORE,
        is_cut_after=len(after) > AFTER,
        others=tuple(others[:MOST_ARTICLES]),
        before=others[at - 1] if at else None,
        after=(others[at:] or others or [None])[0],
        previous=next((row for row in reversed(rows) if row.order < here), None),
        next=next((row for row in rows if row.order > here), None),
    )


# Django would take most of the time of a page of the queue to write these questions anew.


def _who(by: Membership, lens: Lens) -> tuple[int, ...]:
    """Who asks, as a question takes it: where one's own work is shown, it is not asked whose it is."""
    return (by.desk_id,) if lens.own else (by.desk_id, by.person_id)


def _asking(desk: int, person: int = 0) -> Membership:
    return Membership(desk_id=desk, person_id=person)


def _window(
    article: Article, by: Membership, lens: Lens, here: Order, decided: frozenset[int]
) -> tuple[list[Any], list[Any]]:
    """One more than is shown on either side, so that it is known whether there are more.

    ``waits``: for this lens. ``with_whom``: the editor who has it.
    """
    before, after = _windows(lens)
    asked: list[Asked] = [article.pk, sorted(decided), *here, *_who(by, lens)]
    return before(*asked) if here[0] >= 0 else [], after(*asked)


@cache
def _windows(lens: Lens) -> tuple[CompiledObjects[Statement], CompiledObjects[Statement]]:
    """The rows before a place, and those from it on."""
    wanted = WAITS & shown_by(lens)
    waits = ExpressionWrapper(wanted, BooleanField())
    told = {"waits": waits, "with_whom": reviewer_name(), "language": language_of_words()}

    def rows(article: int, decided: list[int], by: Membership) -> QuerySet[Statement]:
        waiting = live_of(by).alias(**facts_of(by)).filter(wanted | Q(OneOf("pk", decided)), article=article)
        return waiting.annotate(**told)

    def before(article: int, decided: list[int], order: int, pk: int, *who: int) -> QuerySet[Statement]:
        found = rows(article, decided, _asking(*who)).filter(TupleLessThan(PLACE, (order, pk)))
        return found.order_by("-reading_order", "-pk")[: BEFORE + 1]

    def after(article: int, decided: list[int], order: int, pk: int, *who: int) -> QuerySet[Statement]:
        found = rows(article, decided, _asking(*who)).filter(TupleGreaterThanOrEqual(PLACE, (order, pk)))
        return found.order_by("reading_order", "pk")[: AFTER + 1]

    return CompiledObjects(before, "verification"), CompiledObjects(after, "verification")


def _counts(article: Article, by: Membership, lens: Lens, here: Order) -> tuple[dict[str, int], int]:
    """Facet → statements, and how many of the shown one stand before ``here``; of the first MOST_COUNTED + 1."""
    waiting = _WAITING(by.desk_id, by.person_id, article.pk, *here)
    seen = [row for row in waiting if lens.own or not row["wrote"]]
    counts = {facet: sum(row[f"in_{facet}"] for row in seen) for facet in FACETS}
    shown = f"in_{lens.show}"
    counts["own"] = sum(row[shown] and row["wrote"] for row in waiting)
    return counts, sum(row[shown] and row["is_earlier"] for row in seen)


def _waiting(desk: int, person: int, article: int, *here: int) -> QuerySet[Statement, Any]:
    by = _asking(desk, person)
    facts = facts_of(by)
    told = {f"in_{facet}": ExpressionWrapper(wanted, BooleanField()) for facet, (_, wanted) in FACETS.items()}
    told["is_earlier"] = ExpressionWrapper(Q(TupleLessThan(PLACE, here)), BooleanField())
    rows = live_of(by).alias(**facts).filter(WAITS, article=article).order_by("reading_order", "pk")
    return rows.values(wrote=facts["is_own"], **told)[: MOST_COUNTED + 1]


_WAITING = CompiledValues(_waiting)
_FLAGS_ON_ARTICLE = CompiledObjects(
    lambda article: article_flags(Lens()).filter(article=article), "created_by"
)
_FLAGS_OF = CompiledObjects(
    lambda ids: Flag.objects.filter(OneOf("statement_id", ids), **OPEN).order_by("-is_blocking", "pk"),
    "created_by",
)


@cache
def _articles(lens: Lens) -> CompiledObjects[Article]:
    """One more than is shown: one of them is read already."""
    return CompiledObjects(lambda *who: articles_in_queue(_asking(*who), lens)[: MOST_ARTICLES + 1], "tally")


def others_at(article: Article, by: Membership) -> tuple[str, ...]:
    """Names of other editors who decided something in the article a short while ago."""
    return tuple(row["by__name"] for row in _OTHERS(article.pk, by.desk_id, by.person_id))


def _others(article: int, desk: int, person: int) -> QuerySet[Deed, Any]:
    editors = members_at_least(Role.EDITOR).filter(desk_id=desk).exclude(person_id=person)
    verbs = (Verb.APPROVE, Verb.SEND_BACK, Verb.SETTLE_FLAG, Verb.TAKE_FOR_REVIEW)
    recent = Deed.objects.filter(article=article, verb__in=verbs, at__gt=Now() - RECENT)
    return recent.filter(by__in=editors.values("person")).order_by("by__name").values("by__name").distinct()


_OTHERS = CompiledValues(_others)


def _flags_of(statements: Iterable[Statement]) -> dict[int, Flag]:
    """Statement → its gravest open flag: a blocking one before others, the oldest first."""
    found: dict[int, Flag] = {}
    for flag in _FLAGS_OF([row.pk for row in statements]):
        found.setdefault(flag.statement_id or 0, flag)
    return found


def _leaders_of(statements: Iterable[Statement]) -> dict[int, Statement]:
    """The statements that some of these repeat, with the verdict that is shown in both places."""
    wanted = {row.same_as_id for row in statements if row.same_as_id}
    return Statement.objects.select_related("verification").in_bulk(wanted) if wanted else {}


def _row(
    statement: Statement,
    leader: Statement | None,
    flag: Flag | None,
    by: Membership,
    is_shared: bool,
    scale: VerdictLabels,
    *,
    is_done: bool,
) -> RailRow:
    shown = leader or statement
    detail = shown.verification.detail if shown.verification else ""
    said_only = is_said_only(shown.status, checked_said=shown.checked_said, checked_so=shown.checked_so)
    return RailRow(
        id=statement.pk,
        order=(statement.reading_order, statement.pk),
        label=statement.label,
        words=statement.text[:MOST_CHARACTERS],
        why=_why(statement, leader, flag, by, is_shared),
        flag=BY_CODE[flag.reason].label if flag and statement.review_state != ReviewState.SENT_BACK else "",
        is_done=is_done,
        mark=mark_of(shown.status, detail, shown.review_state),
        said=scale.label(shown.status, detail, said_only=said_only),
        language=getattr(statement, "language", "") or "",
    )


def _why(
    statement: Statement, leader: Statement | None, flag: Flag | None, by: Membership, is_shared: bool
) -> str:
    state = statement.review_state
    with_whom = getattr(statement, "with_whom", "")
    if state in WAITING and is_shared and with_whom and statement.reviewer_id != by.person_id:
        return f"With {with_whom}"
    if state == ReviewState.SENT_BACK:
        return "Sent back"
    if flag:
        return _bother(flag)
    if statement.left_out:
        return "Left out"
    if leader:
        return f"Same claim as {leader.label}"
    if state == ReviewState.READY and statement.ready_at:
        return f"Ready {_ago(statement.ready_at)}"
    return str(statement.get_review_state_display())


def _bother(flag: Flag) -> str:
    return "blocks sign-off" if flag.is_blocking else f"raised by {flag.created_by or 'a check'}"


def _ago(moment: datetime) -> str:
    is_new = timezone.now() - moment < timedelta(minutes=1)
    return "just now" if is_new else f"{timesince(moment, depth=1)} ago"


def _article_row(flag: Flag) -> RailRow:
    return RailRow(
        id=flag.pk,
        order=(-1, flag.pk),
        label="",
        words="The article as a whole",
        why=_bother(flag),
        flag=BY_CODE[flag.reason].label,
    )
