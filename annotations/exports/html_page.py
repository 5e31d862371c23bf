"""The annotated article as one HTML file that needs nothing else."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from annotations import glyphs
from annotations.exports import attachments, outline, words
from annotations.exports.attachments import Entry
from annotations.exports.html_links import Places, places_of, to_statements, to_works
from annotations.exports.html_marks import numbers, paragraph_html
from annotations.exports.html_table import rows_html
from annotations.exports.reference import reference
from annotations.models.verification import Status
from annotations.reading.model import (
    AnnotatedArticle,
    AnnotatedParagraph,
    AnnotatedStatement,
    CounterpointLine,
)
from annotations.scale import LOOKS, Mark, mark_of
from annotations.wording import wording
from articles.models.text import ParagraphKind
from articles.sentences import primary

MARGIN_LETTERS = 140  # of a rationale beside the text; the table has all of it
WORTH_A_NOTE = frozenset({"catch", "fails", "unsaid"})
LINES = {
    "stands": "Stands",
    "catch": "With a catch",
    "fails": "Does not stand",
    "unsaid": "Cannot be said",
}
UNSIGNED = (
    (Status.NOT_CLAIM, "no line, no sign", "no tint, no sign"),
    (Status.UNCHECKED, "thin dots, no sign", "grey tint, no sign"),
)
# Where a line under the words would touch or change them, a tint stands behind; what runs from the right has it too.
TINTED = frozenset({"hi", "mr", "ne", "sa", "zh", "ja"})
FILLS = (
    ("hollow", "proposed, not signed off"),
    ("filled", "approved"),
    ("changed", "changed since approval"),
)


def render(article: AnnotatedArticle) -> bytes:
    """UTF-8, self-contained: inline style, no script, no request. The same article gives the same bytes."""
    title = next((p for p in article.kept[:1] if p.kind == ParagraphKind.TITLE), None)
    places, tints = places_of(article), {_is_tinted(p, article) for p in article.kept}
    context = {
        "article": article,
        "css": mark_safe(_css()),
        "sprite": glyphs.sprite(),
        "title": title and _paragraph(title, article, places),
        "standing": outline.standing(article),
        "is_final": outline.is_final(article),
        "gap": outline.gap(article),
        "facts": [(name, value, _address(value)) for name, value in outline.facts(article)],
        "legend": _legend(article),
        "unsigned": list(_unsigned(article, is_tinted=tints == {True})),
        "tints": "all" if tints == {True} else "some" if True in tints else "",
        "fills": [(Mark("stands", "tick", fill).drawn, what) for fill, what in FILLS],
        "counts": _counts(article),
        "meter": _meter(article),
        "summed_up": outline.summed_up(article),
        "exclusions": _linked(outline.exclusions(article), places),
        "exceptions": _linked(outline.exceptions(article), places, to_works),
        "blocks": list(_blocks(article, title, places)),
        "against": [_against("the article", point, article, places) for point in article.counterpoints],
        "rows": rows_html(article, places),
        "works": _works(article, places),
        "notes": [(to_statements(where, places), note) for where, note in attachments.notes(article)],
        "flags": _linked(attachments.open_flags(article), places, to_works),
        "changes": outline.changes(article),
        "method": outline.METHOD,
        "fingerprints": outline.fingerprints(article),
    }
    return render_to_string("exports/article.html", context).lstrip().encode()


@cache
def _css() -> str:
    return Path(__file__).with_name("article.css").read_text(encoding="utf-8")


def _address(text: str) -> str:
    """The text where it is an address that a browser may open, else nothing."""
    try:
        scheme = urlsplit(text).scheme
    except ValueError:  # "//[x": no address at all
        return ""
    return text if scheme in ("http", "https") else ""


def _legend(article: AnnotatedArticle) -> list[tuple[str, str, list[tuple[SafeString, str]]]]:
    """Family by family: (family, its name, glyphs with their labels), by the article's own labels."""
    found: dict[str, list[tuple[SafeString, str]]] = {family: [] for family in LINES}
    for status, detail in outline.signed(article):
        mark = mark_of(status, detail, "")
        found[mark.family].append((mark.drawn, article.scale.label(status, detail)))
    return [(family, LINES[family], signs) for family, signs in found.items()]


