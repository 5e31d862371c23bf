"""Whatever is done by whomever in whatever order: nothing is lost, nothing looks approved that is not,
the article comes back from its export."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from annotations.importing import rebuild
from annotations.models import Citation, Deed
from annotations.refusals import Refused, in_words
from annotations.services.cutting import WHAT_IS_CITED
from articles.models import Article, Desk
from tests.annotations.acting import ACTS, KEEPING, Move, NothingThere
from tests.annotations.attack import settle
from tests.annotations.importing.test_round_trip import exported
from tests.annotations.promises import hold_every_promise, uids, what_an_undo_put_back
from tests.cast import taken_in

PEOPLE = ("ana", "tomas", "rosa", "viktor")
NUMBER = st.integers(0, 5) | st.integers(0, 400)  # small ones meet at the same rows
OFTEN = ["support", "approve", "undo", "undo", "split", "merge"]
MOVE = st.tuples(st.sampled_from([*ACTS, *OFTEN]), st.sampled_from(PEOPLE), NUMBER, NUMBER, NUMBER)


def newest(article: Article) -> Deed:
    return Deed.objects.filter(article=article).order_by("-seq").select_related("undoes")[0]


def act(article: Article, name: str, by, *numbers: int) -> bool:
    """Whether it was done. A refusal is an answer too; anything else that is raised fails the test."""
    try:
        with in_words(), transaction.atomic():
            ACTS[name](Move(article, by, *numbers))
            settle()
    except (Refused, ValidationError, NothingThere):
        return False
    return True


def is_said_by_another(uid) -> bool:
    """Whether a citation that is gone stands there once more, word for word."""
    cited = Citation.objects.get(uid=uid)
    same = {name: getattr(cited, name) for name in ("statement_id", *WHAT_IS_CITED)}
    return Citation.objects.filter(withdrawn_at=None, counterpoint=None, **same).exists()


def keep_promises(article: Article, moves, people) -> list[str]:
    """Do the moves; after each, look at everything. Returns the names of those that were done."""
    done, after = [], uids(article)
    for name, who, *numbers in moves:
        before, seq = after, newest(article).seq
        happened = act(article, name, people[who], *numbers)
        article = Article.objects.get(pk=article.pk)
        last = newest(article)
        assert happened or last.seq == seq
        after = uids(article)
        for table, known in after.items():
            assert known.keys() >= before[table].keys()
        if name in KEEPING:
            for table, known in after.items():
                gone = {uid for uid, stood in before[table].items() if stood and not known[uid]}
                if name == "merge" and table == "citation":
                    gone = {uid for uid in gone if not is_said_by_another(uid)}
                assert not gone or (name == "merge" and table in ("statement", "relation")), (table, gone)
        if name == "undo" and last.seq > seq:
            what_an_undo_put_back(last)
        hold_every_promise(article)
        if happened:
            done.append(name)
    return done


@settings(
    max_examples=16,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # shrinking would take minutes, since each move is a transaction
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(moves=st.lists(MOVE, min_size=12, max_size=24))
@pytest.mark.django_db
def test_any_sequence_keeps_every_promise(moves, ana, tomas, rosa, viktor):
    people = {"ana": ana, "tomas": tomas, "rosa": rosa, "viktor": viktor}
    with transaction.atomic():
        article = taken_in(ana)
        keep_promises(article, moves, people)
        first = exported(Article.objects.get(pk=article.pk))
        elsewhere = Desk.objects.create(slug="empty", name="Empty desk")
        assert exported(rebuild(first, desk=elsewhere)) == first
        transaction.set_rollback(True)
