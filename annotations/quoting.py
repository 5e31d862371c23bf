"""What is quoted within marks of ours."""

from typing import Final

from django.utils.text import Truncator

_INNER: Final = str.maketrans("“”", "‘’")


def nested(words: str) -> str:
    """``words`` as they stand within “…”: what is quoted in them has single marks."""
    return words.translate(_INNER)


def quoted(words: str) -> str:
    """ "“Annual statement 2025”": within a sentence, cut where it is long; what is quoted in it has single marks."""
    return f"“{nested(Truncator(words).chars(80))}”"
