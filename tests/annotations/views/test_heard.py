"""What a page tells who hears it: what stands there in sight alone, and what a button that has the focus will do."""

import re

import pytest
from django.urls import reverse

from annotations.exports import html_page
from annotations.reading import load
from annotations.services.counterpoints import counter
from annotations.services.flags import raise_flag
from annotations.services.reviewing import approve
from annotations.services.statements import change_statement, leave_out, relate
from annotations.services.verifying import verify
from articles.models import Scale
from tests.annotations.views.test_review import ready, url
from tests.cast import at, taken_in

HTMX = {"HX-Request": "true"}


def heard(html: str) -> str:
    """The text without what is kept from a screen reader."""
    html = re.sub(r"<(\w+)[^>]* aria-hidden=\"true\"[^>]*>.*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def rows_of_rail(page: str) -> list[str]:
    return [heard(row) for row in re.findall(r"<a [^>]*>\s*<span class=\"no\">.*?</a>", page, re.DOTALL)]


def test_a_row_of_the_rail_says_its_verdict_and_its_flag(as_rosa, desk, article, ana):
    ready(article, ana, "2.1")
    ready(article, ana, "3.1", status="no_evidence")
    raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.1"))
    raise_flag(article, by=ana, reason="headline")
    page = as_rosa.get(url("review", desk)).content.decode()
    whole, first, second = rows_of_rail(page)
    assert whole.startswith("The article as a whole Flag: Headline")
    assert first.endswith("Misleading. Ready just now")
    assert second.endswith("No evidence found. Flag: No source · blocks sign-off")


def test_a_row_of_the_rail_has_its_verdict_in_the_words_of_its_scale(as_rosa, desk, article, ana):
    ready(article, ana, "2.1")
    own = Scale.objects.create(desk=desk, labels={"misleading": "Half the truth"}, created_by=ana.person)
    type(article).objects.filter(pk=article.pk).update(scale=own)
    (row,) = rows_of_rail(as_rosa.get(url("review", desk)).content.decode())
    assert "Half the truth." in row


def test_two_flags_on_the_article_have_two_names(as_rosa, desk, article, ana):
    for reason in ("headline", "other_side"):
        flag = raise_flag(article, by=ana, reason=reason)
        page = as_rosa.get(url("review-flag", desk, flag.pk)).content.decode()
        label = "Headline goes beyond the text" if reason == "headline" else "Other side missing"
        assert f'aria-label="The article as a whole: {label}"' in page and f"<title>{label} ·" in page


@pytest.mark.parametrize("where", ["article-table", "statement-list", "desk", "article-list"])
def test_a_dagger_is_heard_as_a_flag(as_ana, article, ana, rosa, where):
    (row,) = ready(article, ana, "3.1")
    raise_flag(article, by=ana, reason="no_source", statement=row)
    address = [article.desk.slug, article.slug] if where == "article-table" else [article.desk.slug]
    main = as_ana.get(reverse(where, args=address)).content.decode().partition("<main")[2]
    assert "†" in main and "†" not in heard(main) and re.search("Flags?: ", heard(main))


def asked(page: str) -> str:
    """What the button that has the focus is described by."""
    (which,) = re.findall(r'<button [^>]*data-focus aria-describedby="(\w+)"', page)
    (element,) = re.findall(rf'<(p|div)[^>]* id="{which}"', page)
    return heard(re.findall(rf'<{element}[^>]* id="{which}">.*?</{element}>', page, re.DOTALL)[0])


@pytest.fixture
def approved(article, ana, rosa):
    ready(article, ana, "3.1")
    approve(at(article, "3.1"), by=rosa)
    return at(article, "3.1")


def test_what_becomes_of_approved_work_is_said_with_the_button(as_ana, article, ana, approved):
    there = [article.desk.slug, article.slug, approved.pk]

    def page(name, data=None):
        address = reverse(name, args=there)
        answer = as_ana.post(address, data, headers=HTMX) if data else as_ana.get(address, headers=HTMX)
        return answer.content.decode()

    merged = asked(page("statement-merge"))
    assert merged.startswith("Merge with 3.2: “Waiting") and merged.endswith("Approved work is part of this.")
    base = {"base": approved.verification_id}
    assert "approved again" in asked(page("statement-unchecked", base))
    assert "waits for an editor again" in asked(
        page("statement-verification", base | {"status": "not_claim"})
    )
    leave_out(article, [approved.pk], by=ana, why="Said in jest.")
    assert asked(page("statement-leave-out")) == "Left out: Said in jest.."


def test_what_is_taken_away_has_its_own_name(as_ana, article, ana):
    for other in ("3.2", "3.3"):
        relate(at(article, "3.1"), at(article, other), by=ana, kind="leans_on")
    page = as_ana.get(reverse("statement", args=[article.desk.slug, article.slug, at(article, "3.1").pk]))
    names = [heard(name) for name in re.findall(r"<button[^>]*>(Unlink.*?)</button>", page.content.decode())]
    assert names == ["Unlink 3.2", "Unlink 3.3"]


def test_each_of_several_to_decide_has_a_name_to_read_it_by(as_rosa, desk, article, ana):
    rows = ready(article, ana, "3.1", "3.2")
    page = as_rosa.post(
        url("review-selected", desk), {"statement": [row.pk for row in rows]}
    ).content.decode()
    assert [heard(name) for name in re.findall(r">(Read .*?)</a>", page)] == ["Read 3.1", "Read 3.2"]
    assert 'aria-labelledby="selected"' in page and '<header id="selected">' in page


def test_a_number_in_the_table_is_described_by_its_words_and_its_verdict(as_ana, article, ana):
    (row,) = ready(article, ana, "3.1")
    page = as_ana.get(reverse("article-table", args=[article.desk.slug, article.slug])).content.decode()
    assert f'aria-describedby="w{row.pk} v{row.pk}"' in page
    (words,) = re.findall(rf'<td[^>]* id="w{row.pk}"[^>]*>(.*?)</td>', page)
    (verdict,) = re.findall(rf'<td[^>]* id="v{row.pk}"[^>]*>(.*?)</td>', page)
    assert row.text in words and verdict.endswith("Misleading")


@pytest.mark.parametrize(
    ("words", "title"), [("berth", "1 statement with “berth” · "), ("zz", "Nothing found · ")]
)
def test_what_was_found_in_the_article_is_heard_first(as_ana, article, words, title):
    address = reverse("article", args=[article.desk.slug, article.slug])
    page = as_ana.get(address, {"q": words}).content.decode()
    assert f"<title>{title}" in page
    assert 'id="find"' in page and 'aria-describedby="found-words"' in page and 'id="found-words"' in page
    assert "found-words" not in as_ana.get(address).content.decode()


def test_a_choice_that_nobody_has_made_is_not_called_wrong(as_ana, article):
    there = reverse("statement-links", args=[article.desk.slug, article.slug, at(article, "3.1").pk])
    pages = as_ana.get(there), as_ana.post(there, {"kind": "leans_on", "find": ""})
    fields = [re.search(r'name="find".*?<p', page.content.decode(), re.S)[0] for page in pages]
    assert ['aria-invalid="true"' in field for field in fields] == [False, True]


def test_a_field_in_a_conflict_says_what_stands_there_now(as_ana, article, tomas):
    row = at(article, "3.1")
    change_statement(row, by=tomas, plain="What Tomás wrote.")
    there = reverse("statement-facts", args=[article.desk.slug, article.slug, row.pk])
    form = {"version": row.version - 1, "plain": "What Ana wrote.", "checked_so": "on", "kind": row.kind}
    page = as_ana.post(there, form, headers=HTMX).content.decode()
    (described,) = re.findall(r'<textarea name="plain"[^>]* aria-describedby="([^"]+)"', page)
    assert described == "id_plain_now id_plain_helptext"
    assert re.search(r'<div id="id_plain_now">.*What Tomás wrote', page)
    assert '<p id="live" hx-swap-oob="innerHTML"></p>' in page  # the alert is heard


def test_a_mark_says_that_something_speaks_against_it(as_ana, article, ana):
    counter(article, by=ana, text="The table has them apart.", statement=at(article, "3.1"))
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="Half of it is left out.")
    page = as_ana.get(reverse("article", args=[article.desk.slug, article.slug])).content.decode()
    assert "3.1, misleading, proposed, countered</span>" in page


