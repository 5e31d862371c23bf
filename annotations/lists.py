"""Narrows the desk's long lists to what their address asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce

from annotations.models import (
    Citation,
    Claimant,
    Deed,
    ReviewState,
    Source,
    Statement,
    StatementKind,
    Status,
    Verb,
)
from annotations.paging import Sort
from annotations.querysets import OneOf, all_words, claimants_of, sources_of
from annotations.source_keys import keys_in
from articles.fields import whole
from articles.models import Article, Membership, Mode, Role, Stage
from articles.models.article import Priority
from articles.normal import sought
from articles.querysets import articles_of, is_mine, works_here
from articles.spelling import accented, spelled, terms

LONG_WORD = 4  # letters: shorter ones are in most titles


@dataclass(frozen=True)
class Filter:
    """What an address asks for. Unknown values are no filter; the first sort need not be said."""

    SORTS: ClassVar[dict[str, Sort]] = {}
    CHOICES: ClassVar[dict[str, tuple[str, ...]]] = {}
    IDS: ClassVar[tuple[str, ...]] = ()  # which of the choices may be the number of a row, too

    q: str = ""
    sort: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        given = {name: query.get(name, "") for name in cls.CHOICES}
        return cls(
            q=sought(query.get("q", "")),
            sort=query.get("sort", "") if query.get("sort") in cls.SORTS else next(iter(cls.SORTS)),
            **{name: value if cls._is_known(name, value) else "" for name, value in given.items()},
        )

    @classmethod
    def _is_known(cls, name: str, value: str) -> bool:
        return value in cls.CHOICES[name] or (name in cls.IDS and whole(value) is not None)

    def rows(self, by: Membership) -> QuerySet[Any]:
        """What is listed, of the member's desk."""
        raise NotImplementedError

    @property
    def order(self) -> Sort:
        return self.SORTS[self.sort]

    @property
    def is_narrow(self) -> bool:
        return any(value for name, value in vars(self).items() if name != "sort")

    def query(self, **changes: str) -> str:
        """The address's query with ``changes``."""
        wanted = vars(replace(self, **changes))
        first = next(iter(self.SORTS))
        return urlencode({k: v for k, v in wanted.items() if v and (k, v) != ("sort", first)})


@dataclass(frozen=True)
class ArticleFilter(Filter):
    """``owner`` is "me", "nobody" (who works here) or a person's id; ``flagged``, ``waiting`` are "yes" or empty.

    ``finished``: "" those in work, "yes" those where nothing is left to do, "any" both. ``only``: "off" the list, as
    far as the member may put them back.
    """

    SORTS = {
        "due": Sort("due first", "due", is_nullable=True),
        "newest": Sort("newest first"),
        "changed": Sort("last changed first", "tally__changed_at", key="tally__pk", is_latest=True),
        "title": Sort("by title", "title"),
    }
    CHOICES = {
        "stage": tuple(Stage.values),
        "mode": tuple(Mode.values),
        "priority": tuple(str(value) for value in Priority.values),
        "owner": ("me", "nobody"),
        "finished": ("yes", "any"),
        "flagged": ("yes",),
        "waiting": ("yes",),
        "only": ("off",),
    }
    IDS = ("owner",)

    stage: str = ""
    mode: str = ""
    priority: str = ""
    owner: str = ""
    finished: str = ""
    flagged: str = ""
    waiting: str = ""
    only: str = ""

    def rows(self, by: Membership) -> QuerySet[Article]:
        plain = {"stage": self.stage, "mode": self.mode, "priority": self.priority}
        wanted = Q(**{name: value for name, value in plain.items() if value}) & said_in(self.q)
        if self.owner:
            wanted &= self._owned(by)
        if self.flagged:
            wanted &= Q(tally__open_flags__gt=0)
        if self.waiting:
            wanted &= Q(tally__waiting__gt=0)
        if self.finished != "any":
            wanted &= is_finished() if self.finished else ~is_finished()
        if self.order.is_latest:
            wanted &= Q(tally__desk=by.desk_id)  # of the desk alone: the beginning of the index
        return (_off_list(by) if self.only else articles_of(by)).filter(wanted)

    def _owned(self, by: Membership) -> Q:
        if (person := whole(self.owner)) is not None:
            return Q(owner=person)
        return is_mine(by) if self.owner == "me" else Q(~works_here("owner"))


def _off_list(by: Membership) -> QuerySet[Article]:
    """Each with the deed that took it off, ``taken_off``, which is undone by who did it or by an editor."""
    deeds = Deed.objects.filter(article=OuterRef("pk"), verb=Verb.WITHDRAW_ARTICLE, undone_by=None)
    if not by.is_at_least(Role.EDITOR):
        deeds = deeds.filter(by=by.person_id)
    rows = articles_of(by, off_list=True).annotate(
        taken_off=Subquery(deeds.order_by("-seq").values("pk")[:1])
    )
    return rows.filter(taken_off__isnull=False)


