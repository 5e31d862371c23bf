"""What a rule of claim spotting is made of."""

import re
from dataclasses import dataclass
from typing import Final

from articles.patterns import late

FACT: Final = "fact"
QUANTITY: Final = "quantity"
COMPARISON: Final = "comparison"
CAUSE: Final = "cause"
LAW: Final = "law"
PREDICTION: Final = "prediction"
EXPERIENCE: Final = "experience"
OPINION: Final = "opinion"
NOT_CLAIM: Final = "not_claim"
OTHER: Final = "other"

FIGURE: Final = "a figure"
PERIOD: Final = "a date or a period"
SAID: Final = "somebody says it"
TERSE: Final = "a title or an item of a list"
"""Signs that other rules ask for; the last is no finding, but where the words stand."""

LONGEST_PART: Final = 40
MOST_PARTS: Final = 12
"""Of a name: a longer run of capitals is none. Without an end it would be tried from each of its letters."""

KINDS: Final = (COMPARISON, QUANTITY, CAUSE, LAW, PREDICTION, EXPERIENCE, FACT, OPINION, NOT_CLAIM)
"""The kinds in the order in which they win when their rules weigh the same."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named sign of one kind.

    The kind whose rules have the most `weight` together is proposed. The pattern is tried only
    where one of the `cues`, words in lower case or digits, occurs; without cues always. It holds only with one of
    the signs `only_with`, and with none of `not_with`.
    """

    name: str
    kind: str
    weight: int
    pattern: re.Pattern[str]
    cues: frozenset[str]
    only_with: frozenset[str] = frozenset()
    not_with: frozenset[str] = frozenset()

    def holds_with(self, signs: set[str]) -> bool:
        return self.not_with.isdisjoint(signs) and not (self.only_with and self.only_with.isdisjoint(signs))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of one language."""

    rules: tuple[Rule, ...]
    claimants: tuple[re.Pattern[str], ...]
    """Each has a group "who": the one who is quoted or reported.

    Where one matches without it, nobody whom the patterns behind it find is who says it.
    """
    reporting: frozenset[str]
    """Words without which no claimant pattern matches."""
    nobody: frozenset[str]
    """Words that open a sentence with a capital but name nobody."""
    pointing: re.Pattern[str]
    """Words that mean something of another sentence."""


def sign(
    name: str,
    kind: str,
    weight: int,
    pattern: str,
    *,
    cues: str = "",
    only_with: tuple[str, ...] = (),
    not_with: tuple[str, ...] = (),
) -> Rule:
    """A rule by pattern; `cues` as words with blanks between them."""
    found = late(pattern, re.IGNORECASE)
    return Rule(name, kind, weight, found, frozenset(cues.split()), frozenset(only_with), frozenset(not_with))


QUESTION: Final = sign("a question", NOT_CLAIM, 9, r"[?？؟][\"”»“)’」』]*\s*$")
"""In every language, as the marks of Arabic and Chinese are their own."""


def phrases(
    name: str,
    kind: str,
    weight: int,
    listed: str,
    *,
    opening: bool = False,
    only_with: tuple[str, ...] = (),
    not_with: tuple[str, ...] = (),
) -> Rule:
    """A rule of phrases, which commas divide; `opening`: only where the text begins."""
    every = [" ".join(phrase.split()) for phrase in listed.split(",")]
    start, end = (r"^[\"“«„]?", r"(?![\w-])") if opening else (r"\b", r"\b")
    pattern = rf"{start}(?:{'|'.join(re.escape(phrase) for phrase in every)}){end}"
    cues = " ".join(max(re.split(r"[\s’'-]", phrase.lower()), key=len) for phrase in every)
    return sign(name, kind, weight, pattern, cues=cues, only_with=only_with, not_with=not_with)


def one_of(listed: str) -> str:
    """A group of a pattern: any of the words, which blanks divide; an underscore stands for a blank."""
    return "(?:" + "|".join(word.replace("_", " ") for word in listed.split()) + ")"


def words(listed: str) -> re.Pattern[str]:
    """Any of the words, which blanks divide, as a whole word."""
    return late(rf"\b{one_of(listed)}\b", re.IGNORECASE)
