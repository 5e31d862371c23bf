"""What an admin may do ends at the desk, whoever calls the service."""

import pytest
from django.utils import timezone

from annotations.permissions import why_not
from annotations.refusals import NotAllowed, Refused, Stale
from annotations.services.articles import change_article, withdraw_article
from annotations.services.claimants import make_claimant
from annotations.services.counterpoints import answer, change_counterpoint, counter, withdraw_counterpoint
from annotations.services.cutting import mark_gap, merge, move_ends, split
from annotations.services.evidence import change_citation, cite, cite_for_counterpoint, withdraw_citation
from annotations.services.flags import raise_flag, reopen_flag, settle_flag, withdraw_flag
from annotations.services.notes import add_note, change_note, withdraw_note
from annotations.services.paragraphs import (
    cut_paragraph,
    join_paragraph,
    keep_paragraph,
    leave_out_paragraph,
    set_paragraph_kind,
)
from annotations.services.people import (
    accept,
    change_desk,
    invite,
    make_person,
    open_invitation,
    remove,
    set_role,
    withdraw_invitation,
)
from annotations.services.sources import change_source, make_source
from annotations.services.statements import (
    change_statement,
    confirm_kinds,
    follow,
    leave_out,
    relate,
    restore,
    set_claimant,
    unrelate,
)
from annotations.services.taking_in import Draft, Facts, keep_original, take_in
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from articles.models import Invitation, Membership
from tests.cast import at, join


def test_a_refusal_names_the_first_and_counts_the_others(desk, ana, lea):
    assert why_not(lea, "annotate") == "As viewer you cannot change annotations. Ana can."
    for name in ("Ben", "Carla", "Dan"):
        join(desk, name, "analyst")
    assert "Ana, Ben, Carla and 1 other can." in why_not(lea, "annotate")
    join(desk, "Eva", "editor")
    assert "Ana, Ben, Carla and 2 others can." in why_not(lea, "annotate")


@pytest.mark.parametrize(
    "deed",
    [
        lambda member, by: set_role(member, by=by, role="admin"),
        lambda member, by: remove(member, by=by),
        lambda member, by: change_desk(member.desk, by=by, name="Ours", origins_wanted=1),
    ],
)
def test_admin_of_another_desk_changes_nothing(ana, otto, deed):
    with pytest.raises(NotAllowed, match="This is another desk"):
        deed(ana, otto)
    ana.refresh_from_db()
    assert (ana.role, ana.desk.name) == ("analyst", "Harbour desk")


def test_address_is_one_persons(ana):
    with pytest.raises(Refused, match="Someone with this e-mail address is here already"):
        make_person(email=ana.person.email, name="Ana too")


def test_viewer_leaves_no_file_behind(lea):
    with pytest.raises(NotAllowed, match="As viewer you cannot take in"):
        keep_original(b"The port is slow.", by=lea)


def test_viewer_changes_nothing(house, ana, lea):
    article, row, ids = house.article, house.statement, [house.statement.pk]
    paragraph = row.placements.get(withdrawn_at=None).paragraph
    settled = settle_flag(raise_flag(article, by=ana, reason="headline"), by=ana, outcome="fixed")
    flag = raise_flag(article, by=ana, reason="headline")
    note = add_note(article, by=ana, text="Look at the annex.")
    relation = relate(at(article, "3.2"), row, by=ana, kind="leans_on")
    deed = article.deeds.order_by("-seq").first()
    found = {"source": house.source, "stance": "supports"}
    for forbidden in (
        lambda: add_note(article, by=lea, text="No."),
        lambda: answer(house.point, by=lea, text="No."),
        lambda: change_article(article, by=lea, title="No"),
        lambda: change_citation(house.citation, by=lea, stance="context"),
        lambda: change_counterpoint(house.point, by=lea, text="No."),
        lambda: change_note(note, by=lea, text="No."),
        lambda: change_source(house.source, by=lea, title="No"),
        lambda: change_statement(row, by=lea, plain="No."),
        lambda: cite(article, ids, by=lea, **found),
        lambda: cite_for_counterpoint(house.point, by=lea, **found),
        lambda: confirm_kinds(article, {row.pk: "fact"}, by=lea),
        lambda: counter(article, by=lea, text="No."),
        lambda: cut_paragraph(article, paragraph, by=lea, at=94),
        lambda: follow(at(article, "3.2"), row, by=lea),
        lambda: join_paragraph(article, paragraph, by=lea),
        lambda: keep_paragraph(article, paragraph, by=lea),
        lambda: leave_out(article, ids, by=lea, why="No."),
        lambda: leave_out_paragraph(article, paragraph, by=lea),
        lambda: make_claimant(by=lea, name="No"),
        lambda: make_source(by=lea, title="No"),
        lambda: mark_gap(article, paragraph, by=lea, start=0, end=2),
        lambda: merge(row, at(article, "3.2"), by=lea),
        lambda: move_ends(row, by=lea, start=0, end=9),
        lambda: raise_flag(article, by=lea, reason="headline"),
        lambda: relate(row, at(article, "3.3"), by=lea, kind="leans_on"),
        lambda: reopen_flag(settled, by=lea),
        lambda: restore(article, ids, by=lea),
        lambda: set_claimant(article, ids, by=lea, claimant=None),
        lambda: set_paragraph_kind(article, paragraph, by=lea, kind="heading"),
        lambda: settle_flag(flag, by=lea, outcome="fixed"),
        lambda: split(row, by=lea, at=30),
        lambda: take_in(by=lea, drafts=(Draft("body", "No."),), facts=Facts(title="No")),
        lambda: undo(deed, by=lea),
        lambda: unrelate(relation, by=lea),
        lambda: verify(row, by=lea, status="not_claim"),
        lambda: withdraw_article(article, by=lea),
        lambda: withdraw_citation(house.citation, by=lea),
        lambda: withdraw_counterpoint(house.point, by=lea),
        lambda: withdraw_flag(flag, by=lea),
        lambda: withdraw_note(note, by=lea),
    ):
        with pytest.raises(NotAllowed, match="As viewer you cannot"):
            forbidden()


