"""A form opened by its address alone, where a refusal leaves it without JavaScript, holds what it overwrites."""

from html.parser import HTMLParser

from django.urls import reverse

from annotations.models import Citation, Claimant, Counterpoint, Source, Statement
from annotations.services.articles import change_article
from articles.models import Article
from tests.annotations.permissions.things import things
from tests.test_permissions import ROUTES, filled

__all__ = ["things"]

SEEN = {"version", "seen", "seq"}  # by these a service knows what the page showed
ADDS = {"source-add", "statement-citations", "counterpoint-citations"}  # what is new has no version yet
CHANGES = {
    "article-summary": (Article, None),
    "article-facts": (Article, None),
    "statement-facts": (Statement, "statement"),
    "citation": (Citation, "citation"),
    "counterpoint": (Counterpoint, "counterpoint"),
    "source-change": (Source, "source"),
    "claimant": (Claimant, "claimant"),
}
NOT_SAID = {
    "version",
    "changed_at",
    "changed_by_id",
    "seq",
    "kind_confirmed",
}  # whoever saves the facts confirms the kind


class Forms(HTMLParser):
    """The forms of a page: each its address with what a browser would send."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.naming, self.typing = "", False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        is_off = has.get("type") in ("radio", "checkbox") and "checked" not in has
        if tag == "form":
            self.found.append((has.get("action") or "", {}))
        elif not self.found:
            return
        elif tag in ("select", "textarea"):
            self.naming, self.typing = has["name"], tag == "textarea"
            if self.typing:
                self.found[-1][1][self.naming] = ""
        elif tag == "option" and self.naming and ("selected" in has or self.naming not in self.found[-1][1]):
            self.found[-1][1][self.naming] = has.get("value") or ""
        elif tag == "input" and "name" in has and not is_off:
            self.found[-1][1][has["name"]] = has.get("value", "on" if "checked" in has else "")

    def handle_endtag(self, tag):
        if tag in ("select", "textarea"):
            self.naming, self.typing = "", False

    def handle_data(self, data):
        if self.typing:
            self.found[-1][1][self.naming] += data.removeprefix("\n")


def opened(client, name, things) -> tuple[str, list[tuple[str, dict[str, str]]]]:
    address = reverse(name, kwargs=filled(ROUTES[name]["kwargs"], things))
    return address, Forms(client.get(address).content.decode()).found


def test_every_form_knows_what_it_was_opened_with(client, ines, things):
    client.force_login(ines.person)
    known = [
        (name, value)
        for name in ROUTES.keys() - ADDS
        for _, sent in opened(client, name, things)[1]
        for field, value in sent.items()
        if field in SEEN
    ]
    assert CHANGES.keys() <= {name for name, _ in known}
    assert [name for name, value in known if not value] == []


def test_sent_as_it_was_opened_it_changes_nothing(client, article, ines, things):
    client.force_login(ines.person)
    change_article(article, by=ines, summary="One sum is off.\n\nThe rest holds.", byline="By M. Okafor")
    for name, (model, thing) in CHANGES.items():
        rows = model.objects.filter(**({"pk": things[thing]} if thing else {}))
        before = rows.values().get()
        address, forms = opened(client, name, things)
        (sent,) = [sent for action, sent in forms if action in ("", address) and sent.keys() != {"q"}]
        assert client.post(address, sent).status_code == 302, name
        after = rows.values().get()
        assert [key for key in before.keys() - NOT_SAID if before[key] != after[key]] == [], name
