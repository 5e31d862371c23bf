"""What of an import the desk has already under another uid."""

from collections.abc import Iterable

from annotations.exports.json_rows import Row
from annotations.importing.writing import Ids
from annotations.models import Passage, Source
from annotations.services.sources import same_source, set_keys
from articles.models import Desk


def same_works(rows: Iterable[Row], *, desk: Desk) -> Ids:
    """Of the sources those that the desk knows by their address or DOI, with its own record."""
    drafts = [Source(desk=desk, uid=row["uid"], url=row["url"], csl=row["csl"]) for row in rows]
    for draft in drafts:
        set_keys(draft)
    known: set[tuple[str, str]] = set()
    for column in ("url_key", "doi_key"):
        keys = {getattr(draft, column) for draft in drafts} - {""}
        found = Source.objects.filter(desk=desk, **{f"{column}__in": keys}).values_list(column, flat=True)
        known |= {(column, key) for key in found}
    maybe = [row for row in drafts if known & {("url_key", row.url_key), ("doi_key", row.doi_key)}]
    return {row.uid: same.pk for row in maybe if (same := same_source(row))}


def same_passages(rows: Iterable[Row], *, ids: Ids) -> Ids:
    """Of the passages those whose words the desk has at that place of the work. ``ids`` has the works."""
    found: Ids = {}
    for row in rows:
        there = {"source": ids[row["source"]], "text": row["text"], "locator": row["locator"]}
        if passage := Passage.objects.filter(**there, withdrawn_at=None).first():
            found[row["uid"]] = passage.pk
    return found
