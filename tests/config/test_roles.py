"""The role that serves the pages may do no more than it must."""

import pytest
from django.db import connection

pytestmark = [pytest.mark.django_db(databases=["default", "owner"])]


@pytest.mark.two_roles
def test_pages_are_served_by_neither_owner_nor_superuser():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)
