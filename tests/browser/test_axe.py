"""No screen has a finding of axe, light or dark, wide or narrow."""

from collections.abc import Iterable
from itertools import cycle

import pytest
from django.urls import resolve, reverse

from annotations import demo
from annotations.models import Citation, Claimant, Counterpoint, Flag, Source, Statement
from annotations.services.addresses import ask_for_address
from annotations.services.people import invite
from annotations.services.taking_in import Draft, Facts, take_in
from articles.models import Article, Membership, Person
from tests.browser.playing import sign_in, violations
from tests.cast import PARAGRAPHS, at
from tests.test_permissions import ROUTES

SIZES = {"light": {"width": 1440, "height": 900}, "dark": {"width": 390, "height": 844}}
# Of the operations and shapes of the API, those with something in them that none before has, or that scrolls.
ONE_OF_EACH = """() => {
  const seen = new Set();
  const named = node => `${node.parentElement.matches(".operation") ? "" : named(node.parentElement)}>`
    + `${node.localName}.${node.className}${node.scrollWidth > node.clientWidth ? " scrolls" : ""}`;
  for (const operation of document.querySelectorAll(".operation")) {
    const within = [...operation.querySelectorAll("*")].map(named);
    if (within.every(name => seen.has(name))) operation.remove();
    else within.forEach(name => seen.add(name));
  }
  return document.querySelectorAll(".operation").length;
}"""
# Addresses that a browser asks for, and why they are no screen to look at.
NO_SCREEN = {
    "home": "leads to the desk",
    "healthz": "a line for machines",
    "sources-found": "what a field of a form offers, in a page that is looked at",
    "claimants-found": "what a field of a form offers, in a page that is looked at",
    "review-reasons": "what a field of a form offers, in a page that is looked at",
    "statement-others": "what a field of a form offers, in a page that is looked at",
    "article-preview": "tests/browser/test_intake.py looks at it",
    "article-export-file": "tests/browser/test_exports.py looks at it",
}


def screens() -> list[tuple[str, str | None]]:
    """The address of every screen of the house, with the demo desk on it; of a part of the card, only the card.

    The rest of that page is the one that stands beside every card. Where the card is of a statement on which nobody
    worked yet, the text is a short one: axe goes through all of a page, whatever it is to tell of.
    """
    desk, article = demo.SLUG, Article.objects.order_by("id").first()
    here = [desk, article.slug]
    live = Statement.objects.filter(article=article, withdrawn_at=None)
    told = live.exclude(status="unchecked").filter(review_state="ready").first()
    blank = live.filter(status="unchecked", left_out=False, same_as=None).first()
    ines = Membership.objects.get(person__email="ines@demo.example")
    drafts = tuple(Draft(kind, text) for kind, text in PARAGRAPHS)
    short = take_in(by=ines, drafts=drafts, facts=Facts(title="The port", byline="Ines", language="en"))
    whole = [
        *(
            reverse(name, args=[desk])
            for name in ("desk", "article-list", "statement-list", "article-take-in", "review", "people")
        ),
        *(reverse(name, args=[desk]) for name in ("source-list", "source-add", "tokens")),
        reverse("source", args=[desk, Source.objects.first().pk]),
        reverse("source-merge", args=[desk, Source.objects.first().pk]),
        reverse("claimant-list", args=[desk]),
        reverse("claimant", args=[desk, Claimant.objects.first().pk]),
        reverse("me"),
        reverse("my-address"),
        reverse("account_change_password"),
        *(reverse(f"article{name}", args=here) for name in ("", "-table", "-export")),
        reverse("kinds", args=here),
        *(reverse("article", args=here) + narrowed for narrowed in ("?status=misleading", "?q=zzz")),
        reverse("paragraph", args=[*here, article.revision.paragraphs.first().pk]),
        reverse("statement", args=[*here, told.pk]),
        reverse("review-statement", args=[desk, told.pk]),
    ]
    parts = "verification facts citations counterpoints flags links notes split merge ends history".split()
    cards = [
        reverse("article-panel", args=here),
        *(
            reverse(f"selection-{form}", args=here) + f"?statement={blank.pk}"
            for form in ("claimant", "citations")
        ),
    ]
    return [
        *((address, None) for address in whole),
        *((address, "#card") for address in cards),
        *(
            (reverse(f"statement-{part}", args=[desk, short.slug, at(short, "2.2").pk]), "#card")
            for part in parts
        ),
    ]


