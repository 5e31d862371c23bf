"""Works out what an article's own figures give: a rate against its total (FIELD §3)."""

import re
from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from annotations import figures

MOST_LETTERS: Final = 2_000  # of a statement; what is longer is no sentence
_SCALES: Final = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_COUNT: Final = re.compile(
    r"""
    (?:[^\W\d]+\s)*
    (?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,6})?)
    (?:\s?(?P<scale>thousand|million|billion)s?)?
    (?P<per>(?:\s(?:per|a|each|every)\s(?:day|week|month))?)
    """,
    re.I | re.X,
)
_MORE: Final = re.compile(r"\b(?:(?<!no )(?:more|greater|higher)|over|at least|no (?:fewer|less))\b", re.I)
_LESS: Final = re.compile(r"\b(?:less|fewer|lower|under|at most|up to|no more)\b", re.I)
_NEARLY: Final = re.compile(r"\b(?:nearly|almost)\b", re.I)
_ROUGHLY: Final = re.compile(r"\b(?:about|around|roughly|approximately|some)\b", re.I)
_WORD: Final = re.compile(r"[^\W\d][\w’'-]*")
_UNLIKE: Final = 3  # times: a total that is so far from the rate is of something else
_LOOSE: Final = 0.1  # how far off "nearly", "about" may be, as a share
# An average: a peak, or what is usual now, need not give the total of a year.
_AVERAGE: Final = re.compile(r"\baverag|\bthat is\b|\bwhich is\b|, or\b", re.I)
_RATE: Final = re.compile(
    r"(?P<noun>(?:\s[^\W\d][\w’'-]*){0,3}?)\s(?:per|a|each|every)\s(?P<period>day|week|month)\b(?!\s(?:after|before|later|earlier|ago|of|when))",
    re.I,
)
_IN_A_YEAR: Final = {"week": 52, "month": 12}
_YEAR: Final = re.compile(r"(?<![\d.,])(?:1[4-9]|20)\d\d(?![.,]?\d)")
_A_YEAR: Final = re.compile(r"\b(?:year|annual(?:ly)?|yearly)\b", re.I)
_OTHER_PERIOD: Final = re.compile(
    r"""\b(?:(?i:half|quarter|decade|months?|weeks?|weekend|days?|season|spring|summer|autumn|winter|since)|January|
    February|March|April|May|June|July|August|September|October|November|December)\b""",
    re.X,
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure in the article's own words, with its working ("75,000 ÷ 365 = 205.5").

    ``needs`` says what it would take ("260 a day needs 94,900") where the two do not add up. A total from the same
    source confirms nothing: arithmetic is no evidence.
    """

    said: str
    working: str
    needs: str = ""
    is_same_source: bool = True

    @property
    def adds_up(self) -> bool:
        return not self.needs

    @property
    def outcome(self) -> str:
        if self.needs:
            return f"does not add up; {self.needs}"
        return "adds up, same source" if self.is_same_source else "adds up"

    def __str__(self) -> str:
        return f"{self.said} · {self.working}: {self.outcome}"


@dataclass(frozen=True, slots=True)
class _Number:
    """``step`` is what one of its last digit that counts is worth: 1,000 of "75,000"."""

    said: str
    value: float
    step: float
    end: int

    def stands_for(self) -> tuple[float, float]:
        """What a total may have been: "over 75,000", to its last digit."""
        if _MORE.search(self.said):
            return self.value, self.value + self.step
        if _LESS.search(self.said) or _NEARLY.search(self.said):
            return self.value - self.step, self.value
        spread = self.step if _ROUGHLY.search(self.said) else self.step / 2
        return self.value - spread, self.value + spread

    def allows(self) -> tuple[float, float]:
        """What a rate may be for its words to be true."""
        if _MORE.search(self.said):
            return self.value, float("inf")
        if _LESS.search(self.said):
            return 0, self.value
        loose = max(_LOOSE * self.value, self.step)
        if _NEARLY.search(self.said):
            return self.value - loose, self.value
        spread = loose if _ROUGHLY.search(self.said) else self.step / 2
        return self.value - spread, self.value + spread


def rates(text: str, totals: Iterable[tuple[str, bool]]) -> tuple[Sum, ...]:
    """Each average a day, week or month in ``text`` against the one total of a year that a text of ``totals`` has.

    With each of these comes whether it has the same source as ``text``. English only. Where it is not plain which
    number is the total, or of what time, nothing is said: a wrong alarm costs more than none.
    """
    if len(text) > MOST_LETTERS or not _AVERAGE.search(text):
        return ()
    averages = [(number, rate) for number in _numbers(text) if (rate := _RATE.match(text, number.end))]
    return tuple(
        worked
        for total, is_same_source in totals
        if len(total) <= MOST_LETTERS
        for number, rate in averages
        if (worked := _worked(number, rate, total, is_same_source))
    )


def _worked(number: _Number, rate: re.Match[str], text: str, is_same_source: bool) -> Sum | None:
    around = rate.string.replace(number.said + rate[0], "")
    text = around if text == rate.string else text
    days = _days(text)
    if days is None:
        days = _days(around)
    larger = [total for total in _numbers(text) if total.value >= number.value > 0]
    if not days or len(larger) != 1 or _RATE.match(text, larger[0].end):
        return None
    total, period = larger[0], rate["period"].lower()
    parts = _IN_A_YEAR.get(period, days)
    off = total.value / parts / number.value
    if not (1 / _UNLIKE < off < _UNLIKE and _counts_the_same(rate["noun"], text[total.end :])):
        return None
    low, high = (end / parts for end in total.stands_for())
    least, most = number.allows()
    is_borne_out = low <= most and least <= high
    return Sum(
        said=number.said + rate[0],
        working=f"{_told(total.value)} ÷ {parts} = {_told(total.value / parts)}",
        needs="" if is_borne_out else f"{_told(number.value)} a {period} needs {_told(number.value * parts)}",
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


def _numbers(text: str) -> list[_Number]:
    """Plain counts in digits, with what says how near they are: no percentages, no money, no measures."""
    found = []
    for start, end in figures.find(text):
        number = _COUNT.fullmatch(text, start, end)
        if number and text[end : end + 1] != "-":  # "the 1,500-strong force"
            digits, scale = number["digits"].replace(",", ""), _SCALES.get((number["scale"] or "").lower(), 1)
            found.append(
                _Number(
                    text[start : number.start("per")], float(digits) * scale, _step(digits) * scale,
                    number.start("per"),
                )
            )  # fmt: skip
    return found


def _step(digits: str) -> float:
    if "." in digits:
        return float(10 ** -len(digits.partition(".")[2]))
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))


def _told(number: float) -> str:
    return f"{number:,.1f}".removesuffix(".0")
