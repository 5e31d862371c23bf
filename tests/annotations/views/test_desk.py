"""The front page shows what waits, what is due, how far the desk is."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.models import Statement
from annotations.services.articles import change_article
from annotations.services.flags import raise_flag
from annotations.services.reviewing import approve, ask_for_changes
from annotations.services.verifying import verify
from articles.models import Article, Desk, Membership, Person, Role
from tests.annotations.views.conftest import due
from tests.cast import at, join, taken_in


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


def test_a_desk_without_an_article_offers_the_demos(client, desk, ana, tomas):
    client.force_login(ana.person)
    there = reverse("desk", args=[desk.slug])
    offer = f"{reverse('article-take-in', args=[desk.slug])}?text=demo"
    assert f'href="{offer}"' in client.get(there).content.decode()
    form = client.get(offer).context["form"]
    preview = client.post(
        reverse("article-take-in", args=[desk.slug]), {"text": form["text"].value()}, follow=True
    )
    assert "Forgiving the fines has filled our libraries again" in preview.content.decode()
    assert not Article.objects.exists()
    Membership.objects.filter(pk=ana.pk).update(role=Role.VIEWER)
    assert offer not in client.get(there).content.decode()


def test_the_demos_article_is_not_offered_where_there_is_one(client, article, ana):
    Article.objects.filter(pk=article.pk).update(stage="published", owner=None)
    client.force_login(ana.person)
    page = client.get(reverse("desk", args=["harbour"])).content.decode()
    assert "Nothing is waiting." in page and "?text=demo" not in page


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


def test_desk_where_all_is_finished_says_so(client, desk, article, ana, rosa):
    finish(article, by=ana, editor=rosa)
    client.force_login(ana.person)
    page = client.get(reverse("article-list", args=[desk.slug])).content.decode()
    assert "No article is in work." in page and "?finished=any" in page
    assert article.title in client.get(reverse("desk", args=[desk.slug])).content.decode()
    client.force_login(rosa.person)
    assert "Nothing is waiting." in client.get(reverse("desk", args=[desk.slug])).content.decode()


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


def test_desk_of_others_is_not_there(client, desk, article):
    client.force_login(join(Desk.objects.create(slug="elsewhere", name="Another"), "Otto", Role.ADMIN).person)
    for name, args in (("desk", []), ("article-list", []), ("article-withdraw", [article.slug])):
        assert client.get(reverse(name, args=[desk.slug, *args])).status_code == 404
