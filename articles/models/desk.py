"""The desk: the tenant, its people with their roles, its scale of verdicts."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from articles.fields import CleanCharField
from articles.history import keeps_history
from articles.models.record import DeskRecord


class Role(models.TextChoices):
    VIEWER = "viewer", "Viewer"
    ANALYST = "analyst", "Analyst"
    EDITOR = "editor", "Editor"
    ADMIN = "admin", "Admin"


ROLE_ORDER = {role: rank for rank, role in enumerate(Role.values)}


@keeps_history()
class Desk(models.Model):
    """A group of people who check together. Nothing is shared between desks."""

    slug = models.SlugField(unique=True, max_length=60)
    name = CleanCharField(max_length=120)
    settings = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(
        "articles.Person", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    people = models.ManyToManyField("articles.Person", through="articles.Membership", related_name="desks")

    def __str__(self) -> str:
        return self.name

    @property
    def origins_wanted(self) -> int:
        """How many independent origins the desk asks of a statement (two is the usual rule)."""
        return int(self.settings.get("origins_wanted", 2))

    @property
    def scale_id(self) -> int | None:
        """Id of the scale that an article taken in now begins with; None for the standard words."""
        scale: int | None = self.settings.get("scale")
        return scale


@keeps_history()
class Membership(models.Model):
    desk = models.ForeignKey(Desk, models.CASCADE, related_name="memberships")
    person = models.ForeignKey("articles.Person", models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desk", "person"], name="membership_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"

    def is_at_least(self, role: str) -> bool:
        return ROLE_ORDER[self.role] >= ROLE_ORDER[role]


def a_week_from_now() -> Any:
    return timezone.now() + timedelta(days=7)


class Invitation(DeskRecord):
    """A link that lets one person join a desk, once, for a week."""

    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.ANALYST)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(default=a_week_from_now)
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        "articles.Person", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    def __str__(self) -> str:
        return f"{self.email} as {self.get_role_display()}"

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()


class Scale(DeskRecord):
    """The desk's labels for the statuses. Immutable: an article keeps the scale it started with."""

    labels = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"Scale of {self.desk}"
