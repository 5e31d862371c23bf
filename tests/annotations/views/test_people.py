"""People come in by invitation, get roles from an admin, set the pages to their liking."""

import re
from html import unescape

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from annotations.refusals import Refused
from annotations.services.people import accept, change_desk, invite
from articles.models import Invitation, Membership, Person, Role
from tests.cast import join

PASSWORD = "a long walk by the harbour"


@pytest.fixture
def as_ines(client, ines):
    client.force_login(ines.person)
    return client


def url(name, desk, *args):
    return reverse(name, args=[desk.slug, *args])


def test_admin_invites_by_mail_and_sees_the_link_once(as_ines, desk):
    page = as_ines.post(url("invitation-add", desk), {"email": "Mara@paper.example", "role": "analyst"})
    (sent,) = mail.outbox
    link = re.search(r"http://testserver/invitations/\S+/", sent.body)[0]
    assert sent.to == ["mara@paper.example"]
    assert link in page.content.decode()
    assert link not in as_ines.get(url("people", desk)).content.decode()
    assert link.split("/")[-2] not in str(Invitation.objects.values().get())


def test_several_are_invited_at_once_and_each_is_told_of(as_ines, desk):
    several = "mara@paper.example\n pat@paper.example, MARA@paper.example;\n\nkim@paper.example "
    page = as_ines.post(url("invitation-add", desk), {"email": several, "role": "viewer"}).content.decode()
    assert [sent.to for sent in mail.outbox] == [[f"{name}@paper.example"] for name in ("mara", "pat", "kim")]
    links = re.findall(r'value="(http://testserver/invitations/[^"]+)"', page)
    assert [link in sent.body for link, sent in zip(links, mail.outbox, strict=True)] == [True] * 3
    assert "3 are invited." in page and page.count("On its way to") == 3
    assert set(Invitation.objects.values_list("role", flat=True)) == {"viewer"}


def test_they_are_invited_as_a_mail_program_lists_them(as_ines, desk):
    listed = 'Mara Okafor <mara@paper.example>, "Vega, Pat" <pat@paper.example>; < kim@paper.example >'
    as_ines.post(url("invitation-add", desk), {"email": listed, "role": "viewer"})
    assert [sent.to for sent in mail.outbox] == [[f"{name}@paper.example"] for name in ("mara", "pat", "kim")]


def test_a_link_that_a_new_one_replaces_is_told_of(as_ines, desk):
    told, there = "The link before this one no longer works.", url("invitation-add", desk)
    for whom, is_again in (("mara", False), ("pat", False), ("mara", True)):
        page = as_ines.post(there, {"email": f"{whom}@paper.example", "role": "viewer"}).content.decode()
        assert (told in page) == is_again


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        ("nobody", "“nobody” is no e-mail address."),
        ("Mara Okafor, ", "“Mara Okafor” is no e-mail address."),
        ("INES@harbour.example", "INES@harbour.example: This person is already at the desk."),
        ("\n".join(f"p{n}@paper.example" for n in range(50)), "Invite at most 50 at once; these are 51."),
    ],
)
def test_of_several_all_are_invited_or_none(as_ines, desk, second, sentence):
    form = {"email": f"mara@paper.example\n{second}", "role": "analyst"}
    answer = as_ines.post(url("invitation-add", desk), form)
    assert answer.status_code == 422
    assert sentence in answer.content.decode() and "mara@paper.example" in answer.content.decode()
    assert not mail.outbox and not Invitation.objects.exists()


def test_a_mail_server_that_is_away_is_asked_once(as_ines, desk, monkeypatch):
    asked = []

    def send_mail(subject, words, sender, to):
        asked.append(to)
        raise ConnectionRefusedError

    monkeypatch.setattr("annotations.views.mail.send_mail", send_mail)
    form = {"email": "mara@paper.example pat@paper.example", "role": "analyst"}
    page = as_ines.post(url("invitation-add", desk), form).content.decode()
    assert len(asked) == 1 and page.count("The mail could not be sent: give the link to") == 2


def test_mail_that_fails_leaves_the_link(as_ines, desk, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    page = as_ines.post(url("invitation-add", desk), {"email": "mara@paper.example", "role": "analyst"})
    assert "The mail could not be sent" in page.content.decode()
    assert "/invitations/" in page.content.decode()


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"email": "", "role": "analyst"}, "Write the address to invite."),
        ({"email": " ,\n", "role": "analyst"}, "Write the address to invite."),
        ({"email": "nobody", "role": "analyst"}, "Enter a valid email address."),
        ({"email": "mara@paper.example", "role": "king"}, "not one of the available choices"),
        ({"email": "INES@harbour.example", "role": "analyst"}, "This person is already at the desk."),
    ],
)
def test_bad_invitations_are_refused_in_words(as_ines, desk, form, sentence):
    answer = as_ines.post(url("invitation-add", desk), form)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not mail.outbox


