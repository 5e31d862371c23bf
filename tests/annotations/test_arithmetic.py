"""The article's own figures, worked out."""

from calendar import month_name

import pytest

from annotations.arithmetic import worked_out
from annotations.cautions import cautions
from annotations.reading import load_statement
from annotations.services.claimants import make_claimant
from annotations.services.cutting import split
from annotations.services.statements import change_statement
from annotations.services.verifying import verify
from tests.cast import at, taken_in

TOTAL = "In 2025 the port cleared over 75,000 containers,"


def told(rate, total=TOTAL, is_same_source=True):
    return [str(each) for each in worked_out(rate, [(total, is_same_source)])]


def test_a_rate_that_its_total_bears_out():
    assert told("averaging more than 200 per day.") == [
        "more than 200 per day · 75,000 ÷ 365 = 205.5: adds up, same source"
    ]
    assert told("averaging more than 200 per day.", is_same_source=False) == [
        "more than 200 per day · 75,000 ÷ 365 = 205.5: adds up"
    ]


def test_a_rate_that_it_does_not():
    assert told("averaging more than 260 a day.") == [
        "more than 260 a day · 75,000 ÷ 365 = 205.5: does not add up; 260 a day needs 94,900"
    ]


def test_both_in_one_statement():
    text = "In 2025 the port cleared over 75,000 containers, averaging more than 200 per day."
    assert [str(each) for each in worked_out(text)] == [
        "more than 200 per day · 75,000 ÷ 365 = 205.5: adds up, same source"
    ]


@pytest.mark.parametrize(
    ("rate", "total", "working"),
    [
        ("an average of 1,442 a week", TOTAL, "75,000 ÷ 52 = 1,442.3"),
        ("on average 6,250 containers a month", TOTAL, "75,000 ÷ 12 = 6,250"),
        ("that is 205 a day", "It cleared 75,000 containers last year", "75,000 ÷ 365 = 205.5"),
        ("averaging 205 a day", "In 2024 it cleared 75,030", "75,030 ÷ 366 = 205"),
        ("averaging nearly 7,000 a day", "It sees 2.5 million visits a year", "2.5 million ÷ 365 = 6,849.3"),
        ("averaging 205 a day in 2025", "It cleared 75,000 containers", "75,000 ÷ 365 = 205.5"),
        ("averaging 205 a day", "In 2024, it cleared 75,030", "75,030 ÷ 366 = 205"),
        ("averaging over 206 a day", TOTAL, "75,000 ÷ 365 = 205.5"),  # "over 75,000" may be 75,400
    ],
)
def test_periods_and_rounding(rate, total, working):
    (found,) = worked_out(rate, [(total, True)])
    assert (found.working, found.adds_up) == (working, True)


@pytest.mark.parametrize(
    ("rate", "total"),
    [
        ("averaging 230 a day", TOTAL),
        ("averaging fewer than 200 a day", TOTAL),
        ("averaging no more than 200 a day", TOTAL),
        ("averaging no less than 260 a day", TOTAL),
        ("averaging about 150 a day", TOTAL),
        ("averaging almost 200 a day", TOTAL),
    ],
)
def test_what_does_not_add_up(rate, total):
    (found,) = worked_out(rate, [(total, True)])
    assert not found.adds_up


@pytest.mark.parametrize(
    ("words", "true_of", "untrue_of"),
    [
        ("", 206, 205),
        *((words, 190, 220) for words in ("more than", "greater than", "higher than", "over", "at least")),
        *((words, 190, 220) for words in ("no fewer than", "no less than")),
        *((words, 220, 190) for words in ("less than", "fewer than", "lower than", "under", "at most")),
        *((words, 220, 190) for words in ("up to", "no more than")),
        *((words, 220, 200) for words in ("nearly", "almost")),
        *((words, 190, 180) for words in ("about", "around", "roughly", "approximately", "some")),
    ],
)
def test_words_say_how_near_a_figure_is(words, true_of, untrue_of):
    """The total gives 205.6 a day."""
    for figure, adds_up in ((true_of, True), (untrue_of, False)):
        (found,) = worked_out(f"averaging {words} {figure} a day", [("In 2025 it cleared 75,050", True)])
        assert found.adds_up == adds_up, found


