"""Somebody changes the address they sign in with: only to one whose mail they read, and nobody else learns of it."""

import re
from smtplib import SMTPServerDisconnected

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from django.urls import reverse

from annotations.refusals import Refused
from annotations.services import addresses
from annotations.services.people import accept, invite, open_invitation
from annotations.services.tokens import make_token
from articles.models import Person
from tests.annotations.views.test_people import PASSWORD

NEW = "ana@home.example"
ASKED = {"email": NEW, "password": "correct horse"}


def link_in(message) -> str:
    return re.search(r"http://testserver(/\S+)", message.body)[1]


@pytest.fixture
def link(as_ana):
    """The mailed one, for Ana's new address."""
    as_ana.post(reverse("my-address"), ASKED)
    return link_in(mail.outbox.pop())


def now(person) -> str:
    return Person.objects.get(pk=person.person_id).email


def sentence(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_address_changes_once_its_mail_is_read(as_ana, ana):
    old = ana.person.email
    assert f'href="{reverse("my-address")}"' in as_ana.get(reverse("me")).content.decode()
    answer = as_ana.post(reverse("my-address"), ASKED | {"email": "Ana@Home.example"}, follow=True)
    assert f"A link is on its way to {NEW}" in sentence(answer)
    (sent,) = mail.outbox
    assert (sent.to, now(ana)) == ([NEW], old)
    assert (
        NEW in as_ana.get(link_in(sent)).content.decode() and now(ana) == old
    )  # a mail scanner opens it as well
    answer = as_ana.post(link_in(sent), follow=True)
    assert f"Your address is {NEW}." in sentence(answer) and now(ana) == NEW
    assert list(EmailAddress.objects.filter(user=ana.person).values_list("email", "verified", "primary")) == [
        (NEW, True, True)
    ]
    told = mail.outbox[1]
    assert told.to == [old] and NEW in told.body
    for address, may in ((old, False), (NEW, True)):
        browser = Client()
        browser.post(reverse("account_login"), {"login": address, "password": "correct horse"})
        assert get_user(browser).is_authenticated == may


def test_other_sessions_end_and_tokens_stay(as_ana, ana, link):
    other = Client()
    other.force_login(ana.person)
    _, secret = make_token(by=ana, name="Desk bot", scopes=["read"])
    as_ana.post(link)
    assert as_ana.get(reverse("me")).status_code == 200
    assert other.get(reverse("me")).status_code == 302
    headers = {"Authorization": f"Bearer {secret}"}
    assert Client(headers=headers).get("/api/v1/desks/").status_code == 200


def test_invitation_for_the_old_address_lets_nobody_in(as_ana, ana, otto, link):
    _, secret = invite(by=otto, email=ana.person.email.upper())
    _, theirs = invite(by=otto, email=NEW)
    as_ana.post(link)
    with pytest.raises(Refused, match="has been used or has expired"):
        open_invitation(secret)
    stranger = Client().post(reverse("invitation", args=[secret]), {"name": "Mara", "password": PASSWORD})
    assert stranger.status_code == 404 and not Person.objects.filter(name="Mara").exists()
    ana.person.refresh_from_db()
    assert accept(open_invitation(theirs), person=ana.person).desk == otto.desk


def test_what_was_mailed_to_the_old_address_opens_nothing(as_ana, ana, link):
    at_code, at_reset = Client(), Client()
    at_code.post(reverse("account_request_login_code"), {"email": ana.person.email})
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]+)\s*$", mail.outbox[-1].body, re.MULTILINE)[1]
    at_reset.post(reverse("account_reset_password"), {"email": ana.person.email})
    reset = link_in(mail.outbox[-1])
    as_ana.post(link)
    answer = at_code.post(reverse("account_confirm_login_code"), {"code": code}, follow=True)
    assert "This account has another address now." in sentence(answer)
    assert not get_user(at_code).is_authenticated
    assert 'name="password1"' not in at_reset.get(reset, follow=True).content.decode()


