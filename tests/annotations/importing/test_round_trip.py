"""Export, import at an empty desk, export again: the same bytes."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from annotations import reading
from annotations.demo import load as load_demo
from annotations.exports import FORMATS
from annotations.importing import rebuild
from annotations.importing.parsing import ARTICLE, TABLES
from annotations.models import Deed, Flag, Relation, Source, Statement, Verification
from annotations.refusals import NotAllowed, Refused
from annotations.services.articles import change_article
from annotations.services.claimants import make_claimant, withdraw_claimant
from annotations.services.counterpoints import answer, counter
from annotations.services.cutting import merge, split
from annotations.services.evidence import cite, cite_for_counterpoint
from annotations.services.flags import raise_flag, settle_flag
from annotations.services.notes import add_note
from annotations.services.paragraphs import leave_out_paragraph
from annotations.services.reviewing import approve, ask_for_changes
from annotations.services.sources import add_passage, make_source
from annotations.services.statements import change_statement, follow, leave_out, relate
from annotations.services.taking_in import keep_original
from annotations.services.verifying import verify
from articles.models import Article, Desk, Membership, Paragraph, Person, Role, Scale
from articles.querysets import articles_of
from tests.cast import at, join, taken_in
from tests.ground import laid

pytestmark = pytest.mark.django_db


def exported(article, format="json"):
    return FORMATS[format].render(read(article))


def read(article):
    by = Membership(desk=article.desk, role=Role.ADMIN)
    return reading.load(articles_of(by).get(pk=article.pk), audience="archive")


@laid
def annotated(ana, tomas, rosa, viktor) -> Article:
    """An article on which everything was done that can be done."""
    article = taken_in(ana, original=keep_original(b"The port is winning.", by=ana), encoding="utf-8")
    Article.objects.update(scale=Scale.objects.create(desk=ana.desk, labels={"misleading": "Half of it"}))
    change_article(
        article, by=ana, byline="A. Pilot", publisher="Harbour Courier", url="https://example.org/port",
        published_on=date(2026, 1, 12), summary="Most of it stands.", due=timezone.now(),
    )  # fmt: skip
    claimant = make_claimant(by=ana, name="The harbour authority", role="operator")
    yearbook = make_source(
        by=ana,
        title="Annual gate statistics",
        url="https://example.org/gate",
        csl={"author": [{"literal": "Harbour Authority"}], "issued": {"date-parts": [[2026]]}, "page": 12},
        archive_url="https://archive.example/gate",
        archived_on=date(2026, 1, 13),
    )
    report = make_source(by=tomas, title="Wire report")
    copied = make_source(by=tomas, title="Harbour news", derived_from=report)
    copy = make_source(by=tomas, title="Port booms", derived_from=copied)
    split(
        at(article, "3.1"), by=ana, at=len("In 2025 the harbour authority cleared over 75,000 containers, ")
    )
    change_statement(
        at(article, "3.1a"),
        by=tomas,
        claimant=claimant,
        plain="The gate cleared 75,000 containers.",
        checked_said=True,
    )
    ids = [at(article, label).pk for label in ("3.1a", "3.1b")]
    cite(article, ids, by=ana, source=yearbook, stance="supports", passage="Total: 75,118", locator="p. 12",
         shows="The total.")  # fmt: skip
    target = cite(article, ids[:1], by=tomas, source=copy, stance="supports")[0]
    point = counter(article, by=ana, text="It is the claimant’s own count.", statement=at(article, "3.1a"),
                    kind="undercuts", target=target)  # fmt: skip
    cite_for_counterpoint(point, by=tomas, source=copy, locator="p. 1")
    cite(article, ids[1:], by=tomas, source=copied, stance="supports")
    cite(article, ids[1:], by=tomas, source=copy, stance="supports")
    counter(article, by=tomas, text="Nobody asked the drivers.")
    answer(point, by=tomas, text="Nobody else counts.")
    follow(at(article, "1.1"), at(article, "3.1a"), by=ana)
    verify(at(article, "3.1a"), by=ana, status="mostly", rationale="First try.")
    verify(at(article, "3.1a"), by=tomas, status="supported", rationale="The table says so.")
    approve(at(article, "3.1a"), by=rosa)
    verify(at(article, "3.1b"), by=ana, status="supported", rationale="75,000 ÷ 365 = 205.5.")
    approve(at(article, "3.1b"), by=rosa)
    change_statement(at(article, "3.1b"), by=rosa, plain="It cleared 200 a day.")
    verify(at(article, "2.1"), by=viktor, status="unverifiable", detail="not_counted", rationale="No count.")
    approve(at(article, "2.1"), by=viktor, override_why="Nobody else was here")
    verify(at(article, "3.2"), by=ana, status="misstated", detail="over", rationale="A third, not half.")
    ask_for_changes(at(article, "3.2"), by=rosa, reasons=["unit_or_base", "no_source"], note="Since when?")
    flag = raise_flag(article, by=tomas, reason="headline", note="“Winning” is nowhere")
    settle_flag(flag, by=rosa, outcome="accepted_risk", note="They know")
    raise_flag(article, by=tomas, reason="weak_source", is_blocking=False, citation=target)
    relate(at(article, "3.3"), at(article, "3.2"), by=tomas, kind="leans_on")
    relate(at(article, "4.1"), at(article, "2.2"), by=ana, kind="clashes_with")
    merge(at(article, "4.1"), at(article, "4.2"), by=ana)
    raise_flag(article, by=ana, reason="other_side", counterpoint=point)
    Flag.objects.create(
        article=article, desk=ana.desk, reason="adds_up_not", rule="sums", statement=at(article, "3.3")
    )
    change_statement(
        at(article, "3.3"), by=ana, kind="quantity", is_quotation=True, claimant_unclear=True,
        one_origin_why="Nobody else counts.",
    )  # fmt: skip
    Statement.objects.filter(article=article, label="3.3").update(claimant_proposed="the drivers")
    leave_out(article, [at(article, "2.2").pk], by=ana, why="No claim.")
    leave_out_paragraph(
        article, Paragraph.objects.get(revision=article.revision, label="5"), by=ana, why="An advert."
    )
    add_note(article, by=ana, text="Asked twice.", is_private=False)
    add_note(article, by=ana, text="No answer.", is_private=False, statement=at(article, "3.2"))
    return article


@pytest.fixture
def elsewhere(db):
    return Desk.objects.create(slug="empty", name="Empty desk")


def test_equal_bytes_from_another_desk(annotated, elsewhere):
    """With a word in every column of every table: what is not rebuilt would be missing in the second file."""
    first = exported(annotated)
    document = json.loads(first)
    rows = {"article": [document["article"]], **{name: document[name] for name in TABLES}}
    columns = {"article": ARTICLE, **TABLES}
    assert [(table, column) for table in columns for column in columns[table]
            if not any(row[column] for row in rows[table])] == []  # fmt: skip
    rebuilt = rebuild(first, desk=elsewhere)
    assert rebuilt.desk == elsewhere
    assert exported(rebuilt) == first


@pytest.mark.parametrize("is_old", [False, True], ids=["a file of today", "one of earlier days"])
def test_the_newer_verdict_is_the_newer_one_still(article, ana, elsewhere, clock_set_back, is_old):
    relate(at(article, "3.3"), at(article, "3.1"), by=ana, kind="leans_on")
    verify(at(article, "3.3"), by=ana, status="supported", rationale="By half.")
    if not is_old:  # which tells it by the times alone
        clock_set_back()
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    document = json.loads(exported(article))
    given = [(row["rationale"], row["number"]) for row in document["verifications"]]
    assert given == [("By a third.", 2), ("By half.", 1)]
    for row in document["verifications"] if is_old else ():
        del row["number"]
    rebuilt = rebuild(json.dumps(document).encode(), desk=elsewhere)
    (told,) = reading.load_statement(rebuilt, at(rebuilt, "3.3").pk).fallen
    assert (told.label, told.status) == ("3.1", "misleading")
    assert exported(rebuilt) == exported(article)


def test_works_keep_their_numbers(annotated, elsewhere, ana):
    """A work that was cited for a counterpoint first, for the statement itself later."""
    point = counter(annotated, by=ana, text="Not by sea.", statement=at(annotated, "3.3"))
    cite_for_counterpoint(point, by=ana, source=make_source(by=ana, title="Second to a reader"))
    first = make_source(by=ana, title="First to a reader")
    cite(annotated, [at(annotated, "3.3").pk], by=ana, source=first, stance="supports")
    works = [source.title for source in reading.load(annotated, audience="archive").sources]
    assert works.index("First to a reader") < works.index("Second to a reader")
    exportation = exported(annotated)
    assert exported(rebuild(exportation, desk=elsewhere)) == exportation


def test_readers_see_the_same(annotated, elsewhere):
    """But for the log, which stays, the roles of people who are nobody at the other desk, and who vouches for an
    approval: nobody there saw it given.
    """
    rebuilt = rebuild(exported(annotated), desk=elsewhere)
    Desk.objects.filter(pk=elsewhere.pk).update(name=annotated.desk.name)
    first, second = (
        replace(article, changes=(), people=tuple(replace(person, role="") for person in article.people))
        for article in (read(annotated), read(rebuilt))
    )
    for format in ("html", "markdown"):
        there, here = (FORMATS[format].render(article).decode() for article in (second, first))
        assert "Approved by Rosa, as the imported file says, " in there and "imported file" not in here
        assert there.replace(", as the imported file says", "") == here


def test_whom_the_file_names_as_a_writer_does_not_approve_under_that_name(annotated, elsewhere):
    row = at(rebuild(exported(annotated), desk=elsewhere), "3.1b")
    ana, eva = (join(elsewhere, name, Role.EDITOR) for name in ("Ana", "Eva"))
    with pytest.raises(NotAllowed, match=r"says that Ana wrote part of this.*approve it: Eva can"):
        approve(row, by=ana)
    approve(at(row.article, "3.1b"), by=eva)


@pytest.mark.parametrize("was", ["Ana", "ANA", "Åna", "Zoe"])
def test_who_is_renamed_is_still_who_wrote_it(annotated, elsewhere, was):
    """Whatever the program that renames them says of their former names."""
    row, ana = at(rebuild(exported(annotated), desk=elsewhere), "3.1b"), join(elsewhere, was, Role.EDITOR)
    for name in ("Eva", "Mia"):
        ana.person.name = name
        ana.person.save()
    Person.objects.filter(pk=ana.person_id).update(former_names=[])
    ana.person.refresh_from_db()
    assert ana.person.former_names == [was, "Eva"]
    if was == "Zoe":  # whom the file does not name
        approve(row, by=ana)
        return
    join(elsewhere, "Ana (2)", Role.EDITOR)
    with pytest.raises(
        NotAllowed, match=r"says that Ana wrote part of this, and that was your name\. No other"
    ):
        approve(row, by=ana)


def test_the_second_of_a_name_in_the_file_may_be_who_bears_it_here(annotated, rosa, elsewhere):
    Person.objects.filter(pk=rosa.person_id).update(name="Ana")
    change_statement(at(annotated, "3.1b"), by=rosa, plain="It cleared 200 a day in 2025.")
    row = at(rebuild(exported(annotated), desk=elsewhere), "3.1b")
    assert "Ana (2)" in row.contributions.values_list("person__name", flat=True)
    Person.objects.filter(name="Ana", is_placeholder=True).update(name="Somebody")
    with pytest.raises(NotAllowed, match=r"says that Ana \(2\) wrote part of this"):
        approve(row, by=join(elsewhere, "Ana", Role.EDITOR))


def test_the_demo_comes_back_with_equal_bytes(elsewhere):
    load_demo()
    for article in Article.objects.filter(desk__slug="demo").order_by("pk"):
        first = exported(article)
        assert exported(rebuild(first, desk=elsewhere)) == first


def test_states_and_approvals_come_back(annotated, elsewhere):
    rebuilt = rebuild(exported(annotated), desk=elsewhere)
    states = dict(Statement.objects.filter(article=rebuilt).values_list("label", "review_state"))
    wanted = Statement.objects.filter(article=annotated, withdrawn_at=None)
    assert states == dict(wanted.values_list("label", "review_state"))
    assert {states[label] for label in ("3.1a", "2.1")} == {"approved"}
    assert (states["3.1b"], states["3.2"]) == ("changed", "sent_back")
    row = at(rebuilt, "3.1a")
    assert row.ready_at == row.verification.created_at


def test_a_verdict_comes_back_where_nobody_is_told_to_have_written_it(article, ana, elsewhere):
    verify(at(article, "2.2"), by=ana, status="supported", rationale="Seen from a kitchen.")
    assert at(article, "2.2").review_state == "open"  # for want of evidence
    document = json.loads(exported(article))
    for row in document["statements"]:
        row["contributors"] = []
    rebuilt = at(rebuild(json.dumps(document).encode(), desk=elsewhere), "2.2")
    assert (rebuilt.status, rebuilt.verification.rationale) == ("supported", "Seen from a kitchen.")


def test_the_import_is_one_deed_with_a_fresh_tally(annotated, elsewhere):
    rebuilt = rebuild(exported(annotated), desk=elsewhere)
    assert list(Deed.objects.filter(article=rebuilt).values_list("verb", "seq")) == [("import", 1)]
    assert rebuilt.tally.statuses == Article.objects.get(pk=annotated.pk).tally.statuses


def test_people_come_back_as_names_that_cannot_sign_in(annotated, elsewhere):
    known = set(Person.objects.values_list("pk", flat=True))
    rebuild(exported(annotated), desk=elsewhere)
    made = Person.objects.exclude(pk__in=known)
    assert {person.name for person in made} == {"Ana", "Tomás", "Rosa", "Viktor"}
    assert all(person.is_placeholder and not person.is_active and person.email is None for person in made)
    assert not any(person.has_usable_password() or person.memberships.exists() for person in made)


def test_a_verdict_on_other_words_stays_one(article, ana, elsewhere):
    """Complete by what is cited later, it does not wait for an editor there either."""
    verify(at(article, "3.1"), by=ana, status="supported", rationale="The table says so.")
    whole = at(article, "3.1").text
    split(at(article, "3.1"), by=ana, at=whole.index("averaging"))
    rebuilt = rebuild(exported(article), desk=elsewhere)
    by = join(elsewhere, "Otto", Role.ADMIN)
    source = make_source(by=by, title="Gate statistics")
    cite(rebuilt, [at(rebuilt, "3.1a").pk], by=by, source=source, stance="supports")
    row = at(rebuilt, "3.1a")
    assert (row.verification.given_for, row.review_state) == (whole, "open")
    with pytest.raises(Refused, match="Its words changed since the verdict"):
        approve(row, by=join(elsewhere, "Eva", Role.EDITOR))


def test_who_linked_two_statements_comes_back(article, tomas, elsewhere):
    made = relate(at(article, "3.3"), at(article, "3.2"), by=tomas, kind="leans_on")
    rebuild(exported(article), desk=elsewhere)
    row = Relation.objects.get(desk=elsewhere)
    assert (row.created_by.name, row.created_at) == ("Tomás", made.created_at)


def test_a_file_of_earlier_days_is_taken_in(annotated, elsewhere):
    """It tells neither the words that verdicts were given for nor who linked what."""
    document = json.loads(exported(annotated))
    for row in document["verifications"]:
        del row["given_for"]
    for row in document["relations"]:
        del row["by"], row["at"]
    rebuilt = rebuild(json.dumps(document).encode(), desk=elsewhere)
    assert all(row.given_for == row.statement.text for row in Verification.objects.filter(desk=elsewhere))
    assert not Relation.objects.filter(article=rebuilt).exclude(created_by=None).exists()


def test_private_notes_do_not_travel(annotated, elsewhere, ana):
    from annotations.models import Note

    Note.objects.create(
        article=annotated, desk=annotated.desk, text="the mayor told me", created_by=ana.person
    )
    assert "mayor" not in exported(annotated).decode()


def test_the_desks_own_claimant_is_taken_and_the_approval_asks_for_another_look(annotated, elsewhere):
    admin = join(elsewhere, "Otto", Role.ADMIN)
    own = make_claimant(by=admin, name="The harbour authority", role="operator")
    rebuilt = rebuild(exported(annotated), desk=elsewhere)
    statement = at(rebuilt, "3.1a")
    assert statement.claimant == own
    assert statement.review_state == "changed"
    assert statement.decisions.get().content_version < statement.content_version  # it covers none of that


def test_a_claimant_off_the_desks_list_is_not_taken_for_the_one_of_the_file(annotated, elsewhere):
    admin = join(elsewhere, "Otto", Role.ADMIN)
    gone = make_claimant(by=admin, name="The harbour authority", role="operator")
    withdraw_claimant(gone, by=admin)
    rebuilt = at(rebuild(exported(annotated), desk=elsewhere), "3.1a")
    assert rebuilt.claimant != gone and str(rebuilt.claimant) == str(gone)


def test_a_work_that_the_desk_knows_by_its_doi_alone_is_taken_from_there(annotated, elsewhere, ana):
    csl = {"DOI": "10.1000/gate"}
    work = make_source(by=ana, title="Gate, abridged", csl=csl)
    cite(annotated, [at(annotated, "3.3").pk], by=ana, source=work, stance="context")
    own = make_source(by=join(elsewhere, "Otto", Role.ADMIN), title="Gate", csl=csl)
    assert at(rebuild(exported(annotated), desk=elsewhere), "3.3").citations.get().source == own


def test_a_work_that_the_desk_knows_by_its_address_is_taken_from_there(annotated, elsewhere):
    """Else a statement that cites both would rest on two independent sources."""
    admin = join(elsewhere, "Otto", Role.ADMIN)
    own = make_source(by=admin, title="Gate statistics", url="https://www.example.org/gate/")
    known, _ = add_passage(own, by=admin, text="Total: 75,118", locator="p. 12")
    rebuilt = rebuild(exported(annotated), desk=elsewhere)
    statement = at(rebuilt, "3.1a")
    assert Source.objects.filter(desk=elsewhere, url_key=own.url_key).count() == 1
    assert known.citations.filter(statement=statement, source=own).count() == 1
    assert (statement.review_state, at(rebuilt, "3.1b").review_state) == ("changed", "changed")


def another(document) -> bytes:
    """The file with uids of its own, but for sources, passages and claimants."""
    made = json.loads(json.dumps(document))
    for table in made.values():
        for row in table if isinstance(table, list) else [table] if isinstance(table, dict) else []:
            for key, value in row.items():
                shared = key in ("source", "claimant", "derived_from", "passage")
                if isinstance(value, str) and len(value) == 36 and value.count("-") == 4 and not shared:
                    row[key] = ("0" if value[0] != "0" else "1") + value[1:]
    return json.dumps(made | {name: document[name] for name in ("sources", "claimants", "passages")}).encode()


def test_a_second_article_shares_sources_with_the_first(annotated, elsewhere):
    rebuild(exported(annotated), desk=elsewhere)
    document = json.loads(exported(annotated))
    again = rebuild(another(document), desk=elsewhere)
    assert again.slug == f"{annotated.slug}-2"
    assert json.loads(exported(again))["sources"] == document["sources"]


def test_no_file_says_what_somebody_of_the_desk_has_done(annotated, ana):
    """Though they made the sources that it shares, and have the name that it tells."""
    again = rebuild(another(json.loads(exported(annotated))), desk=annotated.desk)
    given = at(again, "3.1b").verification.created_by
    assert (given.name, given.is_placeholder) == ("Ana", True) and given != ana.person


def test_who_is_named_otherwise_in_the_file_is_somebody_else(annotated, elsewhere):
    first = rebuild(exported(annotated), desk=elsewhere)
    document = json.loads(exported(annotated))
    for row in document["sources"]:
        row["by"] = "Somebody"
    again = rebuild(another(document), desk=elsewhere)
    one, two = (at(article, "3.1b").verification.created_by for article in (first, again))
    assert one != two and one.name == two.name == "Ana"


def test_notes_to_print_travel(annotated, elsewhere):
    rebuilt = rebuild(exported(annotated), desk=elsewhere)
    assert {note.text for note in rebuilt.notes.all()} == {"Asked twice.", "No answer."}
