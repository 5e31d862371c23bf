"""The table of an article."""

import re

import pytest
from django.urls import reverse

from annotations.services.statements import change_statement, follow
from annotations.services.verifying import verify
from tests.cast import at


def test_words_are_found_in_the_plain_words_that_a_row_shows(as_ana, article, ana):
    change_statement(at(article, "3.2"), by=ana, plain="The queue at the port was 4 hours in 2024.")
    address = reverse("article-table", args=[article.desk.slug, article.slug])
    for words in ("4 Hours", "waiting times have"):
        shown = as_ana.get(address, {"q": words}).context["statements"]
        assert [statement.label for statement in shown] == ["3.2"]


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
