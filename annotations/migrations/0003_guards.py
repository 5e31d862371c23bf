"""The guards: plain SQL triggers, which no setting of the web role can lift.

Each refusal carries a constraint name, which ``annotations.refusals`` turns into a sentence.
"""

from django.db import migrations

HANGING = "citation counterpoint figure flag negativesearch dismissal note query".split()

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
-- Everyone who ever wrote in a row: it brings them along when it moves to another statement.
CREATE FUNCTION obelus_contribute_writers(statement bigint, kept text, row_id bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  EXECUTE format(
    'INSERT INTO annotations_contribution (statement_id, person_id)
     SELECT $1, person FROM (SELECT unnest(ARRAY[created_by_id, changed_by_id]) FROM %I WHERE id = $2
                             UNION SELECT changed_by_id FROM %I WHERE pgh_obj_id = $2) AS wrote (person)
     WHERE person IS NOT NULL ON CONFLICT DO NOTHING', kept, kept || 'event') USING statement, row_id;
END $$;
CREATE FUNCTION obelus_unite(source bigint, target bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO annotations_contribution (statement_id, person_id)
  SELECT target, person_id FROM annotations_contribution WHERE statement_id = source
  ON CONFLICT DO NOTHING;
$$;
REVOKE ALL ON FUNCTION obelus_contribute(bigint, bigint), obelus_contribute_writers(bigint, text, bigint),
  obelus_unite(bigint, bigint) FROM PUBLIC;
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
  IF TG_OP = 'UPDATE' AND OLD.statement_id IS DISTINCT FROM NEW.statement_id THEN
    PERFORM obelus_contribute_writers(NEW.statement_id, TG_TABLE_NAME, NEW.id) WHERE NEW.statement_id IS NOT NULL;
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
  PERFORM obelus_contribute(c.statement_id, coalesce(NEW.changed_by_id, NEW.created_by_id))
  FROM annotations_citation c WHERE c.source_id = NEW.id AND c.withdrawn_at IS NULL;
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

# The statement's own part of the content, and the two doors to "approved". What hangs on a statement keeps it in the
# text: else a verdict or a citation would go out of sight with it.
STATEMENT = """
CREATE FUNCTION obelus_is_worked_on(s annotations_statement) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.verification_id IS NOT NULL OR s.same_as_id IS NOT NULL
    OR EXISTS (SELECT FROM annotations_statement WHERE same_as_id = s.id AND withdrawn_at IS NULL)
    OR EXISTS (SELECT FROM annotations_citation WHERE statement_id = s.id AND withdrawn_at IS NULL)
    OR EXISTS (SELECT FROM annotations_counterpoint WHERE statement_id = s.id AND withdrawn_at IS NULL)
    OR EXISTS (SELECT FROM annotations_figure WHERE statement_id = s.id AND withdrawn_at IS NULL)
    OR EXISTS (SELECT FROM annotations_flag WHERE statement_id = s.id AND withdrawn_at IS NULL)
    OR EXISTS (SELECT FROM annotations_negativesearch WHERE statement_id = s.id AND withdrawn_at IS NULL)
    OR EXISTS (SELECT FROM annotations_dismissal WHERE statement_id = s.id AND withdrawn_at IS NULL)
    OR EXISTS (SELECT FROM annotations_note WHERE statement_id = s.id AND withdrawn_at IS NULL)
    OR EXISTS (SELECT FROM annotations_query WHERE statement_id = s.id AND withdrawn_at IS NULL)
    OR EXISTS (SELECT FROM annotations_relation WHERE s.id IN (a_id, b_id) AND withdrawn_at IS NULL);
$$;
CREATE FUNCTION obelus_statement_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS NULL AND obelus_is_worked_on(NEW) THEN
    PERFORM obelus_refuse('statement_carries_nothing', 'something hangs on this statement');
  END IF;
  IF NEW.same_as_id IS DISTINCT FROM OLD.same_as_id AND (
    EXISTS (SELECT FROM annotations_statement WHERE id = NEW.same_as_id
            AND (same_as_id IS NOT NULL OR withdrawn_at IS NOT NULL))
    OR NEW.same_as_id IS NOT NULL AND EXISTS (
      SELECT FROM annotations_statement WHERE same_as_id = NEW.id AND withdrawn_at IS NULL)) THEN
    PERFORM obelus_refuse('statement_follows_a_leader', 'the leader follows another, or the follower leads');
  END IF;
  IF (NEW.status, NEW.verification_id) IS DISTINCT FROM (OLD.status, OLD.verification_id)
     AND NEW.status <> coalesce(
       (SELECT status FROM annotations_verification WHERE id = NEW.verification_id), 'unchecked') THEN
    PERFORM obelus_refuse('statement_status_of_verdict', 'the status is not that of the verdict in force');
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
CREATE TRIGGER guard BEFORE UPDATE ON annotations_statement
  FOR EACH ROW EXECUTE FUNCTION obelus_statement_guard();
CREATE FUNCTION obelus_statement_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM obelus_refuse('statement_approved_by_decision', 'a new statement has no decision, no verdict');
  RETURN NULL;
END $$;
CREATE TRIGGER fresh BEFORE INSERT ON annotations_statement FOR EACH ROW
  WHEN (NEW.review_state IN ('approved', 'changed') OR NEW.status <> 'unchecked' OR NEW.verification_id IS NOT NULL)
  EXECUTE FUNCTION obelus_statement_new();

-- A part of a split has the contributors of the whole. Deed 1 takes a text in, cut by rules; whoever marks a statement
-- later has chosen its words.
CREATE FUNCTION obelus_statements_made() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO annotations_contribution (statement_id, person_id)
  SELECT m.id, c.person_id FROM made m JOIN annotations_contribution c ON c.statement_id = m.split_from_id
  UNION
  SELECT m.id, m.created_by_id FROM made m JOIN articles_article a ON a.id = m.article_id
  WHERE a.seq > 1 AND m.created_by_id IS NOT NULL
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER made AFTER INSERT ON annotations_statement REFERENCING NEW TABLE AS made
  FOR EACH STATEMENT EXECUTE FUNCTION obelus_statements_made();
CREATE FUNCTION obelus_statement_unite() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM obelus_unite(NEW.id, NEW.merged_into_id);
  PERFORM obelus_contribute(NEW.merged_into_id, NEW.changed_by_id);
  RETURN NULL;
END $$;
CREATE TRIGGER unite AFTER UPDATE ON annotations_statement FOR EACH ROW
  WHEN (NEW.merged_into_id IS NOT NULL AND OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id)
  EXECUTE FUNCTION obelus_statement_unite();
"""

# What hangs on a statement hangs on one that stands in the text.
LIVE = """
CREATE FUNCTION obelus_on_live() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM annotations_statement WHERE id = NEW.statement_id AND withdrawn_at IS NOT NULL) THEN
    PERFORM obelus_refuse('statement_is_live', 'the statement was withdrawn');
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION obelus_relation_on_live() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM annotations_statement WHERE id IN (NEW.a_id, NEW.b_id) AND withdrawn_at IS NOT NULL) THEN
    PERFORM obelus_refuse('statement_is_live', 'the statement was withdrawn');
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION obelus_citation_of_live() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM annotations_counterpoint WHERE id = NEW.counterpoint_id
             AND (withdrawn_at IS NOT NULL OR NEW.statement_id IS NULL AND statement_id IS NOT NULL)) THEN
    PERFORM obelus_refuse('citation_of_live_counterpoint', 'the counterpoint was withdrawn, or is of a statement');
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION obelus_counterpoint_bare() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM annotations_citation WHERE counterpoint_id = NEW.id AND withdrawn_at IS NULL) THEN
    PERFORM obelus_refuse('counterpoint_carries_nothing', 'citations stand for this counterpoint');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER of_live AFTER INSERT OR UPDATE OF withdrawn_at, counterpoint_id, statement_id ON annotations_citation
  FOR EACH ROW WHEN (NEW.counterpoint_id IS NOT NULL AND NEW.withdrawn_at IS NULL)
  EXECUTE FUNCTION obelus_citation_of_live();
CREATE TRIGGER bare AFTER UPDATE OF withdrawn_at ON annotations_counterpoint FOR EACH ROW
  WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL) EXECUTE FUNCTION obelus_counterpoint_bare();
CREATE TRIGGER on_live AFTER INSERT OR UPDATE OF a_id, b_id, withdrawn_at ON annotations_relation
  FOR EACH ROW WHEN (NEW.withdrawn_at IS NULL) EXECUTE FUNCTION obelus_relation_on_live();
""" + "".join(
    f"""
CREATE TRIGGER on_live AFTER INSERT OR UPDATE OF statement_id, withdrawn_at ON annotations_{table}
  FOR EACH ROW WHEN (NEW.statement_id IS NOT NULL AND NEW.withdrawn_at IS NULL) EXECUTE FUNCTION obelus_on_live();
"""
    for table in HANGING
)

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
CREATE FUNCTION obelus_approval_gone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE annotations_statement s SET review_state = 'changed'
  WHERE s.id = NEW.statement_id AND s.review_state = 'approved' AND NOT EXISTS (
    SELECT FROM annotations_decision d WHERE d.statement_id = s.id AND d.verdict = 'approve'
      AND d.withdrawn_at IS NULL AND d.content_version = s.content_version);
  RETURN NULL;
END $$;
CREATE TRIGGER gone AFTER UPDATE OF withdrawn_at ON annotations_decision FOR EACH ROW
  WHEN (NEW.withdrawn_at IS NOT NULL) EXECUTE FUNCTION obelus_approval_gone();
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
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON annotations_sealedcopy
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
      AND (p.withdrawn_at IS NOT NULL OR l.quote IS DISTINCT FROM substr(p.text, l.start + 1, l."end" - l.start))
  ) THEN
    PERFORM obelus_refuse('placement_quote_stands', 'the quote is not at its place');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER quote AFTER INSERT OR UPDATE ON annotations_placement
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION obelus_quote();
CREATE FUNCTION obelus_paragraph_empty() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM annotations_placement l JOIN articles_paragraph p ON p.id = l.paragraph_id
             WHERE p.id = NEW.id AND p.withdrawn_at IS NOT NULL AND l.withdrawn_at IS NULL) THEN
    PERFORM obelus_refuse('paragraph_carries_nothing', 'statements stand in this paragraph');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER empty AFTER UPDATE ON articles_paragraph DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL) EXECUTE FUNCTION obelus_paragraph_empty();
