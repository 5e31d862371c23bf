"""Marks: what stands in the galley is the paragraph's own text, with every statement told in words."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from uuid import UUID

import pytest

from annotations.marks import MOST_AROUND, excerpt, paragraph_html, rows
from annotations.premises import FailedPremise
from annotations.reading.model import CounterpointLine, FlagLine, MarkedParagraph, MarkedStatement
from annotations.scale import VerdictLabels

BASE = "/desks/demo/articles/port/"
FLAG = FlagLine(7, UUID(int=7), "adds_up_not", "Doesn’t add up", "claim", True, target="statement")
COUNTERPOINT = CounterpointLine(
    8, UUID(int=8), "qualifies", "Qualifies", "The gate was shut for 77 days.", "open", "Not yet settled"
)


def statement(text: str, start: int = 0, **changed) -> MarkedStatement:
    is_checked = changed.get("status", "unchecked") != "unchecked"
    standard = {
        "id": 41,
        "label": "3.2",
        "start": start,
        "end": start + len(text),
        "text": text,
        "kind": "quantity",
        "kind_confirmed": True,
        "status": "unchecked",
        "detail": "",
        "review_state": "open",
        "left_out": False,
        "rationale": "75,000 a year is 205 a day." if is_checked else "",
    }
    return MarkedStatement(**standard | changed)


def mark(marked: MarkedStatement, *, base: str = BASE, **page) -> str:
    """The statement alone in its paragraph."""
    return paragraph_html(paragraph(marked.text, marked), base=base, **page)


def paragraph(text: str, *statements: MarkedStatement) -> MarkedParagraph:
    return MarkedParagraph(
        id=3,
        label="3",
        kind="body",
        text=text,
        language="en",
        direction="ltr",
        left_out=False,
        rule="",
        version=1,
        statements=statements,
    )


class Reader(HTMLParser):
    """What the eye reads, what a screen reader adds, which elements there are."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen, self.spoken, self.open, self.tags = "", "", [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.open.append((tag, dict(attrs).get("class")))
        self.tags.append((tag, dict(attrs)))

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        classes = [name for _, name in self.open]
        if "sr" in classes:
            self.spoken += data
        elif "d" not in classes:
            self.seen += data

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


