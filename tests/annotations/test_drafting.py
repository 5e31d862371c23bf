"""What is joined in the preview is never longer than a paragraph may be."""

from annotations.drafting import rows
from annotations.drafting.corrections import Corrections, Place
from annotations.drafting.paragraphs import drafted
from articles.intake import DraftParagraph
from articles.intake.limits import MAX_PARAGRAPH

HALF = "a " * (MAX_PARAGRAPH // 4) + "b"


def test_a_join_beyond_what_a_paragraph_may_have_is_none():
    read = [DraftParagraph("body", text) for text in ("One.", HALF, HALF, "Two.")]
    found = drafted(read, Corrections(joins=frozenset({1, 2, 3})), "en")
    assert [len(paragraph.text) for paragraph in found] == [len(f"One. {HALF}"), len(f"{HALF} Two.")]
    assert [row.seam for row in rows(found, language="en", first=0, limit=2)] == [None, None]


def test_a_place_is_found_in_the_part_where_it_stands():
    read = [DraftParagraph("body", text) for text in ("One.", "Two.", "Three.")]
    (whole,) = drafted(read, Corrections(joins=frozenset({1, 2})), "en")
    assert [str(whole.place(at)) for at in (0, 3, 4, 5, 9, 10, 12)] == [
        "0.0", "0.3", "0.4", "1.0", "1.4", "2.0", "2.2"
    ]  # fmt: skip


def test_a_cut_that_leaves_a_mark_alone_is_none():
    read = [DraftParagraph("body", "他说：“桥关了。”"), DraftParagraph("body", "* * *")]
    cuts = [Place(0, at) for at in (1, 8, 9)] + [Place(1, 2)]
    assert [one.text for one in drafted(read, Corrections(cuts=frozenset(cuts)))] == [
        "他",
        "说：“桥关了。”",
        "* * *",
    ]
