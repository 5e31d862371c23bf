"""What the eye must be able to tell apart: marks under a tint, bars above bars, words in narrow columns."""

from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from annotations.models import Tally
from annotations.services.articles import change_article
from annotations.services.counterpoints import counter
from annotations.services.flags import raise_flag
from annotations.services.paragraphs import cut_paragraph
from annotations.services.statements import change_statement
from annotations.services.verifying import verify
from articles.models import Person
from tests.browser.playing import open_statement, press, sign_in, stand_still, stroke, workspace
from tests.cast import at, taken_in

COPIED = """([first, last]) => {
  const [from, to] = [document.querySelector(first), document.querySelector(last)];
  getSelection().setBaseAndExtent(from, 0, to, to.childNodes.length);
  return getSelection().toString().trim();
}"""
FRAGMENTS = """mark => {
  const shadow = getComputedStyle(mark).boxShadow;
  const boxes = [...mark.getClientRects()].map(({top, bottom}) => [top, bottom]);
  return [shadow, boxes];
}"""


def test_the_tint_of_a_line_leaves_the_marks_of_the_one_above(ana_at, article):
    ana_at.set_viewport_size({"width": 390, "height": 844})
    row = at(article, "3.1")
    open_statement(ana_at, row)
    shadow, lines = ana_at.locator(f"#s{row.pk}").evaluate(FRAGMENTS)
    assert shadow == "none"
    assert len(lines) > 1
    assert all(above[1] <= below[0] for above, below in pairwise(lines))


def test_what_is_copied_from_the_text_are_its_words(ana_at, article, ana):
    row = at(article, "3.1")
    verify(row, by=ana, status="misleading", rationale="Half of it is left out.")
    raise_flag(article, by=ana, reason="adds_up_not", statement=row)
    ana_at.reload()
    expect(ana_at.locator(".margin .note.flagged")).to_be_visible()
    copied = ana_at.evaluate(COPIED, [f"#p-{label}" for label in ("3", "4")])
    paragraphs = article.revision.paragraphs.filter(label__in=("3", "4")).order_by("position")
    assert copied.split("\n\n") == [paragraph.text for paragraph in paragraphs]


def test_no_bullet_stands_between_the_rooms_nor_beside_what_is_listed(ana_at, article):
    """A list without a class is one of sentences, which has them."""
    open_statement(ana_at, at(article, "3.1"))
    bulleted = "lists => lists.filter(list => getComputedStyle(list).listStyleType !== 'none').length"
    assert ana_at.locator("ul").evaluate_all(bulleted) == 0


LINES = """number => {
  const range = document.createRange();
  range.selectNode(number.firstChild);
  const found = [...range.getClientRects()];
  return [found.length, Math.min(...found.map(({left}) => left)), found.at(-1).bottom - found[0].top];
}"""


@pytest.mark.parametrize(("width", "lines"), [(1440, 1), (390, 2)])
def test_the_number_of_what_was_cut_often_is_read_as_one(ana_at, ana, width, lines):
    article = taken_in(
        ana, [("title", "Five ships"), ("body", "One came. Two left. Three sank. Four stayed. Five.")]
    )
    row = article.revision.paragraphs.get(label="2")
    for words in ("Two", "Three", "Four", "Five"):
        _, row = cut_paragraph(article, row, by=ana, at=row.text.index(words))
    ana_at.set_viewport_size({"width": width, "height": 844})
    ana_at.goto(workspace(article))
    found, left, height = ana_at.locator("#p-2bbbb > .no").evaluate(LINES)
    assert (found, left >= 0, height < 18 * lines) == (lines, True, True)


