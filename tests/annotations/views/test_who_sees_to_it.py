"""A flag may be somebody's to see to: said when it is raised, or later; it waits for them on the desk's page."""

import pytest
from django.urls import reverse

from annotations.models import Flag
from annotations.refusals import Refused, Stale
from annotations.services.flags import give_flag, raise_flag, settle_flag
from annotations.services.undoing import undo
from tests.annotations.views.test_article_panel import HTMX, url
from tests.cast import at

DESK = reverse("desk", args=["harbour"])


@pytest.fixture
def flag(article, ana, tomas):
    return raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.1"), owner=tomas.person)


def test_it_is_handed_on_and_back_by_an_undo(article, ana, rosa, tomas, flag):
    assert give_flag(flag, by=ana, owner=rosa.person).owner == rosa.person
    given = article.deeds.latest("seq")
    assert given.words == "Assigned a flag on 3.1 to Rosa"
    undo(given, by=ana)
    flag.refresh_from_db()
    assert flag.owner == tomas.person
    assert give_flag(flag, by=ana, owner=None).owner is None
    assert article.deeds.latest("seq").words == "Left a flag on 3.1 unassigned"


def test_who_does_not_work_here_sees_to_nothing(article, ana, lea, otto, flag):
    for who, why in ((lea, "Lea is a viewer at this desk."), (otto, "Otto is not at this desk.")):
        with pytest.raises(Refused, match=why):
            give_flag(flag, by=ana, owner=who.person)
        with pytest.raises(Refused, match=why):
            raise_flag(article, by=ana, reason="headline", owner=who.person)
    assert Flag.objects.count() == 1


def test_an_undo_gives_nothing_to_who_has_left(article, ana, rosa, tomas, flag):
    give_flag(flag, by=ana, owner=rosa.person)
    tomas.delete()
    with pytest.raises(Refused, match="Tomás is not at this desk"):
        undo(article.deeds.latest("seq"), by=ana)


def test_what_is_settled_is_nobodys_to_see_to(ana, rosa, flag):
    settle_flag(flag, by=ana, outcome="fixed")
    with pytest.raises(Refused, match=r"This flag is settled\. Reopen it before"):
        give_flag(flag, by=ana, owner=rosa.person)


def test_of_two_who_hand_it_on_the_second_is_told(ana, rosa, tomas, flag):
    seen = flag.version
    give_flag(flag, by=ana, owner=rosa.person)
    with pytest.raises(Stale):
        give_flag(flag, by=tomas, owner=None, version=seen)


def test_the_card_says_who_and_hands_it_on(as_ana, article, rosa, flag, lea):
    card = url(article, "statement", flag.statement_id)
    assert '<span class="tag">for <bdi>Tomás</bdi></span>' in as_ana.get(card, headers=HTMX).content.decode()
    give = url(article, "flag-give", flag.pk)
    form = as_ana.get(give, headers=HTMX).content.decode().split('class="give"')[1].split("</form>")[0]
    assert ">Rosa</option>" in form and ">Lea</option>" not in form
    answer = as_ana.post(give, {"owner": rosa.person_id, "version": flag.version}, headers=HTMX)
    assert '<span class="tag">for <bdi>Rosa</bdi></span>' in answer.content.decode()
    assert "Rosa is responsible for the flag." in answer.content.decode()
    refused = as_ana.post(give, {"owner": lea.person_id, "version": flag.version + 1}, headers=HTMX)
    assert refused.status_code == 422 and "Choose someone who works at this desk." in refused.content.decode()
    stale = as_ana.post(give, {"owner": "", "version": flag.version}, headers=HTMX)
    assert stale.status_code == 409 and '<dd dir="auto">Rosa</dd>' in stale.content.decode()


@pytest.mark.parametrize(
    ("name", "after"), [("statement-flags", "statement"), ("article-flags", "article-panel")]
)
def test_it_is_somebodys_from_the_first(as_ana, article, rosa, name, after):
    where = [at(article, "3.1").pk] if name == "statement-flags" else []
    form = as_ana.get(url(article, name, *where), headers=HTMX).content.decode()
    assert f'<option value="{rosa.person_id}">Rosa</option>' in form
    sent = {"reason": "no_source", "is_blocking": "on", "owner": rosa.person_id}
    as_ana.post(url(article, name, *where), sent, headers=HTMX)
    assert Flag.objects.get().owner == rosa.person
    assert "for <bdi>Rosa</bdi>" in as_ana.get(url(article, after, *where), headers=HTMX).content.decode()


def test_review_says_who_sees_to_it(as_rosa, article, flag):
    page = as_rosa.get(reverse("review-statement", args=["harbour", flag.statement_id])).content.decode()
    assert '<span class="tag">for <bdi>Tomás</bdi></span>' in page


def test_it_waits_on_the_desks_page_for_who_sees_to_it(client, article, ana, tomas, flag):
    raise_flag(article, by=ana, reason="headline", owner=tomas.person)
    client.force_login(tomas.person)
    page = client.get(DESK).content.decode().split("Flags assigned to you")[1].split("</section>")[0]
    assert page.index("† No source") < page.index("† Headline goes beyond the text")
    assert f"{url(article, 'statement', flag.statement_id)}#flags" in page
    assert f"{url(article, 'article-panel')}#flags" in page
    listed = client.get(reverse("statement-list", args=["harbour"]) + "?flagged=me").content.decode()
    assert at(article, "3.1").text in listed
    for done in Flag.objects.all():
        settle_flag(done, by=ana, outcome="fixed")
    assert "Flags assigned to you" not in client.get(DESK).content.decode()
    client.force_login(ana.person)
    assert "Flags assigned to you" not in client.get(DESK).content.decode()


def test_a_flag_for_somebody_else_is_not_flagged_for_me(as_rosa, article, flag):
    listed = as_rosa.get(reverse("statement-list", args=["harbour"]) + "?flagged=me").content.decode()
    assert at(article, "3.1").text not in listed
    assert "No statement has a flag assigned to you." in listed
    finished = as_rosa.get(reverse("article-list", args=["harbour"]) + "?finished=yes").content.decode()
    assert "No article is finished yet." in finished
