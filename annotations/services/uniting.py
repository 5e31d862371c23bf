"""What becomes of what was said of several statements that are made one."""

from collections.abc import Sequence
from typing import Any

from annotations.models import Statement
from annotations.models.statement import LONGEST_PLAIN, LONGEST_WHY, NOT_FACTUAL
from annotations.services.placing import said_once, why_of_both


def what_becomes(rows: Sequence[Statement]) -> list[str]:
    """Sentences for who is about to merge ``rows``: what is not that of each any more."""
    told = []
    if not all(keeps_verdict(rows[0], other) for other in rows[1:]):
        told.append("They do not show one verdict: the merged statement will be not checked yet.")
    if len({(row.claimant_id, row.claimant_unclear) for row in rows}) > 1:
        first = next(row for row in rows if row.claimant_id or row.claimant_unclear)
        who = f"said by {first.claimant}" if first.claimant else "of somebody unclear"
        told.append(f"Not all are said by the same: the merged statement will be {who}.")
    return told


def keeps_verdict(statement: Statement, other: Statement) -> bool:
    """Whether ``statement`` keeps its own verdict when it takes ``other``: both show it."""
    if statement.same_as_id or other.same_as_id:
        return other.same_as_id == statement.pk
    return _verdict(statement) == _verdict(other)


def _verdict(statement: Statement) -> tuple[object, ...]:
    """The verdict, with what was checked: "supported" of what was said is another than of what is so."""
    if statement.verification is None:
        return (statement.status,)
    checked = statement.checked_said, statement.checked_so
    return statement.status, statement.verification.detail, *checked


def said_of_both(statement: Statement, other: Statement, *, is_open: bool) -> dict[str, Any]:
    """What was said of the ``other`` and is taken over: where both name who says it, the first one stays; what holds
    a factual claim is one, be its beginning an opinion.

    ``is_open``: no verdict is kept, so that what either was to be checked for is to be checked.
    """
    said: dict[str, Any] = {
        "one_origin_why": statement.one_origin_why or other.one_origin_why,
        "is_quotation": statement.is_quotation or other.is_quotation,
    }
    if statement.claimant_id is None and not statement.claimant_unclear:
        said |= {"claimant": other.claimant, "claimant_unclear": other.claimant_unclear}
    if statement.kind in NOT_FACTUAL and other.kind not in NOT_FACTUAL:
        said |= {"kind": other.kind, "kind_confirmed": other.kind_confirmed}
    if is_open or statement.verification is None:
        said["checked_said"] = statement.checked_said or other.checked_said
        said["checked_so"] = statement.checked_so or other.checked_so
    if statement.left_out_why and other.left_out_why:
        whys = statement.left_out_why, other.left_out_why
        said["left_out_why"] = why_of_both(*whys, most=LONGEST_WHY)
    most = 0 if other.same_as_id == statement.pk else LONGEST_PLAIN
    return said | {"plain": said_once(statement.plain, other.plain, most=most)}
