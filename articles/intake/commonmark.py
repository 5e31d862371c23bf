"""Takes a Markdown text apart into its blocks; run by `sandbox` in a process of its own.

Reads UTF-8 from standard input, writes one JSON object to standard output: "paragraphs" as pairs of kind and text,
and whether there is HTML that was not read ("has_html").
"""

import json
import re
import sys
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from runpy import run_path
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

Paragraph = tuple[str, str]

_HTML: Final = re.compile(
    r"""
    <[!?].*|
    </?(?:a|abbr|acronym|address|article|aside|audio|b|bdi|bdo|big|blockquote|br|button|center|cite|code|data|dd|
    del|dfn|div|dl|dt|em|embed|figure|figcaption|font|form|h[1-6]|hr|i|iframe|img|input|ins|kbd|label|li|link|
    mark|meta|object|ol|option|p|picture|pre|q|rp|rt|ruby|s|samp|script|section|select|small|source|span|strike|
    strong|style|sub|summary|details|sup|svg|table|tbody|td|textarea|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr)
    (?:\s+(?:[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)|
        allowfullscreen|async|autoplay|checked|controls|defer|disabled|hidden|loop|muted|open))*\s*/?>
    """,
    re.I | re.S | re.X,
)
"""A tag that HTML knows; an attribute without a value only of those that have none: "a<b and c>d" is text."""
_SIGN: Final = re.compile(r"\[\^([^\[\]\s]+)\]")
_ANCHOR: Final = re.compile(r"\s*\{#[\w.-]{1,200}\}\s*$")
"""Behind a heading, as Google Docs and others write its address."""
_BREAK: Final = re.compile(r"<br\b", re.I)
_READ: Final = re.compile(r"<(/?)(sup|sub|q)(?:\s[^<>]*)?>", re.I)
"""A tag in a line that is read, since without it the words say something else."""
small: Final = run_path(str(Path(__file__).with_name("superscripts.py")))["small"]


def blocks(text: str) -> tuple[list[Paragraph], bool]:
    """The paragraphs of `text` by CommonMark with tables; whether a tag in it was not read."""
    found: list[Paragraph] = []
    enclosing: list[str] = []
    has_html = False
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        if token.type == "html_block":
            has_html = has_html or not token.content.lstrip().startswith("<!--")
        elif token.type in ("fence", "code_block"):
            found.append(("body", " ".join(token.content.split())))
        elif token.type == "inline":
            found += _inline(token, enclosing)
            has_html = has_html or any(map(_is_html, token.children or []))
        elif token.nesting > 0:
            enclosing.append(token.type)
        elif token.nesting < 0:
            enclosing.pop()
            if token.type == "tr_close":
                _join_row(found)
    return [(kind, text) for kind, text in found if text], has_html


def _inline(token: Token, enclosing: list[str]) -> Iterator[Paragraph]:
    children = token.children or []
    images = [child for child in children if child.type == "image"]
    if images and all(
        child.type in ("image", "softbreak") or not child.content.strip() for child in children
    ):
        yield from _captions(images)
        return
    kind = _kind(enclosing)
    pictures = list(takewhile(_is_beside_picture, children))
    if kind == "body" and any(child.type == "image" for child in pictures):
        rest = children[len(pictures) :]
        if _is_emphasised(rest):
            kind, children = "caption", rest
        elif _has_own_line(pictures):
            yield from _captions(pictures)
            children = rest
    words = _words(children)
    for line in (_ANCHOR.sub("", words) if kind == "heading" else words).split("\n"):
        yield kind, " ".join(line.split())


def _captions(tokens: list[Token]) -> Iterator[Paragraph]:
    """What a reader sees who does not see the picture; nobody printed it where another caption stands."""
    yield from (("caption", " ".join(token.content.split())) for token in tokens if token.type == "image")


def _is_beside_picture(token: Token) -> bool:
    around = token.type in ("image", "softbreak", "hardbreak", "link_open", "link_close")
    return around or (token.type == "text" and not token.content.strip())


def _is_emphasised(tokens: list[Token]) -> bool:
    """All of it, as captions are: "*The bridge in winter*"."""
    tokens = [token for token in tokens if token.type != "text" or token.content.strip()]
    opens = tokens[0].type in ("em_open", "strong_open")
    return opens and all(token.level > tokens[0].level for token in tokens[1:-1])


def _has_own_line(pictures: list[Token]) -> bool:
    behind = takewhile(lambda token: token.type != "image", reversed(pictures))
    return any(token.type.endswith("break") for token in behind)


def _kind(enclosing: list[str]) -> str:
    if "heading_open" in enclosing:
        return "heading"
    if "list_item_open" in enclosing:
        return "list_item"
    if "blockquote_open" in enclosing:
        return "quotation"
    return _CELL if "tr_open" in enclosing else "body"


_CELL: Final = "cell"
"""Only until its row is complete."""


def _join_row(found: list[Paragraph]) -> None:
    """A table's row is one list item, its cells apart by a bar."""
    cells: list[str] = []
    while found and found[-1][0] == _CELL:
        cells.append(found.pop()[1])
    found.append(("list_item", " | ".join(cell for cell in reversed(cells) if cell)))


def _is_html(token: Token) -> bool:
    """A tag in a line, which is not read; comments are for nobody."""
    is_tag = token.type == "html_inline" and not token.content.startswith("<!--")
    return is_tag and bool(_HTML.fullmatch(token.content)) and not _READ.fullmatch(token.content)


def _words(children: list[Token]) -> str:
    """The words of a line, with the marks of quotations, the small figures of what is raised or lowered."""
    parts: list[str] = []
    opened: tuple[str, int] = ("", 0)
    for token in children:
        tag = _READ.fullmatch(token.content) if token.type == "html_inline" else None
        closes, name = (tag[1], tag[2].lower()) if tag else ("", "")
        if not tag:
            parts.append(_plain(token))
        elif name == "q":
            parts.append("”" if closes else "“")
        elif not closes:
            opened = (name, len(parts))
        elif opened[0] == name:
            parts[opened[1] :] = [small("".join(parts[opened[1] :]), name)]
            opened = ("", 0)
    return "".join(parts)


def _plain(token: Token) -> str:
    if token.type == "html_inline":
        read = "" if _HTML.fullmatch(token.content) else token.content
        return " " if _BREAK.match(token.content) else read
    if token.type == "text":
        return _SIGN.sub(r"[\1]", token.content)
    if token.type in ("code_inline", "image"):
        return token.content
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, "")


if __name__ == "__main__":
    found, has_html = blocks(sys.stdin.buffer.read().decode())
    sys.stdout.buffer.write(json.dumps({"paragraphs": found, "has_html": has_html}).encode())
