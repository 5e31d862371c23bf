"""The columns that every row of a desk carries."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class DeskRecord(models.Model):
    """A row of one desk that is never deleted: it is withdrawn, and undo brings it back.

    ``uid`` is its name in exports; ``version`` rises with each deed on it and is what a form sends back. Composite keys
    keep every link inside the desk (see the SQL migrations).
    """

    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    desk = models.ForeignKey("articles.Desk", models.PROTECT, related_name="+", editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["desk", "uid"], name="%(class)s_uid_once"),
            models.UniqueConstraint(fields=["id", "desk"], name="%(class)s_of_desk"),
        ]
