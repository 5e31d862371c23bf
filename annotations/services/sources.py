"""Deeds on the desk's sources: the record, what becomes of it, the passages found in it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.utils import timezone

from annotations.models import Citation, Passage, Source
from annotations.models.source import check_addresses
from annotations.permissions import require
from annotations.plurals import times
from annotations.querysets import OneOf, all_words, sources_of
from annotations.quoting import quoted
from annotations.refusals import NO_SOURCE_TITLE, Known, Refused
from annotations.services.deed import check_version, stands
from annotations.services.shared import change_shared, hold, hold_articles, hold_names, must_stand
from annotations.services.tally import recount
from annotations.source_keys import doi_key, isbn_key, keys_in, url_key, without_tracking, work_named
from articles.fields import clean_columns
from articles.models import Membership
from articles.spelling import spelled

KEYS = ("url_key", "doi_key", "isbn_key")


def find_sources(text: str, *, by: Membership, most: int = 8) -> QuerySet[Source]:
    """The desk's sources that ``text`` may mean: by address, DOI, ISBN, or words of the title.

    What it names exactly comes first, then the newest.
    """
    found = sources_of(by)
    if not text.strip():
        return found.order_by("-id")[:most]
    by_key = Q()
    for column, key in keys_in(text).items():
        by_key |= Q(**{column: key})
        merged = Source.objects.filter(**{column: key}, desk_id=by.desk_id, withdrawn_at=None)
        by_key |= Q(OneOf("pk", merged.exclude(merged_into=None).values("merged_into")))
    exactly = ExpressionWrapper(Q(spelled=spelled(text.strip())) | by_key, BooleanField())
    return found.filter(all_words(text, "spelled__contains") | by_key).order_by(exactly.desc(), "-id")[:most]


def meant(text: str, found: Iterable[Source]) -> Source | None:
    """The one of ``found`` that ``text`` names exactly, by its title or by a key; None where several do."""
    title, keys = text.strip().casefold(), set(keys_in(text).values())
    named = [
        row
        for row in found
        if row.title.casefold() == title or not keys.isdisjoint((row.url_key, row.doi_key, row.isbn_key))
    ]
    return named[0] if len(named) == 1 else None


def same_source(source: Source) -> Source | None:
    """A record of the same work at the desk, by the first key that both have; of one merged away, what took it."""
    found = _same(source)
    return found and _stands(found)


def _same(source: Source, keys: Sequence[str] = ("doi_key", "url_key")) -> Source | None:
    """Another record by these keys, on the list before merged away: then in that which took it."""
    for column in keys:
        if key := getattr(source, column):
            rows = Source.objects.filter(**{column: key}, desk_id=source.desk_id, withdrawn_at=None)
            listed_first = F("merged_into").asc(nulls_first=True)
            for row in rows.select_related("merged_into").order_by(listed_first, "pk"):
                if _stands(row).is_listed and _stands(row).pk != source.pk:
                    return row
    return None


def _stands(source: Source) -> Source:
    return source.merged_into or source


@transaction.atomic
def make_source(*, by: Membership, title: str = "", url: str = "", **record: Any) -> Source:
    """A source of the desk; the known one where address or DOI say it is the same work, as it stands.

    ``record``: csl, archive_url, archived_on, derived_from. Raises Refused without a title or an address,
    ValidationError for a malformed one.
    """
    source = _drafted(by=by, title=title, url=url, **record)
    return same_source(source) or _kept(source)


@transaction.atomic
def add_source(*, by: Membership, **record: Any) -> tuple[Source, bool]:
    """The same, with whether it is new. Nothing that was said of a work is dropped because it is known.

    Raises Known where the known one says something else, or nothing, in a field that was filled in.
    """
    source = _drafted(by=by, **record)
    found = _same(source)
    if found is None:
        return _kept(source), True
    known = _stands(found)
    kept = _unlike(source, found)  # what a record that was merged away says is not lost either
    if unlike := [name for name in _unlike(source, known) if name in kept]:
        raise Known(
            known,
            f"The desk already has this work: {quoted(known.title)}. Correct that record or, if this is a different "
            "work, give it its own address and DOI.",
            unlike,
        )
    return known, False


def cited_source(
    *, by: Membership, chosen: int | None = None, text: str = "", title: str = "", is_new: bool = False
) -> Source:
    """The chosen source, or the one that ``text`` (address, DOI, ISBN, title) and ``title`` name, made where it is new.

    Raises Refused where a title was typed for a work that the desk knows by another, or beside another name that
    would be lost; as ``make_source`` else.
    """
    source = chosen_source(by, chosen)
    url, record = work_named(text)
    if source is None and not (is_new or title):
        source = meant(text, find_sources(text, by=by))
    if source is None and title and not (url or record) and _says_more(text, title):
        known = (meant(name, find_sources(name, by=by)) for name in (text, title))
        source = next(filter(None, known), None)
        if source is None or is_new:
            says = f"{quoted(text)} is no address, DOI or ISBN. Correct it, choose a known source, or empty one of the "
            raise Refused(f"{says}two fields: a new source has one title.", field="find")
    if source is None:
        draft = _drafted(by=by, title=title or url or text, url=url, csl=record)
        source = same_source(draft) or _same_book(draft, title) or _kept(draft)
    if title and title.casefold() != source.title.casefold():
        raise Refused(
            f"The desk knows this work as {quoted(source.title)}. Leave the title empty to cite that one. Correct a "
            "wrong title in its record; a different work needs its own address.",
            field="title",
        )
    return source


def _says_more(text: str, title: str) -> bool:
    """Whether there are words in ``text``, by which a source was looked for, that its new title has not."""
    return any(word not in spelled(title) for word in spelled(text).split())


def _same_book(source: Source, title: str) -> Source | None:
    """The one with its ISBN. Chapters share one: of several, that which has its ``title``, as it was typed."""
    same = Source.objects.filter(isbn_key=source.isbn_key, desk_id=source.desk_id, withdrawn_at=None)
    rows = same.exclude(isbn_key="").select_related("merged_into").order_by("pk")
    found = [row for row in dict.fromkeys(map(_stands, rows)) if row.is_listed]
    if len(found) > 1 and not title:
        words = "Several sources of the desk have this ISBN. Choose one, or give the title of a new one."
        raise Refused(words, field="find")
    return next((row for row in found if len(found) == 1 or row.title.casefold() == title.casefold()), None)


def chosen_source(by: Membership, pk: int | None) -> Source | None:
    """The source of the desk's list that somebody chose; where it was merged away meanwhile, what took it."""
    rows = Source.objects.filter(desk_id=by.desk_id, withdrawn_at=None).select_related("merged_into")
    source = rows.filter(pk=pk).first() if pk else None
    return _stands(source) if source and _stands(source).is_listed else None