CREATE FUNCTION obelus_text_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM obelus_refuse('paragraph_text_kept', 'the text of a paragraph is never rewritten');
  RETURN NULL;
END $$;
CREATE TRIGGER text_kept BEFORE UPDATE ON articles_paragraph FOR EACH ROW
  WHEN (OLD.text IS DISTINCT FROM NEW.text) EXECUTE FUNCTION obelus_text_kept();
"""

# Deeds of an article are numbered without a gap, under its lock.
NUMBERS = """
CREATE FUNCTION obelus_deed_numbered() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.seq IS DISTINCT FROM (SELECT seq FROM articles_article WHERE id = NEW.article_id FOR NO KEY UPDATE) THEN
    PERFORM obelus_refuse('deed_seq_of_article', 'not the number that the article gave');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER numbered BEFORE INSERT ON annotations_deed FOR EACH ROW EXECUTE FUNCTION obelus_deed_numbered();
CREATE FUNCTION obelus_seq_rises() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM obelus_refuse('article_seq_rises', 'the number of the last deed never falls');
  RETURN NULL;
END $$;
CREATE TRIGGER seq_rises BEFORE UPDATE OF seq ON articles_article FOR EACH ROW
  WHEN (NEW.seq < OLD.seq) EXECUTE FUNCTION obelus_seq_rises();
