"""Says times as a desk would, what a flag is on, where a work opens; who may take a flag back, or an article off."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from annotations.forms.flag import FlagForm
from annotations.permissions import taking_back, withdrawing
from annotations.quoting import quoted
from annotations.rail import RailRow
from annotations.reading.model import CitationLine, CounterpointLine, FlagLine, NoteLine, SourceLine
from annotations.source_keys import doi_address
from articles.fields import whole
from articles.models import Article, Desk, Membership
from articles.permissions import LEAST

register = template.Library()


@register.filter
def when(moment: datetime) -> str:
    """ "today 17:00", "Friday 09:30" within a week, else "14 January", with the year where it is another."""
    local, today = timezone.localtime(moment), timezone.localdate()
    away = (local.date() - today).days
    if away == 0:
        return f"today {local:%H:%M}"
    if away in (-1, 1):
        return f"{'tomorrow' if away == 1 else 'yesterday'} {local:%H:%M}"
    if 1 < away < 7:
        return date_format(local, "l H:i")
    return date_format(local, "j F" if local.year == today.year else "j F Y")


@register.filter
def at_hour(moment: datetime) -> str:
    """ "14 January, 17:00", with the year where it is another."""
    local = timezone.localtime(moment)
    return date_format(local, "j F, H:i" if local.year == timezone.localdate().year else "j F Y, H:i")


@register.filter
def is_due(moment: datetime) -> bool:
    """Due today, or past."""
    return timezone.localtime(moment).date() <= timezone.localdate()


@register.filter
def may_withdraw(by: Membership, article: Article) -> bool:
    """Whether they may take the article off the list; asks nothing of the database."""
    return by.is_at_least(LEAST[withdrawing(by, article)])


@register.filter
def may_take_back(by: Membership, line: FlagLine | NoteLine) -> bool:
    """Whether they may take the flag, or the note, back; asks nothing of the database."""
    return by.is_at_least(LEAST[taking_back(by, line.by_id)])


@register.filter
def at_article(query: str, slug: str) -> str:
    """The query of a look at the queue, led to that article."""
    return f"{query}&in={slug}" if query else f"?in={slug}"


@register.filter
def opens_at(source: SourceLine) -> str:
    """Its address, else that of its DOI, else that of the copy; empty where there is none."""
    return source.url or doi_address(str(source.csl.get("DOI", ""))) or source.archive_url


@register.filter
def is_on(flag: FlagLine, of: Any) -> str:
    """ "on “Annual statement 2025”": which citation or counterpoint of the statement, or article, is meant."""
    if flag.target not in ("citation", "counterpoint"):
        return ""
    found = _cited(of) if flag.target == "citation" else _countered(of)
    told = next((words for line, words in found if line.uid == flag.target_uid), f"a {flag.target}")
    return f"on {told}"


@register.filter
def will_be_on(form: FlagForm, of: Any) -> str:
    """The same of a flag that is being raised; nothing where it is about the whole."""
    for name, found in (("citation", _cited), ("counterpoint", _countered)):
        if pk := whole(form[name].value()):
            return next((f"On {words}" for line, words in found(of) if line.id == pk), "")
    return ""


def _cited(of: Any) -> Iterator[tuple[CitationLine | CounterpointLine, str]]:
    points = getattr(of, "counterpoints", ())
    for line in (*getattr(of, "citations", ()), *(each for point in points for each in point.citations)):
        where = f", {line.locator}" if line.locator else ""
        yield line, quoted(line.source.title) + where


def _countered(of: Any) -> Iterator[tuple[CitationLine | CounterpointLine, str]]:
    for point in getattr(of, "counterpoints", ()):
        yield point, f"the counterpoint {quoted(point.text)}"


@register.filter
def row_address(row: RailRow, desk: Desk) -> str:
    """Of a line of the review rail."""
    return reverse("review-statement" if row.mark else "review-flag", args=[desk.slug, row.id])
