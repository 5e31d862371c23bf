"""Deeds that say what the evidence says of a statement."""

from collections.abc import Collection
from datetime import date
from typing import Any, Protocol

from django.db.models import Q
from django.utils import timezone

from annotations.compiled import CompiledValues
from annotations.models import (
    Decision,
    Flag,
    FlagOutcome,
    ReviewState,
    Ruling,
    Statement,
    Status,
    Verb,
    Verification,
)
from annotations.models.flag import OPEN
from annotations.models.verification import ADVERSE, DETAILS_OF, NEEDS_STANCE, confirms_saying, is_said_only
from annotations.permissions import require
from annotations.querysets import cited_for
from annotations.refusals import NO_STATUS, Refused, Stale
from annotations.scale import scale_of
from annotations.services.deed import Act, deed
from articles import normal
from articles.models import Article, Membership

_UNSEEN = "Another verdict has been given since. Open the statement again and read it before you clear it."

# What a statement has that nobody has judged.
NO_VERDICT: dict[str, Any] = {
    "verification": None,
    "status": Status.UNCHECKED,
    "review_state": ReviewState.OPEN,
}
# What a flag loses that bothers someone again.
OPEN_AGAIN: dict[str, Any] = {"outcome": None, "outcome_note": "", "closed_by": None, "closed_at": None}


def verify(
    statement: Statement,
    *,
    by: Membership,
    status: str,
    detail: str = "",
    rationale: str = "",
    as_of: date | None = None,
    base: int | None = None,
    words: str = "",
    check_base: bool = False,
) -> Statement:
    """Give a verdict. A complete one makes the statement ready for review; ``missing`` says what one lacks.

    ``base`` is the id of the verification that the form showed (None: none yet); with ``check_base`` a verdict that
    somebody gave meanwhile raises Stale. So does one for ``words`` (the ``fingerprint`` of the text that the
    form showed) that a split, a merge or a moved end has changed since.
    Flags settled by "the verdict says so" reopen when it no longer does.
    A rationale that was left as it stood with a verdict on a claim is not kept for what is said to be none. What is
    Stale, but says what is in force, was sent twice, as where its first answer was lost: then it is saved already.
    """
    require(by, "annotate")
    check_verdict(statement.article, status, detail, rationale, as_of)
    if statement.same_as_id:
        raise Refused("This is the same claim as another statement: give the verdict there.", field="status")
    verdict: dict[str, Any] = {"status": status, "detail": detail, "rationale": rationale, "as_of": as_of}
    try:
        if check_base and statement.verification_id != base:
            raise Stale(statement, _UNSEEN if status == Status.UNCHECKED else "")
        if words and words != fingerprint(statement.text):
            raise Stale(statement)
        _give(statement, by, **verdict)
    except Stale:
        if not is_in_force(statement, by=by, base=base, **verdict):
            raise
    return statement


def fingerprint(text: str) -> str:
    """Tells these words from others, in a few letters that a form can bring along."""
    return normal.sha256(text).hex()[:16]


def is_in_force(
    statement: Statement,
    *,
    by: Membership,
    status: str,
    detail: str = "",
    rationale: str = "",
    as_of: date | None = None,
    base: int | None = None,
) -> bool:
    """Whether this very verdict of this person, for the words that stand there, is in force by now.

    To have none, "not checked yet", is nobody's. ``base`` is the verification after which it was given.
    """
    _read_again(statement)
    given = statement.verification
    if given is None or status == Status.UNCHECKED:
        return given is None and status == Status.UNCHECKED
    was = Verification.objects.filter(pk=base or 0, statement=statement).first()
    return (
        (given.created_by_id, given.status, given.detail, given.given_for)
        == (by.person_id, status, detail, statement.text)
        and given.rationale == _kept(rationale, status, was)
        and as_of in (None, given.as_of)
    )


def _kept(rationale: str, status: str, was: Verification | None) -> str:
    """What was said of a claim is not said of what is none."""
    is_left = was is not None and was.status != status and was.rationale == rationale
    return "" if status == Status.NOT_CLAIM and is_left else rationale


