"""The statement: who it is, where it stands, what it leans on."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Greatest, Least

from annotations.models.verification import Status
from annotations.spotting import rules
from articles.fields import CleanCharField, spelled_of
from articles.history import keeps_history
from articles.models import DeskRecord


class StatementKind(models.TextChoices):
    """What sort of claim it is (proposed by named rules, corrected by hand)."""

    FACT = rules.FACT, "Fact or event"
    QUANTITY = rules.QUANTITY, "Quantity"
    COMPARISON = rules.COMPARISON, "Comparison or rank"
    CAUSE = rules.CAUSE, "Cause"
    LAW = rules.LAW, "Rule or law"
    PREDICTION = rules.PREDICTION, "Prediction"
    EXPERIENCE = rules.EXPERIENCE, "Personal experience"
    OPINION = rules.OPINION, "Opinion"
    NOT_CLAIM = rules.NOT_CLAIM, "Not a claim"
    OTHER = rules.OTHER, "Not sorted yet"


LONGEST_PLAIN = 1000
LONGEST_WHY = 200
LONGEST_LABEL = 40
# Confirming one of these answers the statement.
NOT_FACTUAL = (StatementKind.OPINION, StatementKind.NOT_CLAIM)


# A change to one of these columns makes another content, which no old approval covers. The guard has them in SQL, the
# canonical form by their names.
CONTENT = frozenset(
    "text claimant_id claimant_unclear plain checked_said checked_so verification_id status same_as_id "
    "one_origin_why".split()
)


class ReviewState(models.TextChoices):
    """Where the work is. "Left out" is a column of its own, since it can be undone without losing this."""

    OPEN = "open", "To do"
    READY = "ready", "Ready for review"
    APPROVED = "approved", "Approved"
    SENT_BACK = "sent_back", "Sent back"
    CHANGED = "changed", "Changed since approval"


# Work for an analyst: not checked, not complete, of other words than its verdict, or sent back.
UNFINISHED = (ReviewState.OPEN, ReviewState.SENT_BACK)
# Work for an editor.
WAITING = (ReviewState.READY, ReviewState.CHANGED)


@keeps_history()
class Claimant(DeskRecord):
    """Who says it: a person or body with a role."""

    name = CleanCharField(max_length=200)
    role = CleanCharField(max_length=200, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False, editable=False
    )
    spelled = spelled_of("name", "role")

    class Meta:
        constraints = [
            *DeskRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["desk", "name", "role"],
                condition=Q(withdrawn_at__isnull=True),
                name="claimant_once",
                violation_error_message="This claimant is on the desk's list already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name

    @property
    def is_listed(self) -> bool:
        """On the desk's list: neither taken off it nor merged into another."""
        return self.withdrawn_at is None and self.merged_into_id is None