def test_history_has_a_name_and_a_way_out(as_ana, article):
    there = [article.desk.slug, article.slug, at(article, "3.1").pk]
    page = as_ana.get(reverse("statement-history", args=there)).content.decode()
    history = page.partition('id="history"')[2].partition("</section>")[0]
    assert 'aria-label="History"' in history
    card = reverse("statement", args=there)
    assert f'<a class="button add" data-key="Escape" href="{card}" hx-get="{card}">Close' in history


def test_of_two_titles_the_first_is_that_of_the_page(as_ana, ana):
    headed = (
        ("title", "The second berth"),
        ("body", "It is full."),
        ("title", "Part two"),
        ("body", "So it is."),
    )
    article = taken_in(ana, headed, title="The second berth")
    row = at(article, "3.1")
    there = reverse("article", args=[article.desk.slug, article.slug])
    whole = as_ana.get(there).content.decode()
    drawn = as_ana.post(
        f"{there}statements/{row.pk}/flags/", {"reason": "headline"}, headers={"HX-Request": "true"}
    )
    part = as_ana.get(f"{there}?q=so").content.decode()
    file = html_page.render(load(article)).decode()
    assert [text.count("<h1") for text in (whole, drawn.content.decode(), part, file)] == [1, 0, 1, 1]
    assert f'<h2 class="para" lang="en" dir="ltr"><a class="s unchecked" id="s{row.pk}"' in whole
    assert '<h3 class="text" lang="en" dir="ltr"><span' in file