def _drafted(
    *,
    by: Membership,
    title: str = "",
    url: str = "",
    csl: dict[str, Any] | None = None,
    archive_url: str = "",
    archived_on: date | None = None,
    derived_from: Source | None = None,
) -> Source:
    """The row with its keys, not saved. Until the end of the transaction nobody else makes one of the same work."""
    require(by, "annotate")
    url = without_tracking(url)
    title = title.strip() or url
    if not title:
        raise Refused("Give the source a title, or paste its address.", field="title")
    if derived_from is not None and derived_from.desk_id != by.desk_id:
        raise Refused("The original is not one of this desk’s sources. Add it first.", field="derived_from")
    _check_origin(derived_from)
    source = Source(
        desk_id=by.desk_id, created_by_id=by.person_id, created_at=timezone.now(), title=title[:500], url=url,
        csl=csl or {}, archive_url=archive_url, archived_on=archived_on, derived_from=derived_from,
    )  # fmt: skip
    clean_columns(source)
    check_addresses(Source(), {"url": url, "archive_url": archive_url})
    set_keys(source)
    _hold_keys(source)
    return source


def _hold_keys(source: Source) -> None:
    """One at a time looks whether the work is there, and writes it down where it is not."""
    keys = {source.doi_key, source.url_key, source.isbn_key} - {""} or {
        f"{source.created_by_id} {source.title}"
    }
    hold_names("work", source.desk_id, keys)


