"""Makes the wiring an app, so that its commands, checks, signals are found."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HouseConfig(AppConfig):
    name = "config"
    label = "house"

    def ready(self) -> None:
        from config import checks  # noqa: F401  registers them
        from config.roles import grant_after_migrate

        post_migrate.connect(grant_after_migrate)
