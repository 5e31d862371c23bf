"""The blocks of an article that the library has as one line: it reads a short one without its tags.

The confined readers load this file by its path, so it imports nothing of the project.
"""

from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]

_NAMES: Final = {
    **{f"h{level}": "head" for level in range(1, 7)},
    "ul": "list",
    "ol": "list",
    "li": "item",
    "blockquote": "quote",
    "br": "lb",
    "tr": "row",
    "th": "td",
}
"""A tag of HTML → the library's."""
_LONGEST_BY: Final = 12
"""Characters around a name, as in "Written by"."""
_AROUND: Final = "nav aside footer form button script style noscript svg iframe time".split()


def is_flat(body: Any) -> bool:
    """Whether all that the library found is the words of one paragraph."""
    return len(body) == 1 and body[0].tag == "p" and not len(body[0])


def article(tree: Any, author: str | None) -> Any:
    """The page's article by the library's names, without who wrote it and what stands around it; None without one."""
    found = next(iter(tree.xpath("//article | //main")), None)
    if found is None:
        return None
    for name in _AROUND:
        for part in list(found.iter(name)):
            part.drop_tree()
    for part in list(found.iter("p", "div", "address")):
        if (
            author
            and author in (line := part.text_content())
            and len(line.strip()) <= len(author) + _LONGEST_BY
        ):
            part.drop_tree()
    for part in found.iter(etree.Element):
        part.tag = _NAMES.get(part.tag, part.tag)
    return found


def has_all(flat: str, texts: list[str]) -> bool:
    """Whether these are pieces of the same words."""
    whole = "".join(flat.split())
    return all("".join(text.split()) in whole for text in texts)
