"""A program is told what a program does next: it has no page to reload, no key to press."""

import ast
import re
from pathlib import Path

import pytest

from annotations import refusals
from annotations.refusals import for_program
from annotations.services.reviewing import ask_for_changes
from annotations.services.verifying import verify
from tests.cast import at

ROOT = Path(__file__).parents[3]
WHERE = ("annotations/services", "annotations/refusals.py", "annotations/permissions.py", "articles/intake")
OF_A_PAGE = re.compile(
    r"[Rr]eload|\b[Tt]ick\b|\b[Pp]aste\b|\b[Ss]elect\b|\bOpen (?:the|that|one)\b| \([a-z]\)|\bbelow\b"
)
PERSONS_ALONE = ("addresses.py", "people.py", "tokens.py")  # what no program may do
OF_FORMS = {  # what an older form is told, of which the API asks the version itself
    "Someone changed this since you opened it. What you typed is kept: compare the two, then save again.",
    " What you wrote is kept below. To change the outcome, reopen the flag.",
    refusals.NO_SCOPE,
    "Choose one, or give the title of a new one.",
}


def sentences():
    """What is written there between quotation marks and ends as a sentence does, but for docstrings."""
    for where in WHERE:
        for path in [ROOT / where] if where.endswith(".py") else sorted((ROOT / where).rglob("*.py")):
            if path.name in PERSONS_ALONE:
                continue
            tree = ast.parse(path.read_text())
            silent = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
                if is_text and node not in silent and re.search(r"[a-z] .*[.!?]$", node.value):
                    yield node.value


def test_no_refusal_speaks_of_a_page():
    told = {for_program(text) for text in {*sentences()} - OF_FORMS if "\\" not in text}
    assert len(told) > 150
    assert [text for text in told if OF_A_PAGE.search(text)] == []


def test_words_that_somebody_wrote_stay():
    quoted = "The desk already has this work: “Select Committee (2) on those who paste and tick”."
    assert for_program(quoted) == quoted


@pytest.mark.django_db
def test_what_a_program_does_next(api, ana, rosa, viktor, article):
    first, second = at(article, "3.1"), at(article, "3.2")
    one = api(ana).post("statements/merge/", statements=[str(first.uid)]).json()
    assert one["detail"] == "Name two statements or more that follow each other."
    unticked = api(ana).patch(f"statements/{first.uid}/", checked_so=False, checked_said=False).json()
    assert unticked["errors"]["checked_so"] == [
        "Say what was checked: that it was said, that it is so, or both."
    ]
    verify(second, by=ana, status="misleading", rationale="Half of the year only.")
    article.refresh_from_db()
    since = article.seq
    ask_for_changes(at(article, "3.2"), by=viktor, reasons=["no_source"])
    sent = {
        "statements": [str(second.uid)],
        "verdict": "send_back",
        "reasons": ["headline"],
        "note": "It is.",
    }
    refused = api(rosa).post("decisions/", **sent, since=since)
    assert refused.status_code == 409 and "new seq as “since” to add your flags" in refused.json()["detail"]
    article.refresh_from_db()
    assert api(rosa).post("decisions/", **sent, since=article.seq).status_code == 201