def test_somebody_new_joins_with_name_and_password(client, desk, ines):
    _, secret = invite(by=ines, email="mara@paper.example", role="editor")
    address = reverse("invitation", args=[secret])
    assert "You will sign in as mara@paper.example" in client.get(address).content.decode()
    answer = client.post(address, {"name": "Mara", "password": PASSWORD})
    assert answer.url == url("desk", desk)
    assert client.get(answer.url).status_code == 200
    member = Membership.objects.get(person__email="mara@paper.example")
    assert (member.role, member.person.name, member.person.check_password(PASSWORD)) == (
        "editor",
        "Mara",
        True,
    )
    assert not EmailAddress.objects.get(user=member.person).verified  # who invites sees the link too
    for again in (client.get(address), client.post(address, {"name": "Mara", "password": PASSWORD})):
        assert again.url == url("desk", desk)
    assert "You are at Harbour desk already." in client.get(again.url).content.decode()
    client.logout()
    closed = client.get(address)
    assert closed.status_code == 404  # once
    assert "This invitation was accepted" in closed.content.decode()
    assert f"{reverse('account_login')}?next={url('desk', desk)}" in closed.content.decode()


def test_the_mailed_link_alone_proves_the_address(client, as_ines, desk):
    page = as_ines.post(url("invitation-add", desk), {"email": "mara@paper.example", "role": "analyst"})
    link = re.search(r"http://testserver(/invitations/\S+)", mail.outbox[0].body)[1]
    assert link not in page.content.decode()
    client.logout()
    client.post(link, {"name": "Mara", "password": PASSWORD})
    assert EmailAddress.objects.get(email="mara@paper.example").verified


def test_who_opened_an_account_with_anothers_address_is_out_once_they_come(desk, ines, otto):
    """An admin elsewhere invites somebody, opens the link, waits until this desk invites the same."""
    _, seen = invite(by=otto, email="mara@paper.example", role="viewer")
    thief, mara, again = Client(), Client(), Client()
    thief.post(reverse("invitation", args=[seen]), {"name": "Mara", "password": PASSWORD})
    _, secret = invite(by=ines, email="mara@paper.example", role="editor")
    mara.post("/accounts/login/code/", {"email": "mara@paper.example"})
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[-1].body)[0]
    mara.post("/accounts/login/code/confirm/", {"code": code})
    mara.post(reverse("invitation", args=[secret]))
    again.post("/accounts/login/", {"login": "mara@paper.example", "password": PASSWORD})
    found = [who.get(url("desk", desk)).status_code for who in (mara, thief, again)]
    assert found == [200, 302, 302]


def test_a_password_set_by_mail_proves_the_address(client, desk, ines):
    _, secret = invite(by=ines, email="mara@paper.example")
    client.post(reverse("invitation", args=[secret]), {"name": "Mara", "password": PASSWORD})
    client.logout()
    client.post("/accounts/password/reset/", {"email": "mara@paper.example"})
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)[1]
    form = client.get(link).url
    client.post(form, {"password1": f"{PASSWORD} again", "password2": f"{PASSWORD} again"})
    mara = Person.objects.get(email="mara@paper.example")
    assert mara.check_password(f"{PASSWORD} again") and EmailAddress.objects.get(user=mara).verified


def test_weak_password_is_refused_and_the_name_kept(client, desk, ines):
    _, secret = invite(by=ines, email="mara@paper.example")
    answer = client.post(reverse("invitation", args=[secret]), {"name": "Mara Kept", "password": "password"})
    assert answer.status_code == 422
    assert "too common" in answer.content.decode()
    assert "Mara Kept" in answer.content.decode()
    assert not Person.objects.filter(email="mara@paper.example").exists()


def test_who_has_an_account_signs_in_first(client, desk, ines, otto):
    _, secret = invite(by=ines, email=otto.person.email.upper())
    address = reverse("invitation", args=[secret])
    page = client.get(address).content.decode()
    assert f"{reverse('account_login')}?next={address}" in page
    client.post(address, {"name": "Thief", "password": PASSWORD})
    assert otto.person.check_password("correct horse")
    assert not Membership.objects.filter(desk=desk, person=otto.person).exists()


def test_who_is_signed_in_joins_by_one_button(client, desk, ines, otto):
    client.force_login(otto.person)
    _, secret = invite(by=ines, email="mara@paper.example", role="admin")
    told = client.get(reverse("invitation", args=[secret])).content.decode()
    assert "The invitation is for mara@paper.example" in told and "Join as" not in told
    _, secret = invite(by=ines, email=otto.person.email.upper(), role="viewer")
    address = reverse("invitation", args=[secret])
    assert "Join as Otto" in client.get(address).content.decode()
    assert not Membership.objects.filter(desk=desk, person=otto.person).exists()
    for _ in range(2):
        assert client.post(address).url == url("desk", desk)
    member = Membership.objects.get(desk=desk, person=otto.person)
    assert member.role == "viewer"
    member.delete()
    assert "has been used or has expired" in client.get(address).content.decode()