def _give(
    statement: Statement, by: Membership, *, status: str, detail: str, rationale: str, as_of: date | None
) -> None:
    was_adverse = statement.status in ADVERSE
    rationale = _kept(rationale, status, statement.verification)
    words = _told(statement, status, detail)
    with deed(statement.article, Verb.VERIFY, by=by, words=words, statement=statement) as act:
        if status == Status.UNCHECKED:
            act.change(statement, **NO_VERDICT)
        else:
            set_verdict(act, statement, status=status, detail=detail, rationale=rationale, as_of=as_of)
        if was_adverse:
            reopen_flags(act, statement)


def _told(statement: Statement, status: str, detail: str) -> str:
    """The deed in the words that the article has for its verdicts."""
    if status == Status.UNCHECKED:
        return f"Cleared the verdict on {statement.label}"
    said_only = is_said_only(status, checked_said=statement.checked_said, checked_so=statement.checked_so)
    return f"{statement.label}: {scale_of(statement.article).label(status, detail, said_only=said_only)}"


def check_verdict(article: Article, status: str, detail: str, rationale: str, as_of: date | None) -> None:
    """Raise Refused for a verdict that nobody can give in this article."""
    if status not in Status.values:
        raise Refused(NO_STATUS, field="status")
    known, label = DETAILS_OF.get(status, ()), scale_of(article).label(status)
    if detail and detail not in known:
        wanted = f"wants one of: {', '.join(known)}" if known else "takes no detail: leave it empty"
        raise Refused(f"“{label}” {wanted}.", field="detail")
    if status == Status.UNCHECKED and rationale.strip():
        raise Refused(f"“{label}” takes no rationale: leave it empty.", field="rationale")
    if as_of and as_of > timezone.localdate():
        raise Refused("“As of” cannot be in the future. Use today’s date.", field="as_of")


def set_verdict(act: Act, statement: Statement, *, as_of: date | None = None, **verdict: Any) -> None:
    """Add the verification, of today where no day is named, and move the statement to it, inside a deed."""
    day = as_of or timezone.localdate(act.at)
    given = act.add(Verification(statement=statement, given_for=statement.text, as_of=day, **verdict))
    rests_on_evidence = given.status in NEEDS_STANCE or _confirms_saying(statement, given)
    lacks = missing(given, stances_of(statement) if rests_on_evidence else (), of=statement)
    state = state_after(statement.review_state, complete=not lacks)
    if not lacks and statement.review_state == ReviewState.OPEN and statement.verification_id:
        state = _waits_as(statement)
    act.change(
        statement,
        verification=given,
        status=given.status,
        reviewer=None,
        review_state=state,
        ready_at=statement.ready_at if lacks else act.at,
    )


def state_after(state: str, *, complete: bool) -> str:
    """Complete work waits for an editor; what was approved once says that it changed."""
    if not complete:
        return ReviewState.OPEN
    return ReviewState.CHANGED if state in (ReviewState.APPROVED, ReviewState.CHANGED) else ReviewState.READY


def _waits_as(statement: Statement) -> str:
    """How complete work that was to do waits: where an approval was the last word on it, as changed since."""
    decided = Decision.objects.filter(statement=statement, withdrawn_at=None).order_by("-pk")
    last = decided.values_list("ruling", flat=True).first()
    return ReviewState.CHANGED if last == Ruling.APPROVE else ReviewState.READY


class Given(Protocol):
    """A verdict, as a row or as it is read."""

    @property
    def status(self) -> str: ...
    @property
    def detail(self) -> str: ...
    @property
    def rationale(self) -> str: ...


class Ticked(Protocol):
    """A statement with what of it was checked, as a row or as it is read."""

    @property
    def checked_said(self) -> bool: ...
    @property
    def checked_so(self) -> bool: ...


