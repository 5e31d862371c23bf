"""Holds the guess of language, the direction and the count of words to plain examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.sentences import direction, guess_language, is_within_word, language_of, spans, words
from articles.sentences.stops import HARD, SOFT

SAMPLES = {
    "en": "The government said that prices have fallen in the last year, and that it was not over.",
    "es": "El gobierno dijo que los precios han bajado en el último año y que no es el fin.",
    "fr": "Le gouvernement a dit que les prix ont baissé et que ce n’est pas la fin de la crise.",
    "de": "Die Regierung sagte, dass die Preise im letzten Jahr gesunken sind und es nicht zu Ende ist.",
    "ru": "Правительство сообщило, что цены в стране снизились и что это не конец.",
    "ar": "قالت الحكومة إن الأسعار انخفضت في العام الماضي وإن هذا ليس نهاية الأزمة على ما يبدو.",
    "fa": "دولت گفت که قیمت‌ها در سال گذشته کاهش یافته است و این پایان بحران نیست.",
    "ur": "حکومت نے کہا کہ ملک میں قیمتیں کم ہو رہی ہیں اور یہ بحران کا خاتمہ نہیں ہے۔",
    "hi": "सरकार ने कहा कि देश में कीमतें कम हो रही हैं और यह संकट का अंत नहीं है।",
    "zh": "政府表示，去年价格下降，但危机尚未结束。",
    "ja": "政府は、昨年の物価は下がったが、危機はまだ終わっていないと述べた。",
}


@pytest.mark.parametrize(("language", "text"), SAMPLES.items(), ids=SAMPLES)
def test_language_is_guessed(language: str, text: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize("text", ["", "12 345", "Hello", "Ճշմարտություն", "ok ok ok ok"])
def test_unsure_is_said(text: str) -> None:
    assert guess_language(text) == "und"


@pytest.mark.parametrize("language", ["ar", "fa", "ur", "he", "ps", "sd", "ug", "yi", "dv", "ckb", "UR-pk"])
def test_direction_of_a_text_without_letters_is_its_languages(language: str) -> None:
    assert direction("2025", language) == "rtl"


def test_direction_follows_most_letters() -> None:
    assert direction("Reuters: وزیر اعظم نے کہا کہ حالات بہتر ہیں", "en") == "rtl"
    assert direction("The minister (وزیر) spoke to the press", "ur") == "ltr"
    assert direction("2025: 75,000", "ur") == "rtl"
    assert direction("2025: 75,000", "en") == "ltr"


MIXED = (
    "وقالت Ines Carvalho، رئيسة Harbour & Quay Engineering Consultants: "
    '"The quay was not safe in any of the years we looked at"، https://example.org/reports/quay-and-bridge'
)
"""An Arabic sentence most of whose letters are Latin."""


@pytest.mark.parametrize(
    ("text", "language", "runs"),
    [
        (MIXED, "ar", "rtl"),
        ("تقرير https://example.org/reports/quay-and-bridge/2024", "ar", "rtl"),
        ("Facebook يعلن", "ar", "rtl"),
        ("The minister Mohammed Iqbal (محمد اقبال) spoke on Sunday.", "ur", "ltr"),
        ('The report says: "كان الجسر آمنا في كل سنة من السنوات التي نظرنا فيها"', "en", "ltr"),
        ('"كان الجسر آمنا في كل سنة"', "en", "rtl"),
        ("https://example.org/reports", "ar", "ltr"),
    ],
)
def test_direction_is_that_of_the_sentence_not_of_names_quotations_and_addresses(text, language, runs):
    assert direction(text, language) == runs


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("More than 4,200 lorries queued every weekday.", "en", 7),
        ("war—and peace – again", "en", 4),
        ("… — !", "en", 0),
        ("देश में महंगाई कम है", "hi", 5),
        ("价格涨了3.5%。", "zh", 5),
        ("价格涨了3.5%。", "zh-Hant", 5),
        ("价格涨了3.5%。", "und", 5),
        ("二〇二五年", "JA", 5),
        ("He quoted 价格涨了 twice", "en", 4),
        ("گئی ہے۔یہ سچ ہے۔سب", "ur", 6),
        ("सच है।यह", "hi", 3),
        ("ما هذا؟هذا", "ar", 3),
        ("", "en", 0),
    ],
)
def test_words(text: str, language: str, count: int) -> None:
    assert words(text, language) == count


PIECES = ("سچ", "है", "так", "so", "涨了", "75,000", " ", *HARD, *SOFT, *"”»)“")


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.sampled_from(["und", *SAMPLES]))
def test_a_text_has_no_fewer_words_than_its_sentences(text: str, language: str) -> None:
    told = [text[start:end] for start, end in spans(text, language)]
    assert words(text, language) >= sum(words(sentence, language) for sentence in told)


@pytest.mark.parametrize(
    ("text", "language", "spoken"),
    [
        ("یہ شہر کے لیے ایک نئی بات ہے اور اس سے سب خوش ہیں۔", "en", "ur"),
        ("यह शहर के लिए एक नई बात है और सब खुश हैं।", "en-GB", "hi"),
        ("港口今年处理了七万五千个集装箱。", "en", "zh"),
        ("Los muelles de la ciudad no son los que eran.", "en", "en"),
        ("The port of the city is not what it was.", "ur", "en"),
        ("محمد اقبال", "en", "en"),
        ("The port of the city is not what it was.", "und", "und"),
        ("港は今年も勝った。", "zh", "zh"),
        (MIXED, "ar", "ar"),
        ("报告说：“The quay was not safe in any of the years we looked at.”", "zh", "zh"),
        ("华为 Mate 和 Apple iPhone, Samsung Galaxy, Google Pixel 的价格", "zh", "zh"),
        ('The report says: "كان الجسر آمنا في كل سنة من السنوات التي نظرنا فيها"', "en", "en"),
    ],
)
def test_paragraph_of_another_script_has_its_own_language(text, language, spoken):
    assert language_of(text, language) == spoken


@pytest.mark.parametrize(
    ("left", "right", "is_one"),
    [
        ("in En", "glish", True),
        ("in ", "English", False),
        ("in English", ", too", False),
        ("decade—", "and", False),
        ("75", "000", True),
        ("یہ س", "چ ہے", True),
        ("क", "ि", True),
        ("यह ", "सच", False),
        ("इ", "स्लाम", True),
        ("日", "本語", False),
        ("👍", "\N{VARIATION SELECTOR-16}", True),
    ],
)
def test_a_cut_through_a_word(left: str, right: str, is_one: bool) -> None:
    assert is_within_word(left + right, len(left)) is is_one
