"""Holds bylines in the articles' other languages, and bodies that sign, to the lines under a title."""

from datetime import date

import pytest

from articles.intake import read_pasted
from articles.intake.byline_lines import facts_of_line

BODY = "Der Hafen wurde am Montag für alle Schiffe geschlossen, und niemand weiß, wie lange das so bleibt."

PEOPLE = """
    Texte : Anne Roy = Anne Roy; Propos recueillis par Anne Roy = Anne Roy; Texto: Ana Ruiz = Ana Ruiz;
    Par Anne Roy (à Genève) = Anne Roy (à Genève); Autorin: Petra Hansen = Petra Hansen;
    Autores: Ana Ruiz y Ben Lee = Ana Ruiz y Ben Lee; Ein Gastbeitrag von Petra Hansen = Petra Hansen;
    Par Anne Roy, journaliste = Anne Roy, journaliste;
    Авторы: Анна Котова, Иван Петров = Анна Котова, Иван Петров;
    كتب: أحمد خان = أحمد خان;
    بقلم / أحمد خان = أحمد خان; إعداد: أحمد خان = أحمد خان;
    به قلم مریم احمدی = مریم احمدی; خبرنگار: مریم احمدی = مریم احمدی;
    از: سارہ خان = سارہ خان; رپورٹ: سارہ خان = سارہ خان; بذریعہ: سارہ خان = سارہ خان;
    लेखिका: सीता राम = सीता राम; Written By: अमित शाह = अमित शाह; रिपोर्ट: अमित शाह = अमित शाह;
    文/王小明 = 王小明; 文｜王小明 = 王小明; 文 / 王小明 李丽 = 王小明 李丽; 撰文：王小明 = 王小明;
    记者 王小明 = 王小明;
    记者：欧阳小明、李丽 = 欧阳小明、李丽; （記者王小明／台北報導） = 王小明; 記者王小明／台北報導 = 王小明;
    本报讯（记者 王小明 李丽） = 王小明 李丽; 新华社记者王小明 = 王小明; 记者 王小明 北京报道 = 王小明;
    文＝佐藤太郎 = 佐藤太郎; 取材・文：佐藤 太郎 = 佐藤 太郎; 執筆：佐藤太郎、鈴木花子 = 佐藤太郎、鈴木花子
"""


@pytest.mark.parametrize(
    ("line", "name"),
    [
        [" ".join(side.split()) for side in pair.split(" = ")]
        for pair in PEOPLE.split(";")
        if " = -" not in pair
    ],
)
def test_a_byline_in_another_language(line: str, name: str) -> None:
    found = facts_of_line(line)
    assert found and (found.rule.name, found.byline) == ("byline", name)


BODIES = """
    Reuters; dpa; (dpa); AFP; BBC; PTI; ТАСС; РИА Новости; 新华社; 共同通信; 時事; ロイター通信; رويترز; وكالات; ایرنا;
    خبرگزاری شهر; ویب ڈیسک; اے ایف پی; पीटीआई; वेब डेस्क; Le Courrier avec AFP; Hafenbote mit dpa; Reuters, AFP;
    EFE y AFP; dpa/AFP
"""


@pytest.mark.parametrize("name", [" ".join(line.split()) for line in BODIES.split(";")])
def test_a_body_that_signs(name: str) -> None:
    found = read_pasted(f"Hafen geschlossen\n\n{name}\n\n{BODY}")
    assert (found.byline, found.paragraphs[1].rule) == (name.strip("()"), "byline")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Von dpa", "dpa"),
        ("Par l’AFP", "AFP"),
        ("Por Agencias", "Agencias"),
        ("Von Petra Hansen und dpa", "Petra Hansen und dpa"),
        ("Par Anne Roy avec AFP", "Anne Roy avec AFP"),
        ("By Ana Ruiz, AFP", "Ana Ruiz, AFP"),
    ],
)
def test_a_body_that_it_is_by(line: str, name: str) -> None:
    found = facts_of_line(line)
    assert found and found.byline == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("来源：新华社", "新华社"),
        ("Quelle: dpa", "dpa"),
        ("المصدر : وكالات", "وكالات"),
        ("Источник: Курьер", "Курьер"),
    ],
)
def test_whose_text_it_is_where_nobody_is_named(line: str, name: str) -> None:
    found = read_pasted(f"Hafen geschlossen\n\n{line}\n\n{BODY}")
    assert (found.byline, found.paragraphs[1].rule) == (name, "source line")
    assert read_pasted(f"Hafen geschlossen\n\n{line}\n\nVon Petra Hansen\n\n{BODY}").byline == "Petra Hansen"


def test_a_line_of_many_facts() -> None:
    found = facts_of_line("2024年5月12日 10:30 来源：新华社 作者：王小明")
    assert found and (found.byline, found.published_on) == ("王小明", date(2024, 5, 12))


def test_a_word_that_says_by_is_no_name() -> None:
    found = read_pasted(
        "پل شهر بسته شد\n\nاز مریم احمدی\n\n۲۲ اردیبهشت ۱۴۰۳\n\nپل شهر روز یکشنبه برای همیشه بسته شد."
    )
    assert found.byline == "مریم احمدی"


NOBODY = """
    记者节快乐; 记者调查：桥为何关闭; 記者会：市長が話した; 作者已死; 文学/艺术; 文：桥为什么关闭了;
    Texto: la ley; Autor desconocido;
    از زندگی تا مرگ; از نگاه کارگران; تقرير: انهيار الجسر في المدينة; رپورٹ: بندرگاہ میں کیا ہوا; रिपोर्ट: पुल का सच;
    Source: the ministry; Quelle der Freude; 来源不明; Автор: кто он; Von der Wiege; Ein Kommentar von oben; APA style;
    Written by hand; Reuters reports; BBC und die Wahrheit; 共同富裕; 时事评论; 文・化;
    بذریعہ: ای میل; بذریعہ: واٹس ایپ; بذریعہ سارہ خان; بذریعہ: ریل کے سفر; بذریعہ: ڈاک
"""


@pytest.mark.parametrize("line", [" ".join(line.split()) for line in NOBODY.split(";")])
def test_a_line_that_names_nobody(line: str) -> None:
    assert facts_of_line(line) is None
