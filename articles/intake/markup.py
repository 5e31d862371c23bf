"""The words of HTML that stands inside Markdown, by the tags that HTML knows: what is no such tag is text.

What nothing closes, a remark or a script, is text too, so that no slip of the pen swallows an article. The confined
readers load this file by its path, so it imports nothing of the project.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from runpy import run_path
from typing import Final

Paragraph = tuple[str, str]
"""Kind and text."""
Piece = tuple[str, str]
"""What is written there, behind the name of a tag: "p", "/p"; of a remark "!" or "?", of text none."""

_TAG: Final = re.compile(
    r"""
    <(?P<name>/?[a-z][a-z0-9]*)
    (?:\s+(?:[\w:.@-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+)|data-[\w-]+|
        allowfullscreen|async|autoplay|checked|controls|defer|disabled|hidden|itemscope|loop|markdown|muted|nowrap|
        open|playsinline|reversed)){0,50}\s*(?P<empty>/?)>
    """,
    re.I | re.X,
)
"""An attribute without a value only of those that have none: "a<b and c>d" is text."""
_REMARKS: Final = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
"""How they open and end, the longest of one beginning first."""
_UNREAD: Final = frozenset("audio canvas iframe math object script svg video".split())
_UNSEEN: Final = _UNREAD | {"style"}
"""What stands inside is no text of the page."""
_LIST: Final = frozenset("ul ol dl menu dir".split())
_ITEM: Final = frozenset("li dt dd".split())
_HEADING: Final = frozenset(f"h{level}" for level in range(1, 7))
_CAPTION: Final = frozenset("figcaption caption".split())
_BLOCKS: Final = (
    _LIST
    | _ITEM
    | _HEADING
    | _CAPTION
    | frozenset(
        """
        address article aside blockquote body center details dialog div fieldset figure footer form head header
        hgroup hr html legend main nav optgroup option p pre section select summary table tbody td textarea tfoot th
        thead tr
        """.split()
    )
)
_KNOWN: Final = (
    _BLOCKS
    | _UNSEEN
    | frozenset(
        """
        a abbr acronym area b base bdi bdo big br button cite code col colgroup data del dfn em embed font i img input
        ins kbd label link map mark meta nobr noscript output param picture q rp rt ruby s samp small source span
        strike strong sub sup time track tt u var wbr
        """.split()
    )
)
_ALT: Final = re.compile(r"\salt\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.I)
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n")
_LONGEST_CELL: Final = 300
"""Of those with several lines; a longer one holds a part of an article."""
small: Final = run_path(str(Path(__file__).with_name("superscripts.py")))["small"]


def piece(written: str) -> Piece:
    """What CommonMark takes for a tag, be it one that HTML knows, a remark, or text."""
    return (written[1] if written.startswith(("<!", "<?")) else _name(_TAG.fullmatch(written))), written


def without_unseen(pieces: Iterable[Piece], unread: set[str]) -> list[Piece]:
    """The pieces without scripts and the like; `unread` gets what of them a reader might see."""
    found = list(pieces)
    closing: dict[str, list[int]] = {}
    for place in range(len(found) - 1, -1, -1):
        closing.setdefault(found[place][0], []).append(place)
    kept: list[Piece] = []
    behind = 0
    for place, (name, written) in enumerate(found):
        if place < behind:
            continue
        ends = closing.get(f"/{name}", []) if name in _UNSEEN and not written.endswith("/>") else []
        while ends and ends[-1] < place:
            ends.pop()
        if (ends and name in _UNREAD) or name == "embed":
            unread.add(f"<{name}>")
        elif name == "?" or written.startswith("<![CDATA["):
            unread.add(f"<{name}…>")
        if ends:
            behind = ends[-1] + 1
        else:
            kept.append((name, written))
    return kept


def words(pieces: Iterable[Piece]) -> str:
    """The words of a line, with the marks of quotations, the small figures of what is raised or lowered.

    A line ends where a block begins or ends inside it.
    """
    parts: list[str] = []
    opened: tuple[str, int] = ("", 0)
    for name, written in pieces:
        plain = name.removeprefix("/")
        if not name:
            parts.append(written)
        elif plain in _BLOCKS:
            parts.append("\n")
        elif plain in ("br", "img"):
            parts.append(" " if plain == "br" else _alt(written))
        elif plain == "q":
            parts.append("“" if name == "q" else "”")
        elif name in ("sup", "sub"):
            opened = (name, len(parts))
        elif plain in ("sup", "sub") and opened[0] == plain:
            parts[opened[1] :] = [small("".join(parts[opened[1] :]), plain)]
            opened = ("", 0)
    return "".join(parts)


def paragraphs(markup: str, around: str, unread: set[str]) -> Iterator[Paragraph]:
    """The paragraphs of a block of HTML, of the kind `around` where its own tags say nothing else."""
    block = _Block(around)
    for name, written in without_unseen(_pieces(markup), unread):
        if (name == "br" and not block.open["heading"]) or name.removeprefix("/") in _BLOCKS:
            block.end_line()
            block.enter(name)
        elif name:
            block.line.append((name, written))
        else:
            first, *others = written.split("\n") if block.open["pre"] else _BLANK_LINE.split(written)
            block.line.append(("", _decoded(first)))
            for other in others:
                block.end_line()
                block.line.append(("", _decoded(other)))
        yield from block.taken()
    block.end_line()
    block.end_row()
    block.end_figure()
    yield from block.taken()


def _decoded(written: str) -> str:
    """With the characters that entities stand for; a number too long for one stays as it is."""
    try:
        return html.unescape(written)
    except ValueError:
        return written


class _Block:
    """Where in a block of HTML one is, and the lines that are complete."""

    def __init__(self, around: str) -> None:
        self.around = around
        self.open: Counter[str] = Counter()
        self.line: list[Piece] = []
        self._found: list[Paragraph] = []
        self._row: list[list[Paragraph]] | None = None
        self._pictures: list[Paragraph] = []

    def taken(self) -> list[Paragraph]:
        found, self._found = self._found, []
        return found

    def enter(self, name: str) -> None:
        """Open or close a tag that stands between lines; one that is left open ends with what it stands in."""
        plain = name.removeprefix("/")
        by = 1 if plain == name else -1
        if plain in _HEADING:
            self.open["heading"] = max(by, 0)
        elif plain in _CAPTION or plain in ("figure", "table"):
            self.open["caption"] = max(by, 0) if plain in _CAPTION else 0
        elif plain in _ITEM:
            self.open["item"] = max(by, 0)
        elif plain in _LIST:
            self.open["list"] = max(self.open["list"] + by, 0)
            self.open["item"] = 0
        elif plain in ("blockquote", "pre"):
            self.open[plain] = max(self.open[plain] + by, 0)
        if plain in ("tr", "table"):
            self.end_row()
            self._row = [] if name == "tr" else None
        elif name in ("td", "th") and self._row is not None:
            self._row.append([])
        elif plain == "figure":
            self.end_figure()
            self.open["figure"] = max(by, 0)

    def end_line(self) -> None:
        line, self.line = self.line, []
        pictures = [_alt(written) for name, written in line if name == "img"]
        if pictures and not any(written.strip() for name, written in line if not name):
            self._pictures += [("caption", " ".join(each.split())) for each in pictures if each.strip()]
            if not self.open["figure"]:
                self.end_figure()
            return
        if text := " ".join(words(line).split()):
            self._add((self._kind(), text))

    def end_row(self) -> None:
        """A table's row is one list item, its cells apart by a bar; one that holds parts of an article is none."""
        row, self._row = self._row or [], None
        if any(len(cell) > 1 and sum(len(text) for _, text in cell) > _LONGEST_CELL for cell in row):
            self._found += [line for cell in row for line in cell]
        elif cells := [" ".join(text for _, text in cell) for cell in row if cell]:
            self._found.append(("list_item", " | ".join(cells)))

    def end_figure(self) -> None:
        """What a reader sees who does not see the picture; nobody printed it where another caption stands."""
        pictures, self._pictures = self._pictures, []
        for picture in pictures:
            self._add(picture)

    def _add(self, line: Paragraph) -> None:
        if line[0] == "caption":
            self._pictures = []
        if self._row:
            self._row[-1].append(line)
        else:
            self._found.append(line)

    def _kind(self) -> str:
        if self.open["heading"]:
            return "heading"
        if self.open["caption"]:
            return "caption"
        if self.open["list"] or self.open["item"]:
            return "list_item"
        return "quotation" if self.open["blockquote"] else self.around


