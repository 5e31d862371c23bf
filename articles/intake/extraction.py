"""Finds the article in an HTML page; run by `sandbox` in a process of its own.

Reads UTF-8 from standard input, writes one JSON object to standard output: "paragraphs" as pairs of kind and
text, and the facts that the page states. Writes null when it finds no article.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from runpy import run_path
from typing import Any, Final

import trafilatura
from lxml import html  # type: ignore[import-untyped]
from trafilatura.settings import Document

CAPTION_MARK: Final = "\ue000"
"""A private character in front of a caption, since the library keeps no captions."""

_KINDS: Final = {"head": "heading", "item": "list_item", "quote": "quotation", "row": "list_item"}
_BLOCKS: Final = frozenset("p list item quote head table row div section article main".split())
_EDGED: Final = ("lb", "td")
"""A cell without its row, as of a table inside a list, is a line of its own."""
_WORDS_ALONE: Final = {"remove_comments": True, "remove_pis": True}
"""A comment in a sentence, as React writes them, would end it."""
_LONGEST_CELL: Final = 300
"""Of those with several lines; a longer one is no cell of a table of data."""
_OF_A_LIST: Final = re.compile(r"[^\W\d_]|[:：、，]")
_LONGEST_NAME: Final = 12
_LANGUAGE: Final = ("lang", "xml:lang")
_MARKS: Final = ("“”", "‘’")
"""Of a quotation, of one inside it."""
_QUOTED: Final = re.compile(r"\s*[“”„«‹‘‚\"'「『]")
superscripts, page_headline, page_authors, missed_paragraphs, line_ends, flat_pages = (
    run_path(str(Path(__file__).with_name(f"{name}.py")))
    for name in "superscripts page_headline page_authors missed_paragraphs line_ends flat_pages".split()
)
EDGE: Final = line_ends["EDGE"]


def extract(page: str) -> dict[str, Any] | None:
    """The article's paragraphs and facts, or None."""
    page = page.replace(CAPTION_MARK, "").replace(EDGE, "")
    tree = _parsed(page)
    language = next((tree.get(name) for name in _LANGUAGE if tree.get(name)), None)
    word_title = _prepare(tree)
    headlines, sites = page_headline["headlines"](tree), page_headline["sites"](tree)
    people, head, bodies = page_authors["authors"](tree)
    long = missed_paragraphs["long_paragraphs"](tree)
    found = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(found, Document) or found.body is None:
        return None
    publisher = found.sitename or found.hostname
    paragraphs = list(_flat(page, found) if flat_pages["is_flat"](found.body) else _pairs(found.body, "body"))
    return {
        "title": word_title or page_headline["headline"](headlines, found.title, publisher, sites),
        "byline": page_authors["byline"](people, head, found.author, publisher, bodies),
        "published_on": found.date,
        "url": found.url,
        "publisher": publisher,
        "language": language,
        "paragraphs": paragraphs,
        "unread": missed_paragraphs["count"](long, (text for _, text in paragraphs)),
    }


def _parsed(page: str) -> Any:
    return html.document_fromstring(page, parser=html.HTMLParser(**_WORDS_ALONE))


def _prepare(tree: Any) -> str | None:
    """Write what the library would lose as it reads it; the title of a document that Word saved."""
    for block in tree.iter("pre"):
        line_ends["keep_lines"](block)
    line_ends["close_up"](tree)
    for words in list(tree.iter("time", "label", "output")):
        _leave_in_sentence(words)
    for struck in list(tree.iter("del")):
        anew = struck.getnext()
        if anew is not None and anew.tag == "ins" and not (struck.tail or "").strip():
            struck.drop_tree()  # what stands there now is in the other
    for words in reversed(list(tree.iter("q"))):
        _quote(words)
    for sign in list(tree.iter("sup", "sub")):
        _set_apart(sign)
    for caption in reversed(list(tree.iter("figcaption"))):
        _keep(caption)
    for link in [*_links_in_lists(tree)]:
        link.drop_tag()
    for figure in tree.xpath("//figure[.//blockquote]"):
        figure.tag = "div"  # else the library takes it for a picture
    for said_by in tree.xpath("//blockquote//footer"):
        said_by.tag = "p"  # else the library takes it for that of the page
    word_title = next(iter(tree.xpath("//p[@class='MsoTitle']")), None)
    if word_title is None:
        return None
    word_title.tag = "h1"
    return str(page_headline["line"](word_title))


