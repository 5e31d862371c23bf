"""Who decides, what waits, what stands in the rail."""

import re

import pytest

from annotations.queue import FACETS, Lens, article_flags, articles_in_queue, in_queue
from annotations.rail import rail
from annotations.refusals import NotAllowed, Refused
from annotations.services.cutting import move_ends
from annotations.services.flags import raise_flag, settle_flag
from annotations.services.placing import place_of
from annotations.services.reviewing import approve, ask_for_changes, ask_for_changes_many, take_for_review
from annotations.services.statements import follow, leave_out, relate
from annotations.services.verifying import verify
from tests.annotations.views.test_review import approve_form, ready, url
from tests.cast import at, taken_in


def test_who_may_sign_is_said_of_this_desk_alone(client, desk, article, rosa, viktor, otto):
    verify(at(article, "3.1"), by=viktor, status="misleading", rationale="Half of it is left out.")
    with pytest.raises(NotAllowed, match=r"approve it: Rosa can\.$"):
        approve(at(article, "3.1"), by=viktor)


def test_statement_of_another_desk_is_not_there(client, desk, article, ana, otto):
    (row,) = ready(article, ana, "3.1")
    client.force_login(otto.person)
    form = approve_form(row)
    assert client.get(url("review-statement", otto.desk, row.pk)).status_code == 404
    assert client.post(url("review-approve", otto.desk, row.pk), form).status_code == 404
    answer = client.post(url("review-selected", otto.desk), {"statement": row.pk, "act": "approve"})
    assert answer.url == url("review", otto.desk)  # nothing of this desk was chosen


def test_several_are_sent_back_with_flags_that_block(article, ana, rosa):
    rows = ready(article, ana, "2.1", "3.1")
    ask_for_changes_many(article, [row.pk for row in rows], by=rosa, reasons=["out_of_date"])
    assert [flag.is_blocking for row in rows for flag in row.flags.all()] == [True, True]


def test_editor_alone_asks_for_changes_with_a_reason(article, ana, rosa):
    (row,) = ready(article, ana, "3.1")
    with pytest.raises(NotAllowed, match="As analyst you cannot decide"):
        ask_for_changes(row, by=ana, reasons=["weak_source"])
    with pytest.raises(Refused, match="Choose at least one reason"):
        ask_for_changes(row, by=rosa, reasons=[])


def test_address_of_the_queue_says_what_is_looked_at():
    lens = Lens.of({"show": "blocking", "own": "1"})
    assert (lens, lens.query) == (Lens("blocking", own=True), "?show=blocking&own=1")
    assert (Lens.of({"show": "nonsense"}), Lens.of({}).query) == (Lens(), "")


def test_what_is_left_out_or_of_another_desk_waits_for_nobody_but_its_flag(
    client, desk, article, ana, rosa, otto
):
    (row,) = ready(article, ana, "3.1")
    assert in_queue(rosa, Lens()).exists() and not in_queue(otto, Lens(own=True)).exists()
    leave_out(article, [row.pk], by=ana, why="Said twice.")
    assert not in_queue(rosa, Lens()).exists()
    raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.1"))
    assert list(in_queue(rosa, Lens())) == list(in_queue(rosa, Lens("flagged"))) == [row]
    client.force_login(rosa.person)
    page = client.get(url("review", desk))
    assert page.context["row"] == row and page.context["rail"].place == 1
    flag = row.flags.get()
    form = {"outcome": "not_a_problem", "version": flag.version}
    page = client.get(client.post(url("review-flag-settle", desk, flag.pk), form).url)
    assert "All clear" in page.content.decode()
    (line,) = rail(article, rosa, Lens(), row, decided=frozenset([row.pk])).rows
    assert line.is_done and line.why == "Left out"


def test_flag_on_the_article_is_looked_at_where_flags_are(article, ana, rosa):
    raise_flag(article, by=ana, reason="headline", is_blocking=False)
    found = {show for show in FACETS if articles_in_queue(rosa, Lens(show)).exists()}
    assert found == {"all", "flagged"}
    raise_flag(article, by=ana, reason="headline")
    found = {show for show in FACETS if articles_in_queue(rosa, Lens(show)).exists()}
    assert found == {"all", "flagged", "blocking"}


def test_rail_has_the_articles_own_flags_first_then_what_waits(article, ana, rosa):
    other = taken_in(ana, title="Another")
    raise_flag(other, by=ana, reason="headline")
    ready(other, ana, "2.1")
    raise_flag(article, by=ana, reason="headline", is_blocking=False)
    raise_flag(article, by=ana, reason="headline")
    raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.1"))
    first, second = ready(article, ana, "2.1", "3.2")
    article.refresh_from_db()
    shown = rail(article, rosa, Lens(), first)
    assert [row.label for row in shown.rows] == ["", "", "2.1", "3.1", "3.2"]
    assert [row.why == "blocks sign-off" for row in shown.rows] == [False, True, False, True, False]
    assert (shown.place, shown.previous.label, shown.next.label) == (3, "", "3.1")
    counted = {name: shown.counts[name] for name in ("all", "flagged", "blocking", "changed", "own")}
    assert counted == {"all": 5, "flagged": 3, "blocking": 2, "changed": 0, "own": 0}
    assert shown.others == (other,)
    blocking = rail(article, rosa, Lens("blocking"), at(article, "3.1"))
    assert ([row.label for row in blocking.rows], blocking.place) == (["", "3.1"], 2)
    assert rail(article, rosa, Lens("changed"), second).rows == ()
    flags = article.flags.filter(statement=None).order_by("pk")
    assert [rail(article, rosa, Lens(), flag).place for flag in flags] == [1, 2]


