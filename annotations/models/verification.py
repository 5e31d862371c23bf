"""What the evidence says of a statement."""

from django.db import models
from django.db.models import Q

from articles.fields import CleanTextField
from articles.models import DeskRecord


class Status(models.TextChoices):
    """The desk's verdicts. Labels are a setting of the desk; the codes live here."""

    UNCHECKED = "unchecked", "Not checked yet"
    SUPPORTED = "supported", "Supported"
    MOSTLY = "mostly", "Mostly supported"
    MISLEADING = "misleading", "Misleading"
    MISSTATED = "misstated", "Overstated or understated"
    CONTRADICTED = "contradicted", "Contradicted"
    NO_EVIDENCE = "no_evidence", "No evidence found"
    UNVERIFIABLE = "unverifiable", "Can’t be verified"
    NOT_CLAIM = "not_claim", "Not a factual claim"


class Detail(models.TextChoices):
    """What two of the statuses need said with them: a direction, or why nobody can tell."""

    OVER = "over", "Overstated"
    UNDER = "under", "Understated"
    NO_ACCESS = "no_access", "No access"
    NOT_COUNTED = "not_counted", "Nobody counts it"
    FUTURE = "future", "It lies in the future"


DETAILS_OF: dict[str, tuple[str, ...]] = {
    Status.MISSTATED: (Detail.OVER, Detail.UNDER),
    Status.UNVERIFIABLE: (Detail.NO_ACCESS, Detail.NOT_COUNTED, Detail.FUTURE),
}
# A verdict of this kind needs evidence of that stance before an editor is asked.
NEEDS_STANCE: dict[str, str] = {
    Status.SUPPORTED: "supports",
    Status.MOSTLY: "supports",
    Status.CONTRADICTED: "contradicts",
}
ADVERSE = frozenset(
    {Status.MISLEADING, Status.MISSTATED, Status.CONTRADICTED, Status.NO_EVIDENCE, Status.UNVERIFIABLE}
)
# What these say is not said of a claim that was checked.
UNJUDGED = frozenset({Status.UNCHECKED, Status.NOT_CLAIM})


def is_said_only(status: str, *, checked_said: bool, checked_so: bool) -> bool:
    """Whether a verdict tells only that a claim was said, not that it is so."""
    return checked_said and not checked_so and status not in UNJUDGED


def confirms_saying(status: str, *, checked_said: bool, checked_so: bool) -> bool:
    """Whether a verdict tells, whatever it says of the matter, that the claim was indeed said."""
    return checked_said and (checked_so or status == Status.SUPPORTED) and status not in UNJUDGED


class Verification(DeskRecord):
    """One verdict as it was given, ``given_for`` these words. Append only: a change of mind is a new row."""

    statement = models.ForeignKey(
        "annotations.Statement", models.PROTECT, related_name="verifications", db_constraint=False
    )
    status = models.CharField(max_length=12, choices=Status.choices)
    detail = models.CharField(max_length=12, choices=Detail.choices, blank=True)
    rationale = CleanTextField(blank=True)
    as_of = models.DateField("as of")
    given_for = CleanTextField("the words that it was given for", editable=False)

    class Meta:
        constraints = [
            *DeskRecord.Meta.constraints,
            models.UniqueConstraint(fields=["id", "statement"], name="verification_of_statement"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="verification_status_known"),
        ]
        indexes = [models.Index(fields=["statement", "-id"], name="verification_newest")]

    def __str__(self) -> str:
        return self.get_status_display()
