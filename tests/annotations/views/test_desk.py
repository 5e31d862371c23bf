"""The front page shows what waits; the list of articles finds, sorts, pages, lets one go."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.filters import StatementFilter
from annotations.lists import ArticleFilter
from annotations.models import Deed, Statement
from annotations.paging import page_after
from annotations.services.articles import change_article, withdraw_article
from annotations.services.flags import raise_flag
from annotations.services.reviewing import approve, ask_for_changes
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from articles.models import Article, Desk, Membership, Person, Role, Stage
from tests.cast import at, join, taken_in


def due(article: Article, moment: str | None) -> Article:
    Article.objects.filter(pk=article.pk).update(due=moment)
    return article


@pytest.fixture
def three(ana):
    late = due(taken_in(ana, title="Ferry cuts cost the islands"), "2026-03-01T12:00Z")
    soon = due(taken_in(ana, title="A bridge too dear"), "2026-02-01T12:00Z")
    return [soon, late, taken_in(ana, title="港の混雑は終わった")]


def test_home_leads_to_the_only_desk(client, ana):
    client.force_login(ana.person)
    assert client.get("/").url == reverse("desk", args=["harbour"])


def test_home_lists_several_desks(client, ana):
    second = Desk.objects.create(slug="city", name="City desk")
    Membership.objects.create(desk=second, person=ana.person, role=Role.VIEWER)
    client.force_login(ana.person)
    page = client.get("/").content.decode()
    assert page.index("City desk") < page.index("Harbour desk")


def test_each_page_says_at_which_of_several_desks_one_is(client, article, ana):
    client.force_login(ana.person)
    addresses = [reverse("desk", args=["harbour"]), reverse("article", args=["harbour", article.slug])]
    told = '<a class="at" href="/"'
    assert [told in client.get(address).content.decode() for address in addresses] == [False, False]
    second = Desk.objects.create(slug="city", name="City desk")
    Membership.objects.create(desk=second, person=ana.person, role=Role.VIEWER)
    for address in addresses:
        page = client.get(address).content.decode()
        assert re.search(rf"{told}[^>]*>.*</span>Harbour desk</a>", page)
        assert '<a href="/">Your desks</a>' in page


def test_home_of_nobodys_desk_says_what_to_do(client, db):
    client.force_login(Person.objects.create_user("new@nowhere.example", name="New"))
    assert "Ask the admin of your desk for an invitation" in client.get("/").content.decode()


def test_empty_desk_says_what_to_do_first(client, desk, ana):
    client.force_login(ana.person)
    page = client.get(reverse("desk", args=[desk.slug])).content.decode()
    assert "Nothing is waiting." in page
    assert reverse("article-take-in", args=[desk.slug]) in page


def test_opinions_are_not_told_as_checked(client, article, ana):
    """On the desk's page, in its list of articles, at the head of the article."""
    verify(at(article, "2.1"), by=ana, status="not_claim")
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="In the mornings alone.")
    client.force_login(ana.person)
    told = "<b>1 checked, 1 no claim, of 8</b> statements"
    page = client.get(reverse("desk", args=["harbour"])).content.decode()
    assert '<b class="num">1 checked, 1 no claim, of 8</b>' in page and told in page
    assert told in client.get(reverse("article-list", args=["harbour"])).content.decode()
    assert told in client.get(reverse("article", args=["harbour", article.slug])).content.decode()


def test_editor_sees_what_waits(client, desk, article, ana, rosa):
    verify(at(article, "2.1"), by=ana, status="not_claim")
    client.force_login(rosa.person)
    page = client.get(reverse("desk", args=[desk.slug])).content.decode()
    assert f"{reverse('review', args=[desk.slug])}?in={article.slug}" in page
    assert "1</b> waits for review" in page


def test_viewer_sees_what_the_desk_works_on(client, desk, three, lea):
    client.force_login(lea.person)
    page = client.get(reverse("desk", args=[desk.slug])).content.decode()
    assert page.index("In work") < page.index("A bridge too dear") < page.index("港の混雑は終わった")
    assert "No article is yours yet" not in page


def test_editor_is_told_that_only_own_work_waits(client, desk, article, rosa, viktor):
    verify(at(article, "2.1"), by=rosa, status="not_claim")
    client.force_login(rosa.person)
    page = client.get(reverse("desk", args=[desk.slug])).content.decode()
    assert "Nothing waits for an editor." not in page
    assert f'waits for somebody else. <a href="{reverse("review", args=[desk.slug])}?own=1">' in page
    client.force_login(viktor.person)
    assert "waits for somebody else" not in client.get(reverse("desk", args=[desk.slug])).content.decode()


def test_analyst_sees_what_came_back_with_the_reason(client, desk, article, ana, tomas, rosa):
    verify(at(article, "2.1"), by=ana, status="not_claim")
    ask_for_changes(at(article, "2.1"), by=rosa, reasons=["weak_source"])
    address = reverse("desk", args=[desk.slug])
    client.force_login(ana.person)
    page = client.get(address).content.decode()
    assert "Sent back to you" in page
    assert "Weak source only" in page
    client.force_login(tomas.person)
    assert "Sent back to you" not in client.get(address).content.decode()


