"""People × routes, the whole house: what each person gets at each address, in literal tables."""

import importlib
import pkgutil
from contextlib import contextmanager

from django.db import transaction
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
    assert ours == set(ROUTES)


@contextmanager
def forgotten():
    """Whatever is done meanwhile is undone, so that each person finds the same things."""
    try:
        with transaction.atomic():
            yield
            raise ForgottenError
    except ForgottenError:
        pass


class ForgottenError(Exception):
    pass


def answers(client, name, things, people) -> dict[str, int]:
    """Who → the status that the route answers."""
    route, got = ROUTES[name], {}
    address = reverse(name, kwargs=filled(route["kwargs"], things))
    for who in ["anonymous", *WHO]:
        with forgotten():
            client.cookies.clear()
            if who != "anonymous":
                client.force_login(people[who].person)
            answer = getattr(client, route["method"])(address, filled(route.get("data", {}), things))
            got[who] = answer.status_code
            if who != "anonymous" and answer.status_code == 302:
                assert "/accounts/login/" not in answer.url
    return got


def test_people_at_every_route(client, things, request):
    people = {who: request.getfixturevalue(cast) for who, cast in WHO.items()}
    got = {name: answers(client, name, things, people) for name in ROUTES}
    assert got == {name: {who: route[who] for who in got[name]} for name, route in ROUTES.items()}


def test_a_page_is_asked_for_or_sent_and_nothing_else(rf):
    patterns = named(get_resolver().url_patterns)
    for method in ("put", "delete"):
        answers = {name: patterns[name].callback(getattr(rf, method)("/")).status_code for name in ROUTES}
        assert set(answers.values()) == {405}, answers
