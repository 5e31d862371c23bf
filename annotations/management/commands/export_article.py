"""Writes an annotated article to a file."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations import reading
from annotations.exports import AUDIENCES, FORMATS, usual_audience
from annotations.management.lookups import article_named


class Command(BaseCommand):
    help = "Export an annotated article. The same content gives the same bytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the article's short name, as in its address")
        parser.add_argument("--desk", help="the desk's short name; not needed where one desk has the article")
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument(
            "--for",
            dest="audience",
            choices=AUDIENCES,
            help="who gets it; readers where nothing is said, for JSON the archive",
        )
        parser.add_argument(
            "--output", default="-", help="the file to write; - or nothing for standard output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        audience = options["audience"] or usual_audience(options["format"]).slug
        with reading.snapshot():
            article = reading.load(article_named(options["slug"], options["desk"]), audience=audience)
        data = FORMATS[options["format"]].render(article)
        name = options["output"] or "-"
        try:
            if name == "-":
                sys.stdout.buffer.write(data)
                sys.stdout.buffer.flush()
            else:
                Path(name).write_bytes(data)
        except OSError as error:
            if name == "-":
                _let_go_of_output()
            told = "Standard output" if name == "-" else name
            raise CommandError(f"{told} cannot be written: {error.strerror}.") from error


def _let_go_of_output() -> None:
    """What could not be written is given up, or Python would try once more at its end and print a traceback."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
