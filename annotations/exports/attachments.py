"""What hangs on the statements and on the article, as a file tells it: flags, notes, counterpoints, citations."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from annotations.exports import words
from annotations.models.counterpoint import CounterpointKind
from annotations.models.evidence import Stance
from annotations.quoting import nested
from annotations.reading.model import (
    AnnotatedArticle,
    AnnotatedParagraph,
    AnnotatedStatement,
    CitationLine,
    CounterpointLine,
    FlagLine,
    NoteLine,
    SourceLine,
)

BETWEEN: Final = " · "


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: where it belongs ("4.2", "¶ 15", "Article"), what it says, why.

    ``language`` is that of ``what`` where it is the article's own words. ``note`` is what ``why`` begins with,
    where somebody wrote that: it may run another way than what is told behind it.
    """

    where: str
    what: str
    why: str = ""
    language: str = ""
    note: str = ""

    @property
    def told(self) -> str:
        """What ``why`` says behind the note."""
        return self.why.removeprefix(self.note).removeprefix(BETWEEN)

    @property
    def has_rows(self) -> bool:
        """Whether ``why`` has lines of its own, as a table has."""
        return "\n" in self.why


@dataclass(frozen=True, slots=True)
class Use(Entry):
    """What was taken from a work; ``what`` in its pieces too, each of which may run its own way."""

    stance: str = ""
    locator: str = ""
    shows: str = ""


def flags(article: AnnotatedArticle) -> list[tuple[str, FlagLine]]:
    """Every flag with where it stands, those of the article first."""
    found = [("Article", flag) for flag in article.flags]
    return found + [(where, flag) for where, s in _known_as(article) for flag in s.flags]


def _known_as(article: AnnotatedArticle) -> Iterator[tuple[str, AnnotatedStatement]]:
    """Every statement by the number that the file has for it: its paragraph's where that is left out."""
    for p in article.paragraphs:
        yield from ((f"¶ {p.label}" if p.left_out else s.label, s) for s in p.statements)


def open_flags(article: AnnotatedArticle) -> list[Entry]:
    """What still bothers someone: reason, whose matter, note, who raised it."""
    return [
        Entry(
            where,
            f"{bothers(flag, article)}{' · blocks sign-off' if flag.is_blocking else ''}",
            _raised(flag),
            note=flag.note,
        )
        for where, flag in flags(article)
        if flag.is_open
    ]


def bothers(flag: FlagLine, article: AnnotatedArticle) -> str:
    """The reason, with what it is about where that is not the statement itself: "No source · on source 2, p. 12"."""
    match flag.target:
        case "citation":
            return f"{flag.label} · on {_at(flag.target_uid, article) or 'a citation'}"
        case "counterpoint":
            points = [
                *article.counterpoints,
                *(p for s in article.statements if not s.left_out for p in s.counterpoints),
            ]
            text = next((point.text for point in points if point.uid == flag.target_uid), "")
            told = (
                f"the counterpoint “{nested(words.short(' '.join(text.split()), 60))}”"
                if text
                else "a counterpoint"
            )
            return f"{flag.label} · on {told}"
    return flag.label


def _at(citation: UUID | None, article: AnnotatedArticle) -> str:
    """Where a citation leads: "source 2, p. 12"; empty where it is not printed."""
    cited = next((c for _, c, _ in _cited(article) if c.uid == citation), None)
    return ", ".join(filter(None, (f"source {cited.source.number}", cited.locator))) if cited else ""


def _raised(flag: FlagLine) -> str:
    about = "about our work" if flag.about == "work" else "about the article’s claim"
    by = f"raised by {flag.by}" if flag.by else f"found by the rule {flag.rule}"
    return f"{flag.note}{BETWEEN}{about}, {by}" if flag.note else f"{about[0].upper()}{about[1:]}, {by}"


def notes(article: AnnotatedArticle) -> list[tuple[str, NoteLine]]:
    """Notes to print. A private one never gets this far, and is passed over if it does."""
    found = [("Article", note) for note in article.notes]
    found += [(where, note) for where, s in _known_as(article) for note in s.notes]
    return [(where, note) for where, note in found if not note.is_private]