def _unsigned(article: AnnotatedArticle, *, is_tinted: bool) -> Iterator[tuple[str, str, str]]:
    """What a legend has to say of words without a sign: (family, its name, how they look)."""
    for status, line, tint in UNSIGNED:
        yield LOOKS[status][0], article.scale.label(status), tint if is_tinted else line
    if any(s.left_out for paragraph in article.kept for s in paragraph.statements):
        yield "out", "Left out", "pale, no sign"


def _counts(article: AnnotatedArticle) -> list[tuple[str, str, SafeString]]:
    return [
        (f"{number:,}", label, mark_of(status, way, "").drawn)
        for number, status, way, label in outline.counts(article)
    ]


def _meter(article: AnnotatedArticle) -> list[tuple[str, str, str]]:
    """Bars of the meter: (family, x, width) on a scale of 100."""
    counts = outline.counts(article)
    total, x, bars = sum(number for number, *_ in counts) or 1, 0.0, []
    for number, status, *_ in counts:
        width = 100 * number / total
        bars.append((LOOKS[status][0], f"{x:.2f}", f"{max(width - 0.4, 0.2):.2f}"))
        x += width
    return bars


def _blocks(
    article: AnnotatedArticle, title: AnnotatedParagraph | None, places: Places
) -> Iterator[dict[str, Any]]:
    """Paragraphs in order, without the title on the head; a run of left-out ones is one line."""
    for left_out, run in groupby(article.paragraphs, key=lambda paragraph: paragraph.left_out):
        if left_out:
            yield {"left_out": words.run_of(run)}
        else:
            yield from (_paragraph(p, article, places) for p in run if p is not title)


def _paragraph(paragraph: AnnotatedParagraph, article: AnnotatedArticle, places: Places) -> dict[str, Any]:
    return {
        "label": paragraph.label,
        "kind": paragraph.kind,
        "language": paragraph.language or article.language,
        "tint": _is_tinted(paragraph, article),
        "direction": paragraph.direction,
        "html": paragraph_html(paragraph, article),
        "notes": [_note(s, article) for s in paragraph.statements if _is_worth_a_note(s)],
        "against": [
            _against(label, point, article, places) for label, point in attachments.against(paragraph)
        ],
    }


def _is_tinted(paragraph: AnnotatedParagraph, article: AnnotatedArticle) -> bool:
    language = primary(paragraph.language or article.language)
    return paragraph.direction == "rtl" or language in TINTED


def _is_worth_a_note(statement: AnnotatedStatement) -> bool:
    """Flagged, countered, misleading or worse; or what its tick alone would say too much of.

    Which is where no more was checked than that it was said, or where what it leans on fell.
    """
    told = statement.open_flags or statement.counterpoints or statement.mark.family in WORTH_A_NOTE
    return bool(told or statement.said_only or statement.fallen) and not statement.left_out


def _note(statement: AnnotatedStatement, article: AnnotatedArticle) -> dict[str, Any]:
    return {
        "statement": statement,
        "glyph": statement.mark.drawn,
        "wording": wording(statement, article.scale),
        "finality": "" if statement.is_final else words.finality(statement),
        "rationale": words.short(statement.verdict.rationale, MARGIN_LETTERS) if statement.verdict else "",
        "fallen": [fallen.sentence(article.scale) for fallen in statement.fallen],
        "flags": [to_works(attachments.bothers(flag, article)) for flag in statement.open_flags],
    }


def _against(
    where: str, point: CounterpointLine, article: AnnotatedArticle, places: Places
) -> dict[str, Any]:
    return {
        "where": to_statements(where, places),
        "point": point,
        "kind": to_works(attachments.counterpoint_kind(point, article)),
        "state": attachments.counterpoint_state(point),
        "refs": numbers(point.citations),
    }


def _linked(entries: list[Entry], places: Places, told: Callable[[str], str] = str) -> list[Entry]:
    return [
        replace(entry, where=to_statements(entry.where, places), what=told(entry.what)) for entry in entries
    ]


def _works(article: AnnotatedArticle, places: Places) -> list[dict[str, Any]]:
    used = attachments.uses(article)
    return [
        {
            "source": source,
            "reference": reference(source),
            "copy_of": to_works(attachments.copy_of(source, article)),
            "url": _address(source.url),
            "archive": _address(source.archive_url),
            "archived_on": words.day(source.archived_on) if source.archived_on else "",
            "uses": [
                replace(use, where=to_statements(use.where, places)) for use in used.get(source.number, [])
            ],
        }
        for source in attachments.works(article)
    ]
