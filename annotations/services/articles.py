"""Deeds on the article as a whole: its facts, its summary, who sees to it."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format

from annotations.models import Verb
from annotations.permissions import require, withdrawing
from annotations.quoting import quoted
from annotations.refusals import NO_TITLE, Refused, Stale
from annotations.services.deed import check_version, deed
from articles.models import Article, Membership, Mode, Person, Role
from articles.querysets import members_at_least

CHANGEABLE = frozenset(
    "title byline publisher url published_on language summary mode priority due owner".split()
)


def change_article(article: Article, *, by: Membership, version: int | None = None, **values: Any) -> Article:
    """Correct the facts, write the summary, set due time, priority, owner. Raises Stale, ValidationError."""
    require(by, "annotate")
    if unknown := values.keys() - CHANGEABLE:
        raise TypeError(f"not changeable here: {', '.join(sorted(unknown))}")
    check_version(article, version, **values)
    changed = {name for name, value in values.items() if getattr(article, name) != value}
    if "title" in values and not values["title"].strip():
        raise Refused(NO_TITLE, field="title")
    if changed & {"published_on", "mode"}:
        check_published(*(values.get(name, getattr(article, name)) for name in ("published_on", "mode")))
    owner = values.get("owner")
    if owner and owner.pk != article.owner_id:
        check_owner(article.desk_id, owner)
    verb = Verb.GIVE_ARTICLE if changed == {"owner"} else Verb.CHANGE_ARTICLE
    given = f"Assigned the article to {owner}" if owner else "Left the article unassigned"
    words = given if verb == Verb.GIVE_ARTICLE else _said(changed)
    with deed(article, verb, by=by, words=words) as act:
        act.change(article, **values)
    return article


def check_published(day: date | None, mode: str) -> None:
    """Refuse a day to come for an article that is out already."""
    if day and mode == Mode.AFTER and day > timezone.localdate():
        told = date_format(day, "j F Y")
        raise Refused(
            f"{told} is still to come. Correct it, or choose “Before publication”.", field="published_on"
        )


def check_owner(desk_id: int, person: Person) -> None:
    """Refuse somebody who does not work at the desk."""
    member = Membership.objects.filter(desk_id=desk_id, person=person).first()
    if member is None:
        raise Refused(f"{person} is not at this desk. Choose someone who is.", field="owner")
    if member.role == Role.VIEWER:
        raise Refused(
            f"{person} is a viewer at this desk. Choose an analyst, an editor or an admin.", field="owner"
        )


def owner_of(article: Article) -> tuple[Person | None, bool]:
    """Whose it is, and whether they see to it still: not who has left the desk since, or only reads."""
    working = members_at_least(Role.ANALYST).filter(desk=article.desk_id, person=OuterRef("pk"))
    found = Person.objects.filter(pk=article.owner_id or 0).annotate(works=Exists(working)).first()
    return found, found is not None and found.works


def _said(changed: set[str]) -> str:
    return "Changed the summary" if changed == {"summary"} else "Changed the article’s facts"


def take_on(article: Article, *, by: Membership) -> Article:
    """See to an article that was nobody's. Raises Stale where somebody else does already."""
    require(by, "annotate")
    owner, works = owner_of(article)
    if works and owner != by.person:
        raise Stale(article, f"{owner} already owns this article. Change the owner in the article’s facts.")
    return change_article(article, by=by, owner=by.person)


def withdraw_article(article: Article, *, by: Membership) -> None:
    """Take an article off the lists; undo brings it back."""
    require(by, withdrawing(by, article))
    with deed(
        article, Verb.WITHDRAW_ARTICLE, by=by, words=f"Removed {quoted(article.title)} from the list"
    ) as act:
        act.withdraw(article)
