"""Makes the wiring an app, so that its commands, checks, signals are found."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HouseConfig(AppConfig):
    name = "config"
    label = "house"

    def ready(self) -> None:
        from config import accounts, checks  # noqa: F401  registers what they have
        from config.roles import grant_after_migrate

        post_migrate.connect(grant_after_migrate)
