"""The files that leave, asked for by a program."""

import pytest

from annotations.exports import FORMATS
from annotations.reading import load
from articles.querysets import articles_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", FORMATS)
def test_exports(api, ana, form):
    api(ana).post("notes/", text="A private word.")
    api(ana).post("flags/", reason="no_source", note="Where from?")
    caller = api(ana)
    answer = caller.client.get(caller.address(f"exports/{form}/"), headers={"Accept": "text/html"})
    assert answer.status_code == 200  # the address names the form, whatever the browser would like
    assert "A private word." not in answer.content.decode()
    for asked, audience in (("", "archive" if form == "json" else "readers"), ("?audience=author", "author")):
        file = caller.client.get(caller.address(f"exports/{form}/{asked}")).content
        assert file == FORMATS[form].render(load(articles_of(ana).get(), audience=audience))
    told = answer.content.decode()
    assert "75,000 containers" in told and ("Where from?" in told) == (form == "json")
    assert form in [row["slug"] for row in api(ana).get("exports/").json()["results"]]
