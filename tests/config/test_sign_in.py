"""People come in by password or by a code that is mailed to them."""

import re

from django.core import mail
from django.urls import reverse


def test_analyst_signs_in_by_password(client, ana):
    form = {"login": ana.person.email, "password": "correct horse"}
    answer = client.post(reverse("account_login"), form, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("desk", args=["harbour"])


def test_wrong_password_is_refused_in_words_and_the_address_kept(client, ana):
    answer = client.post(reverse("account_login"), {"login": ana.person.email, "password": "wrong horse"})
    assert answer.status_code == 200
    assert ana.person.email in answer.content.decode() and "errorlist" in answer.content.decode()


def test_analyst_signs_in_by_code(client, ana):
    client.post(reverse("account_request_login_code"), {"email": ana.person.email})
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]+)\s*$", mail.outbox[0].body, re.MULTILINE)[1]
    answer = client.post(reverse("account_confirm_login_code"), {"code": code}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("desk", args=["harbour"])


def test_nobody_signs_up_uninvited(client, db):
    form = {"email": "new@example.org", "password1": "correct horse", "password2": "correct horse"}
    answer = client.post(reverse("account_signup"), form)
    assert answer.status_code == 200
    assert "invit" in answer.content.decode().lower()
