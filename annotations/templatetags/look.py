"""Draws what templates ask for: the sprite, galley, lines of a list, the meter of an article, a person's initials."""

from collections.abc import Iterable
from functools import cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from annotations import glyphs
from annotations.marks import GalleyRow, few, listed_html, row_html
from annotations.models import deed
from annotations.plurals import counted
from annotations.reading.counts import Counts
from annotations.reading.model import TabledStatement
from annotations.reading.statement_list import ListedStatement
from annotations.scale import LOOKS, VerdictLabels

register = template.Library()
_DAGGER = SafeString('<span aria-hidden="true">†</span><span class="sr">Flag:</span> ')
_FAMILIES = {
    "stands": ("stands", "stand"),
    "catch": ("with a catch", "with a catch"),
    "fails": ("does not stand", "do not stand"),
    "unsaid": ("cannot be said", "cannot be said"),
}


@register.simple_tag
@cache
def sprite() -> SafeString:
    """Every glyph, once a page, for the marks to use."""
    return format_html('<svg hidden aria-hidden="true">{}</svg>', glyphs.sprite())


@register.simple_tag
def status_label(statement: TabledStatement, scale: VerdictLabels) -> str:
    """ "Overstated": the verdict in the desk's words."""
    return scale.label(statement.status, statement.detail, said_only=statement.said_only)


@register.simple_tag
def flags_in_brief(statement: TabledStatement) -> SafeString:
    """Its open flags, a line each; of many the first, and how many more there are."""
    flags = [flag.label for flag in statement.open_flags]
    said = ((_DAGGER if each in flags else "", each) for each in few(flags, "more flag"))
    return format_html_join(SafeString("<br>"), "{}{}", said)


@register.simple_tag
def galley(rows: Iterable[GalleyRow], base: str, swap: bool = False) -> SafeString:
    """Paragraphs with their numbers and margins; ``swap`` puts them in place of what is there."""
    return SafeString("".join(row_html(row, base=base, swap=swap) for row in rows))


@register.simple_tag
def listed_lines(statements: Iterable[ListedStatement], base: str) -> SafeString:
    """The lines of the list of all statements; ``base`` is where the desk's articles are."""
    return SafeString("".join(listed_html(statement, base=base) for statement in statements))


@register.simple_tag
def meter(counts: Counts) -> SafeString:
    """A bar of the article's statements by family of verdict; what is not checked yet stays empty."""
    found = dict.fromkeys([*_FAMILIES, "none"], 0)
    for status, number in counts.statuses.items():
        if (family := LOOKS[status][0]) in found:
            found[family] += number
    bars, start = [], 0
    for family, number in found.items():
        if number:
            bars.append((family, start, number))
        start += number
    return format_html(
        '<svg class="meter" role="img" aria-label="{}" viewBox="0 0 {} 1" preserveAspectRatio="none">{}</svg>',
        ", ".join(counted(found[family], *words) for family, words in _FAMILIES.items() if found[family])
        or "Nothing checked yet",
        max(counts.statements, start, 1),
        format_html_join("", '<rect class="{}" x="{}" width="{}" height="1"/>', bars),
    )


@register.filter
def how_far(counts: Counts) -> str:
    """ "3 checked, 17 no claim, of 47"."""
    return deed.how_far(counts.statements, counts.checked, counts.statuses)


@register.filter
def coverage(counts: Counts) -> str:
    """ "3 % of the words not yet accounted for"."""
    return deed.coverage(counts.unaccounted_percent)


@register.filter
def up_to_999(number: int) -> str:
    """ "12", "999+", and nothing for none: what the bar has room for on a phone."""
    return f"{number}" if 0 < number < 1000 else "999+" if number else ""


@register.filter
def initials(name: str) -> str:
    """ "Ana María Ruiz" → "AR"."""
    words = name.split()
    return (words[0][:1] + words[-1][:1] if len(words) > 1 else name[:2]).upper()