def test_the_bar_of_the_selected_stands_above_the_keys_and_has_its_own(ana_at, article):
    open_statement(ana_at, at(article, "2.1"))
    for key in ("x", "j", "x"):
        press(ana_at, key)
    bar, keys = ana_at.locator("#selection").bounding_box(), ana_at.locator(".keys").bounding_box()
    assert bar["y"] + bar["height"] <= keys["y"]
    press(ana_at, "e")
    expect(ana_at.get_by_role("heading", name="Leave these out")).to_be_visible()
    expect(ana_at.locator(".chosen li")).to_have_count(2)
    ana_at.wait_for_load_state()  # its script listens
    expect(ana_at.locator("#id_why")).to_be_focused()
    stroke(ana_at, "Escape")
    stroke(ana_at, "Escape")
    expect(ana_at.locator(".chosen")).to_have_count(0)
    expect(ana_at.locator(".s[data-picked]")).to_have_count(2)
    stroke(ana_at, "Escape")
    expect(ana_at.locator("#selection")).to_be_hidden()


def test_in_the_table_a_tick_moves_no_row_and_every_act_leads_back(ana_at, article):
    ana_at.set_viewport_size({"width": 390, "height": 844})
    ana_at.goto(workspace(article) + "table/?state=open")
    row = ana_at.locator("tbody tr").nth(1)
    before = row.bounding_box()
    row.get_by_role("checkbox").check()
    expect(ana_at.locator("#selection")).to_be_in_viewport()
    assert row.bounding_box() == before
    for cell in row.locator("th, td:not(:empty)").all():
        box = cell.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    ana_at.get_by_role("button", name="Who says it").click()
    ana_at.get_by_role("link", name="Cancel").click()
    ana_at.wait_for_url("**/table/?*state=open*")
    expect(row.get_by_role("checkbox")).to_be_checked()
    stand_still(ana_at)  # it goes to the row that was current
    ana_at.get_by_role("button", name="Leave out").click()
    ana_at.get_by_label("Why").fill("A caption.")
    ana_at.get_by_role("button", name="Leave out").click()
    ana_at.wait_for_url("**/table/?*state=open*")
    expect(ana_at.locator("#messages")).to_have_text("1 left out.")


def test_a_word_without_end_stays_in_its_column_and_arabic_without_a_line(ana_at, ana):
    endless = "Donaudampfschifffahrts" * 8
    article = taken_in(
        ana,
        paragraphs=(
            ("title", "Of words"),
            ("body", f"I think that {endless} is lovely."),
            ("body", "قال الوزير إن عدد السفن ارتفع."),
        ),
        title="Of words",
    )
    pk = at(article, "2.1").pk
    for width in (1440, 390):
        ana_at.set_viewport_size({"width": width, "height": 844})
        for page in ("table/", "kinds/?kind=opinion&kind=other", f"statements/{pk}/split/"):
            ana_at.goto(workspace(article) + page)
            expect(ana_at.get_by_text(endless).first).to_be_visible()
            assert ana_at.evaluate("document.documentElement.scrollWidth") == width, page
    card = ana_at.locator(".card").evaluate("card => [card.scrollWidth, card.clientWidth]")
    assert card[0] == card[1]
    arabic = ana_at.locator(f"#s{at(article, '3.1').pk}")
    assert arabic.evaluate("mark => getComputedStyle(mark).textDecorationLine") == "none"


def test_a_word_without_end_stays_in_the_lists_of_the_desk_and_in_its_verdict(ana_at, ana):
    endless = "Donaudampfschifffahrts" * 8
    article = taken_in(
        ana,
        paragraphs=(("title", endless), ("body", f"In 2025 it stood at https://paper.example/{endless}.")),
        title=endless,
    )
    change_article(article, by=ana, publisher=endless)
    row = at(article, "2.1")
    verify(row, by=ana, status="misleading", rationale=endless)
    ana_at.set_viewport_size({"width": 390, "height": 844})
    for name in ("desk", "article-list", "statement-list"):
        ana_at.goto(reverse(name, args=[ana.desk.slug]))
        expect(ana_at.get_by_text(endless).first).to_be_visible()
        assert ana_at.evaluate("document.documentElement.scrollWidth") == 390, name
    ana_at.goto(workspace(article))
    open_statement(ana_at, row)
    assert ana_at.evaluate("document.documentElement.scrollWidth") == 390
    card = ana_at.locator(".card").evaluate("card => [card.scrollWidth, card.clientWidth]")
    assert card[0] == card[1]


