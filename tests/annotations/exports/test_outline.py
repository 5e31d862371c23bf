"""What an annotated article says, part by part, whatever form it takes."""

from dataclasses import replace

import pytest

from annotations.exports import attachments, outline
from annotations.premises import FailedPremise
from annotations.reading.model import Counts, PersonLine
from annotations.scale import SIGNED
from tests.annotations.exports.builders import (
    citation,
    decision,
    flag,
    link,
    statement,
    verdict,
)
from tests.annotations.exports.sample import ARTICLE, NOTHING, YEARBOOK, article


def approved(label, text):
    return statement(label, text, "supported", review_state="approved")


@pytest.mark.parametrize(
    ("statements", "flags", "told"),
    [
        ((), (), "Not signed off: there is no statement that counts."),
        ((approved("1.1", "One."),), (), "Its only statement is approved."),
        (
            (approved("1.1", "One."), approved("1.2", "Two.")),
            (flag(1, "headline", outcome="fixed"), flag(2, "headline", is_blocking=False)),
            "All 2 statements approved.",
        ),
        (
            (approved("1.1", "One."), approved("1.2", "Two.")),
            (flag(1, "headline"),),
            "Not signed off: 1 open flag blocks it. All 2 statements approved.",
        ),
        (
            (approved("1.1", "One."), statement("1.2", "Two.")),
            (flag(1, "headline"), flag(2, "headline")),
            f"Not signed off: 1 of 2 statements approved, 2 open flags block it. {outline.PROPOSAL_NOTE}",
        ),
        (
            (statement("1.1", "One."),),
            (),
            f"Not signed off: 0 of 1 statement approved. {outline.PROPOSAL_NOTE}",
        ),
    ],
)
def test_how_far_it_is_signed_off(statements, flags, told):
    made = article(*statements, flags=flags)
    assert outline.standing(made) == told
    assert outline.is_final(made) != told.startswith("Not signed off")


def test_a_flag_on_a_statement_blocks_as_one_on_the_article_does():
    made = article(replace(approved("1.1", "One."), flags=(flag(1, "no_source"),)))
    assert not outline.is_final(made)


def test_what_nobody_has_answered_for_is_told_with_the_standing():
    assert outline.gap(NOTHING) == ""
    gap = outline.gap(replace(NOTHING, counts=Counts(words=100, accounted=14)))
    assert gap == "86 % of the words not yet accounted for."


def test_what_is_not_known_of_an_article_is_left_away():
    bare = replace(ARTICLE, byline="", publisher="", url="", published_on=None, people=())
    assert [name for name, _ in outline.facts(bare)] == ["Desk", "Stage", "Taken in", "Text"]


def test_people_without_a_role_are_others_or_all():
    ana, ben = PersonLine("Ana", ("flagged",), "analyst"), PersonLine("Ben", ("annotated", "flagged"))
    facts = dict(outline.facts(replace(ARTICLE, people=(ana, ben))))
    assert (facts["Analyst"], facts["Others"]) == ("Ana (flagged)", "Ben (annotated and flagged)")
    assert dict(outline.facts(replace(ARTICLE, people=(ben,))))["People"] == "Ben (annotated and flagged)"


def test_what_a_file_holds():
    assert outline.contents(ARTICLE) == [
        "The summary",
        "9 statements",
        "7 verdicts",
        "3 sources",
        "2 counterpoints",
        "2 notes to print",
        "3 exclusions",
        "3 exceptions",
    ]
    assert outline.contents(ARTICLE, "json") == [
        "The summary",
        "12 statements",
        "3 sources",
        "6 citations",
        "2 counterpoints",
        "4 flags",
        "2 notes to print",
    ]
    assert outline.contents(NOTHING) == outline.contents(NOTHING, "json") == []
    assert outline.contents(article(statement("1.1", "One."))) == ["1 statement"]


