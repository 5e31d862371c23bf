"""Statements: what each is, where it stands, what the evidence says of it."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from annotations.api.base import AtArticle, AtRow, as_sent
from annotations.api.handlers import lists, reads, shows, writes
from annotations.api.paging import IN_ORDER, NEWEST, Page
from annotations.api.queries import StatementQuery
from annotations.api.request_serializers import Ends, Follow, Gap, Merge, Split, StatementChange, Take, Verify
from annotations.api.response_serializers import SinceAnswer, StatementAnswer, VerificationAnswer
from annotations.changes import Since, parts_of, since_approval
from annotations.filters import LEFT_OUT
from annotations.lists import worded
from annotations.models import Claimant, Placement, Statement, Verification
from annotations.querysets import cited_for, claimants_of, has_open_flag, kept_of
from annotations.refusals import Refused, Stale
from annotations.services.cutting import mark_gap, merge, move_ends, split, takeable_points
from annotations.services.reviewing import take_for_review
from annotations.services.statements import change_statement, follow
from annotations.services.verifying import is_in_force, verify
from articles.models import Membership
from articles.querysets import paragraphs_of


class Statements(AtArticle):
    noun = "Statements"

    @lists(StatementAnswer, StatementQuery, IN_ORDER)
    def get(self, **filters: Any) -> QuerySet[Statement]:
        """The statements of an article in reading order, with all that hangs on them."""
        rows, paragraph = self.live(Statement), filters.pop("paragraph", "")
        if paragraph:
            there = {"revision": self.article.text_id, "paragraph__label": paragraph, "withdrawn_at": None}
            rows = rows.filter(Exists(Placement.objects.filter(statement=OuterRef("pk"), **there)))
        return rows.filter(_wanted(**filters))

    @writes(Gap, StatementAnswer, status=201)
    def post(self, *, paragraph: str, start: int, end: int, quote: str | None = None) -> Statement:
        """Make a statement of words that none accounts for yet."""
        row = paragraphs_of(self.article).filter(label=paragraph).first()
        if row is None:
            raise Refused("There is no such paragraph in the text in force.", field="paragraph")
        with as_sent(placement_no_overlap="end"):
            return mark_gap(
                self.article, row, by=self.by, start=start, end=end, quote=quote and quote.strip()
            )


class AtStatement(AtRow):
    noun = "Statements"
    model = Statement
    answer = StatementAnswer
    joins = ("verification", "claimant", "same_as")
    row: Statement

    def find(self, *, lock: bool) -> None:
        """One that was merged away is read in the one that took it; what is meant for it is not done to that."""
        super().find(lock=lock)
        if lock and self.row.uid != self.kwargs["uid"]:
            raise Stale(self.row, f"This was merged into {self.row.label} ({self.row.uid}). Name that one.")

    def found(self) -> Statement:
        rows = Statement.objects.filter(article=self.article).select_related(*self.joins)
        named = get_object_or_404(rows, uid=self.kwargs["uid"])
        return kept_of(named, lambda pk: rows.get(pk=pk))


class OneStatement(AtStatement):
    @reads(StatementAnswer)
    def get(self) -> Statement:
        """One statement with all that hangs on it."""
        return self.row

    @writes(StatementChange, StatementAnswer)
    def patch(self, **values: Any) -> Statement:
        """Say what it is, who says it, what was checked, the claim in plain words."""
        if "claimant" in values:
            values["claimant"] = claimant_of(self.by, values["claimant"])
        return change_statement(self.row, by=self.by, **values)


class SinceApproval(AtStatement):
    @shows(SinceAnswer)
    def get(self) -> Since:
        """What changed since the last approval; a 404 where there was none."""
        found = since_approval(self.row)
        if found is None:
            raise Http404
        return found


class SplitStatement(AtStatement):
    @writes(Split, StatementAnswer, many=True)
    def post(
        self, *, take: tuple[UUID, ...] = (), take_points: tuple[UUID, ...] = (), **cut: Any
    ) -> list[Statement]:
        """Cut a statement in two; returns both parts."""
        wrong = "Name citations of this statement only; what is cited for a counterpoint goes with it."
        cut["take"] = self._named(cited_for(self.row), take, wrong, "take")
        wrong = "Name counterpoints of this statement only; one that aims at a citation goes with it."
        cut["take_points"] = self._named(takeable_points(self.row), take_points, wrong, "take_points")
        return [self.row, split(self.row, by=self.by, **cut)]

    def _named(self, rows: QuerySet[Any], uids: tuple[UUID, ...], wrong: str, field: str) -> frozenset[int]:
        found = dict(rows.filter(uid__in=uids).values_list("uid", "pk"))
        if found.keys() != set(uids):
            raise Refused(wrong, field=field)
        return frozenset(found.values())


class MergeStatement(AtStatement):
    @writes(Merge, StatementAnswer)
    def post(self, *, other: UUID) -> Statement:
        """Join a statement with its neighbour in the paragraph; everything comes along."""
        (neighbour,) = self.statements([other], "other")
        return merge(self.row, neighbour, by=self.by)


class MoveEnds(AtStatement):
    @writes(Ends, StatementAnswer)
    def post(self, *, start: int, end: int, quote: str) -> Statement:
        """Let a statement stand at other words of its paragraph."""
        with as_sent(placement_no_overlap="end"):
            return move_ends(self.row, by=self.by, start=start, end=end, quote=quote.strip())


class SameAs(AtStatement):
    @writes(Follow, StatementAnswer)
    def post(self, *, other: UUID | None) -> Statement:
        """Same claim as another: one verdict, shown in both places."""
        return follow(self.row, self.statement(other, "other"), by=self.by)


class TakeForReview(AtStatement):
    needs = "review"

    @writes(Take, StatementAnswer)
    def post(self, *, instead_of: str = "") -> Statement:
        """Say that one has it under review. Where another editor has it, and was not named, it is a 409."""
        has_it = self.row.reviewer
        is_known = has_it is not None and instead_of in (has_it.name, has_it.email)
        known = has_it.pk if has_it and is_known else None
        return take_for_review(self.row, by=self.by, instead_of=known)


class Verifications(AtStatement):
    noun = "Verifications"

    @lists(VerificationAnswer, Page, NEWEST)
    def get(self) -> QuerySet[Verification]:
        """Every verdict that was given on a statement, or on what was merged into it, the newest first."""
        return Verification.objects.filter(statement__in=parts_of(self.row.pk), withdrawn_at=None)

    @writes(Verify, StatementAnswer)
    def post(self, **verdict: Any) -> Statement:
        """Give a verdict. A complete one makes the statement ready for review."""
        return verify(self.row, by=self.by, **verdict)

    def made_before(self, **verdict: Any) -> Statement | None:
        return self.row if is_in_force(self.row, by=self.by, **verdict) else None


def by_uid(told: dict[str, Any], field: str) -> dict[UUID, Any]:
    """What is told of statements by their uids. Raises Refused for a name that is none, for two of one statement."""
    try:
        named = {UUID(uid): value for uid, value in told.items()}
    except ValueError as error:
        raise Refused("Name each statement by its uid.", field=field) from error
    if len(named) < len(told):
        twice, _ = Counter(map(UUID, told)).most_common(1)[0]
        raise Refused(f"“{twice}” stands here twice. Name each statement once.", field=field)
    return named


def claimant_of(by: Membership, uid: UUID | None) -> Claimant | None:
    """The desk's claimant. Raises Refused when there is none of this uid."""
    if uid is None:
        return None
    row = claimants_of(by).filter(uid=uid).first()
    if row is None:
        raise Refused("This claimant is not on the desk’s list.", field="claimant")
    return row


def _wanted(
    *, status: str = "", state: str = "", kind: str = "", is_flagged: bool | None = None,
    claimant: UUID | None = None, q: str = "",
) -> Q:  # fmt: skip
    """A follower counts with the status and the state that it shows: its leader's.

    What is left out has none, unless that is the state asked for.
    """
    wanted = Q()
    if status and state != LEFT_OUT:
        wanted &= Q(left_out=False)
    if status:
        wanted &= Q(status=status, same_as=None) | Q(same_as__status=status)
    if state == LEFT_OUT:
        wanted &= Q(left_out=True)
    elif state:
        shown = Q(review_state=state, same_as=None) | Q(same_as__review_state=state)
        wanted &= Q(left_out=False) & shown
    if kind:
        wanted &= Q(kind=kind)
    if claimant:
        wanted &= Q(claimant__uid=claimant)
    if q:
        wanted &= worded(q)
    if is_flagged is not None:
        wanted &= Q(has_open_flag() if is_flagged else ~has_open_flag())
    return wanted
