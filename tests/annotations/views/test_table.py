"""The table of an article."""

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from annotations.models import Tally
from annotations.reading import load
from annotations.services.claimants import make_claimant
from annotations.services.flags import raise_flag
from annotations.services.reviewing import take_for_review
from annotations.services.statements import change_statement, follow, leave_out, set_claimant
from annotations.services.verifying import verify
from tests.annotations.api.conftest import Caller
from tests.cast import at


def shown(client, article, **query):
    answer = client.get(reverse("article-table", args=[article.desk.slug, article.slug]), query)
    return [statement.label for statement in answer.context["page"].rows]


def test_what_is_left_out_has_no_status_unless_it_is_asked_for(as_ana, article, ana):
    """Else “Select all here” takes a newsletter line along with what is to be checked."""
    leave_out(article, [at(article, "3.3").pk], by=ana, why="A newsletter.")
    unchecked = shown(as_ana, article, status="unchecked")
    assert (
        len(unchecked) == Tally.objects.get(article=article).statuses["unchecked"] and "3.3" not in unchecked
    )
    gone = shown(as_ana, article, state="left_out")
    assert "3.3" in gone
    assert shown(as_ana, article, state="left_out", status="unchecked") == gone
    assert shown(as_ana, article, state="left_out", status="supported") == []
    galley = as_ana.get(reverse("article", args=[article.desk.slug, article.slug]), {"status": "unchecked"})
    assert galley.context["hits"] == f"{len(unchecked)} not checked yet statements"


def test_words_are_found_in_the_plain_words_that_a_row_shows(as_ana, article, ana):
    change_statement(at(article, "3.2"), by=ana, plain="The queue at the port was 4 hours in 2024.")
    for words in ("4 Hours", "waiting times have", "“Waiting times have”"):
        assert shown(as_ana, article, q=words) == ["3.2"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("times waiting", ["3.2"]),
        ("waiting 2024", ["3.2"]),
        ('"waiting times" hours', ["3.2"]),
        ('"times waiting"', []),
        ("waiting zeppelin", []),
    ],
)
def test_words_are_found_in_any_order_as_by_a_program(as_ana, article, ana, words, found):
    """One of the text, the other of the plain words."""
    change_statement(at(article, "3.2"), by=ana, plain="The queue at the port was 4 hours in 2024.")
    told = Caller(ana, article).get("statements/", q=words).json()["results"]
    assert shown(as_ana, article, q=words) == [row["label"] for row in told] == found


@pytest.mark.parametrize("where", ["article", "article-table", "statement-list"])
def test_supported_never_reads_as_if_it_were_so_where_only_what_was_said_was_checked(
    as_ana, article, ana, where
):
    """The mark, the row, the line of the list; of what repeats it too, which shows the same verdict."""
    first, second = at(article, "3.1"), at(article, "3.2")
    change_statement(first, by=ana, checked_said=True, checked_so=False)
    follow(second, first, by=ana)
    address = [article.desk.slug] if where == "statement-list" else [article.desk.slug, article.slug]

    def told():
        page = as_ana.get(reverse(where, args=address)).content.decode().lower()
        return page.partition("<main")[2].partition("</main>")[0]  # not what was done, which the undo tells

    assert "(that it was said)" not in told()  # there is no verdict yet
    verify(at(article, "3.1"), by=ana, status="supported", rationale="The authority did say so.")
    assert told().count("supported (that it was said)") == 2
    change_statement(at(article, "3.1"), by=ana, checked_so=True)
    assert "(that it was said)" not in told()


def test_what_the_address_has_selected_is_ticked_for_the_next_act(as_ana, article):
    address = reverse("article-table", args=[article.desk.slug, article.slug])
    second, third = at(article, "3.2").pk, at(article, "3.3").pk
    page = as_ana.get(address, {"statement": [second, third]}).content.decode()
    boxes = re.findall(r'name="statement" value="(\d+)" form="selection" checked', page)
    assert boxes == [str(second), str(third)] and "<b data-count>2</b>" in page
    assert 'form="selection" checked' not in as_ana.get(address).content.decode()


def test_long_table_has_pages_each_of_which_is_come_back_to(as_ana, article, monkeypatch):
    monkeypatch.setattr("annotations.views.workspace.MOST_ROWS", 3)
    address = reverse("article-table", args=[article.desk.slug, article.slug])
    first, third, last = shown(as_ana, article), at(article, "3.1").pk, at(article, "3.3").pk
    assert first == ["1.1", "2.1", "2.2"] and shown(as_ana, article, after=at(article, "2.2").pk) == [
        "3.1",
        "3.2",
        "3.3",
    ]
    assert shown(as_ana, article, after="x") == shown(as_ana, article, after=10**9) == first
    page = as_ana.get(address, {"q": "the"}).content.decode()
    assert f'href="{address}?q=the&amp;after={at(article, "2.2").pk}" rel="next"' in page
    page = as_ana.get(address, {"after": at(article, "2.2").pk}).content.decode()
    assert f'<input type="hidden" name="after" value="{at(article, "2.2").pk}">' in page
    chosen = {"in": "table", "after": at(article, "2.2").pk, "statement": [third, last], "here": third}
    act = reverse("selection-leave-out", args=[article.desk.slug, article.slug])
    done = as_ana.post(
        f"{act}?{urlencode(chosen, doseq=True)}", {"statement": [third, last], "why": "Twice."}
    )
    assert done.url.startswith(f"{address}?in=table&after={at(article, '2.2').pk}") and done.url.endswith(
        f"#s{third}"
    )


def test_row_shows_all_that_a_card_would_say_of_it(as_ana, article, ana, rosa):
    set_claimant(
        article, [at(article, "3.1").pk], by=ana, claimant=make_claimant(by=ana, name="The authority")
    )
    follow(at(article, "3.2"), at(article, "3.1"), by=ana)
    leave_out(article, [at(article, "3.3").pk], by=ana, why="Twice.")
    verify(at(article, "3.1"), by=ana, status="not_claim")
    take_for_review(at(article, "3.1"), by=rosa)
    for note in "abcdef":
        raise_flag(article, by=ana, reason="no_source", note=note, statement=at(article, "3.1"))
    address = reverse("article-table", args=[article.desk.slug, article.slug])
    page = as_ana.get(address)
    told = {row.label: (row.state, str(row.claimant or "")) for row in page.context["page"].rows}
    whole = {row.label: (row.state, str(row.claimant or "")) for row in load(article).statements}
    assert told == whole
    assert "<br>+ 3 more flags" in page.content.decode()
