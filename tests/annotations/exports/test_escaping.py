"""Whatever anyone typed into any field stays text, in every format."""

import json
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from annotations.exports import FORMATS, html_page
from tests.annotations.exports.reader import Page
from tests.annotations.exports.sample import ARTICLE
from tests.annotations.exports.test_markdown_text import read

# What a program wrote, or what has to stay a known word for the page to be one.
KEPT = frozenset(
    "uid slug label kind kind_proposed status detail review_state outcome reason about stance target mode "
    "stage direction rule verdict content_hash text_sha256 original_sha256 language".split()
)
CLEAN = Page(html_page.render(ARTICLE))
NAUGHTY = Path(__file__).parents[4] / "shared" / "cases" / "naughty_strings.jsonl"

typed = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)


def filled(thing, text):
    """``thing`` with ``text`` in every field that a person may fill; statements keep their place."""
    if isinstance(thing, tuple):
        return tuple(filled(item, text) for item in thing)
    if isinstance(thing, dict):
        return {key: filled(value, text) for key, value in thing.items()}
    if isinstance(thing, list):
        return [filled(item, text) for item in thing]
    if isinstance(thing, str):
        return text
    if not is_dataclass(thing) or type(thing).__name__ in ("Counts", "Scale"):
        return thing
    changes = {f.name: filled(getattr(thing, f.name), text) for f in fields(thing) if f.name not in KEPT}
    if type(thing).__name__ == "AnnotatedParagraph":
        changes["text"] = text * max(1, len(thing.statements))
        changes["statements"] = tuple(
            replace(s, start=i * len(text), end=(i + 1) * len(text), text=text)
            for i, s in enumerate(changes["statements"])
        )
    return replace(thing, **changes)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("</style></title><script>alert(1)</script>")
@example("'\"><svg/onload=alert(1)>")
@example("-->&lt;b&gt;]]>")
@example("//[x")
@example("{{ article.uid }}{% include 'x' %}")
@given(typed)
def test_nothing_typed_becomes_markup(text):
    holds_only_text(text)


def holds_only_text(text):
    article = filled(ARTICLE, text)
    for slug, format in FORMATS.items():
        HOLDS_ONLY_TEXT[slug](format.render(article))


def page_of_text(data):
    page = Page(data)
    allowed = CLEAN.tags.keys() | {"p", "br"}
    assert page.tags.keys() <= allowed
    assert page.attributes <= CLEAN.attributes
    assert page.ids == CLEAN.ids


def markdown_of_text(data):
    types, _ = read(data.decode())
    assert not {"html_inline", "html_block", "image", "fence", "code_block"} & types


# How each format would show that something typed became more than text: a new one says how.
HOLDS_ONLY_TEXT = {"html": page_of_text, "markdown": markdown_of_text, "json": json.loads}


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "//a.example/"]
)
def test_nothing_but_the_web_is_linked(address):
    """Whichever field of an article, a source or its record it was typed into."""
    article = filled(ARTICLE, address)
    linked = {link for link in Page(html_page.render(article)).links if not link.startswith("#")}
    tokens = MarkdownIt().parse(FORMATS["markdown"].render(article).decode())
    linked |= {
        child.attrs["href"] for token in tokens for child in token.children or () if "href" in child.attrs
    }
    assert not {link for link in linked if not link.startswith("https://doi.org/")}


@pytest.mark.skipif(
    not NAUGHTY.exists(), reason="the collection of naughty strings is not beside this checkout"
)
def test_strings_that_break_programs_stay_text():
    cases = NAUGHTY.read_text(encoding="utf-8").splitlines()[::37]
    texts = (json.loads(case)["text"].encode("utf-8", "replace").decode().replace("\0", "") for case in cases)
    for text in filter(str.strip, texts):
        holds_only_text(text)
