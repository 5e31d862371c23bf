"""What changed since a statement was approved, or since somebody read it, is told in words."""

from annotations.changes import deeds_on, deeds_since, since_approval
from annotations.models import Flag, Note, Ruling
from annotations.services.articles import change_article
from annotations.services.claimants import make_claimant
from annotations.services.counterpoints import counter, respond, settle
from annotations.services.cutting import merge, split
from annotations.services.evidence import change_citation, cite, withdraw_citation
from annotations.services.flags import raise_flag, settle_flag
from annotations.services.merging import merge_source
from annotations.services.notes import add_note, change_note
from annotations.services.reviewing import approve, ask_for_changes, last_decision
from annotations.services.sources import make_source
from annotations.services.statements import change_statement, confirm_kinds, follow, relate, set_claimant
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from tests.cast import at


def columns(article, label="3.1"):
    return [
        (changed.label, changed.was, changed.now) for changed in since_approval(at(article, label)).columns
    ]


def test_what_was_never_approved_has_not_changed_since(article, ana, rosa):
    verify(at(article, "3.1"), by=ana, status="no_evidence", rationale="Nobody knows.")
    ask_for_changes(at(article, "3.1"), by=rosa, reasons=["no_source"], note="Look again.")
    assert last_decision(at(article, "3.1"), Ruling.APPROVE) is None
    assert since_approval(at(article, "3.1")) is None


def test_each_column_says_what_it_was_and_is(house, ana, tomas):
    change_statement(
        house.statement,
        by=tomas,
        plain="75,000 went through.",
        checked_said=True,
        one_origin_why="None else.",
    )
    set_claimant(house.article, [house.statement.pk], by=ana, claimant=None, unclear=True)
    assert columns(house.article) == [
        ("in plain words", "nothing", "75,000 went through."),
        ("who says it", "Harbour authority", "the byline"),
        ("who says it is unclear", "no", "yes"),
        ("checked that it was said", "no", "yes"),
        ("why only one origin can exist", "nothing", "None else."),
    ]


def test_what_it_was_is_what_was_approved_however_often_it_changed(house, ana):
    for plain in ("Once.", "Twice."):
        change_statement(at(house.article, "3.1"), by=ana, plain=plain)
    assert columns(house.article) == [("in plain words", "nothing", "Twice.")]
    change_statement(at(house.article, "3.1"), by=ana, plain="")
    assert columns(house.article) == []


def test_another_byline_is_told_of_what_names_nobody_else(house, ana, rosa):
    set_claimant(house.article, [house.statement.pk], by=ana, claimant=None)
    approve(at(house.article, "3.1"), by=rosa)
    change_article(house.article, by=ana, byline="The Prime Minister")
    assert columns(house.article) == [("the byline", "nothing", "The Prime Minister")]
    set_claimant(house.article, [house.statement.pk], by=ana, claimant=house.claimant)
    assert columns(house.article) == [("who says it", "the byline", "Harbour authority")]


def test_what_a_cut_took_to_the_other_part_is_told(house, ana):
    row = house.statement
    split(row, by=ana, at=row.text.index("averaging"), take=frozenset({house.citation.pk}))
    assert "1 citation taken away" in since_approval(at(house.article, "3.1a")).parts
    assert since_approval(at(house.article, "3.1b")) is None


def test_another_work_under_the_same_words_is_told(house, ana):
    other = make_source(by=ana, title="The gate’s own log")
    merge_source(house.source, other, by=ana)
    assert "2 citations corrected" in since_approval(at(house.article, "3.1")).parts


def test_only_the_statement_itself_is_told(house, ana):
    change_statement(at(house.article, "3.2"), by=ana, plain="By half.")
    relate(house.statement, at(house.article, "3.2"), by=ana, kind="leans_on")
    assert columns(house.article) == []


def test_the_verdict_then_is_told_where_it_is_another_now(house, ana):
    assert since_approval(at(house.article, "3.1")).was is None
    verify(at(house.article, "3.1"), by=ana, status="contradicted", rationale="It says 57,000.")
    verify(at(house.article, "3.1"), by=ana, status="mostly", rationale="Most of it.")
    since = since_approval(at(house.article, "3.1"))
    assert (since.was.status, since.by, since.at) == ("supported", "Rosa", house.decision.created_at)


def test_what_was_taken_back_since_is_told_to_be_the_same(house, ana):
    change_statement(at(house.article, "3.1"), by=ana, plain="75,000 went through.")
    assert not since_approval(at(house.article, "3.1")).is_same
    undo(house.article.deeds.order_by("-seq").first(), by=ana)
    assert at(house.article, "3.1").review_state == "changed"
    assert since_approval(at(house.article, "3.1")).is_same


def test_a_verdict_that_was_undone_before_the_approval_was_none_then(house, ana, rosa):
    verify(at(house.article, "3.1"), by=ana, status="contradicted", rationale="It says 57,000.")
    given = house.article.deeds.order_by("-seq").first()
    back = undo(given, by=ana)
    approve(at(house.article, "3.1"), by=rosa)
    change_statement(at(house.article, "3.1"), by=ana, plain="75,000 went through.")
    assert since_approval(at(house.article, "3.1")).was is None
    assert back.words == f"Undone: {given.words}"
    undo(house.article.deeds.get(undoes=given), by=ana)  # done again: now it is the verdict
    assert at(house.article, "3.1").status == "contradicted"
    assert since_approval(at(house.article, "3.1")).was.status == "supported"