def test_editor_changes_neither_desk_nor_people(ana, rosa, ines):
    invitation, _ = invite(by=ines, email="mara@paper.example")
    for forbidden in (
        lambda: invite(by=rosa, email="pat@paper.example"),
        lambda: withdraw_invitation(invitation, by=rosa),
        lambda: set_role(ana, by=rosa, role="editor"),
        lambda: remove(ana, by=rosa),
        lambda: change_desk(ana.desk, by=rosa, name="Ours", origins_wanted=1),
    ):
        with pytest.raises(NotAllowed, match="As editor you cannot change the desk"):
            forbidden()


def test_invitations_of_another_desk_are_let_alone(ines, otto):
    theirs, _ = invite(by=otto, email="mara@paper.example")
    invite(by=ines, email="mara@paper.example")
    withdraw_invitation(theirs, by=ines)
    theirs.refresh_from_db()
    assert theirs.is_open


@pytest.mark.parametrize(
    "sent_away",
    [lambda member, by: set_role(member, by=by, role="editor"), lambda member, by: remove(member, by=by)],
)
def test_an_admin_who_is_sent_away_has_no_way_left_to_come_back_by(desk, ines, sent_away):
    other, friend = join(desk, "Olga", "admin"), join(desk, "Pim", "viewer")
    _, mine = invite(by=ines, email="mara@paper.example")
    _, secret = invite(by=other, email="olga@elsewhere.example", role="admin")
    sent_away(other, ines)
    assert open_invitation(mine)
    with pytest.raises(Refused, match="has been used or has expired"):
        open_invitation(secret)
    other.role = "admin"  # as it was read before
    for forbidden in (
        lambda: invite(by=other, email="olga@elsewhere.example", role="admin"),
        lambda: set_role(friend, by=other, role="admin"),
        lambda: remove(friend, by=other),
    ):
        with pytest.raises(NotAllowed, match=r"As editor you cannot|no longer at this desk"):
            forbidden()
    assert Membership.objects.get(pk=friend.pk).role == "viewer"


@pytest.mark.parametrize(
    "deed",
    [lambda member: set_role(member, by=member, role="editor"), lambda member: remove(member, by=member)],
)
def test_last_admin_stays_however_many_other_desks_have(ines, otto, deed):
    with pytest.raises(Refused, match="A desk needs an admin"):
        deed(ines)
    set_role(ines, by=ines, role="admin")  # which takes nothing away
    assert Membership.objects.get(pk=ines.pk).role == "admin"


def test_who_was_removed_just_now_has_no_role_to_change(ana, ines):
    remove(Membership.objects.get(pk=ana.pk), by=ines)
    with pytest.raises(Refused, match="Ana is no longer at this desk"):
        set_role(ana, by=ines, role="editor")
    assert not Membership.objects.filter(pk=ana.pk).exists()


def test_role_is_one_of_the_list(ana, ines):
    for forbidden in (
        lambda: set_role(ana, by=ines, role="king"),
        lambda: invite(by=ines, email="mara@paper.example", role="king"),
    ):
        with pytest.raises(Refused, match="Choose a role from the list"):
            forbidden()


