"""Holds each rule of the sentence splitter to cases of its kind, in every language it knows."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.sentences import spans

LANGUAGES = ("en", "es", "fr", "de", "ru", "ar", "ur", "fa", "hi", "zh", "ja", "und")


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in spans(text, language)]


CUT = "|"
"""Where the cases below are cut."""

ENGLISH = {
    "title": "Lt. Gen. Iqbal Khan met Dr. Amina Shah.| They spoke.",
    "initial": "Ask Ann B. Lee.| It was he and I.| Was it plan B?",
    "number": "See p. 12 and Fig. 3.| No.| That is wrong.| No. 7 is right.",
    "page not given": "It is shown in Fig. ??",
    "company": "He left Baker & Co. in May.| She sued Baker & Co.| They paid.",
    "country": "The U.S. Navy left.| She lives in the U.S.| They moved.",
    "acronym": "It is worst in KP.| Low rates hurt NATO.| Troops left.",
    "degree": "He has a Ph.D. in law.| He teaches.",
    "street": "The shop on Hill St. closed.| She lives on Hill St.| She likes it.| St. Mary's is old.",
    "time": "At 7 a.m. Ms. Roy rose.| She left at 8 p.m.| Ms. Roy then slept.",
    "time goes on": "It began at 5 p.m. Monday in Bern.| It ended at 8 p.m. GMT on Sunday.| It is 9 a.m. ET.| It "
    "opens at 9 a.m. May 5 in Bern, at 8 a.m. Sept. 3 in Rome, at 6 p.m. Eastern time.| We end at 5 p.m.| May I go?",
    "time and then a day": "It began at 5 p.m.| Monday was quiet.| It closed at 5 p.m.| Sunday’s fair was off.",
    "link": "It was Smith vs. Jones, e.g. Ohio.| It ended.",
    "decimal": "It grew by 3.5 percent.| It cost $20.50.| That was much.",
    "quotation": "“We lost.”| She sat.| “We lost,” he said.| “Go!” he said.| 'Stop!' Ana Ruiz said.",
    "bracket": "He taught (she knew him then.) in Leeds.| (It rained.)| They left.",
    "note": "They grew fast.[12]| Then they fell.12 13| That was all.[3][4]",
    "ellipsis": "He waited ... and left.| I meant to....| She left.| Well . . . I tried.",
    "hesitation": "Well... I tried.| He joined Roy & Co...| Later he left.",
    "omission": '"It [...] rose," she wrote.| He agreed.',
    "exclamation": "Stop!| Run!!| She works at Yahoo! in York.| Add salt and -- done! -- it is cake.",
    "question": 'Why?| who knows.| "Why?" asks Ben.',
    "list": "1. Open it| 2. Close it| 3. Go",
    "list of sentences": "1. Open it.| 2. Close it.| 3. Go.",
    "lettered list": "a) one cup| b) two cups",
    "roman list": "i) one cup| ii) two cups| iii) three",
    "bullets": "• 4. Open it| • 5. Close it",
    "list behind a colon": "Do this:| 1. Open it| 2. Close it",
    "list behind a sentence": "It has two parts.| 1. Open it.| 2. Close it.",
    "numbers in sentences": "See Table 1.| It shows growth.| See Table 2.| It shows a fall.",
    "numbers behind short forms": "See Fig. 1.| It shows growth.| See Fig. 2.| It shows a fall.",
    "stop behind a bracket": "He was short (5 ft.).| She was tall (see Fig.).| They met (in Oct.) again.",
    "no list": "The list in (2) is short.| In part III, (2) is long.",
    "lower case": "i went home.| it was late",
    "address": "Write to a.b@example.org.| See https://example.org/a.html.| Thanks.",
    "colon stays": "Note this: The price rose.",
    "line break": "First line|\nsecond line",
}
OTHERS = {
    "es": "¿Viene la Sra. Paz?| —No —dijo el Dr. Gil.| "
    "Vive en EE. UU. desde 2010.| Véase la pág. 5 (30 ene. 2020).| ¡Ya!",
    "fr": "M. Roy a dit : « Non. »| Il part.| « Où ? » demanda-t-elle.| L’art. 5 le dit, etc.| Elle reste.",
    "de": "Am 3. Mai kam Dr. Ott, z. B. aus St. Gallen.| Der 2. Versuch gelang.| „Ja“, sagte sie.| „Gut.“| "
    "Es sind ca. 5 Mio. Euro.",
    "ru": "Проф. А. И. Котов жил на ул. Мира, д. 5.| Это 5 тыс. руб.| "
    "Он молчал.| «Да!» — сказал он.| См. рис. 5.",
    "ar": "قال د. أحمد إن الوضع صعب.| هل هذا صحيح؟| نعم!",
    "ur": "وزیر نے کہا کہ حالات بہتر ہیں۔| کیا یہ سچ ہے؟| ڈاکٹر احمد آئے۔",
    "fa": "دکتر احمدی آمد.| آیا می‌دانید؟| بهای آن ۳.۵ درصد بالا رفت.",
    "hi": "डॉ. शर्मा आए।| क्या यह सच है?| एस. के. सिंह ने 3.5 प्रतिशत कहा।",
    "zh": "他看了《你好！》。|价格涨了3.5%。|“好吗？”她问。|真的吗？！|是的。",
    "ja": "「今日は。元気？」と彼は言った。|彼女は（笑。）笑った。|３．５％上がった！",
}


def cut(marked: str) -> list[str]:
    return [part.strip() for part in marked.split(CUT)]


@pytest.mark.parametrize("marked", ENGLISH.values(), ids=ENGLISH)
def test_english(marked: str) -> None:
    assert sentences(marked.replace(CUT, "")) == cut(marked)


@pytest.mark.parametrize(("language", "marked"), OTHERS.items(), ids=OTHERS)
def test_other_languages(language: str, marked: str) -> None:
    assert sentences(marked.replace(CUT, ""), language) == cut(marked)


def test_arabic_source_before_a_colon_is_apart_but_not_a_quotation() -> None:
    assert sentences("القاهرة: أعلنت الحكومة قرارا.", "ar") == ["القاهرة:", "أعلنت الحكومة قرارا."]
    assert len(sentences("وقال الوزير: هذا مهم.", "ar")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "رئيسة البلدية بعد الحريق: الرصيف آمن اليوم.",
        "وقال موظف، لم يشأ أن يذكر اسمه، لصحيفة «المرفأ»: «الرصيف مغلق منذ عام»",
        "المرفأ: «الرصيف مغلق».",
        "بقلم: سامي حداد",
        "س: من دفع الثمن؟",
    ],
)
def test_who_speaks_or_writes_in_arabic_stands_with_the_words(text: str) -> None:
    assert sentences(text, "ar") == [text]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("القاهرة: أعلنت الحكومة قرارا", "ar"),
        ("الميناء يغلق «الرصيف».. والبلدية تعترض", "ar"),
        ("बंदरगाह बंद... शहर नाराज़", "hi"),
        ("埠頭は閉鎖…市は沈黙", "ja"),
    ],
)
def test_in_a_title_neither_dots_nor_a_colon_end_anything(text: str, language: str) -> None:
    assert spans(text, language, is_title=True) == [(0, len(text))]


def test_a_title_of_two_sentences_is_two() -> None:
    assert len(spans("من دفع الثمن؟ البلدية لا تجيب", "ar", is_title=True)) == 2
    assert len(spans("He waited... She left. They paid", "en", is_title=True)) == 3


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("“明年码头就会重新开放。”码头管理局局长陈大文对本报记者表示。|市民不信。", "zh"),
        ("“码头是安全的。”安海县港口办公室主任李小平告诉记者。", "zh"),
        ("“码头是安全的。”|这是她去年写的一部小说。", "zh"),
        ("“码头是安全的。”|人们都走过那条街道。", "zh"),
        ('修理费711万元！|"这里"的人都知道，"没有钱。"|船走了。', "zh"),
        ("「柱は安全だ。」港湾局の担当者は言った。|市は黙っている。", "ja"),
        ("「柱は安全だ。」|市の広報誌は三月に届いた。", "ja"),
        ("او گفت: «اسکله بسته است.» و رفت.| کسی نیامد.", "fa"),
        ("اسکله، انبار، جرثقیل و... بسته شدند.| کسی نیامد.", "fa"),
        ("«گھاٹ بند ہے۔» بلدیہ کے ناظم نے کہا۔|کوئی نہیں آیا۔", "ur"),
        ("«गोदी बंद है।» नगर के मेयर ने कहा।|कोई नहीं आया।", "hi"),
        ("مسٹر اے۔ بی۔ خان گھاٹ پر آئے۔|وہ چلے گئے۔", "ur"),
        ("یہ پرواز پی آئی اے۔|وہ چلے گئے۔", "ur"),
        ("श्री ए.पी.जे. वर्मा आए।|वे गए।", "hi"),
    ],
)
def test_a_quotation_stands_with_its_speaker_an_initial_with_its_name(marked: str, language: str) -> None:
    assert sentences(marked.replace(CUT, ""), language) == cut(marked)


@pytest.mark.parametrize(
    "verb",
    "قال قالت قالوا أضاف أضافت تابع تابعت أكد أكدت صرح صرحت ذكر ذكرت يقول تقول كتب كتبت".split(),
)
def test_arabic_verbs_of_saying_open_a_quotation(verb: str) -> None:
    assert len(sentences(f"و{verb} الوزير في القاهرة يوم الأحد: هذا مهم.", "ar")) == 1


@pytest.mark.parametrize("pair", ["《》", "〈〉", "「」", "『』", "（）"])
def test_brackets_of_chinese_and_japanese_are_kept_whole(pair: str) -> None:
    inside = f"{pair[0]}今日は。明日も。{pair[1]}"
    assert sentences(f"彼は{inside}と言った。そうだ。", "ja") == [f"彼は{inside}と言った。", "そうだ。"]
    assert len(sentences(f"彼は{pair[0]}{'今日は。' * 51}{pair[1]}と言った。", "ja")) > 50


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("真的吗?|他不知道!|“好吗?”她问。|雅虎(Yahoo!)新闻。", "zh"),
        ("本当?!|はい!|Yahoo!ニュースで読んだ。", "ja"),
    ],
)
def test_narrow_marks_end_sentences_without_blanks(marked: str, language: str) -> None:
    assert sentences(marked.replace(CUT, ""), language) == cut(marked)


def test_quotation_of_japanese_may_end_a_sentence() -> None:
    assert sentences("「元気だ。」彼女は笑った。", "ja") == ["「元気だ。」", "彼女は笑った。"]


def test_wrapped_japanese_line_is_one_sentence() -> None:
    assert sentences("川の水は\n冷たい。", "ja") == ["川の水は\n冷たい。"]


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "Das ist u.E. Otts Werk."), ("fr", "La S.A.R.L. Roy est là."), ("es", "Lo dijo D.E.P. Gil.")],
)
def test_dotted_word_that_is_on_no_list_goes_on_before_a_name(language: str, text: str) -> None:
    assert sentences(text, language) == [text]


def test_round_number_in_german_goes_on() -> None:
    assert sentences("Es waren rd. 1.250 Hektar. Mehr nicht.", "de") == [
        "Es waren rd. 1.250 Hektar.",
        "Mehr nicht.",
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "Am 1. Juli und am 2. Juli wird gestreikt.",
        "Zwischen Montag, 1. Juli, und Dienstag, 2. Juli, wird gestreikt.",
        "Im 1. Quartal stieg der Umsatz.| Im 2. Quartal fiel er.",
        "Der 1. FC Köln und die 2. Mannschaft verloren.",
        "Es war der 1. Mai.| Der 2. Mai war kalt.",
        "Vgl. Tab. 1.| Sie steigt.| Vgl. Tab. 2.| Sie fällt.",
        "Es gilt:| 1. Die Stadt zahlt| 2. Der Bund zahlt auch",
        "1. Die Stadt zahlt.| 2. Der Bund zahlt im 3. Quartal.",
    ],
)
def test_ordinals_of_german_are_no_list(marked: str) -> None:
    assert sentences(marked.replace(CUT, ""), "de") == cut(marked)


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("Q. Why did it fail?", "en"),
        ("A. The pump broke.| It was old.", "en"),
        ("1.2. The city pays.| It is poor.", "en"),
        ("(3.) The city pays.", "en"),
        ("IV. The city pays.", "en"),
        ("Q. Why did it fail?| A. The pump broke.| It was old.| Q. Who knew it?| A. Nobody.", "en"),
        ("Q. Tell me who wrote it, “or not.”| A. A. Milne did.| It was A.| Q. Was it?| A. Yes.", "en"),
        ("P. ¿Por qué falló?| R. La bomba era vieja.| P. ¿Quién lo supo?| R. Nadie.", "es"),
        ("P. Ruiz calló.| R. Gil también.", "es"),
        ("Q. Pourquoi ?| R. Elle était vieille.", "fr"),
        ("It was plan Q.| A. Milne paid.", "en"),
        ("No.| That is wrong.", "en"),
        ("2025.| What a year.", "en"),
        ("1!| The city pays.", "en"),
        ("It was plan A.| The city paid.", "en"),
        ("1. Die Stadt zahlt.| Sie ist arm.", "de"),
        ("1. La ville paie.", "fr"),
        ("1. La ciudad paga.", "es"),
        ("1. Город платит.", "ru"),
        ("А. Город платит.", "ru"),
    ],
)
def test_what_opens_an_item_is_no_sentence(marked: str, language: str) -> None:
    assert sentences(marked.replace(CUT, ""), language) == cut(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Это было в 2025 г.| В Туле живёт много людей.",
        "Он умер в 2020 г.| Она жива.",
        "Так было в 2010–2020 гг.| На заводе работали люди.",
        "Завод закрыт 5 марта 2025г.| По данным МВД, рабочих не было.",
        "Это правда (2025 г.).| В Туле её знают.",
        "В 2024 г. Банк России снизил ставку.",
        "Это было в 2024 г. Банк России снизил ставку.",
        "Было так.| В 2024 г. За рубежом жили люди.",
        "В 2010–2020 гг. С. Иванов жил в Туле.",
        "Как сказал в 2024 г. В. Путин, цены растут.",
        "В 2025 г. «На дне» поставили снова.",
        "Дом писателя, 1898 г. В нём жил Толстой.",
        "Он живёт в г. Туле.| Там хорошо.",
    ],
)
def test_a_russian_year_may_end_a_sentence(marked: str) -> None:
    assert sentences(marked.replace(CUT, ""), "ru") == cut(marked)


def test_region_of_the_language_does_not_matter() -> None:
    assert spans("Am 3. Mai. Es war so.", "de-AT") == spans("Am 3. Mai. Es war so.", "de")


@pytest.mark.parametrize("text", ["", "  \n ", "??", "…", "😀", f"1.{' ' * 30}A"])
def test_little_text(text: str) -> None:
    assert sentences(text) == ([text] if text.strip() else [])


@given(
    st.text(st.sampled_from('ab AB.!?…"”«» \n123)([]。؟۔।》《「」:U.S.Dr'), max_size=80),
    st.sampled_from(LANGUAGES),
)
def test_nothing_is_lost_and_nothing_overlaps(text: str, language: str) -> None:
    found = spans(text, language)
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    inside = {place for start, end in found for place in range(start, end)}
    assert all(char.isspace() or place in inside for place, char in enumerate(text))


@pytest.mark.parametrize(
    "unit",
    ["It rose by 3.5 percent in the U.S. in 2021. ", "A. ", "...", "他看了《你好！》。", '."', "1. The "],
)
def test_a_long_paragraph_takes_linear_time(unit: str) -> None:
    def seconds(characters: int) -> float:
        text = unit * (characters // len(unit))
        began = time.thread_time()
        spans(text, "zh" if unit[0] == "他" else "en")
        return time.thread_time() - began

    # Eight times the text: 8 times the work if linear, 64 if quadratic. The least of three is the machine's own.
    short, long = (min(seconds(length) for _ in range(3)) for length in (10_000, 80_000))
    assert long < 32 * max(short, 0.005)
