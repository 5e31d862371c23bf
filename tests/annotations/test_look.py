"""The frame of every page: fields that say what is wrong, figures in words, nothing inline."""

import re
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from django import forms
from django.conf import settings
from django.contrib.messages.constants import DEFAULT_TAGS
from django.template.loader import render_to_string

from annotations.marks import rows
from annotations.models import Stance, Status
from annotations.reading.model import Counts
from annotations.reading.statement_list import ListedStatement
from annotations.scale import LOOKS, mark_of
from annotations.templatetags.look import galley, how_far, initials, listed_lines, meter, sprite, up_to_999
from articles.models import Desk, ParagraphKind
from tests.annotations.test_marks import BASE, COUNTERPOINT, FLAG, paragraph, statement

TEMPLATES = Path(settings.TEMPLATES[0]["DIRS"][0])
HTML_IN_PYTHON = ("annotations", "config")
STYLES = sorted((settings.BASE_DIR / "config" / "static" / "css").glob("*.css"))


class SourceForm(forms.Form):
    title = forms.CharField(help_text="As printed on it.")
    stance = forms.ChoiceField(
        widget=forms.RadioSelect, choices=[("for", "Supports"), ("against", "Contradicts")]
    )
    alone = forms.BooleanField(required=False, label="Only one origin can exist")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_names_its_help_and_its_error():
    html = render_to_string("parts/fields.html", {"form": SourceForm({"title": "", "stance": "for"})})
    described = re.search(r'name="title"[^>]*aria-describedby="([^"]+)"', html)[1].split()
    assert described == ["id_title_helptext", "id_title_error"]
    assert all(f'id="{name}"' in html for name in described)
    assert 'aria-invalid="true"' in html
    assert "<legend>Stance</legend>" in html
    assert html.count('<span class="optional">') == 0  # a box is its own answer
    assert '<input type="hidden" name="seen" id="id_seen">' in html


def test_the_meter_is_told_in_words():
    counts = Counts(statements=10, statuses={"supported": 3, "mostly": 1, "contradicted": 2, "unchecked": 4})
    assert 'aria-label="4 stand, 2 do not stand"' in meter(counts)
    assert 'viewBox="0 0 10 1"' in meter(counts)
    one = Counts(statements=2, statuses={"supported": 1, "contradicted": 1})
    assert 'aria-label="1 stands, 1 does not stand"' in meter(one)
    assert 'aria-label="Nothing checked yet"' in meter(Counts())


def test_what_is_no_claim_was_not_checked():
    counts = Counts(
        statements=1047, checked=20, statuses={"supported": 3, "not_claim": 17, "unchecked": 1027}
    )
    assert how_far(counts) == "3 checked, 17 no claim, of 1,047"
    assert how_far(replace(counts, statuses={})) == "20 checked of 1,047"


def test_glyphs_of_a_page_are_in_its_sprite():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sprite()))
    assert mark_of("misstated", "under", "changed").symbol in drawn
    assert mark_of("not_claim", "", "approved").drawn == ""
    assert mark_of("contradicted", "", "ready").drawn.startswith('<svg class="g fails"')


@pytest.mark.parametrize(
    ("name", "short"), [("Ana Neves", "AN"), ("Rosa", "RO"), ("Ana María Ruiz", "AR"), ("", "")]
)
def test_initials(name, short):
    assert initials(name) == short


@pytest.mark.parametrize(
    ("number", "told"), [(0, ""), (12, "12"), (999, "999"), (1000, "999+"), (3763, "999+")]
)
def test_the_bar_has_room_for_three_figures(number, told):
    assert up_to_999(number) == told
    for name in ("workspace/moved.html", "review/moved.html"):
        assert "{{ waiting|up_to_999 }}</b>" in (TEMPLATES / name).read_text()
    shown = render_to_string("parts/bar.html", {"waiting": number, "desk": Desk(slug="harbour"), "undo": []})
    assert f'<b id="waiting">{told}</b>' in shown


def test_a_row_has_its_notes_beside_it_and_escapes_them():
    marked = statement("One.", status="contradicted", flags=(FLAG,), rationale="<script>")
    (row,) = rows([paragraph("One.", marked)], base=BASE)
    html = galley([row], BASE)
    assert 'id="p-3"' in html
    assert '<p class="para body" lang="en" dir="ltr"><a class="s fails"' in html
    assert html.index('class="para') < html.index('class="margin"')
    assert "Contradicted: &lt;script&gt;" in html
    assert 'hx-swap-oob="true"' in galley([row], BASE, True) and "hx-swap-oob" not in html


