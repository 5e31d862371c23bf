"""How a row is changed that all articles of a desk share: locked, under its version, without a deed of its own."""

from typing import Any

from django.db import models, transaction
from django.utils.text import Truncator

from annotations.quoting import nested
from annotations.refusals import Stale, in_words
from articles.models import Article, Membership


def change_shared(row: models.Model, *, by: Membership, **values: Any) -> None:
    """Set ``values``, raise the version; history keeps what was there before.

    Raises ValidationError with the field's sentence, Stale when somebody changed the row since it was read.
    """
    for name, value in values.items():
        setattr(row, name, value)
    row.clean_fields(exclude=[field.name for field in row._meta.fields if field.is_relation])
    columns = {name: getattr(row, name) for name in values}
    version = row.version  # type: ignore[attr-defined]
    stamp = {"version": version + 1, "changed_by_id": by.person_id}
    as_read = type(row)._base_manager.filter(pk=row.pk, desk_id=by.desk_id, version=version)
    with in_words(), transaction.atomic():
        if not as_read.update(**columns, **stamp):
            raise Stale(row)
    row.version = version + 1  # type: ignore[attr-defined]


def hold(*rows: models.Model) -> None:
    """Lock these rows of one model until the end of the transaction: nobody can name them meanwhile.

    They are read anew: somebody may have changed them since they were read.
    """
    held = type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows])
    list(held.order_by("pk").select_for_update())
    for row in rows:
        row.refresh_from_db()


def hold_articles(rows: models.QuerySet[Any], most: int | None = None) -> list[Article]:
    """The articles of ``rows``, the first ``most``, locked: before what they share, as every deed locks them."""
    first = rows.order_by("article").values_list("article", flat=True).distinct()[:most]
    found = Article.objects.filter(pk__in=list(first))
    return list(found.order_by("pk").select_for_update(no_key=True))


def quoted(words: str) -> str:
    """ "“Annual statement 2025”": within a sentence, cut where it is long; what is quoted in it has single marks."""
    return f"“{nested(Truncator(words).chars(80))}”"


def times(number: int) -> str:
    """ "once", "3 times"."""
    return "once" if number == 1 else f"{number} times"
