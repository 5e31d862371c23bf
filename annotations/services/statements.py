"""Deeds on what a statement is: its kind, who says it, what was checked, whether it counts."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from annotations.models import (
    Claimant,
    Deed,
    Relation,
    RelationKind,
    Statement,
    StatementKind,
    Status,
    Verb,
    Verification,
)
from annotations.models.statement import NOT_FACTUAL
from annotations.permissions import require
from annotations.plurals import counted
from annotations.querysets import LeansOn, all_words, language_of_words
from annotations.refusals import GUARDS, NO_WHY, Refused
from annotations.services.deed import Act, check_version, deed
from annotations.services.verifying import NO_VERDICT, reopen_flags, set_verdict, settle_states
from articles.models import Article, Membership, Paragraph

CHANGEABLE = frozenset(
    "kind is_quotation claimant claimant_unclear plain checked_said checked_so one_origin_why".split()
)
MOST_FOUND = 8


def change_statement(
    statement: Statement, *, by: Membership, version: int | None = None, **values: Any
) -> Statement:
    """Set any of kind, is_quotation, claimant, claimant_unclear, plain, checked_said, checked_so, one_origin_why.

    ``version`` is the one that the form was opened with. Raises Stale, ValidationError, NotAllowed.
    """
    require(by, "annotate")
    if unknown := values.keys() - CHANGEABLE:
        raise TypeError(f"not changeable here: {', '.join(sorted(unknown))}")
    check_version(statement, version, **values)
    if not values.get("checked_said", statement.checked_said) and not values.get(
        "checked_so", statement.checked_so
    ):
        raise Refused("Tick what was checked: that it was said, that it is so, or both.", field="checked_so")
    values |= _who_says(values, by)
    was_checked = statement.checked_said, statement.checked_so
    with deed(
        statement.article,
        Verb.CHANGE_STATEMENT,
        by=by,
        words=f"Changed {statement.label}",
        statement=statement,
    ) as act:
        kind = values.pop("kind", None)
        act.change(statement, **values)
        if kind is not None:
            _confirm_kind(act, statement, kind)
        if was_checked != (statement.checked_said, statement.checked_so):
            settle_states(act, statement)
    return statement


def _who_says(values: dict[str, Any], by: Membership) -> dict[str, Any]:
    """What naming who says it, or calling it unclear, comes to; nobody is proposed once somebody has said it."""
    if values.keys().isdisjoint(("claimant", "claimant_unclear")):
        return {}
    claimant, unclear = values.get("claimant"), values.get("claimant_unclear")
    if claimant is not None and claimant.desk_id != by.desk_id:
        raise Refused("This claimant is not on the desk’s list.", field="claimant")
    if claimant is not None and not claimant.is_listed:
        raise Refused(GUARDS["claimant_on_list"], field="claimant")
    if claimant and unclear:
        raise Refused("Name who says it, or tick “unclear”, not both.", field="claimant_unclear")
    said: dict[str, Any] = {"claimant_proposed": ""}
    if unclear:
        said["claimant"] = None
    elif "claimant" in values:  # None is the byline
        said["claimant_unclear"] = False
    return said


def confirm_kinds(article: Article, kinds: dict[int, str], *, by: Membership, is_of_all: bool = False) -> Act:
    """Confirm kinds in bulk: statement id → kind. One act, one undo.

    An opinion, or what is no claim, is thereby answered: "Not a factual claim". ``is_of_all``: by the list of all
    that look like one, so that who confirms some of them has declined the others.
    """
    require(by, "annotate")
    rows = live(article, kinds)
    bad = sorted({kind for kind in kinds.values() if kind not in StatementKind.values})
    if bad:
        raise Refused(f"Unknown kind: {', '.join(bad)}.", field="kind")
    verb = Verb.GO_THROUGH_KINDS if is_of_all else Verb.CONFIRM_KINDS
    with deed(article, verb, by=by, words=f"Confirmed {counted(len(rows), 'kind')}") as act:
        for statement in rows:
            _confirm_kind(act, statement, kinds[statement.pk])
    return act


def _confirm_kind(act: Act, statement: Statement, kind: str) -> None:
    """What is no factual claim is answered by saying so, unless it shows another's verdict.

    Said once: who took that verdict back does not give it again with the kind left as it was. The answer falls with
    the kind that gave it; one for which somebody wrote a reason stands.
    """
    is_news = not statement.kind_confirmed or statement.kind != kind
    had_answered = statement.kind_confirmed and statement.kind in NOT_FACTUAL
    act.change(statement, kind=kind, kind_confirmed=True)
    is_open = statement.status == Status.UNCHECKED and statement.same_as_id is None
    if is_news and is_open and kind in NOT_FACTUAL:
        set_verdict(act, statement, status=Status.NOT_CLAIM)
    elif had_answered and kind not in NOT_FACTUAL and _is_bare_no_claim(statement):
        act.change(statement, **NO_VERDICT)


def _is_bare_no_claim(statement: Statement) -> bool:
    given = statement.verification if statement.status == Status.NOT_CLAIM else None
    return given is not None and not given.rationale.strip()


def live(article: Article, ids: Iterable[int]) -> list[Statement]:
    """The article's live statements among ``ids``, in reading order. Raises Refused when one is missing."""
    wanted = set(ids)
    rows = list(
        Statement.objects.filter(article=article, pk__in=wanted, withdrawn_at=None).order_by(
            "reading_order", "id"
        )
    )
    if not wanted:
        raise Refused("Select at least one statement first (x).", field="statements")
    if len(rows) != len(wanted):
        raise Refused(
            "Some of the selected statements are gone. Reload the page and select again.", field="statements"
        )
    for row in rows:
        row.article = article
    return rows


