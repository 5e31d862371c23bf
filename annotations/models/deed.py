"""The log of every change, from which the counts follow."""

from django.db import models
from django.db.models.functions import Now

from annotations.models.verification import Status


class Verb(models.TextChoices):
    """What a deed does, as the log names it. A new one wants no migration: the log keeps its word."""

    TAKE_IN = "take_in"
    IMPORT = "import"
    UNDO = "undo"
    CHANGE_ARTICLE = "change_article"
    GIVE_ARTICLE = "give_article"
    WITHDRAW_ARTICLE = "withdraw_article"
    # The text
    PARAGRAPH_KIND = "paragraph_kind"
    LEAVE_OUT_PARAGRAPH = "leave_out_paragraph"
    KEEP_PARAGRAPH = "keep_paragraph"
    CUT_PARAGRAPH = "cut_paragraph"
    JOIN_PARAGRAPH = "join_paragraph"
    # Statements
    SPLIT = "split"
    MERGE = "merge"
    MOVE_ENDS = "move_ends"
    MARK_GAP = "mark_gap"
    CHANGE_STATEMENT = "change_statement"
    CONFIRM_KINDS = "confirm_kinds"
    GO_THROUGH_KINDS = "go_through_kinds"  # the same, of a list of all: what was not confirmed was declined
    SET_CLAIMANT = "set_claimant"
    LEAVE_OUT = "leave_out"
    RESTORE = "restore"
    RELATE = "relate"
    UNRELATE = "unrelate"
    FOLLOW = "follow"
    # What is said of them
    VERIFY = "verify"
    CITE = "cite"
    CHANGE_CITATION = "change_citation"
    WITHDRAW_CITATION = "withdraw_citation"
    COUNTER = "counter"
    CHANGE_COUNTERPOINT = "change_counterpoint"
    WITHDRAW_COUNTERPOINT = "withdraw_counterpoint"
    SETTLE = "settle"
    FLAG = "flag"
    SETTLE_FLAG = "settle_flag"
    REOPEN_FLAG = "reopen_flag"
    GIVE_FLAG = "give_flag"
    WITHDRAW_FLAG = "withdraw_flag"
    NOTE = "note"
    CHANGE_NOTE = "change_note"
    WITHDRAW_NOTE = "withdraw_note"
    # Review
    TAKE_FOR_REVIEW = "take_for_review"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    # The shared lists
    MERGE_SOURCE = "merge_source"
    MERGE_CLAIMANT = "merge_claimant"


class Deed(models.Model):
    """One change to an article: who, what, before, after. Undo is a deed too.

    ``rows`` lists what it moved: ``{"model", "id", "before", "after"}``. Append only: the web role may insert and read.
    """

    desk = models.ForeignKey("articles.Desk", models.PROTECT, related_name="+")
    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="deeds")
    seq = models.BigIntegerField()
    verb = models.CharField(max_length=40)
    statement = models.ForeignKey(
        "annotations.Statement", models.PROTECT, null=True, related_name="deeds", db_constraint=False
    )
    by = models.ForeignKey("articles.Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())
    words = models.CharField(max_length=300)
    rows = models.JSONField(default=list)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "seq"], name="deed_seq_once")]
        indexes = [models.Index(fields=["article", "by", "-seq"], name="deed_newest")]

    def __str__(self) -> str:
        return self.words


class Tally(models.Model):
    """Counts of one article, recounted with each deed, never incremented; ``changed_at`` is when its last was done."""

    article = models.OneToOneField("articles.Article", models.PROTECT, primary_key=True, related_name="tally")
    desk = models.ForeignKey("articles.Desk", models.PROTECT, related_name="+")
    seq = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(db_default=Now())
    statements = models.PositiveIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)
    approved = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    accounted = models.PositiveIntegerField(default=0)
    open_flags = models.PositiveIntegerField(default=0)
    blocking = models.PositiveIntegerField(default=0)
    statuses = models.JSONField(default=dict)

    # Known from a recount alone, not stored: how many look like opinion, unconfirmed; how many waited before it.
    opinions: int | None = None
    waited: int | None = None

    class Meta:
        verbose_name_plural = "tallies"
        indexes = [
            models.Index(fields=["desk"], condition=models.Q(waiting__gt=0), name="tally_waiting"),
            models.Index(fields=["desk", "changed_at", "article"], name="tally_by_change"),
        ]

    def __str__(self) -> str:
        return how_far(self.statements, self.checked, self.statuses)

    @property
    def is_all_approved(self) -> bool:
        return 0 < self.statements == self.approved

    @property
    def is_finished(self) -> bool:
        """Nothing is left to do: every statement is approved, no open flag blocks sign-off."""
        return self.is_all_approved and not self.blocking

    @property
    def unaccounted_percent(self) -> int:
        return unaccounted_percent(self.words, self.accounted)


def how_far(statements: int, checked: int, statuses: dict[str, int]) -> str:
    """ "3 checked, 17 no claim, of 47": an opinion that somebody confirmed as one was not checked."""
    if no_claim := statuses.get(Status.NOT_CLAIM, 0):
        return f"{checked - no_claim:,} checked, {no_claim:,} no claim, of {statements:,}"
    return f"{checked:,} checked of {statements:,}"


def unaccounted_percent(words: int, accounted: int) -> int:
    """Share of words not yet accounted for, in whole percent: never 0 while a word is left, 100 only where all are."""
    left = words - accounted
    if not 0 < left < words:
        return 100 if left > 0 else 0
    return min(max(round(100 * left / words), 1), 99)


def coverage(left: int) -> str:
    """ "3 % of the words not yet accounted for": the one sentence for it, without its stop."""
    return f"{left} % of the words not yet accounted for" if left else "Every word is accounted for"
