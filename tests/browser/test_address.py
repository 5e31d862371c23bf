"""Somebody changes their own address in a browser, by keyboard."""

import re

from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Person
from tests.browser.playing import stroke

NEW = "ana@home.example"


def test_a_new_address_is_asked_for_read_and_signed_in_with(ana_at, ana, browser, live_server):
    ana_at.goto(reverse("me"))
    ana_at.get_by_role("link", name="Change the address").click()
    expect(ana_at.get_by_label("The new address")).to_be_focused()
    ana_at.keyboard.type(NEW)
    ana_at.get_by_label("Password").fill("correct horse")
    stroke(ana_at, "Control+Enter")
    expect(ana_at.locator("#messages")).to_contain_text(f"A link is on its way to {NEW}.")
    link = re.search(r"http\S+", mail.outbox[0].body)[0]
    ana_at.goto(link)
    expect(ana_at.locator("main")).to_contain_text(NEW)
    assert Person.objects.get(pk=ana.person_id).email != NEW  # to open a link is not to say yes
    stroke(ana_at, "Control+Enter")
    expect(ana_at.locator("#messages")).to_contain_text(f"Your address is {NEW}.")
    with browser.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        page.goto(reverse("account_login"))
        page.locator("[name=login]").fill(NEW)
        page.locator("[name=password]").fill("correct horse")
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="Articles")).to_be_visible()
