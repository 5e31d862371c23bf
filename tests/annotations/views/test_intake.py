"""A text is pasted or chosen, looked at, corrected, taken in."""

import re
import uuid
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from annotations.forms.intake import LANGUAGES
from annotations.models import Statement
from articles.models import Article, Desk, Mode, Paragraph
from articles.sentences.language import _SCRIPT_OF
from tests.annotations.views.intake_pages import (
    TEXT,
    fields,
    paragraphs,
    press,
    preview_of,
    send,
    take_in_address,
)

OP_ED = Path(__file__).parents[4] / "shared" / "articles" / "op-ed.txt"


# The plain way


def test_analyst_takes_in_what_was_pasted(as_ana):
    address, page = preview_of(as_ana)
    assert [p.kind for p in paragraphs(page)] == ["title", "body", "body", "body", "body"]
    assert not Article.objects.exists()

    answer = press(as_ana, address, page, "take", byline="M. Okafor", mode="before", due="2026-12-01T17:00")

    article = Article.objects.get()
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("article", args=["harbour", article.slug])
    assert article.title == "The port is winning its war on waiting"
    assert (article.byline, article.mode, article.due.hour) == ("M. Okafor", Mode.BEFORE, 17)
    assert bytes(article.revision.blob.content).decode() == TEXT
    left_out = Paragraph.objects.get(revision=article.revision, left_out=True)
    assert (left_out.text, left_out.rule) == (
        "Sign up for our harbour newsletter",
        "A call to sign up for a newsletter.",
    )
    assert Statement.objects.filter(article=article, left_out=False).count() == 6


def test_facts_say_where_they_are_from(as_ana):
    _, page = preview_of(as_ana)
    origins = {field.name: origin for field, origin in page.context["facts"]}
    assert (origins["title"], origins["byline"]) == ("from the text", "not in the text")
    assert origins["language"] == "guessed from the text"
    assert 'class="from absent">not in the text' in page.content.decode()
    sent = as_ana.get(send(as_ana, TEXT.encode()).headers["Location"])
    origins = {field.name: origin for field, origin in sent.context["facts"]}
    assert (origins["title"], origins["byline"]) == ("from the file", "not in the file")


def test_a_paragraph_chosen_as_title_is_the_title_while_none_is_told(as_ana):
    address, page = preview_of(as_ana, "The port waits.\nIt has done so for years.\nNobody knows why.")

    def chosen(page, **more):
        page = press(as_ana, address, page, "", **more)
        origins = {field.name: origin for field, origin in page.context["facts"]}
        return page, fields(page)["title"], origins["title"]

    page, *told = chosen(page, **{"kind 0.0": "title"})
    assert told == ["The port waits.", "from the text"]
    page, *told = chosen(page, **{"kind 0.0": "body", "kind 1.0": "title"})
    assert told == ["It has done so for years.", "from the text"]
    page, *told = chosen(page, **{"kind 1.0": "body"})
    assert told == ["", "not in the text"]
    page, *told = chosen(page, **{"kind 0.0": "title", "title": "No end"})
    assert told == ["No end", "yours"]
    assert press(as_ana, address, page, "take", title="").status_code == 422
    again, anew = preview_of(as_ana, "The port waits.\nIt has done so for years.\nNobody knows, still.")
    press(as_ana, again, anew, "take", **{"kind 0.0": "title"})
    assert Article.objects.get().title == "The port waits."


