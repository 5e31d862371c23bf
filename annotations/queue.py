"""What waits for an editor: one article at a time, in reading order, articles by due time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.fields.tuple_lookups import (
    Tuple,
    TupleGreaterThan,
    TupleGreaterThanOrEqual,
    TupleLessThan,
)
from django.utils import timezone
from django.utils.timesince import timesince

from annotations.lists import due_first
from annotations.models import Contribution, Deed, Flag, ReviewState, Statement, StatementKind, Status, Verb
from annotations.models.flag import OPEN
from annotations.models.statement import WAITING
from annotations.models.verification import is_said_only
from annotations.querysets import language_of_words, reviewer_name
from annotations.reasons import BY_CODE
from annotations.scale import Mark, VerdictLabels, mark_of, scale_of
from articles.models import Article, Membership, Role
from articles.querysets import articles_of, members_at_least

Order = tuple[int, int]

BEFORE, AFTER = 6, 40  # rows of the rail around the current one, which thus is in sight without scrolling
MOST_ARTICLES = 8
MOST_COUNTED = 500
MOST_CHARACTERS = 90  # code points of a statement that a line of the rail could ever show
RECENT = timedelta(minutes=30)  # an editor who decided here so lately is taken to be at it still

_PLACE = Tuple(F("reading_order"), F("pk"))
_FLAGGED = Exists(Flag.objects.filter(statement=OuterRef("pk"), **OPEN))
_BLOCKED = Exists(Flag.objects.filter(statement=OuterRef("pk"), is_blocking=True, **OPEN))
_WAITS = Q(left_out=False, review_state__in=WAITING) | (
    Q(is_flagged=True) & ~Q(review_state=ReviewState.SENT_BACK)
)
FACETS: dict[str, tuple[str, Q]] = {
    "all": ("All", Q()),
    "blocking": ("Blocking", Q(is_blocked=True)),
    "flagged": ("Flagged", Q(is_flagged=True)),
    "changed": ("Changed since approval", Q(review_state=ReviewState.CHANGED)),
    "figures": ("Figures", Q(kind__in=[StatementKind.QUANTITY, StatementKind.COMPARISON])),
    "opinions": ("Not factual claims", Q(status=Status.NOT_CLAIM)),
}


@dataclass(frozen=True)
class Lens:
    """Which part of the queue is looked at, as its address says. Own work is hidden unless asked for."""

    show: str = "all"
    own: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Lens":
        show = query.get("show", "")
        return cls(show if show in FACETS else "all", bool(query.get("own")))

    @property
    def query(self) -> str:
        """With its question mark; empty for the plain view."""
        said = {"show": self.show if self.show != "all" else "", "own": "1" if self.own else ""}
        wanted = {name: value for name, value in said.items() if value}
        return f"?{urlencode(wanted)}" if wanted else ""

    @property
    def takes_articles(self) -> bool:
        """Whether flags on an article as a whole are looked at too."""
        return self.show in ("all", "flagged", "blocking")

    def takes(self, flag: Flag) -> bool:
        """Whether this flag on an article as a whole is looked at too."""
        return self.takes_articles and (flag.is_blocking or self.show != "blocking")


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
    ``others``: further articles with something to decide.
    """

    rows: tuple[RailRow, ...]
    counts: dict[str, int]
    place: int
    is_cut_before: bool
    is_cut_after: bool
    others: tuple[Article, ...]
    previous: RailRow | None
    next: RailRow | None


def in_queue(by: Membership, lens: Lens) -> QuerySet[Statement]:
    """What is ready, changed or flagged (then though left out) at the desk; sent back, it waits for an analyst."""
    return _live(by).alias(**_facts(by)).filter(_WAITS & _shown(lens))


def _live(by: Membership) -> QuerySet[Statement]:
    return Statement.objects.filter(desk_id=by.desk_id, withdrawn_at=None)


def _facts(by: Membership) -> dict[str, Exists]:
    """What the facets ask of a statement beside its own columns."""
    wrote = Contribution.objects.filter(statement=OuterRef("pk"), person=by.person_id)
    return {"is_flagged": _FLAGGED, "is_blocked": _BLOCKED, "is_own": Exists(wrote)}


def _shown(lens: Lens, facet: str = "") -> Q:
    return FACETS[facet or lens.show][1] & (Q() if lens.own else Q(is_own=False))


def article_flags(lens: Lens) -> QuerySet[Flag]:
    """Open flags on an article as a whole, oldest first."""
    if not lens.takes_articles:
        return Flag.objects.none()
    rows = Flag.objects.filter(statement=None, **OPEN).order_by("pk")
    return rows.filter(is_blocking=True) if lens.show == "blocking" else rows


def articles_in_queue(by: Membership, lens: Lens) -> QuerySet[Article]:
    """Articles with a row in the queue, by due time. The tallies pass over the many without one."""
    wanted = Q(Exists(in_queue(by, lens).filter(article=OuterRef("pk"))))
    if lens.takes_articles:
        wanted |= Q(Exists(article_flags(lens).filter(article=OuterRef("pk"))))
    busy = Q(tally__waiting__gt=0) | Q(tally__open_flags__gt=0)
    return articles_of(by).filter(busy).filter(wanted).order_by(due_first(), "pk")


