"""The frame in which every change is made: numbered, logged, undoable."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from annotations.models import Deed, Statement
from annotations.refusals import GUARDS, NotAllowed, Refused, Stale, in_words
from annotations.services.tally import log_and_recount
from articles.fields import clean_columns
from articles.models import Article, Membership, Role
from articles.models.desk import ROLE_ORDER

M = TypeVar("M", bound=models.Model)
_encoder = DjangoJSONEncoder()


class Act:
    """A deed being done. Rows are added, changed, withdrawn through it, so that one undo fits all.

    Each row of the log is ``{"model", "id", "before", "after"}``; an addition counts as coming back from withdrawal.
    """

    def __init__(self, article: Article, by: Membership | None, at: datetime) -> None:
        self.article = article
        self.person_id = by.person_id if by else None
        self.at = at
        self.words = ""
        self.rows: list[dict[str, Any]] = []

    def add(self, row: M) -> M:
        """Insert ``row`` for this desk and person. Raises ValidationError with the field's sentence."""
        for name, value in (("desk_id", self.article.desk_id), ("created_at", self.at)):
            if name in _attnames(row):
                setattr(row, name, value)
        if "created_by_id" in _attnames(row) and row.created_by_id is None:  # type: ignore[attr-defined]
            row.created_by_id = self.person_id  # type: ignore[attr-defined]
        clean_columns(row)
        row.clean()
        row.save(force_insert=True)
        self._note(row, {"withdrawn_at": self.at}, {"withdrawn_at": None})
        return row

    def add_once(self, row: M, *same: str, refused: Refused) -> M:
        """Insert ``row``; raise ``refused`` where this person has said the same already, and it stands.

        A form may be sent twice. ``same`` names the fields that tell whether it is the same.
        """
        self.add(row)
        stands = {"article": self.article, "created_by": self.person_id, "withdrawn_at": None}
        alike = type(row)._base_manager.filter(**stands, **{name: getattr(row, name) for name in same})
        if alike.exclude(pk=row.pk).exists():
            raise refused
        return row

    def change(self, row: models.Model, **values: Any) -> None:
        """Set ``values`` where they differ. Raises Stale when the row changed since it was read."""
        fields = {field.name: field for field in row._meta.fields if field.name in values}
        new = {
            fields[name].attname: value.pk if isinstance(value, models.Model) else value
            for name, value in values.items()
        }
        before = {name: getattr(row, name) for name in new}
        new = {name: value for name, value in new.items() if before[name] != value}
        if not new:
            return
        for name, value in new.items():
            setattr(row, name, value)
        changed = {field.name for field in fields.values() if field.attname in new and not field.is_relation}
        row.clean_fields(exclude={field.name for field in row._meta.fields} - changed)
        row.clean()
        new = {name: getattr(row, name) for name in new}
        version = row.version  # type: ignore[attr-defined]
        stamp = {"version": version + 1, "changed_by_id": self.person_id}
        if not type(row)._base_manager.filter(pk=row.pk, version=version).update(**new, **stamp):
            raise Stale(row)
        for name, value in stamp.items():
            setattr(row, name, value)
        self._note(row, {name: before[name] for name in new}, new)

    def withdraw(self, row: models.Model) -> None:
        """Take ``row`` away as of this deed. Raises Stale."""
        self.change(row, withdrawn_at=self.at)

    def _note(self, row: models.Model, before: dict[str, Any], after: dict[str, Any]) -> None:
        self.rows.append({"model": row._meta.label_lower, "id": row.pk, "before": before, "after": after})


def _attnames(row: models.Model) -> set[str]:
    return {field.attname for field in row._meta.fields}


def check_version(row: Any, version: int | None, **said: Any) -> None:
    """Refuse a form that was opened before somebody else's change.

    One whose words stand there already was sent twice, as where its first answer was lost: it has nothing to change.
    """
    if version not in (None, row.version) and not (said and stands(row, said)):
        raise Stale(row)


def stands(row: Any, said: Mapping[str, Any]) -> bool:
    """Whether the row says all this already."""
    return all(getattr(row, name) == value for name, value in said.items())


