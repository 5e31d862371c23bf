"""A percentage against the two numbers that it is of: "up 35 per cent, from 498,300 to 672,700"."""

import re
from itertools import pairwise
from typing import Final

from annotations.arithmetic.numbers import Number, amounts, formatted, percentages
from annotations.arithmetic.sums import Sum

_UP: Final = re.compile(
    r"\b(?:r[io]se|risen|rising|up|increas\w*|gr[eo]w\w*|gain\w*|climb\w*|jump\w*|soar\w*|more|higher)\b",
    re.I,
)
_DOWN: Final = re.compile(
    r"\b(?:f[ae]ll\w*|down|drop\w*|declin\w*|decreas\w*|cut|shr[aiu]nk\w*|plung\w*|fewer|less|lower)\b", re.I
)
_OTHERWISE: Final = re.compile(
    r"""\b(?:(?:year|quarter|month|week)[ -](?:on|over)[ -](?:year|quarter|month|week)|annually|annuali[sz]ed|compound|
    annual\ (?:[^\W\d]+\ )?(?:rate|growth|pace|rise|increase|gain)|(?:each|every)\ (?:year|quarter|month|week)|
    real(?:\ |-)terms|inflation|adjust(?:ed|ing)|constant\ currenc(?:y|ies)|like[ -]for[ -]like|organic(?:ally)?|
    expect(?:ed|ations)|forecast|predicted|than\ (?:planned|usual|average)|on\ average|averag(?:ed|ing))\b""",
    re.I | re.X,
)
"""A percentage that is of something else than the two numbers: of a year of several, of prices without inflation."""
_FROM: Final = re.compile(r"\bfrom\s$", re.I)
_TO: Final = re.compile(r"\bto\s$", re.I)
_UP_BY: Final = re.compile(
    r"[^,;:.%]*,\s(?:which\s(?:is|was)\s)?(?:up|down|an?\s(?:rise|increase|jump|gain|fall|drop|decline|decrease)\sof)\s(?:by\s)?",
    re.I,
)
_OF: Final = re.compile(r"(?:\s[^\W\d][\w’'-]*){0,3}?\s(?:out\s)?of\s(?:the\s|its\s|their\s|all\s)?", re.I)
_SO: Final = re.compile(
    r"(?:\bor|\bthat is|\bwhich is|[(,:–—])\s?$", re.I
)  # "38 per cent of the votes" is no seats
_SIGNS: Final = ("%", "cent")
_OF_WHAT: Final = re.compile(r"\sof\b", re.I)
_BETWEEN: Final = 60  # letters between the two numbers at most
_POINTS: Final = (
    3  # that rounding may make of a percentage: from 1.1 million to 1.2 million is 9.1 %, or 12 %
)


def change(text: str) -> Sum | None:
    """A rise or fall in per cent between two numbers: "from 300 to 405", "to 405 from 300"."""
    if not (percentage := _one_percentage(text)) or not (pair := _from_to(text, percentage)):
        return None
    if _OTHERWISE.search(text):
        return None
    is_up, is_down = (bool(way.search(text)) for way in (_UP, _DOWN))
    if is_up == is_down:
        return None
    before, after = pair
    sign = 1 if is_up else -1
    low, result, high = sorted(sign * 100 * (quotient - 1) for quotient in _quotients(after, before))
    more, less = sorted(pair, key=lambda number: -number.value)
    working = f"({more.shown} − {less.shown}) ÷ {before.shown} = {formatted(abs(result))} %"
    return _held(percentage, before, 1 + sign * percentage.value / 100, working, low, result, high)


def share(text: str) -> Sum | None:
    """A part of a whole in per cent: "5,380 of 7,120 cards, or 76 per cent"."""
    if not (percentage := _one_percentage(text)) or not (pair := _part_of(text)):
        return None
    if _UP.search(text) or _DOWN.search(text) or not _SO.search(text[: percentage.start]):
        return None
    part, whole = pair
    low, result, high = (100 * quotient for quotient in _quotients(part, whole))
    working = f"{part.shown} ÷ {whole.shown} = {formatted(result)} %"
    return _held(percentage, whole, percentage.value / 100, working, low, result, high)


def _held(
    percentage: Number, base: Number, times: float, working: str, low: float, result: float, high: float
) -> Sum | None:
    """The percentage against what comes out; ``times`` the base is what it would take."""
    if not percentage.is_near(abs(result)):
        return None
    is_borne_out = percentage.is_borne_out(low, result, high, near=_POINTS)
    if is_borne_out is None:
        return None
    needs = "" if is_borne_out else f"{percentage.shown} would be {base.like(base.value * times)}"
    return Sum(percentage.said, working, needs)


def _one_percentage(text: str) -> Number | None:
    if not any(sign in text for sign in _SIGNS):  # of most statements nothing more is asked
        return None
    found = percentages(text)
    is_plain = len(found) == 1 and found[0].value > 0 and not _OF_WHAT.match(text, found[0].end)
    return found[0] if is_plain else None


def _from_to(text: str, percentage: Number) -> tuple[Number, Number] | None:
    """The one number that something came from, and that which it came to: also "12, up 20% from 10"."""
    found = []
    for first, second in _neighbours(text):
        if (
            first.end < percentage.start
            and _UP_BY.fullmatch(text, first.end, percentage.start)
            and text[percentage.end : second.start] == " from "
        ):
            found.append((second, first))
        begins, between = text[: first.start], text[first.end : second.start]
        if _FROM.search(begins) and _TO.search(between):
            found.append((first, second))
        if _TO.search(begins) and _FROM.search(between):
            found.append((second, first))
    return found[0] if len(found) == 1 else None


def _part_of(text: str) -> tuple[Number, Number] | None:
    found = [
        (part, whole)
        for part, whole in _neighbours(text)
        if _OF.fullmatch(text, part.end, whole.start) and part.value < whole.value
    ]
    return found[0] if len(found) == 1 else None


def _neighbours(text: str) -> list[tuple[Number, Number]]:
    """Pairs of amounts of one currency, or of none, that stand close together."""
    return [
        (first, second)
        for first, second in pairwise(amounts(text))
        if first.currency == second.currency
        and second.start - first.end <= _BETWEEN
        and min(first.value, second.value) > 0
    ]


def _quotients(part: Number, whole: Number) -> tuple[float, float, float]:
    """The least, the plain, the greatest that ``part ÷ whole`` may be: both are rounded as the finer one is.

    Counted one by one, both are exact.
    """
    is_hedged = part.is_hedged() or whole.is_hedged()
    finer = min(part.step, whole.step) if is_hedged else min(part.fine, whole.fine)
    half = 0 if finer == 1 else finer / 2
    return (
        (part.value - half) / (whole.value + half),
        part.value / whole.value,
        (part.value + half) / (whole.value - half),
    )
