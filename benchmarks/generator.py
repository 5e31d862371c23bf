"""Fills an empty database with articles whose every count is known beforehand.

The same seed gives the same rows. They are written by COPY as the owner of the tables, past the guards that
refuse finished work in one go; the tallies are counted by the product itself.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import connections, models, transaction
from psycopg.types.json import Jsonb

from annotations.models import (
    Citation,
    Claimant,
    Contribution,
    Deed,
    Flag,
    Placement,
    Source,
    Statement,
    Verification,
)
from annotations.reasons import REASONS
from annotations.services.placing import copies
from annotations.services.tally import recount
from articles.models import Article, Desk, Membership, Paragraph, Person, Revision, Role
from articles.models.text import POSITION_STEP
from articles.normal import NORMALISER, sha256

SEED = 1826
NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
STATEMENTS = 40  # of an ordinary article; every tenth is flagged
IN_PARAGRAPH = 3
EVERY = 10  # every tenth article has the rare word that is searched, once
RARE, COMMON = "lighthouse", "harbour"
CHUNK = 500  # articles in memory at a time
WORDS = "harbour quay crane tide ferry council report winter trade ship clerk ledger town reform crew".split()
TABLES = (
    Article,
    Revision,
    Paragraph,
    Statement,
    Placement,
    Verification,
    Citation,
    Flag,
    Contribution,
    Deed,
)
Row = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """An article to be written: the first ``annotated`` of its statements have a verdict with a citation.

    Its first sentence has the ``word``.
    """

    slug: str
    statements: int = STATEMENTS
    annotated: int = 0
    flagged: int = 0
    title: str = ""
    word: str = ""


@dataclass(frozen=True)
class Made:
    """Who reads, who writes; ``statements``: slug of a fixed article → ids in reading order."""

    desk: Desk
    reader: Membership
    writer: Membership
    statements: dict[str, list[int]]
    articles: dict[str, int]
    found: int


def plans(articles: int, writing: int) -> Iterator[Plan]:
    """First the fixed articles, those to be written to, then ``articles`` ordinary ones.

    ``writing``: verdicts that may be given to an article with none so far, and to one with exactly 1,000.
    """
    yield Plan("open-0")
    yield Plan("open-100", 100, 100)
    yield Plan("open-1000", 1000, 1000)
    yield Plan("rail", 5000, 5000)
    yield Plan("save-1000", 1000 + writing, 1000)
    for number in range(writing):
        yield Plan(f"save-{number}")
    for number in range(1, articles + 1):
        word = RARE if number % EVERY == 0 else ""
        yield Plan(f"article-{number}", annotated=12, flagged=4, title=f"Harbour report {number}", word=word)


def fill(articles: int, writing: int, seed: int = SEED) -> Made:
    """Write everything; the database is empty before."""
    desk = Desk.objects.create(slug="bench", name="Bench")
    reader, writer = (
        Membership.objects.create(
            desk=desk, person=Person.objects.create_user(f"{name}@bench.example", name=name), role=role
        )
        for name, role in (("Reader", Role.EDITOR), ("Writer", Role.ANALYST))
    )
    pen = Pen(desk, writer.person, random.Random(seed))
    planned = plans(articles, writing)
    while chunk := list(itertools.islice(planned, CHUNK)):
        write(pen.rows(chunk))
    _settle()
    return Made(desk, reader, writer, pen.statements, pen.articles, found=articles // EVERY)


class Pen:
    """Writes rows with ids that go on from chunk to chunk."""

    def __init__(self, desk: Desk, by: Person, chance: random.Random) -> None:
        self.desk, self.by, self.chance = desk, by, chance
        self.ids = {model: itertools.count(1) for model in TABLES}
        self.statements: dict[str, list[int]] = {}
        self.articles: dict[str, int] = {}
        sources = (Source(desk=desk, title=f"Ledger {n}", created_by=by) for n in range(20))
        self.sources = [source.pk for source in Source.objects.bulk_create(sources)]
        self.claimant = Claimant.objects.create(desk=desk, name="The harbour", created_by=by).pk

    def rows(self, chunk: list[Plan]) -> dict[type[models.Model], list[Row]]:
        """Model → rows of its table."""
        made: dict[type[models.Model], list[Row]] = {model: [] for model in TABLES}
        for plan in chunk:
            self._article(plan, made)
        return made

    def _article(self, plan: Plan, made: dict[type[models.Model], list[Row]]) -> None:
        article, revision = next(self.ids[Article]), next(self.ids[Revision])
        common = {"desk_id": self.desk.pk, "article_id": article}
        due = NOW + timedelta(hours=self.chance.randrange(2000))
        made[Article].append(
            self._record() | {"id": article, "slug": plan.slug, "title": plan.title or plan.slug, "due": due,
            "stage": "checking", "owner_id": self.by.pk, "revision_id": revision, "seq": 1}
        )  # fmt: skip
        made[Deed].append(
            common | {"id": next(self.ids[Deed]), "seq": 1, "verb": "take_in", "by_id": self.by.pk, "at": NOW,
            "words": "Taken in", "rows": Jsonb([])}
        )  # fmt: skip
        paragraphs = list(self._paragraphs(plan, revision))
        text = sha256("\n".join(paragraph.text for paragraph, _ in paragraphs))
        made[Revision].append(
            {"id": revision, "article_id": article, "number": 1, "normaliser": NORMALISER, "text_sha256": text,
            "created_at": NOW}
        )  # fmt: skip
        made[Paragraph] += [_values(paragraph) for paragraph, _ in paragraphs]
        ids = self._statements(plan, common, paragraphs, made)
        if not plan.title:
            self.statements[plan.slug], self.articles[plan.slug] = ids, article

    def _paragraphs(self, plan: Plan, revision: int) -> Iterator[tuple[Paragraph, list[tuple[int, int]]]]:
        """Each with the places of its statements."""
        for number, first in enumerate(range(0, plan.statements, IN_PARAGRAPH), start=1):
            spans, text = [], ""
            for _ in range(min(IN_PARAGRAPH, plan.statements - first)):
                words = sentence(self.chance, "" if first or spans else plan.word)
                text += " " if text else ""
                spans.append((len(text), len(text) + len(words)))
                text += words
            yield Paragraph(
                id=next(self.ids[Paragraph]), revision_id=revision, position=number * POSITION_STEP, label=str(number),
                text=text, language="en", words=len(text.split()),
            ), spans  # fmt: skip

    def _statements(
        self,
        plan: Plan,
        common: Row,
        paragraphs: Iterable[tuple[Paragraph, list[tuple[int, int]]]],
        made: dict[type[models.Model], list[Row]],
    ) -> list[int]:
        ids = []
        for paragraph, spans in paragraphs:
            for number, (start, end) in enumerate(spans, start=1):
                pk, index = next(self.ids[Statement]), len(ids)
                placed = copies(paragraph, start, end, f"{paragraph.label}.{number}")
                row = self._record() | common | {"id": pk, "kind": "fact", "kind_proposed": "fact"} | placed
                if index < plan.annotated:
                    row |= self._annotations(common | {"statement_id": pk}, made)
                if index < plan.flagged:
                    flag = {"id": next(self.ids[Flag]), "statement_id": pk, "reason": REASONS[0].code}
                    made[Flag].append(self._record() | common | flag | {"is_blocking": False})
                made[Statement].append(row)
                made[Placement].append(
                    common | {"id": next(self.ids[Placement]), "statement_id": pk, "revision_id": paragraph.revision_id,
                    "paragraph_id": paragraph.pk, "start": start, "end": end, "quote": placed["text"],
                    "label": placed["label"]}
                )  # fmt: skip
                ids.append(pk)
        return ids

    def _annotations(self, common: Row, made: dict[type[models.Model], list[Row]]) -> Row:
        """A verdict, the citation that it needs, who wrote them; what the statement then says of itself."""
        verification = next(self.ids[Verification])
        made[Verification].append(
            self._record() | {"id": verification, "desk_id": common["desk_id"], "statement_id": common["statement_id"],
            "status": "supported", "rationale": "The ledger says so.", "as_of": NOW.date()}
        )  # fmt: skip
        made[Citation].append(
            self._record() | common | {"id": next(self.ids[Citation]), "source_id": self.chance.choice(self.sources),
            "stance": "supports", "shows": "The count of that year."}
        )  # fmt: skip
        made[Contribution].append({"statement_id": common["statement_id"], "person_id": self.by.pk})
        return {
            "verification_id": verification, "status": "supported", "review_state": "ready", "ready_at": NOW,
            "claimant_id": self.claimant,
        }  # fmt: skip

    def _record(self) -> Row:
        return {
            "uid": UUID(int=self.chance.getrandbits(128), version=4), "created_at": NOW, "created_by_id": self.by.pk,
            "desk_id": self.desk.pk,
        }  # fmt: skip


def sentence(chance: random.Random, word: str = "") -> str:
    words = [*([word] if word else ()), *chance.choices(WORDS, k=11)]
    return f"The {' '.join(words)} of {chance.randrange(1000, 9999)}."


def _columns(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if field.column and not field.generated]


def _values(row: models.Model) -> Row:
    return {field.attname: getattr(row, field.attname) for field in _columns(type(row))}


def write(made: dict[type[models.Model], list[Row]]) -> None:
    """COPY the rows; a column that a row does not name has its model's default."""
    owner = connections["owner"]
    tables = {model: owner.ops.quote_name(model._meta.db_table) for model in made}
    with transaction.atomic(using="owner"), owner.cursor() as cursor:
        for table in tables.values():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for model, table in tables.items():
            rows, defaults = made[model], _values(model())
            columns = ", ".join(owner.ops.quote_name(field.column) for field in _columns(model))
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(list((defaults | row).values()))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables.values():
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _settle() -> None:
    """Ids go on where COPY ended, the planner knows the tables, every article has its tally."""
    owner = connections["owner"]
    with owner.cursor() as cursor:
        for statement in owner.ops.sequence_reset_sql(no_style(), TABLES):
            cursor.execute(statement)
        cursor.execute("ANALYZE")
    with transaction.atomic():
        for article in Article.objects.iterator():
            recount(article, 1)
    with owner.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
