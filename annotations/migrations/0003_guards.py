"""The guards: plain SQL triggers, which no setting of the web role can lift.

Each refusal carries a constraint name, which ``annotations.refusals`` turns into a sentence.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION obelus_refuse(name text, message text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING MESSAGE = message, ERRCODE = 'check_violation', CONSTRAINT = name;
END $$;
"""

# Who wrote part of what would be approved. Runs as the owner: the web role cannot write this table at all.
CONTRIBUTE = """
CREATE FUNCTION obelus_contribute(statement bigint, person bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO annotations_contribution (statement_id, person_id)
  SELECT statement, person WHERE statement IS NOT NULL AND person IS NOT NULL
  ON CONFLICT DO NOTHING;
$$;
CREATE FUNCTION obelus_unite(source bigint, target bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO annotations_contribution (statement_id, person_id)
  SELECT target, person_id FROM annotations_contribution WHERE statement_id = source
  ON CONFLICT DO NOTHING;
$$;
REVOKE ALL ON FUNCTION obelus_contribute(bigint, bigint), obelus_unite(bigint, bigint) FROM PUBLIC;
"""

# Evidence changed: the statement's content is another, and whoever changed it has contributed.
TOUCH = """
CREATE FUNCTION obelus_touch() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.statement_id IS NOT NULL THEN
    PERFORM obelus_contribute(NEW.statement_id, coalesce(NEW.changed_by_id, NEW.created_by_id));
    UPDATE annotations_statement SET content_version = content_version + 1 WHERE id = NEW.statement_id;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.statement_id IS DISTINCT FROM NEW.statement_id AND OLD.statement_id IS NOT NULL THEN
    UPDATE annotations_statement SET content_version = content_version + 1 WHERE id = OLD.statement_id;
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION obelus_touch_passage() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM obelus_contribute(c.statement_id, coalesce(NEW.changed_by_id, NEW.created_by_id))
  FROM annotations_citation c WHERE c.passage_id = NEW.id AND c.withdrawn_at IS NULL;
  UPDATE annotations_statement s SET content_version = content_version + 1
  WHERE s.id IN (SELECT statement_id FROM annotations_citation WHERE passage_id = NEW.id AND withdrawn_at IS NULL);
  RETURN NULL;
END $$;
CREATE FUNCTION obelus_touch_source() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE annotations_statement s SET content_version = content_version + 1
  WHERE s.id IN (SELECT statement_id FROM annotations_citation WHERE source_id = NEW.id AND withdrawn_at IS NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER touch AFTER INSERT OR UPDATE ON annotations_citation
  FOR EACH ROW EXECUTE FUNCTION obelus_touch();
CREATE TRIGGER touch AFTER INSERT OR UPDATE ON annotations_counterpoint
  FOR EACH ROW EXECUTE FUNCTION obelus_touch();
CREATE TRIGGER touch AFTER INSERT OR UPDATE ON annotations_figure
  FOR EACH ROW EXECUTE FUNCTION obelus_touch();
CREATE TRIGGER touch AFTER UPDATE ON annotations_passage FOR EACH ROW
  WHEN ((OLD.text, OLD.locator, OLD.withdrawn_at) IS DISTINCT FROM (NEW.text, NEW.locator, NEW.withdrawn_at))
  EXECUTE FUNCTION obelus_touch_passage();
CREATE TRIGGER touch AFTER UPDATE ON annotations_source FOR EACH ROW
  WHEN ((OLD.url_key, OLD.doi_key, OLD.isbn_key, OLD.merged_into_id, OLD.withdrawn_at)
        IS DISTINCT FROM (NEW.url_key, NEW.doi_key, NEW.isbn_key, NEW.merged_into_id, NEW.withdrawn_at))
  EXECUTE FUNCTION obelus_touch_source();
"""

# The statement's own part of the content, and the two doors to "approved".
STATEMENT = """
CREATE FUNCTION obelus_statement_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.review_state IN ('approved', 'changed') THEN
      PERFORM obelus_refuse('statement_approved_by_decision', 'a new statement cannot be approved');
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.content_version < OLD.content_version THEN
    PERFORM obelus_refuse('statement_content_version_rises', 'content_version never falls');
  END IF;
  IF (NEW.text, NEW.claimant_id, NEW.claimant_unclear, NEW.plain, NEW.checked_said, NEW.checked_so,
      NEW.verification_id, NEW.status, NEW.same_as_id, NEW.one_origin_why)
     IS DISTINCT FROM
     (OLD.text, OLD.claimant_id, OLD.claimant_unclear, OLD.plain, OLD.checked_said, OLD.checked_so,
      OLD.verification_id, OLD.status, OLD.same_as_id, OLD.one_origin_why) THEN
    NEW.content_version := OLD.content_version + 1;
    PERFORM obelus_contribute(NEW.id, NEW.changed_by_id);
  END IF;
  IF NEW.content_version <> OLD.content_version AND NEW.review_state = 'approved' THEN
    NEW.review_state := 'changed';
  END IF;
  IF NEW.review_state = 'approved' AND OLD.review_state <> 'approved' AND NOT EXISTS (
    SELECT FROM annotations_decision d WHERE d.statement_id = NEW.id AND d.verdict = 'approve'
      AND d.withdrawn_at IS NULL AND d.content_version = NEW.content_version) THEN
    PERFORM obelus_refuse('statement_approved_by_decision', 'no approval of this content');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON annotations_statement
  FOR EACH ROW EXECUTE FUNCTION obelus_statement_guard();

CREATE FUNCTION obelus_statement_unite() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.split_from_id IS NOT NULL THEN
      PERFORM obelus_unite(NEW.split_from_id, NEW.id);
      PERFORM obelus_contribute(NEW.id, NEW.created_by_id);
    END IF;
  ELSIF NEW.merged_into_id IS NOT NULL AND OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id THEN
    PERFORM obelus_unite(NEW.id, NEW.merged_into_id);
    PERFORM obelus_contribute(NEW.merged_into_id, NEW.changed_by_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER unite AFTER INSERT OR UPDATE ON annotations_statement
  FOR EACH ROW EXECUTE FUNCTION obelus_statement_unite();
"""

