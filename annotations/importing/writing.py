"""Puts the rows of an import into the database, table by table."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from annotations.exports.json_rows import Row
from annotations.refusals import Refused, constraint_of, messages_of
from articles.fields import clean_columns

BATCH = 1000

Ids = dict[UUID | None, int | None]


def create(rows: Iterable[Any], table: str, *, told: Sequence[Row] = ()) -> list[Any]:
    """Insert the rows after the models' own checks. Raises Refused that names table and row, of those ``told``."""
    made = list(rows)
    for place, row in enumerate(made, 1):
        try:
            clean_columns(row)
            row.clean()
        except ValidationError as error:
            wrong = " ".join(f"{name}: {' '.join(texts)}" for name, texts in messages_of(error).items())
            place = next((n for n, other in enumerate(told, 1) if other["uid"] == row.uid), place)
            here = table if table == "article" else f"{table}, row {place}"
            raise Refused(f"{here}: {wrong} Nothing was taken in.", field="file") from error
    if not made:
        return []
    try:
        with transaction.atomic():
            return list(type(made[0])._default_manager.bulk_create(made, batch_size=BATCH))
    except IntegrityError as error:
        if constraint_of(error).endswith("_uid_once"):
            raise Refused(
                f"{table}: some of these rows are at the desk already, in another article. "
                "Nothing was taken in.",
                field="file",
            ) from error
        raise


def reserve(model: Any, rows: list[Row]) -> Ids:
    """Ids for rows that point at each other, uid by uid."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, len(rows)],
        )
        return {row["uid"]: number for row, (number,) in zip(rows, cursor.fetchall(), strict=True)}
