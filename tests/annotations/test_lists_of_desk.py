"""What becomes of the desk's sources, its claimants: nothing that names one is left in the air, or moves unseen."""

import re

import pytest

from annotations.refusals import NotAllowed, Refused, Stale
from annotations.services.claimants import (
    change_claimant,
    make_claimant,
    restore_claimant,
    withdraw_claimant,
)
from annotations.services.cutting import merge
from annotations.services.evidence import cite, withdraw_citation
from annotations.services.merging import merge_claimant, merge_source
from annotations.services.sources import (
    change_source,
    find_sources,
    make_source,
    restore_source,
    withdraw_source,
)
from annotations.services.statements import set_claimant
from annotations.services.undoing import undo
from tests.annotations.attack import raw, refused
from tests.cast import at


def newest(article):
    return article.deeds.order_by("-seq").first()


def test_unused_source_leaves_the_list_until_it_is_put_back(ana, gate):
    withdraw_source(gate, by=ana)
    assert not gate.is_listed
    restore_source(gate, by=ana)
    gate.refresh_from_db()
    assert gate.is_listed and gate.version == 3


def test_cited_source_stays(article, ana, gate):
    cite(article, [at(article, "3.1").pk, at(article, "3.2").pk], by=ana, source=gate, stance="supports")
    with pytest.raises(Refused, match=r"It is cited 2 times\. Merge it"):
        withdraw_source(gate, by=ana)


def test_origin_of_a_copy_stays(ana, gate):
    make_source(by=ana, title="Port booms", derived_from=gate)
    with pytest.raises(Refused, match="“Port booms” is a copy of it"):
        withdraw_source(gate, by=ana)


def test_undo_brings_no_citation_of_a_source_off_the_list(article, ana, gate):
    (citation,) = cite(article, [at(article, "3.1").pk], by=ana, source=gate, stance="supports")
    withdraw_citation(citation, by=ana)
    away = newest(article)
    withdraw_source(gate, by=ana)
    with pytest.raises(Refused, match=r"removed from the desk’s list\. Restore it"):
        undo(away, by=ana)
    restore_source(gate, by=ana)
    undo(away, by=ana)
    citation.refresh_from_db()
    assert citation.withdrawn_at is None


def test_web_role_cites_nothing_off_the_list(house):
    raw("UPDATE annotations_citation SET withdrawn_at = now() WHERE source_id = %s", house.source.pk)
    raw("UPDATE annotations_source SET withdrawn_at = now() WHERE id = %s", house.source.pk)
    with refused("source was removed from the desk’s list"):
        raw("UPDATE annotations_citation SET withdrawn_at = NULL WHERE source_id = %s", house.source.pk)
    raw("UPDATE annotations_claimant SET withdrawn_at = now() WHERE desk_id = %s", house.article.desk_id)
    with refused("claimant was removed from the desk’s list"):
        raw("UPDATE annotations_statement SET claimant_id = claimant_id WHERE claimant_id IS NOT NULL")


def test_source_is_not_taken_from_its_own_copy(ana, gate):
    reprint = make_source(
        by=ana, title="Reprint", derived_from=make_source(by=ana, title="Copy", derived_from=gate)
    )
    with pytest.raises(Refused, match="Name the original"):
        change_source(gate, by=ana, derived_from=reprint)
    gate.refresh_from_db()
    assert gate.derived_from is None


def test_nothing_is_taken_from_what_is_off_the_list(ana, gate, yearbook):
    copy = make_source(by=ana, title="Port booms", derived_from=gate)
    withdraw_source(copy, by=ana)
    withdraw_source(gate, by=ana)
    for deed in (
        lambda: restore_source(copy, by=ana),
        lambda: change_source(yearbook, by=ana, derived_from=gate),
        lambda: make_source(by=ana, title="Port booms again", derived_from=gate),
    ):
        with pytest.raises(Refused, match=r"copy of “Gate statistics”, which is not on the desk’s list"):
            deed()
    restore_source(gate, by=ana)
    restore_source(copy, by=ana)
    assert copy.is_listed


