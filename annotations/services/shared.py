"""How a row is changed that all articles of a desk share: locked, under its version, without a deed of its own.

Who needs several locks takes them in this order, and among equals by name or id; else two would wait for each other:

1. the key of a request that is sent twice (``annotations.api.idempotency``);
2. names (``hold_names``): imports of the desk; then short names of articles; then keys of works, names of claimants;
3. articles: every deed (``annotations.services.deed``), ``hold_articles``;
4. the origins of the desk's sources (``annotations.services.sources.hold_origins``);
5. rows of the desk's lists: ``hold``, which keeps others from naming them; a source while a passage of it is written
   down (``annotations.services.sources.add_passage``), which does not.

Who holds an article locks the rows of lists that it comes to name FOR KEY SHARE (``migrations/0007_on_the_list``): a
correction of such a row may go on meanwhile, ``hold`` waits. The row of the desk is locked for its own settings alone.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection, models, transaction

from annotations.quoting import quoted
from annotations.refusals import Stale, in_words
from articles.fields import clean_columns
from articles.models import Article, Membership


def change_shared(row: models.Model, *, by: Membership, **values: Any) -> None:
    """Set ``values``, raise the version; history keeps what was there before.

    Raises ValidationError with the field's sentence, Stale when somebody changed the row since it was read.
    """
    for name, value in values.items():
        setattr(row, name, value)
    clean_columns(row)
    columns = {name: getattr(row, name) for name in values}
    version = row.version  # type: ignore[attr-defined]
    stamp = {"version": version + 1, "changed_by_id": by.person_id}
    as_read = type(row)._base_manager.filter(pk=row.pk, desk_id=by.desk_id, version=version)
    with in_words(), transaction.atomic():
        if not as_read.update(**columns, **stamp):
            raise Stale(row)
    row.version = version + 1  # type: ignore[attr-defined]


def hold_names(scope: str, within: int, names: Iterable[str] = ("",)) -> None:
    """Lock names that no row stands for yet until the end of the transaction, of one ``scope`` ``within`` a desk."""
    with connection.cursor() as cursor:
        for name in sorted(set(names)):
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [f"{scope} {name}", within]
            )


def hold(*rows: models.Model) -> None:
    """Lock these rows of one model until the end of the transaction: nobody can name them meanwhile.

    They are read anew: somebody may have changed them since they were read.
    """
    held = type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows])
    list(held.order_by("pk").select_for_update())
    for row in rows:
        row.refresh_from_db()


def must_stand(row: Any) -> None:
    """What was merged away is corrected in the one that took it. Raises Stale."""
    if row.merged_into is not None:
        raise Stale(row, f"This was merged into {quoted(str(row.merged_into))}. Open that one instead.")


def hold_articles(rows: models.QuerySet[Any], most: int | None = None) -> list[Article]:
    """The articles of ``rows``, the first ``most``, locked: before what they share, as every deed locks them."""
    first = rows.order_by("article").values_list("article", flat=True).distinct()[:most]
    found = Article.objects.filter(pk__in=list(first))
    return list(found.order_by("pk").select_for_update(no_key=True))
