"""What stands behind the verdicts in force, back to the first: rows, people."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import F

from annotations.compiled import Row
from annotations.models import Decision, Source, Verification
from annotations.reading import lines
from articles.models import Article, Membership


def verdicts(article: Article) -> list[Row]:
    """The verifications, oldest first; withdrawn ones left out."""
    rows = Verification.objects.filter(
        statement__article_id=article.pk, statement__withdrawn_at=None, withdrawn_at=None
    )
    return list(rows.order_by("id").values(*lines.VERIFICATION))


def decisions(article: Article) -> list[Row]:
    """The decisions with the content as it stands (``seen``), oldest first; withdrawn ones left out."""
    rows = Decision.objects.filter(article_id=article.pk, withdrawn_at=None).order_by("id")
    return list(rows.values(*lines.DECISION, seen=F("statement__content_version")))


def origins(article: Article, cited: Iterable[Row]) -> list[Row]:
    """The works that cited ones are copies of, and theirs, where they are not cited themselves, by uid."""
    above = {row["source__uid"]: row["source__derived_from__uid"] for row in cited}
    found: dict[UUID, Row] = {}
    while wanted := set(filter(None, above.values())) - above.keys():
        rows = Source.objects.filter(desk_id=article.desk_id, uid__in=wanted).values(*lines.WORK)
        new = {row["uid"]: row for row in rows}
        found |= new
        above |= dict.fromkeys(wanted) | {uid: row["derived_from__uid"] for uid, row in new.items()}
    return [found[uid] for uid in sorted(found, key=str)]


def roles(article: Article, people: Mapping[str, int]) -> dict[str, str]:
    """Name → role at the article's desk, of those who are there still."""
    rows = Membership.objects.filter(desk_id=article.desk_id, person_id__in=people.values())
    known = dict(rows.values_list("person_id", "role"))
    return {name: known[person] for name, person in people.items() if person in known}
