"""Two spellings of one address are one work; two works never are."""

import pytest

from annotations.source_keys import url_key

SAME = {
    "scheme, www, slash": ("http://www.port.example/gate/", "https://port.example/gate"),
    "port, fragment": ("https://port.example:443/gate#table-4", "https://port.example/gate"),
    "where the reader came from": (
        "https://port.example/gate?utm_source=x&fbclid=1&ref_src=twsrc&utm_term=",
        "https://port.example/gate",
    ),
    "order": ("https://port.example/gate?year=2025&page=2", "https://port.example/gate?page=2&year=2025"),
    "sign of a key without a value": ("https://port.example/news.php?12345=", "https://port.example/news.php?12345"),
    "spelling of a byte": ("https://port.example/?q=%c3%a4", "https://port.example/?q=ä"),
}  # fmt: skip
APART = {
    "a key without a value": ("https://port.example/news.php?12345", "https://port.example/news.php?67890"),
    "a path in the query": ("https://port.example/?/news/1", "https://port.example/?/news/2"),
    "the number of a file": ("https://plan.example/view?ref=22/0123", "https://plan.example/view?ref=22/9999"),
    "bytes of an older alphabet": ("https://port.example/?q=%E4", "https://port.example/?q=%F6"),
    "another query": ("https://port.example/gate?year=2024", "https://port.example/gate?year=2025"),
}  # fmt: skip


@pytest.mark.parametrize("what", SAME)
def test_spellings_of_one_address_have_one_key(what):
    one, other = SAME[what]
    assert url_key(one) == url_key(other) != ""


@pytest.mark.parametrize("what", APART)
def test_two_works_have_two_keys(what):
    one, other = APART[what]
    assert url_key(one) != url_key(other)
