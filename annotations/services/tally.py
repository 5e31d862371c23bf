"""Recounts what the lists show of an article. A deed's line for the log goes with it, which spares a round trip."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from annotations.models import Deed, Status, Tally
from annotations.models.statement import NOT_FACTUAL, WAITING
from articles.models import Article


def _listed(codes: Iterable[str]) -> str:
    """Codes of ours as SQL lists them."""
    return ", ".join(f"'{code}'" for code in codes)


_STATUSES = ", ".join(f"'{status}', count(*) FILTER (WHERE shown = '{status}')" for status in Status.values)
# Asked for like this, ids tell the planner nothing: it keeps one plan for all articles. By their values it would plan
# anew each time in a small database, which takes four times as long as counting.
_ARTICLE, _REVISION = "(SELECT %(article_id)s::bigint)", "(SELECT %(revision_id)s::bigint)"
# What follows another statement is shown with its verdict, so it counts as that does; it waits for no editor itself.
# What is left out shows none. Each row is looked at once, which "OFFSET 0" holds the planner to.
# Checked is what has a verdict that is not to do: one that lacks its reason or its evidence, or was given for other
# words, is no answer yet. What is said to be no claim lacks nothing.
# Coverage: words of kept paragraphs, and of those the ones in a statement that is checked or left out with a reason.
# What waited before is read from the row as it was: a statement does not see what it writes itself.
_COUNTED = f"""
counted AS (
SELECT s.statements, s.checked, s.approved, s.waiting, p.words, s.accounted, f.open_flags, f.blocking, s.statuses,
       s.opinions
FROM (
  SELECT count(shown) AS statements,
         count(*) FILTER (WHERE is_checked) AS checked,
         count(*) FILTER (WHERE stands = 'approved') AS approved,
         count(*) FILTER (WHERE is_waiting) AS waiting,
         count(*) FILTER (WHERE is_opinion) AS opinions,
         coalesce(sum(words) FILTER (WHERE is_checked OR is_excused), 0) AS accounted,
         jsonb_build_object({_STATUSES}) AS statuses
  FROM (
    SELECT *, shown = 'not_claim' OR shown <> 'unchecked' AND stands <> 'open' AS is_checked FROM (
      SELECT words,
             CASE WHEN left_out THEN NULL WHEN same_as_id IS NULL THEN status ELSE (
               SELECT l.status FROM annotations_statement l WHERE l.id = live.same_as_id) END AS shown,
             CASE WHEN left_out THEN NULL WHEN same_as_id IS NULL THEN review_state ELSE (
               SELECT l.review_state FROM annotations_statement l WHERE l.id = live.same_as_id) END AS stands,
             NOT left_out AND review_state IN ({_listed(WAITING)}) AS is_waiting,
             NOT (left_out OR kind_confirmed) AND kind IN ({_listed(NOT_FACTUAL)}) AS is_opinion,
             left_out AND left_out_why <> '' AND id NOT IN (
               SELECT l.statement_id FROM articles_paragraph p JOIN annotations_placement l ON l.paragraph_id = p.id
               WHERE p.revision_id = {_REVISION} AND p.left_out AND l.withdrawn_at IS NULL) AS is_excused
      FROM annotations_statement live WHERE article_id = {_ARTICLE} AND withdrawn_at IS NULL OFFSET 0
    ) AS live
  ) AS judged
) AS s, (
  SELECT coalesce(sum(words), 0) AS words FROM articles_paragraph
  WHERE revision_id = {_REVISION} AND withdrawn_at IS NULL AND NOT left_out
) AS p, (
  SELECT count(*) AS open_flags, count(*) FILTER (WHERE is_blocking) AS blocking FROM annotations_flag
  WHERE article_id = {_ARTICLE} AND closed_at IS NULL AND withdrawn_at IS NULL
) AS f
), stored AS (
INSERT INTO annotations_tally
  (article_id, desk_id, seq, changed_at, statements, checked, approved, waiting, words, accounted, open_flags,
   blocking, statuses)
SELECT %(article_id)s, %(desk_id)s, %(seq)s, %(at)s, statements, checked, approved, waiting, words, accounted,
       open_flags, blocking, statuses
FROM counted
ON CONFLICT (article_id) DO UPDATE SET
  seq = excluded.seq, changed_at = excluded.changed_at, statements = excluded.statements, checked = excluded.checked,
  approved = excluded.approved, waiting = excluded.waiting, words = excluded.words, accounted = excluded.accounted,
  open_flags = excluded.open_flags, blocking = excluded.blocking, statuses = excluded.statuses
)
SELECT statements, checked, approved, waiting, words, accounted, open_flags, blocking, statuses, opinions,
       coalesce((SELECT waiting FROM annotations_tally WHERE article_id = {_ARTICLE}), 0),
       (SELECT role FROM articles_membership WHERE desk_id = %(desk_id)s AND person_id = %(by_id)s)
FROM counted
"""
_LOGGED = [field.attname for field in Deed._meta.fields if not field.primary_key]
_LOG = f"""
logged AS (
INSERT INTO annotations_deed ({", ".join(_LOGGED)}) VALUES ({", ".join(f"%({name})s" for name in _LOGGED)})
)"""
_RECOUNT, _LOG_AND_RECOUNT = f"WITH {_COUNTED}", f"WITH {_LOG}, {_COUNTED}"
_COUNTS = "statements checked approved waiting words accounted open_flags blocking".split()


def recount(article: Article, seq: int) -> Tally:
    """Count the article's live rows anew, as of the deed ``seq``, and cache the row on ``article.tally``."""
    at = Deed.objects.values_list("at", flat=True).get(article=article, seq=seq)
    _recount(article, _RECOUNT, {"seq": seq, "by_id": None, "at": at})
    return article.tally


def log_and_recount(article: Article, line: Deed) -> str | None:
    """The same, and write ``line``, which has no id yet, into the log of the article.

    Returns the role that its person has at the desk by now, behind the article's lock; None for who has none.
    """
    values = {name: getattr(line, name) for name in _LOGGED}
    return _recount(article, _LOG_AND_RECOUNT, values | {"rows": Jsonb(line.rows)})


def _recount(article: Article, sql: str, values: dict[str, Any]) -> str | None:
    ids = {"article_id": article.pk, "desk_id": article.desk_id, "revision_id": article.revision_id}
    with connection.cursor() as cursor:
        cursor.execute(sql, values | ids)
        *counts, statuses, opinions, waited, role = cursor.fetchone()
    article.tally = Tally(
        article_id=article.pk,
        desk_id=article.desk_id,
        seq=values["seq"],
        changed_at=values["at"],
        statuses=json.loads(statuses),
        **dict(zip(_COUNTS, counts, strict=True)),
    )
    article.tally.opinions, article.tally.waited = opinions, waited
    return role and str(role)
