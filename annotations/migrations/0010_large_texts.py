"""Keeps PostgreSQL from going through a text once for each of its statements, while it knows nothing of them yet.

In tables that are small, or unknown, two ways to a row look alike. One was to go through all live placements: a text of
5,000 statements took 25 million steps to commit, as many to be shown. So a placement's quote is looked up by id alone
(behind OFFSET 0 no index of live placements can be taken for it), and after a large text the tables are looked at
anew, which only their owner may ask for; autovacuum would come to it within minutes.
"""

from django.db import migrations

QUOTE = """
CREATE OR REPLACE FUNCTION obelus_quote() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT * FROM annotations_placement WHERE id = NEW.id OFFSET 0) l
    JOIN articles_paragraph p ON p.id = l.paragraph_id
    WHERE l.withdrawn_at IS NULL
      AND (p.withdrawn_at IS NOT NULL OR l.quote IS DISTINCT FROM substr(p.text, l.start + 1, l."end" - l.start))
  ) THEN
    PERFORM obelus_refuse('placement_quote_stands', 'the quote is not at its place');
  END IF;
  RETURN NULL;
END $$;
"""

# A tenth of a table, as autovacuum has it: less changes no plan.
LOOK = """
CREATE FUNCTION obelus_look_anew(added bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF added * 10 > (SELECT reltuples FROM pg_class WHERE oid = 'annotations_statement'::regclass) THEN
    ANALYZE articles_paragraph, annotations_statement, annotations_placement;
  END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0009_keys_of_addresses")]
    operations = [
        migrations.RunSQL(QUOTE, migrations.RunSQL.noop),
        migrations.RunSQL(LOOK, "DROP FUNCTION obelus_look_anew(bigint)"),
    ]
