"""Turns paragraphs of the reading model into marked-up text.

Formatted strings, since a template loop takes twenty times as long.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from django.utils.safestring import SafeString

from annotations.glyphs import use
from annotations.models.statement import ReviewState
from annotations.models.verification import ADVERSE, Status
from annotations.plurals import counted
from annotations.reading.counts import is_checked
from annotations.reading.model import MarkedParagraph, MarkedStatement
from annotations.reading.statement_list import ListedStatement
from annotations.scale import VerdictLabels
from articles.kinds import TITLE
from articles.models.text import POSITION_STEP
from articles.sentences import SIGNS

_WORD = re.compile(r"\w")
_SIGN = re.compile(f"[{SIGNS}]")
_STANDARD = VerdictLabels()
_SWAP = ' hx-swap-oob="true"'
# The link to a statement has no fragment: htmx would scroll to it at each click. Browsers scroll to what has the focus.
_BEGIN = '<noscript><span tabindex="-1" autofocus></span></noscript>'
_ELEMENTS = {"title": ("h2", ""), "heading": ("h2", ""), "quotation": ("blockquote", "")}  # else a "p"
_NOTE_LENGTH = 120  # code points of a rationale that a line of the margin could ever show
_MOST_NOTES = 3  # of a kind, of one statement
MOST_AROUND = 100  # statements on either side of the one that is decided on
_WORD_LENGTH = 30  # a longer one may break, rather than leave the column
_STANDINGS: dict[str, str] = {
    ReviewState.APPROVED: "approved",
    ReviewState.CHANGED: "changed since approval",
    ReviewState.SENT_BACK: "sent back",
}


@dataclass(frozen=True, slots=True)
class MarginNote:
    """One line beside the paragraph. ``symbol`` names a glyph of the sprite, where there is one."""

    statement_id: int
    label: str
    family: str
    text: str
    symbol: str = ""
    is_flag: bool = False


@dataclass(frozen=True, slots=True)
class GalleyRow:
    """A paragraph as the galley shows it. ``checked`` of ``total`` statements are checked or left out."""

    paragraph: MarkedParagraph
    html: SafeString
    notes: tuple[MarginNote, ...]
    checked: int
    total: int


def rows(
    paragraphs: Iterable[MarkedParagraph],
    *,
    base: str,
    current: int | None = None,
    scale: VerdictLabels = _STANDARD,
    hits: frozenset[int] = frozenset(),
    begins: bool = False,
) -> tuple[GalleyRow, ...]:
    """The galley, in reading order.

    ``base`` is the article's URL with its slash; ``current`` the id of the statement whose card is open; ``hits`` the
    ids of those that were asked for. A page that ``begins`` at the current one does so without scripts too.
    """
    pen = _Pen(escape(base), escape(base), current, scale, hits=hits, begins=begins)
    return tuple(
        GalleyRow(
            paragraph,
            pen.paragraph(paragraph),
            pen.notes(paragraph),
            sum(s.left_out or is_checked(s.status, s.review_state) for s in paragraph.statements),
            len(paragraph.statements),
        )
        for paragraph in paragraphs
    )


def row_html(row: GalleyRow, *, base: str, swap: bool = False) -> SafeString:
    """The whole row: number, text, why it is left out, notes. ``swap`` puts it in place of what is there."""
    paragraph, base = row.paragraph, escape(base)
    label, correct = escape(paragraph.label), f"{base}paragraphs/{paragraph.id}/"
    said = f", {row.checked} of {row.total} checked" if row.total else ""
    left = f"<small>{row.checked}/{row.total}</small>" if row.checked < row.total else ""
    element, kind = _ELEMENTS.get(paragraph.kind, ("p", f" {paragraph.kind}"))
    tag = "h1" if is_headline(paragraph) else element
    why = (
        f'<p class="why">Left out: {escape(paragraph.rule or "by hand")} '
        f'<a href="{correct}" hx-boost="false">Keep it <span class="sr">{label}</span></a></p>'
        if paragraph.left_out
        else ""
    )
    return SafeString(
        f'<div class="row{" out" if paragraph.left_out else ""}" id="p-{label}"{_SWAP if swap else ""}>'
        f'<a class="no" href="{correct}" hx-boost="false" title="Correct paragraph {label}" '
        f'aria-label="Paragraph {label}{said}">{label}{left}</a>'
        f'<{tag} class="para{kind}" lang="{escape(paragraph.language)}" dir="{paragraph.direction}">{row.html}</{tag}>'
        f'{why}<ul class="margin">{_margin(row.notes, base)}</ul></div>'
    )


def is_headline(paragraph: MarkedParagraph) -> bool:
    """The title of the page: another one further on is a heading."""
    return paragraph.kind == TITLE and paragraph.position == POSITION_STEP


def _margin(notes: Iterable[MarginNote], base: str) -> str:
    """One line a note; a statement's number stands at its first, is heard at each."""
    parts, last = [], 0
    for note in notes:
        sign = (
            '<i aria-hidden="true">†</i><span class="sr">Flag: </span>' if note.is_flag else use(note.symbol)
        )
        number = escape(note.label)
        if note.statement_id == last:
            number = f'<span class="sr">{number}</span>'
        last = note.statement_id
        parts.append(
            f'<li><a class="note {"flagged" if note.is_flag else note.family}" '
            f'href="{base}statements/{note.statement_id}/"><b>{number}</b>{sign}<span>{escape(note.text)}</span></a></li>'
        )
    return "".join(parts)


