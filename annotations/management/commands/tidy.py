"""Removes what nobody asks for any more."""

from datetime import timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.db import connections, transaction
from django.utils import timezone

from annotations.management.lookups import check_tables, owner_asked
from annotations.models import IdempotencyKey
from annotations.models.access import KEPT_FOR
from annotations.plurals import counted

ORIGINALS_FOR = timedelta(days=30)  # so long somebody may come back to the preview
_NEVER_TAKEN_IN = """
FROM articles_blob b WHERE b.created_at < %s
  AND NOT EXISTS (SELECT FROM articles_revision r WHERE r.blob_id = b.id)
  AND NOT EXISTS (SELECT FROM annotations_sealedcopy c WHERE c.blob_id = b.id)
  AND NOT EXISTS (SELECT FROM annotations_edition e WHERE e.blob_id = b.id)
"""


class Command(BaseCommand):
    help = (
        "Remove sessions that ran out, answers that were kept for a repeated request, originals that were looked at"
        " a month ago and never taken in."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        check_tables()
        now = timezone.now()
        sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
        answers, _ = IdempotencyKey.objects.filter(created_at__lte=now - KEPT_FOR).delete()
        told = (
            counted(sessions, "session"),
            counted(answers, "kept answer"),
            counted(self._originals(now - ORIGINALS_FOR), "original"),
        )
        self.stdout.write(f"Removed: {', '.join(told)}.")

    def _originals(self, before: Any) -> int:
        """As the owner: what serves pages may remove none, and a guard stands before it, too."""
        owner = connections["owner"]
        with owner_asked(), transaction.atomic(using="owner"), owner.cursor() as cursor:
            cursor.execute(f"SELECT EXISTS (SELECT {_NEVER_TAKEN_IN})", [before])
            if not cursor.fetchone()[0]:
                return 0
            cursor.execute("ALTER TABLE articles_blob DISABLE TRIGGER append_only")
            cursor.execute(f"DELETE {_NEVER_TAKEN_IN}", [before])
            removed: int = cursor.rowcount
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come cannot be altered
            cursor.execute("ALTER TABLE articles_blob ENABLE TRIGGER append_only")
        return removed