"""

UNDO = """
DROP TRIGGER seq_rises ON articles_article;
DROP TRIGGER numbered ON annotations_deed;
DROP TRIGGER empty ON articles_paragraph;
DROP TRIGGER gone ON annotations_decision;
DROP TRIGGER bare ON annotations_counterpoint;
DROP TRIGGER of_live ON annotations_citation;
DROP TRIGGER on_live ON annotations_relation;
DROP TRIGGER text_kept ON articles_paragraph;
DROP TRIGGER quote ON annotations_placement;
DROP TRIGGER append_only ON articles_blob;
DROP TRIGGER append_only ON articles_scale;
DROP TRIGGER append_only ON annotations_sealedcopy;
DROP TRIGGER append_only ON annotations_edition;
DROP TRIGGER append_only ON annotations_contribution;
DROP TRIGGER append_only ON annotations_decision;
DROP TRIGGER append_only ON annotations_verification;
DROP TRIGGER append_only ON annotations_deed;
DROP TRIGGER four_eyes ON annotations_decision;
DROP TRIGGER unite ON annotations_statement;
DROP TRIGGER made ON annotations_statement;
DROP TRIGGER fresh ON annotations_statement;
DROP TRIGGER guard ON annotations_statement;
DROP TRIGGER touch ON annotations_source;
DROP TRIGGER touch ON annotations_passage;
DROP TRIGGER touch ON annotations_figure;
DROP TRIGGER touch ON annotations_counterpoint;
DROP TRIGGER touch ON annotations_citation;
DROP FUNCTION obelus_seq_rises(), obelus_deed_numbered(), obelus_paragraph_empty(), obelus_text_kept(),
  obelus_quote(), obelus_append_only(), obelus_approval_gone(), obelus_four_eyes(), obelus_counterpoint_bare(),
  obelus_citation_of_live(), obelus_relation_on_live(), obelus_on_live(), obelus_statement_unite(),
  obelus_statements_made(), obelus_statement_new(), obelus_statement_guard(), obelus_is_worked_on(annotations_statement), obelus_touch_source(),
  obelus_touch_passage(), obelus_touch(), obelus_unite(bigint, bigint),
  obelus_contribute_writers(bigint, text, bigint), obelus_contribute(bigint, bigint), obelus_refuse(text, text);
"""
UNDO = "".join(f"DROP TRIGGER on_live ON annotations_{table};\n" for table in HANGING) + UNDO


class Migration(migrations.Migration):
    dependencies = [("annotations", "0002_keys")]
    operations = [
        migrations.RunSQL(
            "\n".join((REFUSE, CONTRIBUTE, TOUCH, STATEMENT, LIVE, DECISION, APPEND_ONLY, QUOTE, NUMBERS)),
            UNDO,
        )
    ]