@pytest.mark.parametrize(
    ("words", "fewer", "more"),
    [
        ("", False, False),
        *((words, False, True) for words in ("over", "more than", "at least")),
        *((words, True, False) for words in ("under", "up to", "nearly", "almost")),
        *((words, True, True) for words in ("about", "some")),
    ],
)
def test_words_say_how_near_a_total_is(words, fewer, more):
    """Of 75,000 it may be 74,000 to 76,000, which is 202.7 to 208.2 a day."""
    for figure, adds_up in ((203, fewer), (208, more)):
        (found,) = worked_out(f"averaging {figure} a day", [(f"In 2025 it cleared {words} 75,000", True)])
        assert found.adds_up == adds_up, found


@pytest.mark.parametrize(
    ("scale", "times"),
    [
        ("k", 1),
        (" thousand", 1),
        ("m", 10**3),
        ("mn", 10**3),
        (" million", 10**3),
        ("bn", 10**6),
        (" billion", 10**6),
        ("K", 1),
        (" Million", 10**3),
        (" billions", 10**6),
    ],
)
def test_a_scale_is_counted_and_told_as_it_was_written(scale, times):
    (rate,) = worked_out(f"averaging {200 * times:,} a day", [(f"In 2025 it cleared 73{scale}", True)])
    assert (rate.working, rate.adds_up) == (f"73{scale} ÷ 365 = {200 * times:,}", True)
    (rise,) = worked_out(f"It rose 30 per cent, from 50{scale} to 80{scale}.")
    assert rise.needs == f"30 per cent would be 65{scale}"


@pytest.mark.parametrize(
    ("rate", "total"),
    [
        ("averaging more than 200 per day", "It cleared over 75,000 containers"),  # of what time?
        ("averaging more than 200 per day", "In March 2025 it cleared 6,400"),
        ("averaging more than 200 per day", "In the first half of 2025 it cleared 37,000"),
        ("averaging more than 200 per day", "From 2024 to 2025 it cleared 150,000"),
        ("averaging more than 200 per day", "In 2025 it cleared 75,000 of 90,000 containers"),  # which?
        ("averaging more than 200 per day", "In 2025 it earned €75,000"),
        ("averaging more than 200 per day", "In 2025 it grew by 75,000 km"),
        ("averaging more than 200 per day", "In 2025 it took 300 a day"),
        ("Some days bring 300 a day", TOTAL),  # no average
        ("averaging 200 a day after the strike", TOTAL),
        ("Its two million visitors made 200 calls a day on average", TOTAL),  # of other things
        ("averaging 2,000 a day", TOTAL),
        ("In 2025 the 1,500-strong force made arrests, averaging 10 a day", ""),
        ("averaging 0 a day", TOTAL),
        ("averaging 20 per cent a day", TOTAL),
        (f"averaging {'1' + '0' * 400} a day", TOTAL),
        ("averaging 200 a day" + ", 5 a day" * 1000, TOTAL),
        ("averaging 200 a day", TOTAL + " 75,000" * 1000),
        ("averaging a lot", TOTAL),
        ("", TOTAL),
        ("averaging more than 200 per day", ""),
    ],
)
def test_where_it_is_not_plain_nothing_is_said(rate, total):
    assert told(rate, total) == []


@pytest.mark.parametrize(
    "time",
    [
        *(f"In {month} 2025" for month in month_name[1:]),
        *(
            f"In the first {part} of 2025"
            for part in ("half", "quarter", "month", "week", "weekend", "season")
        ),
        *(f"In the {season} of 2025" for season in ("spring", "summer", "autumn", "winter")),
        *(f"Within {time} in 2025" for time in ("months", "weeks", "days", "a day")),
        *("Since early 2025", "In the decade to 2025"),
    ],
)
def test_another_time_than_a_year_has_no_days_to_count(time):
    assert told("averaging 205 a day", f"{time} it cleared 75,000") == []


def test_what_is_too_long_for_a_statement_is_not_read():
    rate, total = ((text + " so" * 1_000)[:2_000] for text in ("averaging 205 a day", TOTAL))
    assert told(rate, total)
    assert told(rate + " ", total) == told(rate, total + " ") == []


@pytest.mark.parametrize("words", ["last year", "annually", "as its annual count", "as its yearly count"])
def test_a_total_may_say_that_it_is_of_a_year(words):
    assert told("averaging 205 a day", f"It cleared 75,000 {words}")


