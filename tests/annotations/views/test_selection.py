"""What is said of several statements at once."""

import pytest

from annotations.services.undoing import undo
from tests.annotations.views.test_workspace import url
from tests.cast import at


def test_the_kind_of_several_is_said_at_once(as_ana, article, ana):
    rows = [at(article, label) for label in ("3.1", "3.2")]
    address = f"{url(article, 'selection-kind')}?statement={rows[0].pk}&statement={rows[1].pk}"
    assert as_ana.get(address).context["form"]["kind"].value() == rows[0].kind
    sent = {"statement": [row.pk for row in rows], "kind": "prediction"}
    told = as_ana.post(address, sent, follow=True).content.decode()
    assert "2 statements: prediction." in told and "Confirmed 2 kinds" in told
    now = article.statements.filter(pk__in=sent["statement"])
    assert set(now.values_list("kind", "kind_confirmed", "status")) == {("prediction", True, "unchecked")}
    as_ana.post(address, sent | {"kind": "opinion"})
    assert set(now.values_list("kind", "status")) == {("opinion", "not_claim")}
    undo(article.deeds.latest("seq"), by=ana)
    assert set(now.values_list("kind", "status")) == {("prediction", "unchecked")}


@pytest.mark.parametrize("kind", ["", "guess"])
def test_a_kind_that_is_none_is_refused_for_all(as_ana, article, kind):
    row = at(article, "3.1")
    answer = as_ana.post(url(article, "selection-kind"), {"statement": row.pk, "kind": kind})
    assert answer.status_code == 422 and answer.context["form"].errors["kind"]
    assert not at(article, "3.1").kind_confirmed
