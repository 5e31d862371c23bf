"""What the articles of a desk share: who says things, the works that are cited."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from annotations.api.base import Answers, ApiView
from annotations.api.handlers import lists, reads, writes
from annotations.api.paging import Page
from annotations.api.queries import SearchQuery, SourceQuery
from annotations.api.request_serializers import (
    ClaimantRecord,
    MergeInto,
    NewClaimant,
    NewPassage,
    SourceChange,
    SourceRecord,
)
from annotations.api.response_serializers import ClaimantAnswer, PassageAnswer, SourceAnswer
from annotations.lists import SourceFilter
from annotations.models import Claimant, Passage, Source
from annotations.paging import Sort
from annotations.querysets import all_words, claimants_of
from annotations.quoting import quoted
from annotations.refusals import Refused, Stale
from annotations.services.claimants import (
    add_claimant,
    change_claimant,
    restore_claimant,
    withdraw_claimant,
)
from annotations.services.merging import merge_claimant, merge_source
from annotations.services.sources import (
    add_passage,
    add_source,
    change_source,
    restore_source,
    withdraw_source,
)
from articles.models import Membership


class AtShared(ApiView):
    """Under one row of the desk's lists, by its uid; ``off_list`` also one that was taken off, to put it back."""

    model: ClassVar[type[models.Model]]
    off_list: ClassVar[bool] = False
    is_versioned = True
    row: Any

    def find(self, *, lock: bool) -> None:
        """What was merged away is read in the one that took it; what is meant for it is not done to that."""
        rows = self.model._default_manager.filter(desk_id=self.by.desk_id)
        if not self.off_list:
            rows = rows.exclude(withdrawn_at__isnull=False, merged_into=None)
        # Not locked, be it asked for: a deed locks the articles first. Its own version makes the row stale instead.
        self.row = get_object_or_404(rows, uid=self.kwargs["uid"])
        taker = None if self.off_list else self.row.merged_into
        if taker is not None:
            self.row = get_object_or_404(rows, pk=taker.pk)
            if lock:
                raise Stale(taker, merged_into(taker))

    @property
    def target(self) -> models.Model:
        return self.row


class Claimants(ApiView):
    noun = "Claimants"

    @lists(ClaimantAnswer, SearchQuery)
    def get(self, *, q: str = "") -> QuerySet[Claimant]:
        """Who says things, on the desk’s list."""
        return claimants_of(self.by).filter(all_words(q, "spelled__contains"))

    @writes(NewClaimant, ClaimantAnswer, status=201, or_known=True)
    def post(self, *, name: str, role: str = "") -> tuple[Claimant, bool]:
        """Add someone; the known one (200) where name and role are the same. Without a role, the one called so."""
        return add_claimant(by=self.by, name=name, role=role)


class AtClaimant(AtShared):
    noun = "Claimants"
    model = Claimant
    answer = ClaimantAnswer


class OneClaimant(AtClaimant):
    @reads(ClaimantAnswer)
    def get(self) -> Claimant:
        """One claimant."""
        return self.row

    @writes(ClaimantRecord, ClaimantAnswer)
    def patch(self, **record: Any) -> Claimant:
        """Correct name or role, wherever they are printed."""
        return change_claimant(self.row, by=self.by, **record)

    @writes(status=204)
    def delete(self) -> None:
        """Take a claimant off the list by whom no statement is."""
        withdraw_claimant(self.row, by=self.by)


class MergeClaimant(AtClaimant):
    @writes(MergeInto, ClaimantAnswer, in_lots=True)
    def post(self, *, into: UUID) -> Claimant:
        """Let another claimant say what this one says; that one is answered."""
        other = claimants_of(self.by).filter(uid=into).first()
        if other is None:
            raise Refused("This claimant is not on your desk’s list. Add it first.", field="into")
        merge_claimant(self.row, other, by=self.by)
        return other


class RestoreClaimant(AtClaimant):
    off_list = True

    @writes(None, ClaimantAnswer)
    def post(self) -> Claimant:
        """Put a claimant back on the list."""
        restore_claimant(self.row, by=self.by)
        return self.row


