"""What the commands share: desks and articles by their short names, refusals as a terminal tells them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.management.base import CommandError
from django.db import ProgrammingError, connection, connections
from psycopg.errors import InsufficientPrivilege

from annotations.refusals import PLAIN, Refused
from articles.intake import IntakeRefused
from articles.models import Article, Desk, Membership, Role
from articles.querysets import articles_of


def check_tables() -> None:
    """Raise CommandError where the database is still empty."""
    if Desk._meta.db_table not in connection.introspection.table_names():
        raise CommandError("The database has no tables yet. Make them first: python3 manage.py migrate")


@contextmanager
def refusals_printed(**options: str) -> Iterator[None]:
    """Turn what a service refuses into a CommandError that says the same; ``options``: field → what was typed."""
    try:
        yield
    except (Refused, IntakeRefused) as refusal:
        raise CommandError(refusal.message) from refusal
    except ValidationError as error:
        raise CommandError(" ".join(_sentences(error, options))) from error


@contextmanager
def owner_asked(alias: str = "owner") -> Iterator[None]:
    """Where the role of this connection may not do what is for the owner of the tables, a CommandError says so."""
    try:
        yield
    except ProgrammingError as refusal:
        if not isinstance(refusal.__cause__, InsufficientPrivilege):
            raise
        role = connections[alias].settings_dict["USER"]
        raise CommandError(
            f"The role {role} does not own the tables: {refusal.__cause__.diag.message_primary}. Set "
            "OBELUS_OWNER_DATABASE_URL to the address with the role that does."
        ) from None


def _sentences(error: ValidationError, options: dict[str, str]) -> Iterator[str]:
    """Field by field; what is too long is told as the forms tell it."""
    fields = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
    for field, found in fields.items():
        for one in found:
            told = " ".join(PLAIN.get(text, text) for text in one.messages)
            if one.code == "max_length" and one.params and "show_value" in one.params:
                has, limit = one.params["show_value"], one.params["limit_value"]
                told = f"{has:,} characters, but {limit:,} is the limit. Please shorten it."
            yield f"{options.get(field, field)}: {told}" if field and field != NON_FIELD_ERRORS else told


def desk_named(slug: str | None) -> Desk:
    """The desk of this short name; the only one where none is given. Raises CommandError that lists them."""
    check_tables()
    desks = Desk.objects.order_by("slug")
    found = desks.filter(slug=slug) if slug else desks
    if found.count() == 1:
        return found[0]
    names = ", ".join(desks.values_list("slug", flat=True)) or "none yet"
    if slug:
        raise CommandError(f"There is no desk “{slug}”. Desks: {names}.")
    raise CommandError(f"Say which desk: --desk NAME. Desks: {names}.")


def article_named(slug: str, desk: str | None) -> Article:
    """The article of this short name, at the desk or, where none is given, at the only desk that has it."""
    check_tables()
    if desk:
        desk_named(desk)
    found = Article.objects.filter(slug=slug, withdrawn_at=None, **({"desk__slug": desk} if desk else {}))
    desks = sorted(found.values_list("desk__slug", flat=True))
    if not desks:
        at = f" at the desk “{desk}”" if desk else ""
        where = "Its short name is the end of its address: …/articles/NAME/"
        raise CommandError(f"There is no article “{slug}”{at}. {where}")
    if len(desks) > 1:
        raise CommandError(
            f"Several desks have an article “{slug}”. Say which: --desk NAME, of {', '.join(desks)}."
        )
    return articles_of(operator(desk_named(desks[0]))).get(slug=slug)


def operator(desk: Desk) -> Membership:
    """Whoever may start commands on this machine: nobody of the desk, so no name is written down."""
    return Membership(desk=desk, role=Role.ADMIN)
