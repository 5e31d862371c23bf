"""Text as it is searched, by the rules of ``articles/spelling.py``; titles are kept in it beside what was written.

What the functions answer is stored and indexed: where a rule changes, the columns are to be made anew.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

LETTERS = r"""
CREATE FUNCTION obelus_letters(words text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
BEGIN
  IF octet_length(words) = char_length(words) THEN
    RETURN lower(words);
  END IF;
  words := replace(replace(lower(normalize(words, NFKD)), U&'\0438\0306', 'й'), U&'\0435\0308', 'е');
  -- "translate" goes through all its letters for each of the text: no text pays for the letters of another script.
  IF words ~ '[\u0600-\u06ff\u200c\u200d]' THEN
    words := translate(words, 'يىكڪٱةہھۀۃە', 'ییککاهههههه');
    words := regexp_replace(words,
      '[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200c\u200d]', '', 'g');
  END IF;
  IF words ~ '[\u0660-\u0669\u06f0-\u06f9\u0901\u0966-\u096f]' THEN
    words := translate(words, '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९ँ', '012345678901234567890123456789ं');
  END IF;
  IF words ~ '[øđłıςʼ‘’‛′“”„‟«»‐‑‒–—−]' THEN
    words := translate(words, 'øđłıςʼ‘’‛′“”„‟«»‐‑‒–—−', 'odliσ' || repeat('''', 5) || repeat('"', 6) || repeat('-', 6));
  END IF;
  RETURN replace(replace(replace(words, 'ß', 'ss'), 'œ', 'oe'), 'æ', 'ae');
END $$;
"""

SPELLED = r"""
CREATE FUNCTION obelus_spelled(words text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
BEGIN
  IF octet_length(words) = char_length(words) THEN
    RETURN lower(words);
  END IF;
  RETURN normalize(regexp_replace(public.obelus_letters(words), '[\u0300-\u036f\u093c]', '', 'g'), NFC);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_rules_in_words")]
    operations = [
        migrations.RunSQL(LETTERS, "DROP FUNCTION obelus_letters(text)"),
        migrations.RunSQL(SPELLED, "DROP FUNCTION obelus_spelled(text)"),
        migrations.AddField(
            model_name="article",
            name="spelled",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(models.F("title"), function="obelus_spelled"),
                output_field=models.TextField(),
            ),
        ),
        migrations.RemoveIndex(model_name="article", name="article_title_trgm"),
        migrations.AddIndex(
            model_name="article",
            index=GinIndex(fields=["spelled"], name="article_spelled_trgm", opclasses=["gin_trgm_ops"]),
        ),
    ]
