"""Nothing of one test is left for the next."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from config.management.commands import flush

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.two_roles]


@pytest.mark.parametrize("grown", [-1, 2**40], ids=["truncated", "deleted"])
def test_every_row_goes_past_all_guards(article, monkeypatch, grown):
    monkeypatch.setattr(flush, "GROWN", grown)
    before = file_of(article)
    call_command("flush", verbosity=0, interactive=False)
    stored = set(connection.introspection.django_table_names(only_existing=True))
    ours = [model for model in apps.get_models() if model._meta.db_table in stored]
    assert {model._meta.label for model in ours if model._base_manager.exists()} == set()
    assert (file_of(article) == before) is (grown > 0)


def file_of(row) -> int:
    """The file that the row's table lies in: TRUNCATE makes a new one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_filenode(%s)", [row._meta.db_table])
        return cursor.fetchone()[0]
