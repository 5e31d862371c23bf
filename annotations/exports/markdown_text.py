"""The annotated article as Markdown with footnotes, fit to be read as plain text too."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from annotations.exports import attachments, outline, words
from annotations.exports.attachments import Entry, Use
from annotations.exports.reference import reference, stop
from annotations.models.verification import Status
from annotations.quoting import nested
from annotations.reading.model import (
    AnnotatedArticle,
    AnnotatedParagraph,
    AnnotatedStatement,
    CounterpointLine,
    SourceLine,
)
from annotations.scale import mark_of
from annotations.wording import checked, wording
from articles.kinds import HEADING, LIST_ITEM, QUOTATION

SIGNS = {
    "tick": "✓",
    "wave": "≈",
    "half": "◐",
    "up": "↑",
    "down": "↓",
    "either": "↕",
    "cross": "✕",
    "ring": "○",
    "dots": "…",
}
LINE_END = "↵"
NO_CLAIM = "no claim"
SAID = "that it was said"  # for a verdict on no more than that
_OPENERS = {HEADING: "### ", QUOTATION: "> ", LIST_ITEM: "- "}

# Whatever Markdown, its GitHub dialect or a template engine behind it may act upon.
_ACTIVE = re.compile(r"[\\`*_\[\]{}|~^$@]|(?<=www)\.|:(?=//)|!(?=\[)|#$", re.IGNORECASE)
# What stands around a statement here is, within a text, the plain bracket that it is drawn from: it could forge a mark.
_BRACKETS = str.maketrans("⟦⟧", "[]")
_ENTITY = re.compile(r"&(?=[#\w])")
_AT_LINE_START = re.compile(r"^(\d{1,9})([.)])|^([-+>#=:])")


def render(article: AnnotatedArticle) -> bytes:
    """UTF-8, one line feed at the end. Nothing that stood in a text is active markup in it."""
    return ("\n\n".join(block for block in _blocks(article) if block) + "\n").encode()


def plain(text: str) -> str:
    """``text`` on one line, escaped so that it reads as itself anywhere but at the start of a line."""
    line = " ".join(text.split()).translate(_BRACKETS)
    line = _ENTITY.sub("&amp;", line).replace("<", "&lt;")
    return _ACTIVE.sub(lambda found: "\\" + found[0], line)


def opening(text: str) -> str:
    """``text`` escaped for the start of a line, where lists, quotations, headings begin."""
    return _AT_LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", plain(text))


def lines(text: str) -> str:
    """``text`` as ``plain`` has it, with a sign where each of its lines ends: what stands in a row stays in one."""
    return f" {LINE_END} ".join(plain(line) for line in text.splitlines() if line.strip())


def _blocks(article: AnnotatedArticle) -> Iterator[str]:
    yield f"# {opening(article.title)}"
    yield " ".join(filter(None, (f"**{outline.standing(article)}**", outline.gap(article))))
    yield _bullets(f"{name}: {_value(value)}" for name, value in outline.facts(article))
    if article.summary:
        yield "## Summary"
        yield _prose(article.summary)
    yield "## How to read the marks"
    yield _legend(article)
    yield "## In numbers"
    yield _bullets(f"{number:,} {plain(label)}" for number, *_, label in outline.counts(article))
    yield f"{'. '.join(outline.summed_up(article))}."
    yield from _listed("Exceptions", outline.exceptions(article))
    yield from _listed("Left out", outline.exclusions(article))
    yield "## The text"
    yield from _text(article)
    if article.counterpoints:
        yield "## Against the article as a whole"
        for point in article.counterpoints:
            yield _counterpoint("the article", point, article)
    yield "## Statement by statement"
    yield _table(article)
    notes = [Entry(where, note.text, note.by) for where, note in attachments.notes(article)]
    yield from _listed("Notes", notes)
    yield from _listed("Open flags", attachments.open_flags(article))
    yield from _listed("Changes", outline.changes(article))
    yield "## Method"
    yield from outline.METHOD
    yield _bullets(f"{name}: `{value}`" for name, value in outline.fingerprints(article))
    if works := attachments.works(article):
        yield "## Sources"
        yield from _footnotes(works, article)


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _value(text: str) -> str:
    """A fact; an address as a link where it can be one, else as text."""
    return _address(text) or plain(text)


def _address(url: str) -> str:
    """An autolink, where the address has nothing in it that could end one."""
    return f"<{url}>" if re.fullmatch(r"https?://[^\s<>\\]+", url) else ""


def _prose(text: str) -> str:
    """Paragraphs, their lines kept apart by the backslash that Markdown has for it."""
    parts = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join("\\\n".join(opening(line) for line in part.splitlines()) for part in parts)


def _listed(heading: str, entries: list[Entry]) -> Iterator[str]:
    if entries:
        yield f"## {heading}"
        yield _bullets(
            f"{plain(entry.where)}: {lines(entry.what)}{f' – {lines(entry.why)}' if entry.why else ''}"
            for entry in entries
        )


def _legend(article: AnnotatedArticle) -> str:
    signs = [
        (SIGNS[mark_of(status, detail, "").glyph], article.scale.label(status, detail))
        for status, detail in outline.signed(article)
    ]
    signs += [(f"“{NO_CLAIM}”:", article.scale.label(Status.NOT_CLAIM))]
    signs += [("the number alone:", article.scale.label(Status.UNCHECKED))]
    return (
        f"A statement stands between ⟦ and ⟧. Behind it: its number, the sign of its verdict, “{SAID}” where "
        "no more was checked, whether the verdict is approved or no more than proposed, † for an open flag, the "
        "numbers of its sources. "
        f"{LINE_END} stands where a line of a note or a passage ends.\n\n"
        + _bullets(f"{sign} {plain(label)}" for sign, label in signs)
    )


def _text(article: AnnotatedArticle) -> Iterator[str]:
    for left_out, run in groupby(article.paragraphs, key=lambda paragraph: paragraph.left_out):
        if left_out:
            yield f"*Left out: ¶ {plain(words.run_of(run))}*"
            continue
        for paragraph in run:
            yield f"{_OPENERS.get(paragraph.kind, '')}**¶ {plain(paragraph.label)}** {_marked(paragraph)}"
            for label, point in attachments.against(paragraph):
                yield _counterpoint(label, point, article)


def _marked(paragraph: AnnotatedParagraph) -> str:
    text, at, pieces = paragraph.text, 0, []
    for statement in paragraph.statements:
        pieces += [_between(text[at : statement.start]), _statement(statement)]
        at = statement.end
    return "".join((*pieces, _between(text[at:]))).strip()


def _between(text: str) -> str:
    """Words outside of any statement, with the blanks at their ends.

    A parenthesis right behind the number of a source would make that a link: "[^1](see)".
    """
    head = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and text.strip() else ""
    told = plain(text)
    if text.startswith("("):
        told = f"\\{told}"
    return f"{head}{told}{tail}"


def _statement(statement: AnnotatedStatement) -> str:
    if statement.left_out:
        return f"⟦{plain(statement.text)}⟧ ({plain(statement.label)} left out)"
    sign = SIGNS.get(statement.mark.glyph, "")
    of = SAID if statement.said_only else NO_CLAIM if statement.status == Status.NOT_CLAIM else ""
    final = ", ".join(filter(None, (of, words.finality(statement))))
    told = " ".join(filter(None, (plain(statement.label), sign, final)))
    dagger = "†" if statement.open_flags else ""
    return f"⟦{plain(statement.text)}⟧ ({told}){dagger}{_refs(words.works_cited(statement.citations))}"


def _refs(works: Iterable[SourceLine]) -> str:
    return "".join(f"[^{work.number}]" for work in works)


def _counterpoint(where: str, point: CounterpointLine, article: AnnotatedArticle) -> str:
    kind, state = attachments.counterpoint_kind(point, article), attachments.counterpoint_state(point)
    told = [f"**Against {plain(where)}.** {lines(point.text)}{_refs(words.works_cited(point.citations))}"]
    if point.answer:
        answered_by = f" – {plain(point.answered_by)}" if point.answered_by else ""
        told.append(f"**Answer.** {lines(point.answer)}{answered_by}")
    told.append(f"*{plain(' · '.join(filter(None, (kind, state, point.by))))}*")
    return "\n>\n".join(f"> {line}" for line in told)


def _table(article: AnnotatedArticle) -> str:
    rows: list[tuple[str, ...]] = [
        ("No.", "Claim", "Who says it", "What was checked", "Verdict", "State"),
        ("---",) * 6,
    ]
    rows += [_row(statement, article) for statement in outline.that_count(article)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(statement: AnnotatedStatement, article: AnnotatedArticle) -> tuple[str, ...]:
    verdict = statement.verdict
    found = [wording(statement, article.scale)]
    if verdict:
        found += [verdict.rationale, f"({words.given(verdict)})"]
    found += [f"{told}." for told in attachments.besides(statement, article)]
    return (
        plain(statement.label),
        lines(statement.plain or statement.text),
        plain(words.claimant(statement, article)),
        plain(checked(statement)),
        lines(" ".join(filter(None, found))) + _refs(words.works_cited(words.citations_of(statement))),
        plain(words.state(statement)),
    )


def _footnotes(works: Iterable[SourceLine], article: AnnotatedArticle) -> Iterator[str]:
    """Each with its number as a word: whoever draws footnotes may number them anew."""
    used = attachments.uses(article)
    for source in works:
        work = reference(source)
        parts = [
            f"Source {source.number}.",
            plain(work.before),
            f"*{plain(work.title)}*{work.stop}",
            plain(work.after),
        ]
        parts += [_value(work.doi), _value(source.url)]
        if source.archive_url:
            when = f" {words.day(source.archived_on)}" if source.archived_on else ""
            parts.append(f"Archived{when}: {_value(source.archive_url)}")
        if copy_of := attachments.copy_of(source, article):
            parts.append(f"{plain(copy_of)}.")
        # One line: where footnotes are not known, an indented one would turn into code.
        uses = [_use(use) for use in used.get(source.number, [])]
        yield f"[^{source.number}]: {' · '.join((' '.join(filter(None, parts)), *uses))}"


def _use(use: Use) -> str:
    colon = ":" if stop(use.shows) else ""
    passage = f"{colon} “{lines(nested(use.why))}”" if use.why else " (no passage given)"
    return f"{plain(use.where)}, {lines(use.what)}{passage}"
