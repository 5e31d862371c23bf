"""Takes a Markdown text apart into its blocks; run by `sandbox` in a process of its own.

Reads UTF-8 from standard input, writes one JSON object to standard output: "paragraphs" as pairs of kind and text,
and which tags of HTML in it were not read ("unread_tags").
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

_SIGN: Final = re.compile(r"\[\^([^\[\]\s]+)\]")
_ANCHOR: Final = re.compile(r"\s*\{#[\w.-]{1,200}\}\s*$")
"""Behind a heading, as Google Docs and others write its address."""
_FIGURE: Final = re.compile(
    r"(?:fig(?:ure|\.)?|figura|image|imagen|picture|photo(?:graph)?|foto|abb(?:ildung|\.)|bild|рис(?:унок|\.)|фото)"
    r"(?:\s*\d{1,3}(?:\.\d{1,2}|[a-z])?\s*[:：.–—|]|\s*[:：©])\s*\S",
    re.I,
)
"""What a picture is called, with its number or a colon behind."""
markup: Final = run_path(str(Path(__file__).with_name("markup.py")))


def blocks(text: str) -> tuple[list[Paragraph], list[str]]:
    """The paragraphs of `text` by CommonMark with tables; which tags in it were not read."""
    found: list[Paragraph] = []
    enclosing: list[str] = []
    unread: set[str] = set()
    is_under_picture = False
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        if token.type == "html_block":
            found += markup["paragraphs"](token.content, _kind(enclosing), unread)
            is_under_picture = False
        elif token.type in ("fence", "code_block"):
            found.append(("body", " ".join(token.content.split())))
            is_under_picture = False
        elif token.type == "inline":
            told = list(_inline(token, enclosing, unread))
            if is_under_picture and _is_its_caption(told):
                told = [("caption", told[0][1])]
            found += told
            is_under_picture = _is_picture(token)
        elif token.nesting > 0:
            enclosing.append(token.type)
        elif token.nesting < 0:
            enclosing.pop()
            if token.type == "tr_close":
                _join_row(found)
    return [(kind, text) for kind, text in found if text], sorted(unread)


def _inline(token: Token, enclosing: list[str], unread: set[str]) -> Iterator[Paragraph]:
    children = token.children or []
    if _is_picture(token):
        yield from _captions(children)
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
    words = markup["words"](markup["without_unseen"](map(_piece, children), unread))
    for line in (_ANCHOR.sub("", words) if kind == "heading" else words).split("\n"):
        yield kind, " ".join(line.split())


def _is_picture(token: Token) -> bool:
    """Whether nothing else stands in the paragraph."""
    children = token.children or []
    return any(child.type == "image" for child in children) and all(
        child.type in ("image", "softbreak") or not child.content.strip() for child in children
    )


def _is_its_caption(told: list[Paragraph]) -> bool:
    """Whether a paragraph under a picture says so: "Figure 1: The bridge", but "Figure 1 shows the bridge"."""
    return [kind for kind, _ in told] == ["body"] and bool(_FIGURE.match(told[0][1]))


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


def _piece(token: Token) -> tuple[str, str]:
    """What is written there, behind the name of a tag of HTML."""
    if token.type == "html_inline":
        name, written = markup["piece"](token.content)
        return name, written
    if token.type == "text":
        return "", _SIGN.sub(r"[\1]", token.content)
    if token.type in ("code_inline", "image"):
        return "", token.content
    return "", {"softbreak": " ", "hardbreak": "\n"}.get(token.type, "")


if __name__ == "__main__":
    found, unread = blocks(sys.stdin.buffer.read().decode())
    sys.stdout.buffer.write(json.dumps({"paragraphs": found, "unread_tags": unread}).encode())