TEXTS = [
    "The gate cleared 75,000 containers.",
    "“Quoted <b>& bold</b>” said O'Neill 🚢 of the 👩‍👩‍👧 port.",
    "اردو میں ایک جملہ، محمد حنیف نے کہا۔",
    "二〇二五年の港は静かだった。",
    "Averyveryveryveryverylongwordwithoutanyspacewhatsoever",
    "x",
    "‮override",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("status", ["unchecked", "supported", "contradicted", "not_claim"])
@pytest.mark.parametrize("flags", [(), (FLAG,)])
def test_no_character_is_lost_or_becomes_markup(text, status, flags):
    whole = f"Before, {text} After <i>&amp;."
    marked = statement(text, start=8, status=status, flags=flags)
    reader = Reader(paragraph_html(paragraph(whole, marked), base=BASE))
    assert reader.seen == whole
    assert {tag for tag, _ in reader.tags} <= {"a", "span", "svg", "use"}


def test_offsets_are_code_points():
    text = "🚢🚢 محمد came. Then 🚢 left."
    first, second = statement("🚢🚢 محمد came."), statement("Then 🚢 left.", start=14, id=42)
    reader = Reader(paragraph_html(paragraph(text, first, second), base=BASE))
    assert reader.seen == text
    assert [link["id"] for link in reader.all("a")] == ["s41", "s42"]


@pytest.mark.parametrize(
    ("changed", "family", "symbol", "words"),
    [
        ({}, "unchecked", None, "3.2, not checked yet"),
        ({"status": "supported"}, "stands", "tick-hollow", "3.2, supported, proposed"),
        (
            {"status": "supported", "said_only": True},
            "stands",
            "tick-hollow",
            "3.2, supported (that it was said), proposed",
        ),
        (
            {"status": "supported", "review_state": "approved"},
            "stands",
            "tick-filled",
            "3.2, supported, approved",
        ),
        (
            {"status": "misleading", "review_state": "changed"},
            "catch",
            "half-changed",
            "3.2, misleading, changed since approval",
        ),
        (
            {"status": "misstated", "detail": "under", "review_state": "sent_back"},
            "catch",
            "down-hollow",
            "3.2, understated, sent back",
        ),
        (
            {"status": "contradicted", "flags": (FLAG,)},
            "fails",
            "cross-hollow",
            "3.2, contradicted, proposed, flagged",
        ),
        ({"status": "no_evidence"}, "unsaid", "ring-hollow", "3.2, no evidence found, proposed"),
        ({"status": "not_claim"}, "none", None, "3.2, not a factual claim, proposed"),
        ({"status": "supported", "left_out": True}, "left", None, "3.2, left out"),
    ],
)
def test_a_mark_says_in_words_what_it_shows(changed, family, symbol, words):
    reader = Reader(mark(statement("It is so.", **changed)))
    assert reader.all("a")[0]["class"] == f"s {family}"
    assert [use["href"] for use in reader.all("use")] == ([f"#{symbol}"] if symbol else [])
    assert reader.spoken.strip() == words
    assert reader.all("span")[-1] == {"class": "sr", "lang": "en"}  # in a paragraph of whatever language


def test_the_desks_own_labels_are_spoken():
    html = mark(
        statement("It is so.", status="contradicted"), scale=VerdictLabels({"contradicted": "Wide <of>"})
    )
    assert Reader(html).spoken.strip() == "3.2, wide <of>, proposed"


def test_a_settled_flag_hangs_no_dagger():
    settled = FlagLine(
        9, UUID(int=9), "other", "Other", "work", False, closed_at=date(2026, 1, 15), outcome="fixed"
    )
    assert "†" not in mark(statement("It is so.", flags=(settled,)), base=BASE)


def test_dagger_and_glyph_keep_to_their_words():
    html = mark(statement("Many words of it.", status="contradicted", flags=(FLAG,)), base=BASE)
    assert '<span class="k"><span class="d" aria-hidden="true">†</span>Many</span> words' in html
    assert ' of <span class="k">it.<svg' in html


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Many words of it.", ["†Many", "it.✕"]),
        ("The ship.", ["†The", "ship.✕"]),
        ("Ship.", ["†Ship.✕"]),
        ("x" * 30 + " and " + "y" * 30, ["†" + "x" * 30, "y" * 30 + "✕"]),
        ("x" * 31 + " and " + "y" * 31, ["†", "✕"]),
        ("二〇二五年の港は静かだった。", ["†二", "。✕"]),
        ("豈" + " 港 " + "港", ["†豈", "港✕"]),
        ("（港は静かだった？）", ["†（", "）✕"]),
        ("５月の港は𠮷か𠮷", ["†５", "𠮷✕"]),
        ("金", ["†金✕"]),
    ],
)
def test_only_so_much_keeps_to_dagger_and_glyph(text, kept):
    html = mark(statement(text, status="contradicted", flags=(FLAG,)))
    html = html.replace('<span class="d" aria-hidden="true">†</span>', "†")
    html = re.sub(r"<svg.*?</svg>", "✕", html)
    assert re.findall(r'<span class="k">(.*?)</span>', html) == kept
    assert Reader(html.replace("†", "").replace("✕", "")).seen == text


def test_the_open_card_is_the_only_current_one():
    one, two = statement("One."), statement("Two.", start=5, id=42)
    reader = Reader(paragraph_html(paragraph("One. Two.", one, two), base=BASE, current=42))
    assert [link.get("aria-current") for link in reader.all("a")] == [None, "true"]


def test_unfinished_is_what_an_analyst_has_to_do():
    todo = {
        "unchecked": statement("A."),
        "incomplete": statement("A.", status="supported"),
        "sent back": statement("A.", status="supported", review_state="sent_back"),
        "opinion of other words": statement("A.", status="not_claim"),
    }
    done = {
        "ready": statement("A.", status="supported", review_state="ready"),
        "left out": statement("A.", left_out=True),
        "opinion": statement("A.", status="not_claim", review_state="ready"),
    }
    assert {name for name, s in (todo | done).items() if "data-todo" in mark(s)} == set(todo)


def test_words_in_no_statement_are_a_gap_but_spaces_are_not():
    html = paragraph_html(
        paragraph("One. And then, Two.", statement("One."), statement("Two.", 15)), base=BASE
    )
    assert re.search(
        r'<a class="gap" hx-boost="false" href="[^"]+paragraphs/\d+/#gaps"> And then, </a>', html
    )
    assert "gap" not in paragraph_html(
        paragraph("One. Two.", statement("One."), statement("Two.", 5)), base=BASE
    )


