"""The rules by which one word is found in whatever spelling: as it is searched, never as it is stored.

Sources: Unicode's NFKD and its chart of Arabic letters that look the same; what keyboards lack (an accent, a curly
quote, digits of another script), how languages group the digits of a number. ``migrations/0007_spelling`` and
``0009_numbers`` have the same rules in SQL, which a test holds to these.
"""

import re
import unicodedata
from itertools import islice
from typing import Final

MOST_WORDS: Final = 8  # of what somebody looks for

_SAME: Final = {
    "ي": "ی", "ى": "ی", "ك": "ک", "ڪ": "ک", "ٱ": "ا",
    "ة": "ه", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ۃ": "ه", "ە": "ه",
    "ँ": "ं",
    "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ς": "σ",
    "ß": "ss", "œ": "oe", "æ": "ae",
    **dict.fromkeys("‘’‛′ʼ", "'"), **dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‐‑‒–—−", "-"),
    **{zero: str(n) for n in range(10) for zero in (chr(0x660 + n), chr(0x6F0 + n), chr(0x966 + n))},
}  # fmt: skip
# Short vowels, hamza and madda on a letter, marks of recitation; the tatweel; joiner and non-joiner.
_UNSEEN: Final = (*range(0x610, 0x61B), 0x640, *range(0x64B, 0x660), 0x670, *range(0x6D6, 0x6DD),
                  *range(0x6DF, 0x6E5), 0x6E7, 0x6E8, *range(0x6EA, 0x6EE), 0x200C, 0x200D)  # fmt: skip
_TABLE: Final = str.maketrans({**_SAME, **dict.fromkeys(map(chr, _UNSEEN))})
# Groups of three with one sign between them, or as India has it: of two, the last of three. A search finds what stands
# within other words, so that of two numbers joined by mistake ("in 21 200 people") each is found as before. All the
# same a space, which comes last, joins nothing where it is plain that a number ends there: after four digits ("in 2021
# 200 people"), a decimal, a date, a time; nor where another begins that has groups of its own ("in 21 200,000"). 0.125
# is a decimal; 3.125 may be one, and is 3125 where people group by points: either way it is found as it stands.
_GROUPED: Final = (
    re.compile(
        "(?<![0-9])(?:"
        "[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?:[.][0-9]{3})+|(?:'[0-9]{3})+|(?:٬[0-9]{3})+|(?:،[0-9]{3})+)"
        "|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3})(?![0-9])"
    ),
    re.compile("(?<![0-9])(?<![0-9][,.'٬،/:])[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9])"),
)
_SOME_GROUPED: Final = re.compile("[0-9][,.'٬، ][0-9]{3}")  # of which most texts have none
_SIGNS: Final = str.maketrans(dict.fromkeys(",.'٬، "))
_ACCENTS: Final = "[\u0300-\u036f\u093c]"  # the nukta of Hindi too
_TERM: Final = re.compile(r"""["“”„‟«»]([^"“”„‟«»]*[^\s"“”„‟«»][^"“”„‟«»]*)["“”„‟«»](?!\S)|\S+""")
_MARKED: Final = re.compile(f"(.)({_ACCENTS}*)", re.DOTALL)


def letters(words: str) -> str:
    """``words`` in small letters that are one for all that look or sound alike, each followed by its accents."""
    return _ungrouped(_letters(words))


def spelled(words: str) -> str:
    """``words`` as they are compared: their ``letters`` without accents."""
    if words.isascii():
        return letters(words)
    return _ungrouped(unicodedata.normalize("NFC", re.sub(_ACCENTS, "", _letters(words))))


def _letters(words: str) -> str:
    if words.isascii():
        return words.lower()
    plain = unicodedata.normalize("NFKD", words).lower()
    return plain.replace("и\u0306", "й").replace("е\u0308", "е").translate(_TABLE)  # й is no и with an accent


def _ungrouped(words: str) -> str:
    """``words`` without the signs that stand between the thousands of a number."""
    if not _SOME_GROUPED.search(words):
        return words
    for grouped in _GROUPED:
        words = grouped.sub(lambda number: number[0].translate(_SIGNS), words)
    return words


def terms(words: str) -> list[str]:
    """What each has to be found: the first words, one by one; what stands within quotation marks as it stands there."""
    return [found[1].strip() if found[1] else found[0] for found in islice(_TERM.finditer(words), MOST_WORDS)]


def accented(words: str) -> str:
    """Where an accent was typed, the pattern of ``letters`` that have it; else empty.

    A letter that was typed with an accent is that letter alone; one without stands for all.
    """
    typed = _MARKED.findall(letters(words))
    if not any(accents for _, accents in typed):
        return ""
    return "".join(re.escape(letter) + (accents or f"{_ACCENTS}*") for letter, accents in typed)


def is_in(words: str, text: str) -> bool:
    """Whether ``text`` has ``words``, however either is spelled."""
    return spelled(words) in spelled(text) and bool(re.search(accented(words), letters(text)))