def test_own_articles_are_shown_the_most_urgent_first(client, desk, three, ana, tomas):
    change_article(three[2], by=ana, owner=tomas.person)
    client.force_login(ana.person)
    page = client.get(reverse("desk", args=[desk.slug]))
    assert list(page.context["mine"]) == three[:2]
    assert list(page.context["due"]) == three[:2]


def test_what_is_all_approved_is_told_and_stands_in_nobodys_way(client, desk, three, ana, rosa):
    soon, late, _ = three
    rows = Statement.objects.filter(article=soon, left_out=False).order_by("reading_order")
    for row in rows:
        verify(at(soon, row.label), by=ana, status="not_claim")
    approve(at(soon, rows[0].label), by=rosa)
    listed, front = (reverse(name, args=[desk.slug]) for name in ("article-list", "desk"))
    client.force_login(ana.person)
    page = client.get(listed).content.decode()
    assert "<b>1</b> approved" in page and page.count('class="due late"') == 2
    for row in rows[1:]:
        approve(at(soon, row.label), by=rosa)
    page = client.get(listed, {"finished": "any"}).content.decode()
    assert "<b>All approved</b>" in page and page.count('class="due late"') == 1
    shown = client.get(front)
    assert "All that is due" in shown.content.decode()
    assert (list(shown.context["due"]), list(shown.context["mine"])) == ([late], [late, three[2], soon])
    assert shown.context["progress"]["articles"] == 2
    assert shown.context["progress"]["counts"].approved == 0
    raise_flag(soon, by=ana, reason="headline", is_blocking=True)
    shown = client.get(front).context
    assert list(shown["due"]) == [soon, late]
    assert (shown["progress"]["articles"], shown["progress"]["counts"].approved) == (3, len(rows))


def finish(article: Article, *, by: Membership, editor: Membership) -> None:
    rows = list(Statement.objects.filter(article=article, left_out=False).values_list("label", flat=True))
    for label in rows:
        verify(at(article, label), by=by, status="not_claim")
    for label in rows:
        approve(at(article, label), by=editor)


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


def test_desk_where_all_is_finished_says_so(client, desk, article, ana, rosa):
    finish(article, by=ana, editor=rosa)
    client.force_login(ana.person)
    page = client.get(reverse("article-list", args=[desk.slug])).content.decode()
    assert "No article is in work." in page and "?finished=any" in page
    assert article.title in client.get(reverse("desk", args=[desk.slug])).content.decode()
    client.force_login(rosa.person)
    assert "Nothing is waiting." in client.get(reverse("desk", args=[desk.slug])).content.decode()


def test_list_offers_the_stages_that_occur(client, desk, three, ana):
    client.force_login(ana.person)
    address = reverse("article-list", args=[desk.slug])
    assert 'name="stage"' not in client.get(address).content.decode()
    assert 'value="published" selected' in client.get(address, {"stage": "published"}).content.decode()
    Article.objects.filter(pk=three[0].pk).update(stage="published")
    page = client.get(address).content.decode()
    assert [f'value="{stage}"' in page for stage in Stage.values] == [False, True, False, False, True, False]


def test_desk_queries_are_the_same_for_few_and_many(
    client, desk, article, ana, rosa, django_assert_num_queries
):
    client.force_login(rosa.person)
    address = reverse("desk", args=[desk.slug])
    verify(at(article, "2.1"), by=ana, status="not_claim")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for n in range(5):
        verify(
            at(due(taken_in(ana, title=f"No. {n}"), "2026-03-01T12:00Z"), "2.1"), by=ana, status="not_claim"
        )
    with django_assert_num_queries(len(few)):
        client.get(address)


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


@pytest.mark.parametrize("sort", ["due", "newest", "title"])
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
    for after in (str(foreign.pk), "999999999", "x", "-1", "9" * 40):
        assert titles(ana, after=after) == [row.title for row in three]


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
    assert "off the list?" in client.get(address).content.decode()
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
        assert ("Take off the list" in page) == is_asked


def test_a_title_of_markup_stays_text(client, desk, ana):
    taken_in(ana, title="<script>alert(1)</script>")
    client.force_login(ana.person)
    for name in ("desk", "article-list"):
        assert "<script>alert" not in client.get(reverse(name, args=[desk.slug])).content.decode()


def test_desk_of_others_is_not_there(client, desk, article):
    client.force_login(join(Desk.objects.create(slug="elsewhere", name="Another"), "Otto", Role.ADMIN).person)
    for name, args in (("desk", []), ("article-list", []), ("article-withdraw", [article.slug])):
        assert client.get(reverse(name, args=[desk.slug, *args])).status_code == 404