class Sources(ApiView):
    noun = "Sources"
    answer = SourceAnswer

    @lists(SourceAnswer, SourceQuery)
    def get(self, *, sort: str, q: str = "", only: str = "") -> tuple[QuerySet[Source], Sort]:
        """The works of the desk, by words, address, DOI or ISBN."""
        asked = SourceFilter(q=q, sort=sort, only=only)
        return asked.rows(self.by), asked.order

    @writes(SourceRecord, SourceAnswer, status=201, or_known=True)
    def post(self, **record: Any) -> tuple[Source, bool]:
        """Add a work; the known one (200) where address or DOI say that it is the same.

        Of one that was merged away it is the one that took it.

        Where the known one says something else in a field that was sent, or nothing, it is a 409 with that one as
        ``current``: nothing of either is lost, and what is wrong there can be corrected by its ``uid``.
        """
        return add_source(by=self.by, **_with_origin(self.by, record))


class AtSource(AtShared):
    noun = "Sources"
    model = Source
    answer: ClassVar[Answers] = SourceAnswer


class OneSource(AtSource):
    @reads(SourceAnswer)
    def get(self) -> Source:
        """One work."""
        return self.row

    @writes(SourceChange, SourceAnswer)
    def patch(self, **record: Any) -> Source:
        """Correct a record; every article that cites it shows the change.

        Where the new address or DOI is that of another work, it is a 409 with that one as ``current``: merge the two.
        """
        return change_source(self.row, by=self.by, **_with_origin(self.by, record))

    @writes(status=204)
    def delete(self) -> None:
        """Take a work off the list that nothing cites."""
        withdraw_source(self.row, by=self.by)


class MergeSource(AtSource):
    @writes(MergeInto, SourceAnswer, in_lots=True)
    def post(self, *, into: UUID) -> Source:
        """Let another work take the citations and passages of this one; that one is answered."""
        other = source_of(self.by, into, "into")
        merge_source(self.row, other, by=self.by)
        return other


class RestoreSource(AtSource):
    off_list = True

    @writes(None, SourceAnswer)
    def post(self) -> Source:
        """Put a work back on the list that was taken off, or merged into another."""
        restore_source(self.row, by=self.by)
        return self.row


class Passages(AtSource):
    noun = "Passages"

    @lists(PassageAnswer, Page)
    def get(self) -> QuerySet[Passage]:
        """The passages that were found in a work."""
        return Passage.objects.filter(source=self.row, withdrawn_at=None)

    @writes(NewPassage, PassageAnswer, status=201, or_known=True)
    def post(self, *, text: str = "", locator: str = "") -> tuple[Passage, bool]:
        """Keep words found in a work, to be cited; the known ones (200) where words and place are the same.

        A passage is never changed: approvals rest on its words, in every article that cites it. To correct what one
        citation shows, change that citation; it takes the passage with the new words.
        """
        found = add_passage(self.row, by=self.by, text=text, locator=locator)
        if found is None:
            raise Refused("Give the passage’s words, or at least the place.", field="text")
        return found


class OnePassage(AtSource):
    noun = "Passages"
    answer = PassageAnswer

    @property
    def target(self) -> Passage:
        return self.passage

    def find(self, *, lock: bool) -> None:
        super().find(lock=lock)
        rows = Passage.objects.filter(source=self.row, withdrawn_at=None)
        self.passage = get_object_or_404(rows, uid=self.kwargs["passage"])

    @reads(PassageAnswer)
    def get(self) -> Passage:
        """One passage."""
        return self.passage


def source_of(by: Membership, uid: UUID, field: str) -> Source:
    row = (
        Source.objects.filter(desk_id=by.desk_id, uid=uid, withdrawn_at=None)
        .select_related("merged_into")
        .first()
    )
    if row is not None and row.merged_into is not None:
        raise Refused(merged_into(row.merged_into), field=field)
    if row is None:
        raise Refused("This source is not at your desk. Add it first.", field=field)
    return row


def merged_into(taker: Source | Claimant) -> str:
    return f"This was merged into {quoted(str(taker))} ({taker.uid}). Name that one."


def _with_origin(by: Membership, record: dict[str, Any]) -> dict[str, Any]:
    """The record with the origin as a row instead of its uid."""
    uid = record.get("derived_from")
    return record | {"derived_from": source_of(by, uid, "derived_from")} if uid else record
