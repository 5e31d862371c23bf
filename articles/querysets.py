"""Which rows a person may see: the row form of the permissions."""

from typing import TypeVar, cast

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet

from articles.models import Article, Membership, Paragraph, Role
from articles.models.desk import ROLE_ORDER

M = TypeVar("M", bound=Model)


def articles_of(by: Membership, *, off_list: bool = False) -> QuerySet[Article]:
    """The live articles of the member's desk, or those off its list, with all that a page's head shows.

    ``owner_works``: who owns it has not left since, nor only reads now; where nobody does, it is nobody's.
    """
    rows = Article.objects.filter(desk_id=by.desk_id, withdrawn_at__isnull=not off_list)
    rows = rows.select_related("desk", "revision", "scale", "tally", "owner")
    return rows.annotate(owner_works=works_here("owner"))


def paragraphs_of(article: Article) -> QuerySet[Paragraph]:
    """Those of the text in force."""
    return Paragraph.objects.filter(revision_id=article.text_id, withdrawn_at=None)


def works_here(person: str, desk: str = "desk") -> Exists:
    """Whether the person whom the column ``person`` names works at the desk in ``desk``, so that something waits for
    somebody: viewers only read.
    """
    return Exists(members_at_least(Role.ANALYST).filter(person=OuterRef(person), desk=OuterRef(desk)))


def members_at_least(role: str) -> QuerySet[Membership]:
    return Membership.objects.filter(
        role__in=[each for each in ROLE_ORDER if ROLE_ORDER[each] >= ROLE_ORDER[role]]
    )


def is_mine(by: Membership, article: str = "") -> Q:
    """Of articles: whose owner the member is, or that they took in and nobody sees to.

    ``article``: where it stands, from what is asked for ("article__").
    """
    is_seen_to = works_here(f"{article}owner", f"{article}desk")
    owned, took_in = {f"{article}owner": by.person_id}, {f"{article}created_by": by.person_id}
    return Q(is_seen_to, **owned) | Q(~is_seen_to, **took_in)


def seen_by(rows: QuerySet[M], *, desk: str, person: int) -> QuerySet[M]:
    """Those of the desk with this slug where the person is a member, each with their membership's id and role."""
    member = "desk__memberships"
    rows = rows.filter(**{"desk__slug": desk, f"{member}__person": person})
    return cast(QuerySet[M], rows.annotate(member=F(f"{member}__id"), role=F(f"{member}__role")))
