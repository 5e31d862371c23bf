"""What a kind of annotation must have, so that nothing of it is lost: the recipe in the README, held by machine."""

import re
from pathlib import Path

import pghistory.models
import pytest
from django.apps import apps
from django.db import connection

import annotations.services
from annotations.importing.parsing import TABLES
from annotations.models import Statement, Verb
from annotations.reading.change_log import INTERNAL, PUBLISHED
from annotations.refusals import GUARDS
from annotations.rights import READ, RIGHTS
from annotations.services.cutting import ATTACHED
from articles.models import DeskRecord

ROWS = [model for model in apps.get_models() if issubclass(model, DeskRecord)]
OF_A_DESK = [
    model
    for model in apps.get_models()
    if "desk_id" in {field.column for field in model._meta.fields}
    and not issubclass(model, pghistory.models.Event)
]
EVENTS = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]

# Why the database keeps no old rows of these.
WITHOUT_HISTORY = {
    "Blob": "bytes as they came: written once",
    "Edition": "once it is written",
    "Scale": "written once: an article keeps the one it started with",
    "SealedCopy": "once it is written",
    "Verification": "a change of mind is a new row; what can change is its withdrawal, which the log tells",
    "ApiToken": "no word of the desk, and changed as it is used",
    "Invitation": "no word of the desk: open, then accepted or withdrawn, each with its time",
    "Dismissal": "no deed writes it yet",
}
# In which table of an export the rows of these stand. A name stands in people's files for good: it is chosen.
EXPORTED = {
    "Citation": "citations",
    "Claimant": "claimants",
    "Counterpoint": "counterpoints",
    "Decision": "decisions",
    "Flag": "flags",
    "Note": "notes",
    "Paragraph": "paragraphs",
    "Passage": "passages",
    "Relation": "relations",
    "Source": "sources",
    "Statement": "statements",
    "Verification": "verifications",
}
# Why these have no table of their own in an export, from which an article is rebuilt.
NOT_EXPORTED = {
    "Article": "the one row that the tables are of",
    "Scale": "its labels stand in the row of the article",
    "Blob": "the original stays in the house; its hash stands in the row of the article",
    "ApiToken": "no word of the article",
    "Invitation": "no word of the article",
    **dict.fromkeys(
        ["Dismissal", "Edition", "Figure", "NegativeSearch", "Query", "SealedCopy"], "no deed writes it yet"
    ),
}
# Why these do not move to the other statement in a split or a merge.
STAYS = {
    "Verification": "it was given to the words as they were",
    "Decision": "it was taken on the words as they were",
}


def test_every_row_of_a_desk_keeps_its_history():
    kept = {event.pgh_tracked_model for event in EVENTS}
    without = {model.__name__ for model in ROWS if model not in kept}
    assert without == set(WITHOUT_HISTORY), (
        "annotations/models/: @keeps_history(), else say why not in WITHOUT_HISTORY"
    )


def test_no_row_of_a_desk_can_be_deleted_nor_its_history_be_rewritten():
    forgotten = {model._meta.db_table for model in ROWS} - set(RIGHTS)
    assert not forgotten, "annotations/rights.py: say what may be done with the table"
    may_be_written = {name for name in (model._meta.db_table for model in EVENTS) if RIGHTS.get(name) != READ}
    assert not may_be_written, "annotations/rights.py: READ for the table of the history"


def test_every_row_of_an_article_leaves_and_comes_back():
    """What has a table is written and read whole: the round trip wants a row in each, and has equal bytes."""
    assert {model.__name__ for model in ROWS} - EXPORTED.keys() == set(NOT_EXPORTED), (
        "annotations/exports/json_rows.py, annotations/importing/: a table for it, else say why not in NOT_EXPORTED"
    )
    assert sorted(EXPORTED.values()) == sorted(TABLES), (
        "importing/parsing.py: the name of each table in EXPORTED"
    )


@pytest.mark.parametrize("name", [name for name, why in NOT_EXPORTED.items() if "no deed" in why])
def test_what_no_deed_writes_is_written_by_none(name):
    """Once one does, the rows would be lost on the way from one desk to another."""
    services = [path.read_text() for path in Path(annotations.services.__path__[0]).glob("*.py")]
    written = [text for text in services if re.search(rf"\b{name}\(", text)]
    assert not written, "annotations/exports/json_rows.py: export it, then take it out of NOT_EXPORTED"


def test_each_deed_is_told_to_readers_or_stays_in_the_house():
    placed = sorted([*INTERNAL, *PUBLISHED])
    assert placed == sorted(Verb), (
        "annotations/reading/change_log.py: each verb in IN_HOUSE or in TOLD, not in both"
    )


def test_what_hangs_on_a_statement_moves_with_it():
    hanging = {
        model
        for model in ROWS
        for field in model._meta.fields
        if field.name == "statement" and field.related_model is Statement
    }
    left = {model.__name__ for model in hanging - set(ATTACHED)}
    assert left == set(STAYS), (
        "annotations/services/cutting.py: name it in ATTACHED, else say why not in STAYS"
    )
    assert hanging >= set(ATTACHED)


@pytest.mark.django_db
@pytest.mark.parametrize("model", ATTACHED, ids=lambda model: model.__name__)
def test_what_hangs_on_a_statement_hangs_on_one_that_stands(model):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass", [model._meta.db_table])
        forgotten = "a migration: the trigger on_live and a line of obelus_is_worked_on, as in 0003_guards"
        assert "on_live" in {name for (name,) in cursor}, forgotten
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'obelus_is_worked_on'")
        assert f"FROM {model._meta.db_table} WHERE statement_id" in cursor.fetchone()[0], forgotten


@pytest.mark.django_db
def test_every_sentence_of_the_guards_is_for_a_guard_of_the_database():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint UNION SELECT relname FROM pg_class WHERE relkind = 'i'"
        )
        names = {name for (name,) in cursor}
        cursor.execute("SELECT string_agg(prosrc, ' ') FROM pg_proc WHERE proname LIKE 'obelus%'")
        raised = set(re.findall(r"'(\w+)'", cursor.fetchone()[0]))
    assert not GUARDS.keys() - names - raised, (
        "annotations/refusals.py: no guard of the database has this name"
    )


@pytest.mark.django_db
def test_whatever_a_row_points_at_is_of_its_own_desk():
    """A reference that Django does not hold (``db_constraint=False``) is part of a key over two columns."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT t.relname, array_agg(a.attname::text ORDER BY a.attname) FROM pg_constraint c
               JOIN pg_class t ON t.oid = c.conrelid
               JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (c.conkey)
               WHERE c.contype = 'f' AND cardinality(c.conkey) = 2 GROUP BY c.oid, t.relname"""
        )
        keys = cursor.fetchall()
    held = {(table, said) for table, columns in keys for said in (*columns, ", ".join(columns))}
    loose = {
        (model._meta.db_table, field.column)
        for model in OF_A_DESK
        for field in model._meta.fields
        if field.is_relation and not field.db_constraint
    }
    forgotten = "a migration: the key over the reference and desk_id, as in 0002_keys"
    assert not loose - held, forgotten
    belong = {
        (model._meta.db_table, "article_id, desk_id")
        for model in OF_A_DESK
        if {"article_id", "desk_id"} <= {field.column for field in model._meta.fields}
    }
    assert not belong - held, forgotten
