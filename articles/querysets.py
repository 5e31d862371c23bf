"""Which rows a person may see: the row form of the permissions."""

from django.db.models import QuerySet

from articles.models import Article, Membership


def articles_of(by: Membership) -> QuerySet[Article]:
    """The live articles of the member's desk, with all that a page's head shows."""
    return Article.objects.filter(desk_id=by.desk_id, withdrawn_at=None).select_related(
        "desk", "revision", "scale", "tally", "owner"
    )
