"""What a request says is done or refused, never dropped; what it does not say is not done."""

import pytest

from tests.annotations.api.conftest import DESK
from tests.cast import at

pytestmark = pytest.mark.django_db


def test_who_says_it_is_named_or_refused_never_forgotten(api, ana, article):
    where, bulk = f"statements/{at(article, '3.1').uid}/", "statements/claimant/"
    said = {"statements": [str(at(article, "3.1").uid)]}
    who = api(ana).post(f"{DESK}claimants/", name="The authority").json()["uid"]
    api(ana).patch(where, claimant=who)
    refused = api(ana).post(bulk, **said)
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["claimant"])
    both = api(ana).post(bulk, claimant=who, unclear=True, **said)
    assert (both.status_code, list(both.json()["errors"])) == (422, ["unclear"])
    assert api(ana).get(where).json()["claimant"]["uid"] == who
    assert api(ana).post(bulk, unclear=True, **said).json()["results"][0]["claimant_unclear"] is True
    told = api(ana).patch(where, claimant=None).json()
    assert (told["claimant"], told["claimant_unclear"]) == (None, False)  # the byline
    assert api(ana).patch(where, claimant_unclear=True).json()["claimant_unclear"] is True
    assert api(ana).post(bulk, claimant=None, **said).json()["results"][0]["claimant_unclear"] is False
