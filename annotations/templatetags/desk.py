"""Says times as a desk would, leads to the rows of the review, knows who may take an article off, or a flag back."""

from datetime import datetime

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from annotations.permissions import taking_back, withdrawing
from annotations.rail import RailRow
from annotations.reading.model import FlagLine
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
def may_take_back(by: Membership, flag: FlagLine) -> bool:
    """Whether they may take the flag back; asks nothing of the database."""
    return by.is_at_least(LEAST[taking_back(by, flag.by_id)])


@register.filter
def at_article(query: str, slug: str) -> str:
    """The query of a look at the queue, led to that article."""
    return f"{query}&in={slug}" if query else f"?in={slug}"


@register.filter
def row_address(row: RailRow, desk: Desk) -> str:
    """Of a line of the review rail."""
    return reverse("review-statement" if row.mark else "review-flag", args=[desk.slug, row.id])
