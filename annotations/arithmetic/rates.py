"""A rate against its total: "over 75,000 in 2025, averaging more than 200 a day"."""

import re
from calendar import isleap
from collections.abc import Iterable
from typing import Final

from annotations.arithmetic.numbers import Number, amounts, formatted
from annotations.arithmetic.sums import Sum

# An average: a peak, or what is usual now, need not give the total of a year.
_AVERAGE: Final = ("averag", "that is", "which is", ", or ")
_RATE: Final = re.compile(
    r"""
    (?P<noun>(?:\s[^\W\d][\w’'-]*){0,3}?)\s(?:per|a|each|every)\s(?P<period>day|week|month)\b
    (?!\s(?:after|before|later|earlier|ago|of|when))
    """,
    re.I | re.X,
)
_NOT_EVERY_DAY: Final = re.compile(
    r"""\b(?:week(?:day|end|night)s?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days|\w{3,6}day\ (?:to|through)\ \w{3,6}day|
    (?:working|business|sitting|opening|trading|school|academic)[ -](?:day|week|year)s?|term[ -]time|
    (?:at|in|on|for|by)\ (?:each|every))\b""",
    re.I | re.X,
)
"""Fewer days than the year has, or more than one place to count at."""
_WORD: Final = re.compile(r"[^\W\d][\w’'-]*")
_IN_A_YEAR: Final = {"week": 52, "month": 12}
_YEAR: Final = re.compile(r"(?<![\d.,])(?:1[4-9]|20)\d\d(?![.,]?\d)")
_A_YEAR: Final = re.compile(r"\b(?:year|annual(?:ly)?|yearly)\b", re.I)
_OTHER_PERIOD: Final = re.compile(
    r"""\b(?:(?i:half|quarter|decade|months?|weeks?|weekend|days?|season|spring|summer|autumn|winter|since)|January|
    February|March|April|May|June|July|August|September|October|November|December)\b""",
    re.X,
)


def rates(text: str, totals: Iterable[tuple[str, bool]]) -> list[Sum]:
    """Each average a day, week or month in ``text`` against the one total of a year that a text of ``totals`` has.

    With each of these comes whether it has the same source as ``text``.
    """
    words = text.casefold()
    if not any(sign in words for sign in _AVERAGE):
        return []
    averages = [(number, rate) for number in _counts(text) if (rate := _RATE.match(text, number.end))]
    return [
        worked
        for total, is_same_source in totals
        for number, rate in averages
        if (worked := _worked(number, rate, total, is_same_source))
    ]


def _counts(text: str) -> list[Number]:
    return [number for number in amounts(text) if not number.currency]


def _worked(number: Number, rate: re.Match[str], text: str, is_same_source: bool) -> Sum | None:
    around = rate.string.replace(number.said + rate[0], "")
    text = around if text == rate.string else text
    if _NOT_EVERY_DAY.search(rate.string) or _NOT_EVERY_DAY.search(text):
        return None
    days = _days(text)
    if days is None:
        days = _days(around)
    larger = [total for total in _counts(text) if total.value >= number.value > 0]
    if not days or len(larger) != 1 or _RATE.match(text, larger[0].end):
        return None
    total, period = larger[0], rate["period"].lower()
    parts = _IN_A_YEAR.get(period, days)
    if not (number.is_near(total.value / parts) and _counts_the_same(rate["noun"], text[total.end :])):
        return None
    low, high = (end / parts for end in total.stands_for())
    is_borne_out = number.is_borne_out(low, total.value / parts, high)
    if is_borne_out is None:
        return None
    return Sum(
        said=number.said + rate[0],
        working=f"{total.shown} ÷ {parts} = {formatted(total.value / parts, number.step)}",
        needs=""
        if is_borne_out
        else f"{number.shown} a {period} needs {formatted(number.value * parts, number.step)}",
        is_same_source=is_same_source,
    )


def _counts_the_same(noun: str, behind: str) -> bool:
    """Whether what a rate counts is named ``behind`` its total; a rate without a noun means what was counted there."""
    words = noun.casefold().split()
    return not words or words[-1] in _WORD.findall(behind[:80].casefold())[:4]


def _days(text: str) -> int | None:
    """Days of the year that the text speaks of; 0 where it is another time than a year, None where it says nothing."""
    years = set(_YEAR.findall(text))
    if len(years) > 1 or _OTHER_PERIOD.search(text):
        return 0
    if years:
        return 366 if isleap(int(years.pop())) else 365
    return 365 if _A_YEAR.search(text) else None
