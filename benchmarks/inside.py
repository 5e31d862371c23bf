"""Measures what needs no server: taking texts in, writing articles out."""

from __future__ import annotations

import os
import statistics
from time import perf_counter

import psycopg

from annotations.exports import FORMATS
from annotations.models import Statement
from annotations.reading import load
from annotations.services.taking_in import Draft, Facts, take_in
from articles.models import Article, Desk, Membership, Role
from benchmarks.generator import Made
from benchmarks.machine import FLOOR_URL
from benchmarks.table import Row

TEXTS = 10  # articles a round
PARAGRAPHS, STATEMENTS = 15, 40
REPEATS = 7
SENTENCE = "The quay took {} containers in the year before the reform, says the harbour."


def ready_text() -> tuple[Draft, ...]:
    """15 paragraphs, 40 statements."""
    counts = [STATEMENTS // PARAGRAPHS + (n < STATEMENTS % PARAGRAPHS) for n in range(PARAGRAPHS)]
    return tuple(
        Draft("body", " ".join(SENTENCE.format(1000 * n + k) for k in range(count)))
        for n, count in enumerate(counts)
    )


def imports(made: Made, rounds: int) -> Row:
    """Articles a second, each in a transaction of its own; the floor copies as many rows of text."""
    desk = Desk.objects.create(slug="intake", name="Intake")
    by = Membership.objects.create(desk=desk, person=made.writer.person, role=Role.EDITOR)
    drafts, speeds, floor = ready_text(), [], []
    for _ in range(rounds):
        began = perf_counter()
        for _ in range(TEXTS):
            take_in(by=by, drafts=drafts, facts=Facts("Harbour", language="en"))
        speeds.append(TEXTS / (perf_counter() - began))
        floor.append(copied(drafts))
    stored = Statement.objects.filter(desk=desk).count()
    if stored != rounds * TEXTS * STATEMENTS:
        return Row("import", "articles/s", trouble=f"{stored} statements were stored")
    return Row("import from ready text", "articles/s", product=speeds, bare=floor, limit=770, is_least=True)


def copied(drafts: tuple[Draft, ...]) -> float:
    """Articles a second by COPY alone: paragraphs, then a row for each sentence, in one transaction an article."""
    texts = [(draft.text,) for draft in drafts]
    sentences = [(SENTENCE.format(n),) for n in range(STATEMENTS)]
    with psycopg.connect(os.environ[FLOOR_URL]) as database:
        database.execute("CREATE TEMP TABLE copied (text text NOT NULL)")
        began = perf_counter()
        for _ in range(TEXTS):
            with database.transaction(), database.cursor().copy("COPY copied FROM STDIN") as copy:
                for row in (*texts, *sentences):
                    copy.write_row(row)
        return TEXTS / (perf_counter() - began)


def exports(made: Made, rounds: int) -> list[Row]:
    """Milliseconds for an article of 100 annotations; the ratio divides by loading its reading model."""
    article = Article.objects.select_related("desk", "revision", "scale", "tally", "owner").get(
        pk=made.articles["open-100"]
    )
    loads: list[float] = []
    whole: dict[str, list[float]] = {slug: [] for slug in FORMATS}
    for _ in range(rounds):
        loaded, rendered = [], {slug: [] for slug in FORMATS}
        for _ in range(REPEATS):
            began = perf_counter()
            read = load(article)
            loaded.append(1000 * (perf_counter() - began))
            for slug, format in FORMATS.items():
                began = perf_counter()
                format.render(read)
                rendered[slug].append(1000 * (perf_counter() - began))
        loads.append(statistics.median(loaded))
        for slug in FORMATS:
            whole[slug].append(loads[-1] + statistics.median(rendered[slug]))
    return [
        Row(
            f"export, 100 annotations, {format.label} (÷ loading)",
            "ms",
            product=whole[slug],
            against=loads,
            limit=2,
        )
        for slug, format in FORMATS.items()
    ]
