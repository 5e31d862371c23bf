"""Deeds on what bothers someone."""

from typing import Any, NoReturn

from annotations.models import Citation, Counterpoint, Flag, FlagOutcome, Statement, Verb
from annotations.models.verification import ADVERSE
from annotations.permissions import require, taking_back
from annotations.reasons import BY_CODE
from annotations.refusals import NO_OUTCOME, NO_REASON, Refused, Stale
from annotations.services.articles import check_owner
from annotations.services.deed import Act, check_version, deed, must_be_of, stands
from annotations.services.verifying import OPEN_AGAIN, hand_back, shown_status
from articles.models import Article, Membership, Person


def raise_flag(
    article: Article,
    *,
    by: Membership,
    reason: str,
    is_blocking: bool = True,
    note: str = "",
    statement: Statement | None = None,
    citation: Citation | None = None,
    counterpoint: Counterpoint | None = None,
    owner: Person | None = None,
) -> Flag:
    """Raise a flag on a statement, a citation, a counterpoint, or (none given) the article.

    ``owner`` sees to it; None is anyone at the desk. Raises Refused for an unknown reason, "other" without a
    note, an owner who does not work at the desk.
    """
    require(by, "annotate")
    must_be_of(article, statement=statement, citation=citation, counterpoint=counterpoint)
    if owner is not None:
        check_owner(article.desk_id, owner)
    if statement is None and citation is not None:
        statement = citation.statement
    if statement is None and counterpoint is not None:
        statement = counterpoint.statement
    where = statement.label if statement else "the article"
    flag = _drafted(
        article, reason, is_blocking, note,
        statement=statement, citation=citation, counterpoint=counterpoint, owner=owner,
    )  # fmt: skip
    refused = Refused(
        "You already raised this flag here. Settle it, or say what else is wrong.", field="reason"
    )
    why = "" if BY_CODE[reason].needs_note else f": {BY_CODE[reason].label.lower()}"
    with deed(article, Verb.FLAG, by=by, words=f"Flagged {where}{why}", statement=statement) as act:
        said = ("statement", "citation", "counterpoint", "reason", "is_blocking", "note", "closed_at")
        return act.add_once(flag, *said, refused=refused)


def add_flag(act: Act, statement: Statement, *, reason: str, note: str) -> None:
    """One more flag within a deed, beside any that say the same (asking for changes raises them so). It blocks."""
    act.add(_drafted(act.article, reason, True, note, statement=statement))


def _drafted(article: Article, reason: str, is_blocking: bool, note: str, **said: Any) -> Flag:
    if reason not in BY_CODE:
        raise Refused(NO_REASON, field="reason")
    if BY_CODE[reason].needs_note and not note.strip():
        raise Refused("Say in a few words what is wrong.", field="note")
    return Flag(article=article, reason=reason, is_blocking=is_blocking, note=note.strip(), **said)


def give_flag(flag: Flag, *, by: Membership, owner: Person | None, version: int | None = None) -> Flag:
    """Say who sees to an open flag; None is anyone at the desk.

    Raises Refused for a settled flag, or an owner who does not work at the desk, Stale.
    """
    require(by, "annotate")
    if owner is not None and owner.pk != flag.owner_id:
        check_owner(flag.desk_id, owner)
    check_version(flag, version, owner=owner)
    words = f"Assigned a flag{_of(flag)} to {owner}" if owner else f"Left a flag{_of(flag)} unassigned"
    with deed(flag.article, Verb.GIVE_FLAG, by=by, words=words, statement=flag.statement) as act:
        if flag.closed_at is not None:
            raise Refused("This flag is settled. Reopen it before you assign it.", field="owner")
        act.change(flag, owner=owner)
    return flag


def settle_flag(
    flag: Flag, *, by: Membership, outcome: str | None, note: str = "", version: int | None = None
) -> Flag:
    """Settle a flag with an outcome. "The verdict says so" needs an adverse status on its statement, or there
    where that one repeats another.

    With the last one settled, what was sent back waits for an editor again.

    Raises Refused without an outcome, where the verdict does not say so, or for a risk accepted without a reason:
    it is printed as an exception.
    """
    require(by, "annotate")
    said: dict[str, Any] = {"outcome": outcome, "outcome_note": note.strip(), "closed_by": by.person}
    if flag.closed_at is not None:
        if version not in (None, flag.version) and stands(flag, said):
            return flag  # it was sent twice
        _refuse_settled(flag, version)
    check_version(flag, version)
    if outcome not in FlagOutcome.values:
        raise Refused(NO_OUTCOME, field="outcome")
    if outcome == FlagOutcome.ACCEPTED_RISK and not note.strip():
        raise Refused("Say why the risk is accepted: readers see it among the exceptions.", field="note")
    label = FlagOutcome(outcome).label.lower()
    with deed(
        flag.article,
        Verb.SETTLE_FLAG,
        by=by,
        words=f"Settled a flag{_of(flag)}: {label}",
        statement=flag.statement,
    ) as act:
        if outcome == FlagOutcome.VERDICT_SAYS_SO:
            _check_that_it_says_so(flag)
        act.change(flag, **said, closed_at=act.at)
        hand_back(act, flag.statement)
    return flag


def _check_that_it_says_so(flag: Flag) -> None:
    """Within the deed, which holds others off: a verdict that is given meanwhile would have no flag to reopen."""
    statement = Statement.objects.filter(flags=flag).first()
    if statement is None or shown_status(statement) not in ADVERSE:
        raise Refused(
            "The verdict does not say so: that needs Misleading, Overstated, Contradicted, No evidence or "
            "Can’t be verified. Change the verdict, or choose another outcome.",
            field="outcome",
        )


def _refuse_settled(flag: Flag, version: int | None) -> NoReturn:
    """It may have been open when it was read: then what was typed is kept, but sent again it would not be taken."""
    words = f"{flag.closed_by or 'A check'} has already settled this: {flag.get_outcome_display().lower()}."
    if version not in (None, flag.version):
        raise Stale(flag, f"{words} What you wrote is kept below. To change the outcome, reopen the flag.")
    raise Refused(f"{words} Reopen it to change the outcome.", field="outcome")


def reopen_flag(flag: Flag, *, by: Membership) -> Flag:
    """Take the outcome back: it bothers someone again."""
    require(by, "annotate")
    with deed(
        flag.article, Verb.REOPEN_FLAG, by=by, words=f"Reopened a flag{_of(flag)}", statement=flag.statement
    ) as act:
        act.change(flag, **OPEN_AGAIN)
    return flag


def withdraw_flag(flag: Flag, *, by: Membership, version: int | None = None) -> None:
    """Take back a flag that was raised by mistake: one's own, or any for an editor. Raises Stale."""
    require(by, taking_back(by, flag.created_by_id))
    if version not in (None, flag.version):
        raise Stale(flag, "Someone changed this flag since you saw it. Read it again, then withdraw it.")
    with deed(
        flag.article,
        Verb.WITHDRAW_FLAG,
        by=by,
        words=f"Withdrew a flag{_of(flag)}",
        statement=flag.statement,
    ) as act:
        if flag.closed_at is not None:
            settled = f"{flag.closed_by or 'A check'} settled this: {flag.get_outcome_display().lower()}."
            raise Refused(f"{settled} Reopen it before you withdraw it.")
        act.withdraw(flag)
        hand_back(act, flag.statement)


def _of(flag: Flag) -> str:
    return f" on {flag.statement.label}" if flag.statement else " on the article"
