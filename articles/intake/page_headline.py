"""The headline that an HTML page prints over its article, by the title that it states.

The confined readers load this file by its path, so it imports nothing of the project.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

_BLOCKS: Final = ("br", "div", "p")
_BAR: Final = re.compile(r"\s+[|·•»–—-]\s+")
_TAIL: Final = re.compile(r"\s+[|·•»–—:-]\s+|\s*[｜_|：]\s*|(?<=[\u3040-\u9fff])[-—–]+(?=[\u3040-\u9fff])")
_OF_A_SITE: Final = re.compile(
    r"(?<=[\u3040-\u9fff])\s*[｜_]\s*[^｜_|]{2,12}|\s+[|–—-]\s+BBC (?:News )?(?:[^\x00-\u024f]\S*|Mundo|Afrique)"
)
_LONGEST_SITE: Final = 40
_SITE: Final = "//meta[@property='og:site_name' or @name='application-name']/@content"
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


def sites(tree: Any) -> list[str]:
    """The names that the page gives its site."""
    return [" ".join(name.split()) for name in tree.xpath(_SITE) if name.strip()]


def headline(
    candidates: list[str], title: str | None, site: str | None, names: Sequence[str] = ()
) -> str | None:
    """The one of `candidates` that has half of its words, or of the title's, in common with the stated title.

    A page states its title for search engines too, in other words, or with the name of the site; `names` are others
    of the site.
    """
    if not title:
        return None
    alike = [each for each in candidates if _is_alike(each, title) and not _is_site(each, title, site)]
    if len(alike) != 1 or _has_more_before(alike[0], title):
        return without_site(title, [site or "", *names])
    return alike[0]


def without_site(title: str, names: Sequence[str]) -> str:
    """The title without the site's name at its tail, by one of its `names`, or where only a site is named so.

    That is behind a wide bar or a low line in a title of wide characters, and behind any bar in one of BBC's.
    """
    for bar in reversed([*_TAIL.finditer(title)]):
        head, tail = title[: bar.start()].rstrip(), title[bar.end() :].strip()
        is_site = _OF_A_SITE.fullmatch(title, bar.start()) or any(_are_one(tail, name) for name in names)
        if head and is_site and len(tail) <= _LONGEST_SITE:
            return head
    return title


def _are_one(tail: str, name: str) -> bool:
    """The same but for blanks and stops, or one within the other that is half of it: "Le Monde" in "lemonde.fr"."""
    one, other = sorted(("".join(_WORD.findall(each.casefold())) for each in (tail, name)), key=len)
    return len(one) > 1 and one in other and 2 * len(one) >= len(other)


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