def _links_in_lists(tree: Any) -> Iterator[Any]:
    """The links of a paragraph like "In the north: Lund, Kiel", which has its place between paragraphs.

    The library would take it for a menu, and nothing in the text would show that it was there.
    """
    for paragraph in tree.xpath("//p[a][preceding-sibling::p][following-sibling::p]"):
        links = paragraph.findall("a")
        own = f"{paragraph.text or ''}{''.join(link.tail or '' for link in links)}"
        if _OF_A_LIST.search(own) and max(len(link.text_content()) for link in links) <= _LONGEST_NAME:
            yield from links


def _keep(caption: Any) -> None:
    """Turn a caption into a marked paragraph behind its figure."""
    text = page_headline["line"](caption).replace(EDGE, " ")
    figure = next(caption.iterancestors("figure"), None)
    if figure is None:
        caption.clear(keep_tail=True)
    else:
        caption.drop_tree()
        caption.clear()
        figure.addnext(caption)
    caption.tag, caption.text = "p", f"{EDGE}{CAPTION_MARK}{text}{EDGE}"


def _leave_in_sentence(words: Any) -> None:
    """Keep what the library would cut out of a sentence; the day that a page states stays for it to find."""
    before = words.getprevious()
    text = words.getparent().text if before is None else before.tail
    if not ((text or "").strip() or (words.tail or "").strip()):
        return
    if words.get("datetime"):
        day = html.Element("time", datetime=words.get("datetime"))
        day.tail, words.tail = words.tail, None
        words.addnext(day)
        words.attrib.pop("datetime")
    words.tag = "span"


def _quote(words: Any) -> None:
    """Put in the marks that a browser writes around a quotation in a sentence, and leave it there."""
    if not _QUOTED.match(words.text or ""):
        opening, closing = _MARKS[sum(1 for _ in words.iterancestors("q")) % 2]
        words.text = opening + (words.text or "")
        if len(words):
            words[-1].tail = (words[-1].tail or "") + closing
        else:
            words.text += closing
    words.tag = "span"


def _set_apart(sign: Any) -> None:
    """Write small figures as such, brackets around those of a note: else the number before would have more."""
    around = [sign.getparent(), *sign.iter("a")]
    number = sign.text_content().strip()
    is_note = number.isalnum() and any(link.tag == "a" and "#" in link.get("href", "") for link in around)
    written = f"[{number}]" if is_note and sign.tag == "sup" else superscripts["small"](number, sign.tag)
    if written != number:
        sign.clear(keep_tail=True)
        sign.tag, sign.text = "span", written


def _flat(page: str, found: Document) -> Iterator[tuple[str, str]]:
    """What the library has without tags: by the tags of the page's article, else each piece in its line."""
    words, tree = found.body[0], _parsed(page)
    _prepare(tree)
    article = flat_pages["article"](tree, found.author)
    pairs = [] if article is None else list(_pairs(article, "body"))
    if len(pairs) > 1 and flat_pages["has_all"](words.text or "", [text for _, text in pairs]):
        return iter(pairs)
    words.text = (words.text or "").replace("\n", EDGE)
    return _pairs(found.body, "body")


def _pairs(element: Any, around: str) -> Iterator[tuple[str, str]]:
    """Kind and text of a block: its own text, before and between the blocks inside it, and theirs."""
    kind = _KINDS.get(element.tag, around)
    if element.tag == "row" and any(map(_is_layout, element)):
        for cell in element:
            yield from _pairs(cell, around)
        return
    if element.tag == "row":
        cells = (" ".join(text for _, text in _pairs(cell, kind)) for cell in element)
        yield kind, " | ".join(cell for cell in cells if cell)
        return
    text = element.text or ""
    for child in element:
        if child.tag in _BLOCKS:
            yield from _lines(text, kind)
            yield from _pairs(child, kind)
            text = child.tail or ""
        else:
            edge = EDGE if child.tag in _EDGED else ""
            text += edge + "".join(child.itertext()) + edge + (child.tail or "")
    yield from _lines(text, kind)


def _is_layout(cell: Any) -> bool:
    """Whether the cell holds a part of an article, as in pages that are set by tables."""
    blocks = sum(1 for _ in cell.iter("p", "list", "head", "quote", "lb"))
    return blocks > 1 and len("".join(cell.itertext())) > _LONGEST_CELL


def _lines(text: str, kind: str) -> Iterator[tuple[str, str]]:
    for line in line_ends["lines"](text):
        words = " ".join(line.split())
        if words.startswith(CAPTION_MARK):
            yield "caption", words.replace(CAPTION_MARK, "")
        elif words:
            yield kind, words


if __name__ == "__main__":
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", sys.stdin.buffer.read().decode())
    sys.stdout.buffer.write(json.dumps(extract(page)).encode())
