"""A percentage or an average that its sentence tells of something else."""

import pytest

from annotations.arithmetic import worked_out


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