def listed_html(statement: ListedStatement, *, base: str) -> SafeString:
    """A line of the list of all statements. ``base`` is the URL of the desk's articles with its slash."""
    sign = '<span aria-hidden="true">† </span><span class="sr">Flag: </span>'
    flags = "".join(f'<span class="flags"><b>{sign}{escape(flag)}</b></span>' for flag in statement.flags)
    said_by = (
        f"<span>said by <bdi>{escape(statement.said_by)}</bdi></span>"
        if statement.said_by
        else "<span>unclear who says it</span>"
        if statement.is_unclear
        else ""
    )
    spoken = f'lang="{escape(statement.language)}" dir="auto"'
    plain = f'<p class="fine" {spoken}>{escape(statement.plain)}</p>' if statement.plain else ""
    return SafeString(
        f'<li><p class="said" {spoken}><a href="{escape(base)}{statement.slug}/statements/{statement.id}/">'
        f"<b>{escape(statement.label)}</b> {escape(statement.text)}</a></p>{plain}"
        f'<p class="facts-line"><span class="{statement.mark.family}">{use(statement.mark.symbol)} '
        f"<b>{escape(statement.verdict)}</b></span><span>{escape(statement.state)}</span>{flags}{said_by}"
        f'<span class="last"><bdi lang="{escape(statement.article_language)}">{escape(statement.title)}</bdi></span>'
        "</p></li>"
    )


def paragraph_html(
    paragraph: MarkedParagraph,
    *,
    base: str,
    article: str = "",
    current: int | None = None,
    scale: VerdictLabels = _STANDARD,
    query: str = "",
) -> SafeString:
    """The paragraph's text, each statement a link below ``base``, words in no statement marked as a gap.

    ``article`` is the article's URL, under which one is made of them, where that is not ``base``; ``query``, with
    its question mark, stands behind each link to a statement.
    """
    return _Pen(escape(base), escape(article or base), current, scale, escape(query)).paragraph(paragraph)


def excerpt(paragraph: MarkedParagraph, current: int) -> MarkedParagraph:
    """Its statements around the ``current`` one, where it has more of them than anybody reads at once."""
    here = next((n for n, statement in enumerate(paragraph.statements) if statement.id == current), 0)
    first, last = max(0, here - MOST_AROUND), here + MOST_AROUND + 1
    shown = paragraph.statements[first:last]
    if len(shown) == len(paragraph.statements):
        return paragraph
    begin, before = (shown[0].start, "… ") if first else (0, "")
    is_cut_after = last < len(paragraph.statements)
    end, after = (shown[-1].end, " …") if is_cut_after else (len(paragraph.text), "")
    shift = len(before) - begin
    return replace(
        paragraph,
        text=f"{before}{paragraph.text[begin:end]}{after}",
        statements=tuple(replace(s, start=s.start + shift, end=s.end + shift) for s in shown),
    )


