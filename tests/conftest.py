"""The house in which all tests live: its database, its people.

The tests talk to the database as the web role (alias ``default``), so that its guards are met as in life.
The owner's alias makes the test database, migrates it, empties it after ``transaction=True`` tests;
a test that needs the owner itself asks for ``@pytest.mark.django_db(databases=["default", "owner"])``.
Without ``DATABASE_URL`` each run has a PostgreSQL of its own, gone at the end.
"""

from __future__ import annotations

import gc
import os
from contextlib import ExitStack, suppress

import hypothesis
import pytest

pytest_plugins = ["tests.ground", "tests.cast", "tests.planned", "tests.unordered"]

RUN = ExitStack()
gc.disable()  # till all stands that stays: to look again and again for what does not takes seconds of each worker

# A machine that is busy with something else is no counter-example.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Make the roles once; xdist's workers are told by the environment, before they read the settings."""
    if hasattr(config, "workerinput"):
        return
    from django.conf import settings

    from config import database
    from tests import servers

    url = os.environ.get(database.WEB_URL)
    if not url:
        url = database.superuser_address(RUN.enter_context(servers.throwaway()))
    os.environ[servers.SERVER_URL] = url
    if not os.environ.get(database.OWNER_URL):
        os.environ.update(RUN.enter_context(servers.two_roles(url)))
    for alias, connection in database.connections(os.environ).items():
        settings.DATABASES[alias].update(connection)


def pytest_unconfigure(config):
    RUN.close()


def pytest_collection_modifyitems(items):
    """Mark what touches the database, whichever way it asks for it."""
    for item in items:
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames):
            item.add_marker("database")


def pytest_collection_finish():
    """What stays to the end, hundreds of thousands of objects, is not gone through for cycles again."""
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_terminal_summary(terminalreporter):
    """One line for all browser tests that did not run, so that it is not overlooked."""
    if skipped := skipped_browser_tests(terminalreporter):
        line = f"BROWSER TESTS SKIPPED: {skipped}, no Chromium or Chrome on the PATH."
        terminalreporter.write_line(line, red=True)


def pytest_sessionfinish(session, exitstatus):
    """CI does not allow that skip."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and skipped_browser_tests(reporter):
        session.exitstatus = exitstatus or pytest.ExitCode.TESTS_FAILED


def skipped_browser_tests(reporter):
    return sum("browser" in report.keywords for report in reporter.stats.get("skipped", []))


def pytest_runtest_setup(item):
    if item.get_closest_marker("two_roles"):
        from django.conf import settings

        if settings.DATABASES["default"]["USER"] == settings.DATABASES["owner"]["USER"]:
            pytest.skip("the role of DATABASE_URL may not make a second one")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """The owner makes the test database; the web role moves in."""
    from django.db import OperationalError, connections

    from config.management.commands import flush
    from tests import ground, servers

    web, owner = connections["default"], connections["owner"]
    with django_db_blocker.unblock():
        before = owner.settings_dict["NAME"]
        are_two = web.settings_dict["USER"] != owner.settings_dict["USER"]
        several = os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1") != "1"
        servers.make_database(owner, is_shared=several and are_two)
        web.creation.set_as_test_mirror(owner.settings_dict)
        ground.Ground.blocker = django_db_blocker
        yield
        ground.clear()
        web.close()
        web.close_pool()
        flush.owners().close()
        # A live server's last thread may still hold it; then the end of the run drops it, by force.
        with suppress(OperationalError):
            owner.creation.destroy_test_db(before, verbosity=0)
