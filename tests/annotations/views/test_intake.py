"""A text is pasted or chosen, looked at, corrected, taken in."""

import re
import uuid
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from annotations.models import Statement
from articles.models import Article, Blob, Desk, Mode, Paragraph

OP_ED = Path(__file__).parents[4] / "shared" / "articles" / "op-ed.txt"

TEXT = """The port is winning its war on waiting

For this city, the queue is not a figure of speech. It is what people see from their kitchens.
In 2025 the harbour authority cleared over 75,000 containers. Waiting times have fallen by half.
It should not have taken a decade.
Sign up for our harbour newsletter
"""


@pytest.fixture
def as_ana(client, ana):
    client.force_login(ana.person)
    return client


def take_in_address(desk="harbour"):
    return reverse("article-take-in", args=[desk])


def paste(client, text=TEXT, **more):
    return client.post(take_in_address(), {"text": text, **more})


def send(client, data, name="port.txt", **more):
    return client.post(take_in_address(), {"file": SimpleUploadedFile(name, data), **more})


def fields(response):
    """What a browser would send back from the page's form, its buttons apart."""
    page = response.content.decode()
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in given and (given.get("type") != "radio" or re.search(r"\bchecked\b", tag)):
            found[given["name"]] = given.get("value", "")
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else re.search(r'<option value="([^"]*)"', options)[1]
    found.pop("csrfmiddlewaretoken", None)
    found.pop("file", None)
    return {name: unescape(value) for name, value in found.items()}


def preview_of(client, text=TEXT):
    address = paste(client, text).headers["Location"]
    return address, client.get(address)


def press(client, address, page, act, **typed):
    return client.post(address, {**fields(page), **typed, "act": act})


def paragraphs(response):
    return [row.paragraph for row in response.context["step"].rows]


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
    assert origins["title"] == "from the file"
    assert origins["byline"] == "not in the file"


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


def test_the_preview_says_when_the_text_is_here_already(as_ana):
    address, page = preview_of(as_ana)
    press(as_ana, address, page, "take")
    assert "is at the desk already" in as_ana.get(address).content.decode()


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
    assert stored[1].rule == "left out by hand"
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


def test_htmx_gets_the_form_alone(as_ana):
    address, page = preview_of(as_ana)
    answer = as_ana.post(address, {**fields(page), "act": "out 1.0"}, headers={"HX-Request": "true"})
    part = answer.content.decode().strip()
    assert part.startswith('<form class="intake" id="intake"') and "<html" not in part
    assert 'id="live" hx-swap-oob' in part


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


# Bad input: each refusal names what to do, keeps what was typed, stores nothing


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "There is no text yet. Paste it here, or choose a file."),
        ("  \n\t\n ", "There is no text yet. Paste it here, or choose a file."),
        ("\u200b\ufeff", "There is no text in it."),
        ("A word. " * 125_000, "the limit is 200,000"),
        ("line\n" * 10_001, "the limit is 10,000"),
        ("Long enough.\n" * 900_000, "the limit is 5 MB"),
        ("fine\0not fine", "NUL character"),
    ],
    ids=["empty", "blank", "invisible", "1 MB paragraph", "10,001 paragraphs", "10 MB", "NUL"],
)
def test_a_text_that_cannot_be_taken_in_is_refused_in_words(as_ana, text, words):
    refused = paste(as_ana, text)
    assert refused.status_code == 422
    assert words in str(refused.context["form"].errors["text"])
    assert refused.context["form"]["text"].value() == text
    assert not Blob.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "empty.txt", "There is no text in it."),
        (b"x" * 10_000_000, "long.txt", "the limit is 5 MB"),
        (b"%PDF-1.7 \x00\x01\x02", "report.pdf", "This is a PDF"),
        (bytes(range(256)) * 40, "noise.txt", "not a text file"),
        (b"fine\n\nnot \x00 fine, but a text all the same", "nul.txt", "NUL character"),
        (b"\xff\xfe" + b"a\x00" + b"\x00\xd8" + b"b\x00", "half.txt", "not readable as utf-16"),
    ],
    ids=["empty", "10 MB", "PDF", "binary", "NUL", "lone surrogate"],
)
def test_a_file_that_cannot_be_taken_in_is_refused_in_words(as_ana, data, name, words):
    refused = send(as_ana, data, name)
    assert refused.status_code == 422
    assert words in str(refused.context["form"].errors["file"])
    assert not Blob.objects.exists()