def _kept(source: Source) -> Source:
    """Written down; what somebody sends twice in a row, to the letter, is one work, be it without an address."""
    said = ("title", "url", "csl", "archive_url", "archived_on", "derived_from_id")
    mine = Source.objects.filter(desk_id=source.desk_id, created_by_id=source.created_by_id)
    last = mine.order_by("-pk").first()
    if last and last.is_listed and all(getattr(last, name) == getattr(source, name) for name in said):
        return last
    source.save(force_insert=True)
    return source


def _unlike(source: Source, known: Source) -> list[str]:
    """Inputs that say of ``source`` what ``known`` does not; one that was left empty says nothing.

    An address, a DOI, an ISBN are the same where their keys are; so is an address that holds the known DOI.
    """
    said: dict[str, tuple[Any, Any]] = {
        name: (getattr(source, name), getattr(known, name))
        for name in ("title", "url", "archive_url", "archived_on", "derived_from")
    }
    record = known.csl if isinstance(known.csl, dict) else {}
    said |= {f"csl.{name}": (value, record.get(name)) for name, value in source.csl.items()}
    same = {
        "title": source.title == source.url[:500],  # it was not given
        "url": bool({source.url_key, doi_key(source.url)} & {known.url_key, known.doi_key} - {""}),
        "csl.DOI": source.doi_key == known.doi_key,
        "csl.ISBN": source.isbn_key == known.isbn_key != "",
    }
    return [name for name, (typed, now) in said.items() if typed and typed != now and not same.get(name)]


def set_keys(source: Source) -> None:
    """Work the keys out anew from address and record."""
    source.url_key = url_key(source.url)
    source.doi_key = doi_key(str(source.csl.get("DOI", "")) or source.url)
    source.isbn_key = isbn_key(str(source.csl.get("ISBN", "")))


def change_source(source: Source, *, by: Membership, version: int | None = None, **values: Any) -> Source:
    """Correct a source's record. It is shared: every article that cites it shows the change.

    Raises Refused for an origin that is itself taken from it, Known where an address or a DOI is another work's,
    Stale, ValidationError.
    """
    require(by, "annotate")
    must_stand(source)
    if values.get("url", source.url) != source.url:
        values["url"] = without_tracking(values["url"])
    check_version(source, version, **values)
    if "title" in values and not values["title"].strip():
        raise Refused(NO_SOURCE_TITLE, field="title")
    if stands(source, values):
        return source
    check_addresses(source, values)
    before = {name: getattr(source, name) for name in ("doi_key", "url_key")}
    for name, value in values.items():
        setattr(source, name, value)
    set_keys(source)
    new = [name for name, key in before.items() if getattr(source, name) != key]
    while not _changed(source, by, new, values):
        pass
    return source


@transaction.atomic
def _changed(source: Source, by: Membership, new: Sequence[str], values: dict[str, Any]) -> bool:
    """Write the correction down, its ``new`` keys first locked; False where somebody cited it meanwhile.

    Then it is all to do again: what falls by the correction has to be counted under the lock of its article.
    """
    hold_names("work", source.desk_id, {getattr(source, name) for name in new} - {""})
    if other := _same(source, new):
        raise Known(
            _stands(other),
            f"The desk already has that work: {quoted(_stands(other).title)}. Merge the two or, if they are different "
            "works, give this one its own address and DOI.",
            [name for name in ("url", "csl") if name in values],
        )
    version, keys = source.version, {name: getattr(source, name) for name in KEYS}
    articles = hold_articles(citations_of(source))
    hold_origins(by)
    if source.pk in lineage(values.get("derived_from")):
        raise Refused("That source is itself a copy of this one. Name the original.", field="derived_from")
    if not Source.objects.filter(pk=source.pk, derived_from=source.derived_from).exists():
        _check_origin(source.derived_from)
    change_shared(source, by=by, **values, **keys)
    if citations_of(source).exclude(article__in=articles).exists():
        source.version = version
        transaction.set_rollback(True)
        return False
    for article in articles:  # another work, by its keys, is another content of what cites it
        recount(article, article.seq)
    return True