def test_what_hangs_on_a_left_out_statement_is_not_counted_among_what_is_printed():
    printed = outline.contents(ARTICLE)
    out = {s.uid for p in ARTICLE.paragraphs for s in p.statements if s.verdict or s.counterpoints}
    paragraphs = tuple(
        replace(p, statements=tuple(replace(s, left_out=s.left_out or s.uid in out) for s in p.statements))
        for p in ARTICLE.paragraphs
    )
    told = outline.contents(replace(ARTICLE, paragraphs=paragraphs, counterpoints=()))
    assert "7 verdicts" in printed
    assert not [part for part in told if "verdict" in part or "counterpoint" in part]


def test_what_its_sender_should_know():
    told = outline.before_it_goes(ARTICLE, audience="author", private_notes=2)
    assert told == [
        "6 statements not approved: the file says so at each",
        "3 open flags: printed with reason, note and who raised it",
        "28 % of the words not yet accounted for",
        "Private notes (2) stay here",
    ]
    kept = f"{told[1]} (no note on our own work)"
    assert outline.before_it_goes(ARTICLE, audience="readers", private_notes=2) == [told[0], kept, *told[2:]]
    assert outline.before_it_goes(NOTHING, audience="readers", private_notes=0) == [
        "No statement counts: the file says that it is not signed off",
        "There is no summary yet",
    ]
    assert outline.before_it_goes(ARTICLE, form="json", audience="archive", private_notes=2) == [
        outline.EVERY_ROW,
        "28 % of the words not yet accounted for",
        "Private notes (2) stay here",
    ]


def test_statements_are_counted_in_the_order_of_the_scale_what_is_open_last():
    one, two, six = (
        statement("1.1", "One."),
        statement("1.2", "Two.", "supported"),
        statement("1.3", "Six.", left_out=True),
    )
    assert outline.counts(article(one, two, six)) == [
        (1, "supported", "", "Supported"),
        (1, "unchecked", "", "Not checked yet"),
    ]


def test_what_was_checked_only_for_having_been_said_is_a_number_of_its_own():
    said = {"checked_said": True, "checked_so": False}
    one, two = statement("1.1", "One.", "supported", **said), statement("1.2", "Two.", "supported")
    six = statement("1.3", "Six.", "supported", same_as=link("1.1", "One."), said_only=True)
    assert outline.counts(article(one, two, six)) == [
        (1, "supported", "", "Supported"),
        (2, "supported", "", "Supported (that it was said)"),
    ]


def test_what_is_misstated_is_counted_by_its_direction_which_the_legend_has():
    rows = [
        statement(f"1.{n}", f"No. {n}", "misstated", verdict=verdict(n, "misstated", "", way))
        for n, way in enumerate(("under", "over", "under"), 1)
    ]
    other = statement("1.4", "No. 4", "unverifiable", verdict=verdict(4, "unverifiable", "", "not_counted"))
    found = outline.counts(article(*rows, other))
    assert found == [
        (1, "misstated", "over", "Overstated"),
        (2, "misstated", "under", "Understated"),
        (1, "unverifiable", "", "Can’t be verified"),
    ]
    assert {(status, way) for _, status, way, _ in found} <= set(outline.signed(article(*rows)))


def test_a_sign_that_is_printed_is_explained():
    either = ("misstated", "")
    assert outline.signed(article(statement("1.1", "One.", "supported"))) == list(SIGNED)
    signed = outline.signed(article(statement("1.1", "One.", "misstated")))
    assert [verdict for verdict in signed if verdict != either] == list(SIGNED)
    assert signed.index(either) == signed.index(("misstated", "under")) + 1


def test_what_is_open_is_summed_up():
    assert outline.summed_up(NOTHING) == ["Every word is accounted for", "No open flag"]
    settled = flag(2, "headline", outcome="fixed")
    counted = {"counts": Counts(words=4, accounted=3), "flags": (flag(1, "headline"), settled)}
    made = article(statement("1.1", "One.", flags=(flag(3, "no_source"),)), **counted)
    assert outline.summed_up(made) == ["25 % of the words not yet accounted for", "2 open flags"]
    assert len(attachments.open_flags(made)) == 2


