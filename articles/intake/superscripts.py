"""Small raised and lowered figures as Unicode writes them: km², 10⁶, CO₂.

The confined readers load this file by its path, so it imports nothing of the project.
"""

import re
from typing import Final

_FIGURES: Final = "0123456789+-−–=()n"
_SMALL: Final = {
    "sup": str.maketrans(_FIGURES, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans(_FIGURES, "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₙ"),
}
_NUMBER: Final = re.compile(r"(?=.*[\dn])[\d+\-−–=()n.,; ]{1,20}")


def small(text: str, tag: str) -> str:
    """`text` of a "sup" or a "sub", so that no figure of it is read as one of the number before.

    Letters stay, as in "1st" and "3e"; what has no small form is put in brackets.
    """
    if not _NUMBER.fullmatch(text.strip()):
        return text
    written = text.strip().translate(_SMALL[tag])
    return f"[{written}]" if any(map(str.isdecimal, written)) else written