def _pieces(markup: str) -> Iterator[Piece]:
    """Tags, remarks and what stands between them; what stands in a script is not looked into for any."""
    endless: set[str] = set()
    behind = at = 0
    while (start := markup.find("<", at)) >= 0:
        at = start + 1
        tag = _TAG.match(markup, start)
        name = _name(tag)
        end = tag.end() if tag and name else _end_of_remark(markup, start, endless)
        if end < 0:
            continue
        yield "", markup[behind:start]
        yield name or markup[start + 1], markup[start:end]
        behind = at = end
        if tag and not tag["empty"] and name in _UNSEEN and name not in endless:
            closing = re.compile(rf"</{name}\s*>", re.I).search(markup, end)
            if closing:
                yield "", markup[end : closing.start()]
                yield f"/{name}", closing[0]
                behind = at = closing.end()
            else:
                endless.add(name)
    yield "", markup[behind:]


def _end_of_remark(markup: str, start: int, endless: set[str]) -> int:
    """Where a remark ends that begins here; -1 where none does, or nothing closes it."""
    opening, closing = next((each for each in _REMARKS if markup.startswith(each[0], start)), ("", ""))
    if not opening or opening in endless:
        return -1
    if opening == "<!" and not markup[start + 2 : start + 3].isalpha():
        return -1
    end = markup.find(closing, start + 2)
    if end < 0:
        endless.add(opening)
        return -1
    return end + len(closing)


def _name(tag: re.Match[str] | None) -> str:
    """Of a tag that HTML knows, with the stroke of one that closes."""
    name = tag["name"].lower() if tag else ""
    return name if name.removeprefix("/") in _KNOWN else ""


def _alt(tag: str) -> str:
    found = _ALT.search(tag)
    return _decoded(next((value for value in found.groups() if value), "")) if found else ""
