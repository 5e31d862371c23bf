"""What a rule of claim spotting is made of."""

import re
from dataclasses import dataclass
from typing import Final

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

FRAGMENT: Final = "a fragment"
"""The rule of a few words that nothing ends: of no figure, no title, no item of a list."""

LONGEST_PART: Final = 40
MOST_PARTS: Final = 12
"""Of a name: a longer run of capitals is none. Without an end it would be tried from each of its letters."""

KINDS: Final = (COMPARISON, QUANTITY, CAUSE, LAW, PREDICTION, EXPERIENCE, FACT, OPINION, NOT_CLAIM)
"""The kinds in the order in which they win when their rules weigh the same."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named sign of one kind.

    `weight` above zero: worth checking; below: less so. Its size decides the kind. The pattern is tried only
    where one of the `cues`, words in lower case or digits, occurs; without cues always.
    """

    name: str
    kind: str
    weight: int
    pattern: re.Pattern[str]
    cues: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of one language."""

    rules: tuple[Rule, ...]
    claimants: tuple[re.Pattern[str], ...]
    """Each has a group "who": the one who is quoted or reported."""
    reporting: frozenset[str]
    """Words without which no claimant pattern matches."""
    nobody: frozenset[str]
    """Words that open a sentence with a capital but name nobody."""
    pointing: re.Pattern[str]
    """Words that mean something of another sentence."""


def sign(name: str, kind: str, weight: int, pattern: str, *, cues: str = "") -> Rule:
    """A rule by pattern; `cues` as words with blanks between them."""
    return Rule(name, kind, weight, re.compile(pattern, re.IGNORECASE), frozenset(cues.split()))


def phrases(name: str, kind: str, weight: int, listed: str, *, opening: bool = False) -> Rule:
    """A rule of phrases, which commas divide; `opening`: only where the text begins."""
    every = [" ".join(phrase.split()) for phrase in listed.split(",")]
    start = r"^[\"“«„]?" if opening else r"\b"
    pattern = rf"{start}(?:{'|'.join(re.escape(phrase) for phrase in every)})\b"
    cues = " ".join(max(re.split(r"[\s’'-]", phrase.lower()), key=len) for phrase in every)
    return sign(name, kind, weight, pattern, cues=cues)


def one_of(listed: str) -> str:
    """A group of a pattern: any of the words, which blanks divide; an underscore stands for a blank."""
    return "(?:" + "|".join(word.replace("_", " ") for word in listed.split()) + ")"


def words(listed: str) -> re.Pattern[str]:
    """Any of the words, which blanks divide, as a whole word."""
    return re.compile(rf"\b{one_of(listed)}\b", re.IGNORECASE)
