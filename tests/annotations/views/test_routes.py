"""People × routes of desk, review, sources, people: the tables, asked of the pages themselves."""

import pytest
from django.urls import reverse

from tests.annotations.permissions import desk, people, review, sources
from tests.annotations.permissions.things import things

__all__ = ["things"]

TABLES = (desk.ROUTES, people.ROUTES, review.ROUTES, sources.ROUTES)
ROUTES = {name: route for table in TABLES for name, route in table.items()}
WHO = {"viewer": "lea", "analyst": "ana", "editor": "rosa", "admin": "ines", "foreign": "otto"}


def filled(values, things):
    return {
        name: things.get(value, value) if isinstance(value, str) and name != "desk" else value
        for name, value in values.items()
    }


@pytest.mark.parametrize("name", ROUTES)
@pytest.mark.parametrize("who", ["anonymous", *WHO])
def test_person_at_route(client, things, request, name, who):
    if who != "anonymous":
        client.force_login(request.getfixturevalue(WHO[who]).person)
    route = ROUTES[name]
    address = reverse(name, kwargs=filled(route["kwargs"], things))
    answer = getattr(client, route["method"])(address, filled(route.get("data", {}), things))
    assert answer.status_code == route[who]
    if who != "anonymous" and answer.status_code == 302:
        assert "/accounts/login/" not in answer.url