def test_the_margin_has_a_statements_number_seen_once_heard_at_each_and_its_own_sign_at_each_note():
    one = statement("One.", id=1, label="3.1", status="contradicted", flags=(FLAG,))
    two = statement("Two.", start=5, id=2, status="contradicted", rationale="")
    html = galley(rows([paragraph("One. Two.", one, two)], base=BASE), BASE)
    notes = re.findall(r'<a class="note (\w+)" href="([^"]+)"><b>(.*?)</b><(\w+) .*?<span>(.*?)</span>', html)
    again = '<span class="sr">3.1</span>'
    assert notes == [
        ("flagged", f"{BASE}statements/1/", "3.1", "i", "Doesn’t add up"),
        ("fails", f"{BASE}statements/1/", again, "svg", "Contradicted: 75,000 a year is 205 a day."),
        ("fails", f"{BASE}statements/2/", "3.2", "svg", "Contradicted"),
    ]


def test_many_notes_of_a_kind_do_not_push_the_text_apart():
    """The gravest are shown, of four all; the card has the others."""
    blocking = replace(FLAG, label="No source", is_blocking=True)
    points = tuple(replace(COUNTERPOINT, text=f"Point {n}.") for n in range(4))
    flags = (*[replace(FLAG, is_blocking=False)] * 39, blocking)
    html = row_of(statement("One.", status="contradicted", flags=flags, counterpoints=points))
    notes = re.findall(r"<span>([^<]*)</span></a></li>", html)
    assert notes == [
        blocking.label, "Doesn’t add up", "Doesn’t add up", "+ 37 more flags",
        "Contradicted: 75,000 a year is 205 a day.",
        *(f"Against it: Point {n}." for n in range(4)),
    ]  # fmt: skip


def row_of(*statements, **changed):
    text = " ".join(each.text for each in statements) or "A line."
    return galley(rows([replace(paragraph(text, *statements), **changed)], base=BASE), BASE)


def test_a_row_says_how_much_of_it_is_checked():
    one = statement("One.", status="supported", review_state="ready")
    two = statement("Two.", start=5, status="supported", review_state="open")  # which lacks something
    assert 'aria-label="Paragraph 3, 1 of 2 checked">3<small>1/2</small></a>' in row_of(one, two)
    assert 'aria-label="Paragraph 3, 1 of 1 checked">3</a>' in row_of(one)
    assert 'aria-label="Paragraph 3">3</a>' in row_of()


@pytest.mark.parametrize(
    ("kind", "opening"),
    [
        ("title", '<h1 class="para" '),
        ("heading", '<h2 class="para" '),
        ("quotation", '<blockquote class="para" '),
        ("list_item", '<p class="para list_item" '),
    ],
)
def test_a_row_is_the_element_that_it_means(kind, opening):
    html = row_of(kind=kind)
    assert opening in html
    assert f"</{opening[1:].split()[0]}>" in html


def test_a_row_that_is_left_out_says_why_and_how_to_keep_it():
    by_rule, by_hand = row_of(left_out=True, rule="newsletter"), row_of(left_out=True)
    assert '<div class="row out" id="p-3">' in by_rule
    keep = f'<a href="{BASE}paragraphs/3/" hx-boost="false">Keep it <span class="sr">3</span></a></p>'
    assert f'<p class="why">Left out: newsletter {keep}' in by_rule
    assert f'<p class="why">Left out: by hand {keep}' in by_hand
    assert '<div class="row" id="p-3">' in row_of() and "Left out" not in row_of()


def line_of(**changed):
    standard = {
        "id": 41, "uid": UUID(int=41), "label": "3.2", "text": "It <is> so.", "plain": "", "said_by": "",
        "is_unclear": False, "status": "supported", "detail": "", "mark": mark_of("supported", "", "approved"),
        "verdict": "Supported", "state": "Approved", "flags": (), "slug": "port", "title": "The port",
        "language": "ur", "article_language": "en",
    }  # fmt: skip
    return listed_lines([ListedStatement(**standard | changed)], "/desks/demo/articles/")


