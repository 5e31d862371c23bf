"""A number is found however its digits are grouped, by the rules of ``articles/spelling.py``; titles are folded anew."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

from articles.together import Together

UNGROUPED = r"""
CREATE FUNCTION obelus_ungrouped(words text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
DECLARE
  grouped text;
BEGIN
  -- Most texts have none: they pay for this alone.
  IF words !~ '[0-9][,.''٬، ][0-9]{3}' THEN
    RETURN words;
  END IF;
  -- By signs first, by spaces then: a number that has signs is whole, and a space beside it no part of it.
  FOREACH grouped IN ARRAY ARRAY[
    '(?<![0-9])(?:'
      '[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?:[.][0-9]{3})+|(?:''[0-9]{3})+|(?:٬[0-9]{3})+|(?:،[0-9]{3})+)'
      '|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3})(?![0-9])',
    '(?<![0-9])(?<![0-9][,.''٬،/:])[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9])'
  ] LOOP
    IF words ~ grouped THEN
      words := (
        SELECT string_agg(between || coalesce(translate(number[1], ',.''٬، ', ''), ''), '' ORDER BY place)
        FROM ROWS FROM (regexp_split_to_table(words, grouped), regexp_matches(words, grouped, 'g'))
          WITH ORDINALITY AS found(between, number, place)
      );
    END IF;
  END LOOP;
  RETURN words;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_who_changed_a_desk")]
    operations = [
        migrations.RunSQL(UNGROUPED, "DROP FUNCTION obelus_ungrouped(text)"),
        Together(
            [
                migrations.RemoveIndex(model_name="article", name="article_spelled_trgm"),
                migrations.RemoveField(model_name="article", name="spelled"),
                migrations.AddField(
                    model_name="article",
                    name="spelled",
                    field=models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(models.F("title"), function="obelus_spelled"),
                            function="obelus_ungrouped",
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                migrations.AddIndex(
                    model_name="article",
                    index=GinIndex(
                        fields=["spelled"], name="article_spelled_trgm", opclasses=["gin_trgm_ops"]
                    ),
                ),
            ]
        ),
    ]
