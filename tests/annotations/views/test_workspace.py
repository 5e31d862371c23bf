"""The workspace: the galley, the card, what a deed sends back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.models import Citation, Flag
from annotations.services.cutting import merge, split
from annotations.services.evidence import cite, withdraw_citation
from annotations.services.reviewing import ask_for_changes
from annotations.services.sources import make_source
from annotations.services.statements import follow
from annotations.services.taking_in import Draft, Facts, take_in
from annotations.services.verifying import verify
from tests.cast import at

HTMX = {"HX-Request": "true"}


def url(article, name, *args):
    return reverse(name, args=[article.desk.slug, article.slug, *args])


def asked(context) -> int:
    """Queries besides session and user."""
    return len(
        [q for q in context if not any(w in q["sql"] for w in ("SAVEPOINT", "django_session"))
         and 'FROM "articles_person" WHERE' not in q["sql"]]
    )  # fmt: skip


def test_galley_shows_every_statement_as_a_link(as_ana, article):
    page = as_ana.get(url(article, "article"))
    assert page.status_code == 200
    for label in ("1.1", "3.2", "4.2"):
        assert f'id="s{at(article, label).pk}"' in page.content.decode()


def test_galley_asks_the_same_number_of_queries_at_any_size(as_ana, ana, article):
    text = "In 2025 the city counted 7,000 ships. It was the most ever. "
    large = take_in(
        by=ana, drafts=tuple(Draft("body", text * 5) for _ in range(60)), facts=Facts(title="Large")
    )
    counts = []
    for address in (url(article, "article"), url(large, "article")):
        with CaptureQueriesContext(connection) as context:
            assert as_ana.get(address).status_code == 200
        counts.append(asked(context))
    assert counts[0] == counts[1] <= 6


def test_panel_reads_what_hangs_on_the_article_alone(as_ana, article):
    with CaptureQueriesContext(connection) as context:
        assert as_ana.get(url(article, "article-panel"), headers=HTMX).status_code == 200
    assert asked(context) <= 6
    assert not any('FROM "annotations_placement"' in query["sql"] for query in context.captured_queries)


def test_card_alone_for_htmx_and_in_its_page_otherwise(as_ana, article):
    address = url(article, "statement", at(article, "3.1").pk)
    part, page = as_ana.get(address, headers=HTMX), as_ana.get(address)
    assert part.content.lstrip().startswith(b"<aside")
    assert b"<!doctype html>" in page.content and b'id="card"' in page.content


def test_analyst_saves_a_verdict_and_goes_on(as_ana, article):
    row = at(article, "3.2")
    answer = as_ana.post(
        url(article, "statement-verification", row.pk),
        {"status": "misleading", "rationale": "By a third, not by half.", "base": ""},
        headers=HTMX,
    )
    body = answer.content.decode()
    assert answer.status_code == 200
    assert f'hx-get="{url(article, "statement", row.pk)}?next"' in body
    assert 'hx-swap-oob="true"' in body and "catch" in body
    assert at(article, "3.2").review_state == "ready"
    following = as_ana.get(url(article, "statement", row.pk), {"next": ""}, headers=HTMX)
    assert following["HX-Push-Url"] == url(article, "statement", at(article, "3.3").pk)


def test_a_save_costs_seven_statements_besides_session_and_user(as_ana, article):
    address = url(article, "statement-verification", at(article, "3.2").pk)
    with CaptureQueriesContext(connection) as context:
        as_ana.post(
            address,
            {"status": "misleading", "rationale": "By a third.", "base": ""},
            headers=HTMX,
        )
    assert asked(context) <= 7, [q["sql"][:150] for q in context]


def test_incomplete_verdict_says_what_is_missing(as_ana, article):
    row = at(article, "3.2")
    data = {"status": "supported", "rationale": "The table says so.", "stay": "1"}
    body = as_ana.post(url(article, "statement-verification", row.pk), data, headers=HTMX).content.decode()
    assert "a citation that supports it" in body
    assert at(article, "3.2").review_state == "open"


def test_verdict_that_another_gave_meanwhile_shows_both_texts(as_ana, article, tomas):
    from annotations.services.verifying import verify

    verify(at(article, "3.2"), by=tomas, status="contradicted", rationale="The log says otherwise.")
    answer = as_ana.post(
        url(article, "statement-verification", at(article, "3.2").pk),
        {"status": "misleading", "rationale": "My careful words.", "base": ""},
        headers=HTMX,
    )
    assert answer.status_code == 409
    card, _, outside = answer.content.decode().partition("</aside>")
    assert "My careful words." in card and card.count("The log says otherwise.") == 1
    assert "Tomás changed this at" in card and "(“3.2: Contradicted”)" in card
    assert "The log says otherwise." in outside  # the text shows meanwhile's verdict too
    assert at(article, "3.2").status == "contradicted"


def test_source_is_made_on_the_spot_and_cited(as_ana, article):
    row = at(article, "3.1")
    data = {
        "find": "https://example.org/gate-statistics?utm_source=x", "title": "Gate statistics", "stance": "supports",
        "passage": "Total containers cleared: 75,118", "locator": "table 4",
    }  # fmt: skip
    assert as_ana.post(url(article, "statement-citations", row.pk), data, headers=HTMX).status_code == 200
    cited = Citation.objects.get(statement=row)
    assert (cited.source.title, cited.source.url_key, cited.passage.locator) == (
        "Gate statistics", "example.org/gate-statistics", "table 4",
    )  # fmt: skip


def test_one_source_for_many_statements_is_one_act(as_ana, article):
    ids = [at(article, label).pk for label in ("3.1", "3.2", "3.3")]
    data = {"statement": ids, "find": "The briefing", "stance": "supports", "passage": "All of it."}
    answer = as_ana.post(url(article, "selection-citations"), data)
    assert answer.status_code == 302
    assert Citation.objects.filter(statement_id__in=ids).count() == 3
    assert Citation.objects.values("passage").distinct().count() == 1


def test_one_source_for_many_is_found_first_and_kept_when_refused(as_ana, article, ana):
    known = make_source(by=ana, title="The briefing")
    there, data = url(article, "selection-citations"), {"statement": at(article, "3.1").pk, "find": "brief"}
    found = as_ana.post(there, data | {"stance": "supports", "search": "1"})
    assert found.status_code == 200 and f'value="{known.pk}"' in found.content.decode()
    assert not Citation.objects.exists()
    refused = as_ana.post(there, data | {"source": known.pk})
    assert refused.status_code == 422
    assert f'name="source" value="{known.pk}"' in refused.content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("statement-citations", {"stance": "supports"}),
        ("statement-citations", {"stance": "supports", "source": "9" * 5000}),  # more than Python reads
        ("statement-counterpoints", {"text": ""}),
        ("statement-flags", {"reason": "other"}),
        ("statement-notes", {"text": " "}),
        ("statement-split", {"at": "0"}),
        ("statement-split", {}),
        ("statement-verification", {"status": "nonsense"}),
        ("statement-facts", {"kind": "fact"}),
        ("statement-leave-out", {"why": ""}),
        ("statement-verification", {"status": "supported", "rationale": "a\0b"}),
    ],
)
def test_bad_input_is_refused_in_words_and_kept(as_ana, article, name, data):
    for headers in (HTMX, {}):
        answer = as_ana.post(url(article, name, at(article, "3.1").pk), data, headers=headers)
        assert answer.status_code == 422, name
        assert b"errorlist" in answer.content or b"errors" in answer.content


def test_without_javascript_a_form_redirects_to_its_statement(as_ana, article):
    row = at(article, "3.1")
    answer = as_ana.post(
        url(article, "statement-flags", row.pk), {"reason": "figure_differs", "is_blocking": "on"}
    )
    assert answer.status_code == 302
    assert answer["Location"] == url(article, "statement", row.pk) + "#flags"
    assert Flag.objects.get().is_blocking


def test_merged_statement_leads_to_the_one_that_took_it(as_ana, article):
    first, second = at(article, "3.2"), at(article, "3.3")
    as_ana.post(url(article, "statement-merge", first.pk), headers=HTMX)
    assert as_ana.get(url(article, "statement", second.pk))["Location"] == url(article, "statement", first.pk)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("statement-notes", {"text": "Look at the annex."}),
        ("statement-flags", {"reason": "no_source"}),
        ("statement-facts", {"kind": "fact", "checked_so": "on", "plain": "As I said."}),
        ("statement-verification", {"status": "not_claim"}),
        ("statement-unchecked", {}),
    ],
)
def test_what_was_meant_for_a_merged_statement_is_not_done_to_the_other(as_ana, article, ana, name, form):
    gone = at(article, "3.3")
    took = merge(at(article, "3.2"), gone, by=ana)
    seq = took.article.seq
    answer = as_ana.post(url(article, name, gone.pk), form, headers=HTMX)
    assert answer.status_code == 409
    assert "This was merged into 3.2–3.3 meanwhile." in answer.content.decode()
    article.refresh_from_db()
    assert article.seq == seq
    if name != "statement-unchecked":
        assert "3.2–3.3" in as_ana.get(url(article, name, gone.pk)).content.decode()
        assert as_ana.get(url(article, name, gone.pk), headers=HTMX).status_code == 409


def test_leader_tells_who_shows_its_verdict(as_ana, article, ana):
    follow(at(article, "3.2"), at(article, "3.1"), by=ana)
    card = as_ana.get(url(article, "statement", at(article, "3.1").pk), headers=HTMX).content.decode()
    assert "Repeated in" in card and ">3.2</a>" in card


def test_what_was_sent_back_waits_again_once_its_flags_are_settled(as_ana, article, ana, rosa):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="Half of it is left out.")
    ask_for_changes(
        at(article, "3.1"), by=rosa, reasons=["no_source", "weak_source"], note="One source more."
    )
    card = as_ana.get(url(article, "statement", at(article, "3.1").pk), headers=HTMX).content.decode()
    said = "Sent back by Rosa: No source, Weak source only. “<bdi>One source more.</bdi>”"
    assert f'{said} Settle <a href="#flags">the flags</a>' in card
    for state, flag in zip(("sent_back", "ready"), Flag.objects.order_by("pk"), strict=True):
        form = {"outcome": "fixed", "version": flag.version}
        as_ana.post(url(article, "flag-settle", flag.pk), form, headers=HTMX)
        assert at(article, "3.1").review_state == state


def test_every_part_of_card_and_panel_opens(as_ana, article):
    row = at(article, "3.1")
    parts = "facts verification citations counterpoints flags links notes split merge ends leave-out history"
    for name in parts.split():
        assert as_ana.get(url(article, f"statement-{name}", row.pk)).status_code == 200, name
    for name in ("article-table", "article-panel", "kinds", "article-facts", "article-summary"):
        assert as_ana.get(url(article, name)).status_code == 200, name
    for name in (
        "selection-claimant",
        "selection-citations",
        "selection-kind",
        "selection-verdict",
        "selection-leave-out",
    ):
        assert as_ana.get(url(article, name), {"statement": row.pk}).status_code == 200, name
    paragraph = article.revision.paragraphs.first()
    assert as_ana.get(url(article, "paragraph", paragraph.pk)).status_code == 200


def test_filter_is_an_address_and_says_when_it_is_empty(as_ana, article):
    page = as_ana.get(url(article, "article"), {"status": "misleading"}).content.decode()
    assert "No misleading statements here." in page and "Show all 8" in page


def test_viewer_reads_but_may_not_change(client, article, lea):
    client.force_login(lea.person)
    row = at(article, "3.1")
    page = client.get(url(article, "statement", row.pk))
    assert b"As viewer you cannot" in page.content
    assert b"next unfinished" in page.content and b"pick a verdict" not in page.content  # the keys
    answer = client.post(url(article, "statement-flags", row.pk), {"reason": "figure_differs"})
    assert answer.status_code == 403 and b"Ana can" in answer.content


def test_foreign_desk_is_not_there(client, article, otto):
    client.force_login(otto.person)
    assert client.get(url(article, "article")).status_code == 404


def test_words_in_no_statement_lead_to_where_one_is_made_of_them(as_ana, article):
    statement = at(article, "3.1")
    end = statement.text.index(" averaging")
    as_ana.post(url(article, "statement-ends", statement.pk), {"start": 0, "end": end, "version": 1})
    paragraph = statement.placements.first().paragraph_id
    assert f"paragraphs/{paragraph}/#gaps" in as_ana.get(url(article, "article")).content.decode()
    page = as_ana.get(url(article, "paragraph", paragraph))
    ((start, stop, words),) = page.context["gaps"]
    as_ana.post(url(article, "gap", paragraph), {"start": start, "end": stop, "quote": words})
    assert at(article, "3.4").text == words == "averaging more than 200 a day."


def test_offsets_that_disagree_with_their_quote_are_refused_outside_a_form(as_ana, article):
    paragraph = at(article, "3.1").placements.get().paragraph_id
    data = {"start": 0, "end": 5, "quote": "other words"}
    answer = as_ana.post(url(article, "gap", paragraph), data, headers=HTMX)
    assert answer.status_code == 422 and answer["HX-Retarget"] == "#notice"
    assert "do not match" in answer.content.decode()


def test_stale_facts_show_what_is_there_now_and_can_be_sent_again(as_ana, article, tomas):
    from annotations.services.statements import change_statement

    change_statement(at(article, "3.1"), by=tomas, plain="The authority cleared 75,000.")
    form = {"kind": "quantity", "checked_so": "on", "plain": "My own words.", "version": "1"}
    address = url(article, "statement-facts", at(article, "3.1").pk)
    answer = as_ana.post(address, form, headers=HTMX)
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "My own words." in body and "The authority cleared 75,000." in body and "Tomás" in body
    assert as_ana.post(address, form | {"version": "2"}, headers=HTMX).status_code == 200
    assert at(article, "3.1").plain == "My own words."


def test_undo_without_javascript_leads_back_to_the_page_it_was_pressed_on(as_ana, article):
    as_ana.post(url(article, "statement-notes", at(article, "3.1").pk), {"text": "Look at the annex."})
    here = url(article, "article") + "?flagged=1"
    assert f'name="back" value="{here}"' in as_ana.get(here).content.decode()
    address = reverse("deed-undo", args=[article.desk.slug, article.deeds.order_by("-seq").first().pk])
    assert as_ana.post(address, {"back": here})["Location"] == here
    second = reverse("deed-undo", args=[article.desk.slug, article.deeds.order_by("-seq").first().pk])
    assert as_ana.post(second, {"back": "https://elsewhere.example/"})["Location"] == url(article, "article")


def test_undo_on_the_card_of_a_part_shows_the_whole_again(as_ana, article):
    row = at(article, "3.1")
    as_ana.post(url(article, "statement-split", row.pk), {"at": row.text.index("averaging"), "version": 1})
    deed = article.deeds.order_by("-seq").first()
    answer = as_ana.post(
        reverse("deed-undo", args=[article.desk.slug, deed.pk]),
        {"back": url(article, "statement", at(article, "3.1b").pk)},
    )
    assert answer["Location"] == url(article, "statement", row.pk)


def test_undo_on_the_card_of_what_is_gone_shows_the_text(as_ana, article):
    row = at(article, "3.1")
    as_ana.post(
        url(article, "statement-ends", row.pk),
        {"start": 0, "end": row.text.index(" averaging"), "version": 1},
    )
    paragraph = row.placements.first().paragraph_id
    ((start, end, words),) = as_ana.get(url(article, "paragraph", paragraph)).context["gaps"]
    as_ana.post(url(article, "gap", paragraph), {"start": start, "end": end, "quote": words})
    deed = article.deeds.order_by("-seq").first()
    answer = as_ana.post(
        reverse("deed-undo", args=[article.desk.slug, deed.pk]),
        {"back": url(article, "statement", at(article, "3.4").pk)},
    )
    assert answer["Location"] == url(article, "article")


def test_conflict_names_the_deed_that_came_between(as_ana, article, tomas):
    row = at(article, "3.1")
    split(row, by=tomas, at=row.text.index("averaging"))
    form = {"kind": "quantity", "checked_so": "on", "plain": "My own words.", "version": "1"}
    answer = as_ana.post(url(article, "statement-facts", row.pk), form, headers=HTMX)
    body = answer.content.decode()
    assert answer.status_code == 409 and "Tomás changed this at" in body and "(“Split 3.1”)" in body
    assert f'id="s{at(article, "3.1b").pk}"' in body


def test_last_source_again_is_ones_own_that_still_stands(as_ana, article, ana, tomas):
    gate, wire, theirs = (make_source(by=ana, title=title) for title in ("Gate", "Wire", "Theirs"))
    ids = [at(article, "3.2").pk]
    cite(article, ids, by=ana, source=gate, stance="supports")
    (gone,) = cite(article, ids, by=ana, source=wire, stance="supports")
    withdraw_citation(gone, by=ana)
    cite(article, ids, by=tomas, source=theirs, stance="supports")
    address = url(article, "statement-citations", at(article, "3.1").pk)
    for headers in (HTMX, {}):
        page = as_ana.get(address, {"again": "1"}, headers=headers).content.decode()
        assert f'name="source" value="{gate.pk}"' in page


def test_source_that_was_chosen_is_kept_when_refused_without_javascript(as_ana, article, ana):
    gate = make_source(by=ana, title="Gate")
    address = url(article, "statement-citations", at(article, "3.1").pk)
    answer = as_ana.post(address, {"source": gate.pk, "stance": "nonsense"})
    assert answer.status_code == 422
    assert f'name="source" value="{gate.pk}"' in answer.content.decode()
