"""A flag that was raised by mistake is taken back where it stands: by who raised it, or by an editor."""

import re

import pytest

from annotations.services.flags import raise_flag, settle_flag
from annotations.services.notes import add_note
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from tests.annotations.views.test_article_panel import HTMX, url
from tests.cast import at


@pytest.fixture(params=["card", "panel", "review", "review of the article"])
def shown(request, article, ana):
    """A flag of Ana's, the address where it is shown."""
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By half.")
    is_on = None if request.param in ("panel", "review of the article") else at(article, "3.1")
    flag = raise_flag(article, by=ana, reason="loaded_wording", statement=is_on)
    desk = f"/desks/{article.desk.slug}/review/"
    addresses = {
        "card": url(article, "statement", at(article, "3.1").pk),
        "panel": url(article, "article-panel"),
        "review": f"{desk}statements/{at(article, '3.1').pk}/",
        "review of the article": f"{desk}flags/{flag.pk}/",
    }
    return flag, addresses[request.param]


def way_back(client, by, shown) -> list[str]:
    flag, address = shown
    client.force_login(by.person)
    page = client.get(address, headers=HTMX).content.decode()
    return re.findall(rf'class="take-back" method="post" action="(\S+/flags/{flag.pk}/withdraw/)"', page)


def test_a_flag_is_taken_back_where_it_is_shown_and_brought_back(client, article, ana, shown):
    flag, _ = shown
    (action,) = way_back(client, ana, shown)
    page = client.post(action, {"version": flag.version}, follow=True).content.decode()
    flag.refresh_from_db()
    assert flag.withdrawn_at and "The flag was withdrawn." in page
    assert f"deeds/{article.deeds.latest('seq').pk}/undo/" in page
    undo(article.deeds.latest("seq"), by=ana)
    flag.refresh_from_db()
    assert flag.withdrawn_at is None


def test_only_who_raised_it_or_an_editor_is_asked(client, tomas, lea, rosa, shown):
    assert [len(way_back(client, by, shown)) for by in (tomas, lea, rosa)] == [0, 0, 1]


def test_a_flag_that_was_settled_meanwhile_is_not_taken_back_unseen(client, ana, tomas, shown):
    flag, _ = shown
    (action,) = way_back(client, ana, shown)
    settle_flag(flag, by=tomas, outcome="fixed")
    answer = client.post(action, {"version": flag.version - 1})
    flag.refresh_from_db()
    assert (answer.status_code, flag.withdrawn_at) == (409, None)
    assert "Someone changed this flag since you saw it." in answer.content.decode()


@pytest.mark.parametrize("label", ["3.1", None])
def test_a_note_is_removed_only_by_who_wrote_it_or_an_editor(client, article, ana, tomas, lea, rosa, label):
    row = label and at(article, label)
    note = add_note(article, by=ana, text="Ring the harbour master.", statement=row)
    address = url(article, "statement", row.pk) if row else url(article, "article-panel")
    action = url(article, "note-withdraw", note.pk)
    offered = []
    for by in (ana, tomas, lea, rosa):
        client.force_login(by.person)
        page = client.get(address, headers=HTMX).content.decode()
        offered.append(action in page and "Remove <span" in page)
    assert offered == [True, False, False, True]