def counterpoint_kind(point: CounterpointLine, article: AnnotatedArticle) -> str:
    """What it does: "Undermines source 4, p. 12"; empty where it does no more than speak against it."""
    if point.kind == CounterpointKind.PLAIN:
        return ""
    if point.target and (where := _at(point.target, article)):
        if point.kind == CounterpointKind.UNDERCUTS:
            return f"Undercuts what {where} shows"
        if point.kind == CounterpointKind.UNDERMINES:
            return f"Undermines {where}"
    return point.kind_label


def counterpoint_state(point: CounterpointLine) -> str:
    """ "Ana answered; not yet settled" and its like."""
    if point.answer and point.outcome == "open":
        return f"{point.answered_by or 'Someone'} answered; not yet settled"
    return point.outcome_label


def against(paragraph: AnnotatedParagraph) -> list[tuple[str, CounterpointLine]]:
    """What speaks against the statements of one paragraph, with their numbers."""
    return [(s.label, point) for s in paragraph.statements if not s.left_out for point in s.counterpoints]


def works(article: AnnotatedArticle) -> list[SourceLine]:
    """The bibliography: what is cited for what counts, since from nowhere else a number leads there."""
    cited = {c.source.number for _, c, _ in _cited(article)}
    return [source for source in article.sources if source.number in cited]


def uses(article: AnnotatedArticle) -> dict[int, list[Use]]:
    """Number of a work → what was taken from it: where it is used, stance with locator, the passage.

    What several statements take alike is told once, with the numbers of all. What supports a counterpoint says so: it
    speaks against the statement.
    """
    found: dict[int, dict[tuple[str, str, str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for where, c, is_against in _cited(article):
        taken = (_stance(c.stance, is_against), c.locator, c.shows, c.passage)
        found[c.source.number][taken].append(where)
    return {
        number: [_use(", ".join(dict.fromkeys(where)), *taken) for taken, where in alike.items()]
        for number, alike in found.items()
    }


def _use(where: str, stance: str, locator: str, shows: str, passage: str) -> Use:
    what = ", ".join(filter(None, (stance, locator)))
    what = f"{what}: {shows}" if shows else what
    return Use(where, what, passage, stance=stance, locator=locator, shows=shows)


def _stance(stance: str, is_against: bool) -> str:
    if not is_against:
        return stance
    return f"{stance}{' for' if stance == Stance.CONTEXT else ''} the counterpoint"


def _cited(article: AnnotatedArticle) -> Iterator[tuple[str, CitationLine, bool]]:
    """Every citation with where it stands, and whether it is a counterpoint's; what is left out has none in a file."""
    for s in article.statements:
        if s.left_out:
            continue
        yield from ((s.label, c, False) for c in s.citations)
        yield from ((s.label, c, True) for point in s.counterpoints for c in point.citations)
    yield from (("Article", c, True) for point in article.counterpoints for c in point.citations)


def copy_of(source: SourceLine, article: AnnotatedArticle) -> str:
    """ "Copy of “Annual statement 2025”, source 3"; empty where it is not known to be one."""
    if source.derived_from is None:  # as of nearly all: the works of a long article are thousands
        return ""
    known = (work for work in (*article.sources, *article.origins) if work.uid == source.derived_from)
    if (original := next(known, None)) is None:
        return ""
    is_listed = any(cited.source.number == original.number for _, cited, _ in _cited(article))
    return f"Copy of “{nested(original.title)}”" + (f", source {original.number}" if is_listed else "")


def besides(statement: AnnotatedStatement, article: AnnotatedArticle) -> list[str]:
    """What is told beside a verdict: "1 independent source", "Leans on 3.1", its figures worked out."""
    sums = (f"Worked out: {worked}" for worked in statement.sums)
    told = (words.origins(statement, article), *relations(statement, article), *sums)
    return [sentence for sentence in told if sentence]


def relations(statement: AnnotatedStatement, article: AnnotatedArticle) -> list[str]:
    """What it says of other statements: "Leans on 2.1, now “overstated”", "Clashes with 3.1 and 3.2"."""
    return [*(fallen.sentence(article.scale) for fallen in statement.fallen), *_relations(statement)]


def _relations(statement: AnnotatedStatement) -> list[str]:
    fell = {fallen.id for fallen in statement.fallen}  # which is told of each by itself
    told = (
        ("Repeated in", statement.repeated_by),
        ("Leans on", tuple(link for link in statement.leans_on if link.id not in fell)),
        ("Clashes with", statement.clashes_with),
    )
    return [f"{how} {words.listed(link.label for link in links)}" for how, links in told if links]
