"""The demo desk: an op-ed of our own writing with honest annotations, made by the deeds that people use."""

from typing import TextIO

from django.db import transaction

from annotations.demo.cast import ANA, DESK, TOMAS
from annotations.demo.fines import STORY
from annotations.demo.players import Players
from annotations.demo.staging import bring_sources, take_in_text, tomorrow_at
from annotations.demo.telling import Telling
from articles.models import Desk

SLUG = "demo"


def load(*, stdout: TextIO | None = None) -> None:
    """Make the demo desk with its people, sources, three articles. Does nothing where the desk exists."""
    if Desk.objects.filter(slug=SLUG).exists():
        return
    if stdout:
        stdout.write("Setting up the demo desk …\n")
    with transaction.atomic():
        desk = Desk.objects.create(slug=SLUG, name="Demo desk")
        players = Players(desk, DESK)
        sources = bring_sources(players[ANA])
        fines = take_in_text(players[ANA], "fines.txt", byline="Imogen Pell", due=tomorrow_at(17))
        Telling(fines, players, sources).tell(STORY)
        take_in_text(players[TOMAS], "clock.txt", byline="Gideon Marsh", due=tomorrow_at(12, days=4))
        take_in_text(players[TOMAS], "evening.txt", byline="رفعت انجم")
