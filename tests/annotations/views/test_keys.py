"""What the help of the keys names has something to do."""

import re

import pytest

from annotations.services.evidence import cite
from annotations.services.sources import make_source
from annotations.services.verifying import verify
from tests.annotations.views.test_workspace import url
from tests.cast import at

OF_THE_SCRIPT = {
    "j",
    "k",
    "J",
    "K",
    "g",
    "x",
    "Enter",
    "Esc",
    "Ctrl",
    "Alt",
}  # keys.js: these walk, save, leave


def keys_of(page: str) -> tuple[set[str], set[str]]:
    """Those that the help names, those that the page offers."""
    named = re.findall("<kbd>(.+?)</kbd>", page.split('id="help-keys"')[1].split("</dl>")[0])
    offered = " ".join(re.findall(r'data-key="([^"]+)"', page)).replace("Escape", "Esc").split()
    return set(named), {*offered, *OF_THE_SCRIPT}


@pytest.mark.parametrize("who", ["ana", "lea"])
def test_each_key_of_the_help_is_on_the_page(client, article, ana, lea, who):
    """On a statement with all that a key may be for, the undo of a verdict with it."""
    row = at(article, "3.1")
    source = make_source(by=ana, title="Gate statistics", url="https://harbour.example/gate")
    cite(article, [row.pk], by=ana, source=source, stance="supports", passage="75,118")
    verify(at(article, "3.1"), by=ana, status="supported", rationale="So it is.")
    client.force_login({"ana": ana, "lea": lea}[who].person)
    pages = [client.get(url(article, "statement", row.pk)), client.get(url(article, "article-table"))]
    for page in pages:
        named, offered = keys_of(page.content.decode())
        assert named
        assert sorted(named - offered) == []
