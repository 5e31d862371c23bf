"""Deeds of the editor: approve, ask for changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db.models import Q, QuerySet

from annotations.canon import CANON, content_hash
from annotations.compiled import CompiledValues
from annotations.models import (
    Counterpoint,
    CounterpointOutcome,
    Decision,
    Deed,
    Flag,
    ReviewState,
    Ruling,
    Statement,
    Status,
    Verb,
)
from annotations.models.flag import OPEN
from annotations.permissions import require, why_not_approve
from annotations.refusals import GUARDS, NO_REASONS, NotAllowed, Refused, Stale
from annotations.services.deed import Act, deed
from annotations.services.flags import add_flag
from annotations.services.statements import live, the_only, which_they_are
from annotations.services.verifying import fits, lacking
from articles.models import Article, Membership, Role

LEFT_OUT = "It is left out: settle its flag, or restore it first."
_STATE_AFTER = {Ruling.APPROVE: ReviewState.APPROVED, Ruling.SEND_BACK: ReviewState.SENT_BACK}


def blockers(statement: Statement) -> tuple[str, ...]:
    """What stands between this statement and an approval, in words that say what to do. Empty when nothing does."""
    if statement.same_as_id:
        return ("It repeats another statement: approve that one instead.",)
    if statement.status == Status.UNCHECKED:
        return ("It has no verdict yet.",)
    found = []
    if lacks := lacking(statement):
        found.append(f"The verdict lacks {' and '.join(lacks)}.")
    elif statement.review_state == ReviewState.OPEN and not fits(statement):
        found.append("Its words changed since the verdict, so it must be given again.")
    flags, points = _BLOCKING_FLAGS(statement.pk), _OPEN_COUNTERPOINTS(statement.pk)
    here = (sum(row["statement"] == statement.pk for row in rows) for rows in (flags, points))
    elsewhere = {
        row["statement__label"]: None for row in (*flags, *points) if row["statement"] != statement.pk
    }
    found += [f"Settle what is open at {label} first: it shows this verdict." for label in elsewhere]
    return (*found, *unsettled(*here))


def _shown_at(pk: int) -> QuerySet[Statement]:
    """The statement, and those that show its verdict."""
    return Statement.objects.filter(Q(pk=pk) | Q(same_as=pk))


_WHERE_IT_IS = ("statement", "statement__label")
_BLOCKING_FLAGS = CompiledValues(
    lambda pk: Flag.objects.filter(statement__in=_shown_at(pk), is_blocking=True, **OPEN).values(
        *_WHERE_IT_IS
    )
)
_OPEN_COUNTERPOINTS = CompiledValues(
    lambda pk: Counterpoint.objects.filter(
        statement__in=_shown_at(pk), outcome=CounterpointOutcome.OPEN, withdrawn_at=None
    ).values(*_WHERE_IT_IS)
)


def unsettled(flags: int, counterpoints: int) -> tuple[str, ...]:
    """The sentence about so many blocking flags, open counterpoints; empty where there is neither."""
    each = [*_named(flags, "the flag"), *_named(counterpoints, "the open counterpoint")]
    return (f"Settle {' and '.join(each)} first.",) if each else ()


def _named(number: int, one: str) -> list[str]:
    return [one if number == 1 else f"{one}s"] if number else []


def approve(
    statement: Statement,
    *,
    by: Membership,
    seen: int | None = None,
    since: int | None = None,
    override_why: str = "",
) -> Decision:
    """Approve exactly what was read: ``seen`` is the content_version, ``since`` the article's seq at that time.

    Four eyes, unless ``override_why`` gives the printed reason for one pair. Raises NotAllowed with who may,
    Refused with what is missing, Stale when the content, or what bothers someone there, changed since.
    """
    with deed(
        statement.article, Verb.APPROVE, by=by, words=f"Approved {statement.label}", statement=statement
    ) as act:
        _check_flags(statement, since)
        return _approve(act, statement, by, seen, override_why)


def approve_many(
    article: Article,
    ids: Iterable[int],
    *,
    by: Membership,
    seen: Mapping[int, int] | None = None,
    since: int | None = None,
) -> list[Decision]:
    """Approve in bulk: all or none. ``seen``: statement id → content_version. Raises like ``approve``, naming it."""
    rows, made = live(article, ids), []
    words = f"Approved {which_they_are(rows)}"
    with deed(article, Verb.APPROVE, by=by, words=words, statement=the_only(rows)) as act:
        for statement in rows:
            with _naming(statement):
                _check_flags(statement, since)
                made.append(_approve(act, statement, by, (seen or {}).get(statement.pk), ""))
    return made


@contextmanager
def _naming(statement: Statement) -> Iterator[None]:
    """What is refused of one of many says of which."""
    try:
        yield
    except Refused as refusal:
        if statement.label not in refusal.message:
            refusal.message = f"{statement.label}: {refusal.message}"
        raise


def _approve(act: Act, statement: Statement, by: Membership, seen: int | None, override_why: str) -> Decision:
    is_exception = _check_four_eyes(by, statement, override_why)
    _check_content(statement, seen)
    if statement.review_state == ReviewState.APPROVED:
        raise Refused("This is already approved.", code="blocked")
    _check_blockers(statement)
    return _decide(act, statement, Ruling.APPROVE, override_why=override_why.strip() if is_exception else "")


def check_approval_comes_back(by: Membership, statement: Statement) -> None:
    """Raise NotAllowed, Refused where ``by`` could not approve now what is approved again: a flag may be new."""
    given = last_decision(statement, Ruling.APPROVE)
    with _naming(statement):
        _check_four_eyes(by, statement, given.override_why if given else "")
        _check_blockers(statement)


def _check_four_eyes(by: Membership, statement: Statement, override_why: str) -> bool:
    """Whether ``override_why`` is needed. Raises NotAllowed where that is not enough."""
    reason = why_not_approve(by, statement)
    if reason and not (override_why.strip() and by.is_at_least(Role.EDITOR)):
        raise NotAllowed(reason)
    return bool(reason)


def _check_blockers(statement: Statement) -> None:
    if found := blockers(statement):
        raise Refused(" ".join(found), code="blocked")


def _decide(act: Act, statement: Statement, ruling: Ruling, **why: str) -> Decision:
    """Write the decision down, bound to the content as it stands, and move the statement by it."""
    decision = act.add(
        Decision(
            article_id=statement.article_id,
            statement=statement,
            ruling=ruling,
            content_version=statement.content_version,
            content_hash=content_hash(statement),
            canon=CANON,
            **why,
        )
    )
    act.change(statement, review_state=_STATE_AFTER[ruling], reviewer=None)
    return decision


def _check_content(statement: Statement, seen: int | None) -> None:
    if seen is not None and seen != statement.content_version:
        last = Deed.objects.filter(article_id=statement.article_id, statement=statement)
        done = last.select_related("by").order_by("-seq").first()
        who = f" {done.by or 'A check'} was the last to work on it." if done else ""
        raise Stale(statement, f"{GUARDS['decision_content_seen']}{who}")


def _check_flags(statement: Statement, since: int | None) -> None:
    """What bothers someone is no part of the content, but of what an editor weighs."""
    if since is None:
        return
    flags = {"rows__contains": [{"model": Flag._meta.label_lower}]}
    later = Deed.objects.filter(article_id=statement.article_id, seq__gt=since, statement=statement, **flags)
    if last := later.select_related("by").order_by("-seq").first():
        who = last.by or "A check"
        raise Stale(statement, f"{who} in the meantime: {last.words}. Look at that, then approve.")


def ask_for_changes(
    statement: Statement,
    *,
    by: Membership,
    reasons: Sequence[str],
    note: str = "",
    seen: int | None = None,
    since: int | None = None,
) -> Decision:
    """Send a statement back with at least one flag that blocks, in one act.

    ``seen`` is the content_version, ``since`` the article's seq, at which it was read: nobody sends back over a
    content or a decision that they have not seen. Raises Refused without a reason, Stale for what came meanwhile.
    """
    with deed(
        statement.article,
        Verb.SEND_BACK,
        by=by,
        words=f"Asked for changes on {statement.label}",
        statement=statement,
    ) as act:
        _check_read(statement, seen, since)
        return _send_back(act, statement, by, reasons, note)


def ask_for_changes_many(
    article: Article,
    ids: Iterable[int],
    *,
    by: Membership,
    reasons: Sequence[str],
    note: str = "",
    seen: Mapping[int, int] | None = None,
    since: int | None = None,
) -> list[Decision]:
    """Send back in bulk, for the same reasons: all or none. ``seen``: statement id → content_version."""
    rows, made = live(article, ids), []
    words = f"Asked for changes on {which_they_are(rows)}"
    with deed(article, Verb.SEND_BACK, by=by, words=words, statement=the_only(rows)) as act:
        for statement in rows:
            with _naming(statement):
                _check_read(statement, (seen or {}).get(statement.pk), since)
                made.append(_send_back(act, statement, by, reasons, note))
    return made


def _check_read(statement: Statement, seen: int | None, since: int | None) -> None:
    _check_content(statement, seen)
    if since is not None and (decision := decided_since(statement, since)):
        who, label = decision.created_by or "Someone", statement.label
        raise Stale(statement, {
            Ruling.APPROVE: f"{who} has since approved {label}. Send again to send it back anyway.",
            Ruling.SEND_BACK: f"{who} has since sent {label} back. Send again to add your flags to theirs.",
        }[Ruling(decision.ruling)])  # fmt: skip


def decided_since(statement: Statement, seq: int) -> Decision | None:
    """The decision in force, where it was given, or came back, after the article's deed ``seq``."""
    ruling = next((made for made, state in _STATE_AFTER.items() if state == statement.review_state), None)
    if ruling is None:
        return None
    after = {"review_state": statement.review_state}
    deciding = [{"model": Statement._meta.label_lower, "id": statement.pk, "after": after}]
    later = Deed.objects.filter(article_id=statement.article_id, seq__gt=seq, rows__contains=deciding)
    return last_decision(statement, ruling) if later.exists() else None