def rarer() -> list[tuple[str, str | None]]:
    """More of the same, each of which is looked at once: every other light, every other dark."""
    desk, article = demo.SLUG, Article.objects.order_by("id").first()
    here, told = [desk, article.slug], {"article": article, "withdrawn_at": None}
    blank = Statement.objects.filter(status="unchecked", left_out=False, same_as=None, **told).first()
    ready = Statement.objects.filter(review_state="ready", **told).exclude(status="unchecked").first()
    point = Counterpoint.objects.filter(**told).exclude(statement=None).first()
    flag = Flag.objects.filter(closed_at=None, **told).exclude(statement=None).first()
    ines = Membership.objects.get(person__email="ines@demo.example")
    return [
        (reverse("review-selected", args=[desk]), None),  # leads to Review with a message
        (reverse("review-selected", args=[desk]) + f"?statement={ready.pk}", None),
        (reverse("statement-list", args=[desk]) + "?q=fines", "#main"),
        (reverse("desk-settings", args=[desk]), "#main"),
        (reverse("verdict-labels", args=[desk]), "#main"),
        (reverse("source-change", args=[desk, Source.objects.first().pk]), "#main"),
        (reverse("claimant-merge", args=[desk, Claimant.objects.first().pk]), "#main"),
        (reverse("article-withdraw", args=here), "#main"),
        (reverse("review-flag", args=[desk, flag.pk]), "#main"),
        (reverse("review-changes", args=[desk, ready.pk]), "#main"),
        (reverse("review-verdict", args=[desk, ready.pk]), "#main"),
        (reverse("invitation", args=[invite(by=ines, email="mara@demo.example")[1]]), None),
        (reverse("my-address-new", args=[ask_for_address(ines.person, "ines@home.example")]), "#main"),
        (reverse("api:schema-page"), None),
        *((reverse(f"article-{form}", args=here), "#card") for form in "summary facts flags".split()),
        *((reverse(f"article-{form}", args=here), "#card") for form in "counterpoints notes".split()),
        (reverse("selection-leave-out", args=here) + f"?statement={blank.pk}", "#card"),
        (reverse("selection-verdict", args=here) + f"?statement={blank.pk}&statement={ready.pk}", "#card"),
        (reverse("selection-kind", args=here) + f"?statement={blank.pk}&in=table", "#main"),
        (reverse("selection-merge", args=here) + f"?statement={blank.pk}&statement={ready.pk}", "#card"),
        (reverse("statement-leave-out", args=[*here, blank.pk]), "#card"),
        (reverse("citation", args=[*here, Citation.objects.exclude(statement=None).first().pk]), "#card"),
        (reverse("counterpoint", args=[*here, point.pk]), "#card"),
        (reverse("counterpoint-citations", args=[*here, point.pk]), "#card"),
        (reverse("flag-give", args=[*here, flag.pk]), "#card"),
    ]


def findings_at(
    page, address: str, within: str | None, schemes: Iterable[str]
) -> dict[tuple[str, str], list]:
    """What axe finds at an address; the first look at a page takes it longer than a second at the same one."""
    answer = page.goto(address)
    assert answer.status == 200, address
    assert not within or page.locator(within).count() == 1, address
    if address == reverse("api:schema-page"):
        assert page.evaluate(ONE_OF_EACH) > 1
    findings = {}
    for scheme in schemes:
        page.set_viewport_size(SIZES[scheme])
        page.emulate_media(color_scheme=scheme)
        findings[address, scheme] = violations(page, within)
    return findings


@pytest.mark.parametrize("half", [0, 1])
def test_no_screen_has_a_finding(browser, live_server, half):
    demo.load()
    both, once = screens(), rarer()
    pages = {name for name, route in ROUTES.items() if route["method"] == "get"}
    shown = {resolve(address.partition("?")[0]).view_name for address, _ in both + once}
    assert pages - shown == NO_SCREEN.keys(), "tests/browser/test_axe.py: its address in screens() or rarer()"
    looks = [(*screen, tuple(SIZES)) for screen in both]
    looks += [(*screen, [scheme]) for screen, scheme in zip(once, cycle(SIZES), strict=False)]
    with browser.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        findings = findings_at(page, reverse("account_login"), None, [list(SIZES)[half]])
        sign_in(context, live_server, Person.objects.get(email="ines@demo.example"))
        for look in looks[half::2]:
            findings |= findings_at(page, *look)
    told = {
        address: [(each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in found]
        for address, found in findings.items()
        if found
    }
    assert not told
