"""The one form in which text is kept, compared or hashed."""

import hashlib
import re
import unicodedata
from typing import Final

NORMALISER: Final = 1
"""Number stored beside every text; it grows when `normalise` changes its answer for any text."""

LINE_ENDS: Final = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
ODD_SPACES: Final = (
    "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
BIDI_CONTROLS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE: Final = "\ufeff\xad\u200b\u2060\u206a\u206b\u206c\u206d\u206e\u206f\ufff9\ufffa\ufffb"
CONTROLS: Final = "".join(
    map(chr, (*range(1, 9), *range(14, 28), 31, 127, *range(128, 133), *range(134, 160)))
)

_TABLE: Final = str.maketrans(
    {
        **dict.fromkeys(LINE_ENDS, "\n"),
        **dict.fromkeys(ODD_SPACES, " "),
        **dict.fromkeys(BIDI_CONTROLS + INVISIBLE + CONTROLS, None),
    }
)
_UNACCEPTABLE: Final = re.compile("[\0\ud800-\udfff]")


class UnacceptableText(ValueError):
    """Text that no database and no file can hold; the message is a sentence for the reader."""


def normalise(text: str) -> str:
    """`text` in Unicode's NFC, with line feeds, plain spaces and no invisible controls.

    Zero-width joiner and non-joiner stay: Persian spelling and emoji need them. The answer is its own
    normal form.
    Raises UnacceptableText on NUL or half of a surrogate pair.
    """
    check_acceptable(text)
    plain = text.translate(_TABLE).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", plain)


def check_acceptable(text: str) -> None:
    """Raises UnacceptableText on NUL or half of a surrogate pair."""
    if bad := _UNACCEPTABLE.search(text):
        raise UnacceptableText(_refusal(text, bad.start()))


def sought(words: str) -> str:
    """What somebody looks for, as the texts have it; empty where no text can."""
    try:
        return normalise(words.replace("\0", "")).strip()[:200]
    except UnacceptableText:
        return ""


def _refusal(text: str, at: int) -> str:
    what = "a NUL character (U+0000)" if text[at] == "\0" else f"half of a character (U+{ord(text[at]):04X})"
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return (
        f"Line {line}, character {column} is {what}, which cannot be stored. "
        "Delete it, or save the text again as UTF-8, then try once more."
    )


def sha256(text: str) -> bytes:
    """SHA-256 of `text` in UTF-8, 32 bytes."""
    return hashlib.sha256(text.encode()).digest()