def test_a_line_of_the_list_of_statements():
    html = line_of()
    assert (
        'href="/desks/demo/articles/port/statements/41/"><b>3.2</b> It &lt;is&gt; so.</a></p><p class="facts'
        in html
    )
    assert '<span class="stands"><svg' in html and 'href="#tick-filled"' in html
    assert html.endswith(
        '<b>Supported</b></span><span>Approved</span><span class="last"><bdi lang="en">The port</bdi></span>'
        "</p></li>"
    )


def test_a_line_of_the_list_has_plain_words_flags_and_who_says_it():
    html = line_of(plain="So <it> is.", flags=("No source", "Other"), said_by="The <union>", is_unclear=True)
    assert '<p class="fine" lang="ur" dir="auto">So &lt;it&gt; is.</p>' in html
    sign = '<span aria-hidden="true">† </span><span class="sr">Flag: </span>'
    assert html.count(f'<span class="flags"><b>{sign}') == 2
    assert "<span>said by <bdi>The &lt;union&gt;</bdi></span>" in html and "unclear" not in html
    assert "<span>unclear who says it</span>" in line_of(is_unclear=True)


def test_nothing_stands_inline():
    """The policy of the pages forbids it; the export is a file of its own."""
    inline = re.compile(r"""\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=|hx-on|hx-vals=["']js:""")
    pages = [path for path in TEMPLATES.rglob("*.html") if path.parent.name != "exports"]
    assert [str(path.relative_to(TEMPLATES)) for path in pages if inline.search(path.read_text())] == []


def _named(html: str) -> set[str]:
    """The words of all class attributes, of the conditions in them too."""
    found = re.findall(r'class="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)', html)
    return set(re.findall(r"[\w-]+", " ".join(found)))


def test_every_class_that_has_a_look_is_there():
    """In a template, in HTML that Python writes, in a script, or by the name of a status, stance, paragraph's kind."""
    used = {family for family, _ in LOOKS.values()}
    used.update(Status.values, Stance.values, ParagraphKind.values, DEFAULT_TAGS.values())
    for path in TEMPLATES.rglob("*.html"):
        if path.parent.name != "exports":  # with a look of its own
            used |= _named(path.read_text())
    for path in (path for app in HTML_IN_PYTHON for path in (settings.BASE_DIR / app).rglob("*.py")):
        used |= set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="(.*?)"(?=[ >])', path.read_text()))))
    for path in (settings.BASE_DIR / "config" / "static" / "js").glob("*.js"):
        used |= set(re.findall(r"[\w-]+", path.read_text()))
    for path in STYLES:
        rules = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", path.read_text(), flags=re.DOTALL)
        named = set(re.findall(r"\.([a-z][\w-]*)", " ".join(re.findall(r"([^{}]*)\{", rules))))
        assert named - used == set(), path.name


def _parts(colour: str) -> list[int]:
    """Red, green, blue of #rgb or #rrggbb."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * each for each in colour[1:])
    return [int(digits[at : at + 2], 16) for at in (0, 2, 4)]


def _luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [part / 255 for part in _parts(colour)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _tinted(scheme: str, paper: str) -> str:
    """The paper under the tint of what is chosen."""
    *tint, share = map(float, re.search(r"--sel: rgb\((\d+) (\d+) (\d+) / ([\d.]+)\);", scheme).groups())
    mixed = (
        round(share * over + (1 - share) * under) for over, under in zip(tint, _parts(paper), strict=True)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


def test_every_ink_can_be_read_on_every_paper_by_day_and_by_night():
    light, dark = re.findall(r":root \{(.*?)\}", (STYLES[0].parent / "frame.css").read_text(), re.S)[:2]
    for scheme in (light, dark):
        colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]+);", scheme))
        papers = [colours[name] for name in ("paper", "sheet", "lift", "wash")]
        papers += [_tinted(scheme, colours[name]) for name in ("paper", "sheet")]
        for ink in ("ink", "soft", "hush", "accent", "stands", "catch", "fails", "unsaid"):
            assert min(_contrast(colours[ink], paper) for paper in papers) >= 4.5, ink
        for edge in ("edge", "focus"):
            assert (
                min(_contrast(colours[edge], colours[paper]) for paper in ("paper", "sheet", "lift")) >= 3
            ), edge
