"""The last decision in an article can be undone where it leads to: an empty queue, or another article."""

import pytest

from annotations.models import Deed
from annotations.services.flags import raise_flag
from annotations.services.reviewing import approve
from annotations.services.verifying import verify
from tests.annotations.views.test_review import approve_form, ready, url
from tests.cast import at, taken_in


def offered(page):
    return [deed["pk"] for deed in page.context["undo"]]


def last(article) -> int:
    return article.deeds.order_by("-seq").first().pk


def test_the_only_decision_is_undone_from_an_empty_queue(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "3.1")
    there = as_rosa.post(url("review-approve", desk, row.pk), approve_form(row)).url
    page = as_rosa.get(there)
    assert "All clear" in page.content.decode() and offered(page) == [last(article)]
    part = as_rosa.get(there, headers={"HX-Request": "true"}).content.decode()
    assert url("deed-undo", desk, last(article)) in part and 'data-key="u"' in part
    back = as_rosa.post(url("deed-undo", desk, last(article)), {"back": there}).url
    page = as_rosa.get(back)
    assert page.context["row"].pk == row.pk and at(article, "3.1").review_state == "ready"


@pytest.mark.parametrize("acted", [False, True])
def test_the_last_decision_of_an_article_is_undone_from_the_next_article(
    as_rosa, desk, article, ana, rosa, acted
):
    other = taken_in(ana, title="Another")
    if acted:  # what she did there before is not what she did last
        verify(at(other, "4.1"), by=rosa, status="not_claim")
    (first,), _ = ready(article, ana, "3.1"), ready(other, ana, "2.1")
    there = as_rosa.post(url("review-approve", desk, first.pk), approve_form(first)).url
    page = as_rosa.get(there)
    assert page.context["article"].pk == other.pk
    assert offered(page)[0] == last(article) and len(offered(page)) == 1 + acted
    assert page.context["undo"][0]["words"] == f"Approved 3.1 in “{article.title}”"
    back = as_rosa.post(url("deed-undo", desk, last(article)), {"back": there}).url
    assert back == url("review-statement", desk, first.pk)


@pytest.mark.parametrize("lens", ["", "?own=1"])
def test_many_decided_at_once_are_undone_from_the_next_article(as_rosa, desk, article, ana, lens):
    other = taken_in(ana, title="Another")
    rows, _ = ready(article, ana, "3.1", "3.2"), ready(other, ana, "2.1")
    there, chosen = url("review-selected", desk) + lens, [row.pk for row in rows]
    seen = {f"seen-{row.pk}": approve_form(row)["seen"] for row in rows}
    came = as_rosa.post(there, {"statement": chosen, "act": "approve", **seen}).url
    assert as_rosa.get(came).context["article"].pk == other.pk
    back = as_rosa.post(url("deed-undo", desk, last(article)), {"back": came}).url
    page = as_rosa.get(back)
    assert page.context["row"].pk == rows[0].pk and page.context["lens"].query == lens


def test_what_is_done_in_the_next_article_is_undone_first(as_rosa, desk, article, ana):
    other = taken_in(ana, title="Another")
    (first,), (second,) = ready(article, ana, "3.1"), ready(other, ana, "2.1")
    as_rosa.post(url("review-approve", desk, first.pk), approve_form(first))
    form = {"status": "contradicted", "rationale": "It is 205.", "base": second.verification_id}
    there = as_rosa.post(url("review-verdict", desk, second.pk), form).url
    assert offered(as_rosa.get(there)) == [last(other)]


def test_a_settled_flag_on_the_article_is_opened_again_from_an_empty_queue(as_rosa, desk, article, ana):
    flag = raise_flag(article, by=ana, reason="headline")
    form = {"outcome": "accepted_risk", "note": "They know.", "version": flag.version}
    page = as_rosa.get(as_rosa.post(url("review-flag-settle", desk, flag.pk), form).url)
    assert offered(page) == [Deed.objects.get(verb="settle_flag").pk]


def test_who_decided_nothing_has_nothing_to_undo(as_rosa, desk, article, ana):
    assert offered(as_rosa.get(url("review", desk))) == []


@pytest.mark.parametrize("goes_on", [False, True])
def test_a_decision_that_was_done_again_can_be_undone_once_more(as_rosa, desk, article, ana, goes_on):
    (row,) = ready(article, ana, "3.1")
    if goes_on:
        ready(taken_in(ana, title="Another"), ana, "2.1")
    there = as_rosa.post(url("review-approve", desk, row.pk), approve_form(row)).url
    for name in ("undo", "redo", "undo"):
        offers = as_rosa.get(there, follow=True).context[name]
        pk = offers["pk"] if name == "redo" else offers[0]["pk"]
        assert pk == last(article)
        there = as_rosa.post(url("deed-undo", desk, pk), {"back": there}).url
    assert (
        as_rosa.get(there, follow=True).context["row"].pk == row.pk
        and at(article, "3.1").review_state == "ready"
    )


def test_anothers_decision_that_was_undone_is_not_offered_to_be_done_again(
    as_rosa, desk, article, ana, viktor
):
    (row,) = ready(article, ana, "3.1")
    approve(row, by=viktor)
    as_rosa.post(url("deed-undo", desk, last(article)), {"back": url("review", desk)})
    assert as_rosa.get(url("review", desk), follow=True).context["redo"] is None
