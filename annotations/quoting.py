"""What is quoted within marks of ours."""

from typing import Final

_INNER: Final = str.maketrans("“”", "‘’")


def nested(words: str) -> str:
    """``words`` as they stand within “…”: what is quoted in them has single marks."""
    return words.translate(_INNER)
