"""What must hold of an article whatever was done to it, each said by a plain look at the rows."""

from collections import defaultdict
from itertools import pairwise

from django.apps import apps

from annotations.canon import content_hash
from annotations.models import (
    Citation,
    Contribution,
    Counterpoint,
    Decision,
    Deed,
    Flag,
    FlagOutcome,
    Placement,
    Relation,
    Statement,
    Tally,
    Verification,
)
from annotations.models.statement import CONTENT
from annotations.models.verification import ADVERSE
from annotations.services.cutting import ATTACHED
from annotations.services.deed import as_json
from annotations.services.verifying import fits, lacking
from articles.models import Article, Paragraph
from articles.sentences import words

EVIDENCE = {"annotations.citation", "annotations.counterpoint", "annotations.figure"}


def uids(article: Article) -> dict[str, dict]:
    """Every row's uid, table by table, with whether it stands or is withdrawn."""
    found = {}
    for model in (Statement, *ATTACHED, Relation, Decision):
        rows = model.objects.filter(article=article).values_list("uid", "withdrawn_at")
        found[model._meta.model_name] = {uid: withdrawn is None for uid, withdrawn in rows}
    return found


def live_statements(article: Article) -> list[Statement]:
    rows = Statement.objects.filter(article=article, withdrawn_at=None).order_by("reading_order")
    return list(rows.select_related("verification", "claimant", "same_as"))


def every_statement_stands_at_its_words(article: Article, live: list[Statement]) -> None:
    placed = Placement.objects.filter(article=article, withdrawn_at=None)
    rows = placed.select_related("paragraph", "statement")
    rows = sorted(rows, key=lambda row: (row.paragraph.position, row.start))
    for row in rows:
        text = row.paragraph.text[row.start : row.end]
        assert row.quote == row.statement.text == text == text.strip() != ""
        assert row.label == row.statement.label
        assert row.statement.words == words(text, row.paragraph.language)
        assert (row.revision_id, row.paragraph.revision_id) == (article.revision_id, article.revision_id)
        assert row.paragraph.withdrawn_at is None
        assert row.statement.left_out or not row.paragraph.left_out
        assert row.paragraph.left_out or not row.statement.left_out or row.statement.left_out_why
    for one, next_one in pairwise(rows):
        assert one.paragraph_id != next_one.paragraph_id or one.end <= next_one.start
    in_text = [row.statement_id for row in rows]
    assert in_text == [row.pk for row in live]
    labels = [row.label for row in rows]
    assert len(set(labels)) == len(labels)


def everything_hangs_on_what_stands(article: Article, live: list[Statement]) -> None:
    known = {row.pk for row in live}
    for model in ATTACHED:
        rows = model.objects.filter(article=article, withdrawn_at=None, statement__isnull=False)
        assert set(rows.values_list("statement_id", flat=True)) <= known
    for a, b in Relation.objects.filter(article=article, withdrawn_at=None).values_list("a_id", "b_id"):
        assert {a, b} <= known
    backing = Citation.objects.filter(article=article, withdrawn_at=None, counterpoint__isnull=False)
    for row in backing.select_related("counterpoint"):
        assert row.counterpoint.withdrawn_at is None
        assert row.counterpoint.statement_id == row.statement_id
    for flag in Flag.objects.filter(article=article, withdrawn_at=None):
        if target := flag.citation or flag.counterpoint:
            assert (target.withdrawn_at, target.statement_id) == (None, flag.statement_id)
        if flag.outcome == FlagOutcome.VERDICT_SAYS_SO:
            assert (flag.statement.same_as or flag.statement).status in ADVERSE
    for point in Counterpoint.objects.filter(article=article, withdrawn_at=None).exclude(target=None):
        assert (point.target.withdrawn_at, point.target.statement_id) == (None, point.statement_id)


def every_writer_is_a_contributor(article: Article, live: list[Statement]) -> None:
    """From the log: whoever changed the content of a statement, or of evidence that hangs on it now."""
    wrote = defaultdict(set)
    hangs = {
        name: dict(apps.get_model(name).objects.filter(article=article).values_list("pk", "statement_id"))
        for name in EVIDENCE
    }
    for deed in Deed.objects.filter(article=article).exclude(verb="take_in"):
        for row in deed.rows:
            if row["model"] in EVIDENCE:
                wrote[hangs[row["model"]][row["id"]]].add(deed.by_id)
            elif row["model"] == "annotations.statement" and CONTENT & row["after"].keys():
                wrote[row["id"]].add(deed.by_id)
    for verdict in Verification.objects.filter(statement__article=article):
        wrote[verdict.statement_id].add(verdict.created_by_id)
    known = defaultdict(set)
    for row in Contribution.objects.filter(statement__article=article):
        known[row.statement_id].add(row.person_id)
    for statement, people in wrote.items():
        assert statement is None or people <= known[statement]
    for row in Statement.objects.filter(article=article).exclude(split_from=None, merged_into=None):
        assert not row.split_from_id or known[row.pk] is not None
        assert not row.merged_into_id or known[row.pk] <= known[row.merged_into_id]
    for row in live:
        assert not row.same_as_id or known[row.pk] <= known[row.same_as_id]


def every_name_is_on_the_list(article: Article, live: list[Statement]) -> None:
    here = {"article": article, "withdrawn_at": None}
    assert not Statement.objects.filter(**here, claimant__withdrawn_at__isnull=False).exists()
    cited = Citation.objects.filter(**here)
    assert not cited.filter(source__withdrawn_at__isnull=False).exists()
    assert not cited.filter(source__merged_into__isnull=False).exists()


