"""What kind of claim a sentence looks like, by rules with names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from annotations import figures
from annotations.figures import Span
from annotations.spotting.english import ENGLISH
from annotations.spotting.named import is_name
from annotations.spotting.others import FRENCH, GERMAN, SPANISH
from annotations.spotting.rules import (
    FACT,
    FIGURE,
    KINDS,
    OTHER,
    PERIOD,
    QUANTITY,
    QUESTION,
    SAID,
    TERSE,
    Rule,
    Vocabulary,
)
from articles.patterns import late
from articles.sentences import primary

__all__ = ["SAID", "SIGNS_OF_FACT", "Spotting", "points_elsewhere", "rules_in", "spot"]

VOCABULARIES: Final[dict[str, Vocabulary]] = {"en": ENGLISH, "es": SPANISH, "fr": FRENCH, "de": GERMAN}

SIGNS_OF_FACT: Final = frozenset({FIGURE, PERIOD, SAID})
"""Rules that tell of something to check, whatever kind the others make of the sentence."""

_WORD: Final = late(r"[^\W\d_]+|\d")
"""A cue: a word, or the first digit of a number."""
_QUOTED: Final = late(
    r"“[^”][^” ]{0,99} [^”]{1,900}”|«[^»][^» ]{0,99} [^»]{1,900}»|„[^“”][^“” ]{0,99} [^“”]{1,900}[“”]|"
    r"\"[^\"][^\" ]{0,99} [^\"]{1,900}\"|「[^」]{4,900}」|"
    r"“(?=[^“” ]{0,99}?[\u3040-\u30ff\u3400-\u9fff])[^“” ]{6,900}”|"
    r"‘[^’][^’ ]{0,99} [^’][^’ ]{0,99} [^’]{1,900}’(?!\w)"
)
"""Two words or more, six signs of a script without blanks; bounded, so that marks which nothing closes are not
followed to the end, each of them."""
_ARTICLE: Final = late(r"^(?:the|an?|l[ea]s?|l[’']|de[rmns]|die|das|el|los)(?:\s+|(?<=[’']))", re.I)
_STOP: Final = late(r"(?<=\w{3})\.$")
_FIRST: Final = late(r"[^\W\d_]+")
"""The first word, without what an apostrophe hangs on it: "They’ve"."""
_LONGEST_CLAIMANT: Final = 120
_BETWEEN: Final = ", "
_FIGURE: Final = 4
_SAID: Final = 4
_STRONG_FIGURE: Final = late(
    r"%|percent|per cent|[$€£¥₹]|\d[.,]\d{3}|million|billion|per |a (?:day|year)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Spotting:
    """A proposal, with the names of the `rules` that fired, each once."""

    kind: str
    is_quotation: bool
    claimant: str | None
    rules: tuple[str, ...]

    def __str__(self) -> str:
        """The rules as they are kept with a statement."""
        return _BETWEEN.join(self.rules)


def rules_in(kept: str) -> list[str]:
    """The names of the rules that fired, as they are kept with a statement."""
    return kept.split(_BETWEEN)


def spot(text: str, language: str, *, is_terse: bool = False) -> Spotting:
    """The kind of claim, quotation and claimant that the rules propose for one sentence.

    English has all rules; Spanish, French, German have the plainest; elsewhere only figures count, and questions.
    ``is_terse``: of a title or an item of a list, which are whole without a full stop.
    """
    vocabulary = VOCABULARIES.get(primary(language))
    numbers = figures.find(text)
    is_strong = any(_STRONG_FIGURE.search(text, *span) for span in numbers)
    scores = {QUANTITY: _FIGURE + is_strong} if numbers else {}
    rules = [FIGURE] if numbers else []
    quoted = next((found for found in _QUOTED.finditer(text) if not is_name(text, found.span())), None)
    claimant = None
    if vocabulary:
        words = set(_WORD.findall(text.lower()))
        claimant = _claimant(text, words, vocabulary)
        signs = {
            *rules,
            *([TERSE] if is_terse else []),
            *([SAID] if claimant or (quoted and _is_told(text, quoted.span())) else []),
        }
        for rule in _fired(text, words, vocabulary, signs):
            rules.append(rule.name)
            scores[rule.kind] = scores.get(rule.kind, 0) + rule.weight
        if claimant:
            rules.append(SAID)
            scores[FACT] = scores.get(FACT, 0) + _SAID
        elif not scores:
            rules.append("a plain statement")
            scores[FACT] = 0
    elif QUESTION.pattern.search(text):
        rules.append(QUESTION.name)
        scores[QUESTION.kind] = QUESTION.weight
    if quoted:
        rules.append("a quotation")
    return Spotting(
        kind=_strongest(scores),
        is_quotation=quoted is not None,
        claimant=claimant,
        rules=tuple(dict.fromkeys(rules)),
    )


def _fired(text: str, words: set[str], vocabulary: Vocabulary, signs: set[str]) -> Iterator[Rule]:
    """The rules that hold, in their order; what fires is a sign for those behind it."""
    signs = set(signs)
    for rule in vocabulary.rules:
        is_likely = (not rule.cues or not rule.cues.isdisjoint(words)) and rule.holds_with(signs)
        if is_likely and rule.pattern.search(text):
            signs.add(rule.name)
            yield rule


def points_elsewhere(text: str, language: str) -> str:
    """The first word that means nothing without the sentences around it; empty for none, or an unknown language."""
    vocabulary = VOCABULARIES.get(primary(language))
    found = vocabulary and vocabulary.pointing.search(text)
    return found[0] if found else ""


def _strongest(scores: dict[str, int]) -> str:
    return max(scores, key=lambda kind: (scores[kind], -KINDS.index(kind))) if scores else OTHER


def _is_told(text: str, quoted: Span) -> bool:
    """Whether the sentence begins with words that somebody else is told to have said."""
    return quoted[0] == 0 and quoted[1] < len(text.rstrip())


def _claimant(text: str, words: set[str], vocabulary: Vocabulary) -> str | None:
    if vocabulary.reporting.isdisjoint(words):
        return None
    for pattern in vocabulary.claimants:
        for found in pattern.finditer(text):
            if found["who"] is None:
                return None
            who = _STOP.sub("", _ARTICLE.sub("", found["who"]).strip(" ,"))
            if not who or len(who) > _LONGEST_CLAIMANT:  # "L’" is an article alone
                continue
            first = _FIRST.match(who)
            if not first or not _is_nobody(first[0], vocabulary):
                return who
    return None


def _is_nobody(word: str, vocabulary: Vocabulary) -> bool:
    """Capitals name somebody: WHO."""
    return word.lower() in vocabulary.nobody and not (len(word) > 1 and word.isupper())
