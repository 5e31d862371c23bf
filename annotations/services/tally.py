"""Recounts what the lists show of an article."""

import json
from collections.abc import Iterable

from django.db import connection

from annotations.models import Status, Tally
from annotations.models.statement import NOT_FACTUAL, WAITING
from articles.models import Article


def _listed(codes: Iterable[str]) -> str:
    """Codes of ours as SQL lists them."""
    return ", ".join(f"'{code}'" for code in codes)


_STATUSES = ", ".join(
    f"'{status}', count(*) FILTER (WHERE NOT left_out AND shown = '{status}')" for status in Status.values
)
# Asked for like this, ids tell the planner nothing: it keeps one plan for all articles. By their values it would plan
# anew each time in a small database, which takes four times as long as counting.
_ARTICLE, _REVISION = "(SELECT %(article)s::bigint)", "(SELECT %(revision)s::bigint)"
# What follows another statement is shown with its verdict, so it counts as that does; it waits for no editor itself.
# Coverage: words of kept paragraphs, and of those the ones in a statement that is checked or left out with a reason.
# What waited before is read from the row as it was: a statement does not see what it writes itself.
_RECOUNT = f"""
WITH counted AS (
SELECT s.statements, s.checked, s.approved, s.waiting, p.words, s.accounted, f.open_flags, f.blocking, s.statuses,
       s.opinions
FROM (
  SELECT count(*) FILTER (WHERE NOT left_out) AS statements,
         count(*) FILTER (WHERE NOT left_out AND shown <> 'unchecked') AS checked,
         count(*) FILTER (WHERE NOT left_out AND stands = 'approved') AS approved,
         count(*) FILTER (WHERE NOT left_out AND review_state IN ({_listed(WAITING)})) AS waiting,
         count(*) FILTER (WHERE NOT (left_out OR kind_confirmed) AND kind IN ({_listed(NOT_FACTUAL)})) AS opinions,
         coalesce(sum(words) FILTER (WHERE (shown <> 'unchecked' AND NOT left_out) OR excused), 0) AS accounted,
         jsonb_build_object({_STATUSES}) AS statuses
  FROM (
    SELECT *,
           CASE WHEN same_as_id IS NULL THEN status ELSE (
             SELECT l.status FROM annotations_statement l WHERE l.id = live.same_as_id) END AS shown,
           CASE WHEN same_as_id IS NULL THEN review_state ELSE (
             SELECT l.review_state FROM annotations_statement l WHERE l.id = live.same_as_id) END AS stands,
           left_out AND left_out_why <> '' AND id NOT IN (
             SELECT l.statement_id FROM articles_paragraph p JOIN annotations_placement l ON l.paragraph_id = p.id
             WHERE p.revision_id = {_REVISION} AND p.left_out AND l.withdrawn_at IS NULL) AS excused
    FROM annotations_statement live WHERE article_id = {_ARTICLE} AND withdrawn_at IS NULL
  ) AS live
) AS s, (
  SELECT coalesce(sum(words), 0) AS words FROM articles_paragraph
  WHERE revision_id = {_REVISION} AND withdrawn_at IS NULL AND NOT left_out
) AS p, (
  SELECT count(*) AS open_flags, count(*) FILTER (WHERE is_blocking) AS blocking FROM annotations_flag
  WHERE article_id = {_ARTICLE} AND closed_at IS NULL AND withdrawn_at IS NULL
) AS f
), stored AS (
INSERT INTO annotations_tally
  (article_id, desk_id, seq, statements, checked, approved, waiting, words, accounted, open_flags, blocking, statuses)
SELECT %(article)s, %(desk)s, %(seq)s, statements, checked, approved, waiting, words, accounted, open_flags, blocking,
       statuses
FROM counted
ON CONFLICT (article_id) DO UPDATE SET
  seq = excluded.seq, statements = excluded.statements, checked = excluded.checked, approved = excluded.approved,
  waiting = excluded.waiting, words = excluded.words, accounted = excluded.accounted,
  open_flags = excluded.open_flags, blocking = excluded.blocking, statuses = excluded.statuses
)
SELECT statements, checked, approved, waiting, words, accounted, open_flags, blocking, statuses, opinions,
       coalesce((SELECT waiting FROM annotations_tally WHERE article_id = {_ARTICLE}), 0)
FROM counted
"""
_COUNTS = "statements checked approved waiting words accounted open_flags blocking".split()


def recount(article: Article, seq: int) -> Tally:
    """Count the article's live rows anew, in one statement, and cache the row on ``article.tally``."""
    with connection.cursor() as cursor:
        cursor.execute(
            _RECOUNT,
            {"article": article.pk, "desk": article.desk_id, "revision": article.revision_id, "seq": seq},
        )
        *counts, statuses, opinions, waited = cursor.fetchone()
    article.tally = Tally(
        article_id=article.pk,
        desk_id=article.desk_id,
        seq=seq,
        statuses=json.loads(statuses),
        **dict(zip(_COUNTS, counts, strict=True)),
    )
    article.tally.opinions, article.tally.waited = opinions, waited
    return article.tally