@dataclass(frozen=True)
class SourceFilter(Filter):
    """``only``: "uncited" (by nothing live), "unarchived" (no copy kept), "copies" (has an origin), "off" the list."""

    SORTS = {"newest": Sort("newest first"), "title": Sort("by title", "title")}
    CHOICES = {"only": ("uncited", "unarchived", "copies", "off")}

    only: str = ""

    def rows(self, by: Membership) -> QuerySet[Source]:
        """Each with ``uses``, the number of its live citations."""
        citations = Citation.objects.filter(source=OuterRef("pk"), withdrawn_at=None)
        counted = citations.order_by().values("source").annotate(n=Count("pk")).values("n")
        narrow = {
            "": Q(),
            "uncited": ~Exists(citations),
            "unarchived": Q(archive_url=""),
            "copies": Q(derived_from__isnull=False),
            "off": Q(),
        }
        return (
            sources_of(by, off_list=self.only == "off")
            .filter(narrow[self.only], self._meant())
            .annotate(uses=Coalesce(Subquery(counted, output_field=IntegerField()), 0))
            .select_related("derived_from")
        )

    def _meant(self) -> Q:
        """By words of the title, else by address, DOI or ISBN.

        Of likeness the planner knows nothing, so it goes through the list. What has several words is mostly rare:
        the trigrams are asked for it beforehand.
        """
        wanted = said_in(self.q)
        for column, key in keys_in(self.q).items():
            wanted |= Q(**{column: key})
        if len([word for word in self.q.split() if len(word) >= LONG_WORD]) > 1:
            return Q(OneOf("pk", Source.objects.filter(wanted).values("pk")))
        return wanted


@dataclass(frozen=True)
class ClaimantFilter(Filter):
    """``only`` is "unused" (says nothing live) or "off" the list."""

    SORTS = {"name": Sort("by name", "name"), "newest": Sort("newest first")}
    CHOICES = {"only": ("unused", "off")}

    only: str = ""

    def rows(self, by: Membership) -> QuerySet[Claimant]:
        """Each with ``uses``, the number of live statements that it says."""
        says = Statement.objects.filter(claimant=OuterRef("pk"), withdrawn_at=None)
        counted = says.order_by().values("claimant").annotate(n=Count("pk")).values("n")
        return (
            claimants_of(by, off_list=self.only == "off")
            .filter(~Exists(says) if self.only == "unused" else Q(), said_in(self.q))
            .annotate(uses=Coalesce(Subquery(counted, output_field=IntegerField()), 0))
        )


@dataclass(frozen=True)
class DeskStatementFilter(Filter):
    """Statements of all the desk's articles, the newest article first, each in reading order.

    ``flagged`` is "yes" (with open flags), "me" (that the member sees to) or empty. ``q``: words of the text or of the
    plain words. ``claimant``: the number of who says it.
    """

    SORTS = {"newest": Sort("newest article first", "reading_order", groups=("article",))}
    CHOICES = {
        "status": tuple(Status.values),
        "state": tuple(ReviewState.values),
        "kind": tuple(StatementKind.values),
        "flagged": ("yes", "me"),
        "claimant": (),
    }
    IDS = ("claimant",)

    status: str = ""
    state: str = ""
    kind: str = ""
    flagged: str = ""
    claimant: str = ""

    @property
    def order(self) -> Sort:
        """What is flagged is read along the open flags, however few or old they are."""
        order = super().order
        return replace(order, groups=("article", "flagged_in")) if self.flagged else order

    def rows(self, by: Membership) -> QuerySet[Statement]:
        """By status or state, a follower is not listed: its leader is, who holds the verdict.

        What is left out, most of it a publisher's chrome, is found by its words, by a flag on it, where neither is
        asked for.
        """
        wanted: dict[str, Any] = {"desk": by.desk_id, "withdrawn_at": None, "article__withdrawn_at": None}
        if self.status or self.state or not (self.q or self.flagged):
            wanted |= {"left_out": False}
        if self.status:
            wanted |= {"status": self.status, "same_as": None}
        if self.state:
            wanted |= {"review_state": self.state, "same_as": None}
        if self.kind:
            wanted |= {"kind": self.kind}
        if self.claimant:
            wanted |= {"claimant": whole(self.claimant)}
        if not self.flagged:
            return Statement.objects.filter(worded(self.q), **wanted)
        wanted |= {"flags__desk": by.desk_id, "flags__closed_at": None, "flags__withdrawn_at": None}
        if self.flagged == "me":
            wanted |= {"flags__owner": by.person_id}
        rows = Statement.objects.filter(worded(self.q), **wanted).alias(flagged_in=F("flags__article"))
        return rows.distinct("flags__article", "reading_order", "pk")


def is_finished(tally: str = "tally__") -> Q:
    """What ``Tally.is_finished`` says, of articles; ``tally``: where it stands, from what is asked for."""
    approved = {f"{tally}statements__gt": 0, f"{tally}approved": F(f"{tally}statements")}
    return Q(**approved, **{f"{tally}blocking": 0})


def worded(words: str) -> Q:
    """Every word of ``words``, or quotation, stands in the statement or its plain words, however either is spelled.

    Of likeness the planner knows nothing; of a pattern it knows whether it is common, so that it goes through the
    newest statements, or rare, so that it asks the trigrams.
    """
    wanted = Q()
    for word in terms(words):
        wanted &= Q(spelled__contains=spelled(word))
        if pattern := accented(word):
            wanted &= Q(text__letters__regex=pattern) | Q(plain__letters__regex=pattern)
    return wanted


def said_in(words: str) -> Q:
    """Every word of ``words``, or one nearly like it, is in what the row is found by (by its trigram index).

    The words as they stand too: Chinese or Japanese has no words between blanks that could be alike.
    """
    return all_words(words, "spelled__trigram_word_similar", "spelled__contains")


def due_first(column: str = "due") -> OrderBy:
    """The most urgent first, what has no time last: the order of the index."""
    return F(column).asc(nulls_last=True)
