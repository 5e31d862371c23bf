"""What is said of several statements at once."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.services.claimants import make_claimant
from annotations.services.cutting import merge
from annotations.services.flags import raise_flag
from annotations.services.reviewing import approve
from annotations.services.statements import follow, leave_out, set_claimant
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from tests.annotations.views.test_workspace import HTMX, url
from tests.cast import at, taken_in


def test_the_kind_of_several_is_said_at_once(as_ana, article, ana):
    rows = [at(article, label) for label in ("3.1", "3.2")]
    address = f"{url(article, 'selection-kind')}?statement={rows[0].pk}&statement={rows[1].pk}"
    assert as_ana.get(address).context["form"]["kind"].value() == rows[0].kind
    sent = {"statement": [row.pk for row in rows], "kind": "prediction"}
    told = as_ana.post(address, sent, follow=True).content.decode()
    assert "2 statements: prediction." in told and "Confirmed 2 kinds" in told
    now = article.statements.filter(pk__in=sent["statement"])
    assert set(now.values_list("kind", "kind_confirmed", "status")) == {("prediction", True, "unchecked")}
    as_ana.post(address, sent | {"kind": "opinion"})
    assert set(now.values_list("kind", "status")) == {("opinion", "not_claim")}
    undo(article.deeds.latest("seq"), by=ana)
    assert set(now.values_list("kind", "status")) == {("prediction", "unchecked")}


@pytest.mark.parametrize("kind", ["", "guess"])
def test_a_kind_that_is_none_is_refused_for_all(as_ana, article, kind):
    row = at(article, "3.1")
    answer = as_ana.post(url(article, "selection-kind"), {"statement": row.pk, "kind": kind})
    assert answer.status_code == 422 and answer.context["form"].errors["kind"]
    assert not at(article, "3.1").kind_confirmed


def ids_of(article, *labels):
    return [at(article, label).pk for label in labels]


def to_kind(article, ids, here="") -> str:
    return f"{url(article, 'selection-kind')}?here={here}&" + "&".join(f"statement={pk}" for pk in ids)


def test_in_the_text_it_is_asked_in_the_card(as_ana, article):
    ids = ids_of(article, "3.1", "4.1")
    card = url(article, "statement", ids[1])
    alone = as_ana.get(to_kind(article, ids, ids[1]), headers=HTMX).content.decode()
    assert "<html" not in alone and "What kind are these?" in alone and f'hx-get="{card}"' in alone
    assert all(f'name="statement" value="{pk}"' in alone for pk in ids)
    page = as_ana.get(to_kind(article, ids, ids[1])).content.decode()
    assert 'id="galley"' in page and "What kind are these?" in page
    assert re.search(rf'id="s{ids[1]}"[^>]* aria-current="true"', page)
    table = as_ana.get(to_kind(article, ids) + "&in=table").content.decode()
    assert 'id="galley"' not in table and "hx-post" not in table.partition("<main")[2]


def test_in_the_text_all_that_moved_comes_back_at_once(as_ana, article, ana):
    follow(at(article, "2.1"), at(article, "3.1"), by=ana)
    ids = ids_of(article, "3.1", "3.2", "4.1")
    sent = {"statement": ids, "kind": "opinion"}
    told = as_ana.post(to_kind(article, ids, ids[2]), sent, headers=HTMX)
    page = told.content.decode()
    assert told["HX-Push-Url"] == url(article, "statement", ids[2])
    assert 'aria-label="Statement 4.1"' in page
    assert re.findall(r'<div class="row[^"]*" id="p-(\d)"[^>]* hx-swap-oob', page) == ["2", "3", "4"]
    assert "3 statements: opinion." in page and 'id="counts"' in page and "Confirmed 3 kinds" in page


def test_however_many_there_are_it_asks_as_often(as_ana, article):
    as_ana.get(url(article, "article"))  # what is asked once
    counts = []
    for labels in (("3.1", "3.2"), ("2.1", "2.2", "3.1", "3.2", "3.3", "4.1", "4.2")):
        ids = ids_of(article, *labels)
        with CaptureQueriesContext(connection) as context:
            as_ana.post(
                to_kind(article, ids, at(article, "3.1").pk),
                {"statement": ids, "kind": "prediction"},
                headers=HTMX,
            )
        counts.append(sum(query["sql"].startswith("SELECT") for query in context))
    assert counts[0] == counts[1]


def test_in_the_card_a_refusal_keeps_what_was_typed(as_ana, article):
    (first,) = ids_of(article, "3.1")
    there = f"{url(article, 'selection-leave-out')}?statement={first}"
    answer = as_ana.post(there, {"statement": first, "why": "So " * 400}, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 422 and "data-several" in page
    assert "errorlist" in page and "So So" in page and not at(article, "3.1").left_out


def test_where_the_current_one_is_none_of_them_the_last_selected_is_shown(as_ana, article):
    (other,), ids = ids_of(article, "4.1"), ids_of(article, "3.2", "3.1")
    page = as_ana.post(to_kind(article, ids, other), {"statement": ids, "kind": "opinion"}, headers=HTMX)
    assert 'aria-label="Statement 3.1"' in page.content.decode()


@pytest.mark.parametrize("act", ["claimant", "kind", "citations", "verdict", "merge", "leave-out"])
def test_of_none_nothing_is_said(as_ana, article, act):
    sent = {
        "kind": "opinion",
        "why": "No claim.",
        "status": "supported",
        "name": "Marta Reyes",
        "find": "A briefing",
        "stance": "supports",
    }
    answer = as_ana.post(url(article, f"selection-{act}"), sent, headers=HTMX)
    assert answer.status_code == 422
    assert article.deeds.count() == 1


def test_one_verdict_is_given_to_those_that_have_none(as_ana, article, ana, tomas):
    verify(at(article, "3.1"), by=tomas, status="misleading", rationale="By weight only.")
    follow(at(article, "3.2"), at(article, "3.1"), by=ana)
    leave_out(article, ids_of(article, "3.3"), by=ana, why="An aside.")
    ids = ids_of(article, "2.1", "3.1", "3.2", "3.3", "4.1")
    there = to_verdict(article, ids, ids[0])
    page = as_ana.get(there, headers=HTMX).content.decode()
    assert re.findall(
        r"<b>(\d\.\d)</b>[^<]*<bdi[^>]*>[^<]*</bdi> <span[^>]*>stays as it is: ([^<]*)<", page
    ) == [
        ("3.1", "has a verdict"),
        ("3.2", "shows the verdict of another"),
        ("3.3", "left out"),
    ]
    sent = {"statement": ids, "status": "no_evidence", "rationale": "Nobody counts it."}
    told = as_ana.post(there, sent, headers=HTMX).content.decode()
    assert "2 statements: No evidence found. 3 stay as before." in told and "Before review" not in told
    assert re.findall(r'<div class="row[^"]*" id="p-(\d)"[^>]* hx-swap-oob', told) == ["2", "3", "4"]
    given = {label: at(article, label) for label in ("2.1", "3.1", "3.2", "3.3", "4.1")}
    assert [row.status for row in given.values()] == [
        "no_evidence", "misleading", "unchecked", "unchecked", "no_evidence",
    ]  # fmt: skip
    assert {given[label].verification.rationale for label in ("2.1", "4.1")} == {"Nobody counts it."}
    assert given["4.1"].review_state == "ready" and given["4.1"].verification.created_by == ana.person
    undo(article.deeds.latest("seq"), by=ana)
    assert {at(article, label).status for label in ("2.1", "4.1")} == {"unchecked"}
    assert at(article, "3.1").status == "misleading"


def to_verdict(article, ids, here="") -> str:
    return f"{url(article, 'selection-verdict')}?here={here}&" + "&".join(f"statement={pk}" for pk in ids)


def test_a_verdict_asked_on_a_page_of_its_own_has_its_marks(as_ana, article):
    page = as_ana.get(to_verdict(article, ids_of(article, "3.1")) + "&in=table").content.decode()
    asked = set(re.findall(r'<use href="#([^"]+)"', page))
    assert len(asked) > 5 and asked <= set(re.findall(r'<symbol id="([^"]+)"', page))


def test_a_verdict_for_several_says_how_many_lack_something(as_ana, article):
    ids = ids_of(article, "3.1", "4.1")
    sent = {"statement": ids, "status": "supported", "rationale": "So says the ledger."}
    told = as_ana.post(to_verdict(article, ids), sent, headers=HTMX).content.decode()
    assert "2 statements: Supported. Before review, 2 need more: see the card." in told


@pytest.mark.parametrize(
    "status, detail, words",
    [
        ("", "", "Choose a status"),
        ("unchecked", "", "Choose a status from the list"),
        ("guess", "", "Choose a status from the list"),
    ],
)
def test_a_verdict_that_is_none_is_refused_for_all(as_ana, article, status, detail, words):
    ids = ids_of(article, "3.1", "4.1")
    sent = {"statement": ids, "status": status, "detail": detail, "rationale": "So says the ledger."}
    answer = as_ana.post(to_verdict(article, ids), sent, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and "So says the ledger." in page
    assert article.deeds.count() == 1


def test_where_all_have_one_a_verdict_for_several_is_refused(as_ana, article, ana):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By weight only.")
    ids = ids_of(article, "3.1")
    sent = {"statement": ids, "status": "supported", "rationale": "So says the ledger."}
    answer = as_ana.post(to_verdict(article, ids), sent)
    assert answer.status_code == 422 and "Each of these has a verdict" in answer.content.decode()
    assert at(article, "3.1").status == "misleading"


def to_merge(article, ids, here="") -> str:
    return f"{url(article, 'selection-merge')}?here={here}&" + "&".join(f"statement={pk}" for pk in ids)


def test_three_are_made_one_which_comes_back_with_one_undo(as_ana, article, ana, tomas):
    ids = ids_of(article, "3.3", "3.1", "3.2")
    words = " ".join(at(article, label).text for label in ("3.1", "3.2", "3.3"))
    raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.3"))
    verify(at(article, "3.2"), by=tomas, status="misleading", rationale="By weight only.")
    asked = as_ana.get(to_merge(article, ids, ids[0]), headers=HTMX).content.decode()
    assert "Merge these into one?" in asked and "They do not show one verdict" in asked
    assert re.findall(r"<b>(\d\.\d)</b>", asked) == ["3.1", "3.2", "3.3"] and "Approved work" not in asked
    told = as_ana.post(to_merge(article, ids, ids[0]), {"statement": ids}, headers=HTMX)
    page = told.content.decode()
    assert told["HX-Push-Url"] == url(article, "statement", ids[1]) and "Merged 3.1–3.3." in page
    merged = at(article, "3.1–3.3")
    assert (merged.pk, merged.text, merged.status) == (ids[1], words, "unchecked")
    assert merged.flags.get().reason == "no_source"
    undo(article.deeds.latest("seq"), by=ana)
    assert ids_of(article, "3.3", "3.1", "3.2") == ids and at(article, "3.2").status == "misleading"
    assert at(article, "3.3").flags.get().reason == "no_source"


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ({}, ""),
        ({"3.2": "The drivers"}, "the merged statement will be said by The drivers."),
        ({"3.1": "The port", "3.2": "The drivers"}, "the merged statement will be said by The port."),
        ({"3.1": "The port", "3.2": "The port"}, ""),
        ({"3.2": None}, "the merged statement will be of somebody unclear."),
    ],
)
def test_who_says_it_is_told_before_one_statement_says_what_several_said(as_ana, article, ana, says, told):
    for label, name in says.items():
        claimant = name and make_claimant(by=ana, name=name)
        set_claimant(article, [at(article, label).pk], by=ana, claimant=claimant, unclear=not claimant)
    ids = ids_of(article, "3.1", "3.2")
    for page in (to_merge(article, ids), url(article, "statement-merge", ids[0])):
        assert ("Not all are said by the same" in (asked := as_ana.get(page).content.decode())) is bool(told)
        assert told in asked
    merged = merge(at(article, "3.1"), at(article, "3.2"), by=ana)
    who = merged.claimant or ("somebody unclear" if merged.claimant_unclear else "")
    assert str(who) in told if told else not who or who.name == "The port"


def test_what_cannot_be_one_is_refused_with_the_reason(as_ana, article, ana):
    for labels, words in (
        (("3.1",), "Select two statements or more"),
        (("3.1", "3.3"), "Another statement stands between these. Merge it too."),
        (("2.2", "3.1"), "different paragraphs"),
    ):
        ids = ids_of(article, *labels)
        answer = as_ana.post(to_merge(article, ids), {"statement": ids}, headers=HTMX)
        assert answer.status_code == 422 and words in answer.content.decode()
    assert article.deeds.count() == 1


@pytest.mark.parametrize("room", ["", "&in=table"])
def test_one_alone_is_merged_with_its_next(as_ana, article, room):
    ids = ids_of(article, "3.1")
    answer = as_ana.get(to_merge(article, ids, ids[0]) + room, headers={} if room else HTMX, follow=True)
    assert answer.redirect_chain == [(url(article, "statement-merge", ids[0]), 302)]
    assert "Merge with 3.2" in answer.content.decode()


def test_a_whole_book_is_not_merged_at_once(as_ana, ana):
    words = " ".join(f"The port took {number} ships." for number in range(51))
    book = taken_in(ana, (("body", words),), title="A book")
    ids = list(book.statements.values_list("pk", flat=True))
    answer = as_ana.post(to_merge(book, ids), {"statement": ids}, headers=HTMX)
    assert len(ids) == 51 and answer.status_code == 422
    assert "At most 50 are merged at once. Select fewer" in answer.content.decode()


def test_approved_work_among_what_is_merged_is_told(as_ana, article, ana, rosa):
    for label in ("3.1", "3.2"):
        verify(at(article, label), by=ana, status="misleading", rationale="Half.")
        approve(at(article, label), by=rosa)
    ids = ids_of(article, "3.1", "3.2")
    asked = as_ana.get(to_merge(article, ids)).content.decode()
    assert "Approved work is part of this." in asked and "They do not show" not in asked
    as_ana.post(to_merge(article, ids) + "&in=table", {"statement": ids})
    merged = at(article, "3.1–3.2")
    assert (merged.status, merged.review_state) == ("misleading", "changed")