def test_a_text_and_a_file_at_once_are_refused(as_ana):
    refused = send(as_ana, b"From the file.", text="From the clipboard.")
    assert refused.status_code == 422
    assert "Keep one of the two" in refused.content.decode()
    assert "From the clipboard." in refused.content.decode()


def test_five_thousand_paragraphs_stay_usable(as_ana):
    text = "\n".join(f"Paragraph {n} of the report says something." for n in range(5_000))
    address, page = preview_of(as_ana, text)
    assert len(page.context["step"].rows) == 300 and len(page.content) < 600_000
    later = press(as_ana, address, page, "show 300")
    assert later.context["step"].rows[0].number == 301
    corrected = press(as_ana, address, later, "out 301.0")
    assert corrected.context["step"].rows[1].paragraph.left_out
    assert corrected.context["step"].first == 300
    press(as_ana, address, corrected, "take", title="The report")
    assert Statement.objects.filter(article=Article.objects.get()).count() == 5_000


def test_markup_is_shown_never_run(as_ana):
    text = "<script>alert(1)</script>\n\n<img src=x onerror=alert(2)> costs 5 % more. “Quoted & told.”\n"
    address, page = preview_of(as_ana, text)
    assert "<script>alert" not in page.content.decode() and "<img" not in page.content.decode()
    split = press(as_ana, address, page, "cut 1.46", byline='"><script>alert(3)</script>')
    assert "<script>alert" not in split.content.decode()
    press(as_ana, address, page, "take")
    assert Article.objects.get().title == "<script>alert(1)</script>"


def test_bidi_controls_are_gone_and_direction_is_told(as_ana):
    _, page = preview_of(
        as_ana, "\u202eevil\u202c and plain\n\nوزیرِ اعظم نے کہا کہ بندرگاہ پر انتظار کم ہو گیا ہے۔\n"
    )
    rows = page.context["step"].rows
    assert rows[0].paragraph.text == "evil and plain"
    assert [row.direction for row in rows] == ["ltr", "rtl"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 501),
        ("title", "a\0b"),
        ("byline", "x" * 301),
        ("publisher", "x" * 201),
        ("url", "javascript:alert(1)"),
        ("published_on", "yesterday"),
        ("language", "tlh"),
        ("mode", "sometime"),
        ("priority", "9"),
        ("due", "17:00 or so"),
    ],
)
def test_a_fact_that_cannot_be_stored_is_refused_at_its_field(as_ana, field, value):
    address, page = preview_of(as_ana)
    refused = press(as_ana, address, page, "take", **{field: value})
    assert refused.status_code == 422
    assert refused.context["form"].errors[field]
    assert refused.context["form"][field].value() == value
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    "corrections",
    [
        "{",
        "[]",
        '{"cut":7}',
        '{"cut":["-1.5"]}',
        '{"kind":{"1.0":"\\ud800"}}',
        "[" * 100_000,
        '{"join":["1"]}',
    ],
)
def test_corrections_that_nobody_made_are_set_back(as_ana, corrections):
    address, page = preview_of(as_ana)
    answer = press(as_ana, address, page, "", corrections=corrections)
    assert answer.status_code == 200
    assert paragraphs(answer) == paragraphs(page)
    assert "could not be read" in answer.content.decode()


@pytest.mark.parametrize(
    "act", ["cut 99.5", "cut 1.9999", "join 0.0", "out x", "show -1", "show 99999", "split 77.0"]
)
def test_a_button_that_is_not_there_does_nothing(as_ana, act):
    address, page = preview_of(as_ana)
    answer = press(as_ana, address, page, act)
    assert answer.status_code == 200
    assert paragraphs(answer) == paragraphs(page)


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
