"""Flags, the editor's decisions, the log with its undo."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from annotations.api.base import AtArticle, AtRow
from annotations.api.handlers import lists, reads, writes
from annotations.api.paging import NEWEST
from annotations.api.queries import DecisionQuery, DeedQuery, FlagQuery
from annotations.api.response_serializers import DecisionAnswer, DeedAnswer, FlagAnswer
from annotations.api.review_requests import Decide, FlagChange, RaiseFlag, SettleFlag
from annotations.api.statements import by_uid
from annotations.changes import deeds_on
from annotations.models import Citation, Counterpoint, Decision, Deed, Flag, Ruling, Statement
from annotations.permissions import taking_back
from annotations.refusals import Refused
from annotations.services.flags import give_flag, raise_flag, reopen_flag, settle_flag, withdraw_flag
from annotations.services.reviewing import approve, approve_many, ask_for_changes_many
from annotations.services.undoing import right_to_undo, undo

NOT_ABOUT_ONE = Q(citation=None, counterpoint=None)
AIMED = {
    "": Q(),
    "article": NOT_ABOUT_ONE & Q(statement=None),
    "statement": NOT_ABOUT_ONE & Q(statement__isnull=False),
    "citation": Q(citation__isnull=False),
    "counterpoint": Q(citation=None, counterpoint__isnull=False),
}


class Flags(AtArticle):
    noun = "Flags"

    @lists(FlagAnswer, FlagQuery)
    def get(self, *, target: str = "", **columns: Any) -> QuerySet[Flag]:
        """What bothers someone, about the article or our work on it."""
        return self.live(Flag).filter(AIMED[target], **columns)

    @writes(RaiseFlag, FlagAnswer, status=201)
    def post(
        self, *, statement: UUID | None = None, citation: UUID | None = None,
        counterpoint: UUID | None = None, owner: str | None = None, **flag: Any,
    ) -> Flag:  # fmt: skip
        """Raise a flag on a statement, a citation, a counterpoint, or the article."""
        if len([uid for uid in (statement, citation, counterpoint) if uid]) > 1:
            raise Refused("A flag has one target. Name only one.", field="statement")
        return raise_flag(
            self.article, by=self.by, statement=self.statement(statement),
            citation=self.row_of(Citation, citation, "citation"),
            counterpoint=self.row_of(Counterpoint, counterpoint, "counterpoint"),
            owner=self.person_of(owner) if owner else None, **flag,
        )  # fmt: skip


class AtFlag(AtRow):
    noun = "Flags"
    model = Flag
    answer = FlagAnswer


class OneFlag(AtFlag):
    @reads(FlagAnswer)
    def get(self) -> Flag:
        """One flag."""
        return self.row

    @writes(FlagChange, FlagAnswer)
    def patch(self, **values: str | None) -> Flag:
        """Say who sees to an open flag."""
        if "owner" not in values:
            return self.row
        owner = values["owner"]
        return give_flag(self.row, by=self.by, owner=self.person_of(owner) if owner else None)

    @writes(status=204)
    def delete(self) -> None:
        """Take back a flag that was raised by mistake.

        Another’s asks for the role Editor, of a token for the scope “review”.
        """
        self.allow(taking_back(self.by, self.row.created_by_id))
        withdraw_flag(self.row, by=self.by)


class SettleOneFlag(AtFlag):
    @writes(SettleFlag, FlagAnswer)
    def post(self, *, outcome: str, note: str = "") -> Flag:
        """Settle a flag with an outcome."""
        return settle_flag(self.row, by=self.by, outcome=outcome, note=note)


class ReopenFlag(AtFlag):
    @writes(gives=FlagAnswer)
    def post(self) -> Flag:
        """Reopen a settled flag."""
        return reopen_flag(self.row, by=self.by)


class Decisions(AtArticle):
    noun = "Decisions"
    needs = "review"

    @lists(DecisionAnswer, DecisionQuery, NEWEST)
    def get(self, **columns: Any) -> QuerySet[Decision]:
        """What editors decided, the newest first."""
        return self.live(Decision).filter(**columns)

    @writes(Decide, DecisionAnswer, status=201, many=True)
    def post(
        self, *, statements: list[UUID], verdict: str, seen: Any = None, since: int | None = None, **told: Any
    ) -> Sequence[Decision]:
        """Approve statements, or ask for changes: all or none."""
        rows = self.statements(statements)
        ids = [row.pk for row in rows]
        read: dict[str, Any] = {"seen": _read_of(rows, seen), "since": since}
        if verdict == Ruling.SEND_BACK:
            _only(told, {"reasons", "note"}, "when asking for changes")
            asked = {"reasons": [], "note": "", **told}
            made = ask_for_changes_many(self.article, ids, by=self.by, **asked, **read)
        elif len(rows) == 1:
            _only(told, {"override_why"}, "when approving")
            made = [self.approve(rows[0], seen=read["seen"].get(rows[0].pk), since=since, **told)]
        else:
            _only(told, set(), "when approving many at once")
            made = approve_many(self.article, ids, by=self.by, **read)
        return sorted(made, key=lambda decision: decision.statement_id)

    def approve(self, row: Statement, *, override_why: str = "", **read: int | None) -> Decision:
        decision = approve(row, by=self.by, override_why=override_why, **read)
        if override_why.strip() and not decision.override_why:
            raise Refused("You did not work on this: it needs no reason.", field="override_why")
        return decision


class Deeds(AtArticle):
    noun = "Deeds"
    with_withdrawn = True

    @lists(DeedAnswer, DeedQuery, NEWEST)
    def get(self, *, statement: UUID | None = None, after: int = 0) -> QuerySet[Deed]:
        """Every change to the article, or to one statement, the newest first."""
        if statement is None:
            return Deed.objects.filter(article=self.article, seq__gt=after)
        row = Statement.objects.filter(article=self.article, uid=statement).first()
        return deeds_on(row).filter(seq__gt=after) if row else Deed.objects.none()


class AtDeed(AtArticle):
    noun = "Deeds"
    with_withdrawn = True
    row: Deed

    def find(self, *, lock: bool) -> None:
        super().find(lock=lock)
        rows = Deed.objects.filter(article=self.article).select_related("statement", "undoes")
        self.row = get_object_or_404(rows, seq=self.kwargs["seq"])
        self.row.article = self.article


class OneDeed(AtDeed):
    @reads(DeedAnswer)
    def get(self) -> Deed:
        """One change."""
        return self.row


class UndoDeed(AtDeed):
    scope_in_handler = True

    @writes(gives=DeedAnswer)
    def post(self) -> Deed:
        """Put back what a deed moved, where nothing has changed it since.

        Of a decision, of taking a statement for review, it asks for the role Editor, for the scope “review” instead.
        """
        self.allow(right_to_undo(self.row))
        undo(self.row, by=self.by)
        return Deed.objects.get(undoes=self.row)


def _read_of(rows: Sequence[Statement], seen: Any) -> dict[int, int]:
    """Id → the content_version that was read. Raises Refused unless ``seen`` tells each statement's."""
    if seen is None:
        return {}
    told = by_uid(seen, "seen") if isinstance(seen, dict) else {row.uid: seen for row in rows[:1]}
    if told.keys() != {row.uid for row in rows}:
        raise Refused("Name each of the statements, and no other, with the version you read.", field="seen")
    return {row.pk: told[row.uid] for row in rows}


def _only(told: dict[str, Any], names: set[str], when: str) -> None:
    """Refuse what would be lost unseen."""
    for name in told.keys() - names:
        raise Refused(f"This goes unread {when}. Leave it away.", field=name)
