"""The words that the verdicts so far were given for: by the log, what stood there before the next change of them."""

from django.db import migrations

FILL = """
ALTER TABLE annotations_verification DISABLE TRIGGER append_only;
UPDATE annotations_verification v SET given_for = coalesce(
  (SELECT r -> 'before' ->> 'text'
   FROM annotations_deed d, jsonb_array_elements(d.rows) r
   WHERE d.article_id = s.article_id AND d.at > v.created_at
     AND d.rows @> jsonb_build_array(jsonb_build_object('model', 'annotations.statement', 'id', s.id))
     AND r ->> 'model' = 'annotations.statement' AND (r ->> 'id')::bigint = s.id AND r -> 'before' ? 'text'
   ORDER BY d.seq LIMIT 1),
  s.text)
FROM annotations_statement s WHERE s.id = v.statement_id;
ALTER TABLE annotations_verification ENABLE TRIGGER append_only;
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0015_given_for")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
