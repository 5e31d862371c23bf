"""Holds the dates of the articles' languages to lines as their publishers write them."""

from datetime import date

import pytest

from articles.intake import byline_lines, day_words, read_pasted
from articles.intake.days import hour

MAY = """
    12 мая 2024 года, 14:05 МСК; воскресенье, 12 мая 2024; 10:30, 12 мая 2024; Обновлено 12 мая 2024 в 18:20;
    प्रकाशित: 12 मई 2024, 10:30 IST; 12 मई 2024, अपडेटेड 12:30 IST; अपडेट किया गया: 12 मई 2024; रविवार, 12 मई 2024;
    १२ मई २०२४; रवि, 12 मई 2024, 10:30 AM IST; 12 अक्तूबर 2024;
    2024年5月12日 星期日; 2024/05/12; 2024/5/12 10:30; 2024.05.12; 2024年5月12日（日）; 2024年5月12日(日) 18:20;
    2024年5月12日 午後6時20分; 发布时间：2024年5月12日 10:30; 更新于：2024-05-12;
    公開日時：2024年5月12日 10時30分; 更新 2024年5月12日; 令和6年5月12日; 2024年5月12日 10:30 更新 2024年5月13日;
    ۱۲ مه ۲۰۲۴; ١٢ مايو ٢٠٢٤; 12 مايو/ أيار 2024; 12 أيار 2024; الأحد، 12 مايو/أيار 2024; نشر في: 12 مايو 2024;
    تاريخ النشر: 12 مايو 2024 10:30; آخر تحديث: 12 مايو 2024; 12 ماي 2024 - 10:30;
    ۱۲ مئی ۲۰۲۴ء; اتوار 12 مئی 2024; شائع 12 مئی 2024; تاریخ اشاعت: 12 مئی 2024; اپ ڈیٹ 12 مئی 2024 10:30am;
    12 de mayo de 2024 a las 10:30; 12 may. 2024; Actualizado: 12/05/2024 10:30h; Publié le 12/05/2024 à 10:30;
    le 12 mai 2024; Erstellt: 12.05.2024, 10:30 Uhr
"""
PERSIAN = """
    ۲۲ اردیبهشت ۱۴۰۳; یکشنبه ۲۲ اردیبهشت ۱۴۰۳; یکشنبه، ۲۲ اردیبهشت ۱۴۰۳ - ۱۰:۳۰; تاریخ انتشار: ۲۲ اردیبهشت ۱۴۰۳;
    ۱۴۰۳/۰۲/۲۲; 1403/02/22 - 10:30
"""


@pytest.mark.parametrize("line", [" ".join(line.split()) for line in MAY.split(";")])
def test_a_date_line(line: str) -> None:
    assert byline_lines.day(line) == date(2024, 10 if "अक्तूबर" in line else 5, 12)


@pytest.mark.parametrize("line", [" ".join(line.split()) for line in PERSIAN.split(";")])
def test_a_date_line_of_the_persian_calendar(line: str) -> None:
    assert byline_lines.day(line) == date(2024, 5, 11)


@pytest.mark.parametrize(
    ("year", "month", "day", "told"),
    [
        (1403, 1, 1, date(2024, 3, 20)),
        (1403, 12, 30, date(2025, 3, 20)),
        (1399, 12, 30, date(2021, 3, 20)),
        (1357, 11, 22, date(1979, 2, 11)),
        (1403, 6, 31, date(2024, 9, 21)),
        (1403, 7, 31, None),
        (1403, 13, 1, None),
        (2024, 1, 1, None),
    ],
)
def test_days_of_the_persian_calendar(year: int, month: int, day: int, told: date | None) -> None:
    assert day_words.of_persia(year, month, day) == told


@pytest.mark.parametrize(
    "line",
    """12 мая 2024 мост закрыли; 12 мостов 2024 года; 2024年5月12日，桥关闭。; 2024年5月的12天; ۲۲ اردیبهشت;
    نشر المجلس 12 مايو 2024;
    12/05/2024; 2024/13/40; 12 मई को पुल बंद; 12 مايو/ حزيران 2024; ۳۱ مهر ۱۴۰۳; 更新; الأحد; شنبه;
    12 de la mañana de 2024;
    2024.05; 令和5月12日""".split(";"),
)
def test_what_names_no_day(line: str) -> None:
    assert byline_lines.day(line.strip()) is None


@pytest.mark.parametrize("line", ["更新 10:30", "آخر تحديث: 10:30", "Обновлено в 10:30", "अपडेटेड 12:30 IST"])
def test_an_hour_with_its_label(line: str) -> None:
    assert hour(line)


def test_a_date_under_a_title_is_a_fact() -> None:
    found = read_pasted("پل شهر بسته شد\n\nیکشنبه ۲۲ اردیبهشت ۱۴۰۳\n\nپل شهر روز یکشنبه برای همیشه بسته شد.")
    assert found.published_on == date(2024, 5, 11)
    assert [one.rule for one in found.paragraphs] == ["", "date line", ""]
