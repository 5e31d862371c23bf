"""Who says things: the list, one of them, what becomes of it."""

import re

import pytest
from django.urls import reverse

from annotations.services.articles import withdraw_article
from annotations.services.claimants import change_claimant, make_claimant
from annotations.services.merging import merge_claimant
from annotations.services.statements import set_claimant
from annotations.views import parts
from tests.cast import at


def url(name, *args):
    return reverse(name, args=["harbour", *args])


@pytest.fixture
def authority(article, ana):
    claimant = make_claimant(by=ana, name="The authority", role="operator")
    set_claimant(article, [at(article, "3.1").pk], by=ana, claimant=claimant)
    return claimant


def test_list_counts_what_each_says(as_ana, ana, authority):
    make_claimant(by=ana, name="Drivers")
    page = as_ana.get(url("claimant-list")).content.decode()
    assert "The authority, operator" in page and "1 statement" in page and "says nothing" in page
    assert "Drivers" not in as_ana.get(url("claimant-list"), {"q": "authority"}).content.decode()
    unused = as_ana.get(url("claimant-list"), {"only": "unused"}).content.decode()
    assert "Drivers" in unused and "The authority" not in unused


def test_list_and_page_agree_on_what_is_said_in_an_article_off_the_list(as_ana, ana, article, authority):
    withdraw_article(article, by=ana)
    assert "1 statement" in as_ana.get(url("claimant-list")).content.decode()
    page = as_ana.get(url("claimant", authority.pk)).content.decode()
    assert "1 in articles that are off the list." in page and "Nothing yet." not in page


def test_claimant_is_found_as_one_types(as_ana, ana, otto, article, authority, monkeypatch):
    """However many the desk has: who says something in the article is offered first, others by what is typed."""
    make_claimant(by=ana, name="Drivers’ union", role="speaks for 400")
    make_claimant(by=ana, name="Council")
    make_claimant(by=otto, name="Drivers of theirs")
    monkeypatch.setattr(parts, "MOST_CLAIMANTS", 1)
    form = as_ana.get(reverse("statement-facts", args=["harbour", article.slug, at(article, "3.2").pk]))
    (offered,) = re.findall(r"<datalist .*?>(.*)</datalist>", form.content.decode())
    assert offered == '<option value="The authority, operator">'

    def found(**typed):
        page = as_ana.get(url("claimants-found"), typed).content.decode()
        return re.findall(r'<option value="([^"]*)">', page)

    union = ["Drivers’ union, speaks for 400"]
    assert found(claimant_name="DRIV") == found(name="400 union") == found(name="400, union") == union
    assert (
        found(name="\u200b")
        == found()
        == ["Council", "Drivers’ union, speaks for 400", "The authority, operator"]
    )


def test_analyst_corrects_a_name(as_ana, authority):
    page = as_ana.get(url("claimant", authority.pk)).content.decode()
    assert "75,000 containers" in page
    answer = as_ana.post(
        url("claimant", authority.pk),
        {"name": "Port authority", "role": "operator", "version": "1"},
        follow=True,
    )
    assert "Port authority, operator" in answer.content.decode()


def test_conflict_shows_what_is_there_now(as_ana, rosa, authority):
    change_claimant(authority, by=rosa, name="Rosa’s authority")
    answer = as_ana.post(url("claimant", authority.pk), {"name": "Mine", "role": "operator", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Name is now “Rosa’s authority”" in page and 'value="Mine"' in page and 'value="2"' in page


def test_name_that_somebody_has_is_refused(as_ana, ana, authority):
    make_claimant(by=ana, name="Drivers")
    answer = as_ana.post(url("claimant", authority.pk), {"name": "Drivers", "role": "", "version": "1"})
    assert answer.status_code == 422 and "list already" in answer.content.decode()
    assert f"<h1>{authority}</h1>" in answer.content.decode() and 'value="Drivers"' in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "status", "told"),
    [
        ("drivers, lorries", 302, ""),
        ("Drivers", 422, "Several have that name"),
        ("Nobody", 422, "Nobody else on the desk’s list is called “Nobody”"),
        ("The authority, operator", 422, "Nobody else"),
        ("", 422, "Name the claimant that stays"),
    ],
)
def test_merge_takes_the_name_of_another(as_ana, article, ana, authority, typed, status, told):
    lorries = make_claimant(by=ana, name="Drivers", role="lorries")
    make_claimant(by=ana, name="Drivers", role="trains")
    answer = as_ana.post(url("claimant-merge", authority.pk), {"into": typed})
    assert answer.status_code == status and told in answer.content.decode()
    assert at(article, "3.1").claimant == (lorries if status == 302 else authority)


def test_merged_claimant_is_told_of_on_the_page_of_the_other_with_the_way_to_each_article(
    as_ana, ana, article, authority
):
    make_claimant(by=ana, name="The port")
    page = as_ana.post(
        url("claimant-merge", authority.pk), {"into": "The port"}, follow=True
    ).content.decode()
    assert "“The authority, operator” is merged into this one." in page
    assert (
        f'<h3><a href="{url("article", article.slug)}" lang="en"><bdi>{article.title}</bdi></a></h3>' in page
    )


def test_merge_says_what_it_moves(as_ana, house):
    page = as_ana.get(url("claimant-merge", house.statement.claimant_id)).content.decode()
    assert "It is named in 1 article; 1 approval asks for another look." in page