def withdraw_source(source: Source, *, by: Membership) -> None:
    """Take a source off the desk's list that nothing cites; ``restore_source`` puts it back.

    Raises Refused while something live cites it, or is taken from it.
    """
    require(by, "annotate")
    with transaction.atomic():
        hold_origins(by)
        hold(source)
        must_stand(source)
        if source.withdrawn_at is not None:
            return
        if why_not := why_not_withdraw_source(source):
            raise Refused(why_not)
        change_shared(source, by=by, withdrawn_at=timezone.now())


def why_not_withdraw_source(source: Source) -> str:
    """What keeps it on the list; empty where nothing does."""
    if cited := citations_of(source).count():
        return f"It is cited {times(cited)}. Merge it into another source, or remove the citations first."
    if copy := Source.objects.filter(derived_from=source, withdrawn_at=None, merged_into=None).first():
        return f"{quoted(copy.title)} is a copy of it. Correct that record first."
    return ""


def restore_source(source: Source, *, by: Membership) -> None:
    """Put a source back on the desk's list that was taken off it, or merged into another.

    Raises Refused while what it is taken from is off the list.
    """
    require(by, "annotate")
    with transaction.atomic():
        hold_origins(by)
        hold(source)
        if not source.is_listed:
            _check_origin(source.derived_from)
            change_shared(source, by=by, withdrawn_at=None, merged_into=None)


def passage_of(
    source: Source, *, by: Membership, text: str, locator: str, typed_by: int | None = None
) -> Passage | None:
    """The passage of ``source`` with these words at this place, made where it is new. None without either."""
    found = add_passage(source, by=by, text=text, locator=locator, typed_by=typed_by)
    return found and found[0]


def add_passage(
    source: Source, *, by: Membership, text: str, locator: str, typed_by: int | None = None
) -> tuple[Passage, bool] | None:
    """The same, with whether it is new. ``typed_by``: the person who did, where that is somebody else.

    Must run inside a transaction: until its end nobody else writes down what is found in the source.
    """
    new = Passage(
        source=source, desk_id=source.desk_id, created_by_id=typed_by or by.person_id, created_at=timezone.now(),
        text=text.strip(), locator=locator.strip(),
    )  # fmt: skip
    if not new.text and not new.locator:
        return None
    clean_columns(new)
    same = Passage.objects.filter(source=source, text=new.text, locator=new.locator, withdrawn_at=None)
    known = same.first()
    if known is None:
        list(Source.objects.filter(pk=source.pk).values("pk").select_for_update(no_key=True))
        known = same.all().first()  # somebody else may have been quicker
    if known is None:
        new.save(force_insert=True)
    return known or new, known is None


def hold_origins(by: Membership) -> None:
    """One at a time says at a desk what is taken from what: two at once could close a circle."""
    hold_names("origins", by.desk_id)


def _check_origin(origin: Source | None) -> None:
    """What a source comes to be taken from is on the list, as it stands now."""
    listed = Source.objects.filter(withdrawn_at=None, merged_into=None)
    if origin is not None and not listed.filter(pk=origin.pk).exists():
        raise Refused(
            f"It is a copy of {quoted(origin.title)}, which is not on the desk’s list. Restore that one first.",
            field="derived_from",
        )


def lineage(source: Source | None) -> set[int]:
    """Ids of the source, of what it is taken from now, and so on up."""
    found: set[int] = set()
    pk = source.pk if source else None
    while pk is not None and pk not in found:
        found.add(pk)
        pk = Source.objects.values_list("derived_from", flat=True).get(pk=pk)
    return found


def citations_of(source: Source) -> QuerySet[Citation]:
    return Citation.objects.filter(source=source, withdrawn_at=None)
