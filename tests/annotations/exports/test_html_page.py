"""The HTML file tells all, needs nothing, runs nothing."""

import re
from dataclasses import replace

import pytest

from annotations.exports import html_links, html_page, words
from annotations.exports.html_marks import paragraph_html
from annotations.premises import FailedPremise
from annotations.reading.model import Counts
from annotations.scale import VerdictLabels
from tests.annotations.exports.builders import citation, counterpoint, decision, flag, note, verdict
from tests.annotations.exports.builders import paragraph as paragraph_of
from tests.annotations.exports.builders import statement as one
from tests.annotations.exports.reader import Page
from tests.annotations.exports.sample import ARTICLE, YEARBOOK, article


@pytest.fixture(scope="module")
def data():
    return html_page.render(ARTICLE)


@pytest.fixture(scope="module")
def page(data):
    return Page(data)


def statement(label):
    return next(s for s in ARTICLE.statements if s.label == label)


def test_runs_nothing_and_fetches_nothing(data, page):
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base"} & page.tags.keys()
    assert (
        not {name for name in page.attributes if name.startswith("on")}
        | {"src", "srcset", "style"} & page.attributes
    )
    style = re.search(r"<style>(.*?)</style>", data.decode(), re.DOTALL)[1]
    assert "@import" not in style
    assert "url(" not in style
    assert b"default-src 'none'; style-src 'unsafe-inline'" in data


def test_every_link_inside_leads_somewhere(page):
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert all(link.startswith(("#", "http://", "https://")) for link in page.links)


@pytest.mark.parametrize(
    ("part", "label", "to"),
    [
        ("exceptions", "3.1", "t"),
        ("exclusions", "2.2", "s"),
        ("sources", "3.2", "t"),
        ("notes", "3.4", "t"),
        ("flags", "3.2", "t"),
    ],
)
def test_what_belongs_to_a_statement_leads_back_to_it(data, part, label, to):
    section = data.decode().split(f'<h2 id="{part}">')[1].split("</section>")[0]
    assert f'<a href="#{to}-{statement(label).uid}">{label}</a>' in section


def test_a_line_of_several_statements_leads_to_each():
    own = {"review_state": "approved", "decision": decision(1, override_why="Nobody else was here")}
    marks = [one(f"1.{n}", word, "supported", **own) for n, word in enumerate(("One.", "Two."), 1)]
    made = html_page.render(replace(ARTICLE, paragraphs=(paragraph_of("1", "One. Two.", *marks),))).decode()
    first, second = (f'<a href="#t-{mark.uid}">{mark.label}</a>' for mark in marks)
    assert f"<dt>{first}, {second}</dt>" in made


def test_a_quotation_is_one_and_the_table_has_a_name(data):
    assert '<blockquote class="text quotation" lang="ur" dir="rtl">' in data.decode()
    assert '<table role="table" aria-labelledby="statements">' in data.decode()


def test_every_status_is_told_in_words(page):
    for paragraph in ARTICLE.kept:
        for s in paragraph.statements:
            told = f"[{s.label}: left out]" if s.left_out else f"[{words.mark_in_words(s, ARTICLE)}]"
            assert told in page.text


def test_no_character_of_the_text_is_lost(page):
    seen = re.sub(r" ?\[\d\.\d: [^]]*\] ?|\u2009source \d+(?:, source \d+)*|†", "", page.text)
    for paragraph in ARTICLE.kept:
        assert paragraph.text in seen


def test_an_unapproved_verdict_never_looks_final(data, page):
    assert "Not signed off: 3 of 9 statements approved, 3 open flags block it." in page.text
    marks = dict(
        re.findall(
            r'href="#t-([0-9a-f-]+)"><span class="vh" lang="en">[^#]*?<use href="#(\w+-\w+)"', data.decode()
        )
    )
    for s in ARTICLE.statements:
        if mark := marks.get(str(s.uid)):
            assert mark.endswith("-filled") == s.is_final
    assert "3.2: Contradicted, proposed, not signed off, 2 open flags, 1 counterpoint" in page.text
    assert "3.3: Overstated (that it was said), changed since approval, not signed off" in page.text


def test_what_is_only_heard_is_in_the_files_own_language():
    urdu = replace(ARTICLE.paragraphs[1], language="ur", direction="rtl")
    data = html_page.render(replace(ARTICLE, paragraphs=(urdu,))).decode()
    (text,) = re.findall(r'<p class="text [^"]*" lang="ur" dir="rtl">.*?</p>', data)
    assert set(re.findall(r'<span class="vh"([^>]*)>(?!¶)', text)) == {' lang="en"'}


