"""Why something is sent back: the reasons are found as one types."""

import re

import pytest
from django.urls import reverse

from annotations.reasons import BY_CODE
from annotations.services.verifying import verify
from tests.annotations.views.test_workspace import HTMX, url
from tests.cast import at


@pytest.mark.parametrize(
    ("find", "ticked", "listed", "told"),
    [
        (
            "our work source",
            ["out_of_date"],
            ["no_source", "weak_source", "source_closed", "out_of_date"],
            "3 reasons.",
        ),
        ("zeppelin", [], [], "0 reasons."),
        ("zeppelin", ["gone", "other"], ["other"], "0 reasons."),
        ("   ", [], list(BY_CODE), ""),
    ],
)
def test_reasons_are_narrowed_by_words_but_not_what_is_ticked(as_rosa, desk, find, ticked, listed, told):
    page = as_rosa.get(
        reverse("review-reasons", args=[desk.slug]), {"find": find, "reasons": ticked}
    ).content.decode()
    assert re.findall(r'reasons" value="(\w+)"', page) == listed and told in page
    assert re.findall(r'reasons" value="(\w+)" checked', page) == [code for code in ticked if code in listed]
    assert ("No reason has these words." in page) is (not listed)


@pytest.mark.parametrize(
    ("before", "find", "sent", "ticked"),
    [
        ("", "Date", [], ["out_of_date"]),
        ("da", "date", ["weak_source"], ["weak_source", "out_of_date"]),
        ("sp", "spin", ["name_or_spelling"], []),  # on the way to other words
        ("date", "legal", ["out_of_date"], ["out_of_date", "legal_risk"]),  # a second search
        ("date", "date", [], []),  # its tick was taken away
    ],
)
def test_a_single_reason_is_ticked_while_the_words_mean_it(as_rosa, desk, before, find, sent, ticked):
    asked = {"before": before, "find": find, "reasons": sent}
    page = as_rosa.get(reverse("review-reasons", args=[desk.slug]), asked).content.decode()
    assert re.findall(r'value="(\w+)" checked', page) == ticked


def sent_back(as_rosa, desk, article, ana, **typed):
    row = at(article, "2.1")
    verify(row, by=ana, status="supported", rationale="So it is.")
    return as_rosa.post(reverse("review-changes", args=[desk.slug, row.pk]), typed)


def test_the_words_that_were_sought_stand_there_after_a_refusal(as_rosa, desk, article, ana):
    answer = sent_back(as_rosa, desk, article, ana, find="source", before="sour")
    page = answer.content.decode()
    assert answer.status_code == 422 and 'id="id_find" value="source"' in page
    listed = re.findall(r'reasons" value="(\w+)"( checked)?', page)
    assert listed == [(code, "") for code in ("no_source", "source_says_not", "weak_source", "source_closed")]


@pytest.mark.parametrize(
    ("typed", "raised"),
    [
        ({"find": "date", "before": "dat"}, ["out_of_date"]),
        ({"find": "date", "before": "dat", "reasons": ["weak_source"]}, ["out_of_date", "weak_source"]),
        ({"find": "date", "before": "date"}, []),  # its tick was taken away
    ],
)
def test_words_that_mean_one_reason_are_that_reason_though_sent_at_once(
    as_rosa, desk, article, ana, typed, raised
):
    sent_back(as_rosa, desk, article, ana, **typed)
    assert sorted(at(article, "2.1").flags.values_list("reason", flat=True)) == raised


@pytest.mark.parametrize(("find", "reason", "raised"), [
    ("headline", "", ["headline"]), ("headline", "other_side", ["other_side"]), ("source", "", []),
])  # fmt: skip
def test_so_are_those_of_a_flag(as_ana, article, find, reason, raised):
    there = url(article, "statement-flags", at(article, "2.1").pk)
    answer = as_ana.post(there, {"find": find, "reason": reason}, headers=HTMX)
    assert list(at(article, "2.1").flags.values_list("reason", flat=True)) == raised
    page = answer.content.decode()
    assert answer.status_code == (200 if raised else 422)
    assert ('id="id_find" value="source"' in page and 'value="weak_source"' in page) is (not raised)
    assert 'value="headline"' not in page
