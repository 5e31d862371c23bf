"""Brings to the demo desk what is there before anything is said of it: texts, sources."""

from datetime import date, datetime, timedelta
from pathlib import Path

from django.utils import timezone

from annotations.demo.notation import Work
from annotations.demo.works import WORKS
from annotations.models import SealedCopy, Source
from annotations.services.sources import make_source
from annotations.services.taking_in import Facts, as_read, keep_original, take_in
from articles.intake import read
from articles.models import Article, Membership

TEXTS = Path(__file__).parent / "texts"
DOCUMENTS = Path(__file__).parent / "documents"
PUBLISHED = date(2026, 3, 14)


def op_ed() -> str:
    """The text of the demo's article, ours to show: a desk that has none yet can begin with it."""
    return (TEXTS / "fines.txt").read_text(encoding="utf-8")


def tomorrow_at(hour: int, *, days: int = 1) -> datetime:
    """That hour of the day after today, or ``days`` from today, by the desk's clock."""
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def take_in_text(by: Membership, filename: str, *, byline: str, due: datetime | None = None) -> Article:
    """Take in one of ``texts/``, as a person would who keeps everything that the preview proposes."""
    data = (TEXTS / filename).read_bytes()
    manuscript = read(data, filename=filename)
    return take_in(
        by=by,
        drafts=as_read(manuscript.paragraphs),
        facts=Facts(
            title=manuscript.title,
            byline=byline,
            publisher="Larkmouth Courier",
            published_on=PUBLISHED,
            language=manuscript.language,
            due=due,
        ),
        original=keep_original(data, by=by, filename=filename),
        encoding=manuscript.encoding,
    )


def bring_sources(by: Membership) -> dict[str, Source]:
    """Key → source for all of ``WORKS``; the papers that the demo carries are sealed as they are."""
    sources: dict[str, Source] = {}
    for key, work in WORKS.items():
        sources[key] = make_source(
            by=by,
            title=work.title,
            url=work.url,
            csl=work.csl,
            derived_from=sources[work.derived_from] if work.derived_from else None,
        )
        if work.document:
            _seal(by, sources[key], work)
    return sources


def _seal(by: Membership, source: Source, work: Work) -> None:
    data = (DOCUMENTS / work.document).read_bytes()
    SealedCopy.objects.create(
        desk_id=by.desk_id,
        created_by_id=by.person_id,
        source=source,
        blob=keep_original(data, by=by, filename=work.document),
        text=data.decode(),
    )