def test_htmx_is_led_to_the_workspace(as_ana):
    address, page = preview_of(as_ana)
    answer = as_ana.post(address, {**fields(page), "act": "take"}, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == reverse("article", args=["harbour", Article.objects.get().slug])


def test_pressed_twice_it_is_one_article(as_ana):
    address, page = preview_of(as_ana)
    answers = [press(as_ana, address, page, "take") for _ in range(2)]
    assert Article.objects.count() == 1
    assert {answer.headers["Location"] for answer in answers} == {
        reverse("article", args=["harbour", Article.objects.get().slug])
    }


PAGE = """<!doctype html><html lang="en"><head><title>The port | Harbour Courier</title>
<meta name="author" content="Maria Okafor">
<meta property="article:published_time" content="2026-01-12"></head>
<body><nav><a href="/">Home</a></nav><article><h1>The port is winning</h1>
<p>For this city, the queue is not a figure of speech. It is what people see from their kitchens.</p>
<p>In 2025 the harbour authority cleared over 75,000 containers, averaging more than 200 a day.</p>
<script>alert(1)</script></article></body></html>"""


def test_a_page_tells_its_facts(as_ana):
    page = as_ana.get(send(as_ana, PAGE.encode(), "port.html").headers["Location"])
    assert (fields(page)["byline"], fields(page)["published_on"]) == ("Maria Okafor", "2026-01-12")
    assert {field.name: origin for field, origin in page.context["facts"]}["byline"] == "from the file"
    assert "alert(1)" not in page.content.decode()


@pytest.mark.parametrize(
    ("text", "tag", "name"),
    [
        ("---\nlang: sv\n---\n# Hamnen\n\nKön är kort.", "sv", "Swedish"),
        ("---\nlang: tlh\n---\n# Hamnen\n\nKön är kort.", "tlh", "tlh"),
        ("---\nlang: pt-BR\n---\n# O porto\n\nA fila é curta.", "pt", "Portuguese"),
        ("# Пристанището\n\nТова е на опашка и не се от това, че той е за да.", "bg", "Bulgarian"),
    ],
)
def test_a_language_that_the_file_tells_is_chosen_and_stored(as_ana, text, tag, name):
    address = send(as_ana, text.encode(), "port.md").headers["Location"]
    page = as_ana.get(address)
    assert fields(page)["language"] == tag
    assert f'<option value="{tag}" selected>{name}</option>' in page.content.decode()
    page = press(as_ana, address, page, "", title="Another")
    assert press(as_ana, address, page, "take").status_code == 302
    assert Article.objects.get().language == tag


def test_every_language_that_is_guessed_has_a_name():
    assert _SCRIPT_OF.keys() <= dict(LANGUAGES).keys()


@pytest.mark.skipif(not OP_ED.exists(), reason="the op-ed is not beside the project")
def test_the_op_ed_has_a_title_thirteen_paragraphs_and_five_lines_left_out(as_ana):
    address = send(as_ana, OP_ED.read_bytes(), "op-ed.txt").headers["Location"]
    page = as_ana.get(address)
    kept = [p for p in paragraphs(page) if not p.left_out]
    out = [p for p in paragraphs(page) if p.left_out]
    assert [p.kind for p in kept] == ["title"] + ["body"] * 13
    assert len(out) == 5 and all(p.rule for p in out)
    assert press(as_ana, address, page, "take").status_code == 302
    article = Article.objects.get()
    assert article.title == kept[0].text
    assert bytes(article.revision.blob.content) == OP_ED.read_bytes()
    assert Paragraph.objects.filter(revision=article.revision, left_out=True).count() == 5


# Corrections


@pytest.mark.parametrize(
    ("act", "opposite"),
    [("out 1.0", "keep 1.0"), ("keep 4.0", "out 4.0"), ("cut 1.52", "join 1.52"), ("join 2.0", "cut 2.0")],
)
def test_the_opposite_button_undoes_a_correction(as_ana, act, opposite):
    address, page = preview_of(as_ana)
    once = press(as_ana, address, page, act)
    assert paragraphs(once) != paragraphs(page)
    focused = re.search(r"<button[^>]*autofocus", once.content.decode())[0]
    assert f'value="{opposite}"' in focused or 'id="split-1.0"' in focused
    assert paragraphs(press(as_ana, address, once, opposite)) == paragraphs(page)


def test_corrections_are_stored_with_the_article(as_ana):
    address, page = preview_of(as_ana)
    page = press(as_ana, address, page, "cut 1.52")
    page = press(as_ana, address, page, "join 3.0")
    page = press(as_ana, address, page, "out 1.0")
    press(as_ana, address, page, "take", **{"kind 1.52": "quotation"})
    stored = Paragraph.objects.filter(revision=Article.objects.get().revision).order_by("position")
    assert [(p.kind, p.left_out, p.text[:20]) for p in stored] == [
        ("title", False, "The port is winning "),
        ("body", True, "For this city, the q"),
        ("quotation", False, "It is what people se"),
        ("body", False, "In 2025 the harbour "),
        ("body", True, "Sign up for our harb"),
    ]
    assert stored[1].rule == ""
    assert stored[3].text.endswith("fallen by half. It should not have taken a decade.")


def test_a_long_paragraph_offers_each_of_its_cuts(as_ana):
    address, page = preview_of(
        as_ana, "One is here. Two is here. Three is here.\nA last line, longer than it."
    )
    split = press(as_ana, address, page, "split 0.0")
    assert paragraphs(press(as_ana, address, split, "whole 0.0")) == paragraphs(page)
    offered = re.findall(r'value="(cut [\d.]+)"', split.content.decode())
    assert len(offered) == 2
    cut = press(as_ana, address, split, offered[1])
    assert [p.text for p in paragraphs(cut)][:2] == ["One is here. Two is here.", "Three is here."]


def test_what_was_typed_stays_through_a_correction(as_ana):
    address, page = preview_of(as_ana)
    page = press(
        as_ana, address, page, "out 1.0", title="Waiting", url="not an address", due="2026-12-01T17:00"
    )
    kept = fields(page)
    assert (kept["title"], kept["url"], kept["due"]) == ("Waiting", "not an address", "2026-12-01T17:00")
    assert page.status_code == 200 and "errorlist" not in page.content.decode()


@pytest.mark.parametrize("given_to", ["Ana", "Tomás", "Nobody"])
def test_an_article_is_handed_out_as_it_is_taken_in(as_ana, ana, tomas, lea, otto, given_to):
    address, page = preview_of(as_ana)
    offered = re.search(r'<select name="owner".*?</select>', page.content.decode(), re.DOTALL)[0]
    assert re.findall(r">([^<]+)</option>", offered) == ["Nobody", "Ana", "Tomás"]
    assert fields(page)["owner"] == str(ana.person_id)
    people = {"Ana": ana.person, "Tomás": tomas.person, "Nobody": None}
    chosen = {"owner": people[given_to].pk if people[given_to] else ""}
    page = press(as_ana, address, page, "cut 1.52", **chosen)
    assert press(as_ana, address, page, "take").status_code == 302
    assert Article.objects.get().owner == people[given_to]
    assert press(as_ana, address, page, "take", owner=otto.person_id).status_code == 422


def test_back_loses_nothing(as_ana):
    address, page = preview_of(as_ana)
    page = press(as_ana, address, page, "out 1.0")
    back = press(as_ana, address, page, "back", byline="M. Okafor")
    assert "harbour authority cleared" in back.content.decode()
    again = as_ana.post(take_in_address(), {**fields(back), "text": TEXT})
    assert fields(again)["byline"] == "M. Okafor"
    assert paragraphs(again) == paragraphs(page)


def test_after_a_change_of_the_text_the_facts_that_were_typed_stay(as_ana):
    address, page = preview_of(as_ana)
    page = press(as_ana, address, page, "out 1.0")
    back = press(as_ana, address, page, "back", byline="M. Okafor")
    again = as_ana.post(take_in_address(), {**fields(back), "text": TEXT.replace("The port", "The harbour")})
    assert fields(again)["byline"] == "M. Okafor"
    assert fields(again)["title"] == "The harbour is winning its war on waiting"
    assert not any(p.left_out for p in paragraphs(again)[:4])


def test_back_keeps_a_file(as_ana):
    address = send(as_ana, TEXT.encode()).headers["Location"]
    back = press(as_ana, address, as_ana.get(address), "back")
    assert "port.txt" in back.content.decode()
    again = as_ana.post(take_in_address(), {**fields(back), "text": ""})
    assert len(paragraphs(again)) == 5


def test_a_file_that_is_refused_leaves_the_one_that_is_here(as_ana):
    address = send(as_ana, TEXT.encode()).headers["Location"]
    back = press(as_ana, address, as_ana.get(address), "back")
    other = SimpleUploadedFile("other.pdf", b"%PDF-1.7 \0")
    refused = as_ana.post(take_in_address(), {**fields(back), "text": "", "file": other})
    assert refused.status_code == 422 and "port.txt" in refused.content.decode()
    assert len(paragraphs(as_ana.post(take_in_address(), {**fields(refused), "text": ""}))) == 5


def test_the_address_of_a_step_says_how_the_file_is_read(as_ana):
    address = send(as_ana, b"<h1>Ships</h1><p>They wait.</p>", name="ships.html").headers["Location"]
    stepped = press(as_ana, address, as_ana.get(address), "out 1.0").content.decode()
    action = re.search(r'id="intake" method="post" novalidate action="([^"]+)"', stepped)[1]
    found = paragraphs(as_ana.get(unescape(action)))
    assert found == paragraphs(as_ana.get(address)) and found[0].text == "Ships"


def test_halves_of_what_was_kept_are_kept(as_ana):
    line = "© 2026 the year. All rights reserved. The council has decided so in May."
    address, page = preview_of(as_ana, f"{TEXT}{line}\n")
    number = len(paragraphs(page)) - 1
    assert paragraphs(page)[number].left_out
    page = press(as_ana, address, page, f"keep {number}.0")
    page = press(as_ana, address, page, f"cut {number}.{line.index('The council')}")
    assert [p.left_out for p in paragraphs(page)[number:]] == [False, False]


def test_what_was_joined_and_cut_at_the_seam_is_as_it_was(as_ana):
    address, page = preview_of(as_ana, "A title\n\n# no heading\n\nThey wait for berths in the bay.\n")
    page = press(as_ana, address, page, "", **{"kind 1.0": "heading"})
    before = paragraphs(page)
    page = press(as_ana, address, press(as_ana, address, page, "join 2.0"), "cut 2.0")
    assert paragraphs(page) == before


def test_htmx_gets_the_form_alone(as_ana):
    address, page = preview_of(as_ana)
    answer = as_ana.post(address, {**fields(page), "act": "out 1.0"}, headers={"HX-Request": "true"})
    part = answer.content.decode().strip()
    assert part.startswith('<form class="intake" id="intake"') and "<html" not in part
    assert 'id="live" hx-swap-oob' in part
    back = as_ana.post(address, {**fields(page), "act": "back"}, headers={"HX-Request": "true"})
    assert "<title>Take in an article · Obelus</title>" in back.content.decode()


# Encodings


def test_another_encoding_reads_the_file_anew(as_ana):
    text = "La señal del puerto\n\nEl año pasado la espera bajó a la mitad, según la autoridad.\n"
    address = send(as_ana, text.encode("cp1252"), encoding="windows-1251").headers["Location"]
    page = as_ana.get(address)
    assert fields(page)["title"] != "La señal del puerto"
    page = press(as_ana, address, page, "out 1.0", byline="M. Okafor", encoding="windows-1252")
    assert fields(page)["title"] == "La señal del puerto"
    assert fields(page)["byline"] == "M. Okafor"
    press(as_ana, address, page, "take")
    article = Article.objects.get()
    assert (article.title, article.revision.encoding) == ("La señal del puerto", "windows-1252")


def test_an_encoding_that_does_not_fit_is_refused_beside_its_field(as_ana):
    refused = send(as_ana, "señal, año, mañana\n".encode("cp1252"), encoding="utf-8")
    assert refused.status_code == 422
    assert "Choose another encoding" in refused.content.decode()
    again = as_ana.post(take_in_address(), {**fields(refused), "encoding": "windows-1252"})
    assert (
        as_ana.get(again.headers["Location"]).context["step"].rows[0].paragraph.text == "señal, año, mañana"
    )


def test_in_the_preview_such_an_encoding_changes_nothing(as_ana):
    address = send(as_ana, "señal, año, mañana\n".encode("cp1252"), encoding="windows-1252").headers[
        "Location"
    ]
    page = press(as_ana, address, as_ana.get(address), "", encoding="utf-8")
    assert page.status_code == 422
    assert "Choose another encoding" in page.content.decode()
    assert paragraphs(page)[0].text == "señal, año, mañana"


# Who may


def test_an_original_of_another_desk_is_not_there(as_ana, client, otto):
    address, _ = preview_of(as_ana)
    client.force_login(otto.person)
    uid = address.rstrip("/").rsplit("/", 1)[1]
    assert client.get(reverse("article-preview", args=["elsewhere", uid])).status_code == 404
    assert client.get(address).status_code == 404
    refused = client.post(take_in_address("elsewhere"), {"original": uid, "name": "port.txt"})
    assert refused.status_code == 422


def test_an_original_that_never_was_is_not_there(as_ana):
    assert as_ana.get(reverse("article-preview", args=["harbour", uuid.uuid4()])).status_code == 404


def test_viewer_is_told_who_may(client, lea, ana):
    client.force_login(lea.person)
    refused = client.get(take_in_address())
    assert refused.status_code == 403
    assert "Ana" in refused.content.decode()


def test_no_article_hides_behind_the_page_of_intake(as_ana):
    address, page = preview_of(as_ana)
    press(as_ana, address, page, "take", title="Take in")
    assert Article.objects.get().slug == "take-in-2"


@pytest.mark.parametrize("lines", [5, 500])
def test_queries_do_not_grow_with_the_text(as_ana, django_assert_max_num_queries, lines):
    address, _ = preview_of(as_ana, "\n".join(f"Line {n} says something." for n in range(lines)))
    with django_assert_max_num_queries(6):
        as_ana.get(address)
    assert Desk.objects.count() == 1
