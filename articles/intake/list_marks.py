"""The marks before the items of a list: bullets, which are no words of the text, and numbers, which are."""

import re
from typing import Final

_SIGN: Final = re.compile(
    r"\s*(?:[•◦▪‣·]\s+|(?P<wide>[・･●○◆◇■□◎▶►➤❖])(?!\s*(?P=wide))(?![\s\d]*\d)\s*)(?=\S)"
)
"""Wide ones need no blank; "○○" stands for a name."""
_TYPED: Final = re.compile(r"\s*(?:[*–-]\s+|[o§]\t\s*)(?=\S)")
"""Word writes "o" and "§" in letters of its own, with a tab behind."""
_HAN_NUMBER: Final = "[一二三四五六七八九十]"
_NUMBERED: Final = re.compile(
    rf"\s*(?:\d{{1,3}}[.)]\s+\S|\d{{1,3}}\s?[-–]\s+[\u0620-\u06d3\u0904-\u0939]|"
    rf"(?:\d{{1,3}}|{_HAN_NUMBER}{{1,3}})[、．](?![\d一二三四五六七八九十])\S|"
    rf"[（(](?:\d{{1,2}}|{_HAN_NUMBER}{{1,3}})[）)]\s*[\u3040-\u30ff\u3400-\u9fff]|[①-⑳]\s*\S)"
)
"""Arabic and Hindi write a dash behind, Chinese and Japanese a mark without a blank. "一、二" is one or two."""
_OF_A_HEADING: Final = re.compile(rf"\s*(?:[●○◆◇■□◎▶►➤❖]|{_HAN_NUMBER}{{1,3}}、)")


def without_sign(line: str) -> str:
    """The words of an item behind a sign that stands for nothing else; the line itself where it has none."""
    return line[found.end() :] if (found := _SIGN.match(line)) else line


def without_bullet(line: str) -> str:
    """The same of a line that somebody typed, where dashes and stars are bullets too."""
    return line[found.end() :] if (found := _TYPED.match(line)) else without_sign(line)


def is_numbered(line: str) -> bool:
    """Whether a number opens the line as that of an item."""
    return bool(_NUMBERED.match(line))


def may_head(line: str) -> bool:
    """Whether its mark stands before headings too, as Japanese has "■" and Chinese "一、"."""
    return bool(_OF_A_HEADING.match(line))