def the_only(rows: list[Statement]) -> Statement | None:
    return rows[0] if len(rows) == 1 else None


def which_they_are(rows: list[Statement]) -> str:
    """Which they are: "4.2", "3 statements"."""
    only = the_only(rows)
    return only.label if only else counted(len(rows), "statement")


def set_claimant(
    article: Article, ids: Iterable[int], *, by: Membership, claimant: Claimant | None, unclear: bool = False
) -> Act:
    """Say who says it, for many statements at once. None without ``unclear`` is the byline."""
    require(by, "annotate")
    rows = live(article, ids)
    values = {"claimant": claimant, "claimant_unclear": unclear}
    values |= _who_says(values, by)
    who = str(claimant) if claimant else "unclear" if unclear else "the byline"
    words, only = f"Set who says {which_they_are(rows)}: {who}", the_only(rows)
    with deed(article, Verb.SET_CLAIMANT, by=by, words=words, statement=only) as act:
        for statement in rows:
            act.change(statement, **values)
    return act


def leave_out(article: Article, ids: Iterable[int], *, by: Membership, why: str) -> Act:
    """Leave statements out of the count, with the reason that is printed. One that was given before stands."""
    require(by, "annotate")
    if not why.strip():
        raise Refused(NO_WHY, field="why")
    rows = [row for row in live(article, ids) if not (row.left_out and row.left_out_why)]
    words, only = f"Left out {which_they_are(rows)}", the_only(rows)
    with deed(article, Verb.LEAVE_OUT, by=by, words=words, statement=only) as act:
        for statement in rows:
            act.change(statement, left_out=True, left_out_why=why)
        count_as_one(act)
    return act


def restore(article: Article, ids: Iterable[int], *, by: Membership) -> Act:
    """Take statements back into the count, with the paragraphs in which they stand."""
    require(by, "annotate")
    rows = live(article, ids)
    words, only = f"Restored {which_they_are(rows)}", the_only(rows)
    with deed(article, Verb.RESTORE, by=by, words=words, statement=only) as act:
        for statement in rows:
            act.change(statement, left_out=False, left_out_why="")
        around = {"placements__statement__in": rows, "placements__withdrawn_at": None}
        for paragraph in Paragraph.objects.filter(**around, left_out=True, withdrawn_at=None).distinct():
            act.change(paragraph, left_out=False, decided_by=by.person)
        follow_paragraphs(act)
        count_as_one(act)
    return act


