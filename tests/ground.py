"""What most tests begin with is made once, in a transaction that they share: the desk, its people, an article on it.

A fixture under ``@laid`` becomes a layer: a savepoint, in which its rows stand for all tests that ask for it, one after
the other. Each test works in a savepoint of its own on top, rolled back at its end, as with Django's ``setUpTestData``;
pytest-django leaves room for that. Tests that commit, or that want an empty house, find none.
"""

import copy
import inspect
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

Cast = dict[str, Any]
MAKERS: dict[str, Callable[..., Any]] = {}  # each after those that it builds on


# When constraints are checked, PostgreSQL remembers for the savepoint in which that is first said. Said in an inner one
# alone, the outer one does not take it back. This constraint is immediate anyway.
KEEPS_TIMES = "SET CONSTRAINTS placement_no_overlap IMMEDIATE"


class Layer(NamedTuple):
    rows: ExitStack  # takes them away
    name: str
    cast: Cast


class Ground:
    """The layers that lie there now, the lowest first."""

    blocker: Any = None  # pytest-django's, once there is a database
    layers: list[Layer] = []


def laid(make: Callable[..., Any]) -> Any:
    """Make a fixture of a function whose parameters are such fixtures, too."""
    name = make.__name__
    assert name not in MAKERS, f"another fixture that is laid is called “{name}”"
    MAKERS[name] = make

    def fixture(db: None, ground: Cast, **found: Any) -> Any:
        return ground[name] if name in ground else make(**found)

    asked = [*inspect.signature(fixture).parameters.values()][:2]
    shown = inspect.Signature([*asked, *inspect.signature(make).parameters.values()])
    vars(fixture).update(__signature__=shown, is_laid=True)
    fixture.__name__, fixture.__doc__ = name, make.__doc__
    return pytest.fixture(fixture)


def layers_of(item: pytest.Item) -> tuple[str, ...]:
    """Names of the layers that a test stands on, the lowest first."""
    marker = item.get_closest_marker("django_db")
    if {"transactional_db", "live_server"} & set(item.fixturenames) or (
        marker and marker.kwargs.get("transaction")
    ):
        return ()
    asked = item._fixtureinfo.name2fixturedefs  # a module may have one of its own by such a name
    return tuple(name for name in MAKERS if name in asked and hasattr(asked[name][-1].func, "is_laid"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that stand on the same one after the other."""
    rank = {name: f"{number:02}" for number, name in enumerate(MAKERS)}
    items.sort(key=lambda item: [rank[name] for name in layers_of(item)] or ["last"])


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if wanted := layers_of(item):
        lay(wanted)
    elif item.get_closest_marker("database") or issubclass(item.cls or object, TransactionTestCase):
        clear()


def lay(wanted: tuple[str, ...]) -> None:
    """Nothing for the first test of all, before which there is no database: it makes its own."""
    if Ground.blocker is None:
        return
    there = [layer.name for layer in Ground.layers]
    kept = next((i for i, name in enumerate(wanted) if there[i : i + 1] != [name]), len(wanted))
    clear(kept)
    for name in wanted[kept:]:
        _put(name, MAKERS[name])


def _put(name: str, make: Callable[..., Any]) -> None:
    cast = copy.deepcopy(Ground.layers[-1].cast) if Ground.layers else {}
    with Ground.blocker.unblock(), ExitStack() as rows:
        rows.enter_context(_given_back())
        cast[name] = make(**{needed: cast[needed] for needed in inspect.signature(make).parameters})
        Ground.layers.append(Layer(rows.pop_all(), name, cast))


def clear(kept: int = 0) -> None:
    """Take the upper layers away."""
    while len(Ground.layers) > kept:
        with Ground.blocker.unblock():
            Ground.layers.pop().rows.close()


@contextmanager
def _given_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def ground(request: pytest.FixtureRequest, db: None) -> Cast:
    """Copies of what lies there, by name, so that no test finds what another one did to them."""
    if not (Ground.layers and layers_of(request.node)):
        return {}
    with connection.cursor() as cursor:
        cursor.execute(KEEPS_TIMES)
    return copy.deepcopy(Ground.layers[-1].cast)
