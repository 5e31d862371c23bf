"""The headline that an HTML page prints over its article, by the title that it states.

The confined readers load this file by its path, so it imports nothing of the project.
"""

import re
from typing import Any, Final

_BLOCKS: Final = ("br", "div", "p")
_BAR: Final = re.compile(r"\s+[|·•»–—-]\s+")
_STOPS: Final = tuple(".!?…)”")
_SHORT: Final = 3
_WORD: Final = re.compile(r"\w+")


def line(element: Any) -> str:
    """The words of `element`, which is made one line; a blank where only a tag parts "harbourPhoto"."""
    for block in [*element.iter(*_BLOCKS)]:
        if block is not element:
            block.tail = " " + (block.tail or "")
            block.drop_tag()
    text = ""
    for piece in element.itertext():
        glued = piece[:1].isupper() and (text[-1:].islower() or text[-1:] in _STOPS)
        text += f" {piece}" if glued else piece
    return " ".join(text.split())


def headlines(tree: Any) -> list[str]:
    """What stands in the headings of the first rank, each once."""
    return [*dict.fromkeys(filter(None, map(line, tree.iter("h1"))))]


def headline(candidates: list[str], title: str | None, site: str | None) -> str | None:
    """The one of `candidates` that has half of its words, or of the title's, in common with the stated title.

    A page states its title for search engines too, in other words, or with the name of the site.
    """
    if not title:
        return None
    alike = [each for each in candidates if _is_alike(each, title) and not _is_site(each, title, site)]
    if len(alike) != 1 or _has_more_before(alike[0], title):
        return title
    return alike[0]


def _has_more_before(candidate: str, title: str) -> bool:
    """Where the heading has the section before the title itself."""
    return candidate.casefold().endswith(title.casefold()) and len(title.split()) > _SHORT


def _is_alike(candidate: str, title: str) -> bool:
    one, other = _words(candidate), _words(title)
    return 0 < min(len(one), len(other)) <= 2 * len(one & other)


def _words(text: str) -> set[str]:
    """Without "the" and "of", which any two titles may have."""
    words = set(_WORD.findall(text.casefold()))
    return {word for word in words if len(word) > _SHORT} or words


def _is_site(candidate: str, title: str, site: str | None) -> bool:
    """The name of the site, or of a section, as a title has it behind a bar or before a colon."""
    name, whole = candidate.casefold(), title.casefold()
    around = [*_BAR.split(whole)[1:], whole.partition(": ")[0]]
    return name in (site or "").casefold() or (name in around and 2 * len(name) < len(whole))