def test_what_is_left_out_says_why_in_its_own_language():
    made = article(
        statement("1.1", "یہ", left_out=True, left_out_why="Twice"), statement("1.2", "سچ", left_out=True)
    )
    (kept,) = made.paragraphs
    gone = replace(kept, label="2", left_out=True, rule="A call to sign up for a newsletter.", statements=())
    made = replace(
        made,
        paragraphs=(replace(kept, language="ur"), gone, replace(gone, rule="mine"), replace(gone, rule="")),
    )
    assert [(entry.where, entry.why, entry.language) for entry in outline.exclusions(made)] == [
        ("1.1", "Twice", "ur"),
        ("1.2", "No reason given", "ur"),
        ("¶ 2", "A call to sign up for a newsletter.", "en"),
        ("¶ 2", "mine", "en"),
        ("¶ 2", "By hand", "en"),
    ]
    silent = replace(made, language="fr", paragraphs=tuple(replace(p, language="") for p in made.paragraphs))
    assert {entry.language for entry in outline.exclusions(silent)} == {"fr"}


def test_one_reason_for_two_statements_is_told_once():
    own = {"review_state": "approved", "decision": decision(1, override_why="Nobody else was here")}
    one, two = statement("1.1", "One.", "supported", **own), statement("1.2", "Two.", "supported", **own)
    six = statement("1.3", "Six.", "supported", **(own | {"review_state": "changed"}))
    (told,) = outline.exceptions(article(one, two, six))
    assert (told.where, told.what) == ("1.1, 1.2", "One pair of eyes: Rosa Lind approved own work")


def test_one_origin_needs_no_reason_where_the_desk_asks_for_no_more():
    made = statement(
        "1.1", "One.", "supported", citations=(citation(1, YEARBOOK),), one_origin_why="The only one"
    )
    (told,) = outline.exceptions(article(made, origins_wanted=2))
    assert (told.what, told.why) == ("One independent source: only one can exist", "The only one")
    assert outline.exceptions(article(made, origins_wanted=1)) == []
    assert outline.exceptions(article(replace(made, citations=()), origins_wanted=2)) == []


def test_approval_that_another_verdict_took_the_place_of_is_no_exception():
    own = {"review_state": "approved", "decision": decision(1, override_why="Nobody else was here")}
    repeats = statement("1.2", "Two.", "supported", same_as=link("1.1", "One."), **own)
    assert outline.exceptions(article(statement("1.1", "One.", "supported"), repeats)) == []


def test_changes_before_the_newest_are_counted_with_their_days():
    first, last = ARTICLE.changes[0], ARTICLE.changes[-1]
    full = replace(NOTHING, changes=(last,) * outline.MOST_CHANGES)
    assert len(outline.changes(full)) == outline.MOST_CHANGES
    one_more = outline.changes(replace(full, changes=(first, *full.changes)))
    assert (one_more[0].where, one_more[0].what) == ("14 January 2026", "1 earlier change, not printed")
    assert len(one_more) == outline.MOST_CHANGES + 1
    more = outline.changes(replace(full, changes=(first, last, *full.changes)))
    assert more[0].where == "14 January 2026 to 15 January 2026"


def test_what_leans_on_a_statement_that_fell_says_so():
    links = (link("2.1", "It is so."), link("2.2", "It is so."))
    made = statement(
        "1.1",
        "One.",
        "supported",
        leans_on=links,
        fallen=(FailedPremise(links[0].id, "2.1", "misleading", ""),),
    )
    told = ["No evidence is cited", "Leans on 2.1, now “true, but …”", "Leans on 2.2"]
    assert attachments.besides(made, replace(NOTHING, scale=ARTICLE.scale)) == told
    two = replace(made, label="1.2", text="Two.")
    before = outline.before_it_goes(
        article(made, two, statement("1.3", "Six.")), audience="readers", private_notes=0
    )
    assert "2 statements lean on one that fell since: the file says so there" in before
    before = outline.before_it_goes(article(made), audience="readers", private_notes=0)
    assert "1 statement leans on one that fell since: the file says so there" in before


def test_a_text_that_was_pasted_has_no_file_to_be_told_by():
    assert [name for name, _ in outline.fingerprints(replace(ARTICLE, original_sha256=""))] == [
        "Text, SHA-256"
    ]
