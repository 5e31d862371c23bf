"""When the articles so far were changed last: by the log, else when they were taken in."""

from django.db import migrations

FILL = """
UPDATE annotations_tally t SET changed_at = coalesce(
  (SELECT d.at FROM annotations_deed d WHERE d.article_id = a.id ORDER BY d.seq DESC LIMIT 1),
  a.created_at)
FROM articles_article a WHERE a.id = t.article_id
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0022_last_changed")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
