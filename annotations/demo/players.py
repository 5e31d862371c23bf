"""Turns the demo's cast into members of its desk."""

from collections.abc import Iterable

from annotations.demo.notation import Colleague
from articles.models import Desk, Membership, Person


class Players:
    """Colleague → Membership. Nobody gets a password: the demo's links sign them in."""

    def __init__(self, desk: Desk, cast: Iterable[Colleague]) -> None:
        self._members = {one: _join(desk, one) for one in cast}

    def __getitem__(self, one: Colleague) -> Membership:
        return self._members[one]


def _join(desk: Desk, one: Colleague) -> Membership:
    person = Person.objects.filter(email__iexact=one.email).first()
    person = person or Person.objects.create_user(one.email, name=one.name)
    return Membership.objects.create(desk=desk, person=person, role=one.role)