# Four eyes: who approves has not contributed to what is approved, and approves what is there now.
DECISION = """
CREATE FUNCTION obelus_four_eyes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE seen integer;
BEGIN
  IF NEW.verdict <> 'approve' OR NEW.withdrawn_at IS NOT NULL THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL THEN RETURN NEW; END IF;
  IF NEW.created_by_id IS NULL THEN
    PERFORM obelus_refuse('decision_by_someone', 'a decision has a person');
  END IF;
  SELECT content_version INTO seen FROM annotations_statement WHERE id = NEW.statement_id FOR UPDATE;
  IF seen IS DISTINCT FROM NEW.content_version THEN
    PERFORM obelus_refuse('decision_content_seen', 'the content has changed');
  END IF;
  IF NEW.override_why = '' AND EXISTS (
    SELECT FROM annotations_contribution c
    WHERE c.statement_id = NEW.statement_id AND c.person_id = NEW.created_by_id) THEN
    PERFORM obelus_refuse('decision_four_eyes', 'the approver has contributed');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER four_eyes BEFORE INSERT OR UPDATE ON annotations_decision
  FOR EACH ROW EXECUTE FUNCTION obelus_four_eyes();
"""

# What is written once. The web role's rights say the same (annotations/rights.py); this holds for one-role set-ups.
APPEND_ONLY = """
CREATE FUNCTION obelus_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['withdrawn_at', 'version', 'changed_by_id'];
BEGIN
  IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - free) IS DISTINCT FROM (to_jsonb(OLD) - free) THEN
    PERFORM obelus_refuse(TG_TABLE_NAME || '_append_only', 'this row is written once');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON annotations_deed
  FOR EACH ROW EXECUTE FUNCTION obelus_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON annotations_verification
  FOR EACH ROW EXECUTE FUNCTION obelus_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON annotations_decision
  FOR EACH ROW EXECUTE FUNCTION obelus_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON annotations_contribution
  FOR EACH ROW EXECUTE FUNCTION obelus_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON annotations_edition
  FOR EACH ROW EXECUTE FUNCTION obelus_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON articles_scale
  FOR EACH ROW EXECUTE FUNCTION obelus_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON articles_blob
  FOR EACH ROW EXECUTE FUNCTION obelus_append_only();
"""

# A placement's quote is what stands at its place, at the end of every transaction.
QUOTE = """
CREATE FUNCTION obelus_quote() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM annotations_placement l JOIN articles_paragraph p ON p.id = l.paragraph_id
    WHERE l.id = NEW.id AND l.withdrawn_at IS NULL
      AND l.quote IS DISTINCT FROM substr(p.text, l.start + 1, l."end" - l.start)) THEN
    PERFORM obelus_refuse('placement_quote_stands', 'the quote is not at its place');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER quote AFTER INSERT OR UPDATE ON annotations_placement
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION obelus_quote();
CREATE FUNCTION obelus_text_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM obelus_refuse('paragraph_text_kept', 'the text of a paragraph is never rewritten');
  RETURN NULL;
END $$;
CREATE TRIGGER text_kept BEFORE UPDATE ON articles_paragraph FOR EACH ROW
  WHEN (OLD.text IS DISTINCT FROM NEW.text) EXECUTE FUNCTION obelus_text_kept();
"""

UNDO = """
DROP TRIGGER text_kept ON articles_paragraph;
DROP TRIGGER quote ON annotations_placement;
DROP TRIGGER append_only ON articles_blob;
DROP TRIGGER append_only ON articles_scale;
DROP TRIGGER append_only ON annotations_edition;
DROP TRIGGER append_only ON annotations_contribution;
DROP TRIGGER append_only ON annotations_decision;
DROP TRIGGER append_only ON annotations_verification;
DROP TRIGGER append_only ON annotations_deed;
DROP TRIGGER four_eyes ON annotations_decision;
DROP TRIGGER unite ON annotations_statement;
DROP TRIGGER guard ON annotations_statement;
DROP TRIGGER touch ON annotations_source;
DROP TRIGGER touch ON annotations_passage;
DROP TRIGGER touch ON annotations_figure;
DROP TRIGGER touch ON annotations_counterpoint;
DROP TRIGGER touch ON annotations_citation;
DROP FUNCTION obelus_text_kept(), obelus_quote(), obelus_append_only(), obelus_four_eyes(),
  obelus_statement_unite(), obelus_statement_guard(), obelus_touch_source(), obelus_touch_passage(),
  obelus_touch(), obelus_unite(bigint, bigint), obelus_contribute(bigint, bigint), obelus_refuse(text, text);
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0002_keys")]
    operations = [
        migrations.RunSQL(
            "\n".join((REFUSE, CONTRIBUTE, TOUCH, STATEMENT, DECISION, APPEND_ONLY, QUOTE)), UNDO
        )
    ]
