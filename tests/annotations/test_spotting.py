"""Holds the proposals of kind and claimant to plain examples of each rule."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.spotting import spot
from annotations.spotting.rules import KINDS, OTHER
from articles.sentences import spans

OP_ED = Path(__file__).parents[3] / "shared" / "articles" / "op-ed.txt"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The museum opened its doors in March 2019.", "fact"),
        ("Soldiers patrol the northern border.", "fact"),
        ("The port handled 41,000 containers.", "quantity"),
        ("Rents rose sharply, by 12% a year.", "quantity"),
        ("Lyon is larger than Nice.", "comparison"),
        ("For every doctor there are three nurses.", "comparison"),
        ("The floods were caused by poor drainage.", "cause"),
        ("The constitution forbids a third term.", "law"),
        ("Section 230 of the law says that they are immune.", "law"),
        ("She told reporters at 3 p.m.", "fact"),
        ("Prices will fall next year.", "prediction"),
        ("The bridge is expected to open soon.", "prediction"),
        ("I met her in the camp.", "experience"),
        ("It will cost $3bn.", "prediction"),
        ("Inflation will reach 8 per cent by December.", "prediction"),
        ("It is the country’s largest city.", "comparison"),
        ("They built the city's third-largest stadium.", "comparison"),
        ("2024 was the hottest year on record.", "comparison"),
        ("It was the worst drought in decades.", "comparison"),
        ("This is the best of all worlds.", "fact"),
        ("The council should resign.", "opinion"),
        ("Perhaps that is enough.", "opinion"),
        ("The plan is remarkable.", "opinion"),
        ("This shows the true cost of delay.", "opinion"),
        ("Service quality is improving.", "opinion"),
        ("It is not a gift; it is a duty.", "opinion"),
        ("Who pays for it?", "not_claim"),
        ("Consider the alternative.", "not_claim"),
        ("Sign up for the newsletter", "not_claim"),
    ],
)
def test_english_kinds(text: str, kind: str) -> None:
    assert spot(text, "en").kind == kind


@pytest.mark.parametrize(
    ("text", "kind", "terse"),
    [
        ("Mayor resigns over harbour contract", "not_claim", "fact"),
        ("Rents rise as harbour shuts", "not_claim", "fact"),
        ("41 contracts without tender", "quantity", "quantity"),
        ("1. What the count says about ferries", "fact", "fact"),
        ("Two of them", "quantity", "quantity"),
        ("Driven by greed", "not_claim", "cause"),
        ("Why we must act", "not_claim", "opinion"),
        ("Sign up for the newsletter", "not_claim", "not_claim"),
        ("Who pays for it?", "not_claim", "not_claim"),
    ],
)
def test_a_few_words_are_a_claim_with_a_figure_or_where_no_full_stop_is_due(
    text: str, kind: str, terse: str
) -> None:
    assert (spot(text, "en").kind, spot(text, "en", is_terse=True).kind) == (kind, terse)


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("es", "El gobierno debería dimitir.", "opinion"),
        ("es", "El paro aumentó un 3 %.", "quantity"),
        ("es", "El puente caerá pronto.", "prediction"),
        ("fr", "Il faut changer la loi.", "opinion"),
        ("fr", "Le chômage a baissé à cause de la reprise.", "cause"),
        ("fr", "Qui paiera ?", "not_claim"),
        ("de", "Die Mieten sind höher als früher.", "comparison"),
        ("de", "Das ist vielleicht genug.", "opinion"),
        ("de", "Ich finde: ja.", "opinion"),
        ("de", "§ 45 Abs. 9 StVO erlaubt das nur bei Gefahr.", "law"),
        ("de", "Die Preise werden bald sinken.", "prediction"),
        ("ur", "اس سال 45 فیصد اضافہ ہوا۔", "quantity"),
        ("ur", "وزیر آئے۔", "other"),
        ("ur", "کیا کرایہ 45 فیصد بڑھے گا؟", "not_claim"),
        ("ar", "هل يُعقل أن تنفق المدينة ثلاثة أضعاف ذلك؟", "not_claim"),
        ("zh", "谁来付钱？", "not_claim"),
        ("zh", "价格涨了3.5%。", "quantity"),
    ],
)
def test_other_languages(language: str, text: str, kind: str) -> None:
    assert spot(text, language).kind == kind


@pytest.mark.parametrize(
    ("language", "text", "claimant"),
    [
        ("en", "The Interior Ministry said that calm had returned.", "Interior Ministry"),
        ("en", "According to the World Bank, growth slowed.", "World Bank"),
        ("en", "“We are ready,” said Ana Ruiz.", "Ana Ruiz"),
        ("en", "The army repeatedly stressed that it was safe.", "army"),
        ("en", "A report by Amnesty International describes the camp.", "Amnesty International"),
        ("en", "The XYZ framed this as a success.", "XYZ"),
        ("en", "He said that it was late.", None),
        ("en", "The bank has emphasised lending to the poor.", None),
        ("en", "It rained all day.", None),
        ("es", "Según el Banco de España, el paro bajó.", "Banco de España"),
        ("fr", "Selon la Banque de France, les prix baissent.", "Banque de France"),
        ("de", "Laut Anna Ott steigen die Preise.", "Anna Ott"),
        (
            "de",
            "Das ist ein Drittel weniger, sagt Polizeichefin Dr. Maren Ott.",
            "Polizeichefin Dr. Maren Ott",
        ),
        ("de", "„So wenige waren es noch nie“, so Ott weiter.", "Ott"),
        ("de", "Die Stadt ist, so Gott will, bald fertig.", None),
        ("fr", "« C’est faux », affirme Jean Ott.", "Jean Ott"),
        ("fr", "Jean Ott explique que les prix baissent.", "Jean Ott"),
        ("es", "El ministro Juan Pérez asegura que el paro baja.", "Juan Pérez"),
        ("fr", "Selon L’ auteur, les prix baissent.", None),  # nobody is left behind an article
        ("en", "According to L’, growth slowed.", None),
        ("en", "“No,” said L’ yesterday.", None),
    ],
)
def test_claimant(language: str, text: str, claimant: str | None) -> None:
    assert spot(text, language).claimant == claimant


def test_quotation_is_how_it_is_said_not_what_it_is() -> None:
    quoted = spot("She called it a “landmark and consequential year” of 40,000 visits.", "en")
    assert quoted.is_quotation
    assert quoted.kind == "quantity"
    assert not spot("The so-called “experts” left.", "en").is_quotation


@pytest.mark.parametrize(
    ("language", "text", "is_quotation"),
    [
        ("ar", "نُشرت الدراسة في مجلة «الصحة والمدينة» سنة 2023.", False),
        ("ar", "قال لصحيفة «الأفق الجديد» إن العدد صحيح.", False),
        ("ar", "قال لصحيفة «الأفق الجديد»: «زرعنا الشجر كله».", True),
        ("ru", "Газета «Новая жизнь» писала об этом.", False),
        ("ru", "Он сказал: «Мы не знаем этого».", True),
        ("de", "Das stand in der Zeitung „Neues Leben“.", False),
        ("ur", "اس نے روزنامہ “نئی دنیا” کو بتایا۔", False),
        ("en", "The film “The Long Wait” was shown.", False),
    ],
)
def test_a_name_in_quotation_marks_is_nobodys_words(language: str, text: str, is_quotation: bool) -> None:
    assert spot(text, language).is_quotation == is_quotation


@pytest.mark.parametrize(
    ("text", "is_quotation"),
    [
        ("他说：“我们不会放弃这个计划。”", True),
        ("“我们不会放弃计划”，部长说。", True),
        ("他说：「不会放弃。」", True),
        ("所谓“专家”走了。", False),
        ("“一带一路”是什么？", False),
        ("The “landmark” year.", False),
        ("The so-called “never-ending” year.", False),
    ],
)
def test_a_script_without_blanks_is_quoted_too(text: str, is_quotation: bool) -> None:
    assert spot(text, "zh").is_quotation == is_quotation


def test_the_rules_that_fired_are_named_once() -> None:
    found = spot("Prices rose in 2021, by 12%, or $3.", "en")
    assert sorted(found.rules) == ["a change", "a date or a period", "a figure"]


@given(st.text(max_size=80), st.sampled_from(["en", "es", "fr", "de", "ur", "und"]))
def test_any_text_gets_an_answer(text: str, language: str) -> None:
    assert spot(text, language).kind in (*KINDS, OTHER)


@pytest.mark.skipif(not OP_ED.exists(), reason="the op-ed is not beside this checkout")
def test_op_ed_has_its_opinions_and_its_figures() -> None:
    paragraphs = [line for line in OP_ED.read_text(encoding="utf-8").splitlines() if line.strip()][:14]
    found = {
        f"{number}.{place}": spot(text[start:end], "en")
        for number, text in enumerate(paragraphs, 1)
        for place, (start, end) in enumerate(spans(text, "en"), 1)
    }
    opinions = [label for label, one in found.items() if one.kind in ("opinion", "not_claim")]
    assert 18 <= len(opinions) <= 26
    assert {"4.1", "5.1", "5.2", "7.1", "10.1", "11.4", "12.4"} <= set(opinions)
    assert [found[label].kind for label in ("4.2", "4.3", "4.4", "5.3", "5.4", "7.3", "11.5")] == [
        *["quantity"] * 3,
        *["comparison"] * 2,
        "cause",
        "prediction",
    ]
    assert found["6.2"].claimant == "DG ISPR"


@pytest.mark.parametrize(
    ("language", "opening", "unit"),
    [
        *(("und", "", mark) for mark in ("“a b ", "«a b ", "„a b ", "‘a b ", "“", "「", "“他")),
        *(("en", "It is said ", unit) for unit in ("A-", "A.", "I ", "a ", "said ", "Ann Lee ")),
        *(("en", "It is said ", unit) for unit in ("Ann Lee, ", "A. ", "A, b, ", "police in A, ", "who A ")),
        *((language, verb, "I ") for language, verb in (("es", "dijo "), ("fr", "dit "), ("de", "sagte "))),
        *(("zh", "", unit) for unit in ("一", "千", "億一", "第一")),
    ],
)
def test_a_long_run_of_marks_capitals_or_numerals_takes_linear_time(
    language: str, opening: str, unit: str
) -> None:
    def seconds(characters: int) -> float:
        text = opening + unit * (characters // len(unit))
        began = time.thread_time()
        spot(text, language)
        return time.thread_time() - began

    # Eight times the text: 8 times the work if linear, 64 if quadratic, 512 if cubic.
    short, long = (min(seconds(length) for _ in range(3)) for length in (2_000, 16_000))
    assert long < 32 * max(short, 0.001)
