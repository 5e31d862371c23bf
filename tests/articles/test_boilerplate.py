"""Holds the proposals to leave lines out to the tail and the head of an article."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.boilerplate import propose

OP_ED = Path(__file__).parents[3] / "shared" / "articles" / "op-ed.txt"
BODY = "The ministry met on Monday and settled the budget of the coming year."


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("© Example Press Ltd 2026. All rights reserved.", "copyright"),
        ("Alle Rechte vorbehalten", "copyright"),
        ("Sign up for our morning briefing", "newsletter"),
        ("The best of the week, delivered to your inbox", "newsletter"),
        ("Suscríbete a nuestro boletín", "newsletter"),
        ("Abonnez-vous à notre infolettre", "newsletter"),
        ("Jetzt abonnieren: unser Newsletter", "newsletter"),
        ("Subscribe now", "subscription"),
        ("Example StoreDownload our app", "app"),
        ("Téléchargez l’appli", "app"),
        ("Network Links", "links"),
        ("Tags: budget, ministry", "links"),
        ("Datenschutzerklärung", "links"),
        ("Read more: Who pays for it?", "related"),
        ("Lire aussi : Qui paie ?", "related"),
        ("Share this article", "share"),
        ("12 comments", "share"),
        ("ADVERTISEMENT", "advertisement"),
        ("Werbung", "advertisement"),
        ("Back to top", "navigation"),
    ],
)
def test_keyword(line: str, rule: str) -> None:
    proposed = propose(["Title", BODY, line])
    assert list(proposed) == [2]
    assert proposed[2].name == rule
    assert proposed[2].sentence.endswith(".")


@pytest.mark.parametrize(
    "sentence",
    [
        "Those who subscribe to this newsletter of doom have not read the budget, which tells more.",
        "Subscribe to this view and you deny the evidence.",
        "Read more about it in the ministry's report.",
        "Share prices fell.",
        "The newsletter was founded in 1950 by two sisters from Leeds.",
    ],
)
def test_sentence_of_the_author_stays(sentence: str) -> None:
    assert propose(["Title", BODY, sentence]) == {}


def test_only_the_ends_are_proposed() -> None:
    lines = [
        "Title",
        "5 min read",
        BODY,
        "Advertisement",
        BODY,
        "Share",
        "A store of ours",
        "© Example Press",
    ]
    proposed = propose(lines)
    assert {place: rule.name for place, rule in proposed.items()} == {
        1: "navigation",
        5: "share",
        6: "place",
        7: "copyright",
    }


def test_short_line_before_the_first_keyword_stays() -> None:
    assert list(propose(["Title", BODY, "Jane Doe, Leeds", "Subscribe now"])) == [3]


def test_title_is_never_proposed() -> None:
    assert propose(["Advertisement"]) == {}
    assert list(propose(["Home", "Share"])) == [1]


@given(st.lists(st.sampled_from([BODY, "Short", "Share", "© X", "Get it.", ""]), max_size=8))
def test_proposals_are_one_head_and_one_tail(lines: list[str]) -> None:
    proposed = sorted(propose(lines))
    gaps = sum(after - before > 1 for before, after in pairwise(proposed))
    assert 0 not in proposed
    assert gaps <= 1
    assert BODY not in [lines[place] for place in proposed]


@pytest.mark.skipif(not OP_ED.exists(), reason="the op-ed is not beside this checkout")
def test_op_ed_has_five_lines_of_the_publisher() -> None:
    lines = [line for line in OP_ED.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert sorted(propose(lines)) == [14, 15, 16, 17, 18]