def test_no_label_of_the_scale_takes_three_lines(ana_at, article):
    open_statement(ana_at, at(article, "3.2"))
    labels = ana_at.locator(".scale > :is(label, button)").all()
    assert len(labels) == 8
    assert all(label.bounding_box()["height"] < 46 for label in labels)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_field_to_find_words_is_as_high_as_the_buttons_beside_it(ana_at, article, width):
    ana_at.set_viewport_size({"width": width, "height": 844})
    boxes = [ana_at.locator(f".slug .tools {one}").bounding_box() for one in ("#find", ".button >> nth=-1")]
    assert boxes[0]["height"] == boxes[1]["height"] and boxes[0]["y"] == boxes[1]["y"]


def test_what_an_admin_may_do_stands_on_one_line_or_at_one_edge(page, live_server, ines, ana):
    sign_in(page.context, live_server, ines.person)
    page.goto(reverse("people", args=[ines.desk.slug]))
    roles = [role.bounding_box() for role in page.locator(".manage select").all()]
    assert len(roles) > 1 and len({role["x"] for role in roles}) == 1
    role, off = page.locator(".manage select").first, page.locator(".manage summary").first
    middles = [box["y"] + box["height"] / 2 for box in (role.bounding_box(), off.bounding_box())]
    assert abs(middles[0] - middles[1]) < 1
    page.set_viewport_size({"width": 390, "height": 844})
    off.click()
    expect(page.locator(".manage details[open] button")).to_be_visible()
    stand_still(page)
    assert off.bounding_box()["y"] > role.bounding_box()["y"] + role.bounding_box()["height"]
    assert off.bounding_box()["x"] == role.bounding_box()["x"]


@pytest.fixture
def flagged(page, live_server, article, ana, rosa):
    """Rosa before 3.1 in the queue, which a flag and a counterpoint keep from being approved."""
    row = at(article, "3.1")
    verify(row, by=ana, status="misleading", rationale="Half of it is left out.")
    raise_flag(article, by=ana, reason="adds_up_not", statement=row)
    counter(article, by=ana, text="The gate was shut for 77 days.", statement=row)
    sign_in(page.context, live_server, rosa.person)
    page.set_viewport_size({"width": 1280, "height": 520})
    page.goto(reverse("review-statement", args=[article.desk.slug, row.pk]))
    return page


@pytest.mark.parametrize("width", [1440, 390])
def test_what_a_flag_is_on_stays_within_its_box(flagged, article, ana, width):
    row = at(article, "3.1")
    point = counter(article, by=ana, text=f"Half of these were not counted: {'y' * 90}", statement=row)
    raise_flag(article, by=ana, reason="weak_source", statement=row, counterpoint=point)
    flagged.set_viewport_size({"width": width, "height": 900})
    for address in (flagged.url, workspace(article) + f"statements/{row.pk}/notes/"):  # whose sheet is open
        flagged.goto(address)
        told = flagged.locator(".flag .tag", has_text="on the counterpoint")
        edges = "tag => [tag, tag.closest('.flag')].map(one => one.getBoundingClientRect().right)"
        inner, outer = told.evaluate(edges)
        assert inner <= outer - 10, address


@pytest.mark.parametrize("act", ["", "changes/", "verdict/"])
def test_review_scrolls_in_its_columns_and_never_as_a_page(flagged, act):
    flagged.goto(flagged.url + act)
    read = flagged.locator(".read")
    assert read.evaluate("read => read.scrollHeight > read.clientHeight")
    assert flagged.evaluate("[document.documentElement.scrollHeight, scrollY]") == [520, 0]


def test_the_outcome_that_is_suggested_is_as_high_as_the_others(flagged):
    buttons = flagged.locator(".outcomes button")
    expect(buttons.first).to_have_class("chosen")
    assert {button.bounding_box()["height"] for button in buttons.all()} == {30}


