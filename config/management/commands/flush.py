"""Empties tables as their owner: the serving role may truncate none."""

from typing import Any

from django.core.management.commands import flush
from django.db import DEFAULT_DB_ALIAS, connections


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        """Under the name of the serving connection, since a test may not touch any that it did not name.

        The rights that Django makes for each table are not made anew: nobody here asks for them.
        """
        options["inhibit_post_migrate"] = True
        if options["database"] != DEFAULT_DB_ALIAS:
            return super().handle(**options)
        serving = connections[DEFAULT_DB_ALIAS]
        owner = connections[DEFAULT_DB_ALIAS] = type(serving)(connections.settings["owner"], DEFAULT_DB_ALIAS)
        try:
            super().handle(**options)
        finally:
            owner.close()
            connections[DEFAULT_DB_ALIAS] = serving
