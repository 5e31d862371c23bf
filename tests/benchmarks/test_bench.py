"""What the benchmark counts is there, what it prints can be read. No time is asserted."""

import os
import random
import secrets
import subprocess
import sys
from argparse import ArgumentParser

import pytest
from django.conf import settings
from django.db import connections

from annotations.models import Contribution, Flag, Placement, Statement, Tally
from annotations.reading import load
from annotations.services.verifying import verify
from articles.models import Article
from articles.sentences import spans
from benchmarks import generator, inside, machine, options, rounds, wanted
from benchmarks.client import Client
from benchmarks.table import Row, table
from config import database

WRITING = 2


@pytest.fixture
def made(transactional_db):
    return generator.fill(articles=50, writing=WRITING)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_generator_makes_what_it_says(made):
    wanted = {plan.slug: plan for plan in generator.plans(50, WRITING)}
    for article in Article.objects.select_related("tally"):
        plan = wanted.pop(article.slug)
        assert (article.tally.statements, article.tally.checked) == (plan.statements, plan.annotated)
        assert article.tally.open_flags == plan.flagged
        assert article.tally.waiting == plan.annotated
    assert not wanted
    assert Flag.objects.count() * 10 == 50 * generator.STATEMENTS
    assert Statement.objects.filter(text__contains=generator.RARE).count() == made.found == 5
    assert Statement.objects.filter(text__contains=generator.COMMON).count() > 50
    assert Placement.objects.count() == Statement.objects.count()
    assert len(made.statements["open-1000"]) == 1000


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_what_was_generated_reads_and_goes_on(made):
    """The product's own reading and its guards find nothing to object to."""
    article = Article.objects.select_related("desk", "revision", "scale", "tally", "owner").get(
        slug="open-100"
    )
    read = load(article)
    marked = [statement for paragraph in read.paragraphs for statement in paragraph.statements]
    assert [statement.id for statement in marked] == made.statements["open-100"]
    assert {len(statement.citations) for statement in marked} == {1}

    row = Statement.objects.select_related("article").get(pk=made.statements["save-0"][0])
    verify(row, by=made.writer, status="no_evidence", rationale="Nobody knows of it.")
    assert Tally.objects.get(article=row.article).checked == 1
    assert Contribution.objects.filter(statement=row).exists()


ASK = """
from benchmarks import floor
from django.test import Client
client = Client(headers={"host": "127.0.0.1"})
client.cookies["sessionid"] = KEY
import re
for path in ("/articles/1/", "/articles/2/", "/rail/?after=0", "/flagged/?after=4000000000", "/found/?q=lighthouse"):
    answer = client.get(path)
    print(answer.status_code, len(re.findall('id="s[0-9]+"', answer.content.decode())))
answer = client.post("/articles/5/save/", {"status": "no_evidence", "rationale": "<b>"})
print(answer.status_code, floor.fetched("SELECT annotations FROM article WHERE id = 5")[0][0])
print(Client(headers={"host": "127.0.0.1"}).get("/rail/?after=0").status_code)
"""


@pytest.fixture
def floor_database(transactional_db):
    """The address of an empty database beside the tests' own."""
    owner = connections["owner"]
    given, name = owner.settings_dict, f"floor_{secrets.token_hex(4)}"
    with owner.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield database.address(
        user=given["USER"], password=given["PASSWORD"], host=given["HOST"], port=given["PORT"], name=name
    )
    with owner.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


def python(url: str, floor: str, *arguments: str) -> list[str]:
    environ = {**os.environ, machine.FLOOR_URL: url, "FLOOR": floor}
    environ.pop("DJANGO_SETTINGS_MODULE", None)
    said = subprocess.run(
        [sys.executable, *arguments], cwd=settings.BASE_DIR, env=environ, capture_output=True, text=True
    )
    assert said.returncode == 0, said.stderr
    return said.stdout.split("\n")


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_floors_answer(floor_database):
    """Both show the same rows; the full one only to somebody who is signed in."""
    (key, *_) = python(floor_database, "full", "-m", "benchmarks.floor", "100")
    reads = ["200 100", "200 1000", "200 46", "200 50", "200 10"]
    ask = ASK.replace("KEY", repr(key))
    assert python(floor_database, "full", "-c", ask)[:7] == [*reads, "200 1", "302"]
    assert python(floor_database, "bare", "-c", ask)[:7] == [*reads, "200 2", "200"]


def test_same_seed_writes_same_text():
    first, second = (random.Random(generator.SEED) for _ in range(2))
    assert generator.sentence(first) == generator.sentence(second) != generator.sentence(first)


def test_ready_text_is_what_was_agreed():
    drafts = inside.ready_text()
    assert len(drafts) == 15
    assert sum(len(spans(draft.text, "en")) for draft in drafts) == 40


def test_rounds_are_rotated():
    assert [rounds.rotated("abc", by) for by in (0, 1, 4)] == [list("abc"), list("bca"), list("bca")]


def test_options_travel():
    """What the command was asked is what its process measures."""
    parser = ArgumentParser()
    options.add_options(parser)
    asked = parser.parse_args(["--size", "full", "--only", "save", "open"])
    assert parser.parse_args(options.as_arguments(vars(asked))) == asked


@pytest.mark.parametrize("number", ["0", "-1", "10001", "9" * 5_000, "x", "", "٣"])
@pytest.mark.parametrize("option", ["--rounds", "--requests"])
def test_nothing_is_measured_no_times(option, number, capsys):
    parser = ArgumentParser()
    options.add_options(parser)
    with pytest.raises(SystemExit):
        parser.parse_args([f"{option}={number}"])
    assert "cannot be counted: from 1 to 10,000" in capsys.readouterr().err


def test_a_wrong_answer_is_told_instead_of_a_figure():
    def refuses(client, n):
        raise RuntimeError("/found/ shows 12 of 10.")

    contest = rounds.Contest(lambda name: Client(9), requests=1)
    contest.asks["search", "product"] = refuses
    contest.run_round(0)
    (row,) = wanted.rows_of(contest)
    assert row.verdict == "wrong: product: /found/ shows 12 of 10."


@pytest.mark.parametrize(
    ("row", "verdict", "ratio"),
    [
        (Row("save", "ms", product=[3, 2, 9], against=[2, 2, 2], limit=1.5), "met", "1.50 ×"),
        (Row("save", "ms", product=[4], against=[2], limit=1.5), "missed", "2.00 ×"),
        (
            Row("clients", "requests/s", product=[60], against=[100], limit=0.7, is_least=True),
            "missed",
            "0.60 ×",
        ),
        (Row("import", "articles/s", product=[800], limit=770, is_least=True), "met", ""),
        (Row("second load", "kB", product=[8]), "", ""),
        (Row("first load", "kB", trouble="skipped: no Chromium"), "skipped: no Chromium", ""),
        (Row("save", "ms"), "not measured", ""),
    ],
)
def test_row_is_judged_by_its_median(row, verdict, ratio):
    assert (row.cells()[-1], row.cells()[5]) == (verdict, ratio)


def test_table_lines_up():
    head, rule, *lines = table(
        [
            Row("save", "ms", product=[2.041, 1.9, 2.4], bare=[1], full=[2], against=[2], limit=1.5),
            Row("open", "ms", product=[120, 130]),
        ]
    ).split("\n")
    assert "2.04 (1.90–2.40)" in lines[0] and "≤ 1.5 ×" in lines[0]
    assert "125 (120–130)" in lines[1]
    assert len({line.index("ms") for line in lines} | {head.index("unit")}) == 1
    assert set(rule) == {"─", " "}