def test_the_buttons_that_send_back_stand_at_the_foot_and_leave_the_field_in_sight(flagged):
    flagged.goto(flagged.url + "changes/")
    read, buttons = flagged.locator(".read"), flagged.locator(".send-back .actions")
    read.evaluate(
        "read => read.scrollTo({top: read.querySelector('.send-back').offsetTop, behavior: 'instant'})"
    )
    foot = [box["y"] + box["height"] for box in (read.bounding_box(), buttons.bounding_box())]
    assert abs(foot[0] - foot[1]) < 1
    note = flagged.locator("#id_note")
    note.evaluate("note => note.scrollIntoView({block: 'end', behavior: 'instant'})")
    note.focus()
    stand_still(flagged)
    under = flagged.locator("#id_note_helptext").bounding_box()
    assert under["y"] + under["height"] <= buttons.bounding_box()["y"]


def test_the_reason_against_an_approval_is_a_line_also_on_a_tablet(flagged):
    flagged.set_viewport_size({"width": 1024, "height": 768})
    tell, bar = flagged.locator(".decide .tell").bounding_box(), flagged.locator(".decide").bounding_box()
    assert tell["width"] > 600
    assert bar["height"] < 100


OUTSIDE = """() => [...document.querySelectorAll("a, button, input, select, summary")].filter(control => {
  const {width, right} = control.getBoundingClientRect();
  return width > 1 && right > innerWidth + 1 && !control.closest(".bar nav");
}).map(control => control.outerHTML.slice(0, 90))"""
SMALL = """() => [...document.querySelectorAll(
  ".sheet-table tbody th a, .counts a, .pages a, .over > a, .lines > li > a")].filter(link => {
  const {width, height} = link.getBoundingClientRect();
  return Math.min(width, height) < 24;
}).map(link => link.outerHTML.slice(0, 90))"""


def test_letters_of_twice_the_size_keep_every_control_on_a_phone(flagged, article, ana):
    """As many letters a line as on a phone of 390 pixels whose browser was told to write at 32."""
    change_article(article, by=ana, due=timezone.now())
    flagged.set_viewport_size({"width": 195, "height": 422})
    here, row = [article.desk.slug, article.slug], at(article, "3.1")
    for address in (
        flagged.url,
        reverse("statement", args=[*here, row.pk]),
        reverse("article-table", args=here),
        *(reverse(name, args=here[:1]) for name in ("desk", "source-list", "statement-list", "tokens")),
    ):
        flagged.goto(address)
        assert flagged.evaluate("document.documentElement.scrollWidth") == 195, address
        assert flagged.evaluate(OUTSIDE) == [], address
        assert flagged.evaluate(SMALL) == [], address
    initials = flagged.locator("summary.who").bounding_box()
    assert initials["width"] == initials["height"] == 28


def test_what_is_printed_is_light_and_a_table(ana_at, article):
    open_statement(ana_at, at(article, "3.1"))
    ana_at.emulate_media(media="print", color_scheme="dark")
    ana_at.set_viewport_size({"width": 680, "height": 960})
    ink = "getComputedStyle(document.documentElement).getPropertyValue('--ink')"
    outline = "getComputedStyle(document.querySelector('.s[aria-current]')).outlineStyle"
    try:
        assert ana_at.evaluate(f"[{ink}, {outline}]") == ["#1d1b18", "none"]
        ana_at.goto(workspace(article) + "table/")
        for left in (".over", ".sheet-table input", ".page > header .right"):
            expect(ana_at.locator(left).first).to_be_hidden()
        cells = [each.bounding_box() for each in ana_at.locator("tbody tr").nth(1).locator("th, td").all()]
        assert len({cell["y"] for cell in filter(None, cells)}) == 1
        assert ana_at.evaluate("document.documentElement.scrollWidth") == 680
    finally:
        ana_at.emulate_media(media="screen", color_scheme="light")


