"""What the end of a line in an HTML page's source is: a blank in a sentence, nothing between wide characters.

The confined readers load this file by its path, so it imports nothing of the project.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]

EDGE: Final = "\ue001"
"""A private character where a line ends on the page too, as in `pre`."""
_WIDE: Final = r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
"""A character of Chinese or Japanese; in Korean blanks divide the words."""
_BETWEEN_WIDE: Final = re.compile(rf"(?<={_WIDE})[ \t]*\n\s*(?={_WIDE})")
_ENDS_WIDE: Final = re.compile(rf"{_WIDE}\s*$")
_OPENS_WIDE: Final = re.compile(rf"\s*{_WIDE}")
_STOP: Final = "。"
_SENTENCE_END: Final = re.compile(r"[.!?…][\"”’»)\]]*(?:\s|$)|[。！？؟۔।]")
_GOES_ON: Final = re.compile(r"\n\s*[,.;:!?、，。；：！？）」』”)]")
_LINES_TO_A_SENTENCE: Final = 10
"""With more of them it is the text of a menu."""
_INLINE: Final = frozenset(
    "a abbr b bdi bdo cite code del dfn em font i ins mark q rb ruby s small span strong sub sup u var wbr".split()
)

_Place = tuple[Any, str]
"""An element, "text" or "tail"."""


def close_up(tree: Any) -> None:
    """Take out the line ends between wide characters of one block that has sentences; two links may be a menu's."""
    sentences: dict[Any, bool] = {}
    gap: list[_Place] = []
    for place in _texts(tree):
        gap.append(place)
        if not getattr(*place).strip():
            continue
        block = _block(place)
        if block not in sentences:
            sentences[block] = _STOP in block.text_content()
        if sentences[block]:
            setattr(*place, _BETWEEN_WIDE.sub("", getattr(*place)))
            if len(gap) > 1 and _block(gap[0]) is block and _is_line_end(gap):
                _close(gap)
        gap = [place]


def lines(text: str) -> Iterator[str]:
    """The lines of a block's own words: where sentences stand in them, no line of the source ends one."""
    for part in text.split(EDGE):
        found = part.split("\n")
        ends = sum(1 for _ in _SENTENCE_END.finditer(part))
        is_prose = ends * _LINES_TO_A_SENTENCE >= len(found) or (ends and _GOES_ON.search(part))
        yield from [part] if is_prose else found


def keep_lines(block: Any) -> None:
    """Mark where the lines of a `pre` end."""
    for element, name in _texts(block):
        if element is not block or name == "text":
            setattr(element, name, getattr(element, name).replace("\n", f"{EDGE}\n"))


def _texts(tree: Any) -> Iterator[_Place]:
    """The places of the page that have text, in its order."""
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = "text" if event == "start" else "tail"
        if getattr(element, name):
            yield element, name


def _block(place: _Place) -> Any:
    element = place[0] if place[1] == "text" or place[0].getparent() is None else place[0].getparent()
    while element.tag in _INLINE and element.getparent() is not None:
        element = element.getparent()
    return element


def _is_line_end(gap: list[_Place]) -> bool:
    first, *between, last = [getattr(*place) for place in gap]
    blanks = [first[len(first.rstrip()) :], *between, last[: len(last) - len(last.lstrip())]]
    wide = _ENDS_WIDE.search(first) and _OPENS_WIDE.match(last)
    return bool(wide) and "\n" in "".join(blanks) and not (_is_linked(gap[0]) and _is_linked(gap[-1]))


def _is_linked(place: _Place) -> bool:
    element, name = place
    around = element if name == "text" else element.getparent()
    return around.tag == "a" or next(around.iterancestors("a"), None) is not None


def _close(gap: list[_Place]) -> None:
    first, *between, last = gap
    setattr(*first, getattr(*first).rstrip())
    for place in between:
        setattr(*place, None)
    setattr(*last, getattr(*last).lstrip())