def missing(given: Given | None, stances: Collection[str], *, of: Ticked) -> tuple[str, ...]:
    """What a verdict lacks before an editor is asked, in words that say what to do. Empty when complete.

    ``stances`` are those of the citations on the statement ``of`` which it is given.
    """
    if given is None:
        return ("a status",)
    lacks = []
    if given.status in DETAILS_OF and given.detail not in DETAILS_OF[given.status]:
        lacks.append(
            "a direction: over or under" if given.status == Status.MISSTATED else "why it can’t be verified"
        )
    if given.status != Status.NOT_CLAIM and not given.rationale.strip():
        lacks.append("a rationale")
    stance = NEEDS_STANCE.get(given.status)
    if stance and stance not in stances:
        lacks.append(f"a citation that {stance} it")
    elif not stances and _confirms_saying(of, given):
        lacks.append("a citation that shows that it was said")
    return tuple(lacks)


def lacking(statement: Statement) -> tuple[str, ...]:
    """What the verdict in force lacks, by the evidence that is there now."""
    return missing(statement.verification, stances_of(statement), of=statement)


def _confirms_saying(of: Ticked, given: Given) -> bool:
    return confirms_saying(given.status, checked_said=of.checked_said, checked_so=of.checked_so)


def stances_of(statement: Statement) -> tuple[str, ...]:
    """Stances of the live citations on the statement itself."""
    return tuple(row["stance"] for row in _STANCES(statement.pk))


_STANCES = CompiledValues(lambda statement: cited_for(statement).order_by().values("stance").distinct())


def settle_states(act: Act, *statements: Statement | None) -> None:
    """When evidence came or went: what is complete by it waits for an editor, what no longer is does not."""
    for row in statements:
        if row is None:
            continue
        _read_again(row)
        if row.review_state == ReviewState.OPEN and row.verification_id and not lacking(row) and fits(row):
            act.change(row, review_state=_waits_as(row), ready_at=act.at)
        take_back(act, row)
        _hand_back(act, row)


def _read_again(statement: Statement) -> None:
    """Within the deed, which holds others off: a verdict may have been given since it was read."""
    statement.refresh_from_db(
        fields=["verification", "status", "review_state", "ready_at", "text", "version"]
    )


def hand_back(act: Act, statement: Statement | None) -> None:
    """What was sent back waits for an editor again once the last flag on it is settled, and nothing lacks.

    Without a verdict of its own, as where it repeats another, or with one on other words, it is to do again.
    """
    if statement is not None:
        _read_again(statement)
        _hand_back(act, statement)


def _hand_back(act: Act, statement: Statement) -> None:
    if statement.review_state != ReviewState.SENT_BACK:
        return
    if Flag.objects.filter(statement=statement, **OPEN).exists():
        return
    if statement.verification is None:
        act.change(statement, review_state=ReviewState.OPEN)
    elif not lacking(statement):
        state, at = (ReviewState.READY, act.at) if fits(statement) else (ReviewState.OPEN, statement.ready_at)
        act.change(statement, review_state=state, ready_at=at)


def take_back(act: Act, statement: Statement) -> None:
    """What is not complete, or was said of other words, does not wait for an editor."""
    if statement.review_state == ReviewState.READY and (lacking(statement) or not fits(statement)):
        act.change(statement, review_state=ReviewState.OPEN)


def fits(statement: Statement) -> bool:
    """Whether the verdict was given for the words that stand there now: on others it has to be given anew."""
    assert statement.verification is not None
    return bool(statement.verification.given_for == statement.text)


def shown_status(statement: Statement) -> str:
    """The status that stands at the statement: its leader's where it repeats another."""
    if statement.same_as_id:
        return Statement.objects.values_list("status", flat=True).get(pk=statement.same_as_id)
    return statement.status


def reopen_flags(act: Act, statement: Statement) -> None:
    """ "The verdict says so" holds only while it does, on what repeats the statement too."""
    if shown_status(statement) in ADVERSE:
        return
    here = Q(statement=statement) | Q(statement__same_as=statement, statement__withdrawn_at=None)
    settled = Flag.objects.filter(here, outcome=FlagOutcome.VERDICT_SAYS_SO, withdrawn_at=None)
    for flag in settled:
        act.change(flag, **OPEN_AGAIN)
