"""Shows Obelus at work on this machine: an article that is being checked, the people who check it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.core.management.base import OutputWrapper
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from annotations import demo
from articles.models import Desk, Person, Role
from config.checks import migrations_of_a_later_version, tables_of_others
from config.demo_sign_in import token_for
from config.serving import HOST, LAST_PORT, Server, free_port


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= LAST_PORT:
        raise ArgumentTypeError(f"{text} is no port: from 1 to {LAST_PORT:,}")
    return int(text)


class Command(BaseCommand):
    help = "Serve the demo on this machine; Ctrl-C stops it, its database too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=_port, default=8000, help="the first port to try (8000)")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.ENVIRONMENT != "demo":
            raise CommandError("The demo signs people in by link. Leave OBELUS_ENV unset to see it.")
        self.prepare()
        try:
            listener = free_port(options["port"])
        except OSError as taken:
            raise CommandError(str(taken)) from None
        self.welcome(f"http://{HOST}:{listener.getsockname()[1]}")
        from config.wsgi import application  # looks at the tables, which are there by now

        Server(application, listener).run()

    def prepare(self) -> None:
        """Bring the tables up to date, fill them once."""
        owner = connections["owner"]
        with _in_turn(owner, self.stdout):
            self.fill(owner)

    def fill(self, owner: BaseDatabaseWrapper) -> None:
        """What ``prepare`` does in its turn."""
        executor = MigrationExecutor(owner)
        newer = migrations_of_a_later_version(executor)
        if newer:
            raise CommandError(
                f"The data in {settings.DATA_DIR} are of a later version of Obelus ({newer[-1]}): start that one."
            )
        if others := tables_of_others(executor):
            raise CommandError(
                f"The database of DATABASE_URL holds something else ({others[0]}). Unset DATABASE_URL, and the demo"
                " has one of its own; or name an empty one there."
            )
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0)
        if not Desk.objects.exists():
            self.stdout.write("Loading the demo …")
            demo.load(stdout=sys.stdout)

    def welcome(self, address: str) -> None:
        """Print one link for an editor, then the others with theirs; each works once."""
        desk = Desk.objects.order_by("pk")[0]
        members = list(desk.memberships.select_related("person").order_by("pk"))
        members.sort(key=lambda member: member.role != Role.EDITOR)
        editor, *others = [(member, address + link_for(member.person)) for member in members]
        lines = [
            f"Obelus is at {address} (stop it with Ctrl-C).",
            f"Sign in as {editor[0]}, once, with this link:\n\n  {editor[1]}\n",
            f"Others at {desk}:",
            *[f"  {member}: {link}" for member, link in others],
            f"Later they sign in with an address such as {editor[0].person.email}: without a mail server, the code is "
            "shown here.",
        ]
        self.stdout.write("\n" + "\n".join(lines) + "\n")
        self.stdout.flush()


@contextmanager
def _in_turn(owner: BaseDatabaseWrapper, stdout: OutputWrapper) -> Iterator[None]:
    """Two demos may start at once: one makes the tables, the other waits. Who fails, ends, which gives way."""
    with owner.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(1)")
        if not cursor.fetchone()[0]:
            stdout.write("Another demo is preparing the database; waiting for it …")
            cursor.execute("SELECT pg_advisory_lock(1)")
        yield
        cursor.execute("SELECT pg_advisory_unlock(1)")


def link_for(person: Person) -> str:
    return reverse("demo-sign-in", args=[token_for(person)])