def test_what_has_no_sign_is_explained_in_the_words_of_the_desk():
    scale = VerdictLabels({"not_claim": "No claim", "unchecked": "Still open"})
    text = " ".join(Page(html_page.render(replace(ARTICLE, scale=scale))).text.split())
    assert "No claimno line, no sign Still openthin dots, no sign" in text


def test_words_that_are_left_out_are_explained_where_there_are_some():
    told = "Left outpale, no sign"
    assert told in " ".join(Page(html_page.render(ARTICLE)).text.split())
    kept = replace(ARTICLE, paragraphs=ARTICLE.paragraphs[2:])
    assert told not in " ".join(Page(html_page.render(kept)).text.split())


def test_a_finished_article_says_so():
    done = replace(ARTICLE, paragraphs=ARTICLE.paragraphs[1:2], flags=(), counts=Counts(words=4, accounted=3))
    made = html_page.render(done)
    told = "<b>Its only statement is approved.</b> 25 % of the words not yet accounted for.</p>"
    assert f'<p class="standing final">{told}' in made.decode()
    assert b'<p class="standing final">' not in html_page.render(replace(done, flags=ARTICLE.flags))


def test_an_article_with_nothing_that_counts_is_not_finished():
    (paragraph,) = ARTICLE.paragraphs[1:2]
    bare = replace(ARTICLE, paragraphs=(replace(paragraph, statements=paragraph.statements[1:]),))
    made = html_page.render(bare)
    assert "Not signed off: there is no statement that counts." in Page(made).text
    assert b'<p class="standing final">' not in made


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It is so.", "so."),
        ("It is " + "y" * 24, "y" * 24),
        ("It is " + "y" * 25, "yy"),
        ("路面電車は今年も勝った。", "た。"),
        ("去年 Tram 赢了。", "了。"),
        ("路面電車は今年も勝った。" * 3, "た。"),
        ("A", "A"),
        ("路面電車は今年も勝った。" * 3 + "👨‍👩‍👧", "👨‍👩‍👧"),
        ("路面電車は今年も勝った。" * 3 + "👍🏽。", "👍🏽。"),
        ("路面電車は今年も勝った。" * 3 + "1️⃣", "1️⃣"),
        ("路面電車は今年も勝った。" * 3 + "🇯🇵🇫🇷。", "🇫🇷。"),
        ("路面電車は今年も勝った。" * 3 + "🇯🇵🇫🇷", "🇫🇷"),
        ("y" * 30 + "e\u0323\u0302.", "e\u0323\u0302."),
    ],
)
def test_a_glyph_keeps_to_the_end_of_its_statement(text, kept):
    made = paragraph_html(paragraph_of("1", text, one("1.1", text)), ARTICLE)
    assert f'<span class="nb">{kept}<a class="go"' in made
    assert Page(made.encode()).text.startswith(text)


@pytest.mark.parametrize(
    ("fields", "is_noted"),
    [
        ({}, False),
        ({"flags": (flag(1, "no_source"),)}, True),
        ({"flags": (flag(1, "no_source", outcome="accepted_risk"),)}, False),
        ({"counterpoints": (counterpoint(1, "No."),)}, True),
        ({"status": "mostly"}, False),
        *(({"status": status}, True) for status in ("misleading", "contradicted", "no_evidence")),
        ({"status": "contradicted", "left_out": True}, False),
        ({"fallen": (FailedPremise(1031, "3.1", "contradicted", ""),)}, True),
        ({"checked_said": True}, False),
        ({"checked_said": True, "checked_so": False}, True),
    ],
)
def test_the_margin_has_what_a_reader_should_not_miss(fields, is_noted):
    made = one("1.1", "It is so.", **({"status": "supported"} | fields))
    bare = replace(ARTICLE, paragraphs=(paragraph_of("1", "It is so.", made),))
    assert (b'<div class="margin" ' in html_page.render(bare)) == is_noted


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("ready", '<b>Misleading.</b> <span class="soft">Proposed.</span>'),
        ("changed", '<b>Misleading.</b> <span class="soft">Changed since approval.</span>'),
        ("approved", "<b>Misleading.</b>\n"),
    ],
)
def test_the_margin_says_in_a_word_what_is_not_approved(state, told):
    made = one("1.1", "It is so.", "misleading", review_state=state)
    bare = replace(ARTICLE, scale=VerdictLabels(), paragraphs=(paragraph_of("1", "It is so.", made),))
    margin = html_page.render(bare).decode().partition('<div class="margin" ')[2]
    assert told in margin.partition("</p>")[0]


