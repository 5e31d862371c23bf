"""A pattern that is compiled when it is first used is used like any other."""

import re

import pytest

from articles.patterns import late


@pytest.fixture
def compiled(monkeypatch):
    """What was compiled since."""
    made, by_itself = [], re.compile
    monkeypatch.setattr(re, "compile", lambda *given: made.append(given) or by_itself(*given))
    return made


def test_it_is_compiled_at_its_first_use_and_once(compiled):
    number = late(r"(?P<n>\d+) KM", re.IGNORECASE)
    assert compiled == []
    assert [number.search("In 40 km").group("n"), number.sub("far", "40 km away"), number.match("km")] == [
        "40", "far away", None,
    ]  # fmt: skip
    assert compiled == [(r"(?P<n>\d+) KM", re.IGNORECASE)]


def test_it_tells_what_a_pattern_tells_and_no_more():
    number = late(r"(?P<n>\d+)")
    assert (number.pattern, dict(number.groupindex)) == (r"(?P<n>\d+)", {"n": 1})
    with pytest.raises(AttributeError):
        number.group("n")


def test_a_broken_one_is_refused_where_it_is_used():
    broken = late("(")
    with pytest.raises(re.error):
        broken.search("(")
