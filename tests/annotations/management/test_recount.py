"""Tallies that an older version counted are counted anew."""

import pytest
from django.core.management import call_command

from annotations.models import Tally
from annotations.services.verifying import verify
from tests.cast import at, taken_in


@pytest.mark.django_db
def test_what_is_counted_otherwise_is_told(article, ana, capsys):
    verify(at(article, "3.1"), by=ana, status="no_evidence", rationale="Nobody counted.")
    taken_in(ana, title="Another")
    right = list(Tally.objects.order_by("pk").values())
    Tally.objects.filter(article=article).update(checked=40, statuses={"supported": 40})
    call_command("recount")
    assert capsys.readouterr().out == "2 articles counted, 1 of them showed something else.\n"
    assert list(Tally.objects.order_by("pk").values()) == right
    call_command("recount")
    assert "2 articles counted, 0 of them" in capsys.readouterr().out
