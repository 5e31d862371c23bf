"""What is sent twice is said once."""

import pytest

from annotations.models import Deed, Flag, Source
from annotations.refusals import Refused
from annotations.services.counterpoints import answer, counter
from annotations.services.evidence import cite, cite_for_counterpoint
from annotations.services.flags import raise_flag, settle_flag
from annotations.services.notes import add_note
from annotations.services.sources import add_source, cited_source, make_source, withdraw_source
from annotations.services.undoing import undo
from tests.cast import at

pytestmark = pytest.mark.django_db


def gate(by):
    return make_source(by=by, title="Gate", url="https://gate.example/")


def cite_it(article, by, text="75,118 visits"):
    return cite(
        article,
        [at(article, "3.1").pk],
        by=by,
        source=gate(by),
        stance="supports",
        passage=text,
        locator="p. 4",
    )


def cite_for_it(article, by, text="75,118 visits"):
    point = at(article, "3.1").counterpoints.first()
    point = point or counter(article, by=by, statement=at(article, "3.1"), text="Not on Sundays.")
    return cite_for_counterpoint(point, by=by, source=gate(by), passage=text)


def counter_it(article, by, text="Not on Sundays."):
    return counter(article, by=by, statement=at(article, "3.1"), text=text)


def note_it(article, by, text="Ask the gate."):
    return add_note(article, by=by, text=text)


def flag_it(article, by, text="The gate counts twice."):
    return raise_flag(article, by=by, reason="other", note=text, statement=at(article, "3.1"))


ACTS = [cite_it, cite_for_it, counter_it, note_it, flag_it]


@pytest.mark.parametrize("act", ACTS)
def test_what_is_sent_twice_is_said_once(article, ana, tomas, act):
    act(article, ana)
    deeds = Deed.objects.count()
    with pytest.raises(Refused, match=r"already has this citation of yours|You already") as refused:
        act(article, ana)
    assert refused.value.field in ("passage", "text", "reason")
    assert Deed.objects.count() == deeds
    act(article, ana, "Something else.")
    act(article, tomas)  # another says it too
    assert Deed.objects.count() == deeds + 2


@pytest.mark.parametrize("act", ACTS)
def test_blanks_around_it_say_nothing_new(article, ana, act):
    act(article, ana, "So it is.")
    with pytest.raises(Refused, match=r"already has this citation of yours|You already"):
        act(article, ana, " So it is.\n")


@pytest.mark.parametrize("act", ACTS)
def test_what_was_undone_may_be_said_again(article, ana, act):
    act(article, ana)
    undo(Deed.objects.latest("pk"), by=ana)
    act(article, ana)


def test_what_was_settled_may_be_raised_again(article, ana, tomas):
    settle_flag(flag_it(article, ana), by=tomas, outcome="fixed")
    flag_it(article, ana)
    assert Flag.objects.filter(closed_at=None).count() == 1
    answer(counter_it(article, ana), by=tomas, text="The gate is open on Sundays.")
    counter_it(article, ana)


def test_one_act_for_many_names_the_statement_that_has_it(article, ana):
    cite_it(article, ana)
    source, ids = (
        make_source(by=ana, title="Gate", url="https://gate.example/"),
        [at(article, "3.1").pk, at(article, "3.2").pk],
    )
    with pytest.raises(Refused, match=r"^3\.1 already has this citation of yours\."):
        cite(article, ids, by=ana, source=source, stance="supports", passage="75,118 visits", locator="p. 4")
    assert not at(article, "3.2").citations.exists()


def test_work_without_an_address_is_made_once(article, ana, tomas):
    def book(by):
        return cited_source(by=by, text="", title="A new book", is_new=True)

    def cite_book():
        return cite(article, [at(article, "3.1").pk], by=ana, source=book(ana), stance="supports")

    cite_book()
    with pytest.raises(Refused, match=r"3\.1 already has this citation of yours"):
        cite_book()
    assert Source.objects.count() == 1
    book(tomas)  # another's may be another work, and so is what is told apart
    add_source(by=ana, title="A new book", csl={"issued": {"raw": "2024"}})
    withdraw_source(add_source(by=ana, title="A new book")[0], by=ana)
    book(ana)
    assert Source.objects.count() == 5