@pytest.mark.parametrize("opening", ["averaging", "on average", "that is", "which is", "It cleared many, or"])
def test_an_average_is_told_by_the_words_before_it(opening):
    assert told(f"{opening} 205 a day")
    assert told(f"{opening} 205 a day".replace(opening, "it may be")) == []


@pytest.mark.parametrize(
    "words", ["after the strike", "before it", "later on", "earlier", "ago", "of rain", "when it rains"]
)
def test_a_day_that_is_one_day_makes_no_rate(words):
    assert told(f"averaging 205 a day {words}") == []


UP = "rise rose risen rising up increase grew grow growing growth gain climb jump soared more higher".split()
DOWN = "fall fell falling down drop decline decrease cut shrink shrank shrunk plunge fewer less lower".split()


@pytest.mark.parametrize("word", UP)
def test_words_for_a_rise(word):
    (found,) = worked_out(f"It is 35 per cent {word}, from 300,000 to 405,000.")
    assert found.working == "(405,000 − 300,000) ÷ 300,000 = 35 %"
    assert found.adds_up
    assert worked_out(f"It is 35 per cent {word} and fell, from 300,000 to 405,000.") == ()


@pytest.mark.parametrize("word", DOWN)
def test_words_for_a_fall(word):
    (found,) = worked_out(f"It is 25 per cent {word}, from 400,000 to 300,000.")
    assert found.working == "(400,000 − 300,000) ÷ 400,000 = 25 %"
    assert found.adds_up


@pytest.mark.parametrize("currency", ["$", "US$", "C$", "A$", "€", "£", "¥", "₹"])
def test_money_is_told_in_its_currency(currency):
    (found,) = worked_out(f"It went up 20 per cent, from {currency}10 to {currency}12.")
    assert found.working == f"({currency}12 − {currency}10) ÷ {currency}10 = 20 %"
    other = "$" if currency != "$" else "€"
    assert worked_out(f"It went up 20 per cent, from {currency}10 to {other}12.") == ()


@pytest.mark.parametrize("of", [" of ", " of the ", " of its ", " of their ", " of all ", " cards out of "])
@pytest.mark.parametrize("so", [", ", ", or ", " or ", " that is ", " which is ", " (", ": ", " – ", " — "])
def test_words_for_a_share(of, so):
    (found,) = worked_out(f"Unblocked were 5,380{of}7,120 cards{so}76 per cent.")
    assert str(found) == "76 per cent · 5,380 ÷ 7,120 = 75.6 %: adds up, same source", found


def test_second_part_of_a_split_is_worked_out_from_the_first(article, ana):
    row = at(article, "3.1")
    part = split(row, by=ana, at=row.text.index("averaging"))
    (found,) = load_statement(article, part.pk).sums
    assert str(found) == "more than 200 a day · 75,000 ÷ 365 = 205.5: adds up, same source"
    assert load_statement(article, row.pk).sums == ()
    change_statement(at(article, "3.1b"), by=ana, claimant=make_claimant(by=ana, name="The union"))
    (found,) = load_statement(article, part.pk).sums
    assert found.outcome == "adds up"


