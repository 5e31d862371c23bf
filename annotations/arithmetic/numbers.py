"""The counts, amounts, percentages of a sentence, with how near each is meant to be."""

import re
from dataclasses import dataclass
from math import log10
from typing import Final

from annotations import figures

_SCALES: Final = {
    "thousand": 1_000, "k": 1_000, "million": 1_000_000, "m": 1_000_000, "mn": 1_000_000,
    "billion": 1_000_000_000, "bn": 1_000_000_000,
}  # fmt: skip
_NUMBER: Final = r"(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,6})?)"
_AMOUNT: Final = re.compile(
    rf"(?:[^\W\d]+\s)*(?P<currency>(?:US|C|A)?[$€£¥₹]?){_NUMBER}(?P<scale>\s?(?:thousand|million|billion|mn|bn|[km])s?)?"
    r"(?P<per>(?:\s(?:per|a|each|every)\s(?:day|week|month))?)",
    re.I,
)
_PERCENTAGE: Final = re.compile(rf"(?:[^\W\d]+\s)*{_NUMBER}\s?(?:%|per\scent|percent)", re.I)
_MORE: Final = re.compile(r"\b(?:(?<!no )(?:more|greater|higher)|over|at least|no (?:fewer|less))\b", re.I)
_LESS: Final = re.compile(r"\b(?:less|fewer|lower|under|at most|up to|no more)\b", re.I)
_NEARLY: Final = re.compile(r"\b(?:nearly|almost)\b", re.I)
_ROUGHLY: Final = re.compile(r"\b(?:about|around|roughly|approximately|some)\b", re.I)
_LOOSE: Final = 0.1  # how far off "nearly", "about" may be, as a share
_UNLIKE: Final = 3


@dataclass(frozen=True, slots=True)
class Number:
    """``step`` is what one of its last digit that counts is worth: 1,000 of "75,000"; ``fine`` is no more than one
    of its second: 10 of "300".

    ``said`` has the words that say how near it is, ``shown`` has not: "over £2.5m", "£2.5m".
    """

    said: str
    shown: str
    value: float
    step: float
    fine: float
    start: int
    end: int
    currency: str = ""
    scale: str = ""

    def stands_for(self) -> tuple[float, float]:
        """What it may have been before it was rounded: "over 75,000", to its last digit."""
        if _MORE.search(self.said):
            return self.value, self.value + self.step
        if _LESS.search(self.said) or _NEARLY.search(self.said):
            return self.value - self.step, self.value
        spread = self.step if _ROUGHLY.search(self.said) else self.step / 2
        return self.value - spread, self.value + spread

    def is_borne_out(self, low: float, plain: float, high: float, *, near: float = 0) -> bool | None:
        """Whether its words are true of ``plain``, which may be anything from ``low`` to ``high``.

        None where rounding alone might make them so, and it is off by more than a tenth, or than ``near``.
        """
        least, most = self._allowed(self.fine)
        if least <= plain <= most:
            return True
        least, most = self._allowed(self.step)
        if low > most or high < least:
            return False
        return True if abs(plain - self.value) <= max(_LOOSE * self.value, near) else None

    def is_hedged(self) -> bool:
        """Whether a word says that it is not the very number: "about", "over"."""
        return any(words.search(self.said) for words in (_MORE, _LESS, _NEARLY, _ROUGHLY))

    def _allowed(self, step: float) -> tuple[float, float]:
        if _MORE.search(self.said):
            return self.value, float("inf")
        if _LESS.search(self.said):
            return 0, self.value
        loose = max(_LOOSE * self.value, step)
        if _NEARLY.search(self.said):
            return self.value - loose, self.value
        spread = loose if _ROUGHLY.search(self.said) else step / 2
        return self.value - spread, self.value + spread

    def is_near(self, result: float) -> bool:
        """Whether it can be this result that it tells of at all: one three times off is of something else."""
        return 1 / _UNLIKE < result / self.value < _UNLIKE

    def like(self, value: float) -> str:
        """Another value as this one is written: "£2.7m"."""
        unit = _SCALES.get(self.scale.strip().rstrip("s").lower(), 1)
        return f"{self.currency}{formatted(value / unit, self.step / unit)}{self.scale}"


def amounts(text: str) -> list[Number]:
    """Counts and sums of money in digits: no percentages, no measures."""
    found = []
    for start, end in figures.find(text):
        amount = _AMOUNT.fullmatch(text, start, end)
        if amount and text[end : end + 1] != "-":  # "the 1,500-strong force"
            scale = amount["scale"] or ""
            unit = _SCALES.get(scale.strip().rstrip("s").lower(), 1)
            digits, until = amount["digits"].replace(",", ""), amount.start("per")
            shown = text[amount.start("currency") : until]
            found.append(
                Number(
                    text[start:until], shown, float(digits) * unit, _step(digits) * unit,
                    _fine(digits) * unit, start, until, amount["currency"], scale,
                )
            )  # fmt: skip
    return found


def percentages(text: str) -> list[Number]:
    """In per cent; 35 means 34.5 to 35.5."""
    return [
        Number(
            text[start:end],
            text[found.start("digits") : end],
            float(digits),
            min(_step(digits), 1),
            min(_fine(digits), 1),
            start,
            end,
        )
        for start, end in figures.find(text)
        if (found := _PERCENTAGE.fullmatch(text, start, end)) and (digits := found["digits"].replace(",", ""))
    ]


def formatted(number: float, step: float = 1) -> str:
    """ "1,127.8", "94,900"; to one digit more than what it comes from, whose last is worth ``step``."""
    digits = 1 + max(0, -round(log10(step)))
    return f"{number:,.{digits}f}".rstrip("0").removesuffix(".")


def _step(digits: str) -> float:
    if "." in digits:
        return float(10 ** -len(digits.partition(".")[2]))
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))


def _fine(digits: str) -> float:
    """Of a round number more is meant than its first digit: "300" is no 260."""
    return float(min(_step(digits), 10 ** max(0, len(digits) - 2)))
