"""Two people at the same moment: one of them is told, nothing is half done."""

from functools import partial
from threading import Barrier, Thread
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from annotations.importing import rebuild
from annotations.models import Citation, Claimant, Deed, Passage, Source
from annotations.refusals import Known, Refused
from annotations.services import sources
from annotations.services.claimants import make_claimant, withdraw_claimant
from annotations.services.counterpoints import counter
from annotations.services.cutting import mark_gap, merge, move_ends, split
from annotations.services.evidence import cite
from annotations.services.flags import raise_flag
from annotations.services.merging import merge_claimant, merge_source
from annotations.services.reviewing import approve
from annotations.services.sources import change_source, make_source, withdraw_source
from annotations.services.statements import set_claimant
from annotations.services.taking_in import Draft, Facts, keep_original, take_in
from annotations.services.undoing import undo
from annotations.services.verifying import verify
from articles.models import Article, Blob, Desk, Person
from tests.annotations.importing.test_round_trip import exported
from tests.annotations.promises import hold_every_promise
from tests.cast import at, taken_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def at_once(*acts) -> list[Exception | None]:
    """Let each act read first, then all write; returns what each raised."""
    barrier = Barrier(len(acts), timeout=60)
    outcomes: list[Exception | None] = [None] * len(acts)

    def run(number, read, write):
        try:
            row = read()
            barrier.wait()
            write(row)
        except Exception as error:
            outcomes[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number, *act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def one_behind_the_other(first, *others) -> list[Exception | None]:
    """Let the ``others`` begin while ``first`` is not yet done for good; returns what each of them raised."""
    outcomes: list[Exception | None] = [None] * len(others)

    def run(number, act):
        try:
            act()
        except Exception as error:
            outcomes[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number, act)) for number, act in enumerate(others)]
    with transaction.atomic(), connection.cursor() as cursor:
        first()
        for thread in threads:
            thread.start()
        waiting = 0
        while waiting < len([thread for thread in threads if thread.is_alive()]):
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            (waiting,) = cursor.fetchone()
    for thread in threads:
        thread.join()
    return outcomes


def reading(article, label="3.2"):
    return lambda: at(article, label)


def verdict(by, rationale):
    return lambda row: verify(row, by=by, status="misleading", rationale=rationale)


def flag(by):
    return lambda row: raise_flag(row.article, by=by, reason="no_source", statement=row)


PAIRS = {
    "two verdicts": lambda a, c: (verdict(c.ana, "By a third."), verdict(c.tomas, "By a half.")),
    "two splits": lambda a, c: (
        lambda row: split(row, by=c.ana, at=13),
        lambda row: split(row, by=c.tomas, at=27),
    ),
    "a split, a verdict": lambda a, c: (lambda row: split(row, by=c.ana, at=13), verdict(c.tomas, "By a half.")),
    "two approvals": lambda a, c: (lambda row: approve(row, by=c.rosa), lambda row: approve(row, by=c.viktor)),
    "an approval, a change": lambda a, c: (lambda row: approve(row, by=c.rosa), verdict(c.tomas, "By a half.")),
    "two merges": lambda a, c: (
        lambda row: merge(row, at(a, "3.3"), by=c.ana),
        lambda row: merge(at(a, "3.1"), row, by=c.tomas),
    ),
    "two undos": lambda a, c: (lambda row: undo(last(a), by=c.rosa), lambda row: undo(last(a), by=c.viktor)),
}  # fmt: skip


@pytest.fixture
def people(ana, tomas, rosa, viktor) -> SimpleNamespace:
    return SimpleNamespace(ana=ana, tomas=tomas, rosa=rosa, viktor=viktor)


def last(article) -> Deed:
    return Deed.objects.filter(article=article).select_related("article").order_by("-seq")[0]


def check(article) -> None:
    article.refresh_from_db()
    hold_every_promise(article)


@pytest.mark.parametrize("what", PAIRS)
def test_one_wins_the_other_is_told(people, what):
    article = taken_in(people.ana)
    verify(at(article, "3.2"), by=people.ana, status="misleading", rationale="Since the reform, yes.")
    one, two = PAIRS[what](article, people)
    outcomes = at_once((reading(article), one), (reading(article), two))
    lost = [outcome for outcome in outcomes if outcome is not None]
    assert len(lost) == 1, outcomes
    assert isinstance(lost[0], Refused), lost
    check(article)


