"""Each format's bytes, as a person has looked at them once.

After a change that is meant, write them anew with OBELUS_WRITE_GOLDEN=1, then read the difference.
"""

import os
from pathlib import Path

import pytest

from annotations.exports import AUDIENCES, FORMATS
from tests.annotations.exports.sample import ARTICLE

GOLDEN = Path(__file__).with_name("golden")


@pytest.mark.parametrize("format", FORMATS.values(), ids=FORMATS)
def test_same_article_same_bytes(format):
    path = GOLDEN / f"tram.{format.extension}"
    made = format.render(ARTICLE)
    if os.environ.get("OBELUS_WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(made)
    assert made == path.read_bytes()
    assert made == format.render(ARTICLE)


def test_every_format_is_for_somebody():
    """The page offers a format to those whom it suits: one that suits nobody could not be found there."""
    assert {slug for audience in AUDIENCES.values() for slug in audience.formats} == set(FORMATS)