def test_a_long_name_or_address_stays_beside_what_may_be_done(page, live_server, ines, ana):
    Person.objects.filter(pk=ana.person_id).update(name="Donaudampfschifffahrts" * 4)
    sign_in(page.context, live_server, ines.person)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(reverse("people", args=[ines.desk.slug]))
    room, rooms = (page.locator(each).bounding_box() for each in (".bar [aria-current]", ".bar nav"))
    assert room["x"] + room["width"] <= rooms["x"] + rooms["width"]
    page.get_by_label("E-mail").fill("press.office.duty.editor@communications.international-newsroom.example")
    page.get_by_role("button", name="Invite").click()
    expect(page.locator(".made")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.set_viewport_size({"width": 1440, "height": 900})
    name = page.locator(".who-line", has_text="Donau").bounding_box()
    assert name["x"] + name["width"] <= page.locator(".manage").first.bounding_box()["x"]


def test_the_room_one_is_in_is_in_sight_where_the_bar_moves(flagged):
    flagged.set_viewport_size({"width": 270, "height": 600})
    flagged.goto(reverse("people", args=flagged.url.split("/")[4:5]))
    room, rooms = (flagged.locator(each).bounding_box() for each in (".bar [aria-current]", ".bar nav"))
    assert rooms["x"] <= room["x"] and room["x"] + room["width"] <= rooms["x"] + rooms["width"]


def test_all_rooms_fit_a_phone_however_much_waits(ana_at, article):
    Tally.objects.update(waiting=3763)
    ana_at.set_viewport_size({"width": 390, "height": 844})
    ana_at.goto(reverse("article-list", args=[article.desk.slug]))
    expect(ana_at.locator("#waiting")).to_have_text("999+")
    assert ana_at.locator(".bar nav").evaluate("nav => nav.scrollWidth <= nav.clientWidth")


def test_a_title_of_another_direction_stands_at_the_edge_of_its_row(ana_at, ana):
    title = "لائبریری جو شام کو بھی کھلی ہے"
    taken_in(ana, paragraphs=(("title", title),), title=title)
    ana_at.goto(reverse("article-list", args=[ana.desk.slug]))
    line = ana_at.locator(".lines > li", has_text=title)
    assert line.locator(".title").bounding_box()["x"] == line.bounding_box()["x"]


def test_no_ring_touches_the_words_of_a_history(ana_at, article):
    ana_at.goto(reverse("statement-history", args=[article.desk.slug, article.slug, at(article, "3.1").pk]))
    history = ana_at.locator("#history")
    expect(history).to_be_focused()
    assert history.evaluate("history => getComputedStyle(history).outlineStyle") == "none"


def test_words_of_another_direction_keep_their_order_and_sentences_without_blanks_a_gap(ana_at, ana):
    article = taken_in(
        ana,
        title="رصيف",
        paragraphs=(
            ("body", "قالت شركة Harbour Quay Works إن الرصيف مغلق منذ عام."),
            ("body", "市は埠頭を閉鎖した。柱にひびが入ったためだ。"),
        ),
    )
    one, other = (ana_at.locator(f"#s{at(article, label).pk}") for label in ("2.1", "2.2"))
    ana_at.goto(workspace(article) + f"statements/{at(article, '1.1').pk}/split/")
    places = [ana_at.locator(".cuts").get_by_text(word).bounding_box()["x"] for word in ("Harbour", "Works")]
    assert places == sorted(places)
    right = one.evaluate("mark => Math.max(...[...mark.getClientRects()].map(({ right }) => right))")
    assert other.bounding_box()["x"] - right > 2


def test_words_that_run_from_the_right_stand_at_the_right_of_the_card_and_of_review(flagged, article, ana):
    """Within a line of ours they would begin in its middle."""
    arabic = "قالت رئيسة البلدية إن العدد المزروع ليس هو العدد الباقي، وإن التقرير لم يذكر السبب قط."
    row = at(article, "3.1")
    verify(row, by=ana, status="misleading", rationale=arabic)
    counter(article, by=ana, text=arabic, statement=row)
    row.refresh_from_db()
    change_statement(row, by=ana, version=row.version, plain=arabic)
    flagged.set_viewport_size({"width": 390, "height": 844})
    for place in ("review-statement", "statement"):
        names = [article.desk.slug, *([article.slug] if place == "statement" else []), row.pk]
        flagged.goto(reverse(place, args=names))
        words = flagged.locator(":is(bdi, b, .plain):dir(rtl)", has_text=arabic)
        assert words.count() == 3
        for each in words.all():
            edges = "e => [e, e.parentElement].map(each => Math.round(each.getBoundingClientRect().right))"
            assert len(set(each.evaluate(edges))) == 1
            assert each.evaluate("e => getComputedStyle(e).display") == "block"
