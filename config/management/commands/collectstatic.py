"""Collects the files of the pages, and clears no folder that holds anything else."""

import os

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.management import CommandError


class Command(collectstatic.Command):
    def collect(self) -> dict[str, list[str]]:
        """As Django does. Raises CommandError where something else would be deleted, or nothing can be written."""
        if not settings.STATIC_ROOT:
            raise CommandError("STATIC_ROOT is not set. Name an empty folder there; the demo does without.")
        try:
            if self.clear and (others := self._of_others()):
                raise CommandError(
                    f"{self.storage.location} holds something else ({others[0]}), which --clear would delete. Set "
                    "STATIC_ROOT to an empty folder."
                )
            collected: dict[str, list[str]] = super().collect()
        except OSError as error:
            where = error.filename or self.storage.location
            raise CommandError(
                f"{where} cannot be written: {error.strerror}. Look at STATIC_ROOT."
            ) from error
        return collected

    def _of_others(self) -> list[str]:
        """What was not collected: a manifest says that all is ours; a first run that broke off leaves none."""
        there = {*os.listdir(self.storage.location)} if self.storage.exists("") else set()
        if getattr(self.storage, "manifest_name", "") in there:
            return []
        return sorted(
            there - {name.split(os.sep)[0] for finder in get_finders() for name, _ in finder.list([])}
        )
