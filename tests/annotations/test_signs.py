"""Rules that hold only beside other signs, or never beside them."""

import pytest

from annotations.spotting import spot


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "Unemployment fell in 2020.", "quantity"),
        ("en", "Shares fell on Monday.", "quantity"),
        ("en", "Rents rose sharply last year, to a record.", "quantity"),
        ("en", "The council increased the tax in 2020.", "quantity"),
        ("en", "The conviction rate is low.", "quantity"),
        ("en", "Rents rose.", "fact"),
        ("en", "The company declined to comment on Monday.", "fact"),
        ("en", "He fell from a roof in 2019.", "fact"),
        ("en", "Prosecutors dropped the charges on Tuesday.", "fact"),
        ("en", "He grew up in Oakvale in 1990.", "fact"),
        ("en", "She rose to prominence in 2020.", "fact"),
        ("en", "The court reversed the ruling in 2020.", "fact"),
        ("es", "El paro bajó en 2020.", "quantity"),
        ("es", "Bajó del tren.", "fact"),
        ("fr", "Le chômage a baissé en 2019.", "quantity"),
        ("fr", "Il a baissé les yeux.", "fact"),
        ("de", "Die Preise stiegen 2019.", "quantity"),
        ("de", "Er fiel vom Dach.", "fact"),
    ],
)
def test_a_verb_of_change_tells_of_a_quantity_beside_a_figure_or_a_period(
    language: str, text: str, kind: str
) -> None:
    assert spot(text, language).kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"Let us be clear: nobody was hurt," the minister said.', "fact"),
        ('"Read the report," said Gov. Maria Keller.', "fact"),
        ("“Read the report,” she said.", "fact"),
        ("Consider the numbers: 40% of children are poor.", "quantity"),
        ("Get-out-the-vote efforts reached 3 million people.", "quantity"),
        ("Share prices fell on Tuesday.", "quantity"),
        ("Please-hold music plays all day.", "fact"),
        ("Watch sales fell.", "fact"),
        ("“Read the report and weep.”", "not_claim"),
        ("Consider the “most important lesson of all” here.", "not_claim"),
        ("Share this article.", "not_claim"),
        ("Subscribe for $3 a month.", "not_claim"),
        ("Note that he left.", "not_claim"),
        ("See Naples and die.", "not_claim"),
    ],
)
def test_the_reader_is_told_to_do_nothing_in_what_others_said_or_in_a_figure(text: str, kind: str) -> None:
    assert spot(text, "en").kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The governor is right-handed.", "fact"),
        ("The lock is hard-wired.", "fact"),
        ("The governor is right.", "opinion"),
        ("They're wrong.", "opinion"),
        ("That’s shameful.", "opinion"),
        ("He's not very good.", "opinion"),
        ("The city's good schools closed.", "fact"),
        ("They're right-handed.", "fact"),
        ("There's strong wind.", "fact"),
    ],
)
def test_a_whole_word_judges_whoever_it_is_said_of(text: str, kind: str) -> None:
    assert spot(text, "en").kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The study shows costs rose.", "fact"),
        ("The chart shows the cost of rail tickets since 2010.", "fact"),
        ("The table shows the value of exports.", "fact"),
        ("The strike exposes the human cost of delay.", "opinion"),
        ("The vote shows the true value of patience.", "opinion"),
        ("The vote reveals the folly of delay.", "opinion"),
    ],
)
def test_a_table_of_costs_interprets_nothing(text: str, kind: str) -> None:
    assert spot(text, "en").kind == kind
