"""What is done to a statement that shows another's verdict is done to what was approved there; guards made whole.

An approval covers the places where its verdict is shown: with their words, who says them, their evidence, and everyone
who wrote of it. A statement stands in the text from the first, and a counterpoint takes its citations along.
"""

from django.db import migrations

FOLLOWERS = """
CREATE OR REPLACE FUNCTION obelus_said_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.same_as_id IS DISTINCT FROM OLD.same_as_id THEN
    PERFORM obelus_unite(NEW.id, NEW.same_as_id);
    PERFORM obelus_contribute(NEW.same_as_id, NEW.changed_by_id);
  END IF;
  UPDATE annotations_statement SET content_version = content_version + 1 WHERE id = NEW.same_as_id;
  RETURN NULL;
END $$;
DROP TRIGGER said_again ON annotations_statement;
CREATE TRIGGER said_again AFTER UPDATE ON annotations_statement FOR EACH ROW
  WHEN (NEW.same_as_id IS NOT NULL AND NEW.content_version <> OLD.content_version)
  EXECUTE FUNCTION obelus_said_again();
CREATE FUNCTION obelus_wrote_of_leader() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM obelus_contribute(same_as_id, NEW.person_id) FROM annotations_statement
  WHERE id = NEW.statement_id AND same_as_id IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER of_leader AFTER INSERT ON annotations_contribution
  FOR EACH ROW EXECUTE FUNCTION obelus_wrote_of_leader();
INSERT INTO annotations_contribution (statement_id, person_id)
SELECT DISTINCT s.same_as_id, c.person_id
FROM annotations_statement s JOIN annotations_contribution c ON c.statement_id = s.id
WHERE s.same_as_id IS NOT NULL AND s.withdrawn_at IS NULL
ON CONFLICT DO NOTHING;
"""
# As 0012_said_again has it.
FOLLOWERS_UNDO = """
DROP TRIGGER of_leader ON annotations_contribution;
DROP FUNCTION obelus_wrote_of_leader();
DROP TRIGGER said_again ON annotations_statement;
CREATE OR REPLACE FUNCTION obelus_said_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM obelus_contribute(NEW.same_as_id, NEW.changed_by_id);
  UPDATE annotations_statement SET content_version = content_version + 1 WHERE id = NEW.same_as_id;
  RETURN NULL;
END $$;
CREATE TRIGGER said_again AFTER UPDATE OF same_as_id ON annotations_statement FOR EACH ROW
  WHEN (NEW.same_as_id IS NOT NULL AND NEW.same_as_id IS DISTINCT FROM OLD.same_as_id)
  EXECUTE FUNCTION obelus_said_again();
"""

# As 0018_what_was_typed has it, but for what shows another's verdict.
BYLINE = """
CREATE OR REPLACE FUNCTION obelus_touch_byline() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE said bigint[] := ARRAY(
  SELECT id FROM annotations_statement WHERE article_id = NEW.id AND withdrawn_at IS NULL
    AND claimant_id IS NULL AND NOT claimant_unclear AND {judged});
BEGIN
  PERFORM obelus_contribute(statement, NEW.changed_by_id) FROM unnest(said) AS statement;
  UPDATE annotations_statement SET content_version = content_version + 1 WHERE id = ANY (said);
  RETURN NULL;
END $$;
"""
JUDGED = "(verification_id IS NOT NULL OR same_as_id IS NOT NULL)"
JUDGED_BEFORE = "verification_id IS NOT NULL"

