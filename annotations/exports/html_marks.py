"""The paragraphs of the HTML file, with their statements marked."""

import re
from collections.abc import Iterable
from unicodedata import category

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from annotations.exports import words
from annotations.reading.model import AnnotatedArticle, AnnotatedParagraph, AnnotatedStatement, CitationLine

THIN = "\u2009"
# The longest word that keeps its glyph on the same line; of a longer one, and where lines break within words, the last
# few characters do.
LONGEST_TAIL = 24
TAIL = 2
BREAKS_ANYWHERE = re.compile("[\u3000-\u9fff\uff00-\uff9f]")  # Chinese, Japanese: no blanks between words
JOINER = "\u200d"
TONES = "🏻🏼🏽🏾🏿"
FLAG_LETTERS = re.compile("[🇦-🇿]+$")


def paragraph_html(paragraph: AnnotatedParagraph, article: AnnotatedArticle) -> SafeString:
    """The text, every character of it once, with a mark around each statement. Offsets are code points."""
    text, at, pieces = paragraph.text, 0, []
    for statement in paragraph.statements:
        pieces += [escape(text[at : statement.start]), _statement(statement, article)]
        at = statement.end
    return mark_safe("".join((*pieces, escape(text[at:]))))


def _statement(statement: AnnotatedStatement, article: AnnotatedArticle) -> str:
    if statement.left_out:
        told = escape(f"{statement.label}: left out")
        return f'<span class="s out" id="s-{statement.uid}">{escape(statement.text)}{_heard(f" [{told}]")}</span>'
    mark = statement.mark
    head, tail = _last_word(statement.text)
    dagger = '<span class="dagger" aria-hidden="true">†</span>' if statement.open_flags else ""
    told = escape(words.mark_in_words(statement, article))
    link = f'<a class="go" href="#t-{statement.uid}">{_heard(f" [{told}] ")}{mark.drawn}</a>'
    refs = _refs(statement)
    return (
        f'<span class="s {mark.family}" id="s-{statement.uid}">{dagger}{escape(head)}'
        f'<span class="nb">{escape(tail)}{link}{refs}</span></span>'
    )


def _heard(words: str) -> str:
    """For the ear alone, in the file's own language whatever that of the paragraph. ``words`` are escaped."""
    return f'<span class="vh" lang="en">{words}</span>'


def _last_word(text: str) -> tuple[str, str]:
    """Where to break so that the glyph never stands alone at the start of a line."""
    cut = text.rstrip().rfind(" ") + 1
    if not 0 < len(text) - cut <= LONGEST_TAIL or BREAKS_ANYWHERE.search(text, cut):
        cut = max(0, len(text) - TAIL)
    while cut and _is_inside(text, cut):
        cut -= 1
    return text[:cut], text[cut:]


def _is_inside(text: str, at: int) -> bool:
    """Whether what one sees as one sign would be cut: an emoji of several, a letter with its marks, a flag."""
    before, after = text[at - 1], text[at]
    if JOINER in (before, after) or after in TONES or category(after).startswith("M"):
        return True
    if not FLAG_LETTERS.match(after):
        return False
    flags = FLAG_LETTERS.search(text, max(0, at - LONGEST_TAIL), at)
    return bool(flags and len(flags[0]) % 2)


def _refs(statement: AnnotatedStatement) -> str:
    """Numbers of the bibliography, in ink, after a thin space."""
    links = numbers(statement.citations)
    return f'<sup class="refs">{THIN}{links}</sup>' if links else ""


def numbers(citations: Iterable[CitationLine]) -> SafeString:
    """The numbers of the works that are cited, each a link into the bibliography."""
    return mark_safe(
        ", ".join(
            f'<a href="#w-{source.number}">{_heard("source ")}{source.number}</a>'
            for source in words.works_cited(citations)
        )
    )