def test_evidence_that_was_corrected_is_told_beside_what_came(house, ana, tomas):
    change_citation(house.citation, by=ana, stance="contradicts", passage="57,211 containers")
    change_citation(house.backing, by=ana, shows="Nothing.")
    house.point.refresh_from_db()
    respond(house.point, by=tomas, answer="They are half of it.", outcome="accepted")
    cite(house.article, [house.statement.pk], by=tomas, source=house.source, stance="context")
    told = since_approval(at(house.article, "3.1")).parts
    assert told == ("1 citation added", "2 citations corrected", "1 counterpoint answered or settled")
    settle(house.point, by=tomas, outcome="open")
    assert since_approval(at(house.article, "3.1")).parts[2:] == ("1 counterpoint open again",)
    for deed in house.article.deeds.filter(undoes=None, at__gt=house.decision.created_at).order_by("-seq"):
        undo(deed, by=tomas if deed.by_id == tomas.person_id else ana)
    assert since_approval(at(house.article, "3.1")).parts == ()


def test_evidence_that_came_back_is_added(house, ana, rosa):
    withdraw_citation(house.backing, by=ana)
    away = house.article.deeds.order_by("-seq").first()
    approve(at(house.article, "3.1"), by=rosa)
    undo(away, by=ana)
    assert since_approval(at(house.article, "3.1")).parts == ("1 citation added",)


def test_evidence_that_came_or_went_is_counted(house, ana, tomas):
    for page in ("1", "2"):
        cite(
            house.article, [house.statement.pk], by=tomas, source=house.source, stance="context", locator=page
        )
    (gone,) = cite(house.article, [house.statement.pk], by=ana, source=house.source, stance="context")
    withdraw_citation(gone, by=ana)  # came and went since: nothing
    withdraw_citation(house.citation, by=ana)
    cite(house.article, [at(house.article, "3.2").pk], by=ana, source=house.source, stance="context")
    counter(house.article, by=ana, text="Not by sea.", statement=at(house.article, "3.1"))
    assert since_approval(at(house.article, "3.1")).parts == (
        "2 citations added",
        "1 citation taken away",
        "1 counterpoint added",
    )


def test_the_newest_approval_counts_and_none_that_was_undone(house, ana, viktor):
    change_statement(house.statement, by=ana, plain="75,000 went through.")
    approve(at(house.article, "3.1"), by=viktor)
    assert last_decision(at(house.article, "3.1"), Ruling.APPROVE).created_by == viktor.person
    assert columns(house.article) == []
    undo(house.article.deeds.order_by("-seq").first(), by=viktor)
    assert last_decision(at(house.article, "3.1"), Ruling.APPROVE) == house.decision
    assert columns(house.article) == [("in plain words", "nothing", "75,000 went through.")]


def test_deeds_on_a_statement_are_those_on_whatever_hangs_on_it(article, ana):
    three, four = at(article, "3.1"), at(article, "4.1")
    union = make_claimant(by=ana, name="The union")
    set_claimant(article, [three.pk, at(article, "3.2").pk], by=ana, claimant=union)
    cite(article, [three.pk, four.pk], by=ana, source=make_source(by=ana, title="Survey"), stance="supports")
    confirm_kinds(article, {three.pk: "fact"}, by=ana)
    raise_flag(article, by=ana, reason="headline", note="Whose war?", statement=at(article, "3.1"))
    add_note(article, by=ana, text="Ask again.", statement=at(article, "3.1"))
    relate(four, at(article, "3.1"), by=ana, kind="leans_on")
    follow(at(article, "1.1"), at(article, "3.1"), by=ana)
    change_statement(at(article, "3.3"), by=ana, plain="They agree.")
    verbs = [str(deed.verb) for deed in deeds_on(at(article, "3.1"))]
    assert verbs == ["follow", "relate", "note", "flag", "confirm_kinds", "cite", "set_claimant"]
    assert [str(deed.verb) for deed in deeds_on(at(article, "4.1"))] == ["relate", "cite"]
    assert [deed.verb for deed in deeds_on(at(article, "3.2"))] == ["set_claimant"]


def test_deeds_on_what_hung_elsewhere_for_a_time_are_told_where_it_hangs(article, ana):
    """The log has them under the statement of that time."""
    flag = raise_flag(article, by=ana, reason="no_source", statement=at(article, "3.3"))
    note = add_note(article, by=ana, text="Ask again.", statement=at(article, "3.3"))
    merge(at(article, "3.2"), at(article, "3.3"), by=ana)
    merged = article.deeds.order_by("-seq").first()
    flag, note = Flag.objects.get(pk=flag.pk), Note.objects.get(pk=note.pk)
    settle_flag(flag, by=ana, outcome="fixed")
    change_note(note, by=ana, text="Asked again.")
    undo(merged, by=ana)
    verbs = [str(deed.verb) for deed in deeds_on(at(article, "3.3"))]
    assert verbs == ["undo", "change_note", "settle_flag", "merge", "note", "flag"]


def test_what_was_done_since_somebody_read_it(house, ana):
    read = house.article.deeds.order_by("-seq").first().seq
    assert deeds_since(house.statement, read) == []
    for number in range(12):
        change_statement(at(house.article, "3.1"), by=ana, plain=f"{number} went through.")
    change_statement(at(house.article, "3.2"), by=ana, plain="By half.")
    assert [deed.seq for deed in deeds_since(house.statement, read)] == list(range(read + 12, read + 2, -1))
    assert [deed.seq for deed in deeds_since(house.statement, read + 11)] == [read + 12]