def test_who_is_at_the_desk_already_is_not_invited_and_uses_up_no_invitation(desk, ines, ana, otto):
    with pytest.raises(Refused, match="This person is already at the desk"):
        invite(by=ines, email=f" {ana.person.email.upper()} ")
    invitation, _ = invite(by=ines, email=otto.person.email)
    Membership.objects.create(desk=desk, person=otto.person, role="viewer")
    with pytest.raises(Refused, match="You are already at this desk"):
        accept(invitation, person=otto.person)
    invitation.refresh_from_db()
    assert invitation.is_open


def test_invitation_that_was_opened_before_it_was_used_or_withdrawn_is_over(ines, ana, otto):
    for ended in ("accepted_at", "withdrawn_at"):
        invitation, secret = invite(by=ines, email=otto.person.email)
        opened = open_invitation(secret)
        Invitation.objects.filter(pk=invitation.pk).update(**{ended: timezone.now()})
        with pytest.raises(Refused, match="has been used or has expired"):
            accept(opened, person=otto.person)
    invitation, _ = invite(by=ines, email="mara@paper.example")
    with pytest.raises(Refused, match=r"is for mara@paper\.example\. Ask for one for otto@"):
        accept(invitation, person=otto.person)
    invitation.email = otto.person.email
    invitation.expires_at = timezone.now()
    with pytest.raises(Refused, match="has been used or has expired"):
        accept(invitation, person=otto.person)
    assert not Membership.objects.filter(desk=ines.desk, person=otto.person).exists()


@pytest.mark.parametrize("wanted", [0, 10])
def test_desk_asks_for_one_to_nine_origins(ines, wanted):
    with pytest.raises(Refused, match="1 to 9 origins"):
        change_desk(ines.desk, by=ines, name="Ours", origins_wanted=wanted)


def test_a_new_invitation_ends_the_former_of_this_desk_alone(ines, otto):
    theirs, ours = (invite(by=by, email="mara@paper.example")[0] for by in (otto, ines))
    invite(by=ines, email="Mara@paper.example")
    theirs.refresh_from_db()
    ours.refresh_from_db()
    assert (theirs.is_open, ours.is_open) == (True, False)


def test_article_keeps_a_title_and_an_owner_of_the_desk(article, ana, tomas, otto):
    with pytest.raises(Refused, match="needs a title"):
        change_article(article, by=ana, title=" ")
    with pytest.raises(Refused, match="Otto is not at this desk"):
        change_article(article, by=ana, owner=otto.person)
    with pytest.raises(Stale):
        change_article(article, by=ana, version=0, byline="Someone")
    change_article(article, by=ana, title="Another", owner=tomas.person)
    article.refresh_from_db()
    assert (article.title, article.owner) == ("Another", tomas.person)


def test_undo_gives_the_article_to_nobody_who_has_left(article, ana, tomas, rosa, ines):
    for owner in (tomas, rosa):
        change_article(article, by=ana, owner=owner.person)
    given = article.deeds.latest("seq")
    remove(tomas, by=ines)
    with pytest.raises(Refused, match="Tomás is not at this desk"):
        undo(given, by=ana)
    article.refresh_from_db()
    assert article.owner == rosa.person


def test_article_is_given_to_nobody_who_only_reads(article, ana, lea, tomas, ines):
    with pytest.raises(Refused, match="Lea is a viewer at this desk"):
        change_article(article, by=ana, owner=lea.person)
    change_article(article, by=ana, owner=tomas.person)
    set_role(tomas, by=ines, role="viewer")
    change_article(article, by=ana, owner=tomas.person, byline="Someone")  # whose it is already
    article.refresh_from_db()
    assert (article.byline, article.owner) == ("Someone", tomas.person)


def test_note_is_changed_by_who_wrote_it_or_an_editor(article, ana, tomas, rosa):
    note = add_note(article, by=ana, text="Look at the annex.")
    for forbidden in (
        lambda: change_note(note, by=tomas, text="Mine."),
        lambda: withdraw_note(note, by=tomas),
    ):
        with pytest.raises(NotAllowed, match="someone else’s note"):
            forbidden()
    with pytest.raises(Stale):
        change_note(note, by=ana, version=0, text="Late.")
    with pytest.raises(Refused, match="Write the note first"):
        change_note(note, by=ana, text=" ")
    change_note(note, by=rosa, text="Look at annex 2.")
    withdraw_note(note, by=ana)
    note.refresh_from_db()
    assert note.text == "Look at annex 2." and note.withdrawn_at is not None
