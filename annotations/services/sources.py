"""Deeds on the desk's sources. They belong to no article, so history alone records them."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from annotations.models import Source
from annotations.permissions import require
from annotations.refusals import Refused, in_words
from annotations.services.statements import check_version
from annotations.services.tally import recount
from annotations.source_keys import doi_key, isbn_key, url_key
from articles.models import Article, Membership


def find_sources(text: str, *, by: Membership, most: int = 8) -> QuerySet[Source]:
    """The desk's sources that ``text`` may mean: by address, DOI, ISBN, or words of the title, newest first."""
    found = Source.objects.filter(desk_id=by.desk_id, withdrawn_at=None, merged_into=None)
    if not text.strip():
        return found.order_by("-id")[:most]
    wanted = Q()
    for word in text.split()[:8]:
        wanted &= Q(title__icontains=word)
    for column, key in (("url_key", url_key(text)), ("doi_key", doi_key(text)), ("isbn_key", isbn_key(text))):
        if key:
            wanted |= Q(**{column: key})
    return found.filter(wanted).order_by("-id")[:most]


def same_source(source: Source) -> Source | None:
    """A record of the same work at the desk, by the first key that both have."""
    for column in ("doi_key", "url_key"):
        if key := getattr(source, column):
            known = Source.objects.filter(
                **{column: key}, desk_id=source.desk_id, withdrawn_at=None, merged_into=None
            ).first()
            if known:
                return known
    return None


def make_source(
    *,
    by: Membership,
    title: str = "",
    url: str = "",
    csl: dict[str, Any] | None = None,
    archive_url: str = "",
    archived_on: date | None = None,
    derived_from: Source | None = None,
) -> Source:
    """A source of the desk; the known one where address or DOI say it is the same work.

    Raises Refused without a title or an address, ValidationError for a malformed one.
    """
    require(by, "annotate")
    title = title.strip() or url.strip()
    if not title:
        raise Refused("Give the source a title, or paste its address.", field="title")
    if derived_from is not None and derived_from.desk_id != by.desk_id:
        raise Refused("The origin is not a source of this desk.", field="derived_from")
    csl = csl or {}
    source = Source(
        desk_id=by.desk_id, created_by_id=by.person_id, created_at=timezone.now(), title=title[:500], url=url.strip(),
        csl=csl, archive_url=archive_url, archived_on=archived_on, derived_from=derived_from,
    )  # fmt: skip
    source.clean_fields(exclude=["desk", "created_by", "changed_by", "derived_from", "merged_into"])
    set_keys(source)
    known = same_source(source)
    if known is None:
        source.save(force_insert=True)
    return known or source


def set_keys(source: Source) -> None:
    """Work the keys out anew from address and record."""
    source.url_key = url_key(source.url)
    source.doi_key = doi_key(str(source.csl.get("DOI", "")) or source.url)
    source.isbn_key = isbn_key(str(source.csl.get("ISBN", "")))


def change_source(source: Source, *, by: Membership, version: int | None = None, **values: Any) -> Source:
    """Correct a source's record. It is shared: every article that cites it shows the change."""
    require(by, "annotate")
    check_version(source, version)
    for name, value in values.items():
        setattr(source, name, value)
    source.clean_fields(exclude=["desk", "created_by", "changed_by", "derived_from", "merged_into"])
    set_keys(source)
    names = {*values, "url_key", "doi_key", "isbn_key"}
    columns = {name: getattr(source, name) for name in names}
    stamp = {"version": source.version + 1, "changed_by_id": by.person_id}
    with in_words(), transaction.atomic():
        citing = Article.objects.filter(citations__source=source, citations__withdrawn_at=None)
        articles = list(Article.objects.filter(pk__in=citing).order_by("pk").select_for_update(no_key=True))
        if not Source.objects.filter(pk=source.pk, desk_id=by.desk_id, version=source.version).update(
            **columns, **stamp
        ):
            raise Refused(
                "Someone changed this source since you opened it. Reload it and try again.", code="stale"
            )
        for article in articles:  # another work, by its keys, is another content of what cites it
            recount(article, article.seq)
    source.version += 1
    return source
