"""Why something is sent back: the reasons are found as one types."""

import re

import pytest
from django.urls import reverse


@pytest.mark.parametrize(
    ("find", "ticked", "listed", "told"),
    [
        (
            "our work source",
            ["out_of_date"],
            ["no_source", "weak_source", "source_closed", "out_of_date"],
            "3 reasons.",
        ),
        ("zeppelin", [], [], "0 reasons."),
        ("zeppelin", ["gone", "other"], ["other"], "0 reasons."),
    ],
)
def test_reasons_are_narrowed_by_words_but_not_what_is_ticked(as_rosa, desk, find, ticked, listed, told):
    page = as_rosa.get(
        reverse("review-reasons", args=[desk.slug]), {"find": find, "reasons": ticked}
    ).content.decode()
    assert re.findall(r'value="(\w+)"', page) == listed and told in page
    assert re.findall(r'value="(\w+)" checked', page) == [code for code in ticked if code in listed]
    assert ("No reason has these words." in page) is (not listed)