@keeps_history(
    exclude=(
        "content_version",
        "reading_order",
    )
)
class Statement(DeskRecord):
    """A stretch of one paragraph that can be checked by itself.

    The row is its identity; a ``Placement`` says where it stands in one revision. ``text``, ``label``, ``words``
    and ``reading_order`` are copies from the current placement, made by ``services.placing.copies`` alone.
    ``content_version`` rises by trigger whenever something changes that an approval would cover.
    """

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="statements", db_constraint=False, editable=False
    )
    kind = models.CharField(max_length=10, choices=StatementKind.choices, default=StatementKind.OTHER)
    kind_proposed = models.CharField(max_length=10, choices=StatementKind.choices, blank=True)
    kind_rules = models.CharField(max_length=300, blank=True)
    kind_confirmed = models.BooleanField(default=False)
    is_quotation = models.BooleanField(default=False)
    claimant = models.ForeignKey(
        Claimant, models.PROTECT, null=True, blank=True, related_name="statements", db_constraint=False
    )
    claimant_unclear = models.BooleanField("who says it is unclear", default=False)
    claimant_proposed = models.CharField(max_length=200, blank=True, editable=False)
    plain = CleanCharField("the claim in plain words", max_length=LONGEST_PLAIN, blank=True)
    checked_said = models.BooleanField("that it was said", default=False)
    checked_so = models.BooleanField("that it is so", default=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.UNCHECKED, editable=False)
    verification = models.ForeignKey(
        "annotations.Verification",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        editable=False,
    )
    review_state = models.CharField(
        max_length=10, choices=ReviewState.choices, default=ReviewState.OPEN, editable=False
    )
    reviewer = models.ForeignKey(
        "articles.Person", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    ready_at = models.DateTimeField(null=True, blank=True, editable=False)
    content_version = models.PositiveIntegerField(default=1, editable=False)
    left_out = models.BooleanField(default=False)
    left_out_why = CleanCharField(max_length=LONGEST_WHY, blank=True)
    one_origin_why = CleanCharField("why only one origin can exist", max_length=300, blank=True)
    text = models.TextField(editable=False)
    label = models.CharField(max_length=LONGEST_LABEL, editable=False)
    words = models.PositiveIntegerField(default=0, editable=False)
    reading_order = models.BigIntegerField(editable=False)
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followers", db_constraint=False
    )
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False, editable=False
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", db_constraint=False, editable=False
    )
    spelled = spelled_of("text", "plain")

    class Meta:
        constraints = [
            *DeskRecord.Meta.constraints,
            models.UniqueConstraint(fields=["id", "article"], name="statement_of_article"),
            models.CheckConstraint(condition=Q(kind__in=StatementKind.values), name="statement_kind_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="statement_status_known"),
            models.CheckConstraint(
                condition=Q(review_state__in=ReviewState.values), name="statement_state_known"
            ),
            models.CheckConstraint(
                condition=Q(same_as__isnull=True) | (Q(verification__isnull=True) & ~Q(same_as=F("id"))),
                name="statement_follows_one",
                violation_error_message="A statement that repeats another has no verdict of its own.",
            ),
            models.CheckConstraint(
                condition=Q(claimant__isnull=True) | Q(claimant_unclear=False),
                name="statement_claimant_or_unclear",
                violation_error_message="Name who says it, or tick “unclear”, not both.",
            ),
        ]
        indexes = [
            models.Index(fields=["article", "reading_order", "id"], name="statement_in_order"),
            models.Index(
                fields=["desk", "article", "reading_order", "id"],
                condition=Q(review_state__in=["ready", "changed"], withdrawn_at__isnull=True, left_out=False),
                name="statement_waiting",
            ),
            models.Index(
                fields=["desk", "review_state", "article"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(review_state=ReviewState.OPEN),
                name="statement_by_state",
            ),
            models.Index(
                fields=["desk", "status", "article"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(status=Status.UNCHECKED),
                name="statement_by_status",
            ),
            models.Index(
                fields=["desk", "kind", "article"],
                condition=Q(withdrawn_at__isnull=True, left_out=False),
                name="statement_by_kind",
            ),
            GinIndex(fields=["spelled"], opclasses=["gin_trgm_ops"], name="statement_spelled_trgm"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.text[:60]}"


class PlacementOutcome(models.TextChoices):
    """How a statement came to its place in a revision: never a silent guess."""

    KEPT = "kept", "Kept"
    MOVED = "moved", "Moved"
    CHANGED = "changed", "Changed"
    ORPHANED = "orphaned", "Orphaned"


@keeps_history()
class Placement(models.Model):
    """Where a statement stands in one revision. ``start`` and ``end`` are code points inside the paragraph."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="placements", db_constraint=False)
    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="+", db_constraint=False)
    desk = models.ForeignKey("articles.Desk", models.PROTECT, related_name="+")
    revision = models.ForeignKey("articles.Revision", models.PROTECT, related_name="+", db_constraint=False)
    paragraph = models.ForeignKey(
        "articles.Paragraph", models.PROTECT, null=True, related_name="placements", db_constraint=False
    )
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    quote = models.TextField()
    label = models.CharField(max_length=LONGEST_LABEL)
    outcome = models.CharField(max_length=8, choices=PlacementOutcome.choices, default=PlacementOutcome.KEPT)
    # How sure a move to another revision is, and who took it: no deed writes them yet.
    similarity = models.FloatField(null=True, blank=True)
    decided_by = models.ForeignKey("articles.Person", models.PROTECT, null=True, blank=True, related_name="+")
    changed_by = models.ForeignKey("articles.Person", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "revision"],
                condition=Q(withdrawn_at__isnull=True),
                name="placement_once",
            ),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="placement_not_empty"),
            models.CheckConstraint(
                condition=(Q(outcome="orphaned") & Q(paragraph__isnull=True))
                | (~Q(outcome="orphaned") & Q(paragraph__isnull=False)),
                name="placement_or_orphan",
            ),
            ExclusionConstraint(
                name="placement_no_overlap",
                expressions=[
                    ("paragraph", RangeOperators.EQUAL),
                    (
                        Func(F("start"), F("end"), function="int4range"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(withdrawn_at__isnull=True),
                deferrable=models.Deferrable.IMMEDIATE,
                violation_error_message="Two statements would cover the same words. Move one end first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} [{self.start}–{self.end}]"


class RelationKind(models.TextChoices):
    LEANS_ON = "leans_on", "Leans on"
    CLASHES_WITH = "clashes_with", "Clashes with"


@keeps_history()
class Relation(DeskRecord):
    """A link between two statements of one article; "same claim as" is a column of the statement."""

    article = models.ForeignKey(
        "articles.Article", models.PROTECT, related_name="relations", db_constraint=False
    )
    a = models.ForeignKey(Statement, models.PROTECT, related_name="relations_out", db_constraint=False)
    b = models.ForeignKey(Statement, models.PROTECT, related_name="relations_in", db_constraint=False)
    kind = models.CharField(max_length=12, choices=RelationKind.choices)

    class Meta:
        constraints = [
            *DeskRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["a", "b", "kind"],
                condition=Q(withdrawn_at__isnull=True),
                name="relation_once",
                violation_error_message="These two are linked in this way already.",
            ),
            models.UniqueConstraint(
                Least("a", "b"),
                Greatest("a", "b"),
                condition=Q(kind="clashes_with", withdrawn_at__isnull=True),
                name="clash_once",  # mutual: the same pair the other way round is the same
                violation_error_message="These two are linked in this way already.",
            ),
            models.CheckConstraint(
                condition=~Q(a=F("b")),
                name="relation_of_two",
                violation_error_message="A statement cannot be linked to itself. Choose another.",
            ),
            models.CheckConstraint(condition=Q(kind__in=RelationKind.values), name="relation_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.a_id} {self.get_kind_display().lower()} {self.b_id}"