def every_approval_is_fresh_and_of_anothers_work(article: Article, live: list[Statement]) -> None:
    for row in live:
        if row.review_state != "approved":
            continue
        decisions = Decision.objects.filter(statement=row, ruling="approve", withdrawn_at=None)
        standing = [d for d in decisions if d.content_version == row.content_version]
        assert standing
        wrote = set(Contribution.objects.filter(statement=row).values_list("person_id", flat=True))
        for decision in standing:
            assert bytes(decision.content_hash) == content_hash(row)
            assert decision.override_why or decision.created_by_id not in wrote
        shown_at = {other.pk for other in live if other.same_as_id == row.pk}
        later = Deed.objects.filter(article=article, at__gt=max(d.created_at for d in standing))
        rows = (moved for deed in later for moved in deed.rows if moved["model"] == "annotations.statement")
        assert not shown_at & {moved["id"] for moved in rows if CONTENT & moved["after"].keys()}


def every_status_is_that_of_its_verdict(article: Article, live: list[Statement]) -> None:
    for row in live:
        assert row.status == (row.verification.status if row.verification else "unchecked")
        assert row.verification is None or row.verification.withdrawn_at is None
        assert row.review_state not in ("ready", "approved", "changed") or row.verification
        assert row.review_state != "ready" or (fits(row) and not lacking(row))
        if row.same_as:
            assert row.verification is None and row.same_as.same_as_id is None
            assert row.same_as.withdrawn_at is None
            assert row.left_out or not row.same_as.left_out
    gone = Statement.objects.filter(article=article).exclude(withdrawn_at=None)
    assert not gone.exclude(same_as=None).exists()


def nothing_leans_on_its_own_verdict(article: Article, live: list[Statement]) -> None:
    whose = {row.pk: row.same_as_id or row.pk for row in live}
    for link in Relation.objects.filter(article=article, withdrawn_at=None, kind="leans_on"):
        assert whose[link.a_id] != whose[link.b_id]


def is_checked(row: Statement) -> bool:
    return row.status == "not_claim" or (row.status != "unchecked" and row.review_state != "open")


def every_count_is_right(article: Article, live: list[Statement]) -> None:
    counted = [row for row in live if not row.left_out]
    shown = {row.pk: row.same_as or row for row in live}  # a follower counts as its leader does
    done = [row for row in live if is_checked(shown[row.pk])]
    open_flags = Flag.objects.filter(article=article, withdrawn_at=None, closed_at=None)
    kept = Paragraph.objects.filter(revision=article.revision_id, withdrawn_at=None, left_out=False)
    standing = {"withdrawn_at": None, "paragraph__left_out": False}
    excused = [row for row in live if row.left_out_why and row.placements.filter(**standing).exists()]
    accounted = [row for row in counted if row in done] + [row for row in excused if row.left_out]
    tally = Tally.objects.get(article=article)
    assert tally.statements == len(counted)
    assert tally.checked == len([row for row in counted if row in done])
    assert tally.approved == len([row for row in counted if shown[row.pk].review_state == "approved"])
    assert tally.waiting == len([row for row in counted if row.review_state in ("ready", "changed")])
    assert tally.words == sum(words(paragraph.text, paragraph.language) for paragraph in kept)
    assert tally.accounted == sum(row.words for row in accounted)
    assert tally.open_flags == len(open_flags)
    assert tally.blocking == len([flag for flag in open_flags if flag.is_blocking])
    assert sum(tally.statuses.values()) == tally.statements


def the_log_has_no_gap(article: Article, live: list[Statement]) -> None:
    numbers = list(Deed.objects.filter(article=article).order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert Article.objects.values_list("seq", flat=True).get(pk=article.pk) == len(numbers)
    assert Tally.objects.values_list("seq", flat=True).get(article=article) == len(numbers)


PROMISES = (
    every_name_is_on_the_list,
    every_statement_stands_at_its_words,
    everything_hangs_on_what_stands,
    every_writer_is_a_contributor,
    every_approval_is_fresh_and_of_anothers_work,
    every_status_is_that_of_its_verdict,
    nothing_leans_on_its_own_verdict,
    every_count_is_right,
    the_log_has_no_gap,
)


def hold_every_promise(article: Article) -> None:
    """Each asks the database for itself, but for the live statements, which are read once for all."""
    live = live_statements(article)
    for promise in PROMISES:
        promise(article, live)


# What an undo cannot promise: an approval of other content, a verdict whose evidence is gone, work that was sent back
# for a flag that is settled since.
OUTDATED = {
    ("review_state", "approved", "changed"),
    ("review_state", "ready", "open"),
    ("review_state", "sent_back", "ready"),
    ("review_state", "sent_back", "open"),
}


def what_an_undo_put_back(undo: Deed) -> None:
    """Each row that the undone deed touched is as it was before it."""
    before: dict[tuple, dict] = {}
    for row in reversed(undo.undoes.rows):  # a row may be touched twice: the first "before" counts
        before[row["model"], row["id"]] = before.get((row["model"], row["id"]), {}) | row["before"]
    for (name, pk), values in before.items():
        model = apps.get_model(name)
        now = model._base_manager.get(pk=pk)
        for column, value in values.items():
            is_now = as_json(getattr(now, column))
            if column == "withdrawn_at":
                assert (is_now is None) == (value is None)
            elif column != "left_out" and (column, value, is_now) not in OUTDATED:
                assert is_now == value, (name, column)