def test_rail_leads_from_article_to_article_and_after_the_last_to_the_first(article, ana, rosa):
    three = [article, *(taken_in(ana, title=title) for title in ("The second berth", "The third"))]
    rows = [row for each in three for row in ready(each, ana, "2.1")]
    around = [rail(row.article, rosa, Lens(), row) for row in rows]
    assert [(shown.before, shown.after) for shown in around] == [
        (None, three[1]),
        (three[0], three[2]),
        (three[1], three[0]),
    ]
    shown = rail(article, rosa, Lens("changed"), rows[0])
    assert (shown.before, shown.after) == (None, None)


def test_words_in_no_statement_lead_to_where_one_is_made_of_them(client, desk, article, ana, rosa):
    (row,) = ready(article, ana, "3.1")
    place = place_of(at(article, "3.2"))
    move_ends(at(article, "3.2"), by=ana, start=place.start + 4, end=place.end)
    client.force_login(rosa.person)
    page = client.get(url("review-statement", desk, row.pk)).content.decode()
    (gap,) = re.findall(r'class="gap"[^>]* href="([^"#]+)', page)
    assert client.get(gap).status_code == 200


def test_address_that_names_no_article_shows_the_first(client, desk, article, ana, rosa):
    ready(article, ana, "3.1")
    client.force_login(rosa.person)
    for named in ("%00", "no-such", "%E2%80%AE"):
        assert "3.1" in client.get(f"{url('review', desk)}?in={named}").content.decode()


def test_analyst_signs_with_no_reason_either(article, ana, tomas):
    for label, by in (("3.1", ana), ("2.1", tomas)):
        verify(at(article, label), by=by, status="misleading", rationale="Half of it is left out.")
        with pytest.raises(NotAllowed, match="As analyst you cannot decide"):
            approve(at(article, label), by=ana, override_why="Nobody else is in.")


def test_marks_keep_what_of_the_queue_is_looked_at(as_rosa, desk, article, ana):
    (row,) = ready(article, ana, "3.1")
    page = as_rosa.get(url("review-statement", desk, row.pk) + "?show=flagged&own=1").content.decode()
    marked = re.findall(r'<a class="s [^>]* href="([^"]+)"', page)
    there = url("review-statement", desk, at(article, "3.2").pk)
    assert f"{there}?show=flagged&amp;own=1" in marked and len(marked) == 3


def test_what_repeats_another_shows_its_verdict_in_the_rail(article, ana, rosa):
    verify(at(article, "2.1"), by=ana, status="misleading", rationale="In the mornings alone.")
    follow(at(article, "3.2"), at(article, "2.1"), by=ana)
    approve(at(article, "2.1"), by=rosa)
    flag = raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.2"))
    (row,) = rail(article, rosa, Lens(), at(article, "3.2")).rows
    assert (row.mark.symbol, row.why) == ("half-filled", "blocks sign-off")
    settle_flag(flag, by=rosa, outcome="fixed")
    follower = at(article, "3.2")
    (row,) = rail(article, rosa, Lens(), follower, decided=frozenset([follower.pk])).rows
    assert (row.mark.symbol, row.why) == ("half-filled", "Same claim as 2.1")


def test_where_the_work_is_on_what_it_leans_on(client, desk, article, ana, rosa, viktor):
    for label in ("2.2", "3.2", "3.3"):
        relate(at(article, "3.1"), at(article, label), by=ana, kind="leans_on")
    follow(at(article, "2.2"), at(article, "2.1"), by=ana)
    leave_out(article, [at(article, "3.2").pk], by=ana, why="Said twice.")
    (row,) = ready(article, ana, "3.3")
    take_for_review(row, by=viktor)
    client.force_login(rosa.person)
    page = client.get(url("review-statement", desk, at(article, "3.1").pk)).content.decode()
    for told in ("same claim as 2.1", "left out (Said twice.)", "with Viktor"):
        assert f'<span class="fine">{told}</span>' in page


def test_flags_on_the_article_stand_and_count_where_they_are_looked_at(article, ana, rosa):
    (row,) = ready(article, ana, "3.1")
    before = {facet: rail(article, rosa, Lens(facet), row).counts[facet] for facet in FACETS}
    blocks = raise_flag(article, by=ana, reason="headline").pk
    other = raise_flag(article, by=ana, reason="legal_risk", is_blocking=False).pk
    expected = {"all": [blocks, other], "flagged": [blocks, other], "blocking": [blocks]}
    for facet in FACETS:
        seen = rail(article, rosa, Lens(facet), row)
        shown = [each.id for each in seen.rows if each.words == "The article as a whole"]
        assert shown == [flag.pk for flag in article_flags(Lens(facet))] == expected.get(facet, [])
        assert seen.counts[facet] - before[facet] == len(shown)
    assert rail(article, rosa, Lens(), row).place == 3


def test_plain_words_are_wanted_of_a_claim_alone(as_rosa, desk, article, ana):
    (opinion,) = ready(article, ana, "2.1", status="not_claim", rationale="")
    (claim,) = ready(article, ana, "3.1")
    for row, wanted in ((opinion, False), (claim, True)):
        page = as_rosa.get(url("review-statement", desk, row.pk)).content.decode()
        assert ("Not put in plain words" in page) is wanted
