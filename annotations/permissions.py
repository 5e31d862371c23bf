"""Who may do a deed, with the reason where not."""

import re
from collections.abc import Callable

from annotations.compiled import CompiledValues
from annotations.models import Contribution, Statement
from annotations.refusals import NotAllowed
from articles.models import Article, Membership, Person, Role
from articles.permissions import named, why_not
from articles.querysets import members_at_least
from articles.spelling import spelled

__all__ = ["require", "require_manager", "taking_back", "why_not", "why_not_approve", "withdrawing"]


def require(by: Membership, action: str) -> None:
    """Raise NotAllowed, with who may, unless ``by`` may do ``action``."""
    if reason := why_not(by, action):
        raise NotAllowed(reason)


def require_manager(by: Membership, desk_id: int) -> None:
    """Raise NotAllowed unless ``by`` manages this very desk."""
    require(by, "manage")
    if by.desk_id != desk_id:
        raise NotAllowed("This is another desk. Only its own admins can do this.")


def withdrawing(by: Membership, article: Article) -> str:
    """The action that taking the article off the list comes to: who took it in may, and an admin."""
    return "take_in" if article.created_by_id == by.person_id else "take_off"


def taking_back(by: Membership, raised_by: int | None) -> str:
    """The action that taking back a flag or a note comes to: one's own, or any for an editor."""
    return "annotate" if raised_by == by.person_id else "take_back"


def why_not_approve(by: Membership, statement: Statement, *, what: Callable[[], str] = str) -> str:
    """Four eyes: who approves has not contributed to what is approved. Empty when ``by`` may.

    Who worked on it before an import came back as a name alone: whoever bears that name, or bore it, may be the same.
    ``what`` names the part that ``by`` wrote, if the caller knows it ("the verdict").
    """
    if reason := why_not(by, "review"):
        return reason
    who = _CONTRIBUTORS(statement.pk)
    wrote = {row["person"] for row in who}
    from_file = {
        _bare(row["person__name"]): row["person__name"] for row in who if row["person__is_placeholder"]
    }
    own = _among(from_file, by.person)
    if by.person_id not in wrote and not own:
        return ""
    editors = members_at_least(Role.EDITOR).filter(desk_id=by.desk_id).exclude(person_id__in=wrote)
    others = editors.select_related("person").order_by("person__name")
    names = named([other for other in others if not _among(from_file, other.person)])
    may = (
        f"Someone else must approve it: {names} can."
        if names
        else "No other editor of this desk could approve it."
    )
    if by.person_id not in wrote:
        is_now = "" if _bare(by.person.name) in from_file else ", and that was your name"
        return f"The imported file says that {own} wrote part of this{is_now}. {may}"
    part = f" ({known})" if (known := what()) else ""
    return f"You wrote part of this{part}. {may}"


def _among(names: dict[str, str], person: Person) -> str:
    """The one of ``names`` that the person has, or had; else empty."""
    return next(filter(None, map(names.get, map(_bare, (person.name, *person.former_names)))), "")


def _bare(name: str) -> str:
    """A name however it is spelled, without the number that an export gives to the second of that name."""
    return re.sub(r" \(\d+\)$", "", spelled(name))


_CONTRIBUTORS = CompiledValues(
    lambda statement: Contribution.objects.filter(statement=statement).values(
        "person", "person__name", "person__is_placeholder"
    )
)
