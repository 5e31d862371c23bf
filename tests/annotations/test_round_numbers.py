"""How far the zeros of a round number may be rounding: neither a wrong alarm nor a wrong "adds up"."""

import pytest

from annotations.arithmetic import worked_out


def told(text: str) -> str:
    return "; ".join(str(each) for each in worked_out(text))


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("Sales rose 300% from 100 to 300.", "= 200 %: does not add up; 300% would be 400"),
        ("Thefts rose 40 percent, from 50 to 80.", "= 60 %: does not add up; 40 percent would be 70"),
        ("20 of 50 schools, or 30 percent, closed.", "= 40 %: does not add up; 30 percent would be 15"),
        ("Fines fell 50 percent, from 300,000 to 200,000.", "= 33.3 %: does not add up"),
    ],
)
def test_a_round_number_is_meant_to_its_second_digit(text, needs):
    assert needs in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sales rose 200% from 100 to 300.",
        "Thefts rose 60 percent, from 50 to 80.",
        "Rents rose 34%, from $1,500 to $2,000.",
        "Visits rose 12 percent, from 1.1 million to 1.2 million.",
        "Visits rose 46 percent, from about 200,000 to nearly 300,000.",
        "In 2025 it cleared over 75,000, averaging 200 a day.",
        "In 2025 it cleared 75,000, averaging about 200 a day.",
        "In 2025 it cleared 3,700, averaging 10 a day.",
    ],
)
def test_what_rounding_explains_adds_up(text):
    assert "adds up" in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "In 2025 the court heard 2,500 cases, an average of 10 a day.",  # on 250 days
        "In 2025 the court heard 2,500 cases, an average of about 10 a day.",
        "In 2025 the clinic saw 51,000 people, averaging 100 a day.",
        "Rents rose 20%, from $1,000 to $1,300.",
        "Visits rose 40 percent, from 2 million to 3 million.",
        "Sales rose 280%, from about 100 to almost 300.",
        "Thefts rose 50 percent, from more than 50 to 80.",
    ],
)
def test_what_rounding_might_explain_is_left_alone(text):
    assert told(text) == ""
