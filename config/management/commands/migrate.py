"""Migrates as the owner of the tables, whose rights the serving role does not have."""

from typing import Any

from django.core.management import CommandError
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

from annotations.management.lookups import owner_asked
from config.pooled.base import unreached
from config.roles import MayNotExtend, add_extensions


class Command(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> str | None:
        """The extensions come first: Django looks at the database before it migrates, and would miss them."""
        if not _only_asks(options):
            try:
                add_extensions(connections[_owners(options["database"])])
            except MayNotExtend as refusal:
                raise CommandError(str(refusal)) from None
            except OperationalError as away:
                raise CommandError(unreached(away)) from None
        return super().execute(*args, **options)

    def get_check_kwargs(self, options: dict[str, Any]) -> dict[Any, Any]:
        """Who only asks what would be done is not refused for want of what it would add."""
        return super().get_check_kwargs(options) | ({"databases": []} if _only_asks(options) else {})

    def handle(self, *args: Any, **options: Any) -> None:
        options["database"] = _owners(options["database"])
        with owner_asked(options["database"]):
            super().handle(*args, **options)


def _only_asks(options: dict[str, Any]) -> bool:
    return bool(options["plan"] or options["check_unapplied"])


def _owners(alias: str) -> str:
    return "owner" if alias == DEFAULT_DB_ALIAS else alias