def test_who_is_at_the_desk_uses_up_nobodys_link(as_ines, desk, ines):
    row, secret = invite(by=ines, email="mara@paper.example", role="viewer")
    address = reverse("invitation", args=[secret])
    for page in (as_ines.get(address), as_ines.post(address)):
        told = page.content.decode()
        assert "You are already at this desk, as Ines. The link is for mara@paper.example" in told
        assert "Join as" not in told
    with pytest.raises(Refused, match="The invitation is for mara"):
        accept(row, person=ines.person)
    row.refresh_from_db()
    assert row.is_open and Membership.objects.get(pk=ines.pk).role == "admin"


def test_withdrawn_old_or_made_up_links_open_nothing(client, as_ines, desk, ines):
    row, secret = invite(by=ines, email="mara@paper.example")
    as_ines.post(url("invitation-withdraw", desk, row.pk))
    old, expired = invite(by=ines, email="pat@paper.example")
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now())
    client.logout()
    for given in (secret, expired, "made-up"):
        answer = client.get(reverse("invitation", args=[given]))
        assert answer.status_code == 404
        assert "Ask the desk for a new one." in answer.content.decode()


def test_admin_changes_a_role(as_ines, desk, ana):
    as_ines.post(url("member-role", desk, ana.pk), {"role": "editor"})
    ana.refresh_from_db()
    assert ana.role == Role.EDITOR


def test_who_is_led_back_to_a_deed_finds_the_people(as_ines, desk, ana):
    for name in ("member-role", "member-remove"):
        assert as_ines.get(url(name, desk, ana.pk)).url == url("people", desk)
    assert Membership.objects.filter(pk=ana.pk, role=Role.ANALYST).exists()


def test_last_admin_stays(as_ines, desk, ines):
    for name, form in (("member-role", {"role": "viewer"}), ("member-remove", {})):
        answer = as_ines.post(url(name, desk, ines.pk), form)
        assert answer.status_code == 422
        assert "A desk needs an admin." in answer.content.decode()


def test_admin_takes_someone_off_the_desk(as_ines, desk, ana):
    as_ines.post(url("member-remove", desk, ana.pk))
    assert not Membership.objects.filter(pk=ana.pk).exists()
    assert Person.objects.filter(pk=ana.person_id).exists()


@pytest.mark.parametrize("by", ["lea", "ana", "rosa"])
def test_anybody_leaves_the_desk_by_themselves(client, desk, ana, rosa, ines, lea, by):
    member = {"lea": lea, "ana": ana, "rosa": rosa}[by]
    client.force_login(member.person)
    page = client.get(url("people", desk)).content.decode()
    action = url("member-remove", desk, member.pk)
    assert (
        page.count("Leave the desk") == 1
        and f'action="{action}"' in page
        and "Remove from the desk" not in page
    )
    answer = client.post(action, follow=True)
    assert "You have left Harbour desk." in answer.content.decode()
    assert "You are not a member of any desk yet." in answer.content.decode()
    assert client.get(url("people", desk)).status_code == 404
    assert client.post(url("member-remove", desk, ines.pk)).status_code == 404


def test_the_last_admin_does_not_leave(as_ines, desk, ines):
    assert "Leave the desk" in as_ines.get(url("people", desk)).content.decode()
    answer = as_ines.post(url("member-remove", desk, ines.pk))
    assert answer.status_code == 422 and "A desk needs an admin." in answer.content.decode()


def test_member_of_another_desk_is_out_of_reach(as_ines, desk, otto):
    for name in ("member-role", "member-remove"):
        assert as_ines.post(url(name, desk, otto.pk), {"role": "viewer"}).status_code == 404
    row, _ = invite(by=otto, email="x@paper.example")
    assert as_ines.post(url("invitation-withdraw", desk, row.pk)).status_code == 404


def test_others_see_people_but_no_invitations(client, desk, ana, ines):
    invite(by=ines, email="mara@paper.example")
    client.force_login(ana.person)
    page = client.get(url("people", desk)).content.decode()
    assert "Ines" in page
    assert "mara@paper.example" not in page


def test_who_works_here_leads_to_their_articles(as_ines, desk, ana, lea):
    page = as_ines.get(url("people", desk)).content.decode()
    there = [f"{url('article-list', desk)}?owner={member.person_id}" for member in (ana, lea)]
    assert [f'href="{address}"' in page for address in there] == [True, False]


