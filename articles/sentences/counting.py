"""How many words a stretch of text has."""

import re
import unicodedata
from typing import Final

from articles.sentences.language import UNSURE, primary
from articles.sentences.stops import HARD, NO_BLANKS

SIGNS: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003134f"
"""Chinese and Japanese signs with their punctuation and full-width forms, as a class of characters of a pattern: a
line may break between any two."""
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_BETWEEN: Final = re.compile(rf"[\s—–/…{HARD}]+")
"""A mark that ends a sentence without a blank behind it parts two words too."""
_HAS_WORD: Final = re.compile(r"[^\W_]")
_IS_SIGN: Final = re.compile(f"[{SIGNS}]")


def blank_between(language: str) -> str:
    """What parts two sentences of a `language` (a tag, such as "en" or "zh-Hans"): a blank, or nothing."""
    return "" if primary(language) in NO_BLANKS else " "


def columns(text: str) -> int:
    """The width of `text` in print, where a sign of Chinese or Japanese is as wide as two letters, and says as much."""
    return len(text) + len(_IS_SIGN.findall(text))


def has_words(text: str) -> bool:
    """Whether a letter or a figure is in it; a danda, a quotation mark or a sign alone says nothing."""
    return bool(_HAS_WORD.search(text))


def is_within_word(text: str, at: int) -> bool:
    """Whether a cut before the character `at` would go through a word, or part a character from its marks."""
    around = text[at - 1 : at + 1]
    before, after = (unicodedata.category(character) for character in around)
    if after.startswith("M"):
        return True
    return before[0] in "LNM" and after[0] in "LN" and not _IS_SIGN.search(around)


def words(text: str, language: str) -> int:
    """Words of `text` for the coverage: runs between blanks that hold a letter or a digit.

    Chinese and Japanese write no blanks: each of their characters counts as one, in a text of unknown
    language too.
    """
    unspaced = 0
    if primary(language) in (*NO_BLANKS, UNSURE):
        text, unspaced = _UNSPACED.subn(" ", text)
    return unspaced + sum(1 for token in _BETWEEN.split(text) if has_words(token))