def count_as_one(act: Act) -> None:
    """Refuse that something counts while whose verdict it shows does not: nobody would read that verdict."""
    moved = {row["id"] for row in act.rows if row["model"] == Statement._meta.label_lower}
    here = Q(pk__in=moved) | Q(same_as__in=moved)
    found = Statement.objects.filter(here, withdrawn_at=None, left_out=False, same_as__left_out=True)
    for label, leader in found.order_by("reading_order").values_list("label", "same_as__label")[:1]:
        raise Refused(
            f"{label} shows the verdict of {leader}: leave out both or neither, or remove the link first."
        )


def follow_paragraphs(act: Act) -> None:
    """What stands in a left-out paragraph is left out; in a kept one, only for a reason of its own."""
    here = {
        "article": act.article,
        "withdrawn_at": None,
        "placements__withdrawn_at": None,
        "placements__revision": act.article.revision_id,
    }
    for statement in Statement.objects.filter(**here, left_out=False, placements__paragraph__left_out=True):
        act.change(statement, left_out=True)
    astray = {"left_out": True, "left_out_why": "", "placements__paragraph__left_out": False}
    for statement in Statement.objects.filter(**here, **astray):
        act.change(statement, left_out=False)


def find_others(statement: Statement, text: str) -> QuerySet[Statement]:
    """Other statements of its article that ``text`` may mean: by their number, or its beginning, or by their words.

    What it names exactly comes first.
    """
    text = text.strip()
    words = all_words(text, "spelled__contains")
    live = Statement.objects.filter(article=statement.article, withdrawn_at=None, left_out=False)
    exactly = ExpressionWrapper(Q(label__iexact=text), BooleanField())
    found = live.exclude(pk=statement.pk).filter(words | Q(label__istartswith=text)).select_related("article")
    found = found.annotate(language=language_of_words())
    return found.order_by(exactly.desc(), "reading_order")[:MOST_FOUND]


def relate(a: Statement, b: Statement, *, by: Membership, kind: str) -> Relation:
    """Link two statements of one article: ``a`` leans on ``b``, or clashes with it.

    Raises Refused where ``b`` leans on ``a`` already, be it by way of others: each would put the other up again. So
    would a verdict that both show.
    """
    require(by, "annotate")
    _of_one_article(a, b)
    if kind not in RelationKind.values:
        raise Refused("Choose how the two are linked.", field="kind")
    # A clash is mutual: the same pair the other way round is the same link.
    if (
        kind == RelationKind.CLASHES_WITH
        and Relation.objects.filter(a=b, b=a, kind=kind, withdrawn_at=None).exists()
    ):
        raise Refused("These two are linked in this way already.", field="other")
    words = f"{a.label} {RelationKind(kind).label.lower()} {b.label}"
    with deed(a.article, Verb.RELATE, by=by, words=words, statement=a) as act:
        if kind == RelationKind.LEANS_ON and Statement.objects.filter(LeansOn("id", Value(a.pk)), pk=b.pk):
            raise Refused(
                f"{b.label} leans on {a.label} already, directly or by way of others. Remove that link first.",
                field="other",
            )
        link = act.add(Relation(article_id=a.article_id, a=a, b=b, kind=kind))
        lean_on_others(act)
        return link


def unrelate(relation: Relation, *, by: Membership) -> None:
    """Take the link away; undo brings it back."""
    require(by, "annotate")
    words = f"Removed the link between {relation.a.label} and {relation.b.label}"
    with deed(relation.article, Verb.UNRELATE, by=by, words=words, statement=relation.a) as act:
        act.withdraw(relation)


def leaning_on_itself(article: Article) -> QuerySet[Relation]:
    """Links of the article by which a verdict leans on itself: both ends show the same."""
    rows = Relation.objects.filter(article=article, kind=RelationKind.LEANS_ON, withdrawn_at=None)
    return rows.annotate(at_a=Coalesce("a__same_as", "a"), at_b=Coalesce("b__same_as", "b")).filter(
        at_a=F("at_b")
    )