@dataclass(slots=True)
class _Pen:
    """What is the same for every mark of a page: where statements lead, where gaps do. All are escaped."""

    base: str
    article: str
    current: int | None
    scale: VerdictLabels
    query: str = ""
    hits: frozenset[int] = frozenset()
    begins: bool = False
    labels: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def paragraph(self, paragraph: MarkedParagraph) -> SafeString:
        parts: list[str] = []
        reached = 0
        for statement in paragraph.statements:
            if statement.start > reached:
                parts.append(self.gap(paragraph, paragraph.text[reached : statement.start]))
            parts.append(self.statement(statement))
            reached = statement.end
        parts.append(self.gap(paragraph, paragraph.text[reached:]))
        return SafeString("".join(parts))

    def gap(self, paragraph: MarkedParagraph, text: str) -> str:
        """Text outside any statement lead to where one is made of them."""
        if not _WORD.search(text):
            return escape(text)
        href = f"{self.article}paragraphs/{paragraph.id}/#gaps"
        return f'<a class="gap" hx-boost="false" href="{href}">{escape(text)}</a>'

    def statement(self, statement: MarkedStatement) -> str:
        mark = statement.mark
        is_flagged = bool(statement.open_flags)
        family, glyph = ("left", "") if statement.left_out else (mark.family, use(mark.symbol))
        current, begin = ("", "")
        if statement.id == self.current:
            current, begin = (' aria-current="true"', _BEGIN if self.begins else "")
        todo = " data-todo" if statement.is_unfinished else ""
        spoken = escape(f"{statement.label}, {self._spoken(statement, is_flagged)}")
        if statement.id in self.hits:
            family, spoken = f"{family} hit", f"{spoken}, found"
        return (
            f'{begin}<a class="s {family}" id="s{statement.id}"{current}{todo} '
            f'href="{self.base}statements/{statement.id}/{self.query}">{_words(statement.text, is_flagged, glyph)}'
            f'<span class="sr" lang="en"> {spoken}</span></a>'
        )

    def notes(self, paragraph: MarkedParagraph) -> tuple[MarginNote, ...]:
        return tuple(note for statement in paragraph.statements for note in self._notes_of(statement))

    def _notes_of(self, statement: MarkedStatement) -> Iterator[MarginNote]:
        """Of what is left out, the open flags alone, which wait for somebody all the same."""
        mark = statement.mark
        if statement.flags:
            flags = sorted(statement.open_flags, key=lambda flag: not flag.is_blocking)
            for said in few([flag.label for flag in flags], "more flag"):
                yield MarginNote(statement.id, statement.label, mark.family, said, is_flag=True)
        if statement.status in ADVERSE and not statement.left_out:
            said = self._label(statement)
            if statement.rationale:
                said = f"{said}: {statement.rationale[:_NOTE_LENGTH]}"
            yield MarginNote(statement.id, statement.label, mark.family, said, symbol=mark.symbol)
        if statement.fallen:
            for said in few([fallen.prompt(self.scale) for fallen in statement.fallen], "more link"):
                yield MarginNote(statement.id, statement.label, "none", said)
        if statement.counterpoints and not statement.left_out:
            against = [f"Against it: {point.text[:_NOTE_LENGTH]}" for point in statement.counterpoints]
            for said in few(against, "more counterpoint"):
                yield MarginNote(statement.id, statement.label, "none", said)

    def _spoken(self, statement: MarkedStatement, is_flagged: bool) -> str:
        """ "contradicted, proposed, countered, flagged"."""
        said = "left out" if statement.left_out else self._label(statement).lower()
        if statement.status != Status.UNCHECKED and not statement.left_out:
            said = f"{said}, {_STANDINGS.get(statement.review_state, 'proposed')}"
        if statement.counterpoints and not statement.left_out:  # which a narrow page has no margin to tell
            said = f"{said}, countered"
        return f"{said}, flagged" if is_flagged else said

    def _label(self, statement: MarkedStatement) -> str:
        """Remembered, since a page repeats a few of them."""
        key = (statement.status, statement.detail, statement.said_only)
        if key not in self.labels:
            self.labels[key] = self.scale.label(*key[:2], said_only=key[2])
        return self.labels[key]


def few(said: Sequence[str], noun: str) -> Sequence[str]:
    """What is said of one kind, the first of it and how much more there is: the card has all, the text its place."""
    more = len(said) - _MOST_NOTES
    return said if more < 2 else [*said[:_MOST_NOTES], f"+ {counted(more, noun)}"]


def _words(text: str, is_flagged: bool, glyph: str) -> str:
    """The text with the dagger on the line of its first word, the glyph on the line of its last."""
    text = escape(text)
    dagger = '<span class="d" aria-hidden="true">†</span>' if is_flagged else ""
    start = _first_word(text) if dagger else 0
    end = _last_word(text) if glyph else len(text)
    if start > end:
        return f'<span class="k">{dagger}{text}{glyph}</span>'
    head = f'<span class="k">{dagger}{text[:start]}</span>' if dagger else ""
    tail = f'<span class="k">{text[end:]}{glyph}</span>' if glyph else ""
    return f"{head}{text[start:end]}{tail}"


def _first_word(text: str) -> int:
    """Where the word ends that the dagger must not part from: one sign in scripts without spaces."""
    if _SIGN.match(text[0]):
        return 1
    end = text.find(" ")
    end = len(text) if end < 0 else end
    return end if end <= _WORD_LENGTH else 0


def _last_word(text: str) -> int:
    """Where the word begins that the glyph must not part from."""
    if _SIGN.match(text[-1]):
        return len(text) - 1
    start = text.rfind(" ") + 1
    return start if len(text) - start <= _WORD_LENGTH else len(text)
