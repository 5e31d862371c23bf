"""The keys of programs are made on a page that offers no more than one’s role."""

import re

import pytest
from django.urls import reverse

from annotations.models import ApiToken


@pytest.mark.parametrize(
    ("who", "barred"), [("lea", ["annotate", "review"]), ("ana", ["review"]), ("rosa", [])]
)
def test_what_goes_beyond_ones_role_stays_in_sight_and_says_why(client, desk, request, who, barred):
    client.force_login(request.getfixturevalue(who).person)
    there = reverse("tokens", args=[desk.slug])
    page = client.get(there).content.decode()
    found = re.findall(r'<input type="checkbox" name="scopes" value="(\w+)"[^>]* disabled', page)
    assert found == barred and page.count(" you cannot ") == len(barred)
    sent = {"name": "Nightly <export>", "scopes": ["read", *barred], "expires_at": "2090-01-31T12:00"}
    answer = client.post(there, sent)
    page = answer.content.decode()
    assert answer.status_code == (422 if barred else 200)
    assert ApiToken.objects.count() == (0 if barred else 1)
    if barred:
        assert 'value="Nightly &lt;export&gt;"' in page and 'value="2090-01-31T12:00' in page
        assert re.search(r"<ul class=.errorlist[^>]*><li>As \w+ you cannot .+\.</li>", page)
