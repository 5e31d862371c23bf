"""The list of articles finds, sorts, pages, lets one go."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.filters import StatementFilter
from annotations.lists import ArticleFilter
from annotations.models import Deed
from annotations.paging import PAGE, page_after
from annotations.services.articles import change_article, withdraw_article
from annotations.services.flags import raise_flag
from annotations.services.notes import add_note
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from articles.models import Article, Membership, Stage
from tests.annotations.views.conftest import due
from tests.annotations.views.test_desk import finish
from tests.cast import at, taken_in


def test_list_begins_with_what_is_in_work(client, desk, three, ana, rosa):
    """What is finished is behind a facet of its own, a search of the other leads to it."""
    soon, late, other = (row.title for row in three)
    finish(three[0], by=ana, editor=rosa)
    assert titles(ana) == titles(ana, owner="me") == [late, other]
    assert (titles(ana, finished="yes"), titles(ana, finished="any")) == ([soon], [soon, late, other])
    client.force_login(ana.person)
    address = reverse("article-list", args=[desk.slug])
    page = client.get(address, {"q": "bridge"}).content.decode()
    assert (
        "No article in work is like that." in page and f'href="{address}?q=bridge&amp;finished=any"' in page
    )
    facets = {label: query for label, query, _ in client.get(address).context["facets"]}
    assert [facets[label] for label in ("In work", "Finished", "All")] == ["", "finished=yes", "finished=any"]
    raise_flag(three[0], by=ana, reason="headline", is_blocking=False)
    assert [row.title for row in client.get(f"{address}?{facets['Flagged']}").context["page"].rows] == [soon]


def test_list_offers_the_stages_that_occur(client, desk, three, ana):
    client.force_login(ana.person)
    address = reverse("article-list", args=[desk.slug])
    assert 'name="stage"' not in client.get(address).content.decode()
    assert 'value="published" selected' in client.get(address, {"stage": "published"}).content.decode()
    Article.objects.filter(pk=three[0].pk).update(stage="published")
    page = client.get(address).content.decode()
    assert [f'value="{stage}"' in page for stage in Stage.values] == [False, True, False, False, True, False]


def titles(by, **query):
    wanted = ArticleFilter.of(query)
    return [
        row.title
        for row in page_after(wanted.rows(by), wanted.order, by=by, after=query.get("after", "")).rows
    ]


def test_list_sorts(three, ana):
    by_due = [row.title for row in three]
    assert titles(ana) == by_due
    assert titles(ana, sort="newest") == [three[2].title, three[0].title, three[1].title]
    assert titles(ana, sort="title")[:2] == ["A bridge too dear", "Ferry cuts cost the islands"]
    assert titles(ana, sort="nonsense") == by_due


@pytest.mark.parametrize("words", ["ferry", "FERRY cuts", "fery", "islands"])
def test_list_finds_words_of_the_title_even_misspelt(three, ana, words):
    assert titles(ana, q=words) == ["Ferry cuts cost the islands"]


def test_list_finds_in_a_script_without_blanks(three, ana):
    assert titles(ana, q="混雑") == ["港の混雑は終わった"]


@pytest.mark.parametrize("words", ["%", "_", "\0", "'); --", "x" * 5000, "🚢"])
def test_list_takes_any_words(three, ana, words):
    assert titles(ana, q=words) == ([] if words != "\0" else [row.title for row in three])


@pytest.mark.parametrize("words", ["fer\xadry", "\u200bferry", "ferry\xa0cuts", "ferry cuts\u200f"])
def test_list_finds_words_as_they_were_pasted(three, ana, words):
    assert titles(ana, q=words) == ["Ferry cuts cost the islands"]


@pytest.mark.parametrize("words", ["\ud800", "\xa0", "\u200b"])
def test_words_that_are_none_narrow_nothing(three, ana, words):
    assert titles(ana, q=words) == [row.title for row in three]


def test_filters_of_a_text_take_words_as_they_were_pasted():
    assert StatementFilter.of({"q": "\u200bCafe\u0301 no\xad. 4\xa0\u200f"}).q == "Café no. 4"
    assert StatementFilter.of({"q": "a\ud800"}).q == ""


def test_list_narrows(three, ana, tomas):
    soon, late, other = three
    raise_flag(soon, by=ana, reason="headline")
    verify(at(late, "2.1"), by=ana, status="not_claim")
    change_article(other, by=ana, owner=tomas.person, priority=1, mode="before")
    assert titles(ana, flagged="yes") == [soon.title]
    assert titles(ana, waiting="yes") == [late.title]
    assert titles(tomas, owner="me") == [other.title]
    change_article(late, by=ana, owner=None)
    assert titles(ana, owner="nobody") == [late.title]
    assert titles(ana, owner="me") == [
        soon.title,
        late.title,
    ]  # she took it in; on the front page it is hers too
    assert titles(tomas, owner="me") == [other.title]
    assert titles(ana, priority="1", mode="before", stage=other.stage) == [other.title]


def test_list_narrows_to_whose_articles_they_are(client, desk, three, ana, tomas, lea, otto):
    soon, late, _ = three
    theirs = taken_in(otto)
    change_article(late, by=ana, owner=tomas.person)
    client.force_login(ana.person)
    address = reverse("article-list", args=[desk.slug])

    def shown(**query):
        answer = client.get(address, query)
        select = re.search(r'name="owner">.*?</select>', answer.content.decode(), re.DOTALL)[0]
        assert answer.content.decode().count('name="owner"') == 1  # else one would undo the other
        names = re.findall(r'value="([^"]*)"( selected)?>([^<]+)<', select)
        chosen = [name for _, is_chosen, name in names if is_chosen]
        return [row.title for row in answer.context["page"].rows], [name for _, _, name in names], *chosen

    people = ["any", "Me", "Nobody", "Tomás"]
    assert shown(owner=tomas.person_id) == ([late.title], people, "Tomás")
    assert shown(owner="me", q="bridge") == ([soon.title], people, "Me")
    assert shown(owner=theirs.owner_id) == ([], people)  # nobody learns of people elsewhere
    Membership.objects.get(pk=tomas.pk).delete()
    assert shown(owner=tomas.person_id) == ([late.title], people, "Tomás")
    assert shown()[1] == people[:3]


def test_list_sorts_by_the_last_deed(three, ana):
    """An undo is a deed as well; what was read, or counted anew, is not changed by it."""
    soon, late, other = (row.title for row in three)
    assert titles(ana, sort="changed") == titles(ana, sort="newest") == [other, soon, late]
    note = add_note(three[1], by=ana, text="Ask the ferry office.")
    assert titles(ana, sort="changed") == [late, other, soon]
    add_note(three[0], by=ana, text="Ask the bridge office.")
    call_command("recount", stdout=StringIO())
    assert titles(ana, sort="changed") == [soon, late, other]
    undo(note.article.deeds.latest("seq"), by=ana)
    assert (
        titles(ana, sort="changed")
        == titles(ana, sort="changed", owner="me", finished="any")
        == [late, soon, other]
    )
    for article in Article.objects.all():
        assert article.tally.changed_at == article.deeds.latest("seq").at


def test_who_reads_on_is_not_led_back_by_what_is_done_meanwhile(client, desk, ana):
    articles = [taken_in(ana, title=f"No. {number}") for number in range(PAGE + 2)]
    client.force_login(ana.person)
    address = reverse("article-list", args=[desk.slug])
    first = client.get(address, {"sort": "changed"})
    further = f"{address}?sort=changed&after={first.context['page'].told}"
    assert f'href="{further.replace("&", "&amp;")}" rel="next"' in first.content.decode()
    assert "changed today" in first.content.decode()
    assert "changed today" not in client.get(address).content.decode()
    add_note(articles[2], by=ana, text="The last one of the page that was shown.")
    assert client.get(further).context["page"].rows == [articles[1], articles[0]]


@pytest.mark.parametrize("sort", ["due", "newest", "changed", "title"])
def test_pages_lose_nothing_and_repeat_nothing(ana, sort):
    for n in range(7):
        due(taken_in(ana, title=f"No. {n % 3}"), f"2026-03-0{n % 2 + 1}T12:00Z" if n < 4 else None)
    wanted = ArticleFilter.of({"sort": sort})
    whole = page_after(wanted.rows(ana), wanted.order, by=ana, after="", size=50)
    assert len(whole.rows) == 7
    read, after = [], ""
    while after is not None:
        part = page_after(wanted.rows(ana), wanted.order, by=ana, after=str(after), size=2)
        read += part.rows
        after = part.after
    assert read == whole.rows


def test_a_page_after_a_foreign_or_unknown_row_is_the_first(three, ana, otto):
    foreign = taken_in(otto)
    for after in (str(foreign.pk), "999999999", "x", "-1", "9" * 40, ".", "1.", f"{three[0].pk}.2026-02-30"):
        assert titles(ana, after=after) == [row.title for row in three]
        assert titles(ana, after=after, sort="changed") == titles(ana, sort="changed")


def test_list_queries_are_the_same_for_few_and_many(client, desk, article, ana, django_assert_num_queries):
    client.force_login(ana.person)
    address = reverse("article-list", args=[desk.slug])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for n in range(5):
        taken_in(ana, title=f"No. {n}")
    with django_assert_num_queries(len(few)):
        assert client.get(address).content.decode().count('class="title"') == 6


def test_htmx_gets_the_rows_alone(client, desk, article, ana):
    client.force_login(ana.person)
    page = client.get(
        reverse("article-list", args=[desk.slug]), headers={"HX-Request": "true"}
    ).content.decode()
    assert page.strip().startswith('<div id="rows">')


def test_empty_list_and_empty_filter_say_what_to_do(client, desk, ana):
    client.force_login(ana.person)
    address = reverse("article-list", args=[desk.slug])
    assert "Take in the first one." in client.get(address).content.decode()
    assert "Show all" in client.get(address, {"flagged": "yes"}).content.decode()
    assert "Nothing is off the list." in client.get(address, {"only": "off"}).content.decode()
    assert "No article like that." in client.get(address, {"only": "off", "q": "tram"}).content.decode()


def test_article_is_taken_off_after_asking_and_brought_back(client, desk, article, ana):
    client.force_login(ana.person)
    address = reverse("article-withdraw", args=[desk.slug, article.slug])
    assert "from the list?" in client.get(address).content.decode()
    listed = reverse("article-list", args=[desk.slug])
    assert client.post(address).url == listed
    deed = Deed.objects.get(verb="withdraw_article")
    page = client.get(listed).content.decode()
    assert reverse("article", args=[desk.slug, article.slug]) not in page
    assert reverse("deed-undo", args=[desk.slug, deed.pk]) in page
    undo(deed, by=ana)
    assert reverse("article", args=[desk.slug, article.slug]) in client.get(listed).content.decode()


def test_what_is_off_the_list_is_put_back_by_who_may(client, desk, three, ana, tomas, rosa, ines, lea):
    address = reverse("article-list", args=[desk.slug])
    soon, late, other = three
    for article, by in ((soon, ana), (late, ana), (other, ines)):
        withdraw_article(article, by=by)

    def offered(by):
        client.force_login(by.person)
        return [row.title for row in client.get(address, {"only": "off"}).context["page"].rows]

    everything = [row.title for row in three]
    told = [offered(by) for by in (ana, tomas, rosa, ines)]
    assert told == [everything[:2], [], everything, everything]
    client.force_login(lea.person)
    assert "Off the list" not in client.get(address).content.decode()
    ana.delete()
    client.force_login(rosa.person)
    page = client.get(address, {"only": "off"}).content.decode()
    assert reverse("article", args=[desk.slug, soon.slug]) not in page
    action = reverse("deed-undo", args=[desk.slug, soon.deeds.latest("seq").pk])
    assert f'action="{action}"' in page and page.count("Put it back") == 3
    there = f"{address}?only=off"
    assert client.post(action, {"back": there}).url == there
    assert offered(rosa) == everything[1:] and titles(rosa) == everything[:1]


def test_someone_elses_article_stays_unless_an_admin_takes_it(client, desk, article, tomas, ines):
    address = reverse("article-withdraw", args=[desk.slug, article.slug])
    client.force_login(tomas.person)
    assert "Ines can" in client.get(address).content.decode()
    refused = client.post(address)
    assert (refused.status_code, "Ines can" in refused.content.decode()) == (403, True)
    client.force_login(ines.person)
    assert client.post(address).status_code == 302


def test_who_may_not_take_an_article_off_is_not_asked_to(client, desk, article, ana, tomas, ines, viktor):
    for by, is_asked in ((ana, True), (tomas, False), (ines, True), (viktor, False)):
        client.force_login(by.person)
        page = client.get(reverse("article-list", args=[desk.slug])).content.decode()
        assert ("Remove from the list" in page) == is_asked


def test_a_title_of_markup_stays_text(client, desk, ana):
    taken_in(ana, title="<script>alert(1)</script>")
    client.force_login(ana.person)
    for name in ("desk", "article-list"):
        assert "<script>alert" not in client.get(reverse(name, args=[desk.slug])).content.decode()
