"""Takes a file in: a text as a new article, a JSON export as the article that it was."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from annotations.importing import MAX_BYTES, check_size, looks_like_export, rebuild
from annotations.management.lookups import desk_named, operator, refusals_printed
from annotations.services.taking_in import Facts, as_read, facts_in, keep_original, take_in
from articles.intake import ENCODINGS, FORMATS, read
from articles.models import Article, Desk

PIECE = 1024 * 1024  # bytes


class Command(BaseCommand):
    help = f"Take in a text ({', '.join(FORMATS)}), or rebuild an exported article (.json). Prints its short name."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the file to read; - for standard input")
        parser.add_argument("--desk", help="the desk's short name; not needed where there is one desk")
        parser.add_argument("--title", help="the title, where the text has none or another")
        parser.add_argument("--url", help="where the text was published")
        parser.add_argument(
            "--encoding", choices=ENCODINGS, help="how to read the file, where a guess went wrong"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        desk = desk_named(options["desk"])
        with refusals_printed():
            data = _bytes(options["file"])
        is_export = looks_like_export(data) or Path(options["file"]).suffix.lower() == ".json"
        if is_export and (options["title"] or options["url"] or options["encoding"]):
            raise CommandError(
                "A JSON export has its title and address in it. Leave --title, --url and --encoding away."
            )
        with refusals_printed():
            article = rebuild(data, desk=desk) if is_export else self._take_in(data, desk, options)
        self.stdout.write(article.slug)

    def _take_in(self, data: bytes, desk: Desk, options: dict[str, Any]) -> Article:
        name = "" if options["file"] == "-" else Path(options["file"]).name
        manuscript = read(data, filename=name, encoding=options["encoding"])
        for note in manuscript.notes:
            self.stderr.write(note)
        given = {name: text for name in ("title", "url") if (text := (options[name] or "").strip())}
        facts = facts_in(manuscript) | given
        if "title" not in facts:
            raise CommandError("There is no title in the text. Give one: --title “…”.")
        by = operator(desk)
        with transaction.atomic():
            original = keep_original(data, by=by, filename=name)
            drafts = as_read(manuscript.paragraphs)
            return take_in(
                by=by, drafts=drafts, facts=Facts(**facts), original=original, encoding=manuscript.encoding
            )


def _bytes(name: str) -> bytes:
    if not name:
        raise CommandError("Name the file to read, or - for standard input.")
    try:
        if name == "-":
            return _read(sys.stdin.buffer)
        with Path(name).open("rb") as file:
            return _read(file)
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error


def _read(file: BinaryIO) -> bytes:
    """All of it. What is too large is measured, a piece at a time, but not kept."""
    data = file.read(MAX_BYTES + 1)
    size = len(data)
    if size > MAX_BYTES:
        while piece := file.read(PIECE):
            size += len(piece)
    check_size(size)
    return data