def test_nothing_is_hung_on_a_statement_that_is_just_merged_away(people):
    article = taken_in(people.ana)
    source = make_source(by=people.tomas, title="Gate statistics")
    gone = reading(article, "3.3")
    outcomes = at_once(
        (reading(article), lambda row: merge(row, at(article, "3.3"), by=people.ana)),
        (gone, lambda row: cite(article, [row.pk], by=people.tomas, source=source, stance="supports")),
        (gone, lambda row: counter(article, by=people.rosa, text="And yet.", statement=row)),
    )
    assert all(outcome is None or isinstance(outcome, Refused) for outcome in outcomes), outcomes
    check(article)


OFF_LIST = {
    "withdraw": (
        lambda row, other, by: withdraw_source(row, by=by),
        lambda row, other, by: withdraw_claimant(row, by=by),
    ),
    "merge": (
        lambda row, other, by: merge_source(row, other, by=by),
        lambda row, other, by: merge_claimant(row, other, by=by),
    ),
}


@pytest.mark.parametrize("what", OFF_LIST)
def test_nothing_names_what_just_leaves_the_list(people, what):
    article, ana, tomas = taken_in(people.ana), people.ana, people.tomas
    works = [make_source(by=ana, title=title) for title in ("Gate statistics", "Yearbook")]
    claimants = [make_claimant(by=ana, name=name) for name in ("The authority", "Drivers")]
    source_off, claimant_off = OFF_LIST[what]
    outcomes = at_once(
        (
            reading(article),
            lambda row: cite(article, [row.pk], by=tomas, source=works[0], stance="context"),
        ),
        (lambda: works[0], lambda row: source_off(row, works[1], ana)),
        (reading(article), lambda row: set_claimant(article, [row.pk], by=tomas, claimant=claimants[0])),
        (lambda: claimants[0], lambda row: claimant_off(row, claimants[1], ana)),
    )
    assert all(outcome is None or isinstance(outcome, Refused) for outcome in outcomes), outcomes
    check(article)


def test_no_circle_of_sources_is_closed(people):
    gate, wire = (make_source(by=people.ana, title=title) for title in ("Gate statistics", "Wire report"))
    outcomes = at_once(
        (lambda: gate, lambda row: change_source(row, by=people.ana, derived_from=wire)),
        (lambda: wire, lambda row: change_source(row, by=people.tomas, derived_from=gate)),
    )
    assert [type(outcome) for outcome in outcomes if outcome] == [Refused]


MERGES = {
    "sources": (lambda by, name: make_source(by=by, title=name), merge_source),
    "claimants": (lambda by, name: make_claimant(by=by, name=name), merge_claimant),
}


@pytest.mark.parametrize("what", MERGES)
def test_of_two_merges_crosswise_one_is_done(people, what):
    make, merge = MERGES[what]
    one, two = (make(people.ana, name) for name in ("Gate statistics", "Yearbook"))
    there, back = ([type(one).objects.get(pk=row.pk) for row in rows] for rows in ((one, two), (two, one)))
    outcomes = at_once(
        (lambda: there, lambda rows: merge(*rows, by=people.ana)),
        (lambda: back, lambda rows: merge(*rows, by=people.tomas)),
    )
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == outcomes.count(None) == 1, outcomes


def test_one_address_is_given_to_one_of_two_works(people):
    address = {"url": "https://port.example/gates"}
    works = [
        make_source(by=people.ana, title=title) for title in ("Gate statistics", "Yearbook", "Port news")
    ]
    outcomes = one_behind_the_other(
        lambda: change_source(works[0], by=people.ana, **address),
        lambda: change_source(works[1], by=people.tomas, **address),
        lambda: make_source(by=people.rosa, title="Gates", **address),
    )
    assert [type(outcome) for outcome in outcomes] == [Known, type(None)]
    assert Source.objects.exclude(url_key="").get() == works[0]


def test_an_approval_that_falls_by_a_correction_is_counted(people, monkeypatch):
    """It was cited and approved while the correction waited for the other articles."""
    article, other = taken_in(people.ana), taken_in(people.ana, title="The berth")
    source = make_source(by=people.ana, title="Gate statistics")

    def use(row, stance="supports"):
        cite(row, [at(row, "3.1").pk], by=people.ana, source=source, stance=stance)

    def meanwhile(by):
        monkeypatch.setattr(sources, "hold_origins", hold_origins)
        use(other)
        verify(at(other, "3.1"), by=people.ana, status="supported", rationale="The table says so.")
        approve(at(other, "3.1"), by=people.rosa)

    use(article)
    hold_origins = sources.hold_origins
    monkeypatch.setattr(sources, "hold_origins", lambda by: at_once((lambda: by, meanwhile)))
    row = change_source(source, by=people.tomas, url="https://port.example/gates")
    assert (row.version, Source.objects.get().version) == (2, 2)
    assert at(other, "3.1").review_state == "changed"
    for row in (article, other):
        check(row)


