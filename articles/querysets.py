"""Which rows a person may see: the row form of the permissions."""

from typing import TypeVar, cast

from django.db.models import F, Model, Q, QuerySet

from articles.models import Article, Membership

M = TypeVar("M", bound=Model)


def articles_of(by: Membership) -> QuerySet[Article]:
    """The live articles of the member's desk, with all that a page's head shows."""
    return Article.objects.filter(desk_id=by.desk_id, withdrawn_at=None).select_related(
        "desk", "revision", "scale", "tally", "owner"
    )


def is_mine(by: Membership, article: str = "") -> Q:
    """Of articles: whose owner the member is, or that they took in for nobody.

    ``article``: where it stands, from what is asked for ("article__").
    """
    owned, nobodys = {f"{article}owner": by.person_id}, {f"{article}owner": None}
    return Q(**owned) | Q(**nobodys, **{f"{article}created_by": by.person_id})


def seen_by(rows: QuerySet[M], *, desk: str, person: int) -> QuerySet[M]:
    """Those of the desk with this slug where the person is a member, each with their membership's id and role."""
    member = "desk__memberships"
    rows = rows.filter(**{"desk__slug": desk, f"{member}__person": person})
    return cast(QuerySet[M], rows.annotate(member=F(f"{member}__id"), role=F(f"{member}__role")))
