"""What is quoted within marks of ours."""

from typing import Final

from django.utils.text import Truncator

_INNER: Final = str.maketrans("“”", "‘’")
_PAIRS: Final = {"“": "”", "„": "“", "«": "»", "»": "«", "「": "」", '"': '"'}


def nested(words: str) -> str:
    """``words`` as they stand within “…”: what is quoted in them has single marks.

    Where they were given with quotation marks around all of them, ours take the place of these.
    """
    first, within, last = words[:1], words[1:-1], words[-1:]
    if within and _PAIRS.get(first) == last and first not in within and last not in within:
        words = within.strip()
    return words.translate(_INNER)


def quoted(words: str) -> str:
    """ "“Annual statement 2025”": within a sentence, cut where it is long; what is quoted in it has single marks."""
    return f"“{nested(Truncator(words).chars(80))}”"
