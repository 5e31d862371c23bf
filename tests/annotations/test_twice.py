"""What is sent twice is said once."""

from datetime import date

import pytest

from annotations.models import Deed, Flag, Source
from annotations.refusals import Refused, Stale
from annotations.services.articles import change_article
from annotations.services.claimants import change_claimant, make_claimant
from annotations.services.counterpoints import answer, change_counterpoint, counter, respond
from annotations.services.cutting import split
from annotations.services.evidence import change_citation, cite, cite_for_counterpoint
from annotations.services.flags import raise_flag, settle_flag
from annotations.services.notes import add_note, change_note
from annotations.services.sources import add_source, change_source, cited_source, make_source, withdraw_source
from annotations.services.statements import change_statement
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from articles.models import Article
from tests.annotations.views.test_workspace import HTMX, url
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


VERDICT = {"status": "misleading", "detail": "", "rationale": "By a third.", "as_of": date(2026, 2, 1)}


def test_a_verdict_whose_answer_was_lost_is_saved_already(article, ana):
    first = verify(at(article, "3.1"), by=ana, check_base=True, **VERDICT)
    again = verify(at(article, "3.1"), by=ana, check_base=True, **VERDICT)
    assert again.verification == first.verification and again.status == "misleading"
    one, other = at(article, "3.1"), at(article, "3.1")  # both are read before either is written
    for row in (one, other):
        verify(
            row, by=ana, base=first.verification_id, check_base=True, **VERDICT | {"rationale": "By half."}
        )
    assert other.verification_id == one.verification_id
    for _ in range(2):
        verify(at(article, "3.1"), by=ana, status="unchecked", base=one.verification_id, check_base=True)
    assert Deed.objects.filter(verb="verify").count() == 3


@pytest.mark.parametrize("other", [
    {"status": "contradicted"}, {"rationale": "By half."}, {"as_of": date(2026, 2, 2)},
    {"status": "misstated", "detail": "over"},
])  # fmt: skip
def test_another_verdict_still_meets_the_first(article, ana, tomas, other):
    verify(at(article, "3.1"), by=ana, **VERDICT)
    for by, verdict in ((ana, VERDICT | other), (tomas, VERDICT)):
        with pytest.raises(Stale):
            verify(at(article, "3.1"), by=by, check_base=True, **verdict)


def test_a_verdict_for_other_words_is_another_verdict(article, ana):
    row = verify(at(article, "3.1"), by=ana, **VERDICT)
    split(row, by=ana, at=row.text.index("averaging"))
    with pytest.raises(Stale):
        verify(at(article, "3.1a"), by=ana, check_base=True, **VERDICT)


def test_no_claim_is_saved_already_too(article, ana):
    base = verify(at(article, "3.1"), by=ana, **VERDICT).verification_id
    for _ in range(2):
        no_claim = VERDICT | {"status": "not_claim"}
        row = verify(at(article, "3.1"), by=ana, base=base, check_base=True, **no_claim)
    assert row.verification.rationale == "" and Deed.objects.filter(verb="verify").count() == 2


def test_a_page_that_lost_the_answer_goes_on(client, article, ana):
    client.force_login(ana.person)
    form = {"status": "misleading", "rationale": "By a third.\r\nNo more.", "base": ""}
    where = url(article, "statement-verification", at(article, "3.1").pk)
    answers = [client.post(where, form, headers=HTMX) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert "3.1 saved." in answers[1].content.decode()
    assert Deed.objects.filter(verb="verify").count() == 1


def cited_once(article, ana):
    return cite_it(article, ana)[0]


def claimant(article, ana):
    return make_claimant(by=ana, name="The port")


# What is made, how it is changed by a form that was opened before, what another change would be.
CHANGES = {
    "note": (note_it, change_note, {"text": "Ask the union.", "is_private": False}, {"text": "Ask no one."}),
    "counterpoint": (counter_it, change_counterpoint, {"text": "Not at night."}, {"text": "Not today."}),
    "answer": (counter_it, respond, {"answer": "See the rota."}, {"answer": "See the log."}),
    "citation": (
        cited_once, change_citation, {"stance": "context", "passage": "75,119 visits", "locator": "p. 5"},
        {"passage": "75,120 visits"},
    ),
    "settled": (flag_it, settle_flag, {"outcome": "fixed", "note": "So it is."}, {"outcome": "no_action"}),
    "statement": (
        lambda article, ana: at(article, "3.1"), change_statement,
        {"kind": "fact", "plain": "Cleared 75,000.", "checked_said": True}, {"plain": "Cleared fewer."},
    ),
    "article": (
        lambda article, ana: Article.objects.get(), change_article, {"summary": "It stands."}, {"summary": "It falls."},
    ),
    "claimant": (claimant, change_claimant, {"role": "runs it"}, {"role": "owns it"}),
    "source": (
        lambda article, ana: gate(ana), change_source, {"title": "Gates", "url": "https://gates.example/?utm_source=x"},
        {"title": "Doors"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_whose_answer_was_lost_is_made_already(article, ana, what):
    make, change, said, other = CHANGES[what]
    row = make(article, ana)
    opened = row.version
    change(row, by=ana, version=opened, **said)
    deeds, version = Deed.objects.count(), type(row).objects.get(pk=row.pk).version
    change(type(row).objects.get(pk=row.pk), by=ana, version=opened, **said)
    assert (Deed.objects.count(), type(row).objects.get(pk=row.pk).version) == (deeds, version)
    with pytest.raises(Stale):
        change(type(row).objects.get(pk=row.pk), by=ana, version=opened, **said | other)
