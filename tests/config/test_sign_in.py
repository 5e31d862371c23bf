"""People come in by password or by a code that is mailed to them."""

import re
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.template.loader import get_template
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from articles.models import Person
from config.urls import SIGN_IN

CODE = r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]+)\s*$"


def test_analyst_signs_in_by_password(client, ana):
    form = {"login": ana.person.email, "password": "correct horse"}
    answer = client.post(reverse("account_login"), form, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("desk", args=["harbour"])


def test_wrong_password_is_refused_in_words_and_the_address_kept(client, ana):
    answer = client.post(reverse("account_login"), {"login": ana.person.email, "password": "wrong horse"})
    assert answer.status_code == 200
    assert ana.person.email in answer.content.decode() and "errorlist" in answer.content.decode()


@pytest.mark.parametrize(
    "away",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/\t/evil.example"],
)
def test_sign_in_leads_to_no_other_house(client, ana, away):
    form = {"login": ana.person.email, "password": "correct horse", "next": away}
    answer = client.post(reverse("account_login"), form)
    assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.parametrize("away", ["//[x", "http://[x", "http://[::1"])
def test_an_address_that_is_none_leads_home(client, ana, away):
    for name in ("account_login", "account_logout"):
        assert client.get(reverse(name), {"next": away}).status_code in (200, 302)
    form = {"login": ana.person.email, "password": "correct horse", "next": away}
    answer = client.post(reverse("account_login"), form)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    answer = client.post(reverse("account_logout"), {"next": away})
    assert answer.status_code == 302 and "[" not in answer["Location"]


def test_who_signs_out_leaves_no_page_behind_for_back(client, ana):
    client.force_login(ana.person)
    assert "Clear-Site-Data" not in client.get(reverse("account_logout"))
    answer = client.post(reverse("account_logout"))
    assert (answer.status_code, answer["Clear-Site-Data"]) == (302, '"cache"')
    assert client.get("/").status_code == 302


def test_every_way_out_says_whose_drafts_go_with_it(client, ana, article):
    client.force_login(ana.person)
    for name, args in (("desk", ["harbour"]), ("home", []), ("account_logout", [])):
        page = client.get(reverse(name, args=args), follow=True).content.decode()
        (form,) = re.findall(r'<form [^>]*action="/accounts/logout/"[^>]*>', page)
        assert f'data-signs-out="{ana.person_id}"' in form


@pytest.mark.parametrize("key", ["\\000" * 32, "a" * 31 + "\\000", "é" * 32, "", "'", "a" * 9000])
def test_a_cookie_that_is_no_key_opens_nothing(client, db, key):
    answer = client.get("/", headers={"Cookie": f'sessionid="{key}"'})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/")


def test_a_session_ends_in_time_and_with_its_person(client, ana, rosa):
    for by, end in (
        (ana, lambda: Session.objects.update(expire_date=timezone.now())),
        (rosa, lambda: Person.objects.update(is_active=False)),
    ):
        client.force_login(by.person)
        assert client.get(reverse("desk", args=["harbour"])).status_code == 200
        end()
        assert client.get(reverse("desk", args=["harbour"])).status_code == 302


def test_signing_in_gives_a_new_session(client, ana):
    client.get(reverse("account_login"))
    client.cookies["sessionid"] = "chosen-by-somebody-else-00000000"
    client.post(reverse("account_login"), {"login": ana.person.email, "password": "correct horse"})
    assert client.cookies["sessionid"].value != "chosen-by-somebody-else-00000000"
    assert client.get(reverse("desk", args=["harbour"])).status_code == 200


def test_nobody_learns_who_has_an_account(ana):
    """Known or not: the same sentence, the same next page."""
    told = set()
    for address in (ana.person.email, "nobody@example.org"):
        client = Client()
        wrong = client.post(reverse("account_login"), {"login": address, "password": "wrong horse"})
        code = client.post(reverse("account_request_login_code"), {"email": address})
        lost = client.post(reverse("account_reset_password"), {"email": address})
        said = re.search(r"errorlist[^>]*>(.*?)</", wrong.content.decode(), re.DOTALL)[1]
        told.add((said, code["Location"], lost["Location"]))
    assert len(told) == 1


def test_too_many_tries_are_told_when_to_come_back(client, ana, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    form = {"login": ana.person.email, "password": "wrong horse"}
    client.post(reverse("account_login"), form)
    answer = client.post(reverse("account_login"), form)
    assert answer.status_code == 429
    assert "Wait a minute" in answer.content.decode() and "frame.css" in answer.content.decode()


def test_why_nobody_is_signed_in_says_what_to_do(client, ana):
    form = {"login": ana.person.email, "password": "wrong horse"}
    assert "Try again, or have a code mailed" in client.post(reverse("account_login"), form).content.decode()
    client.post(reverse("account_request_login_code"), {"email": ana.person.email})
    answer = client.post(reverse("account_confirm_login_code"), {"code": "000000"})
    assert "This is not the code. Look into the newest mail" in answer.content.decode()
    for _ in range(4):
        answer = Client().post(reverse("account_request_login_code"), {"email": ana.person.email})
    assert "There were too many tries. Wait a few minutes" in answer.content.decode()


def test_analyst_signs_in_by_code(client, ana):
    client.post(reverse("account_request_login_code"), {"email": ana.person.email})
    code = re.search(CODE, mail.outbox[0].body, re.MULTILINE)[1]
    answer = client.post(reverse("account_confirm_login_code"), {"code": code}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("desk", args=["harbour"])


@pytest.mark.parametrize(
    ("has_one", "here", "title"),
    [
        (True, "account_change_password", "Change the password"),
        (False, "account_set_password", "Choose a password"),
    ],
)
def test_a_password_is_changed_on_a_page_of_the_house(client, ana, has_one, here, title):
    if not has_one:
        ana.person.set_unusable_password()
        ana.person.save()
    client.force_login(ana.person)
    page = client.get(reverse(here)).content.decode()
    assert f"<h1>{title}</h1>" in page and '<button class="primary" type="submit"' in page
    assert "The new one again</label>" in page and "placeholder" not in page
    assert '<div class="help" id="id_password1_helptext">At least 8 characters' in page
    new = {"password1": "a better horse", "password2": "a better horse"}
    answer = client.post(reverse(here), {"oldpassword": "correct horse", **new}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("me")
    ana.person.refresh_from_db()
    assert ana.person.check_password("a better horse")


@pytest.mark.parametrize("name", sorted(SIGN_IN | {"account_logout"}))
def test_every_page_of_the_sign_in_is_of_the_house(name):
    args = ["k", "k"] if name == "account_reset_password_from_key" else []
    page = resolve(reverse(name, args=args)).func.view_class
    drawn = page.template_name if name != "account_signup" else page.template_name_signup_closed
    assert Path(get_template(drawn).origin.name).is_relative_to(settings.BASE_DIR / "templates")


@pytest.mark.parametrize("path", ["", "email/", "confirm-email/", "confirm-email/key/", "reauthenticate/"])
def test_nothing_is_shown_that_nobody_drew(client, ana, path):
    client.force_login(ana.person)
    assert client.get(f"/accounts/{path}").status_code == 404


def test_who_left_while_their_code_was_on_its_way_is_told(client, ana):
    client.post(reverse("account_request_login_code"), {"email": ana.person.email})
    code = re.search(CODE, mail.outbox[0].body, re.MULTILINE)[1]
    Person.objects.update(is_active=False)
    answer = client.post(reverse("account_confirm_login_code"), {"code": code}, follow=True)
    assert "<h1>" in answer.content.decode() and "frame.css" in answer.content.decode()
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("account_request_login_code", "Your code for Obelus"),
        ("account_reset_password", "A new password for Obelus"),
    ],
)
def test_its_mails_are_of_the_house(client, ana, name, subject):
    client.post(reverse(name), {"email": ana.person.email})
    (sent,) = mail.outbox
    assert sent.subject == subject
    assert "at Obelus" in sent.body.replace("to Obelus", "at Obelus") and ana.person.email in sent.body
    assert "Hello from" not in sent.body and "Thank you" not in sent.body
    assert "If you did not ask for it, ignore this message" in sent.body


def test_nobody_signs_up_uninvited(client, db):
    form = {"email": "new@example.org", "password1": "correct horse", "password2": "correct horse"}
    answer = client.post(reverse("account_signup"), form)
    assert answer.status_code == 200
    assert "invit" in answer.content.decode().lower()


def test_a_code_that_cannot_be_sent_is_told(ana, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody is there
    client = Client(raise_request_exception=False)
    answer = client.post(reverse("account_request_login_code"), {"email": ana.person.email})
    assert answer.status_code == 503
    assert "sign in with your password" in answer.content.decode()


def test_tries_are_counted_however_many_others_try(db):
    """Each of them is a row of the cache; those whose keys come first would be let go first."""
    cache.set("0", "five tries", 300)
    cache.set_many({f"1{number}": "one try" for number in range(320)}, 300)
    assert cache.get("0") == "five tries"


def test_nobody_adds_the_address_of_somebody_else(client, ana):
    """Whoever it belongs to would sign in here by a code, and could not be invited anywhere."""
    client.force_login(ana.person)
    client.post("/accounts/email/", {"action_add": "", "email": "victim@paper.example"})
    client.post("/accounts/email/", {"action_primary": "", "email": "victim@paper.example"})
    ana.person.refresh_from_db()
    assert (ana.person.email, mail.outbox) == ("ana@harbour.example", [])
    assert not EmailAddress.objects.filter(email="victim@paper.example").exists()


@pytest.mark.parametrize("weak", ["x4!kq9z", "password123", "ana@harbour.example"])
def test_a_weak_password_is_refused_as_the_help_says(client, ana, weak):
    client.force_login(ana.person)
    new = {"oldpassword": "correct horse", "password1": weak, "password2": weak}
    page = client.post(reverse("account_change_password"), new).content.decode()
    assert "errorlist" in page
    ana.person.refresh_from_db()
    assert ana.person.check_password("correct horse")
