#!/usr/bin/env python3
"""The usual door. It also builds the house (.venv) when Django is not there yet."""

import os
import signal
import sys
from pathlib import Path

from config import bootstrap

ROOT = Path(__file__).resolve().parent


def main():
    sys.stdout.reconfigure(errors="backslashreplace")  # for a terminal that has no letters but ASCII's
    bootstrap.enter(ROOT, sys.argv)
    for word in sys.argv[1:]:
        if not word.isprintable() and any("\udc80" <= letter <= "\udcff" for letter in word):
            sys.exit(
                f"{word!a} is not in UTF-8, in which everything is kept here. Type it so, or rename the file."
            )
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)  # another project's
    if sys.argv[1:2] == ["test"]:
        os.chdir(ROOT)
        # Else all workers, and each program that they start, would compile the house anew.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        workers = ["-n", "3", "--dist", "worksteal"]  # for two cores: one mostly waits for a page
        os.execv(sys.executable, [sys.executable, "-m", "pytest", *workers, *sys.argv[2:]])

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    from config import cluster, database

    # Asked to go, it goes through every "finally": its database stops too.
    for asked in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, lambda number, frame: sys.exit(128 + number))
    try:
        with database.at_hand(ROOT / ".data", sys.argv):
            try:
                settings.DATABASES  # noqa: B018  reads the settings
            except ImproperlyConfigured as refusal:
                sys.exit(str(refusal))
            execute_from_command_line(sys.argv)
    except cluster.ClusterError as trouble:
        sys.exit(str(trouble))
    except OperationalError as trouble:  # it went away, its disk is full
        sys.exit(f"The database could not do it: {trouble}")
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


if __name__ == "__main__":
    main()
