"""Migrates as the owner of the tables, whose rights the serving role does not have."""

from typing import Any

from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, connections

from config.roles import add_extensions


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"] == DEFAULT_DB_ALIAS:
            options["database"] = "owner"
        if not (options["plan"] or options["check_unapplied"]):
            add_extensions(connections[options["database"]])
        super().handle(*args, **options)
