"""Long paragraphs that stand in an HTML page's article and were not read.

The confined readers load this file by its path, so it imports nothing of the project.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]

_WHOLE: Final = frozenset({"article", "main"})
_AROUND: Final = frozenset("a aside nav footer form header figure blockquote".split())
_NAMED: Final = re.compile(
    r"comment|disqus|related|teaser|promo|recommend|newsletter|cookie|footer|sidebar|caption|gallery",
    re.IGNORECASE,
)
_LONG: Final = 150
"""Letters; a sign of Chinese or Japanese says as much as two."""
_SIGN: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_OPENING: Final = 20
"""Letters by which a paragraph is known again."""


def long_paragraphs(tree: Any) -> list[set[str]]:
    """How the long paragraphs of each article open, without those in a box beside it or full of links."""
    articles: list[set[str]] = []
    inside = 0
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if element.tag in _WHOLE or element.get("role") == "main":
            if event == "start" and not inside:
                articles.append(set())
            inside += 1 if event == "start" else -1
        if event == "start" and _is_beside(element):
            walk.skip_subtree()
        elif event == "start" and inside and element.tag == "p" and _is_long(element):
            articles[-1].add(_opening(element.text_content()))
    return articles


def count(articles: list[set[str]], read: Iterable[str]) -> int:
    """How many paragraphs are missing of the articles of which something was read."""
    known = {_opening(text) for text in read}
    return sum(len(article - known) for article in articles if article & known)


def _is_beside(element: Any) -> bool:
    if element.tag in ("html", "body"):
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag in _AROUND or bool(_NAMED.search(names))


def _is_long(paragraph: Any) -> bool:
    text = " ".join(paragraph.text_content().split())
    length = len(text)
    return (
        length + len(_SIGN.findall(text)) > _LONG
        and 2 * sum(len(link.text_content()) for link in paragraph.iter("a")) < length
    )


def _opening(text: str) -> str:
    return re.sub(r"[\W_]", "", text[: 10 * _OPENING]).casefold()[:_OPENING]
