"""What an editor should weigh before they sign. Nothing of it stands in the way."""

import re
from collections.abc import Iterator

from annotations.models.counterpoint import CounterpointOutcome
from annotations.models.statement import NOT_FACTUAL, StatementKind
from annotations.models.verification import ADVERSE, Status
from annotations.plurals import counted
from annotations.reading.completeness import lacks_origins, wants_evidence
from annotations.reading.model import AnnotatedStatement, CounterpointLine
from annotations.scale import scale_of
from annotations.spotting import SAID, points_elsewhere, rules_in
from articles.models import Article

# Of these a verdict may say that they are no factual claim.
_NO_CLAIM = frozenset({*NOT_FACTUAL, StatementKind.PREDICTION, StatementKind.OTHER})
STANDS = frozenset({Status.SUPPORTED, Status.MOSTLY})
_PART = re.compile(r"\d[a-z]+$")


def to_weigh(statement: AnnotatedStatement, article: Article) -> list[str]:
    """What stands beside Approve, and beside each of several: what it leans on that fell, then the cautions."""
    scale = scale_of(article)
    told = cautions(statement, wanted=article.desk.origins_wanted, language=article.language)
    return [*(fallen.prompt(scale) for fallen in statement.fallen), *told]


def cautions(statement: AnnotatedStatement, *, wanted: int, language: str) -> list[str]:
    """Sentences; ``wanted`` is the number of independent origins that the desk asks for.

    What repeats another statement is weighed there.
    """
    if statement.same_as:
        return []
    if statement.status == Status.NOT_CLAIM:
        is_claim = statement.kind_confirmed and statement.kind not in _NO_CLAIM
        kind = StatementKind(statement.kind).label
        return [f"Its kind is “{kind}”, its verdict says that it is no claim."] if is_claim else []
    told = list(_evidence(statement, wanted)) if wants_evidence(statement) else []
    if statement.status in STANDS:
        told += _said(statement)
    if statement.status == Status.SUPPORTED and any(map(_is_accepted, statement.counterpoints)):
        told.append("What speaks against it was accepted.")
    if statement.status not in ADVERSE:
        told += [f"{sum.said} {sum.outcome}." for sum in statement.sums if not sum.adds_up]
    if why := why_plain(statement, language):
        told.append(f"Not in plain words: {why}.")
    return told


def _evidence(statement: AnnotatedStatement, wanted: int) -> Iterator[str]:
    if not statement.citations:
        yield "No evidence is cited."
        return
    if lacks_origins(statement, wanted):
        found = counted(statement.origins, "independent source")
        yield f"{found}, where the desk asks for {wanted}."
    if not any(cited.passage for cited in statement.citations):
        yield "Links alone are cited, no passage."


def _said(statement: AnnotatedStatement) -> Iterator[str]:
    """That somebody said so may be well supported, and tell nothing of whether it is so."""
    if statement.said_only:
        yield "Only that it was said was checked, not that it is so."
    elif not statement.checked_said and SAID in rules_in(statement.kind_rules):
        named = statement.claimant.name if statement.claimant else statement.claimant_proposed
        yield f"It tells what {named or 'somebody'} says; what was checked is that it is so."


def _is_accepted(point: CounterpointLine) -> bool:
    return point.outcome == CounterpointOutcome.ACCEPTED


def why_plain(statement: AnnotatedStatement, language: str) -> str:
    """Why the claim is wanted in plain words; empty where it has them, or stands alone."""
    if statement.plain or statement.status == Status.NOT_CLAIM or statement.kind in NOT_FACTUAL:
        return ""
    if _PART.search(statement.label):
        return "it is part of a sentence"
    word = points_elsewhere(statement.text, language)
    return f"“{word}” says nothing on its own" if word else ""
