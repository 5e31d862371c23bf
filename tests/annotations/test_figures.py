"""Holds the search for numbers to what a fact-checker would underline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.figures import find


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("They ran over 75,000 operations, more than 200 per day.", ["over 75,000", "more than 200 per day"]),
        ("It cost $3.5 billion, or 12.5% of GDP.", ["$3.5 billion", "12.5%"]),
        ("up 3.5 percentage points; Rs 1,200 a day", ["3.5 percentage points", "Rs 1,200 a day"]),
        ("For every one killed, three were hurt; nearly two-thirds lived.", ["three", "nearly two-thirds"]),
        ("at least a dozen men, half of them old", ["at least a dozen", "half"]),
        ("5 Mio. Euro und 1.234.567,89 €", ["5 Mio. Euro", "1.234.567,89 €"]),
        ("près de 10 000 personnes", ["près de 10 000"]),
        ("کارروائیاں ۷۵٬۰۰۰ اور 45 فیصد", ["۷۵٬۰۰۰", "45 فیصد"]),
        ("价格涨了3.5%，3万人", ["3.5%", "3万"]),
        ("between 4–5 people", ["4–5"]),
        ("و759 مصاباً، بـ37% من الـ36 عامًا، ول 50 سفينة", ["759", "37%", "36", "50"]),
        (
            "١٬٢٤٠ سفينة، 12 في المئة، 500 دولار، 1500 ریال، 2000 تومان",
            ["١٬٢٤٠", "12 في المئة", "500 دولار", "1500 ریال", "2000 تومان"],
        ),
        ("1925 रुपये, 20 हजार लोग", ["1925 रुपये", "20 हजार"]),
        ("شہر میں 1385 گھر", ["1385"]),
        ("حوالي 16 ألفًا، ۸۰ نفره", ["16 ألفًا", "۸۰"]),
        (
            "１，２４０隻、３．５％、２億４０００万円、３倍",
            ["１，２４０", "３．５％", "２億４０００万円", "３倍"],
        ),
        ("三百二十万元，1500人，3小时，5个月，2日間、3時間", ["三百二十万元", "1500", "3", "5", "2", "3"]),
        ("Twenty-one of 30 and seventy-two of them", ["Twenty-one", "30", "seventy-two"]),
        ("3 percentage-points, 4 percentage pts", ["3 percentage-points", "4 percentage pts"]),
        ("10⁶ cells, 3.2 × 10⁶ of them, 75,000¹ a day", ["10⁶", "3.2 × 10⁶", "75,000"]),
        ("3 per cent points, 4%-points", ["3 per cent points", "4%-points"]),
    ],
)
def test_figures_with_their_company(text: str, figures: list[str]) -> None:
    assert [text[start:end] for start, end in find(text)] == figures


@pytest.mark.parametrize(
    "text",
    [
        "In 2021 and 2019–2021, on 12 January and May 5.",
        "at 10:30 in the 21st century",
        "COVID-19, F-16, 9/11 and GPT-4",
        "On one hand this is nothing.",
        "le 3 mars, am 3. Oktober, 12 января",
        "في ٢٠٢٥، 20 مايو، 13 شباط/فبراير",
        "بهار ۱۴۰۲، سال 1399، پیش از ۲۰ فروردین",
        "२०२५ में, 20 मई को",
        "on 2014-05-19",
        "２０２６年5月20日、令和8年、第3条、19世紀、午後3時15分、5Gの3号機",
        "千万不要，万一，第三万个",
    ],
)
def test_dates_times_ordinals_and_names_are_no_figures(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("She told reporters at 3 p.m. that 12 died.", ["12"]),
        ("It opens at 3pm, 9am, 10 AM and 5 o’clock, 9–5 pm.", []),
        ("It opens between 3 and 5 p.m., from 9 to 5.", ["9", "5"]),
        ("It weighs 3 mg and made $3m.", ["3", "$3m"]),
        ("Section 230 of the law, Article 5, § 218, No. 10", []),
        ("Under section 12, 40 people were held; see page 3.", ["40"]),
        ("In that article 12 women accused him.", ["12"]),
        ("On the page 12 photos were shown; it has 12 pages.", ["12", "12"]),
        ("Figure 1: Table 5 has 12 ports, as in figure 3.", ["12"]),
        ("Abb. 4: Tabelle 3, Рис. 2, Gráfico 1, Tableau 6", []),
        ("A figure 12 times higher, at the table 12 people", ["12", "12"]),
        ("Sections 40% longer; no 12% rise, Chapter 11 filings", ["40%", "12%"]),
        ("“No one listened.”2 Then 3 left.", ["3"]),
        ('"No one listened."12 He said, "3 people left."', ["3"]),
    ],
)
def test_hours_sections_and_notes_are_no_figures(text: str, figures: list[str]) -> None:
    assert [text[start:end] for start, end in find(text)] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("1. What the count says about ferries", []),
        ("2) 41 contracts without tender", ["41"]),
        ("(3) “The port” lost 12%.", ["12%"]),
        ("3.1 What the count says", []),
        ("3.1. costs of the port.", []),
        ("3.1.2 “Costs” of the port", []),
        ("12. Die Kosten stiegen um 3,5 Prozent.", ["3,5 Prozent"]),
        ("١- السلامة", []),
        ("3、人手不足", []),
        ("IV. What it cost", []),
        ("2025 was the worst year", []),
        ("1.5 million people left", ["1.5 million"]),
        ("1.5 Millionen Menschen", ["1.5 Millionen"]),
        ("2.4 people share a room", ["2.4"]),
        ("3.1 Europeans in 30 agree.", ["3.1", "30"]),
        ("41 contracts", ["41"]),
        ("3、4人", ["3", "4"]),
        ("It rose from 12. 40 fell.", ["12", "40"]),
        ("12.5% of them", ["12.5%"]),
    ],
)
def test_the_number_of_a_heading_or_an_item_is_no_figure(text: str, figures: list[str]) -> None:
    assert [text[start:end] for start, end in find(text)] == figures


def test_a_year_with_a_unit_is_a_figure() -> None:
    assert [("It has 2000 km".__getitem__(slice(*span))) for span in find("It has 2000 km")] == ["2000 km"]


@given(st.text(st.sampled_from("0123456789,. –%$€abtwo thre moretn"), max_size=60))
def test_figures_are_in_order_and_apart(text: str) -> None:
    places = [place for span in find(text) for place in span]
    assert places == sorted(places)
    assert all(start < end <= len(text) for start, end in find(text))
