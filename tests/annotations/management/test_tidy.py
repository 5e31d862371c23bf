"""What nobody asks for any more is removed, nothing else."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from annotations.models import IdempotencyKey
from annotations.services.taking_in import Draft, Facts, take_in
from articles.models import Blob


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_what_is_over_is_removed(ana, capsys):
    now = timezone.now()
    for key, days in (("over", -1), ("open", 1)):
        Session.objects.create(session_key=key, expire_date=now + timedelta(days=days))
        made = IdempotencyKey.objects.create(person=ana.person, key=key, status=200, answer={})
        IdempotencyKey.objects.filter(pk=made.pk).update(created_at=now + timedelta(days=days, minutes=-1))

    def original(text, days):
        row = {
            "desk": ana.desk,
            "sha256": text.encode().ljust(32),
            "size": 1,
            "content": b"x",
            "filename": text,
        }
        return Blob.objects.create(**row, created_at=now - timedelta(days=days))

    original("left", 31)
    original("looked at", 29)
    taken = original("taken in", 400)
    take_in(
        by=ana, drafts=(Draft("body", "The port is slow."),), facts=Facts(title="The port"), original=taken
    )
    call_command("tidy")
    assert capsys.readouterr().out == "Removed: 1 session, 1 kept answer, 1 original.\n"
    assert [row.session_key for row in Session.objects.all()] == ["open"]
    assert [row.key for row in IdempotencyKey.objects.all()] == ["open"]
    assert {row.filename for row in Blob.objects.all()} == {"looked at", "taken in"}
    call_command("tidy")
    assert capsys.readouterr().out == "Removed: 0 sessions, 0 kept answers, 0 originals.\n"
    with (
        pytest.raises(IntegrityError, match="row is written once"),
        transaction.atomic(using="owner"),
    ):  # the guard is back
        Blob.objects.using("owner").filter(filename="looked at").delete()


@pytest.mark.two_roles
@pytest.mark.django_db(transaction=True)
def test_who_does_not_own_the_tables_is_told(ana):
    """As where OBELUS_OWNER_DATABASE_URL was left out of the night's environment."""
    row = {"desk": ana.desk, "sha256": bytes(32), "size": 1, "content": b"x", "filename": "left"}
    Blob.objects.create(**row, created_at=timezone.now() - timedelta(days=31))
    owner, connections["owner"] = connections["owner"], connections["default"]
    try:
        with pytest.raises(CommandError, match="OBELUS_OWNER_DATABASE_URL"):
            call_command("tidy")
    finally:
        connections["owner"] = owner
    assert Blob.objects.count() == 1