@contextmanager
def deed(
    article: Article,
    verb: str,
    *,
    by: Membership | None,
    words: str,
    statement: Statement | None = None,
    undoes: Deed | None = None,
) -> Iterator[Act]:
    """One transaction: number the deed (which locks the article), do it, log it, recount.

    ``words`` names the deed in the past tense ("Approved 3.1"). An act that changed nothing leaves no line,
    nor a gap in the numbers. Raises Refused with the database's sentence, NotAllowed for who was sent away while
    waiting; then nothing is written, and ``article`` stands at the number it was read at.
    """
    if by is not None and by.desk_id != article.desk_id:
        raise NotAllowed("This article belongs to another desk.")
    read_at = article.seq
    try:
        with in_words(), transaction.atomic():
            seq = _next(article)
            act = Act(article, by, timezone.now())
            act.words = words
            yield act
            if not act.rows:
                article.seq -= 1
                transaction.set_rollback(True)
                return
            line = Deed(
                desk_id=article.desk_id,
                article=article,
                seq=seq,
                verb=verb,
                statement=statement,
                by_id=act.person_id,
                at=act.at,
                words=act.words[:300],
                rows=_plain(act.rows),
                undoes=undoes,
            )
            _check_still_may(by, log_and_recount(article, line))
    except BaseException:
        article.seq = read_at
        raise


def must_be_of(article: Article, **rows: Any) -> None:
    """Refuse what stands elsewhere than in this article, or was taken away: by the name of the input that named it."""
    for field, row in rows.items():
        if row is None:
            continue
        if row.article_id != article.pk:
            raise Refused(f"There is no such {row._meta.verbose_name} in this article.", field=field)
        if row.withdrawn_at is not None:
            gone = f"This {row._meta.verbose_name} was removed."
            raise Refused(GUARDS["statement_is_live"] if isinstance(row, Statement) else gone, field=field)


def last_deed_on(row: models.Model) -> Deed | None:
    """The newest deed that moved ``row``, with who did it; none for what all articles of a desk share."""
    article_id: Any = row.pk if isinstance(row, Article) else getattr(row, "article_id", None)
    moved = [{"model": row._meta.label_lower, "id": row.pk}]
    deeds = Deed.objects.filter(article_id=article_id, rows__contains=moved)
    return deeds.select_related("by").order_by("-seq").first()


def who_changed(row: models.Model) -> tuple[str, Deed | None]:
    """Who changed ``row`` last, and by which deed; of an article also by one on what hangs on it."""
    done = last_deed_on(row)
    if done is None and isinstance(row, Article):
        done = Deed.objects.filter(article=row).select_related("by").order_by("-seq").first()
    if done:
        return str(done.by or "A check"), done
    return str(getattr(row, "changed_by", None) or "Somebody"), None


def _next(article: Article) -> int:
    """The deed's number. The row lock it takes is what orders the deeds of one article."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_article SET seq = seq + 1 WHERE id = %s AND desk_id = %s RETURNING seq",
            [article.pk, article.desk_id],
        )
        row = cursor.fetchone()
    if row is None:
        raise Refused("This article is no longer at this desk.")
    article.seq = row[0]
    return article.seq


def _check_still_may(by: Membership | None, role: str | None) -> None:
    """What was asked before the wait for the article may hold no more: ``role`` is the one of now."""
    if by is None:
        return
    if role is None:
        raise NotAllowed("You are no longer at this desk. Ask its admin to invite you again.")
    if ROLE_ORDER[role] < ROLE_ORDER[by.role]:
        raise NotAllowed(
            f"You are {Role(role).label.lower()} at this desk by now. Reload the page, then try again."
        )


def _plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with dates and decimals as text, fit for JSON."""
    return [
        {
            **row,
            **{side: {k: as_json(v) for k, v in row[side].items()} for side in ("before", "after")},
        }
        for row in rows
    ]


def as_json(value: Any) -> Any:
    """A column's value as the log keeps it."""
    return (
        value
        if value is None or isinstance(value, (bool, int, float, str, dict, list))
        else _encoder.default(value)
    )
