"""Who wrote an article, by the data and the head of its HTML page.

The confined readers load this file by its path, so it imports nothing of the project.
"""

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from runpy import run_path
from typing import Any, Final

agency: Final = run_path(str(Path(__file__).with_name("bylines_abroad.py")))["agency"]

_ARTICLE: Final = re.compile(r"Article$|Posting$|^Report$|^Review$")
_PERSON: Final = re.compile("^Person$")
_BODY: Final = re.compile("Organization$")
_NAME: Final = re.compile(
    r"(?:(?:written )?by |von |par |por |текст )?(?P<name>(?!.*\s[-–|]\s)[^\W\d_][^@:/<>{}\[\]]{1,79})",
    re.IGNORECASE,
)
_TWO: Final = re.compile(r"\S\s+\S|[^\W\d_\u0000-\u02ff]")
"""Two names, or one in a script whose names need no blank between them."""
_POST: Final = (
    r"(?:(?:ap|cnn|senior|chief|staff|news|games|sports?|auto|science|business|national|political|security|foreign)\s)*"
    r"(?:writer|reporter|correspondent|editor|columnist|journalist|contributor|critic|analyst)s?"
)
_AGENCY: Final = r"(?:the )?associated press|reuters|afp|cnn(?: business)?|business insider|.* advance media"
_DAY: Final = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_BEHIND: Final = re.compile(
    rf"(?P<two>^\S+\s\S.*?),?\s(?:{_POST}|is\san?|(?<!\bon\s){_DAY}|associated press)\b.*", re.IGNORECASE
)
"""What the library has behind two names: a post, a sentence about their bearer, the day."""
_NO_NAME: Final = re.compile(
    rf"(?:the |no |follow )?(?:author|admin|user ?name|name|作者)|.*\bcom|{_DAY}", re.IGNORECASE
)
_NO_PERSON: Final = re.compile(rf"{_POST}|{_AGENCY}|ph\.?d|m\.?d|m[as]|rdn?", re.IGNORECASE)
"""Such is not a second author."""


def authors(tree: Any) -> tuple[list[str], list[str], list[str]]:
    """The people whom the page's data name as authors, the names in its head, the bodies that its data name."""
    stated = tree.xpath("//meta[@name='author']/@content")
    head = [_agency(each) or _two(_plain(each)) for each in stated]
    writers = _writers(tree)
    people = [_two(_plain(writer.get("name"))) for writer in writers if _is(writer, _PERSON)]
    bodies = [
        _agency(writer.get("name")) or _plain(writer.get("name")) for writer in writers if _is(writer, _BODY)
    ]
    return [*filter(None, people)], [*filter(None, head)], [*filter(None, bodies)]


def byline(
    people: list[str], head: list[str], found: str | None, site: str | None, bodies: Sequence[str] = ()
) -> str | None:
    """The people as they are written, else the names in the head; else what is `found`, without what is no name.

    Where nobody is named, a body that is not the site's own signs, by its whole name.
    """
    names = [*_names((found or "").split("; "))]
    told = _letters("".join([*people, *head]))
    others = [name for name in names if _TWO.search(name) and _letters(name) not in told]
    head = [name for name in head if not _is_of_site(name, site) and not _NO_NAME.fullmatch(name)]
    others_than_site = [name for name in bodies if not _is_of_site(name, site)]
    signed = _once([*people, *others] if people else head or names or others_than_site)
    return ", ".join([name for name in signed if not _is_of_site(name, site)] or signed) or None


def _names(found: list[str]) -> Iterator[str]:
    for place, each in enumerate(found):
        name = _plain(_BEHIND.sub(r"\g<two>", each))
        if name and not _NO_NAME.fullmatch(name) and not (place and _NO_PERSON.fullmatch(each)):
            yield name


def _once(names: list[str]) -> list[str]:
    once: dict[str, str] = {}
    for name in names:
        once.setdefault(_letters(name), name)
    return [*once.values()]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _is_of_site(name: str, site: str | None) -> bool:
    return bool(site) and (site or "").casefold() in name.casefold()


def _plain(value: object) -> str | None:
    """`value` where it can be a name, in one line."""
    found = _NAME.fullmatch(" ".join(unescape(value).split())) if isinstance(value, str) else None
    return found["name"] if found else None


def _agency(value: object) -> str | None:
    """An agency's name, which may be one word, or have a stroke between two."""
    return value.strip() if isinstance(value, str) and agency(value) else None


def _two(name: str | None) -> str | None:
    return name if name and _TWO.search(name) else None


def _writers(tree: Any) -> list[dict[str, Any]]:
    """The authors of the first article in the page's JSON-LD; by their type people are told from a firm."""
    nodes = [*_nodes(tree)]
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    writers: Any = next((node["author"] for node in nodes if _is(node, _ARTICLE) and node.get("author")), [])
    listed = writers if isinstance(writers, list) else [writers]
    return [
        {**known.get(str(writer.get("@id")), {}), **writer} for writer in listed if isinstance(writer, dict)
    ]


def _is(node: object, kind: re.Pattern[str]) -> bool:
    stated = node.get("@type") if isinstance(node, dict) else None
    types = stated if isinstance(stated, list) else [stated]
    return any(isinstance(one, str) and kind.search(one) for one in types)


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            found = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while found:
            node = found.pop()
            if isinstance(node, list):
                found += reversed(node)
            elif isinstance(node, dict):
                yield node
                found.append(node.get("@graph"))