def last_decision(statement: Statement, ruling: Ruling) -> Decision | None:
    """The newest of this kind, with who gave it; it may be of an older content."""
    given = Decision.objects.filter(statement=statement, ruling=ruling, withdrawn_at=None)
    return given.select_related("created_by").order_by("-pk").first()


def _send_back(act: Act, statement: Statement, by: Membership, reasons: Sequence[str], note: str) -> Decision:
    require(by, "review")
    if statement.left_out:
        raise Refused(LEFT_OUT, code="blocked")
    if not reasons:
        raise Refused(NO_REASONS, field="reasons")
    for reason in dict.fromkeys(reasons):
        add_flag(act, statement, reason=reason, note=note)
    return _decide(act, statement, Ruling.SEND_BACK, why=note.strip())


def take_for_review(statement: Statement, *, by: Membership, instead_of: int | None = None) -> Statement:
    """ "With Rosa": an editor says that they have it. A decision, or a new verdict, takes the name away again.

    ``instead_of``: the person who is known to have it; raises Stale where it is with somebody else.
    """
    require(by, "review")
    with deed(
        statement.article, Verb.TAKE_FOR_REVIEW, by=by, words=f"{statement.label} is with {by.person.name}",
        statement=statement,
    ) as act:  # fmt: skip
        statement.refresh_from_db(fields=["reviewer", "version"])
        if statement.reviewer_id not in (None, by.person_id, instead_of):
            raise Stale(
                statement,
                f"{statement.label} is now with {statement.reviewer}. Leave it to them, or ask them.",
            )
        act.change(statement, reviewer=by.person)
    return statement