def lean_on_others(act: Act, *, how: str = "with one verdict for both", field: str = "other") -> None:
    """Refuse that a link, a merge, or a verdict that is shared from now on, lets a statement lean on itself.

    Be it by way of others; what leaned on itself before stays as it is.
    """
    links = {row["id"] for row in act.rows if row["model"] == Relation._meta.label_lower}
    sharing = {row["id"] for row in act.rows if row["after"].get("same_as_id")}
    here = Q(pk__in=links) | Q(a__in=sharing) | Q(b__in=sharing)
    rows = Relation.objects.filter(here, article=act.article, kind=RelationKind.LEANS_ON, withdrawn_at=None)
    itself = Q(pk__in=leaning_on_itself(act.article)) | Q(LeansOn("b_id", F("a_id")))
    for link in rows.filter(itself).select_related("a", "b").order_by("pk")[:1]:
        one, other = link.a.label, link.b.label
        raise Refused(
            f"{one} leans on {other}: {how} it would lean on itself. Remove a link first.",
            field=field,
        )


def follower_and_leader(row: Statement, other: Statement) -> tuple[Statement, Statement]:
    """In which order two that are one claim ``follow``: ``other`` leads, unless ``row`` alone has a verdict to show."""
    if row.status == Status.UNCHECKED or other.status != Status.UNCHECKED or other.same_as_id:
        return row, other
    leads = Statement.objects.filter(same_as=other, withdrawn_at=None).exists()
    return (row, other) if leads else (other, row)


def follow(statement: Statement, leader: Statement | None, *, by: Membership) -> Statement:
    """ "Same claim as": one verdict, at the leader, shown in both places. None lets go: its own stands again.

    Raises Refused where the leader follows another itself, or the follower leads some; where one leans on the other.
    """
    require(by, "annotate")
    if leader is None:
        words = f"{statement.label} no longer shares a verdict"
    else:
        _of_one_article(statement, leader)
        if leader.same_as_id:
            raise Refused(f"{leader.label} itself repeats another statement. Choose that one.", field="other")
        if Statement.objects.filter(same_as=statement, withdrawn_at=None).exists():
            raise Refused(
                f"Other statements repeat {statement.label}. Link them to the other one first.",
                field="other",
            )
        words = f"{statement.label} is the same claim as {leader.label}"
    with deed(statement.article, Verb.FOLLOW, by=by, words=words, statement=statement) as act:
        if leader is not None:
            act.change(statement, same_as=leader, **NO_VERDICT)
        else:
            act.change(statement, same_as=None, **_set_aside(statement))
            settle_states(act, statement)
        count_as_one(act)
        lean_on_others(act)
        reopen_flags(act, statement)
    return statement


def _set_aside(statement: Statement) -> dict[str, Any]:
    """The verdict that gave way, as the log tells, when the statement began to show the one that it shows."""
    row = {"model": Statement._meta.label_lower, "id": statement.pk}
    began = {**row, "after": {"same_as_id": statement.same_as_id}}
    deeds = Deed.objects.filter(article_id=statement.article_id, rows__contains=[began])
    logged = deeds.order_by("-seq").values_list("rows", flat=True).first() or []
    aside = [each["before"].get("verification_id") for each in logged if row.items() <= each.items()]
    given = Verification.objects.filter(pk__in=filter(None, aside), withdrawn_at=None).first()
    return {"verification": given, "status": given.status} if given else {}


def _of_one_article(a: Statement, b: Statement) -> None:
    if a.article_id != b.article_id:
        raise Refused("Only statements of the same article can be linked.", field="other")
    if a.pk == b.pk:
        raise Refused("A statement cannot be linked to itself. Choose another.", field="other")
    if b.withdrawn_at is not None:
        raise Refused("The other statement no longer exists. Choose another.", field="other")
