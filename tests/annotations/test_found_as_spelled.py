"""Every search of the desk finds a word however it is spelled, and shows it as it was written."""

import pytest

from annotations.filters import StatementFilter
from annotations.lists import ArticleFilter, ClaimantFilter, DeskStatementFilter, SourceFilter
from annotations.reading import load
from annotations.services.claimants import change_claimant, find_claimants, make_claimant
from annotations.services.sources import find_sources, make_source
from annotations.services.statements import change_statement, find_others
from articles.models import Article
from tests.annotations.api.conftest import DESK, Caller
from tests.cast import at, taken_in

SPELLED = [
    # what is looked for, what is written
    ("كتاب", "کتاب"),
    ("مدرسه", "مُدَرِّســـة"),
    ("میشود", "می\u200cشود"),
    ("2026", "۲۰۲۶"),
    ("елка", "ёлка"),
    ("strasse", "Straße"),
    ("elysee", "Élysée"),
    ("élysée", "Élysée"),
    ("２０２６", "2026"),
    ("ハンカ\u3099リー", "ﾊﾝｶﾞﾘｰ"),
    ("can't", "can’t"),
    ("100%_\\", "100%_\\"),
    *[("41203", f"41{sign}203") for sign in ",. '’٬"],
    ("41203", "۴۱٬۲۰۳"),
    ("411640", "4,11,640"),
    ("41,203", "41203"),
    ("41 203", "41203"),
    ("41 203", "41,203"),
    ("۴۱٬۲۰۳", "41.203"),
]
words_are = pytest.mark.parametrize(("words", "written"), SPELLED)


@words_are
def test_in_the_list_of_all_statements(ana, article, words, written):
    other = taken_in(ana, [("body", f"Here is {written} in a statement.")], title="Of spelling")
    rows = DeskStatementFilter.of({"q": words}).rows(ana)
    assert [row.text for row in rows] == [f"Here is {written} in a statement."]
    assert rows.filter(article=other).exists()


@words_are
def test_in_plain_words(ana, article, words, written):
    change_statement(at(article, "3.1"), by=ana, plain=f"It is {written}.")
    assert list(DeskStatementFilter.of({"q": f"it {words}"}).rows(ana)) == [at(article, "3.1")]


@words_are
def test_within_an_article(ana, words, written):
    article = taken_in(ana, [("body", f"Here is {written}. Here is something else.")], title="Of spelling")
    chosen = StatementFilter.of({"q": words})
    assert chosen.hits(load(article).statements) == {at(article, "1.1").pk}


@words_are
def test_to_link_another_statement(ana, words, written):
    article = taken_in(ana, [("body", f"Here is {written}. Here is something else.")], title="Of spelling")
    assert list(find_others(at(article, "1.2"), words)) == [at(article, "1.1")]


@words_are
def test_in_titles_of_articles(ana, article, words, written):
    other = taken_in(ana, title=f"On {written} again")
    assert list(ArticleFilter.of({"q": words}).rows(ana)) == [other]
    assert Article.objects.get(pk=other.pk).title == f"On {written} again"


@words_are
def test_among_sources(ana, gate, words, written):
    source = make_source(by=ana, title=f"On {written} again")
    assert list(SourceFilter.of({"q": words}).rows(ana)) == [source]
    assert list(find_sources(words, by=ana)) == [source]


@words_are
def test_among_claimants_by_their_role_too(ana, article, authority, words, written):
    person, body = make_claimant(by=ana, name=f"A {written}"), make_claimant(by=ana, name="B", role=written)
    assert set(ClaimantFilter.of({"q": words}).rows(ana)) == {person, body}
    assert list(find_claimants(words, by=ana)) == [person, body]
    told = Caller(ana, article).get(f"{DESK}claimants/", q=words).json()["results"]
    assert {line["uid"] for line in told} == {str(person.uid), str(body.uid)}


def test_what_is_typed_with_an_accent_is_found_with_that_alone(ana, article):
    change_statement(at(article, "3.1"), by=ana, plain="Schon gut.")
    change_statement(at(article, "3.2"), by=ana, plain="Schön gut.")
    assert list(DeskStatementFilter.of({"q": "schön"}).rows(ana)) == [at(article, "3.2")]
    assert StatementFilter.of({"q": "schön gut"}).takes(at(article, "3.2"))
    assert not StatementFilter.of({"q": "schön gut"}).takes(at(article, "3.1"))
    assert DeskStatementFilter.of({"q": "schon"}).rows(ana).count() == 2


@pytest.mark.parametrize(
    "words", ["41203", "41 203", "elysee: 41,203", '"Élysée: 41.203"', '"élysée: 41 203"']
)
@pytest.mark.parametrize("gap", [*",. \u00a0\u202f\u2009", ""])
def test_a_number_in_whatever_groups_among_other_words(ana, article, gap, words):
    other = taken_in(ana, [("body", f"Says the Élysée: 41{gap}203 came.")], title="Of numbers")
    assert list(DeskStatementFilter.of({"q": words}).rows(ana)) == [at(other, "1.1")]
    assert StatementFilter.of({"q": words}).takes(at(other, "1.1"))
    assert at(other, "1.1").text == f"Says the Élysée: 41{gap}203 came."


def test_by_what_it_was_corrected_to(ana, authority):
    change_claimant(authority, by=ana, name="Étienne")
    assert list(find_claimants("etienne", by=ana)) == [authority]