def test_a_hostile_base_stays_an_attribute():
    (link,) = Reader(mark(statement("One."), base='/x"><script>/')).all("a")
    assert link["href"] == '/x"><script>/statements/41/'


def test_the_margin_names_what_is_flagged_misleading_or_countered():
    noted = statement("One.", status="contradicted", flags=(FLAG,), counterpoints=(COUNTERPOINT,))
    fine = statement("Two.", start=5, status="supported")
    notes = rows([paragraph("One. Two.", noted, fine)], base=BASE)[0].notes
    assert [(note.text, note.symbol, note.is_flag) for note in notes] == [
        ("Doesn’t add up", "", True),
        ("Contradicted: 75,000 a year is 205 a day.", "cross-hollow", False),
        ("Against it: The gate was shut for 77 days.", "", False),
    ]


def test_the_margin_says_what_fell_and_keeps_to_the_length_of_a_line():
    fallen = FailedPremise(40, "2.1", "misleading", "")
    long = "x" * 119 + "yz"
    marked = statement(
        "One.", status="contradicted", rationale=long, fallen=(fallen,),
        counterpoints=(replace(COUNTERPOINT, text=long),),
    )  # fmt: skip
    notes = rows([paragraph("One.", marked)], base=BASE, scale=VerdictLabels({"misleading": "Half of it"}))[
        0
    ].notes
    assert [(note.statement_id, note.label, note.family, note.text) for note in notes] == [
        (41, "3.2", "fails", f"Contradicted: {long[:120]}"),
        (41, "3.2", "none", "Leans on 2.1, now “half of it”: look at it again."),
        (41, "3.2", "none", f"Against it: {long[:120]}"),
    ]


def test_the_margin_is_silent_on_a_verdict_that_is_left_out_or_has_no_reason():
    gone = statement("One.", status="contradicted", left_out=True)
    bare = statement("Two.", start=5, status="misstated", detail="under", rationale="")
    (row,) = rows([paragraph("One. Two.", gone, bare)], base=BASE)
    assert [note.text for note in row.notes] == ["Understated"]


def test_the_margin_has_of_what_is_left_out_the_flags_that_wait():
    gone = statement("One.", left_out=True, flags=(FLAG,), counterpoints=(COUNTERPOINT,))
    (row,) = rows([paragraph("One.", gone)], base=BASE)
    assert [note.text for note in row.notes] == ["Doesn’t add up"]


def test_a_row_counts_what_is_checked_or_left_out():
    text = "One. Two. Six."
    (row,) = rows(
        [
            paragraph(
                text,
                statement("One."),
                statement("Two.", 5, status="supported", review_state="ready"),
                statement("Six.", 10, left_out=True),
            )
        ],
        base=BASE,
    )
    assert (row.checked, row.total) == (2, 3)
    assert Reader(row.html).seen == text


@pytest.mark.parametrize(
    ("here", "first", "last"), [(0, 0, 100), (100, 0, 200), (150, 50, 250), (260, 160, 299), (299, 199, 299)]
)
def test_of_a_long_paragraph_those_around_one_are_shown(here, first, last):
    words = [f"Boat {n:03} came." for n in range(300)]
    text = f"Once. {' '.join(words)} So it was."
    told = [statement(each, start=text.index(each), id=n) for n, each in enumerate(words)]
    found = excerpt(paragraph(text, *told), here)
    assert [each.id for each in found.statements] == [*range(first, last + 1)]
    assert all(found.text[each.start : each.end] == each.text for each in found.statements)
    assert found.text.startswith("… " if first else "Once. ") and found.text.endswith(
        " …" if last < 299 else " So it was."
    )
    assert paragraph_html(found, base=BASE).count('class="gap"') == (first == 0) + (last == 299)


def test_a_paragraph_that_is_read_at_once_is_shown_whole():
    words = [f"Boat {n:03} came." for n in range(MOST_AROUND + 1)]
    told = [statement(each, start=16 * n, id=n) for n, each in enumerate(words)]
    whole = paragraph(" ".join(words), *told)
    assert excerpt(whole, 0) is whole
