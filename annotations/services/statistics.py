"""Tells PostgreSQL of a large text, so that it plans what is asked of it next by what is there."""

from django.db import connection

LARGE = 500  # statements; a smaller text is gone through in no time whatever the plan


def analyze_if_large(statements: int) -> None:
    """Let it look at the tables again where so many new ``statements`` are a tenth of all or more."""
    if statements < LARGE:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT obelus_look_anew(%s)", [statements])
