"""Deeds on the desk's claimants: who says things."""

from django.db import transaction
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from annotations.models import Claimant, Statement
from annotations.permissions import require
from annotations.plurals import times
from annotations.querysets import all_words, claimants_of
from annotations.refusals import Refused
from annotations.services.deed import check_version, stands
from annotations.services.shared import change_shared, hold, hold_names, must_stand
from articles.fields import clean_columns, clean_text
from articles.models import Membership


def make_claimant(*, by: Membership, name: str, role: str = "") -> Claimant:
    """The desk's claimant of this name and role, made where it is new. Without a role, the one whom ``name`` means.

    Raises Refused where it may mean several, ValidationError.
    """
    return add_claimant(by=by, name=name, role=role)[0]


@transaction.atomic
def add_claimant(*, by: Membership, name: str, role: str = "") -> tuple[Claimant, bool]:
    """The same, with whether it is new."""
    require(by, "annotate")
    claimant = _drafted(name, role, by=by)
    if claimant.pk is None:
        hold_names("claimant", by.desk_id, [_held_by(claimant.name)])
        claimant = _drafted(name, role, by=by)  # somebody else may have been quicker
    if claimant.pk is not None:
        return claimant, False
    return Claimant.objects.get_or_create(
        desk_id=by.desk_id, name=claimant.name, role=claimant.role, withdrawn_at=None,
        defaults={"created_by_id": by.person_id},
    )  # fmt: skip


def _drafted(name: str, role: str, *, by: Membership) -> Claimant:
    """Who is called so, in whatever case; a row that is not saved where nobody is."""
    if not role.strip() and (meant := _only(called(name, by=by))):
        return meant
    name = clean_text(name, field_label="Name", max_length=200, multiline=False)
    claimant = Claimant(desk_id=by.desk_id, name=name, role=role)
    clean_columns(claimant)
    known = claimants_of(by).filter(name__iexact=claimant.name, role__iexact=claimant.role).first()
    return known or claimant


def _held_by(name: str) -> str:
    """What is locked of a name: the same for all that may mean one, in any case, or written as "Name, role"."""
    return name.partition(",")[0].strip().upper().casefold()


def called(text: str, *, by: Membership) -> QuerySet[Claimant]:
    """Those on the desk's list who are called ``text``: by name, or by "Name, role" as the list has it."""
    text = clean_text(text, field_label="Name", multiline=False)
    return _in_full(by).filter(Q(name__iexact=text) | Q(whole__iexact=text)).order_by("role", "pk")


def find_claimants(text: str, *, by: Membership) -> QuerySet[Claimant]:
    """Those on the desk's list whom ``text`` may mean: it has words of name and role."""
    words = " ".join(word.strip(",") or word for word in text.split())
    return _in_full(by).filter(all_words(words, "spelled__contains")).order_by("name", "role", "pk")


def _in_full(by: Membership) -> QuerySet[Claimant]:
    """The desk's list, each with ``whole``: "Name, role"."""
    whole = Concat("name", Value(", "), "role", output_field=CharField())
    return claimants_of(by).annotate(whole=whole)


def _only(namesakes: QuerySet[Claimant]) -> Claimant | None:
    """The one of these, or who has no role at all. Raises Refused for several."""
    found = list(namesakes[:5])
    if len(found) > 1 and found[0].role:
        raise Refused(
            f"Several claimants have that name: {'; '.join(map(str, found))}. Choose one, or add the role.",
            field="name",
        )
    return found[0] if found else None


def change_claimant(
    claimant: Claimant, *, by: Membership, version: int | None = None, **values: str
) -> Claimant:
    """Correct name or role, wherever they are printed. It is the same claimant still: no approval falls.

    Raises Refused where the desk has another one so called, Stale, ValidationError.
    """
    require(by, "annotate")
    must_stand(claimant)
    check_version(claimant, version, **values)
    if not stands(claimant, values):
        change_shared(claimant, by=by, **values)
    return claimant


def withdraw_claimant(claimant: Claimant, *, by: Membership) -> None:
    """Take a claimant off the desk's list by whom no statement is; ``restore_claimant`` puts it back."""
    require(by, "annotate")
    with transaction.atomic():
        hold(claimant)
        must_stand(claimant)
        if claimant.withdrawn_at is not None:
            return
        if why_not := why_not_withdraw_claimant(claimant):
            raise Refused(why_not)
        change_shared(claimant, by=by, withdrawn_at=timezone.now())


def why_not_withdraw_claimant(claimant: Claimant) -> str:
    """What keeps it on the list; empty where nothing does."""
    named = said_by(claimant).count()
    return f"{claimant} is named {times(named)}. Merge it into another claimant instead." if named else ""


def restore_claimant(claimant: Claimant, *, by: Membership) -> None:
    """Put a claimant back on the desk's list who was taken off it, or merged into another.

    Raises Refused where another one is called so by now.
    """
    require(by, "annotate")
    with transaction.atomic():
        hold(claimant)
        if claimant.withdrawn_at is not None:
            change_shared(claimant, by=by, withdrawn_at=None, merged_into=None)


def said_by(claimant: Claimant) -> QuerySet[Statement]:
    return Statement.objects.filter(claimant=claimant, withdrawn_at=None)