def test_address_of_somebody_is_refused_there_and_not_here(as_ana, ana, otto):
    pages = []
    for email in (otto.person.email, NEW):
        answer = as_ana.post(reverse("my-address"), ASKED | {"email": email}, follow=True)
        pages.append(sentence(answer).replace(email, NEW))
    theirs, mine = mail.outbox
    assert pages[0] == pages[1]
    assert theirs.to == [otto.person.email] and link_in(theirs) == reverse("account_login")
    assert theirs.subject == mine.subject and "has an account already" in theirs.body


def test_address_that_was_taken_meanwhile_is_refused_in_words(as_ana, ana, otto, link):
    Person.objects.filter(pk=otto.person_id).update(email=NEW)
    answer = as_ana.post(link)
    assert (answer.status_code, now(ana)) == (422, "ana@harbour.example")
    assert "Someone with this e-mail address is here already." in sentence(answer)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"email": "ANA@harbour.example"}, "This is your address already."),
        ({"password": "wrong horse"}, "This is not your password."),
        ({"password": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(as_ana, asked, told):
    answer = as_ana.post(reverse("my-address"), ASKED | asked)
    assert answer.status_code == 422 and told in sentence(answer)
    assert f'value="{(ASKED | asked)["email"]}"' in answer.content.decode() and not mail.outbox


def test_who_has_no_password_is_asked_for_none(as_ana, ana):
    ana.person.set_unusable_password()
    ana.person.save()
    as_ana.force_login(ana.person)
    assert "password" not in as_ana.get(reverse("my-address")).content.decode()
    as_ana.post(reverse("my-address"), {"email": NEW})
    as_ana.post(link_in(mail.outbox[0]))
    assert now(ana) == NEW


def test_address_that_nobody_has_proven_is_not_exchanged(as_ana, ana):
    """Who set the password may be somebody who saw the invitation's link: its address would come back no more."""
    EmailAddress.objects.create(user=ana.person, email=ana.person.email, verified=False)
    answer = as_ana.post(reverse("my-address"), ASKED)
    assert answer.status_code == 422 and "Nobody has shown yet" in sentence(answer)
    assert not mail.outbox


def test_link_that_is_no_good_says_why(as_ana, ana, rosa, link, monkeypatch):
    def told(client, address):
        for send in (client.get, client.post):
            answer = send(address)
            assert answer.status_code == 422
        return sentence(answer)

    assert "This link is not whole." in told(as_ana, link[:-3] + "/")
    as_rosa = Client()
    as_rosa.force_login(rosa.person)
    assert "This link is for another account." in told(as_rosa, link)
    with monkeypatch.context() as later:
        later.setattr(addresses, "LASTS", -1)
        assert "This link was good for an hour." in told(as_ana, link)
    as_ana.post(link)
    assert "Your address has changed since this link was sent." in told(as_ana, link)
    assert (now(ana), now(rosa)) == (NEW, "rosa@harbour.example")
    assert Client().get(link)["Location"].startswith(reverse("account_login"))


def test_asking_too_often_is_told_when_to_come_back(as_ana, settings):
    settings.ACCOUNT_RATE_LIMITS = {"change_address": "1/h/user"}
    assert as_ana.post(reverse("my-address"), ASKED | {"email": "x"}).status_code == 422
    assert as_ana.post(reverse("my-address"), ASKED | {"password": "guess"}).status_code == 422
    answer = as_ana.post(reverse("my-address"), ASKED)
    assert answer.status_code == 429 and "try again in an hour" in sentence(answer)
    assert not mail.outbox


def test_mail_server_that_is_away_is_told(as_ana, ana, link, monkeypatch):
    """The link could not be read by anybody; who has it already is not held up by the mail to the old address."""

    def away(*about, **more):
        raise SMTPServerDisconnected

    monkeypatch.setattr("annotations.views.mail.send_mail", away)
    answer = as_ana.post(reverse("my-address"), ASKED)
    assert answer.status_code == 422 and "The mail server does not take the mail." in sentence(answer)
    assert as_ana.post(link).status_code == 302 and now(ana) == NEW