def next_in(
    article: Article, by: Membership, lens: Lens, after: Statement | None = None
) -> Statement | Flag | None:
    """What comes next: further on in the article, else what was passed over in it; None when it is done."""
    rows = in_queue(by, lens).filter(article=article).order_by("reading_order", "pk")
    if after is not None:
        further = rows.filter(TupleGreaterThan(_PLACE, (after.reading_order, after.pk)))
        if found := further.first():
            return found
        rows = rows.exclude(pk=after.pk)
    return article_flags(lens).filter(article=article).first() or rows.first()


def order_of(current: Statement | Flag) -> Order:
    """Where it stands in its article; a flag on the article as a whole stands at the head."""
    return (current.reading_order, current.pk) if isinstance(current, Statement) else (-1, current.pk)


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
    on_article = list(article_flags(Lens()).filter(article=article).select_related("created_by"))
    looked_at = [flag for flag in on_article if lens.takes(flag)]
    if len(before) <= BEFORE:
        rows = [*map(_article_row, looked_at), *rows]
    counts, earlier = _counts(article, by, lens, here)
    for facet in FACETS:
        counts[facet] += sum(map(Lens(facet).takes, on_article))
    earlier += sum((-1, flag.pk) < here for flag in looked_at)
    waiting = {row.order for row in rows if not row.is_done}
    others = [row for row in articles_in_queue(by, lens)[: MOST_ARTICLES + 1] if row.pk != article.pk]
    return Rail(
        rows=tuple(rows),
        counts=counts,
        place=earlier + 1 if earlier < MOST_COUNTED and here in waiting else 0,
        is_cut_before=len(before) > BEFORE,
        is_cut_after=len(after) > AFTER,
        others=tuple(others[:MOST_ARTICLES]),
        previous=next((row for row in reversed(rows) if row.order < here), None),
        next=next((row for row in rows if row.order > here), None),
    )


def _window(
    article: Article, by: Membership, lens: Lens, here: Order, decided: frozenset[int]
) -> tuple[list[Any], list[Any]]:
    """One more than is shown on either side, so that it is known whether there are more.

    ``waits``: for this lens. ``with_whom``: the editor who has it.
    """
    wanted = _WAITS & _shown(lens)
    rows = _live(by).alias(**_facts(by)).filter(wanted | Q(pk__in=decided), article=article)
    waits = ExpressionWrapper(wanted, BooleanField())
    told = {"waits": waits, "with_whom": reviewer_name(), "language": language_of_words()}
    rows = rows.annotate(**told).select_related("verification")
    before = rows.filter(TupleLessThan(_PLACE, here)).order_by("-reading_order", "-pk")[: BEFORE + 1]
    after = rows.filter(TupleGreaterThanOrEqual(_PLACE, here)).order_by("reading_order", "pk")[: AFTER + 1]
    return list(before) if here[0] >= 0 else [], list(after)


def _counts(article: Article, by: Membership, lens: Lens, here: Order) -> tuple[dict[str, int], int]:
    """Facet → statements, and how many of the shown one stand before ``here``; of the first MOST_COUNTED + 1."""
    is_earlier = ExpressionWrapper(Q(TupleLessThan(_PLACE, here)), BooleanField())
    rows = _live(by).annotate(**_facts(by), is_earlier=is_earlier).filter(_WAITS, article=article)
    found = rows.order_by("reading_order", "pk")[: MOST_COUNTED + 1].aggregate(
        **{facet: Count("pk", filter=_shown(lens, facet)) for facet in FACETS},
        own=Count("pk", filter=FACETS[lens.show][1] & Q(is_own=True)),
        earlier=Count("pk", filter=_shown(lens) & Q(is_earlier=True)),
    )
    return found, found.pop("earlier")


def _flags_of(statements: Iterable[Statement]) -> dict[int, Flag]:
    """Statement → its gravest open flag: a blocking one before others, the oldest first."""
    rows = Flag.objects.filter(statement__in=[row.pk for row in statements], **OPEN)
    found: dict[int, Flag] = {}
    for flag in rows.select_related("created_by").order_by("-is_blocking", "pk"):
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
    if state == ReviewState.CHANGED:
        return "Changed since approval"
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


def others_at(article: Article, by: Membership) -> tuple[str, ...]:
    """Names of other editors who decided something in the article a short while ago."""
    editors = members_at_least(Role.EDITOR).filter(desk_id=by.desk_id)
    others = editors.exclude(person_id=by.person_id).values("person")
    verbs = (Verb.APPROVE, Verb.SEND_BACK, Verb.SETTLE_FLAG, Verb.TAKE_FOR_REVIEW)
    recent = Deed.objects.filter(article=article, verb__in=verbs, at__gt=timezone.now() - RECENT)
    names = recent.filter(by__in=others).order_by("by__name").values_list("by__name", flat=True)
    return tuple(names.distinct())
