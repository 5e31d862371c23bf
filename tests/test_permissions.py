"""People × routes, the whole house: what each person gets at each address, in literal tables."""

import importlib
import pkgutil

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.annotations import permissions
from tests.annotations.permissions.things import things

__all__ = ["things"]

ROUTES = {
    name: route
    for module in pkgutil.iter_modules(permissions.__path__)
    for name, route in getattr(
        importlib.import_module(f"{permissions.__name__}.{module.name}"), "ROUTES", {}
    ).items()
}
WHO = {"viewer": "lea", "analyst": "ana", "editor": "rosa", "admin": "ines", "foreign": "otto"}
# Not of our making, or asked elsewhere: why each has no row.
ELSEWHERE = {
    "account_": "allauth's own pages, of the person who asks",
    "api:": "tests/annotations/api/test_permissions.py has their table",
}


def named(patterns, prefix: str = "") -> dict[str, URLPattern]:
    found = {}
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            found[f"{prefix}{pattern.name}"] = pattern
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            found |= named(pattern.url_patterns, prefix + inner)
    return found


def filled(values, things):
    return {
        name: things.get(value, value) if isinstance(value, str) and name != "desk" else value
        for name, value in values.items()
    }


def test_every_route_has_a_row():
    ours = {name for name in named(get_resolver().url_patterns) if not name.startswith(tuple(ELSEWHERE))}
    assert ours == set(ROUTES), "tests/annotations/permissions/: a row for each route, whom it answers what"


@pytest.fixture
def clients(request) -> dict[str, Client]:
    """Everybody at a browser of their own."""
    found = {who: Client() for who in ["anonymous", *WHO]}
    for who, cast in WHO.items():
        found[who].force_login(request.getfixturevalue(cast).person)
    return found


def answered(who, client, name, things) -> int:
    """The status that the route answers. What was done is undone, so that each finds the same things."""
    route = ROUTES[name]
    address = reverse(name, kwargs=filled(route["kwargs"], things))
    with transaction.atomic():
        answer = getattr(client, route["method"])(address, filled(route.get("data", {}), things))
        transaction.set_rollback(True)
    assert who == "anonymous" or "/accounts/login/" not in answer.get("Location", "")
    return answer.status_code


def test_people_at_every_route(clients, things):
    got = {
        name: {who: answered(who, client, name, things) for who, client in clients.items()} for name in ROUTES
    }
    assert got == {name: {who: route[who] for who in clients} for name, route in ROUTES.items()}


def is_refused(view, request) -> bool:
    """Whether it is turned away before the view is asked, here without what its address names."""
    try:
        return view(request).status_code == 405
    except TypeError:
        return False


def test_a_page_is_asked_for_or_sent_and_nothing_else(rf):
    patterns = named(get_resolver().url_patterns)
    for method in ("put", "delete"):
        request = getattr(rf, method)("/")
        answer = [name for name in ROUTES if not is_refused(patterns[name].callback, request)]
        assert not answer, f"over each of their views @require_safe, @require_POST or @form_page: {method}"
