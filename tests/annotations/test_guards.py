"""Nobody approves past the guards of the database, rewrites a log, or lifts a guard."""

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from annotations import migrations
from annotations.models import Decision, Statement
from annotations.refusals import GUARDS, NotAllowed, Refused, in_words, sentence_for
from annotations.services.articles import change_article
from annotations.services.evidence import cite
from annotations.services.reviewing import approve
from annotations.services.sources import add_passage, change_source, make_source
from annotations.services.statements import change_statement, set_claimant
from annotations.services.verifying import verify
from tests.annotations.attack import raw, refused
from tests.cast import at


def state(house) -> tuple[str, int]:
    row = Statement.objects.get(pk=house.statement.pk)
    return row.review_state, row.content_version


# What is written once

OURS = ("annotations", "articles")

LOGS = "deed verification decision contribution edition sealedcopy".split()
TEXTS = ["articles_blob", "articles_revision", "articles_scale"]
WRITTEN_ONCE = [f"annotations_{name}" for name in LOGS] + TEXTS


@pytest.mark.two_roles
@pytest.mark.parametrize("attack", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
def test_web_role_has_no_right_to_rewrite_a_log(db, attack):
    logs = [apps.get_model(*table.split("_")) for table in WRITTEN_ONCE]
    history = [m for m in apps.get_models() if m._meta.app_label in OURS and hasattr(m, "pgh_created_at")]
    assert len(history) > 15
    for model in logs + history:
        column = model._meta.fields[-1].column
        with pytest.raises(ProgrammingError, match="permission denied"):
            raw(attack.format(model._meta.db_table, column))


@pytest.mark.two_roles
def test_web_role_deletes_nothing_that_a_person_wrote(house):
    for row in (house.statement, house.citation, house.point, house.source, house.passage, house.article):
        with pytest.raises(ProgrammingError, match="permission denied"):
            raw(f"DELETE FROM {row._meta.db_table} WHERE id = %s", row.pk)


@pytest.mark.django_db(databases=["default", "owner"])
def test_even_with_all_rights_a_log_is_not_rewritten():
    """A set-up with one role has only the triggers; they stand on every such table that rows are kept in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only'")
        guarded = {table for (table,) in cursor.fetchall()}
    assert set(WRITTEN_ONCE) <= guarded


@pytest.mark.parametrize(
    "column, value", [("content_version", 99), ("override_why", "x"), ("verdict", "send_back")]
)
def test_web_role_cannot_reword_a_decision(house, column, value):
    with pytest.raises((ProgrammingError, Refused)), in_words():
        raw(f"UPDATE annotations_decision SET {column} = %s WHERE id = %s", value, house.decision.pk)


# The doors to "approved"


def test_statement_is_not_approved_without_a_decision(article):
    with refused("Only an editor’s decision"):
        Statement.objects.filter(article=article, label="2.1").update(review_state="approved")


@pytest.mark.parametrize(
    "columns", [{"review_state": "approved"}, {"review_state": "changed"}, {"status": "supported"}]
)
def test_statement_does_not_come_into_the_world_approved(article, columns):
    row = Statement(article=article, desk=article.desk, text="x", label="9.9", reading_order=9, **columns)
    with refused("Only an editor’s decision"), transaction.atomic():
        row.save(force_insert=True)


def test_content_version_never_falls(house):
    with refused("Only an editor’s decision"):
        raw("UPDATE annotations_statement SET content_version = 1 WHERE id = %s", house.statement.pk)


def test_old_approval_does_not_serve_for_new_content(house, ana):
    set_claimant(house.article, [house.statement.pk], by=ana, claimant=None)
    assert state(house)[0] == "changed"
    with refused("Only an editor’s decision"):
        raw("UPDATE annotations_statement SET review_state = 'approved' WHERE id = %s", house.statement.pk)


def decide(house, by, **values) -> Decision:
    seen = state(house)[1]
    return Decision.objects.create(
        **{
            "desk": house.article.desk, "article": house.article, "statement": house.statement,
            "ruling": "approve",
            "content_version": seen, "content_hash": b"\0" * 32, "created_by": by and by.person, **values,
        }
    )  # fmt: skip


def test_contributor_does_not_approve(house, ana):
    with refused("You wrote part of this"), transaction.atomic():
        decide(house, ana)


def test_contributor_does_not_approve_by_a_decision_born_withdrawn(house, ana, article):
    row = decide(house, ana, withdrawn_at=article.created_at)
    with refused("You wrote part of this"):
        raw("UPDATE annotations_decision SET withdrawn_at = NULL WHERE id = %s", row.pk)


def test_nobody_is_no_approver(house):
    with refused("Only a person can decide"), transaction.atomic():
        decide(house, None)


@pytest.mark.parametrize("off", [-1, 1])
def test_decision_is_about_what_is_there_now(house, viktor, off):
    with refused("changed while you were reading"), transaction.atomic():
        decide(house, viktor, content_version=state(house)[1] + off)


def test_old_approval_does_not_come_back_from_withdrawal(house, ana, article):
    raw("UPDATE annotations_decision SET withdrawn_at = now() WHERE id = %s", house.decision.pk)
    set_claimant(article, [house.statement.pk], by=ana, claimant=None)
    with refused("changed while you were reading"):
        raw("UPDATE annotations_decision SET withdrawn_at = NULL WHERE id = %s", house.decision.pk)


def test_statement_whose_approval_was_withdrawn_is_not_approved(house):
    raw("UPDATE annotations_decision SET withdrawn_at = now() WHERE id = %s", house.decision.pk)
    assert state(house)[0] == "changed"


def test_who_typed_the_passage_has_contributed(house, ana, rosa):
    """Rosa wrote it down, Ana cited it with the same words."""
    add_passage(house.source, by=rosa, text="It fell by half.", locator="p. 9")
    cite(house.article, [at(house.article, "3.2").pk], by=ana, source=house.source, stance="supports",
         passage="It fell by half.", locator="p. 9")  # fmt: skip
    verify(at(house.article, "3.2"), by=ana, status="supported", rationale="By the table.")
    with pytest.raises(NotAllowed, match="You wrote part of this"):
        approve(at(house.article, "3.2"), by=rosa)


def approved(article, ana, viktor, **says):
    """3.2, said by the byline, or by whom it ``says``."""
    change_statement(at(article, "3.2"), by=ana, **says)
    verify(at(article, "3.2"), by=ana, status="misleading", rationale="By a third.")
    cite(
        article,
        [at(article, "3.2").pk],
        by=ana,
        source=make_source(by=ana, title="Gate"),
        stance="contradicts",
    )
    approve(at(article, "3.2"), by=viktor)


def test_another_byline_is_another_claimant(house, ana, rosa, viktor):
    approved(house.article, ana, viktor)
    before = state(house)
    change_article(house.article, by=rosa, summary="Most of it stands.")
    assert at(house.article, "3.2").review_state == "approved"
    change_article(house.article, by=rosa, byline="The Prime Minister")
    assert (at(house.article, "3.2").review_state, state(house)) == (
        "changed",
        before,
    )  # 3.1 names its claimant
    with pytest.raises(NotAllowed, match="You wrote part of this"):
        approve(at(house.article, "3.2"), by=rosa)
    approve(at(house.article, "3.2"), by=viktor)


def test_what_is_unclear_was_not_said_by_the_byline(house, ana, rosa, viktor):
    approved(house.article, ana, viktor, claimant_unclear=True)
    change_article(house.article, by=rosa, byline="The Prime Minister")
    assert at(house.article, "3.2").review_state == "approved"


def test_who_corrects_the_byline_before_a_verdict_may_approve(article, ana, rosa):
    change_article(article, by=rosa, byline="A. Pilot")
    approved(article, ana, rosa)
    assert at(article, "3.2").review_state == "approved"


@pytest.mark.parametrize("values", [{"content_hash": b""}, {"content_hash": b"\0" * 31}, {"canon": 0}])
def test_decision_says_what_was_seen(house, viktor, values):
    with refused("does not match what you saw"), transaction.atomic():
        decide(house, viktor, **values)


def test_status_is_that_of_the_verdict(house):
    with refused("Give a new verdict instead"):
        raw("UPDATE annotations_statement SET status = 'contradicted' WHERE id = %s", house.statement.pk)


def test_verdict_in_force_is_not_taken_back_alone(house, ana):
    given = house.statement.verification_id
    take_back = "UPDATE annotations_verification SET withdrawn_at = now() WHERE id = %s"
    with refused("is the current one"):
        raw(take_back, given)
    verify(at(house.article, "3.1"), by=ana, status="unchecked", base=given)
    assert raw(take_back, given) == 1
    with refused("has been cleared"):
        raw(
            "UPDATE annotations_statement SET verification_id = %s, status = 'supported' WHERE id = %s",
            given, house.statement.pk,
        )  # fmt: skip


@pytest.mark.parametrize("link", ["same_as", "merged_into"])
def test_statement_does_not_come_into_the_world_linked(house, link):
    """It would widen what was approved there, and no trigger of a change would see it."""
    row = Statement(article=house.article, desk=house.article.desk, text="x", label="9.9", reading_order=9)
    setattr(row, link, house.statement)
    with refused("Save it first, then link it"), transaction.atomic():
        row.save(force_insert=True)


# What an approval covers


def change(table: str, columns: str, row: str):
    return lambda house: raw(
        f"UPDATE annotations_{table} SET {columns} WHERE id = %s", getattr(house, row).pk
    )


COVERED = {
    "stance": change("citation", "stance = 'context'", "citation"),
    "what it shows": change("citation", "shows = 'more'", "citation"),
    "citation withdrawn": change("citation", "withdrawn_at = now()", "citation"),
    "citation of a counterpoint": change("citation", "withdrawn_at = now()", "backing"),
    "counterpoint": change("counterpoint", "text = 'Half are empty.'", "point"),
    "outcome": change("counterpoint", "outcome = 'accepted'", "point"),
    "passage": change("passage", "text = '7,521 containers'", "passage"),
    "locator": change("passage", "locator = 'p. 5'", "passage"),
    "figure": change("figure", "value = 7500", "figure"),
    "claimant": change("statement", "claimant_id = NULL", "statement"),
    "plain words": change("statement", "plain = 'Other words'", "statement"),
    "that it was said": change("statement", "checked_said = true", "statement"),
    "that it is so": change("statement", "checked_so = false, checked_said = true", "statement"),
    "text": lambda house: raw(
        'WITH place AS (UPDATE annotations_placement SET "end" = "end" - 5, quote = left(quote, -5)'
        " WHERE statement_id = %s) UPDATE annotations_statement SET text = left(text, -5) WHERE id = %s",
        house.statement.pk,
        house.statement.pk,
    ),
    "verdict": change("statement", "verification_id = NULL, status = 'unchecked'", "statement"),
    "address of the source": change("source", "url_key = 'elsewhere.example'", "source"),
    "DOI": change("source", "doi_key = '10.1/x'", "source"),
    "ISBN": change("source", "isbn_key = '9783161484100'", "source"),
    "new citation": lambda house: raw(
        "INSERT INTO annotations_citation"
        " (uid, version, desk_id, article_id, statement_id, source_id, stance, shows, created_by_id)"
        " SELECT gen_random_uuid(), 1, desk_id, article_id, statement_id, source_id, 'contradicts', '',"
        " created_by_id FROM annotations_citation WHERE id = %s",
        house.citation.pk,
    ),
}


@pytest.mark.parametrize("what", COVERED)
def test_approved_turns_into_changed_when_it_changes(house, what):
    was = state(house)
    assert COVERED[what](house) == 1
    now = state(house)
    assert (was[0], now[0]) == ("approved", "changed")
    assert now[1] > was[1]


NOT_COVERED = {
    "title of the source": change("source", "title = 'Gate statistics 2025'", "source"),
    "archive of the source": change("source", "archive_url = 'https://archive.example/1'", "source"),
    "kind": change("statement", "kind = 'fact'", "statement"),
    "label": change("statement", "label = '3.1 '", "statement"),
}


@pytest.mark.parametrize("what", NOT_COVERED)
def test_approval_survives_what_it_does_not_cover(house, what):
    was = state(house)
    assert NOT_COVERED[what](house) == 1
    assert state(house) == was


def test_who_changes_the_address_of_a_source_has_contributed(house, viktor):
    change_source(house.source, by=viktor, url="https://port.example/gate-2024")
    house.article.tally.refresh_from_db()
    assert (house.article.tally.approved, house.article.tally.waiting) == (0, 1)
    with pytest.raises(Refused, match="You wrote part of this"):
        approve(at(house.article, "3.1"), by=viktor)


# No setting lifts a guard


@pytest.mark.two_roles
@pytest.mark.parametrize(
    "attack",
    [
        "SET session_replication_role = replica",
        "ALTER TABLE annotations_statement DISABLE TRIGGER ALL",
        "ALTER TABLE annotations_statement DISABLE TRIGGER guard",
        "DROP TRIGGER guard ON annotations_statement",
        "CREATE OR REPLACE FUNCTION obelus_statement_guard() RETURNS trigger"
        " LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "SELECT obelus_contribute(1, 1)",
        "SELECT obelus_unite(1, 2)",
        "CREATE SCHEMA mine",
        "CREATE TEMP TABLE mine (LIKE annotations_citation); CREATE TRIGGER touch AFTER INSERT ON mine"
        " FOR EACH ROW EXECUTE FUNCTION obelus_touch()",
        "SET ROLE postgres",
    ],
)
def test_web_role_lifts_no_guard(db, attack):
    with (
        pytest.raises(Exception, match=r"permission denied|must be owner|does not exist"),
        transaction.atomic(),
    ):
        connection.cursor().execute(attack)


def test_pgtriggers_own_switch_lifts_no_guard(article):
    """Any role can set it, so no guard is one of pgtrigger's."""
    with refused("Only an editor’s decision"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL pgtrigger.ignore = '{annotations_statement:guard,guard}'")
        Statement.objects.filter(article=article, label="2.1").update(review_state="approved")


def test_pgtriggers_own_switch_lets_no_change_pass_unseen(article):
    """Nor does history stop by it: every trigger that it knows is named."""
    statement = Statement.objects.get(article=article, label="2.1")
    kept = apps.get_model("annotations", "StatementEvent").objects.filter(pgh_obj_id=statement.pk)
    before = kept.count()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pgtrigger.ignore', array_agg(DISTINCT tgname)::text, true) FROM pg_trigger"
        )
        Statement.objects.filter(pk=statement.pk).update(plain="Rewritten.")
    assert kept.count() == before + 1


@pytest.mark.two_roles
def test_web_role_invents_no_history(article):
    Statement.objects.filter(article=article, label="2.1").update(plain="Rewritten.")
    with pytest.raises(ProgrammingError, match="permission denied"):
        raw("INSERT INTO annotations_statementevent SELECT * FROM annotations_statementevent LIMIT 1")


@pytest.mark.two_roles
def test_a_table_of_ones_own_takes_nothing_that_history_keeps(article):
    """A temporary one is found first, wherever a name is looked up in the caller's way."""
    statement = Statement.objects.get(article=article, label="2.1")
    kept = "annotations_statementevent"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE {kept} (LIKE public.{kept}) ON COMMIT DROP")
        cursor.execute(f"ALTER TABLE pg_temp.{kept} ALTER pgh_id SET DEFAULT 1")
        cursor.execute(f"SELECT count(*) FROM public.{kept} WHERE pgh_obj_id = %s", [statement.pk])
        (before,) = cursor.fetchone()
        Statement.objects.filter(pk=statement.pk).update(plain="Rewritten.")
        cursor.execute(f"SELECT count(*) FROM public.{kept} WHERE pgh_obj_id = %s", [statement.pk])
        assert cursor.fetchone() == (before + 1,)
        cursor.execute(f"DROP TABLE pg_temp.{kept}")


# Every refusal has its sentence


def test_every_guard_has_a_sentence():
    names = [name for _, name, _ in iter_modules(migrations.__path__)]
    operations = [
        op for name in names for op in import_module(f"{migrations.__name__}.{name}").Migration.operations
    ]
    source = "".join(str(getattr(operation, "sql", "")) for operation in operations)
    named = set(re.findall(r"obelus_refuse\('(\w+)'", source))
    assert len(named) > 25
    assert named <= GUARDS.keys()
    unnamed = "database refused this"
    assert unnamed not in " ".join(GUARDS.values())
    assert unnamed in sentence_for(ProgrammingError())