def test_people_queries_are_the_same_for_few_and_many(as_ines, desk, ines, django_assert_num_queries):
    invite(by=ines, email="mara@paper.example")
    as_ines.get(url("people", desk))
    with CaptureQueriesContext(connection) as few:
        as_ines.get(url("people", desk))
    for n in range(5):
        join(desk, f"Person{n}", Role.ANALYST)
        invite(by=ines, email=f"p{n}@paper.example")
    with django_assert_num_queries(len(few)):
        as_ines.get(url("people", desk))


def test_single_keys_can_be_switched_off(client, desk, ana):
    client.force_login(ana.person)
    client.post(reverse("me"), {"name": "Ana", "sees_key_bar": "on"})
    ana.person.refresh_from_db()
    assert (ana.person.uses_keys, ana.person.sees_key_bar) == (False, True)
    assert 'data-keys="off"' in client.get(url("desk", desk)).content.decode()


def test_name_cannot_be_empty_or_unstorable(client, ana):
    client.force_login(ana.person)
    for name in ("", "A\0"):
        assert client.post(reverse("me"), {"name": name}).status_code == 422


def test_admin_sets_name_and_origins(as_ines, desk):
    as_ines.post(url("desk-settings", desk), {"name": "Port desk", "origins_wanted": "3"})
    desk.refresh_from_db()
    assert (desk.name, desk.origins_wanted) == ("Port desk", 3)
    assert as_ines.post(url("desk-settings", desk), {"name": "", "origins_wanted": "0"}).status_code == 422


def test_a_setting_that_another_admin_changed_meanwhile_is_not_taken_back(as_ines, desk):
    page = as_ines.get(url("desk-settings", desk)).content.decode()
    began = dict(re.findall(r'<input type="hidden" name="(initial-\w+)" value="([^"]*)"', page))
    assert began == {"initial-name": desk.name, "initial-origins_wanted": "2"}
    change_desk(desk, by=Membership.objects.get(desk=desk, person__name="Ines"), name="Port desk")
    sent = {"name": desk.name, "origins_wanted": "3"}
    assert as_ines.post(url("desk-settings", desk), {**began, **sent}).status_code == 302
    desk.refresh_from_db()
    assert (desk.name, desk.origins_wanted) == ("Port desk", 3)


def test_two_names_of_the_desk_stand_beside_each_other_until_one_is_chosen(as_ines, desk, ines):
    began = {"initial-name": desk.name, "initial-origins_wanted": "2"}
    change_desk(desk, by=join(desk, "Mara", Role.ADMIN), name="Port <desk>", origins_wanted=4)
    change_desk(desk, by=ines, name="Port <desk>")  # changes nothing
    sent = {"name": "Quay desk", "origins_wanted": "2"}
    answer = as_ines.post(url("desk-settings", desk), {**began, **sent})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mara changed this since you opened it. Yours is kept below" in page
    assert "<b>Name of the desk, as it is now</b><p" in page and ">Port &lt;desk&gt;</p>" in page
    assert page.count("as it is now") == 1 and 'name="name" value="Quay desk"' in page
    desk.refresh_from_db()
    assert (desk.name, desk.origins_wanted) == ("Port <desk>", 4)
    fields = r'<input type="\w+" name="((?:initial-)?(?:name|origins_wanted))" value="([^"]*)"'
    again = {name: unescape(value) for name, value in re.findall(fields, page)}
    assert as_ines.post(url("desk-settings", desk), again).status_code == 302
    desk.refresh_from_db()
    assert (desk.name, desk.origins_wanted) == ("Quay desk", 4)


def test_what_two_admins_set_alike_is_no_conflict(as_ines, desk, ines):
    change_desk(desk, by=ines, name="Port desk")
    sent = {
        "name": "Port desk",
        "origins_wanted": "2",
        "initial-name": "Harbour desk",
        "initial-origins_wanted": "2",
    }
    assert as_ines.post(url("desk-settings", desk), sent).status_code == 302


def test_a_role_that_another_admin_gave_meanwhile_is_told_first(as_ines, desk, ana):
    assert 'name="seen" value="analyst"' in as_ines.get(url("people", desk)).content.decode()
    Membership.objects.filter(pk=ana.pk).update(role="editor")
    role = url("member-role", desk, ana.pk)
    answer = as_ines.post(role, {"seen": "analyst", "role": "viewer"})
    assert answer.status_code == 409
    assert (
        "Another admin made Ana editor since you opened this. Nothing was changed" in answer.content.decode()
    )
    assert Membership.objects.get(pk=ana.pk).role == "editor"
    assert as_ines.post(role, {"seen": "analyst", "role": "editor"}).status_code == 302
    assert as_ines.post(role, {"seen": "editor", "role": "viewer"}).status_code == 302
    assert Membership.objects.get(pk=ana.pk).role == "viewer"
