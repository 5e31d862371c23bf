"""Who typed what is approved has worked on it; a place ends within its paragraph; a key stays shut.

The passage that a citation shows, and the byline of what names nobody else, are part of what an approval covers.
"""

from django.db import migrations

# As 0003_guards has it, but for who first typed the passage.
TOUCH = """
CREATE OR REPLACE FUNCTION obelus_touch() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.statement_id IS NOT NULL THEN
    PERFORM obelus_contribute(NEW.statement_id, coalesce(NEW.changed_by_id, NEW.created_by_id));
{passage}    UPDATE annotations_statement SET content_version = content_version + 1 WHERE id = NEW.statement_id;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.statement_id IS DISTINCT FROM NEW.statement_id THEN
    PERFORM obelus_contribute_writers(NEW.statement_id, TG_TABLE_NAME, NEW.id) WHERE NEW.statement_id IS NOT NULL;
    UPDATE annotations_statement SET content_version = content_version + 1 WHERE id = OLD.statement_id;
  END IF;
  RETURN NULL;
END $$;
"""
PASSAGE = """    IF TG_TABLE_NAME = 'annotations_citation' THEN
      PERFORM obelus_contribute(NEW.statement_id, p.created_by_id)
      FROM annotations_passage p WHERE p.id = NEW.passage_id AND NEW.withdrawn_at IS NULL;
    END IF;
"""
# An export names who worked on a statement: what is there already has to come back from it to the same bytes.
TYPED = """
INSERT INTO annotations_contribution (statement_id, person_id)
SELECT DISTINCT c.statement_id, p.created_by_id
FROM annotations_citation c JOIN annotations_passage p ON p.id = c.passage_id
WHERE c.statement_id IS NOT NULL AND c.withdrawn_at IS NULL AND p.created_by_id IS NOT NULL
ON CONFLICT DO NOTHING;
"""

# Before a verdict is given nobody has read under which name.
BYLINE = """
CREATE FUNCTION obelus_touch_byline() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE said bigint[] := ARRAY(
  SELECT id FROM annotations_statement WHERE article_id = NEW.id AND withdrawn_at IS NULL
    AND claimant_id IS NULL AND NOT claimant_unclear AND verification_id IS NOT NULL);
BEGIN
  PERFORM obelus_contribute(statement, NEW.changed_by_id) FROM unnest(said) AS statement;
  UPDATE annotations_statement SET content_version = content_version + 1 WHERE id = ANY (said);
  RETURN NULL;
END $$;
CREATE TRIGGER touch AFTER UPDATE OF byline ON articles_article FOR EACH ROW
  WHEN (OLD.byline IS DISTINCT FROM NEW.byline) EXECUTE FUNCTION obelus_touch_byline();
"""
BYLINE_UNDO = """
DROP TRIGGER touch ON articles_article;
DROP FUNCTION obelus_touch_byline();
"""

# As 0013_keep_their_names has it, but for the end: "substr" stops at the end of the text without a word.
PLACE = """
CREATE OR REPLACE FUNCTION obelus_quote() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT * FROM annotations_placement WHERE id = NEW.id OFFSET 0) l
    JOIN articles_paragraph p ON p.id = l.paragraph_id
    WHERE l.withdrawn_at IS NULL
      AND (p.withdrawn_at IS NOT NULL OR l.quote IS DISTINCT FROM substr(p.text, l.start + 1, l."end" - l.start)
{length}           OR EXISTS (SELECT FROM annotations_statement s WHERE s.id = l.statement_id
                      AND s.withdrawn_at IS NULL AND s.text <> l.quote
                      AND l.revision_id = (SELECT revision_id FROM articles_article WHERE id = l.article_id)))
  ) THEN
    PERFORM obelus_refuse('placement_quote_stands', 'the quote is not at its place, or not what the statement says');
  END IF;
  RETURN NULL;
END $$;
"""
LENGTH = """           OR char_length(l.quote) <> l."end" - l.start
"""

# A key is one person's, for what it was made for; nobody's membership becomes one of another desk, or person.
KEYS = """
CREATE FUNCTION obelus_stays_shut() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM obelus_refuse('token_stays_shut', 'a withdrawn key opens nothing again');
  RETURN NULL;
END $$;
CREATE TRIGGER shut BEFORE UPDATE OF withdrawn_at ON annotations_apitoken FOR EACH ROW
  WHEN (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at)
  EXECUTE FUNCTION obelus_stays_shut();
"""
KEYS_UNDO = """
DROP TRIGGER shut ON annotations_apitoken;
DROP FUNCTION obelus_stays_shut();
"""


def same_row(table: str, names: str) -> str:
    unlike = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in names.split())
    return f"""
CREATE TRIGGER same_row BEFORE UPDATE OF {names.replace(" ", ", ")} ON {table} FOR EACH ROW
  WHEN ({unlike}) EXECUTE FUNCTION obelus_same_row();
"""


TOKEN = "id uid desk_id created_by_id created_at"
MEMBER = "id desk_id person_id"
OFF = "DROP TRIGGER same_row ON {};"
TOKEN_OFF, MEMBER_OFF = OFF.format("annotations_apitoken"), OFF.format("articles_membership")
TOKEN_ON = same_row("annotations_apitoken", f"{TOKEN} person_id secret_hash scopes expires_at")

# Whether one statement leans on another, by way of others too. What shows another's verdict leans as that one does.
LEANS = """
CREATE FUNCTION obelus_leans_on(one bigint, other bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  WITH RECURSIVE reached (id) AS (
    SELECT coalesce(same_as_id, id) FROM annotations_statement WHERE id = one
    UNION
    SELECT coalesce(b.same_as_id, b.id) FROM reached r
    CROSS JOIN LATERAL (SELECT r.id UNION ALL SELECT s.id FROM annotations_statement s WHERE s.same_as_id = r.id) a
    JOIN annotations_relation l ON l.a_id = a.id AND l.kind = 'leans_on' AND l.withdrawn_at IS NULL
    JOIN annotations_statement b ON b.id = l.b_id
  )
  SELECT EXISTS (
    SELECT FROM reached r JOIN annotations_statement o ON o.id = other AND r.id = coalesce(o.same_as_id, o.id)
    WHERE r.id <> (SELECT coalesce(same_as_id, id) FROM annotations_statement WHERE id = one));
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0017_lists_of_a_large_desk")]
    operations = [
        migrations.RunSQL(TOUCH.format(passage=PASSAGE), TOUCH.format(passage="")),
        migrations.RunSQL(TYPED, migrations.RunSQL.noop),
        migrations.RunSQL(BYLINE, BYLINE_UNDO),
        migrations.RunSQL(PLACE.format(length=LENGTH), PLACE.format(length="")),
        migrations.RunSQL(KEYS, KEYS_UNDO),
        migrations.RunSQL(TOKEN_OFF + TOKEN_ON, TOKEN_OFF + same_row("annotations_apitoken", TOKEN)),
        migrations.RunSQL(same_row("articles_membership", MEMBER), MEMBER_OFF),
        migrations.RunSQL(LEANS, "DROP FUNCTION obelus_leans_on(bigint, bigint);"),
    ]
