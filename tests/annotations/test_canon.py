"""The canonical form is written down here byte for byte: another form would unsettle every approval."""

import re
from datetime import date
from decimal import Decimal
from itertools import chain, repeat
from uuid import UUID

import pytest
from django.db import connection

from annotations.canon import content, content_hash, encode
from annotations.models import Citation, Claimant, Counterpoint, Figure, Source, Statement
from annotations.models.statement import CONTENT
from annotations.services.counterpoints import counter
from annotations.services.cutting import move_ends
from annotations.services.evidence import cite
from annotations.services.statements import follow
from tests.cast import at

GOLDEN = (
    '{"canon":1,'
    '"checked_said":false,"checked_so":true,'
    '"citations":['
    '{"counterpoint__uid":null,"passage__locator":"p. 4","passage__text":"75,211 containers","shows":"",'
    '"source__doi_key":"","source__isbn_key":"","source__uid":"00000000-0000-4000-8000-000000000005",'
    '"source__url_key":"port.example/gate-2025","stance":"supports",'
    '"uid":"00000000-0000-4000-8000-000000000001"},'
    '{"counterpoint__uid":"00000000-0000-4000-8000-000000000003","passage__locator":null,"passage__text":null,'
    '"shows":"","source__doi_key":"","source__isbn_key":"",'
    '"source__uid":"00000000-0000-4000-8000-000000000005","source__url_key":"port.example/gate-2025",'
    '"stance":"supports","uid":"00000000-0000-4000-8000-000000000002"}],'
    '"claimant":"00000000-0000-4000-8000-000000000006","claimant_unclear":false,'
    '"counterpoints":[{"answer":"The table has them apart.","kind":"plain","outcome":"answered",'
    '"target__uid":null,"text":"Empty containers are in it.",'
    '"uid":"00000000-0000-4000-8000-000000000003"}],'
    '"figures":[{"approximator":"","base":"","counted":"","counted_by":"","direction":"","end":57,"period":"",'
    '"place":"","start":51,"uid":"00000000-0000-4000-8000-000000000004","unit":"containers","value":"75000"}],'
    '"one_origin_why":"","plain":"","same_as":null,'
    '"text":"In 2025 the harbour authority cleared over 75,000 containers, averaging more than 200 a day.",'
    '"verdict":{"as_of":"2026-02-03","detail":"","rationale":"The table says 75,211.","status":"supported"}}'
)


def uid(number: int) -> UUID:
    return UUID(f"00000000-0000-4000-8000-{number:012}")


@pytest.fixture
def named(request, monkeypatch):
    """The house with uids that are known beforehand; those of the two citations may be given."""
    cited = getattr(request, "param", (1, 2))
    for model, numbers in {
        Citation: cited,
        Counterpoint: [3],
        Figure: [4],
        Source: [5],
        Claimant: [6],
    }.items():
        uids = chain(map(uid, numbers), repeat(uid(numbers[-1])))
        monkeypatch.setattr(model._meta.get_field("uid"), "_get_default", uids.__next__)
    return request.getfixturevalue("house")


def fresh(house) -> Statement:
    return at(house.article, "3.1")


def test_the_form_is_this_one(named):
    assert encode(content(fresh(named))) == GOLDEN.encode()


@pytest.mark.parametrize("named", [(9, 1)], indirect=True)
def test_order_of_rows_is_no_content(named):
    listed = [row["uid"] for row in content(fresh(named))["citations"]]
    assert listed == [uid(1), uid(9)]


def test_values_have_one_spelling():
    assert encode({"b": Decimal("75000.0000000000"), "a": "e\u0301"}) == '{"a":"é","b":"75000"}'.encode()
    assert encode([Decimal("2.1666666667"), date(2026, 2, 3)]) == b'["2.1666666667","2026-02-03"]'


CHANGES = {
    "plain words": (Statement, {"plain": "Other words"}),
    "claimant": (Statement, {"claimant": None}),
    "unclear who": (Statement, {"claimant": None, "claimant_unclear": True}),
    "what was checked": (Statement, {"checked_said": True}),
    "why one origin": (Statement, {"one_origin_why": "Only one can count."}),
    "verdict": (Statement, {"verification": None, "status": "unchecked"}),
    "stance": (Citation, {"stance": "context"}),
    "what it shows": (Citation, {"shows": "More"}),
    "passage": (Citation, {"passage": None}),
    "counterpoint": (Counterpoint, {"text": "Half are empty."}),
    "answer": (Counterpoint, {"answer": "No."}),
    "outcome": (Counterpoint, {"outcome": "accepted"}),
    "figure": (Figure, {"value": Decimal("7500")}),
    "unit": (Figure, {"unit": "TEU"}),
    "address": (Source, {"url_key": "elsewhere.example"}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_hash_changes_with_each_part(house, what):
    model, values = CHANGES[what]
    was = content_hash(fresh(house))
    model.objects.update(**values)
    assert content_hash(fresh(house)) != was


def test_hash_changes_with_the_text(house, ana):
    was = content_hash(fresh(house))
    move_ends(fresh(house), by=ana, start=0, end=57)
    assert content_hash(fresh(house)) != was


@pytest.mark.parametrize("model, values", [(Source, {"title": "Gate"}), (Claimant, {"role": "Ministry"})])
def test_hash_stays_with_what_is_no_part(house, model, values):
    was = content_hash(fresh(house))
    model.objects.update(**values)
    assert content_hash(fresh(house)) == was


def test_withdrawn_rows_are_no_content(house):
    was = content_hash(fresh(house))
    house.figure.pk, house.figure.uid = None, uid(7)
    house.figure.withdrawn_at = house.article.created_at
    house.figure.save(force_insert=True)
    assert content_hash(fresh(house)) == was


def test_whose_verdict_is_followed_is_content(article, ana):
    was = content_hash(at(article, "3.2"))
    follow(at(article, "3.2"), at(article, "3.1"), by=ana)
    assert content_hash(at(article, "3.2")) != was


def test_guard_canon_and_undo_mean_the_same_columns(house):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('obelus_statement_guard'::regproc)")
        (guard,) = cursor.fetchone()
    raises = re.search(r"IF \(([^)]*)\)\s*IS DISTINCT FROM\s*\([^)]*\) THEN\s*NEW.content_version", guard)
    assert set(re.findall(r"NEW\.(\w+)", raises[1])) == CONTENT
    of_columns = {name.removesuffix("_id") for name in CONTENT} - {"verification", "status"}
    assert content(house.statement).keys() - {"canon", "citations", "counterpoints", "figures"} == {
        *of_columns, "verdict",
    }  # fmt: skip


def test_what_hangs_on_another_statement_is_no_content(house, ana):
    was = content_hash(fresh(house))
    cite(house.article, [at(house.article, "3.2").pk], by=ana, source=house.source, stance="context")
    counter(house.article, by=ana, text="And yet.", statement=at(house.article, "3.2"))
    assert content_hash(fresh(house)) == was
