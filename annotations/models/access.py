"""How a program comes in: tokens with scopes, answers kept for a repeated request."""

from datetime import timedelta

from django.db import models

from articles.fields import CleanCharField
from articles.models import DeskRecord


class ApiToken(DeskRecord):
    """A key for a program. Only the SHA-256 of its secret is kept."""

    class Scope(models.TextChoices):
        READ = "read", "Read"
        ANNOTATE = "annotate", "Annotate"
        REVIEW = "review", "Review"

    person = models.ForeignKey("articles.Person", models.PROTECT, related_name="api_tokens")
    name = CleanCharField(max_length=80)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(default=list)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


KEPT_FOR = timedelta(days=1)


class IdempotencyKey(models.Model):
    """The answer to a request that may be sent twice, kept for a day.

    Its body is the text that was sent: as an object the database would put its names into another order.
    """

    person = models.ForeignKey("articles.Person", models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="idempotency_key_once")]

    def __str__(self) -> str:
        return self.key
