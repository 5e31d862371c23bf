"""How dates, states, verdicts are told in a file that leaves the house."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from django.utils.text import get_text_list

from annotations.models import deed
from annotations.models.evidence import Stance
from annotations.models.statement import ReviewState
from annotations.models.verification import Status
from annotations.plurals import counted
from annotations.reading.completeness import lacks_origins, wants_evidence
from annotations.reading.model import (
    AnnotatedArticle,
    AnnotatedParagraph,
    AnnotatedStatement,
    CitationLine,
    SourceLine,
    VerdictLine,
)

MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip


def day(when: date | datetime) -> str:
    """ "14 January 2026"; a moment is taken in UTC."""
    if isinstance(when, datetime):
        when = when.astimezone(UTC).date()
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def listed(words: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return get_text_list(list(words), "and")


def run_of(paragraphs: Iterable[AnnotatedParagraph]) -> str:
    """The numbers of paragraphs that follow each other: "15–19", or "15"."""
    labels = [paragraph.label for paragraph in paragraphs]
    return labels[0] if len(labels) == 1 else f"{labels[0]}–{labels[-1]}"


def given(verdict: VerdictLine) -> str:
    """Who says so, as of when: "Ana Neves, as of 3 February 2026"."""
    return f"{f'{verdict.by}, ' if verdict.by else ''}as of {day(verdict.as_of)}"


def short(text: str, letters: int) -> str:
    """The beginning of it, to the end of a word."""
    if len(text) <= letters:
        return text
    return text[:letters].rsplit(" ", 1)[0].rstrip(" ,;:–") + " …"


def finality(statement: AnnotatedStatement) -> str:
    """Whether the verdict is final, in a word or three; empty where there is no verdict."""
    if statement.is_final:
        return "approved"
    if statement.review_state == ReviewState.CHANGED:
        return "changed since approval"
    return "" if statement.status == Status.UNCHECKED else "proposed"


def standing(statement: AnnotatedStatement) -> str:
    """The same at length: what is not approved says so, what repeats another says whom."""
    final = finality(statement)
    told = (
        f"same claim as {statement.same_as.label}" if statement.same_as else "",
        final,
        "" if statement.is_final or not final else "not signed off",
    )
    return ", ".join(filter(None, told))


def state(statement: AnnotatedStatement) -> str:
    """Where the work is, as a sentence without its stop. Who has it in hand is nobody's matter outside."""
    statement, final = replace(statement, reviewer=""), finality(statement)
    if statement.left_out or not final:
        return statement.state
    if statement.same_as:
        return f"{statement.state}, {final} there"
    if statement.review_state == ReviewState.APPROVED:
        return _approved(statement)
    if statement.review_state == ReviewState.CHANGED:
        return f"{statement.state} – not signed off"
    return f"{statement.state} – proposed, not signed off"


def _approved(statement: AnnotatedStatement) -> str:
    decision = statement.decision
    return f"Approved by {decision.given_by}, {day(decision.at)}" if decision else "Approved"


def mark_in_words(statement: AnnotatedStatement, article: AnnotatedArticle) -> str:
    """The mark in words: "4.2: Contradicted, proposed, not signed off, 1 open flag"."""
    label = article.scale.label(statement.status, statement.detail, said_only=statement.said_only)
    said = [label, standing(statement)]
    if statement.open_flags:
        said.append(counted(len(statement.open_flags), "open flag"))
    if statement.counterpoints:
        said.append(counted(len(statement.counterpoints), "counterpoint"))
    return f"{statement.label}: {', '.join(filter(None, said))}"


def claimant(statement: AnnotatedStatement, article: AnnotatedArticle) -> str:
    """Who says it: the byline unless set."""
    if statement.claimant:
        return str(statement.claimant)
    return "Unclear" if statement.claimant_unclear else article.byline or "The byline, not known"


def origins(statement: AnnotatedStatement, article: AnnotatedArticle) -> str:
    """ "1 independent source · the desk asks for 2", or the reason that satisfies it; empty if none is wanted.

    Where none is asked for, "0 independent sources" under a list of works that give context would contradict it. What
    repeats another statement rests on the evidence there.
    """
    if statement.same_as:
        return ""
    if not statement.citations:
        return "No evidence is cited" if wants_evidence(statement) else ""
    found = counted(statement.origins, "independent source")
    if lacks_origins(statement, article.origins_wanted):
        return f"{found} · the desk asks for {article.origins_wanted}"
    if all(cited.stance == Stance.CONTEXT for cited in statement.citations):
        return "Cited for context alone"
    if statement.one_origin_why and statement.origins == 1 < article.origins_wanted:
        return f"{found} · only one can exist: {statement.one_origin_why}"
    return found


def coverage(article: AnnotatedArticle) -> str:
    return deed.coverage(article.counts.unaccounted_percent)


def citations_of(statement: AnnotatedStatement) -> Iterator[CitationLine]:
    """The statement's own citations, then those of what speaks against it."""
    yield from statement.citations
    for point in statement.counterpoints:
        yield from point.citations


def works_cited(citations: Iterable[CitationLine]) -> list[SourceLine]:
    """Each cited work once, by its number."""
    found = {citation.source.number: citation.source for citation in citations}
    return [found[number] for number in sorted(found)]
