"""The list of all statements finds what was said, where it is flagged, in any article of the desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.lists import DeskStatementFilter
from annotations.models import Statement
from annotations.paging import page_after, planned_anew
from annotations.reading.statement_list import listed
from annotations.services.articles import withdraw_article
from annotations.services.claimants import make_claimant
from annotations.services.cutting import merge, split
from annotations.services.flags import raise_flag, settle_flag
from annotations.services.reviewing import approve, ask_for_changes, take_for_review
from annotations.services.statements import change_statement, follow, leave_out, set_claimant
from annotations.services.verifying import verify
from articles.models import Scale
from tests.cast import at, taken_in

FERRY = (("body", "The ferry took 4,321 cars. Its captain is content."),)


@pytest.fixture
def ferry(article, ana):
    """A second article, younger than the first."""
    return taken_in(ana, FERRY, title="Ferry cuts cost the islands")


def lines(by, **query):
    wanted = DeskStatementFilter.of(query)
    page = page_after(wanted.rows(by).values("id"), wanted.order, by=by, after=query.get("after", ""))
    return listed([row["id"] for row in page.rows])


def labels(by, **query):
    return [row.label for row in lines(by, **query)]


def shown(by, **query):
    (row,) = lines(by, **query)
    return row


@pytest.mark.parametrize("words", ["4,321\u200b", "4,\xad321", "took\xa04,321\u200f"])
def test_words_are_found_as_they_were_pasted(ferry, ana, words):
    assert labels(ana, q=words) == ["1.1"]


def test_newest_article_first_each_in_reading_order(article, ferry, ana):
    first = at(ferry, "1.1")
    split(first, by=ana, at=first.text.index(" took"))
    split(at(article, "3.2"), by=ana, at=7)
    told = [(row.title, row.label) for row in lines(ana)]
    assert told[:4] == [
        (ferry.title, "1.1a"),
        (ferry.title, "1.1b"),
        (ferry.title, "1.2"),
        (article.title, "1.1"),
    ]
    kept = Statement.objects.filter(article=article, left_out=False, withdrawn_at=None)
    assert [label for title, label in told[3:]] == list(
        kept.order_by("reading_order").values_list("label", flat=True)
    )
    assert told.index((article.title, "3.2b")) == told.index((article.title, "3.2a")) + 1


@pytest.mark.parametrize("query", [{}, {"flagged": "yes"}])
def test_one_reads_on_behind_what_was_merged_away_meanwhile(article, ana, query):
    for row in Statement.objects.filter(article=article):
        raise_flag(article, by=ana, reason="no_source", statement=row)
    page = labels(ana, **query)
    place = at(article, "3.2")
    merge(at(article, "3.1"), place, by=ana)
    behind = page[page.index("3.2") + 1 :]
    assert labels(ana, after=str(place.pk), **query) == behind
    assert len(behind) > 1


@pytest.mark.parametrize("words", ["ferry cars", "FERRY", "4,321", "cars. ferry", "erry t"])
def test_finds_the_words_of_the_text(ferry, ana, words):
    assert [row.text for row in lines(ana, q=words)] == ["The ferry took 4,321 cars."]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('"took 4,321 cars"', 1),
        ("“Took 4,321” ferry", 1),
        ('"cars took"', 0),
    ],
)
def test_a_quotation_is_found_as_it_stands(ferry, ana, words, found):
    assert len(lines(ana, q=words)) == found


def test_finds_plain_words(article, ferry, ana):
    change_statement(at(article, "3.2"), by=ana, plain="The queue at the port was 4 hours in 2024.")
    row = shown(ana, q="queue 2024")
    assert (row.label, row.plain) == ("3.2", "The queue at the port was 4 hours in 2024.")
    assert labels(ana, q="waiting 2024") == ["3.2"], "one word of the text, the other of the plain words"


@pytest.mark.parametrize(
    "words", ["%", "_", ".*", "(", "[", "a{2", "\\", "\\d", "***:x", "'); --", "zebra", "x" * 5000, "🚢"]
)
def test_words_are_no_patterns(ferry, ana, words):
    assert lines(ana, q=words) == []


def test_finds_in_any_script(article, ana):
    taken_in(ana, (("body", "港の混雑は終わった。"),), title="港")
    assert shown(ana, q="混雑").text == "港の混雑は終わった。"
    assert labels(ana, q="وزیرِ") == ["4.2"]


def test_flagged_is_what_has_an_open_flag_once(article, ferry, ana):
    raise_flag(ferry, by=ana, reason="headline")
    for reason in ("no_source", "weak_source"):
        raise_flag(article, by=ana, reason=reason, statement=at(article, "3.1"))
    settled = raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.2"))
    settle_flag(settled, by=ana, outcome="fixed")
    raise_flag(ferry, by=ana, reason="figure_differs", statement=at(ferry, "1.1"))
    assert [(row.title, row.label) for row in lines(ana, flagged="yes")] == [
        (ferry.title, "1.1"), (article.title, "3.1"),
    ]  # fmt: skip
    assert shown(ana, flagged="yes", q="containers").flags == ("No source", "Weak source only")


def test_narrows_by_verdict_kind_state(article, ferry, ana, rosa):
    verify(at(article, "3.2"), by=ana, status="misleading", rationale="One pier only.")
    verify(at(article, "2.1"), by=ana, status="not_claim")
    verify(at(article, "2.2"), by=ana, status="not_claim")
    verify(at(article, "4.1"), by=ana, status="not_claim")
    approve(at(article, "2.1"), by=rosa)
    ask_for_changes(at(article, "2.2"), by=rosa, reasons=["weak_source"])
    change_statement(at(article, "4.1"), by=ana, kind="opinion")
    assert labels(ana, status="misleading") == ["3.2"]
    assert labels(ana, state="approved") == ["2.1"]
    assert labels(ana, state="sent_back") == labels(ana, flagged="yes") == ["2.2"]
    assert labels(ana, status="not_claim", kind="opinion") == ["4.1"]
    assert labels(ana, status="nonsense", kind="nonsense", state="nonsense") == labels(ana)


def test_a_follower_shows_the_verdict_of_its_leader_which_alone_is_found_by_it(article, ana, rosa):
    follow(at(article, "1.1"), at(article, "3.2"), by=ana)
    verify(at(article, "3.2"), by=ana, status="misstated", detail="under", rationale="A third.")
    assert labels(ana, status="misstated") == ["3.2"]
    row = shown(ana, q="winning")
    assert (row.verdict, row.mark.glyph, row.state) == ("Understated", "down", "Same claim as 3.2")
    assert "1.1" not in labels(ana, status="unchecked")
    assert "1.1" not in labels(ana, state="open"), "its leader is ready"


def test_says_where_the_work_is(article, ana, rosa):
    verify(at(article, "2.1"), by=ana, status="not_claim")
    assert shown(ana, q="figure of speech").state == "Ready for review"
    take_for_review(at(article, "2.1"), by=rosa)
    assert shown(ana, q="figure of speech").state == "With Rosa"
    approve(at(article, "2.1"), by=rosa)
    change_statement(at(article, "2.1"), by=ana, plain="Nobody counted, and nobody said so")
    assert shown(ana, q="figure of speech").state == "Changed since approval"
    take_for_review(at(article, "2.1"), by=rosa)
    assert shown(ana, q="figure of speech").state == "With Rosa", "as the rail of Review says"
    leave_out(article, [at(article, "2.2").pk], by=ana, why="a picture")
    assert shown(ana, q="kitchens").state == "Left out (a picture)"
    assert "2.2" not in labels(ana, state="open")
    assert labels(ana, status="unchecked", q="kitchens") == []


def test_says_who_says_it(article, ana):
    set_claimant(article, [at(article, "3.1").pk], by=ana, claimant=make_claimant(by=ana, name="The harbour"))
    change_statement(at(article, "3.2"), by=ana, claimant_unclear=True)
    assert shown(ana, q="75,000").said_by == "The harbour"
    assert [shown(ana, q=words).is_unclear for words in ("75,000", "waiting times")] == [False, True]


def test_verdict_is_in_the_words_of_the_articles_own_scale(article, ferry, ana):
    own = Scale.objects.create(desk_id=ana.desk_id, labels={"misleading": "Half true"}, created_by=ana.person)
    type(article).objects.filter(pk=article.pk).update(scale=own)
    for statement in (at(article, "3.2"), at(ferry, "1.1")):
        verify(statement, by=ana, status="misleading", rationale="One pier only.")
    assert [row.verdict for row in lines(ana, status="misleading")] == ["Misleading", "Half true"]


@pytest.mark.parametrize("query", [{}, {"flagged": "yes"}])
def test_pages_lose_nothing_and_repeat_nothing(article, ferry, ana, query):
    for row in Statement.objects.select_related("article"):
        for reason in ("no_source", "weak_source"):
            raise_flag(row.article, by=ana, reason=reason, statement=row)
    wanted = DeskStatementFilter.of(query)
    read, after = [], ""
    while after is not None:
        part = page_after(wanted.rows(ana).values("id"), wanted.order, by=ana, after=str(after), size=2)
        read += [row["id"] for row in part.rows]
        after = part.after
    wanted = Statement.objects.filter(**{} if query else {"left_out": False})
    assert read == list(wanted.order_by("-article", "reading_order").values_list("pk", flat=True))


def test_nothing_of_another_desk_or_off_the_list(article, ferry, ana, otto):
    raise_flag(foreign := taken_in(otto), by=otto, reason="no_source", statement=at(foreign, "3.1"))
    raise_flag(ferry, by=ana, reason="no_source", statement=at(ferry, "1.1"))
    withdraw_article(ferry, by=ana)
    assert {row.title for row in lines(ana)} == {article.title}
    assert lines(ana, flagged="yes") == []


def test_line_leads_to_the_statement_in_its_workspace(client, desk, ferry, ana):
    client.force_login(ana.person)
    page = client.get(reverse("statement-list", args=[desk.slug])).content.decode()
    leads = reverse("statement", args=[desk.slug, ferry.slug, at(ferry, "1.1").pk])
    assert f'href="{leads}"' in page
    assert client.get(leads).status_code == 200


def test_what_one_claimant_says_in_all_articles_is_listed(client, desk, article, ferry, ana):
    port, other = (make_claimant(by=ana, name=name) for name in ("The port", "The captain"))
    set_claimant(article, [at(article, "3.1").pk], by=ana, claimant=port)
    set_claimant(ferry, [at(ferry, "1.1").pk], by=ana, claimant=port)
    set_claimant(ferry, [at(ferry, "1.2").pk], by=ana, claimant=other)
    verify(at(article, "3.1"), by=ana, status="not_claim")
    assert labels(ana, claimant=str(port.pk)) == ["1.1", "3.1"]
    assert labels(ana, claimant=str(port.pk), status="not_claim") == ["3.1"]
    assert labels(ana, claimant="9" * 18) == []
    client.force_login(ana.person)
    theirs = f"?claimant={port.pk}"
    assert theirs in client.get(reverse("claimant", args=[desk.slug, port.pk])).content.decode()
    page = client.get(reverse("statement-list", args=[desk.slug]) + f"{theirs}&q=cars").content.decode()
    assert "Said by" in page and "The port</bdi>" in page and '?q=cars">Show those of all' in page
    assert f'<input type="hidden" name="claimant" value="{port.pk}">' in page


def test_desk_and_articles_lead_here(client, desk, article, ana):
    client.force_login(ana.person)
    address = reverse("statement-list", args=[desk.slug])
    assert f'href="{address}?flagged=yes"' in client.get(reverse("desk", args=[desk.slug])).content.decode()
    articles = client.get(reverse("article-list", args=[desk.slug])).content.decode()
    assert f'href="{address}"' in articles


def test_queries_are_the_same_for_few_and_many(client, desk, article, ana, django_assert_num_queries):
    client.force_login(ana.person)
    address = reverse("statement-list", args=[desk.slug])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for n in range(5):
        raise_flag(
            other := taken_in(ana, title=f"No. {n}"), by=ana, reason="no_source", statement=at(other, "3.1")
        )
    for query in ({}, {"flagged": "yes"}, {"q": "containers"}):
        with django_assert_num_queries(len(few)):
            client.get(address, query)
    assert len(few) == 5, "session, person, membership, ids, lines"


def test_what_is_asked_often_is_planned_for_its_own_values_still(article):
    def prepared():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%asked often%'")
            return cursor.fetchone()[0]

    def ask():
        with connection.cursor() as cursor:
            for _ in range(10):
                cursor.execute("SELECT 'asked often', %s", ["harbour"])

    with planned_anew():
        ask()
        assert prepared() == 0
    ask()
    assert prepared() == 1


@pytest.mark.parametrize("column", ["text", "plain", "title", "said_by"])
def test_markup_stays_text(client, desk, ana, column):
    nasty = "<script>alert(1)</script>"
    other = taken_in(ana, (("body", f"We {nasty} wait."),), title=nasty)
    claimant = make_claimant(by=ana, name=nasty)
    statement = change_statement(at(other, "1.1"), by=ana, plain=nasty, claimant=claimant)
    assert nasty in getattr(listed([statement.pk])[0], column)
    client.force_login(ana.person)
    page = client.get(reverse("statement-list", args=[desk.slug])).content.decode()
    assert "<script>alert" not in page and page.count("&lt;script&gt;") == 4


def test_htmx_gets_facets_with_the_rows(client, desk, article, ana):
    """A facet keeps the words that were typed since the page was opened."""
    client.force_login(ana.person)
    part = client.get(
        reverse("statement-list", args=[desk.slug]), {"q": "queue"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert part.strip().startswith('<div id="rows">')
    assert "?q=queue&amp;flagged=yes" in part


def test_empty_list_and_empty_filter_say_what_to_do(client, desk, ana):
    client.force_login(ana.person)
    address = reverse("statement-list", args=[desk.slug])
    assert "Each article that is taken in brings its own." in client.get(address).content.decode()
    narrow = client.get(address, {"q": "zebra"}).content.decode()
    assert "No statement like that." in narrow and f'href="{address}">Show all' in narrow
