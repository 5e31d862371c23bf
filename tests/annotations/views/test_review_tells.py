"""What Review tells before a decision: what is in the way, what differs from what was approved."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Deed
from annotations.services.counterpoints import counter
from annotations.services.flags import raise_flag
from annotations.services.reviewing import approve
from annotations.services.statements import change_statement
from annotations.services.undoing import undo
from tests.annotations.views.test_review import ready, url
from tests.cast import at


def test_what_is_in_the_way_of_each_stands_on_the_list(
    as_rosa, desk, article, ana, rosa, django_assert_num_queries
):
    first, second, third = ready(article, ana, "2.1", "3.1", "3.2")
    raise_flag(article, by=ana, reason="headline", statement=first, is_blocking=False)
    listed = as_rosa.post(url("review-selected", desk), {"statement": [first.pk]}).content.decode()
    assert "first.</b>" not in listed
    raise_flag(article, by=ana, reason="no_source", statement=second)
    counter(article, by=ana, statement=second, text="Half were empty.")
    change_statement(at(article, "3.2"), by=rosa, plain="They waited.")
    with CaptureQueriesContext(connection) as few:
        as_rosa.post(url("review-selected", desk), {"statement": [second.pk]})
    with django_assert_num_queries(len(few)):
        answer = as_rosa.post(url("review-selected", desk), {"statement": [first.pk, second.pk, third.pk]})
    page = answer.content.decode()
    assert page.count("<b>Settle the flag and the open counterpoint first.</b>") == 1
    assert page.count("<b>You wrote part of this. Someone else must approve it.</b>") == 1


def test_what_was_taken_back_since_approval_is_no_change_of_its_evidence(as_rosa, desk, article, ana, rosa):
    (row,) = ready(article, ana, "3.1")
    approve(row, by=rosa)
    change_statement(at(article, "3.1"), by=ana, plain="It stood for a year.")
    undo(Deed.objects.filter(article=article).latest("seq"), by=ana)
    page = as_rosa.get(url("review-statement", desk, row.pk)).content.decode()
    assert "nothing: what was changed was taken back" in page
    assert "what it rests on" not in page


def test_what_an_editor_took_back_is_told_as_that(client, desk, article, ana, rosa, viktor):
    (row,) = ready(article, ana, "3.1")
    change_statement(at(article, "3.1"), by=rosa, plain="They waited.")
    client.force_login(rosa.person)
    there = url("review-statement", desk, row.pk)
    assert "You wrote part of this. Someone else must" in client.get(there).content.decode()
    undo(Deed.objects.filter(article=article).latest("seq"), by=rosa)
    told = "You wrote part of this (and took it back). Someone else must approve it: Viktor can."
    assert told in client.get(there).content.decode()