def test_what_two_make_at_once_is_made_once(people):
    both = (people.ana, people.tomas)
    for make in (
        lambda by: make_claimant(by=by, name="The authority", role="runs the port"),
        lambda by: keep_original(b"The port is slow.", by=by),
        lambda by: make_source(by=by, title="Gates", url="https://port.example/gates"),
    ):
        assert at_once(*((lambda by=by: by, make) for by in both)) == [None, None]
    assert [model.objects.count() for model in (Claimant, Blob, Source)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "The Authority"}, {"name": "the authority"}),
        (
            {"name": "The Authority", "role": "runs the port"},
            {"name": "THE AUTHORITY", "role": "Runs the port"},
        ),
        ({"name": "The Authority", "role": "runs the port"}, {"name": "the authority, runs the port"}),
    ],
)
def test_a_claimant_whom_two_name_at_once_is_one(people, one, other):
    name = partial(make_claimant, by=people.ana, **one), partial(make_claimant, by=people.tomas, **other)
    assert one_behind_the_other(*name) == [None]
    assert str(Claimant.objects.get()) == ", ".join(one.values())


def test_a_passage_that_two_cite_at_once_is_one(people):
    """Each in an article of their own, which holds nobody off the other."""
    source, words = make_source(by=people.ana, title="Gate statistics"), "75,118 containers"
    articles = [taken_in(people.ana, title=title) for title in ("The port", "The berth")]

    def cited(article, by):
        cite(article, [at(article, "3.1").pk], by=by, source=source, stance="supports", passage=words)

    one, other = (partial(cited, *pair) for pair in zip(articles, (people.ana, people.tomas), strict=True))
    assert one_behind_the_other(one, other) == [None]
    assert Citation.objects.count() == 2 and Passage.objects.count() == 1
    check(articles[1])


def new(by, title):
    return take_in(by=by, drafts=(Draft("body", "The port is slow."),), facts=Facts(title=title))


def test_two_articles_of_one_title_have_two_short_names(people):
    titles = ("The port", "The port", "The port 2")
    assert at_once(*((lambda title=title: title, partial(new, people.ana)) for title in titles)) == [None] * 3
    slugs = set(Article.objects.values_list("slug", flat=True))
    assert len(slugs) == 3 and slugs < {"the-port", "the-port-2", "the-port-3", "the-port-2-2"}


def test_nobody_waits_for_a_long_text_of_another_title(people):
    gate, yearbook = (make_source(by=people.ana, title=title) for title in ("Gate statistics", "Yearbook"))
    with transaction.atomic():
        new(people.ana, "The port")  # it is not all stored yet
        outcomes = at_once(
            (lambda: gate, lambda row: change_source(row, by=people.tomas, derived_from=yearbook)),
            (lambda: "The berth", partial(new, people.rosa)),
        )
    assert outcomes == [None, None]


def test_files_of_one_person_are_of_one_person_when_they_come_at_once(people):
    source, files = make_source(by=people.ana, title="Gate statistics"), []
    for title in ("The port", "The berth"):
        article = taken_in(people.ana, title=title)
        for by in (people.ana, people.tomas):
            cite(article, [at(article, "3.1").pk], by=by, source=source, stance="supports")
        files.append(exported(article))
    empty = Desk.objects.create(slug="empty", name="Empty desk")
    bring = partial(rebuild, desk=empty)
    assert at_once(*((lambda file=file: file, bring) for file in files)) == [None, None]
    made = Person.objects.filter(is_placeholder=True, name="Ana")
    assert made.count() == 1
    assert {exported(row) for row in Article.objects.filter(desk=empty)} == set(files)


def test_two_gaps_have_two_labels(people):
    article = taken_in(people.ana, (("body", "Ships wait. Cranes stand. Trucks queue."),))
    move_ends(at(article, "1.1"), by=people.ana, start=0, end=5)
    move_ends(at(article, "1.2"), by=people.ana, start=12, end=18)
    paragraph = article.revision.paragraphs.get()

    def fresh():
        return Article.objects.get(pk=article.pk)

    outcomes = at_once(
        (fresh, lambda row: mark_gap(row, paragraph, by=people.ana, start=6, end=11)),
        (fresh, lambda row: mark_gap(row, paragraph, by=people.tomas, start=19, end=25)),
    )
    assert outcomes == [None, None]
    check(article)


def test_what_does_not_clash_is_all_done(people):
    article = taken_in(people.ana)
    acts = [(reading(article), flag(by)) for by in vars(people).values()]
    assert at_once(*acts) == [None] * 4
    assert last(article).seq == 5
    check(article)
