"""Empties tables as their owner: the serving role may truncate none."""

from typing import Any

from django.core.management.commands import flush
from django.db import DEFAULT_DB_ALIAS


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        if options["database"] == DEFAULT_DB_ALIAS:
            options["database"] = "owner"
        super().handle(**options)
