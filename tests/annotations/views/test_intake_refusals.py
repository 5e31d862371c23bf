"""What cannot be taken in is refused in words; what was typed is kept; nothing half done is stored."""

import json
import re
from pathlib import Path

import pytest

from annotations.drafting import sheet
from annotations.drafting.paragraphs import drafted
from annotations.forms.article import owners_at
from annotations.forms.intake import TakeInForm
from annotations.models import Statement
from articles.models import Article, Blob
from articles.normal import normalise
from tests.annotations.views.intake_pages import paragraphs, paste, press, preview_of, send

NAUGHTY = Path(__file__).parents[4] / "shared" / "cases" / "naughty_strings.jsonl"


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


def test_a_page_makes_its_paragraphs_as_often_however_many_it_shows(as_ana, monkeypatch):
    made = []
    monkeypatch.setattr(sheet, "drafted", lambda *told: made.append(told) or drafted(*told))
    counts = []
    for size in (5, 40):
        text = "\n".join(f"Paragraph {n} of {size} says something." for n in range(size))
        address, page = preview_of(as_ana, text)
        made.clear()
        press(as_ana, address, page, "out 3.0")
        counts.append(len(made))
    assert counts[0] == counts[1] > 0


def test_markup_is_shown_never_run(as_ana):
    text = "<script>alert(1)</script>\n\n<img src=x onerror=alert(2)> costs 5 % more. “Quoted & told.”\n"
    address, page = preview_of(as_ana, text)
    assert "<script>alert" not in page.content.decode() and "<img" not in page.content.decode()
    split = press(as_ana, address, page, "cut 1.46", byline='"><script>alert(3)</script>')
    assert "<script>alert" not in split.content.decode()
    press(as_ana, address, page, "take")
    assert Article.objects.get().title == "<script>alert(1)</script>"


@pytest.fixture
def naughty():
    if not NAUGHTY.exists():
        pytest.skip("the naughty strings are not beside the project")
    return [json.loads(line)["text"] for line in NAUGHTY.read_text().splitlines()]


def test_naughty_strings_are_text_like_any_other(as_ana, naughty):
    storable = [text for text in naughty if not re.search("[\0\ud800-\udfff]", text)]
    address, page = preview_of(as_ana, "A title for them all\n\n" + "\n".join(storable))
    _, plain = preview_of(as_ana, "A title\n\nA text of one sentence.")
    scripts = plain.content.count(b"<script")  # the page's own
    assert page.content.count(b"<script") == scripts
    assert b"<img" not in page.content and b"<iframe" not in page.content
    assert press(as_ana, address, page, "take").status_code == 302


def test_naughty_facts_are_stored_in_normal_form_or_refused(naughty, ana, monkeypatch):
    owners = owners_at(ana.desk_id)  # whom a form offers does not hang on what is typed
    monkeypatch.setattr("annotations.forms.intake.owners_at", lambda desk: owners)
    for text in naughty:
        names = ("title", "byline", "publisher", "url", "published_on", "language", "mode", "priority", "due")
        form = TakeInForm(dict.fromkeys(names, text), by=ana)
        assert not form.is_valid()
        for name in {"title", "byline", "publisher"} - set(form.errors):
            assert form.cleaned_data[name] == " ".join(normalise(text).split())
        address = form.cleaned_data.get("url") or "https://"
        assert address.lower().startswith(("http://", "https://", "ftp://", "ftps://"))


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
        ("language", "no tag"),
        ("language", "sv-" + "x" * 10),
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