def test_what_it_leans_on_that_fell_is_told_in_the_margin_and_in_the_table():
    made = one("1.1", "It is so.", "supported", fallen=(FailedPremise(1031, "3.<1>", "contradicted", ""),))
    bare = replace(ARTICLE, paragraphs=(paragraph_of("1", "It is so.", made),))
    assert Page(html_page.render(bare)).text.count("Leans on 3.<1>, now “contradicted”") == 2


def test_a_long_reason_is_short_in_the_margin_alone():
    reason = "word " * 28 + "and the rest"
    made = one("1.1", "It is so.", "contradicted", verdict=verdict(1, "contradicted", reason))
    text = Page(html_page.render(replace(ARTICLE, paragraphs=(paragraph_of("1", "It is so.", made),)))).text
    assert text.count(reason) == 1
    assert text.count("word " * 27 + "word …") == 1


def test_a_run_of_paragraphs_that_are_left_out_is_one_line():
    (gone, last), text = ARTICLE.paragraphs[-2:], ARTICLE.paragraphs[1]
    made = html_page.render(replace(ARTICLE, paragraphs=(gone, text, gone, last))).decode()
    assert re.findall(r"Left out: ¶ ([^<]+)<", made) == ["6", "6–7"]


def test_a_paragraph_without_a_language_has_the_articles():
    bare = replace(ARTICLE.paragraphs[1], language="")
    made = html_page.render(replace(ARTICLE, language="fr", paragraphs=(bare,))).decode()
    assert '<span class="quote" lang="fr" dir="ltr">For this city' in made
    assert re.search(r'<p [^>]*lang="fr"', made)


def test_the_meter_is_as_wide_as_its_parts():
    text = "One. Two. Six. Ten."
    marks = [one(f"1.{n}", word, "supported") for n, word in enumerate(("One.", "Two.", "Six."), 1)]
    made = replace(ARTICLE, paragraphs=(paragraph_of("1", text, *marks, one("1.4", "Ten.", "contradicted")),))
    assert html_page._meter(made) == [("stands", "0.00", "74.60"), ("fails", "75.00", "24.60")]
    assert html_page._meter(replace(made, paragraphs=())) == []


def test_private_notes_stay_in_the_house():
    leaky = replace(ARTICLE, notes=(*ARTICLE.notes, note(9, "the source is the mayor", is_private=True)))
    assert html_page.render(leaky) == html_page.render(ARTICLE)


@pytest.mark.parametrize(
    "told",
    [
        "M. Okafor <columnist>",
        "https://example.org/tram?x=1&y=<2>",
        ARTICLE.text_sha256,
        "12 January 2026",
        "Demo desk",
        "AnalystsAna Ruiz (annotated and wrote notes) and Tomás Vega (annotated and flagged)",
        "EditorRosa Lind (approved and settled flags)",
        "OthersViktor (flagged)",
        "The *rate* does <not>.",
        "28 % of the words not yet accounted for",
        "A call to sign up for a newsletter.",
        "By hand",
        "One pair of eyes: Rosa Lind approved own work",
        "Nobody else was at the desk",
        "Only the operator counts",
        "per running day it is 260.8.",
        "Then say <per running day>.",
        "Ana Ruiz answered; not yet settled",
        "Cyclists are <not> asked.",
        "The city’s trams carried more than 75,000 people in 2025.",
        "the tramways, operator <b>",
        "Checked that it was said and that it is so",
        "1 independent source · the desk asks for 2",
        "Ines Holm, Okoro. Counting passengers. Quay Press, 2019. ISBN 978-0-306-40615-7. "
        "https://doi.org/10.1000/%3Cquay%3E.12",
        "Copy of “Tram & bus <em>yearbook</em> 2025”, source 1.",
        "Archived 13 January 2026: https://archive.example/yearbook",
        "https://example.org/q?x=<y>",
        "Archived 13 January 2026: ftp://archive.example/copy",
        "“Winning” is nowhere in the text",
        "Accepted risk: Weak source only · on source 1, p. 12",
        "Other side missing · on the counterpoint “The line ran on 288 days; per running day it is 260.8.”",
        "Asked the council, <no> answer by 17:00.",
        "14 January 2026Taken in Ana Ruiz“Trams <carry> *more*” is “Trams & more” now Tomás Vega",
        "Same claim as 3.1, approved there",
        "Leans on 3.1",
    ],
)
def test_an_annotated_article_shows(page, told):
    assert " ".join(told.split()) in " ".join(page.text.split())


def test_direction_and_language_of_each_paragraph(data):
    assert 'lang="ur" dir="rtl"' in data.decode()
    assert 'lang="ja" dir="ltr"' in data.decode()


