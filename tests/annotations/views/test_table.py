"""The table of an article."""

from django.urls import reverse

from annotations.services.statements import change_statement
from tests.cast import at


def test_words_are_found_in_the_plain_words_that_a_row_shows(as_ana, article, ana):
    change_statement(at(article, "3.2"), by=ana, plain="The queue at the port was 4 hours in 2024.")
    address = reverse("article-table", args=[article.desk.slug, article.slug])
    for words in ("4 Hours", "waiting times have"):
        shown = as_ana.get(address, {"q": words}).context["statements"]
        assert [statement.label for statement in shown] == ["3.2"]
