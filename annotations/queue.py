"""What waits for an editor: one article at a time, in reading order, articles by due time."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.tuple_lookups import (
    Tuple,
    TupleGreaterThan,
)

from annotations.lists import due_first
from annotations.models import Contribution, Flag, ReviewState, Statement, StatementKind, Status
from annotations.models.flag import OPEN
from annotations.models.statement import WAITING
from annotations.querysets import has_open_flag
from articles.models import Article, Membership
from articles.querysets import articles_of

Order = tuple[int, int]

PLACE = Tuple(F("reading_order"), F("pk"))
WAITS = Q(left_out=False, review_state__in=WAITING) | (
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
    def said(self) -> dict[str, str]:
        """What an address says of it; nothing for the plain view."""
        said = {"show": self.show if self.show != "all" else "", "own": "1" if self.own else ""}
        return {name: value for name, value in said.items() if value}

    @property
    def query(self) -> str:
        """With its question mark; empty for the plain view."""
        return f"?{urlencode(self.said)}" if self.said else ""

    @property
    def takes_articles(self) -> bool:
        """Whether flags on an article as a whole are looked at too."""
        return self.show in ("all", "flagged", "blocking")

    def takes(self, flag: Flag) -> bool:
        """Whether this flag on an article as a whole is looked at too."""
        return self.takes_articles and (flag.is_blocking or self.show != "blocking")


def in_queue(by: Membership, lens: Lens) -> QuerySet[Statement]:
    """What is ready, changed or flagged (then though left out) at the desk; sent back, it waits for an analyst."""
    return live_of(by).alias(**facts_of(by)).filter(WAITS & shown_by(lens))


def live_of(by: Membership) -> QuerySet[Statement]:
    return Statement.objects.filter(desk_id=by.desk_id, withdrawn_at=None)


def facts_of(by: Membership) -> dict[str, Exists]:
    """What the facets ask of a statement beside its own columns."""
    wrote = Contribution.objects.filter(statement=OuterRef("pk"), person=by.person_id)
    return {
        "is_flagged": has_open_flag(),
        "is_blocked": has_open_flag(is_blocking=True),
        "is_own": Exists(wrote),
    }


def shown_by(lens: Lens) -> Q:
    return FACETS[lens.show][1] & (Q() if lens.own else Q(is_own=False))


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
        further = rows.filter(TupleGreaterThan(PLACE, (after.reading_order, after.pk)))
        if found := further.first():
            return found
        rows = rows.exclude(pk=after.pk)
    return article_flags(lens).filter(article=article).first() or rows.first()


def last_in(article: Article, by: Membership, lens: Lens) -> Statement | Flag | None:
    """Where one comes to from what is behind it; a flag on the article as a whole stands at the head."""
    last = in_queue(by, lens).filter(article=article).order_by("reading_order", "pk").last()
    return last or article_flags(lens).filter(article=article).last()


def order_of(current: Statement | Flag) -> Order:
    """Where it stands in its article; a flag on the article as a whole stands at the head."""
    return (current.reading_order, current.pk) if isinstance(current, Statement) else (-1, current.pk)
