"""A percentage or an average that its sentence tells of something else, and a rise told in another order."""

import pytest

from annotations.arithmetic import worked_out
from annotations.figures import find


def told(text: str) -> str:
    return "; ".join(str(each) for each in worked_out(text))


RISE = "Exports rose 8%{}, from $100 million to $120 million."


@pytest.mark.parametrize(
    "words",
    [
        *(" year on year", " year-on-year", " month over month", " annually", " annualised", " compound"),
        *(" in real terms", " after inflation", " adjusted for the season", " in constant currency"),
        *(" like for like", " organically", " more than expected", ", less than forecast", " each year"),
        *(" on average", ", an annual rate of growth", ", its annual growth rate"),
    ],
)
def test_a_percentage_of_something_else_is_not_held_against_two_numbers(words):
    assert "does not add up" in told(RISE.format(""))
    assert told(RISE.format(words)) == ""


@pytest.mark.parametrize("what", ["The annual budget", "The average rent"])
def test_what_is_measured_may_be_an_average_itself(what):
    assert "does not add up" in told(f"{what} rose 20%, from $1,000 to $1,320.")


@pytest.mark.parametrize(
    "words",
    [
        *(
            " on weekdays",
            ", Monday to Friday",
            ", Monday through Saturday",
            " on Saturdays",
            " in term time",
        ),
        *(" per working day", " in the school year", " on trading days", " at each of its sites"),
    ],
)
def test_an_average_of_some_days_is_not_held_against_a_year(words):
    text = "It served 9,000 people in 2025, averaging 40 a day{}."
    assert "does not add up" in told(text.format(""))
    assert told(text.format(words)) == ""


def test_who_works_and_when_it_was_said_are_no_days_to_count():
    assert told("On Monday the working group said it served 9,000 in 2025, averaging 40 a day.")


@pytest.mark.parametrize(
    ("text", "working"),
    [
        (
            "Revenue rose 22% to $1.2 billion from $1.07 billion a year earlier.",
            "÷ $1.07 billion = 12.1 %: does not add up; 22% would be $1.305 billion",
        ),
        ("Revenue was $1.2 billion, up 12% from $1.07 billion in 2024.", "= 12.1 %: adds up"),
        ("Profit was $300 million on sales of $1.2 billion, up 12% from $1.07 billion.", "= 12.1 %: adds up"),
        ("Membership stood at 1,200, a rise of 20 percent from 1,000 in 2019.", "= 20 %: adds up"),
        ("It lost 30 ships, down 40 percent from 50 a year before.", "= 40 %: adds up"),
        ("It lost 30 ships, up 40 percent from 50 the year before.", "= 40 %: does not add up"),
    ],
)
def test_a_result_may_come_first(text, working):
    assert working in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "It has 30 branches, up 20 percent from 2019.",
        "It has 1,200 members in 30 branches, up 20 percent from 1,000.",
        "It has 30 branches, a record, up 20 percent from 25.",
        "It sold 1,200 cars, 20 percent more than the 1,000 of 2024.",
        "It has 30 branches; costs are up 50 percent from 20.",
    ],
)
def test_a_result_that_may_be_of_something_else_is_left_alone(text):
    assert told(text) == ""


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("from $1.07 billion a year earlier", "$1.07 billion"),
        ("200 a month ago", "200"),
        ("200 a week before, it said", "200"),
        ("200 a day after the war", "200 a day"),
        ("200 a day later on", "200"),
        ("$5 an hour", "$5 an hour"),
    ],
)
def test_a_year_earlier_is_no_rate(text, figure):
    assert [text[start:end] for start, end in find(text)] == [figure]


def test_a_power_of_ten_is_no_ten():
    assert told("It rose from 10 to 20, up 100 %.") != ""
    assert told("It rose from 10⁶ to 20, up 100 %.") == ""
