"""Says what stands in its place: Django offers it to every project."""

from typing import Any

from django.core.management import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Not for Obelus: the first admin comes with add_desk."
    requires_system_checks = []

    def run_from_argv(self, argv: list[str]) -> None:
        """Whatever else is asked for with it."""
        super().run_from_argv(argv[:2])

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError(
            "Nobody is above the desks here. The first admin comes with a desk:"
            " python3 manage.py add_desk harbour 'Harbour Courier' --admin rosa@example.org"
        )
