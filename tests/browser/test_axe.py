"""No screen has a finding of axe, light or dark, wide or narrow."""

import pytest
from django.urls import reverse

from annotations import demo
from annotations.models import Claimant, Source, Statement
from articles.models import Article, Person
from tests.browser.playing import sign_in, violations

SIZES = {"light": (1440, 900), "dark": (390, 844)}


def screens() -> list[tuple[str, str | None]]:
    """The address of every screen of the house, with the demo desk on it; of a part of the card, only the card.

    The rest of that page is the one that stands beside every card.
    """
    desk, article = demo.SLUG, Article.objects.order_by("id").first()
    here = [desk, article.slug]
    live = Statement.objects.filter(article=article, withdrawn_at=None)
    told = live.exclude(status="unchecked").filter(review_state="ready").first()
    blank = live.filter(status="unchecked", left_out=False, same_as=None).first()
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
        reverse("account_change_password"),
        *(reverse(f"article{name}", args=here) for name in ("", "-table", "-panel", "-export")),
        *(reverse("article", args=here) + narrowed for narrowed in ("?status=misleading", "?q=zzz")),
        reverse("kinds", args=here),
        reverse("selection-claimant", args=here) + f"?statement={blank.pk}",
        reverse("selection-citations", args=here) + f"?statement={blank.pk}",
        reverse("paragraph", args=[*here, article.revision.paragraphs.first().pk]),
        reverse("statement", args=[*here, told.pk]),
        reverse("review-statement", args=[desk, told.pk]),
    ]
    parts = "verification facts citations counterpoints flags links notes split merge ends history".split()
    return [
        *((address, None) for address in whole),
        *((reverse(f"statement-{part}", args=[*here, blank.pk]), "#card") for part in parts),
    ]


@pytest.mark.parametrize("scheme", SIZES)
def test_no_screen_has_a_finding(browser, live_server, scheme):
    demo.load()
    findings = {}
    width, height = SIZES[scheme]
    size = {"width": width, "height": height}
    with browser.new_context(base_url=live_server.url, viewport=size, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(reverse("account_login"))
        findings["sign-in"] = violations(page)
        sign_in(context, live_server, Person.objects.get(email="ines@demo.example"))
        for address, within in screens():
            answer = page.goto(address)
            assert answer.status == 200, address
            findings[address] = violations(page, within)
    told = {
        address: [(each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in found]
        for address, found in findings.items()
        if found
    }
    assert not told
