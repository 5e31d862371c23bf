"""Deeds on what speaks against a statement, or against the article."""

from typing import Any

from annotations.models import Citation, Counterpoint, CounterpointKind, CounterpointOutcome, Statement, Verb
from annotations.models.counterpoint import NEEDS_TARGET
from annotations.permissions import require
from annotations.querysets import is_cited_for
from annotations.refusals import NO_COUNTERPOINT, Refused
from annotations.services.deed import check_version, deed, must_be_of
from annotations.services.dependents import detach_dependents
from articles.models import Article, Membership

_DONE = {
    CounterpointOutcome.OPEN: "Reopened",
    CounterpointOutcome.ANSWERED: "Answered",
    CounterpointOutcome.ACCEPTED: "Accepted",
}


def counter(
    article: Article,
    *,
    by: Membership,
    text: str,
    statement: Statement | None = None,
    kind: str = CounterpointKind.PLAIN,
    target: Citation | None = None,
) -> Counterpoint:
    """Say what speaks against ``statement``, or against the article where there is none.

    Raises Refused for an empty text, or a kind that needs a citation of this statement to aim at.
    """
    require(by, "annotate")
    if not text.strip():
        raise Refused(NO_COUNTERPOINT, field="text")
    if kind not in CounterpointKind.values:
        raise Refused("Choose a kind from the list.", field="kind")
    must_be_of(article, statement=statement, target=target)
    if kind in NEEDS_TARGET and not (target and statement and is_cited_for(target, statement)):
        raise Refused(
            "Say which citation of this statement it speaks against; what stands for a counterpoint is none.",
            field="target",
        )
    if target is not None and kind not in NEEDS_TARGET:
        raise Refused(
            "This kind does not speak against a citation. Choose another kind, or leave the citation out.",
            field="target",
        )
    words = f"Added a counterpoint to {statement.label if statement else 'the article'}"
    with deed(article, Verb.COUNTER, by=by, words=words, statement=statement) as act:
        point = Counterpoint(
            article=article, statement=statement, kind=kind, text=text.strip(), target=target
        )  # fmt: skip
        refused = Refused(
            "You already added this counterpoint here. Answer it, or write a different one.", field="text"
        )
        return act.add_once(point, "statement", "kind", "text", "target", "outcome", refused=refused)


def respond(
    point: Counterpoint, *, by: Membership, answer: str, outcome: str = "", version: int | None = None
) -> Counterpoint:
    """Answer it, say what came of it, in one act. A new answer alone counts as answered; an empty one is taken back.

    Raises Refused for an outcome that is none, or "answered" without an answer.
    """
    text = answer.strip()
    is_new = text != point.answer
    if is_new and outcome in ("", CounterpointOutcome.OPEN):
        outcome = CounterpointOutcome.ANSWERED if text else CounterpointOutcome.OPEN
    outcome = outcome or point.outcome
    if outcome not in CounterpointOutcome.values:
        raise Refused("Choose an outcome from the list.", field="outcome")
    if outcome == CounterpointOutcome.ANSWERED and not text:
        raise Refused("Write the answer first.", field="answer")
    words = f"{_DONE[CounterpointOutcome(outcome)]} a counterpoint"
    given = {"answer": text, "answered_by": by.person if text else None} if is_new else {}
    return _change(point, by=by, version=version, verb=Verb.SETTLE, words=words, outcome=outcome, **given)


def answer(point: Counterpoint, *, by: Membership, text: str) -> Counterpoint:
    """Answer a counterpoint."""
    return respond(point, by=by, answer=text)


def settle(point: Counterpoint, *, by: Membership, outcome: str) -> Counterpoint:
    """Say what came of it: not yet settled, answered, accepted."""
    return respond(point, by=by, answer=point.answer, outcome=outcome)


def change_counterpoint(
    point: Counterpoint, *, by: Membership, text: str, version: int | None = None
) -> Counterpoint:
    """Put it in other words. Raises Refused without any, Stale."""
    if not text.strip():
        raise Refused(NO_COUNTERPOINT, field="text")
    return _change(
        point,
        by=by,
        version=version,
        verb=Verb.CHANGE_COUNTERPOINT,
        words="Changed a counterpoint",
        text=text,
    )


def withdraw_counterpoint(point: Counterpoint, *, by: Membership) -> None:
    """Take a counterpoint away with the citations that stand for it; flags stay. Undo brings all back."""
    require(by, "annotate")
    with deed(
        point.article, Verb.WITHDRAW_COUNTERPOINT, by=by, words=f"Removed a counterpoint{_of(point)}",
        statement=point.statement,
    ) as act:  # fmt: skip
        rows: list[Citation | Counterpoint] = [*point.citations.filter(withdrawn_at=None), point]
        for row in rows:
            detach_dependents(act, row)
            act.withdraw(row)


def _of(point: Counterpoint) -> str:
    return f" of {point.statement.label}" if point.statement else ""


def _change(
    point: Counterpoint, *, by: Membership, version: int | None, verb: Verb, words: str, **values: Any
) -> Counterpoint:
    require(by, "annotate")
    check_version(point, version, **values)
    with deed(point.article, verb, by=by, words=words + _of(point), statement=point.statement) as act:
        act.change(point, **values)
    return point
