"""Who may do what at a desk, in predicates that can say why not."""

from collections.abc import Iterable

from articles.models import Membership, Role
from articles.querysets import members_at_least

# action: the least role that may do it
LEAST: dict[str, str] = {
    "read": Role.VIEWER,
    "annotate": Role.ANALYST,
    "take_in": Role.ANALYST,
    "review": Role.EDITOR,
    "take_back": Role.EDITOR,
    "take_off": Role.ADMIN,
    "manage": Role.ADMIN,
}
_WHAT: dict[str, str] = {
    "read": "read here",
    "annotate": "change annotations",
    "take_in": "take in an article",
    "review": "decide on statements",
    "take_back": "withdraw another’s flag",
    "take_off": "withdraw articles that others took in",
    "manage": "change the desk and its people",
}


MOST_NAMES = 3


def named(people: Iterable[Membership]) -> str:
    """ "Rosa, Viktor": who they are; of more than a few, the first and how many others."""
    names = [member.person.name for member in people]
    others = len(names) - MOST_NAMES
    if others < 1:
        return ", ".join(names)
    return f"{', '.join(names[:MOST_NAMES])} and {others} other{'s' if others > 1 else ''}"


def why_not(by: Membership, action: str) -> str:
    """The reason why ``by`` may not do ``action``, with who may; empty when they may."""
    least = LEAST[action]
    if by.is_at_least(least):
        return ""
    who = members_at_least(least).filter(desk_id=by.desk_id)
    names = named(who.select_related("person").order_by("person__name"))
    may = f"{names} can" if names else "Nobody at this desk can yet"
    return f"As {by.get_role_display().lower()} you cannot {_WHAT[action]}. {may}."