# As 0003_guards has it; what shows another's verdict is decided on there, and blanks are no reason.
DECISION = """
CREATE OR REPLACE FUNCTION obelus_four_eyes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE seen integer;
{leader}BEGIN
  IF NEW.verdict <> 'approve' OR NEW.withdrawn_at IS NOT NULL THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL THEN RETURN NEW; END IF;
  IF NEW.created_by_id IS NULL THEN
    PERFORM obelus_refuse('decision_by_someone', 'a decision has a person');
  END IF;
{content}  IF seen IS DISTINCT FROM NEW.content_version THEN
    PERFORM obelus_refuse('decision_content_seen', 'the content has changed');
  END IF;
  IF {alone} AND EXISTS (
    SELECT FROM annotations_contribution c
    WHERE c.statement_id = NEW.statement_id AND c.person_id = NEW.created_by_id) THEN
    PERFORM obelus_refuse('decision_four_eyes', 'the approver has contributed');
  END IF;
  RETURN NEW;
END $$;
"""
DECISION_NOW = {
    "leader": "  leader bigint;\n",
    "content": """  SELECT content_version, same_as_id INTO seen, leader
  FROM annotations_statement WHERE id = NEW.statement_id FOR UPDATE;
  IF leader IS NOT NULL THEN
    PERFORM obelus_refuse('decision_on_leader', 'the verdict is another statement''s');
  END IF;
""",
    "alone": r"NEW.override_why !~ '\S'",
}
DECISION_BEFORE = {
    "leader": "",
    "content": "  SELECT content_version INTO seen FROM annotations_statement WHERE id = NEW.statement_id FOR UPDATE;\n",
    "alone": "NEW.override_why = ''",
}

# What was merged is gone, and what took it over is another content.
MERGED = """
CREATE OR REPLACE FUNCTION obelus_statement_unite() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.withdrawn_at IS NULL THEN
    PERFORM obelus_refuse('statement_merged_is_gone', 'what is merged into another stands no more');
  END IF;
  PERFORM obelus_unite(NEW.id, NEW.merged_into_id);
  PERFORM obelus_contribute(NEW.merged_into_id, NEW.changed_by_id);
  UPDATE annotations_statement SET content_version = content_version + 1 WHERE id = NEW.merged_into_id;
  RETURN NULL;
END $$;
"""
# As 0003_guards has it.
MERGED_UNDO = """
CREATE OR REPLACE FUNCTION obelus_statement_unite() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM obelus_unite(NEW.id, NEW.merged_into_id);
  PERFORM obelus_contribute(NEW.merged_into_id, NEW.changed_by_id);
  RETURN NULL;
END $$;
"""

PLACED = """
CREATE CONSTRAINT TRIGGER placed_at_first AFTER INSERT ON annotations_statement
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.withdrawn_at IS NULL)
  EXECUTE FUNCTION obelus_statement_placed();
DROP TRIGGER place_left ON annotations_placement;
CREATE CONSTRAINT TRIGGER place_left
  AFTER UPDATE OF withdrawn_at, statement_id, revision_id, paragraph_id, quote ON annotations_placement
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.withdrawn_at IS NULL AND (
    NEW.paragraph_id IS NULL OR (NEW.withdrawn_at, NEW.statement_id, NEW.revision_id)
      IS DISTINCT FROM (OLD.withdrawn_at, OLD.statement_id, OLD.revision_id)))
  EXECUTE FUNCTION obelus_place_left();
CREATE FUNCTION obelus_takes_citations() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM annotations_counterpoint p JOIN annotations_citation c ON c.counterpoint_id = p.id
             WHERE p.id = NEW.id AND c.withdrawn_at IS NULL AND c.statement_id IS DISTINCT FROM p.statement_id) THEN
    PERFORM obelus_refuse('counterpoint_takes_citations', 'its citations stand elsewhere');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER takes AFTER UPDATE OF statement_id ON annotations_counterpoint
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.statement_id IS DISTINCT FROM NEW.statement_id)
  EXECUTE FUNCTION obelus_takes_citations();
"""
PLACED_UNDO = """
DROP TRIGGER takes ON annotations_counterpoint;
DROP FUNCTION obelus_takes_citations();
DROP TRIGGER place_left ON annotations_placement;
CREATE CONSTRAINT TRIGGER place_left AFTER UPDATE OF withdrawn_at, statement_id, revision_id ON annotations_placement
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.withdrawn_at IS NULL)
  EXECUTE FUNCTION obelus_place_left();
DROP TRIGGER placed_at_first ON annotations_statement;
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0026_in_reading_order")]
    operations = [
        migrations.RunSQL(FOLLOWERS, FOLLOWERS_UNDO),
        migrations.RunSQL(BYLINE.format(judged=JUDGED), BYLINE.format(judged=JUDGED_BEFORE)),
        migrations.RunSQL(DECISION.format(**DECISION_NOW), DECISION.format(**DECISION_BEFORE)),
        migrations.RunSQL(MERGED, MERGED_UNDO),
        migrations.RunSQL(PLACED, PLACED_UNDO),
    ]