def test_words_that_quote_a_source_are_quoted_with_single_marks_inside(article, ana, gate, yearbook):
    cite(article, [at(article, "3.1").pk], by=ana, source=gate, stance="supports")
    last = make_source(by=ana, title="Ledger")
    merge_source(gate, yearbook, by=ana)
    first = newest(article)
    merge_source(yearbook, last, by=ana)
    gate.refresh_from_db()
    restore_source(gate, by=ana)
    told = (
        "“Merged ‘Gate statistics’ into ‘Yearbook 2025’” cannot be undone: "
        "“Merged ‘Yearbook 2025’ into ‘Ledger’” (Ana)"
    )
    with pytest.raises(Refused, match=re.escape(told)):
        undo(first, by=ana)


def test_renamed_claimant_unsettles_no_approval(house, rosa):
    claimant = house.statement.claimant
    change_claimant(claimant, by=rosa, name="The harbour authority", role="operator")
    house.statement.refresh_from_db()
    assert house.statement.review_state == "approved"
    assert str(house.statement.claimant) == "The harbour authority, operator"


def test_claimant_is_corrected_under_its_version(ana, authority, harbour):
    change_claimant(authority, by=ana, version=1, name="Authority")
    with pytest.raises(Stale):
        change_claimant(authority, by=ana, version=1, name="Office")
    with pytest.raises(Refused, match="list already"):
        change_claimant(authority, by=ana, name=harbour.name, role=harbour.role)


def test_named_claimant_stays(article, ana, authority):
    set_claimant(article, [at(article, "3.1").pk], by=ana, claimant=authority)
    with pytest.raises(Refused, match=r"The authority, operator is named once\. Merge"):
        withdraw_claimant(authority, by=ana)


def test_viewer_touches_neither_list(ana, lea, gate, yearbook, authority, harbour):
    for deed in (
        lambda: withdraw_source(gate, by=lea),
        lambda: restore_source(gate, by=lea),
        lambda: merge_source(gate, yearbook, by=lea),
        lambda: change_claimant(authority, by=lea, name="A"),
        lambda: withdraw_claimant(authority, by=lea),
        lambda: restore_claimant(authority, by=lea),
        lambda: merge_claimant(authority, harbour, by=lea),
    ):
        with pytest.raises(NotAllowed, match="As viewer you cannot change annotations"):
            deed()


def test_only_what_is_on_ones_own_list_is_found(ana, otto, gate, yearbook):
    make_source(by=otto, title="Gate statistics of theirs", url="https://port.example/gate")
    merged, off = make_source(by=ana, title="Gate, merged"), make_source(by=ana, title="Gate, off the list")
    merge_source(merged, gate, by=ana)
    withdraw_source(off, by=ana)
    assert list(find_sources("gate", by=ana)) == [gate]
    assert not find_sources("https://port.example/gate", by=ana)
    assert list(find_sources("", by=ana)) == [yearbook, gate]


def test_what_is_over_keeps_nobody_on_the_list(article, ana, gate, authority):
    set_claimant(article, [at(article, "3.2").pk], by=ana, claimant=make_claimant(by=ana, name="The drivers"))
    set_claimant(article, [at(article, "3.3").pk], by=ana, claimant=authority)
    merge(at(article, "3.2"), at(article, "3.3"), by=ana)
    withdraw_claimant(authority, by=ana)
    withdraw_source(make_source(by=ana, title="Port booms", derived_from=gate), by=ana)
    withdraw_source(gate, by=ana)
    assert not gate.is_listed


def test_copy_comes_back_after_its_origin(ana, gate):
    copy = make_source(by=ana, title="Port booms", derived_from=gate)
    for row in (copy, gate):
        withdraw_source(row, by=ana)
    with pytest.raises(Refused, match=r"copy of “Gate statistics”, which is not on .* Restore that one"):
        restore_source(copy, by=ana)
    restore_source(gate, by=ana)
    restore_source(copy, by=ana)
    assert copy.is_listed


@pytest.mark.parametrize("noun", ["gate", "authority"])
def test_button_that_is_pressed_twice_does_it_once(ana, noun, request):
    row = request.getfixturevalue(noun)
    off, back = {"gate": (withdraw_source, restore_source)}.get(noun, (withdraw_claimant, restore_claimant))
    for act, version in ((off, 2), (back, 3)):
        pressed = [type(row).objects.get(pk=row.pk) for _ in range(2)]
        for read in pressed:
            act(read, by=ana)
        assert {read.version for read in pressed} == {version}
