"""What is offered to be undone, in which order, and what an undo leaves behind."""

import re

from django.urls import reverse

from annotations.services.reviewing import approve
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from tests.cast import at


def url(article, name, *args):
    return reverse(name, args=[article.desk.slug, article.slug, *args])


def test_undo_puts_the_last_deed_back(as_ana, article):
    row = at(article, "3.1")
    as_ana.post(url(article, "statement-notes", row.pk), {"text": "Look at the annex."})
    page = as_ana.get(url(article, "article")).content.decode()
    assert "Added a note on 3.1" in page
    deed = article.deeds.order_by("-seq").first()
    as_ana.post(reverse("deed-undo", args=[article.desk.slug, deed.pk]))
    assert row.notes.get().withdrawn_at is not None


def test_an_undo_that_was_refused_is_offered_last_with_its_reason(as_ana, article, ana, rosa):
    verify(at(article, "2.1"), by=ana, status="not_claim")
    verify(at(article, "2.2"), by=ana, status="not_claim")
    older, newer = article.deeds.order_by("seq")[1:3]
    approve(at(article, "2.2"), by=rosa)

    def offered():
        return [(deed["pk"], deed["why"]) for deed in as_ana.get(url(article, "article")).context["undo"]]

    assert offered() == [(newer.pk, ""), (older.pk, "")]
    as_ana.post(reverse("deed-undo", args=[article.desk.slug, newer.pk]))
    (first, second) = offered()
    assert first == (older.pk, "") and second[0] == newer.pk and "“Approved 2.2” (Rosa)" in second[1]
    as_ana.post(url(article, "statement-notes", at(article, "3.1").pk), {"text": "Look at the annex."})
    for other in (article.deeds.order_by("-seq").first(), older):  # neither can have barred it
        as_ana.post(reverse("deed-undo", args=[article.desk.slug, other.pk]))
    ((left, why),) = offered()
    assert left == newer.pk and why
    page = as_ana.get(url(article, "article")).content.decode()
    assert 'data-key="u"' not in page and f"Try again: {newer.words}" in page


def test_however_many_were_refused_the_newest_that_can_be_undone_is_offered(as_ana, article, ana, rosa):
    verify(at(article, "2.1"), by=ana, status="not_claim")
    possible = article.deeds.order_by("-seq").first()
    row = at(article, "3.1")
    for number in range(6):
        verify(at(article, "3.1"), by=ana, status="misleading", rationale=f"Reason {number}.")
    barred = list(article.deeds.order_by("-seq")[:6])
    verify(at(article, "3.1"), by=rosa, status="contradicted", rationale="It is not so.")
    for deed in barred:
        as_ana.post(reverse("deed-undo", args=[article.desk.slug, deed.pk]))
    offers = as_ana.get(url(article, "statement", row.pk)).context["undo"]
    assert [deed["pk"] for deed in offers] == [possible.pk, *(deed.pk for deed in barred)]
    assert [bool(deed["why"]) for deed in offers] == [False] + 6 * [True]


def test_what_was_done_last_may_have_barred_what_was_refused(as_ana, article, ana):
    for status in ("misleading", "contradicted"):
        verify(at(article, "2.1"), by=ana, status=status, rationale="It is not so.")
    older, newer = article.deeds.order_by("seq")[1:3]
    as_ana.post(reverse("deed-undo", args=[article.desk.slug, older.pk]))
    as_ana.post(reverse("deed-undo", args=[article.desk.slug, newer.pk]))
    (offer,) = as_ana.get(url(article, "article")).context["undo"]
    assert (offer["pk"], offer["why"]) == (older.pk, "")


def test_an_undo_can_be_taken_back_while_nobody_has_done_anything_since(as_ana, article, ana):
    row = at(article, "3.1")
    note = row.notes

    def press(words):
        page = as_ana.get(url(article, "article")).content.decode()
        there = re.search(rf'action="([^"]+)"[^>]*>(?:(?!</form>).)*?>{words}', page, re.DOTALL)
        return there and as_ana.post(there[1])

    as_ana.post(url(article, "statement-notes", row.pk), {"text": "Look at the annex."})
    assert press("Redo") is None
    press("Undo <kbd>")
    assert not note.filter(withdrawn_at=None).exists()
    press("Redo")
    assert note.filter(withdrawn_at=None).exists()
    assert press("Redo") is None
    press("Undo <kbd>")
    assert not note.filter(withdrawn_at=None).exists()
    verify(at(article, "2.1"), by=ana, status="not_claim")
    assert press("Redo") is None


def test_what_was_done_again_is_offered_after_whatever_comes_next(as_ana, article, ana):
    verify(at(article, "2.1"), by=ana, status="not_claim")
    given = article.deeds.latest("seq")
    undo(given, by=ana)
    again = undo(article.deeds.get(undoes=given), by=ana)
    assert (again.words, article.deeds.latest("seq").verb) == (f"Redone: {given.words}", "verify")
    verify(at(article, "2.2"), by=ana, status="not_claim")
    newest, done_again = article.deeds.order_by("-seq")[:2]
    offers = as_ana.get(url(article, "article")).context["undo"]
    assert [deed["pk"] for deed in offers] == [newest.pk, done_again.pk]
    undo(done_again, by=ana)
    assert article.deeds.latest("seq").words == f"Undone: {given.words}"
    assert at(article, "2.1").status == "unchecked"


def test_an_article_that_is_taken_off_again_leads_to_the_list_and_comes_back(as_ana, article):
    listed, there = reverse("article-list", args=[article.desk.slug]), url(article, "article")
    as_ana.post(url(article, "article-withdraw"))

    def undo_last(back):
        deed = article.deeds.latest("seq")
        return as_ana.post(reverse("deed-undo", args=[article.desk.slug, deed.pk]), {"back": back}).url

    assert undo_last(listed) == listed
    assert as_ana.get(there).context["redo"]["pk"] == article.deeds.latest("seq").pk
    assert undo_last(there) == listed
    (offer,) = as_ana.get(listed).context["undo"]
    assert offer["pk"] == article.deeds.latest("seq").pk
    assert undo_last(listed) == listed and as_ana.get(there).status_code == 200


def test_a_way_back_that_is_no_path_leads_to_the_article(as_ana, article, ana):
    for number, back in enumerate(
        ["0", "home", "articles/", "?q=x", "//elsewhere.example", "\u202e/", "/\\elsewhere"]
    ):
        verify(at(article, "3.1"), by=ana, status="misleading", rationale=f"Reason {number}.")
        deed = article.deeds.order_by("-seq").first()
        answer = as_ana.post(reverse("deed-undo", args=[article.desk.slug, deed.pk]), {"back": back})
        assert (answer.status_code, answer["Location"]) == (302, url(article, "article")), back
