"""Measures the product against a floor app, on a PostgreSQL of the run's own."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from benchmarks.machine import cluster
from benchmarks.options import add_options, as_arguments


class Command(BaseCommand):
    help = "Print how fast the product is, beside the least that Django can do."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """In a process of its own, which finds the run's addresses in its environment."""
        self.stdout.write("Making a database for this run …")
        self.stdout.flush()
        with cluster() as addresses:
            environ = {**os.environ, **addresses, "OBELUS_ENV": "demo"}
            command = [sys.executable, "-m", "benchmarks", *as_arguments(options)]
            with subprocess.Popen(command, env=environ, cwd=settings.BASE_DIR) as measuring:
                try:
                    measuring.wait()
                finally:
                    measuring.terminate()  # asked to go early, it takes its servers with it
        if measuring.returncode:
            raise CommandError("It could not be measured: see above.", returncode=measuring.returncode)
