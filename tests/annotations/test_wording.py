"""What readers will see keeps "it was said" apart from "it is so"."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from annotations.reading.model import ClaimantLine
from annotations.scale import Scale
from annotations.wording import wording

ARMY = ClaimantLine(uuid4(), "the army")


def statement(status, *, detail="", said=False, so=True, claimant=ARMY, unclear=False):
    return SimpleNamespace(
        status=status,
        detail=detail,
        checked_said=said,
        checked_so=so,
        claimant=claimant,
        claimant_unclear=unclear,
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
    ],
)
def test_readers_see(given, seen):
    assert wording(given, Scale()) == seen


def test_the_desks_own_label_is_used():
    assert wording(statement("misleading"), Scale({"misleading": "True, but …"})) == "True, but …"
