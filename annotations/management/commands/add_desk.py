"""Opens a desk for its first admin."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from annotations.management.lookups import check_tables, refusals_printed
from annotations.reading.names import LONGEST
from annotations.services.people import make_desk, make_person
from articles.models import Desk, Person


class Command(BaseCommand):
    help = "Open a desk for its first admin, who signs in by a code sent to their address, then invites the others."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the desk's short name, as it stands in addresses")
        parser.add_argument("name", help="the desk's name")
        parser.add_argument("--admin", required=True, metavar="EMAIL", help="the address of its first admin")
        parser.add_argument("--called", default="", metavar="NAME", help="the admin's name, where new here")

    def handle(self, *args: Any, **options: Any) -> None:
        check_tables()
        slug, name, email = options["slug"], options["name"], options["admin"].strip()
        if not email:
            raise CommandError("--admin is empty. Give the address of the desk’s first admin.")
        if Desk.objects.filter(slug=slug).exists():
            raise CommandError(f"There is a desk “{slug}” already. Choose another short name.")
        with transaction.atomic():
            person = Person.objects.filter(email__iexact=email).first()
            with refusals_printed(email="--admin", name="--called"):
                called = options["called"].strip() or email.partition("@")[0][:LONGEST]
                person = person or make_person(email=email, name=called)
            with refusals_printed():
                make_desk(person=person, name=name, slug=slug)
        self.stdout.write(f"{name} is open. {person} signs in as {person.email} by “Send me a code instead”.")
