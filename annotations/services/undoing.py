"""Undo: a deed that puts back what another deed moved."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from annotations.compiled import CompiledValues
from annotations.models import Citation, Counterpoint, Decision, Deed, ReviewState, Ruling, Statement, Verb
from annotations.models.statement import CONTENT
from annotations.permissions import require
from annotations.quoting import quoted
from annotations.refusals import NotAllowed, Refused
from annotations.services.articles import check_owner
from annotations.services.deed import Act, as_json, deed
from annotations.services.reviewing import check_approval_comes_back
from annotations.services.statements import count_as_one, follow_paragraphs, lean_on_others
from annotations.services.verifying import reopen_flags, settle_states
from articles.models import Membership, Person, Role

_DECISIONS = frozenset({Verb.APPROVE, Verb.SEND_BACK})
_OF_EDITORS = _DECISIONS | {Verb.TAKE_FOR_REVIEW}


def right_to_undo(done: Deed) -> str:
    """Which right undoing ``done`` asks for: the one that doing it did, be it an undo itself."""
    return "review" if _origin(done)[0].verb in _OF_EDITORS else "annotate"


def _origin(done: Deed) -> tuple[Deed, bool]:
    """What was undone, and done again, up to ``done``; whether ``done`` is an undo of it."""
    is_undo = False
    while done.undoes is not None:
        done, is_undo = done.undoes, not is_undo
    return done, is_undo


def undo(done: Deed, *, by: Membership) -> Act:
    """Put every row of ``done`` back, last first, where nothing has changed it since.

    The undo of an undo does it again, and is logged under the verb of what it does: it stands, and can be undone.

    One's own deeds, or anyone's for an editor; only one's own decision is done again: it stands in one's name.
    Raises Refused with what stands in the way, NotAllowed.
    """
    require(by, right_to_undo(done))
    if done.by_id != by.person_id and not by.is_at_least(Role.EDITOR):
        raise NotAllowed("Someone else did this. Only they or an editor can undo it.")
    if not done.rows:
        raise Refused(f"{quoted(done.words)} cannot be undone. Remove the article from the list instead.")
    if Deed.objects.filter(undoes=done).exists():
        raise Refused("This has already been undone.")
    first, is_undo = _origin(done)
    verb, words = (first.verb, "Redone: ") if is_undo else (Verb.UNDO, "Undone: ")
    words += first.words
    with deed(done.article, verb, by=by, words=words, statement=done.statement, undoes=done) as act:
        _check_untouched(done)
        for logged in reversed(done.rows):
            _put_back(act, logged)
        _check_owners(act)
        follow_paragraphs(act)
        count_as_one(act)
        lean_on_others(act)
        for statement in _touched(act):
            reopen_flags(act, statement)
            settle_states(act, statement)
        for statement in _approved_again(act):
            check_approval_comes_back(by, statement)
    return act


def has_redo(done: Deed, by: Membership) -> bool:
    """Whether who undid ``done`` may do it again."""
    return done.verb not in _DECISIONS or done.by_id == by.person_id


def barred_by(done: Deed, ids: Iterable[int]) -> set[int]:
    """Which of the deeds ``ids`` the deed may have stood in the way of: older ones on the same thing."""
    older = Deed.objects.filter(pk__in=ids, article_id=done.article_id, seq__lt=done.seq)
    return {row.pk for row in older if row.statement_id == done.statement_id or _moved(row) & _moved(done)}


def _moved(done: Deed) -> set[tuple[str, int]]:
    return {(logged["model"], logged["id"]) for logged in done.rows}


def last_deeds(article_id: int, *, by: Membership) -> list[dict[str, Any]]:
    """``pk`` and ``words`` of the person's ten newest deeds here that stand, newest first.

    Undo is not offered for an undo, but for what was done again.
    """
    return _LAST(article_id, by.person_id)


_LAST = CompiledValues(
    lambda article, person: (
        Deed.objects.filter(article_id=article, by_id=person, undone_by=None)
        .exclude(verb__in=(Verb.TAKE_IN, Verb.UNDO))
        .order_by("-seq")
        .values("pk", "words")[:10]
    )
)


def _check_owners(act: Act) -> None:
    """Whose article, or flag, it is again may have left the desk since."""
    owners = {row["after"].get("owner_id") for row in act.rows if row["before"]} - {None}
    for person in Person.objects.filter(pk__in=owners):
        check_owner(act.article.desk_id, person)


def _touched(act: Act) -> QuerySet[Statement]:
    """The statements of the act, and those whose evidence or flags moved."""
    ids = {
        model: [row["id"] for row in act.rows if row["model"] == f"annotations.{model}"]
        for model in ("statement", "citation", "flag")
    }
    found = Q(pk__in=ids["statement"]) | Q(citations__in=ids["citation"]) | Q(flags__in=ids["flag"])
    return Statement.objects.filter(found, withdrawn_at=None).distinct()


def _approved_again(act: Act) -> QuerySet[Statement]:
    """The statements whose approval the act brought back: by itself, or by taking back what came after it."""
    ids = [row["id"] for row in act.rows if row["after"].get("review_state") == ReviewState.APPROVED]
    return Statement.objects.filter(pk__in=ids, review_state=ReviewState.APPROVED).order_by("reading_order")


# What a row hangs on. A merge carries it along, withdrawn or not, and changes nothing in it.
_HANGS_ON = frozenset(f"{name}_id" for name in "statement a b source citation counterpoint target".split())


def _check_untouched(done: Deed) -> None:
    """Refuse where what the deed left is not as it left it, with who did what since.

    A column that it set says something else; what it brought was changed in any other; what it changed was taken away.
    """
    left: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    for logged in done.rows:
        left[logged["model"]].setdefault(logged["id"], {}).update(logged["after"])
    for model, rows in left.items():
        for pk, row in apps.get_model(model)._base_manager.in_bulk(rows).items():
            if touched := _touched_since(row, rows[pk], done):
                if isinstance(row, Statement) and touched <= _OF_APPROVAL and _has_fallen(row):
                    raise Refused(f"{quoted(done.words)} cannot be undone: {_fell(row, done)}")
                is_gone = "withdrawn_at" in touched and row.withdrawn_at is not None
                what = "removed that" if is_gone else "changed the same thing"
                raise Refused(
                    f"{quoted(done.words)} cannot be undone: {_last_on(row, touched, done)} {what} since."
                    " Undo that first."
                )


def _touched_since(row: Any, after: dict[str, Any], done: Deed) -> set[str]:
    """Columns of ``row`` that stand in the way of putting it back."""
    if unlike := {name for name, value in after.items() if as_json(getattr(row, name)) != value}:
        return unlike
    if "withdrawn_at" in after:
        return _changed_since(row, done) if row.withdrawn_at is None and row.version > 1 else set()
    is_gone = getattr(row, "withdrawn_at", None) is not None and _HANGS_ON.isdisjoint(after)
    taken = is_gone and any("withdrawn_at" in logged["after"] for _, logged in _later(row, done))
    return {"withdrawn_at"} if taken else set()


def _changed_since(row: Model, done: Deed) -> set[str]:
    """Columns that say something else than when the deed was done; to hang on another row is no change, nor who
    decided it once more.
    """
    then: dict[str, Any] = {}
    for _, logged in _later(row, done):
        if _HANGS_ON.isdisjoint(logged["after"]):
            then = logged["before"] | then
    then.pop("decided_by_id", None)
    return {name for name, value in then.items() if as_json(getattr(row, name)) != value}


def _later(row: Model, done: Deed) -> Iterator[tuple[Deed, dict[str, Any]]]:
    """What deeds after this one did to the row, each as it is logged, oldest first."""
    its = {"model": row._meta.label_lower, "id": row.pk}
    deeds = Deed.objects.filter(article_id=done.article_id, seq__gt=done.seq, rows__contains=[its])
    for later in deeds.select_related("by").order_by("seq"):
        yield from ((later, logged) for logged in later.rows if its.items() <= logged.items())


def _last_on(row: Model, columns: set[str], done: Deed) -> str:
    """Which deed set one of the columns last, with who did it."""
    last = [deed for deed, logged in _later(row, done) if columns & logged["after"].keys()][-1:]
    return f"{quoted(last[0].words)} ({last[0].by or 'a check'}) has" if last else "someone has"


# What an approval sets in a statement. Where the content changes the database moves it on, and no deed logs that.
_OF_APPROVAL = frozenset({"review_state", "reviewer_id"})


def _has_fallen(row: Statement) -> bool:
    return row.review_state == ReviewState.CHANGED


def _fell(row: Statement, done: Deed) -> str:
    """What its approval says no more, by which deed, with what to do: there is none to be undone first."""
    approved = [deed.seq for deed, _ in _later(row, done) if deed.verb == Verb.APPROVE][-1:]
    by = _last_on_content(row, *approved or [done.seq])
    since = f"has changed since{by}."
    if done.verb == Verb.APPROVE:
        return f"what it approved {since} Approve it again, or ask for changes."
    return f"{row.label} was approved after that, and {since} Change it by hand instead."


def _last_on_content(row: Statement, seq: int) -> str:
    """ " (“Changed 2.1”, Ana)": the last deed that changed what an approval covers; a source’s record has no deed."""
    statement = row._meta.label_lower
    its = {(statement, row.pk)}
    for model in (Citation, Counterpoint):
        ids = model.objects.filter(statement=row).values_list("pk", flat=True)
        its |= {(model._meta.label_lower, pk) for pk in ids}
    moved = reduce(or_, (Q(rows__contains=[{"model": model, "id": pk}]) for model, pk in its))
    deeds = Deed.objects.filter(moved, article_id=row.article_id, seq__gt=seq).select_related("by")
    for last in deeds.order_by("-seq"):
        covered = (row for row in last.rows if row["model"] != statement or CONTENT & row["after"].keys())
        if its & {(row["model"], row["id"]) for row in covered}:
            return f" ({quoted(last.words)}, {last.by or 'a check'})"
    return ""


def _put_back(act: Act, logged: dict[str, Any]) -> None:
    model = apps.get_model(logged["model"])
    row = model._base_manager.get(pk=logged["id"])
    fields = {field.attname: field for field in model._meta.fields}
    values = {name: fields[name].to_python(value) for name, value in logged["before"].items()}
    if isinstance(row, Decision) and values.get("withdrawn_at", act.at) is None:
        _check_decided_by(row, act.person_id)
    if (
        isinstance(row, Statement)
        and values.get("review_state") == ReviewState.APPROVED
        and not _stands(row, values)
    ):
        values["review_state"] = ReviewState.CHANGED
    if values.get("withdrawn_at") is not None:
        values["withdrawn_at"] = act.at
    act.change(row, **{fields[name].name: value for name, value in values.items()})


def _check_decided_by(decision: Decision, person_id: int | None) -> None:
    """A decision stands in the name of who gave it: nobody else brings it back, who may have worked on it."""
    if decision.created_by_id != person_id:
        who = decision.created_by or "Somebody else"
        raise NotAllowed(f"{who} decided this. They can do it again; or decide yourself, in your own name.")


def _stands(row: Statement, values: dict[str, Any]) -> bool:
    """Whether a live approval covers exactly the content that the row will have."""
    return (
        not CONTENT & values.keys()
        and Decision.objects.filter(
            statement=row, ruling=Ruling.APPROVE, withdrawn_at=None, content_version=row.content_version
        ).exists()
    )
