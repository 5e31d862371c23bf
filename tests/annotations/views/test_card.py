"""The card: where saving leads, what is chosen beforehand, what is left to choose."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.models import Flag, Relation
from annotations.scale import mark_of
from annotations.services.counterpoints import counter
from annotations.services.evidence import cite, cite_for_counterpoint, withdraw_citation
from annotations.services.flags import raise_flag
from annotations.services.merging import merge_source
from annotations.services.notes import add_note
from annotations.services.reviewing import ask_for_changes
from annotations.services.sources import make_source, withdraw_source
from annotations.services.statements import change_statement, confirm_kinds, follow
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from tests.annotations.views.test_workspace import HTMX, url
from tests.cast import at, taken_in


def card(client, article, label, name="statement", **query) -> str:
    return client.get(url(article, name, at(article, label).pk), query, headers=HTMX).content.decode()


def test_button_says_where_it_goes_on_to_what_is_not_done(as_ana, article, ana):
    assert "Save, then 3.2" in card(as_ana, article, "3.1")
    verify(at(article, "3.2"), by=ana, status="not_claim")
    follow(at(article, "3.3"), at(article, "2.1"), by=ana)
    assert "Save, then 4.1" in card(as_ana, article, "3.1")
    assert 'id="card" aria-label="Statement 4.1"' in card(as_ana, article, "3.1", next="")
    form = {"status": "no_evidence", "rationale": "Nobody counted."}
    there = at(article, "4.1")
    answer = as_ana.post(url(article, "statement-verification", at(article, "3.1").pk), form)
    assert answer.url == url(article, "statement", there.pk) + f"#s{there.pk}"


def test_button_leads_to_what_lacks_something_or_was_sent_back(as_ana, article, ana, rosa):
    for label in ("3.2", "3.3"):
        verify(at(article, label), by=ana, status="not_claim")
    verify(at(article, "4.1"), by=ana, status="supported", rationale="The briefing says so.")  # it cites none
    assert "Save, then 4.1" in card(as_ana, article, "3.1")
    ask_for_changes(at(article, "3.3"), by=rosa, reasons=["no_source"], note="It is a claim.")
    assert "Save, then 3.3" in card(as_ana, article, "3.1")


def test_nothing_is_flagged_or_linked_unless_chosen(as_ana, article):
    row = at(article, "3.1")
    refused = as_ana.post(url(article, "statement-flags", row.pk), {"reason": ""}, headers=HTMX)
    assert refused.status_code == 422 and "Choose a reason from the list." in refused.content.decode()
    refused = as_ana.post(
        url(article, "statement-links", row.pk), {"kind": "leans_on", "find": ""}, headers=HTMX
    )
    assert refused.status_code == 422 and "Choose the other statement." in refused.content.decode()
    assert not Flag.objects.exists() and not Relation.objects.exists()


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("3.2", ["3.2"]), ("3.", ["3.2", "3.3"]), ("4", ["4.1", "4.2"]), ("SHOULD not", ["4.1"]), ("3.1", []),
        ("5.1", []), ("sign up", []), ("", []), ("%", []), ("\u200b", []),
    ],
)  # fmt: skip
def test_statement_to_link_to_is_found_as_one_types(as_ana, article, typed, labels):
    """By its number or its words; not itself, nor what is left out."""
    page = as_ana.get(
        url(article, "statement-others", at(article, "3.1").pk), {"find": typed}
    ).content.decode()
    assert re.findall(r"<b>([^<]*)</b>", page) == labels
    assert (" checked" in page) == (typed == "3.2")


def test_link_is_made_by_number_or_by_choosing_among_what_the_words_fit(as_ana, article):
    row, other = at(article, "3.1"), at(article, "3.3")
    address, link = url(article, "statement-links", row.pk), {"kind": "leans_on"}
    for typed, told in (
        ("lighthouse", "No other statement of this article fits “lighthouse”."),
        ("3", "Which one"),
    ):
        refused = as_ana.post(address, link | {"find": typed}, headers=HTMX)
        assert refused.status_code == 422 and told in refused.content.decode()
    assert f'name="chosen" value="{other.pk}"' in refused.content.decode()
    assert 'name="asked" value="3"' in refused.content.decode()
    stale = as_ana.post(address, link | {"find": "4", "asked": "3", "chosen": other.pk}, headers=HTMX)
    assert stale.status_code == 422 and not Relation.objects.exists()
    as_ana.post(address, link | {"find": "3", "asked": "3", "chosen": other.pk}, headers=HTMX)
    as_ana.post(address, link | {"find": " 3.2 "}, headers=HTMX)
    assert list(Relation.objects.order_by("pk").values_list("a__label", "b__label")) == [
        ("3.1", "3.3"), ("3.1", "3.2"),
    ]  # fmt: skip


def test_reasons_say_whose_matter_they_are(as_ana, article):
    form = card(as_ana, article, "3.1", "statement-flags")
    assert "No source (our work)" in form and ">Figure differs<" in form


def test_overstated_is_not_said_before_the_direction_is():
    assert [mark_of("misstated", detail, "").glyph for detail in ("", "over", "under")] == [
        "either",
        "up",
        "down",
    ]


def test_opinions_with_a_figure_or_a_verdict_are_looked_at_twice(as_ana, article, ana):
    row, other = at(article, "3.1"), at(article, "2.1")
    type(row).objects.filter(pk=row.pk).update(kind="opinion", kind_rules="a figure, interprets")
    type(row).objects.filter(pk=other.pk).update(kind="opinion", kind_rules="interprets")
    page = as_ana.get(url(article, "kinds"), {"kind": "opinion"}).content.decode()
    assert f'value="{other.pk}" checked' in page and f'value="{row.pk}" checked' not in page
    verify(other, by=ana, status="misleading", rationale="It leaves half of it out.")
    page = as_ana.get(url(article, "kinds"), {"kind": "opinion"}).content.decode()
    assert f'value="{other.pk}"' in page and f'value="{other.pk}" checked' not in page


def test_filter_says_in_words_what_is_not_there(as_ana, article):
    page = as_ana.get(url(article, "article"), {"q": "lighthouse"}).content.decode()
    assert "No statements with “lighthouse” here." in page
    page = as_ana.get(url(article, "article"), {"q": "berth"}).content.decode()
    assert "1 statement with “berth”, in its paragraph." in page


def test_filter_counts_and_marks_what_it_found_among_the_words_around(as_ana, article):
    page = as_ana.get(url(article, "article"), {"q": "THE"}).content.decode()
    assert "7 statements with “THE”, in their paragraphs." in page
    hits = [int(pk) for pk in re.findall(r'<a class="s \w+ hit" id="s(\d+)"', page)]
    assert hits == [at(article, label).pk for label in "1.1 2.1 2.2 3.1 3.2 3.3 4.2".split()]
    assert page.count(", found</span>") == len(hits) and f'id="s{at(article, "4.1").pk}"' in page
    assert " hit" not in as_ana.get(url(article, "article")).content.decode().partition("<main")[2]


def test_viewer_reads_the_summary_as_text_and_selects_nothing(client, article, lea):
    client.force_login(lea.person)
    assert 'id="selection"' not in client.get(url(article, "article")).content.decode()
    panel = client.get(url(article, "article-panel")).content.decode()
    assert "No summary yet." in panel and 'name="summary"' not in panel


def test_source_that_was_named_exactly_is_chosen(as_ana, article, ana):
    gate = make_source(by=ana, title="Gate statistics", url="https://example.org/gate")
    make_source(by=ana, title="Gate statistics of 2024")

    def chosen(words):
        found = as_ana.get(
            reverse("sources-found", args=[article.desk.slug]), {"find": words}
        ).content.decode()
        return re.findall(r'value="(\d*)" checked', found)

    assert chosen("gate statistics") == [str(gate.pk)]
    assert chosen("https://example.org/gate?utm_source=x") == [str(gate.pk)]
    assert chosen("gate stat") == [""]
    for year in range(2010, 2020):
        make_source(by=ana, title=f"Gate statistics of {year}")
    assert chosen(" Gate\xa0 statistics ") == [str(gate.pk)]  # however many are newer
    make_source(by=ana, title="Gate statistics", url="https://example.org/second")
    assert chosen("Gate statistics") == [""]


def test_who_is_faster_than_the_offer_means_the_known_source(as_ana, article, tomas):
    gate = make_source(by=tomas, title="Gate statistics")
    there, sent = url(article, "statement-citations", at(article, "3.1").pk), {"stance": "supports"}
    as_ana.post(there, sent | {"find": "gate statistics"}, headers=HTMX)
    assert at(article, "3.1").citations.get().source == gate
    unlike = sent | {"find": "Gate statistics", "source": ""}  # offered, and not taken
    again = as_ana.post(there, unlike | {"stance": ""}, headers=HTMX)
    assert again.status_code == 422 and 'value="" checked> None of these' in again.content.decode()
    as_ana.post(there, unlike, headers=HTMX)
    assert at(article, "3.1").citations.exclude(source=gate).get().source.title == "Gate statistics"


@pytest.mark.parametrize("many", [False, True])
def test_another_title_for_a_known_work_is_not_dropped(as_ana, article, ana, many):
    gate = make_source(by=ana, title="Gate statistics", url="https://example.org/gate")
    row = at(article, "3.1")
    there = url(article, "selection-citations") if many else url(article, "statement-citations", row.pk)
    sent = {"statement": row.pk, "find": gate.url, "stance": "supports", "passage": "All of it."}
    for source in ({}, {"source": gate.pk}, {"source": ""}):
        refused = as_ana.post(there, sent | source | {"title": "Port yearbook"})
        shown = refused.content.decode()
        assert refused.status_code == 422 and "knows this work as “Gate statistics”" in shown
        assert 'value="Port yearbook"' in shown and f'value="{gate.url}"' in shown and "All of it." in shown
    assert not row.citations.exists()
    assert as_ana.post(there, sent | {"title": "Gate Statistics"}).status_code == 302
    assert row.citations.get().source == gate


def test_an_address_without_its_scheme_names_one_work(as_ana, article):
    row = at(article, "3.1")
    there, sent = url(article, "statement-citations", row.pk), {"stance": "supports", "passage": "All of it."}
    refused = as_ana.post(there, sent | {"find": "Reyes 2024", "title": "Statistik"}, headers=HTMX)
    shown = refused.content.decode()
    assert refused.status_code == 422 and "“Reyes 2024” is no address, DOI or ISBN." in shown
    assert all(f'value="{typed}"' in shown for typed in ("Reyes 2024", "Statistik")) and "All of it." in shown
    as_ana.post(there, sent | {"find": "www.example.org/statistik", "title": "Statistik"}, headers=HTMX)
    as_ana.post(there, sent | {"find": "https://example.org/statistik", "passage": "Page 2."}, headers=HTMX)
    assert {cited.source.url for cited in row.citations.all()} == {"https://www.example.org/statistik"}
    assert row.citations.count() == 2


def test_who_chose_a_source_that_is_merged_meanwhile_cites_what_took_it(as_ana, article, ana, gate, yearbook):
    merge_source(gate, yearbook, by=ana)
    there = url(article, "statement-citations", at(article, "3.1").pk)
    sent = {"stance": "supports", "source": gate.pk, "passage": "All of it."}
    held = as_ana.post(there, sent | {"stance": ""}, headers=HTMX)
    assert held.status_code == 422 and "<b>Yearbook 2025</b>" in held.content.decode()
    assert as_ana.post(there, sent).status_code == 302
    assert article.citations.get().source == yearbook
    withdraw_citation(article.citations.get(), by=ana)
    withdraw_source(yearbook, by=ana)
    gone = as_ana.post(there, sent, headers=HTMX)
    assert gone.status_code == 422 and "<b>Yearbook 2025</b>" not in gone.content.decode()


def test_another_source_for_many_keeps_what_was_typed(as_ana, article, ana):
    gate = make_source(by=ana, title="Gate statistics")
    there, sent = (
        url(article, "selection-citations") + "?in=table",
        {"statement": at(article, "3.1").pk, "source": gate.pk, "passage": "All of it.", "stance": "context"},
    )
    held = as_ana.post(there, sent | {"stance": ""}).content.decode()
    assert '<button class="quiet" type="submit" name="search" value="another">Another source' in held
    asked = as_ana.post(there, sent | {"search": "another"})
    shown = asked.content.decode()
    assert asked.status_code == 200 and "All of it." in shown and "errorlist" not in shown
    assert 'id="id_find" value=""' in shown and re.search(r'value="context"[^>]* checked', shown)
    assert not article.citations.exists()


def test_one_source_for_many_takes_a_passage_of_its_own_for_some(as_ana, article):
    rows = [at(article, label) for label in ("3.1", "3.2", "3.3")]
    there = url(article, "selection-citations")
    sent = {"statement": [row.pk for row in rows], "stance": "supports", "locator": "p. 2"}
    sent |= {"passage": "All of it.", f"passage-{rows[1].pk}": "They wait 40 minutes."}
    refused = as_ana.post(there, sent).content.decode()  # no source is named
    assert (
        "<details open><summary>A passage of its own" in refused
        and ">\nThey wait 40 minutes.</text" in refused
    )
    as_ana.post(there, sent | {"find": "The briefing"})
    cited = article.citations.order_by("statement__reading_order").select_related("passage")
    told = [(row.passage.text, row.passage.locator) for row in cited]
    assert told == [("All of it.", "p. 2"), ("They wait 40 minutes.", "p. 2"), ("All of it.", "p. 2")]
    assert article.deeds.filter(verb="cite").count() == 1
    assert "A passage of its own" not in as_ana.get(there, {"statement": rows[0].pk}).content.decode()


@pytest.mark.parametrize(
    ("words", "found", "told"),
    [
        ("base", ["unit_or_base"], "1 reason: “Unit, period or base missing or mixed” is chosen."),
        ("Headline BEYOND", ["headline"], "1 reason: “Headline goes beyond the text” is chosen."),
        (
            "our work source",
            ["no_source", "weak_source", "source_closed"],
            "3 reasons: “No source (our work)” is chosen.",
        ),
        ("zeppelin", [""], "0 reasons."),
    ],
)
def test_reasons_of_a_flag_are_found_by_any_part_of_their_words(as_ana, article, words, found, told):
    at_statement, at_article = (
        card(as_ana, article, "3.1", "statement-flags", find=words),
        as_ana.get(url(article, "article-flags"), {"find": words}, headers=HTMX).content.decode(),
    )
    for form in (at_statement, at_article):
        reasons = form.partition('id="reasons"')[2].partition("</div></div>")[0].partition("</select>")
        assert re.findall(r'<option value="(\w*)"', reasons[0]) == found
        assert told in reasons[2] and "autofocus" not in reasons[0]


def test_what_was_left_unticked_is_not_ticked_again(as_ana, article, ana):
    ids = [row.pk for row in article.statements.order_by("reading_order")[:3]]
    article.statements.filter(pk__in=ids).update(kind="opinion", kind_rules="", kind_confirmed=False)
    page = url(article, "kinds")
    assert as_ana.get(page).context["ticked"] >= set(ids)
    as_ana.post(page, {"statement": ids[1:]})
    left = as_ana.get(page).context
    assert ids[0] in {row.pk for row in left["several"]} and ids[0] not in left["ticked"]
    undo(article.deeds.latest("seq"), by=ana)
    assert as_ana.get(page).context["ticked"] >= set(ids)
    undo(article.deeds.latest("seq"), by=ana)  # done again
    assert ids[0] not in as_ana.get(page).context["ticked"]


def test_who_confirms_some_elsewhere_has_not_declined_the_others(as_ana, article, ana):
    ids = [row.pk for row in article.statements.order_by("reading_order")[:3]]
    article.statements.filter(pk__in=ids).update(kind="opinion", kind_rules="", kind_confirmed=False)
    article.statements.filter(pk=ids[2]).update(kind="not_claim")
    confirm_kinds(article, {ids[0]: "opinion"}, by=ana)  # as the API does
    as_ana.post(url(article, "kinds") + "?kind=not_claim", {"statement": ids[2]})
    assert ids[1] in as_ana.get(url(article, "kinds")).context["ticked"]


@pytest.mark.parametrize(
    "act", [f"selection-{name}" for name in ("claimant", "citations", "kind", "verdict", "leave-out")]
)
def test_what_is_done_to_several_shows_the_whole_of_each(as_ana, ana, act):
    words = (
        "The port counted 75,000 containers "
        + "and then some more " * 10
        + "at the gate by the old law court."
    )
    article = taken_in(ana, [("body", f"{words} It rained.")], title="Counted")
    page = as_ana.get(url(article, act), {"statement": [at(article, "1.1").pk, at(article, "1.2").pk]})
    assert f'<bdi lang="en">{words}</bdi>' in page.content.decode()


def test_what_was_said_in_another_year_says_which(as_ana, article, ana, monkeypatch):
    source = make_source(by=ana, title="The log")

    def say(label):
        row = at(article, label)
        cite(article, [row.pk], by=ana, source=source, stance="supports")
        counter(article, by=ana, text="It never closed.", statement=row)
        raise_flag(article, by=ana, reason="no_source", statement=row)
        add_note(article, by=ana, text="Ring them.", statement=row)

    say("3.2")
    assert "Ana, today" in card(as_ana, article, "3.2")
    with monkeypatch.context() as then:
        then.setattr(timezone, "now", lambda: datetime(2024, 1, 9, 12, tzinfo=UTC))
        say("3.1")
    assert card(as_ana, article, "3.1").count("9 January 2024") >= 4


def test_citation_of_a_counterpoint_says_whom_it_supports(as_ana, article, ana):
    row = at(article, "3.2")
    point = counter(article, by=ana, text="It never closed.\nNot for a day.", statement=row)
    cite_for_counterpoint(point, by=ana, source=make_source(by=ana, title="The log"))
    card = as_ana.get(url(article, "statement", row.pk), headers=HTMX).content.decode()
    assert "Supports the counterpoint." in card and "Supports.</b>" not in card
    form = as_ana.get(url(article, "counterpoint-citations", point.pk), headers=HTMX).content.decode()
    assert "What does it do to the counterpoint?" in form


def test_acts_stand_apart_and_a_source_leads_to_its_page(as_ana, article, ana, house):
    """The byline of a counterpoint or a note is one thing, what to do about it another."""
    add_note(article, by=ana, text="Asked twice.", statement=house.statement)
    page = card(as_ana, article, house.statement.label)
    for kind in ("cite", "counter", "note-text"):
        foot = re.search(rf'class="{kind}[ "].*?<p class="foot">(.*?)</p>', page, re.DOTALL)[1]
        assert re.search(r'<span class="acts">.*Remove', foot, re.DOTALL), kind
    there = reverse("source", args=[article.desk.slug, house.source.pk])
    assert f'<a href="{there}"><bdi>Gate statistics</bdi></a>' in page


def test_citation_of_a_counterpoint_is_corrected_where_it_stands(as_ana, article, ana):
    row = at(article, "3.2")
    counter(article, by=ana, text="It is too early.", statement=row)
    point = counter(article, by=ana, text="It never closed.", statement=row)
    cited = cite_for_counterpoint(point, by=ana, source=make_source(by=ana, title="The log"))
    for name, pk in (("citation", cited.pk), ("counterpoint-citations", point.pk)):
        form = as_ana.get(url(article, name, pk), headers=HTMX).content.decode()
        evidence, _, points = form.partition('id="counterpoints"')
        asks = points.index("What does it do to the counterpoint?")
        assert points.index(f'id="counterpoint-{point.pk}"') < points.index("For the counterpoint “") < asks
        assert "cite-form" not in evidence and "No evidence yet." in evidence and form.count("cite-form") == 1
    changing = as_ana.get(url(article, "citation", cited.pk), headers=HTMX).content.decode()
    assert reverse("source-change", args=[article.desk.slug, cited.source_id]) in changing


@pytest.mark.parametrize(
    ("name", "sent", "refusal"),
    [
        (
            "citations",
            {"find": "Port yearbook", "stance": "supports", "passage": "75,118"},
            "3.1 already has this citation of yours",
        ),
        (
            "counterpoints",
            {"text": "Not in winter.", "kind": "plain"},
            "You already added this counterpoint here",
        ),
        ("notes", {"text": "Ring them."}, "You already added this note here"),
        ("flags", {"reason": "no_source", "is_blocking": "on"}, "You already raised this flag here"),
    ],
)
def test_form_that_is_sent_twice_says_so_where_it_stands(as_ana, article, name, sent, refusal):
    there = url(article, f"statement-{name}", at(article, "3.1").pk)
    assert as_ana.post(there, sent).status_code == 302
    again = as_ana.post(there, sent)
    assert again.status_code == 422 and again.content.decode().count(refusal) == 1


def test_what_was_checked_only_for_having_been_said_says_so_at_its_head(as_ana, article, ana):
    change_statement(at(article, "3.1"), by=ana, checked_said=True, checked_so=False)
    verify(at(article, "3.1"), by=ana, status="supported", rationale="She said so.")
    follow(at(article, "1.1"), at(article, "3.1"), by=ana)
    for label in ("3.1", "1.1"):
        assert "<b>Supported (that it was said)</b> · " in card(as_ana, article, label)
