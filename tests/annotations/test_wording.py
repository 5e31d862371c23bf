"""What readers will see keeps "it was said" apart from "it is so"."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from annotations.models.deed import unaccounted_percent
from annotations.reading.model import ClaimantLine
from annotations.scale import VerdictLabels
from annotations.wording import checked, wording

ARMY = ClaimantLine(uuid4(), "the army")


def statement(status, *, detail="", said=False, so=True, claimant=ARMY, unclear=False, cited=True):
    return SimpleNamespace(
        status=status,
        detail=detail,
        checked_said=said,
        checked_so=so,
        claimant=claimant,
        claimant_unclear=unclear,
        same_as=None,
        citations=("a citation",) if cited else (),
    )


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        (statement("supported"), "Supported."),
        (statement("misstated", detail="over"), "Overstated."),
        (statement("unverifiable", detail="not_counted"), "Can’t be verified: nobody counts it."),
        (statement("unchecked", said=True), "Not checked yet."),
        (
            statement("unverifiable", detail="not_counted", said=True),
            "The army said so (confirmed). Whether it is so could not be verified: nobody counts it.",
        ),
        (
            statement("unverifiable", detail="no_access", said=True, so=False),
            "Whether the army said so could not be verified: no access. Whether it is so was not checked.",
        ),
        (
            statement("supported", said=True, so=False),
            "The army said so (confirmed). Whether it is so was not checked.",
        ),
        (
            statement("contradicted", said=True),
            "The army said so (confirmed). Whether it is so: contradicted.",
        ),
        (
            statement("no_evidence", said=True, so=False),
            "Whether the army said so: no evidence found. Whether it is so was not checked.",
        ),
        (
            statement("supported", said=True, so=False, claimant=None),
            "The author said so (confirmed). Whether it is so was not checked.",
        ),
        (
            statement("supported", said=True, so=False, claimant=None, unclear=True),
            "Someone (it is unclear who) said so (confirmed). Whether it is so was not checked.",
        ),
        (
            statement("unverifiable", said=True, cited=False),
            "The army said so (no evidence is cited). Whether it is so could not be verified.",
        ),
        (
            statement("supported", said=True, so=False, cited=False),
            "The army said so (no evidence is cited). Whether it is so was not checked.",
        ),
    ],
)
def test_readers_see(given, seen):
    assert wording(given, VerdictLabels()) == seen


@pytest.mark.parametrize(
    ("label", "alone", "inside"),
    [
        ("Half of it", "Half of it.", "half of it."),
        ("True, but …", "True, but …", "true, but …"),
        ("Not so!", "Not so!", "not so!"),
        ("Is it so?", "Is it so?", "is it so?"),
        ("UN-checked", "UN-checked.", "UN-checked."),
        ("X", "X.", "x."),
        ("对。", "对。", "对。"),
    ],
)
def test_the_desks_own_label_ends_as_a_sentence_and_is_small_inside_of_one(label, alone, inside):
    scale = VerdictLabels({"misleading": label})
    assert wording(statement("misleading"), scale) == alone
    said = wording(statement("misleading", said=True), scale)
    assert said == f"The army said so (confirmed). Whether it is so: {inside}"


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        (statement("unverifiable", said=True), "Whether it is so could not be verified."),
        (statement("unverifiable", said=True, so=False), "Whether the army said so could not be verified."),
        (statement("not_claim", said=True), "Not a factual claim."),
        (statement("unverifiable"), "Can’t be verified."),
    ],
)
def test_what_has_no_reason_says_none(given, seen):
    assert seen in wording(given, VerdictLabels())


@pytest.mark.parametrize(
    ("status", "kind", "said", "so", "told"),
    [
        ("unchecked", "fact", False, True, "To check that it is so"),
        ("unchecked", "fact", True, False, "To check that it was said"),
        ("unchecked", "opinion", False, True, ""),
        ("supported", "opinion", False, True, "Checked that it is so"),
        ("supported", "fact", True, True, "Checked that it was said and that it is so"),
        ("not_claim", "fact", True, True, ""),
    ],
)
def test_what_was_checked(status, kind, said, so, told):
    given = statement(status, said=said, so=so)
    given.kind = kind
    assert checked(given) == told


def test_what_repeats_another_says_of_no_check_of_its_own():
    given = statement("supported", said=True, so=False)
    given.same_as, given.said_only = SimpleNamespace(label="3.1"), False
    assert (checked(given), wording(given, VerdictLabels())) == ("As 3.1", "Supported.")
    given.said_only = True
    assert wording(given, VerdictLabels()) == "Supported (that it was said)."


def test_the_desks_own_label_is_used():
    assert wording(statement("misleading"), VerdictLabels({"misleading": "True, but …"})) == "True, but …"


@pytest.mark.parametrize(
    ("words", "accounted", "percent"),
    [(0, 0, 0), (250, 0, 100), (250, 1, 99), (250, 125, 50), (1000, 999, 1), (250, 250, 0), (250, 251, 0)],
)
def test_all_of_it_and_none_of_it_are_said_only_where_that_is_so(words, accounted, percent):
    assert unaccounted_percent(words, accounted) == percent