def test_merged_claimant_leads_to_the_one_that_took_it(as_ana, ana, authority):
    harbour, port = (make_claimant(by=ana, name=name) for name in ("The harbour", "The port"))
    merge_claimant(authority, harbour, by=ana)
    merge_claimant(harbour, port, by=ana)
    for gone in (authority, harbour):
        assert as_ana.get(url("claimant", gone.pk)).url == url("claimant", port.pk)
    page = as_ana.get(url("claimant", port.pk)).content.decode()
    assert page.index("Took over") < page.index("The authority, operator") < page.index("The harbour")
    assert "The authority" not in as_ana.get(url("claimant-list"), {"only": "off"}).content.decode()
    back = as_ana.post(url("claimant-restore", authority.pk), follow=True).content.decode()
    assert "<h1>The authority, operator</h1>" in back and "Nothing yet." in back


def test_form_of_a_merged_claimant_overwrites_nobody(as_ana, ana, authority):
    port = make_claimant(by=ana, name="The port")
    form = {"name": "The authority, once", "role": "", "version": authority.version}
    merge_claimant(authority, port, by=ana)
    answer = as_ana.post(url("claimant", authority.pk), form)
    told = answer.content.decode()
    assert answer.status_code == 409 and "This was merged into “The port”." in told and form["name"] in told
    for act in ("claimant-withdraw", "claimant-merge"):
        assert as_ana.post(url(act, authority.pk), {"into": "The port"}).status_code == 409
    port.refresh_from_db()
    assert (port.name, port.withdrawn_at) == ("The port", None)


def test_merge_offers_whom_a_name_may_mean(as_ana, article, ana, authority):
    lorries, trains = (make_claimant(by=ana, name="Drivers", role=role) for role in ("lorries", "trains"))
    merge = url("claimant-merge", authority.pk)
    for typed in ("Drivers", "driv"):
        page = as_ana.post(merge, {"into": typed}).content.decode()
        assert (
            f'value="{lorries.pk}"' in page and f'value="{trains.pk}"' in page and f'value="{typed}"' in page
        )
        assert "says nothing" in page
    chosen = {"into": "driv", "asked": "driv", "chosen": trains.pk}
    assert as_ana.post(merge, chosen).status_code == 302
    assert at(article, "3.1").claimant == trains


def test_off_the_list_and_back(as_ana, ana, authority):
    page = as_ana.get(url("claimant", authority.pk)).content.decode()
    assert 'id="stays">The authority, operator is named once.' in page
    refused = as_ana.post(url("claimant-withdraw", authority.pk))
    assert refused.status_code == 422 and "is named once" in refused.content.decode()
    unused = make_claimant(by=ana, name="Drivers")
    page = as_ana.post(url("claimant-withdraw", unused.pk), follow=True).content.decode()
    assert "Drivers is off the list." in page and "Put it back" in page
    assert "Drivers" in as_ana.get(url("claimant-list"), {"only": "off"}).content.decode()
    assert (
        "Remove from the list"
        in as_ana.post(url("claimant-restore", unused.pk), follow=True).content.decode()
    )


def test_name_alone_means_the_one_who_has_it(as_ana, article, ana):
    known = make_claimant(by=ana, name="Sara Malik", role="harbour master")
    assert make_claimant(by=ana, name="sara malik") == known
    assert make_claimant(by=ana, name="Sara Malik", role="pilot") != known
    form = {"name": "Sara Malik", "statement": at(article, "3.1").pk}
    there = reverse("selection-claimant", args=[article.desk.slug, article.slug])
    refused = as_ana.post(there, form)
    assert refused.status_code == 422
    told = refused.content.decode()
    assert (
        "Several claimants have that name: Sara Malik, harbour master; Sara Malik, pilot. Choose one" in told
    )
    assert '<option value="Sara Malik, pilot">' in told
    as_ana.post(there, form | {"role": "Pilot"})
    assert at(article, "3.1").claimant.role == "pilot"
    as_ana.post(there, form | {"name": "sara  malik, Harbour master"})  # as the list offers it
    assert at(article, "3.1").claimant == known
    long = as_ana.post(there, form | {"name": "y" * 201})
    assert long.status_code == 422 and "Name: 201 characters, but 200 is the limit" in long.content.decode()


def test_another_name_does_not_take_the_role_of_the_one_before(as_ana, article, ana, authority):
    known = make_claimant(by=ana, name="Sara Malik", role="harbour master")
    row = at(article, "3.1")
    there = reverse("statement-facts", args=[article.desk.slug, article.slug, row.pk])
    sent = {"kind": "fact", "checked_so": "on", "claimant_role": authority.role}
    as_ana.post(there, sent | {"claimant_name": "Sara Malik, harbour master"})
    assert at(article, "3.1").claimant == known
    make_claimant(by=ana, name="Sara Malik", role="pilot")
    asked = as_ana.post(there, sent | {"claimant_name": "Sara Malik", "claimant_role": ""}).content.decode()
    assert re.search(r'<input[^>]*name="claimant_name"[^>]*aria-invalid="true"', asked)
    corrected = {"claimant_name": "Sara Malk", "claimant_role": known.role}  # nobody on the list
    as_ana.post(there, sent | corrected)
    assert str(at(article, "3.1").claimant) == "Sara Malk, harbour master"