def test_editor_is_told_of_a_sum_that_a_verdict_passes_over(article, ana):
    words = at(article, "3.1").text.replace("200", "260")
    article = taken_in(ana, [("body", words)], title="Miscounted")
    row = at(article, "1.1")
    wrong = "more than 260 a day does not add up; 260 a day needs 94,900."

    def told():
        return cautions(load_statement(article, row.pk), wanted=2, language="en")

    verify(at(article, "1.1"), by=ana, status="supported", rationale="The annual report says so.")
    assert wrong in told()
    verify(at(article, "1.1"), by=ana, status="contradicted", rationale="It is 205 a day.")
    assert wrong not in told()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Police made 4,500 arrests in 2024, or about 12 a day.", "4,500 ÷ 366 = 12.3: adds up"),
        (
            "The airport handled 12 million passengers in 2025, averaging 33,000 a day.",
            "12 million ÷ 365 = 32,876.7: adds up",
        ),
        (
            "In 2023 it carried 1.2 billion, an average of 3.3 million a day.",
            "1.2 billion ÷ 365 = 3,287,671.2: adds up",
        ),
        (
            "In 2025 the seven branches counted 411,640 visits, on average 1,300 visits a day.",
            "1,300 a day needs 474,500",
        ),
        ("The city's 2 million residents made 600,000 trips a day on average in 2025.", ""),
        ("In 2025 the 1,500-strong force made arrests, averaging 10 a day.", ""),
        ("In 2022 it averaged 1,300 visits a day, up from 1,100 in 2021.", ""),
        ("On average 5 people a day died on the roads in 2023, a total of 1,695.", ""),
        ("In 2025, 12,000 people made 40 cars a day, or 14,600 a year.", ""),
        ("The clinic sees 200 patients a day on average, up from 150 in 2019.", ""),
        (
            "Loans rose by 35 per cent, from 498,300 to 672,700.",
            "(672,700 − 498,300) ÷ 498,300 = 35 %: adds up",
        ),
        (
            "Visits fell 24 per cent from 538,200 in 2019 to 411,640.",
            "÷ 538,200 = 23.5 %: adds up, same source",
        ),
        ("Spending is up 33% to £40m from £30m.", "33% · (£40m − £30m) ÷ £30m = 33.3 %: adds up"),
        ("The pass went up 20 per cent, from £10 to £12 a month.", "(£12 − £10) ÷ £10 = 20 %: adds up"),
        ("Membership grew by more than 40 per cent, from 1,200 to 1,720.", "= 43.3 %: adds up"),
        (
            "It rose 50 per cent, from 300,000 to 405,000.",
            "= 35 %: does not add up; 50 per cent would be 450,000",
        ),
        ("Costs jumped 50 per cent, from £2m to £2.6m.", "= 30 %: does not add up; 50 per cent would be £3m"),
        ("It rose 10 per cent, from 500 to 450.", "does not add up; 10 per cent would be 550"),
        ("5,380 of 7,120 cards, or 76 per cent, were unblocked.", "5,380 ÷ 7,120 = 75.6 %: adds up"),
        (
            "Some 1,200 people out of 5,000 answered, or 30 per cent.",
            "= 24 %: does not add up; 30 per cent would be 1,500",
        ),
        ("Turnout rose from 40,000 to 50,000, or 60 per cent of voters.", ""),
        ("The rate rose from 12 per cent to 18 per cent.", ""),
        ("Loans rose from 300,000 to 405,000, fines by 35 per cent, fees by 12 per cent.", ""),
        ("From 2019 to 2025 visits rose 35 per cent.", ""),
        ("Prices rose 4 per cent for those who work from 9 to 5.", ""),
        ("It rose 33 per cent, from £30m to $40m.", ""),
        ("It moved 35 per cent, from 300,000 to 405,000.", ""),
        ("It rose 35 percentage points, from 40 to 75.", ""),
        ("It rose 35 percentage-points, from 40 to 75.", ""),
        ("It rose 35 percentage pts, from 40 to 75.", ""),
        ("It rose 35 per cent points, from 40 to 75.", ""),
        ("Petrol rose 10 per cent, from $1.41 to $1.48.", "10 per cent would be $1.551"),
        ("It rose 10 per cent, from $1.25m to $1.3m.", "10 per cent would be $1.375m"),
        ("In 2025 it lost 15, averaging 0.04 a day.", "15 ÷ 365 = 0.041: adds up"),
        ("In 2025 it lost 15, averaging 0.05 a day.", "0.05 a day needs 18.25"),
        ("The party won 45 of 100 seats with 38 per cent.", ""),
        ("The party won 45 of 100 seats (38 per cent).", "= 45 %: does not add up; 38 per cent would be 38"),
        ("It rose 1,000 per cent, from 300 to 3,300.", "(3,300 − 300) ÷ 300 = 1,000 %: adds up"),
        ("It rose 100 per cent, from 1 to 2.", "(2 − 1) ÷ 1 = 100 %: adds up"),
        ("It has risen by at least 50 per cent, from 12 to 17.", "50 per cent would be 18"),
        ("Sales rose 12 per cent to 1.2 million from 1.1 million.", "= 9.1 %: adds up"),
        ("3 of 5 councils cut spending by 12 per cent.", ""),
        ("It rose 35 per cent, from 0 to 405,000.", ""),
        ("Between January and June 2025 it cleared 37,000, averaging 200 a day.", ""),
    ],
)
def test_sentences_as_papers_write_them(text, told):
    found = [str(each) for each in worked_out(text)]
    assert len(found) == bool(told) and all(told in each for each in found), found