def test_the_articles_words_have_their_language_wherever_they_stand(data):
    text = data.decode()
    assert '<title lang="en">' in text
    assert '<span class="quote" lang="ur" dir="rtl">یہ سچ ہے۔</span>' in text
    assert '<span class="lines" lang="ur" dir="auto">نیٹ ورک کے لنکس</span>' in text
    urdu = replace(ARTICLE, paragraphs=ARTICLE.paragraphs[1:], language="ur")
    assert '<title lang="ur">' in html_page.render(urdu).decode()


def test_each_piece_of_a_source_runs_its_own_way():
    """An address from the left, whatever its letters; a stop of Arabic words at their end, not before the place.

    A blank at the end of what runs from the right would stand at its left, not before what follows.
    """
    work = replace(
        YEARBOOK, csl={}, archive_url="", title="تقرير المرفأ", url="https://port.example/تقرير-المرفأ?id=5"
    )
    cited = citation(1, work, locator="ص. 14", shows="عدد السفن أكثر.")
    made = " ".join(
        html_page.render(article(one("1.1", "One.", citations=(cited,)), sources=(work,))).decode().split()
    )
    assert '<p> <bdi><cite>تقرير المرفأ</cite>.</bdi> <a href="https://port.example/' in made
    assert 'rel="noreferrer" dir="ltr">https://port.example/تقرير-المرفأ?id=5</a>' in made
    assert "supports, <bdi>ص. 14</bdi>: <bdi>عدد السفن أكثر.</bdi></span>" in made


def test_a_doi_leads_to_the_work(page):
    assert "https://doi.org/10.1000/%3Cquay%3E.12" in page.links


def test_an_address_that_no_browser_should_open_is_text(page):
    hostile = replace(ARTICLE, url="javascript:alert(1)")
    page = Page(html_page.render(hostile))
    assert "javascript:alert(1)" in page.text
    assert not [link for link in page.links if "javascript" in link]


def test_statement_that_was_said_is_not_said_to_be_so(page):
    assert statement("3.4").checked_said
    assert "said so (confirmed). Whether it is so could not be verified: nobody counts it." in page.text


def test_a_long_log_is_told_from_its_end():
    first, last = ARTICLE.changes[0], ARTICLE.changes[-1]
    page = Page(html_page.render(replace(ARTICLE, changes=(first,) * 1_300 + (last,) * 200)))
    assert "14 January 2026" + "1,300 earlier changes, not printed" in page.text
    assert page.text.count("Imported") == 200
    assert "Taken in Ana" not in page.text


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("ur", "یہ سچ ہے۔", "grey tint, no sign"),
        ("ja", "路面電車は今年も勝った。", "grey tint, no sign"),
        ("en", "It is so.", "thin dots, no sign"),
    ],
)
def test_the_legend_explains_tints_where_the_text_has_tints(language, text, told):
    made = paragraph_of("1", text, one("1.1", text), language=language)
    page = Page(html_page.render(replace(ARTICLE, language=language, paragraphs=(made,))))
    assert told in page.text
    assert "a tint of its colour" not in page.text


def test_a_tint_among_lines_is_explained(page):
    assert "Where a line would touch the letters, a tint of its colour stands behind them." in page.text


def test_what_names_a_statement_or_a_work_leads_there(data):
    shown = data.decode()

    def statement_at(label):
        return re.search(rf'href="(#t-[^"]+)">{re.escape(label)}</a>', shown)[1]

    to_3_1 = f'<a href="{statement_at("3.1")}">3.1</a>'
    for told in ("As {}</span>", "Same claim as {}, approved there", "Leans on {}</span>"):
        assert told.format(to_3_1) in shown
    assert f'<b>Against <a href="{statement_at("3.2")}">3.2</a>.</b>' in shown
    assert 'Weak source only · on <a href="#w-1">source 1</a>, p. 12' in shown
    assert '”, <a href="#w-1">source 1</a>.' in shown


def test_words_that_are_quoted_lead_nowhere():
    told = "Other side missing · on the counterpoint “No · on source 9”"
    assert html_links.to_works(told) == told
    assert html_links.linked("Leans on 3.1, now “13.1 <or> 3.1.5”", ["3.1"], {"3.1": "#t-x"}) == (
        'Leans on <a href="#t-x">3.1</a>, now “13.1 &lt;or&gt; 3.1.5”'
    )


def test_a_row_leads_to_its_flags_and_counterpoints(data):
    assert re.search(
        r'<a class="nb" href="#flags"><span aria-hidden="true">† </span>2 open flags</a> · '
        r'<a class="nb" href="#c-[-0-9a-f]{36}">1 counterpoint</a></span></td></tr>',
        data.decode(),
    )
