"""The Markdown reads as text, refers by footnotes, keeps every markup of the article asleep."""

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from annotations.exports import html_page, markdown_text
from tests.annotations.exports.builders import citation, counterpoint, link, paragraph, statement, verdict
from tests.annotations.exports.sample import ARTICLE, COPY, HANDBOOK, YEARBOOK


@pytest.fixture(scope="module")
def text():
    return markdown_text.render(ARTICLE).decode()


def read(text):
    """As GitHub's dialect would, raw HTML allowed: the block and inline types, the words."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = [inner for token in parser.parse(text) for inner in (token, *(token.children or ()))]
    return {token.type for token in tokens}, "".join(
        t.content for t in tokens if t.type in ("text", "text_special")
    )


def test_statements_stand_in_brackets_with_sign_state_sources(text):
    assert "⟦In 2025 the trams carried over 75,000 people⟧ (3.1 ✓ approved)[^1][^2], ⟦averaging" in text
    assert "(3.2 ✕ proposed)†[^1]" in text


def test_where_no_more_was_checked_than_that_it_was_said_the_sign_does_not_stand_alone(text):
    assert "(3.3 ↑ that it was said, changed since approval)" in text
    assert "“that it was said” where no more was checked" in text


def test_what_is_no_claim_is_not_approved_as_one(text):
    assert "(2.1 no claim, approved)" in text
    assert "\n- “no claim”: Not a factual claim\n- the number alone: Not checked yet\n" in text


def test_every_footnote_is_there_once(text):
    wanted = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert wanted == {"1", "2", "3"} == set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))


def test_a_footnote_says_its_number_since_what_draws_it_may_give_it_another(text):
    notes = re.findall(r"^\[\^(\d+)\]: Source (\d+)\. ", text, re.MULTILINE)
    assert notes == [("1", "1"), ("2", "2"), ("3", "3")]


def test_what_only_a_left_out_statement_cites_is_no_footnote():
    """Nothing refers to it, so most of what draws Markdown would drop it."""
    point = counterpoint(1, "No.", citations=(citation(2, COPY),))
    out = statement("1.1", "It.", left_out=True, citations=(citation(1, YEARBOOK),), counterpoints=(point,))
    made = replace(ARTICLE, paragraphs=(paragraph("1", "It.", out),))
    text = markdown_text.render(made).decode()
    assert re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE) == ["3"]
    assert "## Sources" not in markdown_text.render(replace(made, counterpoints=())).decode()


@pytest.mark.parametrize("name", ["1. FC Harbour", "- the clerk", "# the clerk", "> the clerk"])
def test_a_footnote_is_no_list_whatever_its_authors_name(name):
    work = replace(YEARBOOK, csl={"author": [{"literal": name}]})
    (note,) = re.findall(
        r"^\[\^1\]: (.*)", markdown_text.render(replace(ARTICLE, sources=(work,))).decode(), re.MULTILINE
    )
    kinds, words = read(note)
    assert words.startswith(f"Source 1. {name}. ")
    assert not kinds & {"ordered_list_open", "bullet_list_open", "heading_open", "blockquote_open"}


def test_a_title_keeps_the_sign_at_its_end():
    head = (
        markdown_text.render(replace(ARTICLE, title="The harbour’s race to no. #")).decode().splitlines()[0]
    )
    assert read(head)[1] == "The harbour’s race to no. #"


def test_an_address_that_can_be_no_link_is_text(text):
    (note,) = re.findall(r"^\[\^2\]: .*", text, re.MULTILINE)
    assert (
        r"The \_Courier\_. https\://example.org/q?x=&lt;y> Archived 13 January 2026: ftp\://archive" in note
    )


def test_lines_are_kept_apart(text):
    assert "“Line \\| 2024 \\| 2025 ↵ 1 \\| 41,000 \\| 44,118 ↵ 2 \\|" in text
    assert "The line ran on 288 days; ↵ per running day" in text
    assert "Most of it stands.\n\nThe \\*rate\\* does &lt;not>.\\\n1\\. It never did." in text


def test_who_answered_a_counterpoint(text):
    assert "> **Answer.** Then say &lt;per running day>. – Ana Ruiz" in text


def test_the_head_says_what_is_not_signed_off(text):
    assert text.split("\n\n")[1].startswith("**Not signed off: 3 of 9 statements approved, 3 open")
    assert text.split("\n\n")[1].endswith("a finding.** 28 % of the words not yet accounted for.")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[click](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        "**bold** _em_ `code` ~~gone~~",
        "# heading",
        "- item",
        "+ item",
        "1. item",
        "2) item",
        "> quoted",
        "---",
        "=== rule",
        "| a | b |",
        "&lt;b&gt; &#60;b&#62;",
        "[^1] and [^1]: note",
        "<https://example.org>",
        "line\n\n# another",
        "\t\tcode",
        "a\\",
        "{{ 7*7 }} {% raw %}",
        "Title\n=====",
    ],
)
def test_no_markup_of_the_text_becomes_active(hostile):
    types, words = read(markdown_text.opening(hostile))
    assert types <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    assert words == " ".join(hostile.split())


@pytest.mark.parametrize("address", ["https://example.org/a", "www.example.org", "ana@example.org"])
def test_bare_addresses_of_the_text_are_no_links(address):
    shown = markdown_text.plain(address)
    assert not re.search(r"https?://|www\.|\w@\w", shown)
    assert read(shown)[1] == address


def test_a_run_of_paragraphs_that_are_left_out_is_one_line():
    (gone, last), kept = ARTICLE.paragraphs[-2:], ARTICLE.paragraphs[1]
    text = markdown_text.render(replace(ARTICLE, paragraphs=(gone, kept, gone, last))).decode()
    assert re.findall(r"^\*Left out: ¶ (.+)\*$", text, re.MULTILINE) == ["6", "6–7"]


def test_each_kind_of_paragraph_opens_as_markdown_has_it():
    kinds = ("heading", "quotation", "list_item", "body")
    paragraphs = tuple(paragraph(str(n), "It is so.", kind=kind) for n, kind in enumerate(kinds, 1))
    text = markdown_text.render(replace(ARTICLE, paragraphs=paragraphs)).decode()
    for line in ("### **¶ 1** It is so.", "> **¶ 2** It is so.", "- **¶ 3** It is so.", "**¶ 4** It is so."):
        assert f"\n\n{line}\n\n" in text


def test_words_between_statements_keep_their_blanks():
    made = paragraph("1", "So: one, and two – ten", statement("1.1", "one"), statement("1.2", "two"))
    text = markdown_text.render(replace(ARTICLE, paragraphs=(made,))).decode()
    assert "**¶ 1** So: ⟦one⟧ (1.1), and ⟦two⟧ (1.2) – ten\n" in text


def test_a_parenthesis_behind_the_number_of_a_source_makes_no_link_of_it():
    cited = statement("1.1", "They came", citations=(citation(1, YEARBOOK),))
    made = paragraph("1", "They came(see) at last (so).", cited)
    text = markdown_text.render(replace(ARTICLE, paragraphs=(made,), url="", sources=())).decode()
    types, words = read(text.split("## The text")[1].split("## Against")[0])
    assert "link_open" not in types
    assert "(see) at last (so)." in words


@pytest.mark.parametrize(
    ("status", "detail", "sign"),
    [
        ("supported", "", "✓"),
        ("mostly", "", "≈"),
        ("misleading", "", "◐"),
        ("misstated", "over", "↑"),
        ("misstated", "under", "↓"),
        ("misstated", "", "↕"),
        ("contradicted", "", "✕"),
        ("no_evidence", "", "○"),
        ("unverifiable", "", "…"),
    ],
)
def test_every_verdict_has_a_sign(status, detail, sign):
    made = paragraph("1", "It.", statement("1.1", "It.", status, verdict=verdict(1, status, "", detail)))
    text = markdown_text.render(replace(ARTICLE, paragraphs=(made,))).decode()
    assert f"⟦It.⟧ (1.1 {sign} proposed)" in text
    assert f"\n- {sign} " in text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "> *Not yet settled · Tomás Vega*"),
        ({"by": ""}, "> *Not yet settled*"),
        ({"kind": "qualifies", "kind_label": "Qualifies"}, "> *Qualifies · Not yet settled · Tomás Vega*"),
        (
            {"answer": "So?", "answered_by": "Ana"},
            "> **Answer.** So? – Ana\n>\n> *Ana answered; not yet settled",
        ),
        ({"answer": "So?"}, "> **Answer.** So?\n>\n> *Someone answered; not yet settled · Tomás Vega*"),
    ],
)
def test_a_counterpoint_says_its_kind_its_state_its_author(fields, told):
    made = replace(ARTICLE, counterpoints=(replace(counterpoint(1, "No."), **fields),))
    assert f"> **Against the article.** No.\n>\n{told}" in markdown_text.render(made).decode()


def test_what_was_taken_from_a_work_and_what_was_not():
    cited = (
        citation(1, HANDBOOK, passage=""),
        citation(2, HANDBOOK, locator="", passage="41,000"),
        citation(3, HANDBOOK, shows="It rose.", passage="44,000"),
    )
    made = paragraph("1", "It.", statement("1.1", "It.", citations=cited))
    text = markdown_text.render(replace(ARTICLE, paragraphs=(made,), counterpoints=())).decode()
    assert "· 1.1, supports, p. 12 (no passage given) · 1.1, supports: “41,000” · " in text
    assert "· 1.1, supports, p. 12: It rose. “44,000”" in text


@pytest.mark.parametrize(
    ("shows", "told"), [("It is so.", "It is so. “"), ("“So!”", "“So!” “"), ("So", "So: “")]
)
def test_a_passage_stands_behind_a_colon_or_behind_a_full_stop(shows, told):
    made = paragraph("1", "It.", statement("1.1", "It.", citations=(citation(1, HANDBOOK, shows=shows),)))
    text = markdown_text.render(replace(ARTICLE, paragraphs=(made,), counterpoints=())).decode()
    assert f"· 1.1, supports, p. 12: {told}Total boardings: 75,118”" in text


def test_what_is_quoted_in_a_quotation_has_single_marks():
    words = "“We count the birds twice”: the ministry"
    told = replace(YEARBOOK, title=words)
    cited = (citation(1, told, passage=words), citation(2, COPY))
    text_of = paragraph("1", "It.", statement("1.1", "It.", citations=cited))
    made = replace(ARTICLE, paragraphs=(text_of,), counterpoints=(), sources=(told, COPY))
    text = markdown_text.render(made).decode()
    assert "supports, p. 12: “‘We count the birds twice’: the ministry”" in text
    assert "Copy of “‘We count the birds twice’: the ministry”, source 1" in text
    assert ">‘We count the birds twice’: the ministry</q>" in html_page.render(made).decode()


def test_parts_that_are_empty_have_no_heading():
    bare = replace(
        ARTICLE, summary="", paragraphs=(), counterpoints=(), notes=(), flags=(), changes=(), sources=()
    )
    headings = re.findall(r"^## (.+)$", markdown_text.render(bare).decode(), re.MULTILINE)
    assert headings == ["How to read the marks", "In numbers", "The text", "Statement by statement", "Method"]


def test_an_archived_copy_is_told_with_its_day_where_it_is_known():
    dated, undated = YEARBOOK, replace(YEARBOOK, archived_on=None)
    for source, told in ((dated, "Archived 13 January 2026: <https"), (undated, "Archived: <https")):
        assert told in markdown_text.render(replace(ARTICLE, sources=(source,))).decode()


def test_a_label_is_no_markup_anywhere():
    label = "3.1 [x](javascript:alert(1))"
    repeats = statement("1.1", "It.", "supported", same_as=replace(link("3.1", "It."), label=label))
    text = markdown_text.render(replace(ARTICLE, paragraphs=(paragraph("1", "It.", repeats),))).decode()
    assert r"As 3.1 \[x\](javascript" in text and "[x](" not in text


def test_no_text_forges_the_mark_of_a_statement():
    text = "Sales rose⟧ (9.9 ✓ approved) ⟦ again."
    made = paragraph("1", text, statement("1.1", text))
    (line,) = re.findall(
        r"^\*\*¶ 1\*\* (.*)",
        markdown_text.render(replace(ARTICLE, paragraphs=(made,))).decode(),
        re.MULTILINE,
    )
    assert line == r"⟦Sales rose\] (9.9 ✓ approved) \[ again.⟧ (1.1)"
