"""Writes the rows of an export into a desk, as one deed."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import DataError, models, transaction
from django.db.models import F

from annotations.canon import CANON, content_hash
from annotations.exports.json_rows import Row
from annotations.importing import parsing, validation
from annotations.importing.matching import same_passages, same_works
from annotations.importing.parsing import Document
from annotations.importing.writing import BATCH, Ids, create, reserve
from annotations.models import (
    Citation,
    Claimant,
    Counterpoint,
    Decision,
    Deed,
    Flag,
    Note,
    Passage,
    Relation,
    ReviewState,
    Ruling,
    Source,
    Statement,
    Status,
    Verb,
    Verification,
)
from annotations.quoting import quoted
from annotations.refusals import Refused, in_words
from annotations.services.placing import copies, placement
from annotations.services.shared import hold_names
from annotations.services.sources import set_keys
from annotations.services.statistics import analyze_if_large
from annotations.services.taking_in import free_slug
from annotations.services.tally import recount
from articles import normal
from articles.models import Article, Desk, Paragraph, Person, Revision, Scale
from articles.models.text import POSITION_STEP
from articles.sentences import words

M = TypeVar("M", bound=models.Model)


def rebuild(data: bytes, *, desk: Desk) -> Article:
    """The article of a JSON export, with all its rows and uids, at ``desk``. All or nothing.

    People become placeholders, who cannot sign in and are nobody at the desk. Claimants, sources, passages
    stay as the desk has them, a source that it knows by its address or DOI too; for one that was merged there stands
    what took it. An approval comes back only
    where the database's guards admit it, for the very content that was approved; else the statement counts as
    changed since. Raises Refused.
    """
    document = parsing.read(data)
    validation.check(document)
    _check_new(document, desk)
    try:
        with in_words(), transaction.atomic():
            return _Rebuilding(desk, document).article()
    except DataError as error:
        raise Refused(
            "The file holds a value that cannot be stored. Nothing was taken in.", field="file"
        ) from error


def _check_new(document: Document, desk: Desk) -> None:
    if known := Article.objects.filter(desk=desk, uid=document["article"]["uid"]).first():
        where = ", but off the list: put it back there (Articles, Off the list)" if known.withdrawn_at else ""
        raise Refused(
            f"This article is at the desk already, as “{known.slug}”{where}. Nothing was taken in.",
            field="file",
        )


class _Rebuilding:
    """One import. ``ids`` maps the uids of the file to rows that are written, table by table."""

    def __init__(self, desk: Desk, document: Document) -> None:
        self.desk = desk
        self.document = document
        self.ids: Ids = {None: None}
        self.people: dict[str, int | None] = {"": None}

    def article(self) -> Article:
        hold_names("import", self.desk.pk)  # another import may bring the same article, its people, its works
        _check_new(self.document, self.desk)
        self._people()
        article = self._article()
        paragraphs = self._paragraphs(article)
        self._shared()
        statements = self._statements(article, paragraphs)
        analyze_if_large(len(statements))
        self._decisions(article, is_fresh=False)
        self._leaders(statements)
        self._contributors(statements)
        self._evidence(article)
        self._verdicts(article, statements)
        self._decisions(article, is_fresh=True)
        self._approve()
        Deed.objects.create(
            desk=self.desk, article=article, seq=1, verb=Verb.IMPORT, words="Imported", rows=[]
        )
        recount(article, 1)
        return article

    def _people(self) -> None:
        """A placeholder for every name that the file knows."""
        rows = [row for table in parsing.TABLES for row in self.document[table]]
        named = {row.get(column, "") for row in rows for column in ("by", "answered_by", "closed_by")}
        named |= {name for row in self.document["statements"] for name in row["contributors"]}
        self.people |= self._came_before()
        new = sorted(named - self.people.keys())
        people = [Person(name=name, is_placeholder=True, is_active=False) for name in new]
        for person in people:
            person.set_unusable_password()
        self.people |= {person.name: person.pk for person in create(people, "people")}

    def _came_before(self) -> dict[str, int | None]:
        """Who came as a placeholder with an article that shares a source with this one, and is named alike in both."""
        named = {row["uid"]: row["by"] for row in self.document["sources"]}
        rows = self._known(Source, "sources").filter(created_by__is_placeholder=True).order_by("-created_by")
        made = rows.values_list("uid", "created_by__name", "created_by")
        return {name: person for uid, name, person in made if named[uid] == name}

    def _article(self) -> Article:
        row = self.document["article"]
        names = "uid slug title byline publisher url published_on language summary mode stage priority due"
        copied = {name: row[name] for name in names.split()}
        article = Article(desk=self.desk, created_at=row["at"], seq=1, **copied)
        article.slug = free_slug(self.desk, article.title, article.language, wanted=article.slug)
        if row["scale"]:
            article.scale = Scale.objects.create(desk=self.desk, labels=row["scale"])
        create([article], "article")
        article.revision = Revision.objects.create(
            article=article,
            number=row["revision"],
            blob_sha256=row["original_sha256"],
            encoding=row["encoding"],
            normaliser=normal.NORMALISER,
            text_sha256=row["text_sha256"],
        )
        article.save(update_fields=["revision"])
        return article

    def _paragraphs(self, article: Article) -> list[Paragraph]:
        rows = enumerate(self.document["paragraphs"], start=1)
        return create(
            (
                Paragraph(
                    revision=article.revision,
                    position=place * POSITION_STEP,
                    words=words(row["text"], row["language"]),
                    **row,
                )
                for place, row in rows
            ),
            "paragraphs",
        )

    def _shared(self) -> None:
        """What the desk may have already: by uid, a claimant also by name and role, a work by its address or DOI."""
        named = {
            (row.name, row.role): row.pk
            for row in Claimant.objects.filter(
                desk=self.desk,
                withdrawn_at=None,
                name__in={row["name"] for row in self.document["claimants"]},
            )
        }
        claimants = self._unknown(Claimant, "claimants")
        self._follow_merged(Claimant, "claimants")
        self.ids |= {
            row["uid"]: named[key] for row in claimants if (key := (row["name"], row["role"])) in named
        }
        self._add("claimants", (self._row(Claimant, row) for row in claimants if row["uid"] not in self.ids))
        sources = self._unknown(Source, "sources")
        self._follow_merged(Source, "sources")
        same = same_works(sources, desk=self.desk)
        self.ids |= same
        sources = [row for row in sources if row["uid"] not in same]
        self.ids |= reserve(Source, sources)
        self._add("sources", (self._source(row) for row in sources))
        passages = self._unknown(Passage, "passages")
        self.ids |= same_passages((row for row in passages if row["source"] in same), ids=self.ids)
        self._add(
            "passages", (self._row(Passage, row, "source") for row in passages if row["uid"] not in self.ids)
        )
        self._moved_passages()
        self._check_listed(Claimant.objects.exclude(withdrawn_at=None), "statements", "claimant")
        off_list = Source.objects.exclude(withdrawn_at=None, merged_into=None)
        self._check_listed(off_list, "citations", "source")

    def _follow_merged(self, model: type[Claimant] | type[Source], table: str) -> None:
        """What was merged at this desk is what took it."""
        merged = self._known(model, table).exclude(merged_into=None)
        self.ids |= dict(merged.values_list("uid", "merged_into"))

    def _moved_passages(self) -> None:
        """Of a source that was merged at this desk: the same words in that which took it."""
        moved = self._known(Passage, "passages").exclude(source__merged_into=None)
        for row in moved.select_related("source__merged_into"):
            there, _ = Passage.objects.get_or_create(
                desk=self.desk, source=row.source.merged_into, text=row.text, locator=row.locator,
                withdrawn_at=None, defaults={"created_by_id": row.created_by_id, "created_at": row.created_at},
            )  # fmt: skip
            self.ids[row.uid] = there.pk

    def _check_listed(self, off_list: models.QuerySet[Any], table: str, column: str) -> None:
        """Raises Refused that names the first row which the file needs and the desk has taken off its list."""
        needed = {self.ids[row[column]] for row in self.document[table]}
        if gone := off_list.filter(desk=self.desk, pk__in=needed - {None}).order_by("pk").first():
            raise Refused(
                f"{quoted(str(gone))} is off the desk’s list of {column}s. Put it back there, then import once more. "
                "Nothing was taken in.",
                field="file",
            )

    def _unknown(self, model: type[models.Model], table: str) -> list[Row]:
        """The rows of ``table`` that the desk has not; those that it has are noted in ``ids``."""
        self.ids |= dict(self._known(model, table).values_list("uid", "pk"))
        return [row for row in self.document[table] if row["uid"] not in self.ids]

    def _known(self, model: type[M], table: str) -> models.QuerySet[M]:
        uids = [row["uid"] for row in self.document[table]]
        return model._default_manager.filter(desk=self.desk, uid__in=uids)

    def _source(self, row: Row) -> Source:
        source: Source = self._row(Source, row, "derived_from")
        set_keys(source)
        return source

    def _statements(self, article: Article, paragraphs: list[Paragraph]) -> list[Statement]:
        """The statements at their places, still without verdict: guards let no approval in with a new row."""
        made, places = [], []
        later = set("verification same_as review_state contributors paragraph start end text".split())
        for row in self.document["statements"]:
            where = (paragraphs[row["paragraph"]], row["start"], row["end"], row["label"])
            kept = {name: value for name, value in row.items() if name not in later}
            statement = self._row(Statement, {**kept, **copies(*where)}, "claimant")
            statement.article = article
            made.append(statement)
            places.append(where)
        self._add("statements", made)
        create([placement(row, *where) for row, where in zip(made, places, strict=True)], "statements")
        return made

    def _leaders(self, statements: list[Statement]) -> None:
        """Before anybody has changed a statement: the database takes who says "same claim" for a contributor."""
        followers = []
        for statement, row in zip(statements, self.document["statements"], strict=True):
            if row["same_as"]:
                statement.same_as_id = self.ids[row["same_as"]]
                followers.append(statement)
        Statement.objects.bulk_update(followers, ["same_as"], batch_size=BATCH)

    def _contributors(self, statements: list[Statement]) -> None:
        """The database writes contributors by itself, when it sees a person change a statement's content."""
        wrote: dict[str, list[int]] = defaultdict(list)
        for statement, row in zip(statements, self.document["statements"], strict=True):
            for name in row["contributors"]:
                wrote[name].append(statement.pk)
        for name in sorted(wrote.keys() - {""}):
            Statement.objects.filter(pk__in=wrote[name]).update(
                checked_said=~F("checked_said"), changed_by_id=self.people[name]
            )

    def _evidence(self, article: Article) -> None:
        rows = self.document
        now = {row["uid"]: row["text"] for row in rows["statements"]}
        given = (
            {**row, "given_for": row["given_for"] or now[row["statement"]]}
            for row in sorted(rows["verifications"], key=_as_given)
        )
        self._add("verifications", (self._row(Verification, row, "statement") for row in given))
        self.ids |= reserve(Citation, rows["citations"]) | reserve(Counterpoint, rows["counterpoints"])
        self._add(
            "counterpoints",
            (self._of(article, Counterpoint, row, "statement", "target") for row in rows["counterpoints"]),
        )
        self._add(
            "citations",
            (
                self._of(article, Citation, row, "statement", "counterpoint", "source", "passage")
                for row in rows["citations"]
            ),
        )
        self._add("relations", (self._of(article, Relation, row, "a", "b") for row in rows["relations"]))
        flags = (
            {**row, "rule": row["rule"] or None, "outcome": row["outcome"] or None} for row in rows["flags"]
        )
        self._add(
            "flags", (self._of(article, Flag, row, "statement", "citation", "counterpoint") for row in flags)
        )
        notes = ({**row, "is_private": False} for row in rows["notes"])
        self._add("notes", (self._of(article, Note, row, "statement") for row in notes))

    def _verdicts(self, article: Article, statements: list[Statement]) -> None:
        given = validation.by_uid(self.document["verifications"])
        for statement, row in zip(statements, self.document["statements"], strict=True):
            verdict = given.get(row["verification"])
            statement.verification_id = self.ids[row["verification"]]
            statement.status = verdict["status"] if verdict else Status.UNCHECKED
            state = row["review_state"]
            statement.review_state = ReviewState.READY if state == ReviewState.APPROVED else state
            statement.ready_at = verdict["at"] if verdict else None
        columns = ("verification", "status", "checked_said", "review_state", "ready_at")
        # A decision that is not fresh was about another content than this one.
        Statement.objects.filter(article=article).update(content_version=F("content_version") + 1)
        # Most of a long text may be untouched: what nobody worked on stands as it was made.
        touched = ("verification", "same_as", "contributors")
        moved = [
            statement
            for statement, row in zip(statements, self.document["statements"], strict=True)
            if any(row[name] for name in touched) or statement.review_state != ReviewState.OPEN
        ]
        Statement.objects.bulk_update(moved, columns, batch_size=BATCH)

    def _decisions(self, article: Article, *, is_fresh: bool) -> None:
        rows = [row for row in self.document["decisions"] if row["is_fresh"] == is_fresh]
        seen = dict(Statement.objects.filter(article=article).values_list("pk", "content_version"))
        made = []
        for row in rows:
            kept = {name: value for name, value in row.items() if name != "is_fresh"}
            kept |= {"ruling": kept.pop("verdict"), "canon": CANON}
            decision = self._of(article, Decision, kept, "statement")
            decision.content_version = seen[decision.statement_id]
            made.append(decision)
        self._add("decisions", made)

    def _approve(self) -> None:
        """Approved is what was approved to the byte; anything else counts as changed since."""
        state = {row["uid"]: row["review_state"] for row in self.document["statements"]}
        approvals: dict[Any, bytes] = {
            self.ids[row["statement"]]: row["content_hash"]
            for row in self.document["decisions"]
            if row["is_fresh"]
            and row["verdict"] == Ruling.APPROVE
            and state[row["statement"]] == ReviewState.APPROVED
        }
        rows = Statement.objects.filter(pk__in=approvals).select_related(
            "claimant", "verification", "same_as"
        )
        same = [row.pk for row in rows if content_hash(row) == approvals[row.pk]]
        Statement.objects.filter(pk__in=same).update(review_state=ReviewState.APPROVED)
        Statement.objects.filter(pk__in=approvals.keys() - set(same)).update(
            review_state=ReviewState.CHANGED, content_version=F("content_version") + 1
        )

    def _of(self, article: Article, model: Any, row: Row, *links: str) -> Any:
        made = self._row(model, row, *links)
        made.article = article
        return made

    def _row(self, model: Any, row: Row, *links: str) -> Any:
        """An unsaved row of ``model``: uids of ``links`` to ids, names to placeholders."""
        values = {name: value for name, value in row.items() if name not in (*links, "by", "at", "number")}
        for name in ("answered_by", "closed_by"):
            if name in values:
                values[f"{name}_id"] = self.people[values.pop(name)]
        values |= {f"{name}_id": self.ids[row[name]] for name in links}
        if row["uid"] in self.ids:
            values["id"] = self.ids[row["uid"]]
        if row.get("at"):
            values["created_at"] = row["at"]
        return model(desk=self.desk, created_by_id=self.people[row.get("by", "")], **values)

    def _add(self, table: str, rows: Iterable[Any]) -> None:
        self.ids |= {row.uid: row.pk for row in create(rows, table, told=self.document[table])}


def _as_given(row: Row) -> tuple[Any, ...]:
    """Of verdicts, so that a newer one has the higher id; files of earlier days tell that by the times alone."""
    return row["number"] or 0, row["at"]
