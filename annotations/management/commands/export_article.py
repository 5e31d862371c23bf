"""Writes an annotated article to a file."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations import reading
from annotations.exports import FORMATS
from annotations.management.naming import article_named


class Command(BaseCommand):
    help = "Export an annotated article. The same content gives the same bytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the article's short name, as in its address")
        parser.add_argument("--desk", help="the desk's short name; not needed where one desk has the article")
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument(
            "--output", default="-", help="the file to write; - or nothing for standard output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        article = article_named(options["slug"], options["desk"])
        data = FORMATS[options["format"]].render(reading.load(article, audience="archive"))
        if options["output"] == "-":
            sys.stdout.buffer.write(data)
            return
        try:
            Path(options["output"]).write_bytes(data)
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error.strerror}.") from error
