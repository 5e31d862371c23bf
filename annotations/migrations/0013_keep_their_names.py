"""Rows keep their names, statements their words, the log its numbers.

The keys wait for the end of a transaction, so two rows could exchange their ids, and with them their approvals, who
had worked on them, what is cited for them.
"""

from django.db import migrations

# table: what names its rows, says where they belong, who made them and when. Counts are made anew, the rest of the
# tables is append-only.
RECORD = "id uid desk_id created_by_id created_at"
NAMES = {
    **dict.fromkeys(
        "annotations_claimant annotations_source annotations_passage annotations_apitoken".split(), RECORD
    ),
    **dict.fromkeys("articles_article articles_invitation".split(), RECORD),
    **{
        f"annotations_{name}": f"{RECORD} article_id"
        for name in (
            "statement relation counterpoint citation flag figure negativesearch dismissal note query".split()
        )
    },
    "annotations_placement": "id desk_id article_id",
    "annotations_tally": "article_id desk_id",
    "articles_paragraph": "id",
    "articles_person": "id",
    "articles_desk": "id created_at",
}

SAME_ROW = """
CREATE FUNCTION obelus_same_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM obelus_refuse('row_keeps_its_name', 'a row keeps its id, its desk, who made it and when');
  RETURN NULL;
END $$;
""" + "".join(
    f"""
CREATE TRIGGER same_row BEFORE UPDATE OF {names.replace(" ", ", ")} ON {table} FOR EACH ROW
  WHEN ({" OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in names.split())})
  EXECUTE FUNCTION obelus_same_row();
"""
    for table, names in NAMES.items()
)
SAME_ROW_UNDO = (
    "".join(f"DROP TRIGGER same_row ON {table};\n" for table in NAMES) + "DROP FUNCTION obelus_same_row();"
)

# A live statement stands in the article's text, and says what stands there.
PLACE = """
CREATE OR REPLACE FUNCTION obelus_quote() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT * FROM annotations_placement WHERE id = NEW.id OFFSET 0) l
    JOIN articles_paragraph p ON p.id = l.paragraph_id
    WHERE l.withdrawn_at IS NULL
      AND (p.withdrawn_at IS NOT NULL OR l.quote IS DISTINCT FROM substr(p.text, l.start + 1, l."end" - l.start)
           OR EXISTS (SELECT FROM annotations_statement s WHERE s.id = l.statement_id
                      AND s.withdrawn_at IS NULL AND s.text <> l.quote
                      AND l.revision_id = (SELECT revision_id FROM articles_article WHERE id = l.article_id)))
  ) THEN
    PERFORM obelus_refuse('placement_quote_stands', 'the quote is not at its place, or not what the statement says');
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION obelus_is_out_of_place(s annotations_statement, revision bigint) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.withdrawn_at IS NULL AND revision IS NOT NULL AND NOT EXISTS (
    SELECT FROM annotations_placement l WHERE l.statement_id = s.id AND l.revision_id = revision
      AND l.withdrawn_at IS NULL AND l.quote = s.text);
$$;
REVOKE ALL ON FUNCTION obelus_is_out_of_place(annotations_statement, bigint) FROM PUBLIC;
CREATE FUNCTION obelus_statement_placed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM annotations_statement s JOIN articles_article a ON a.id = s.article_id
             WHERE s.id = NEW.id AND obelus_is_out_of_place(s, a.revision_id)) THEN
    PERFORM obelus_refuse('placement_quote_stands', 'the statement does not say what stands at its place');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER placed AFTER UPDATE OF text, withdrawn_at ON annotations_statement
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.text IS DISTINCT FROM NEW.text OR OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NULL)
  EXECUTE FUNCTION obelus_statement_placed();
CREATE FUNCTION obelus_place_left() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM annotations_statement s JOIN articles_article a ON a.id = s.article_id
             WHERE s.id = OLD.statement_id AND obelus_is_out_of_place(s, a.revision_id)) THEN
    PERFORM obelus_refuse('statement_has_its_place', 'a live statement stands in the text');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER place_left AFTER UPDATE OF withdrawn_at, statement_id, revision_id ON annotations_placement
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.withdrawn_at IS NULL)
  EXECUTE FUNCTION obelus_place_left();
CREATE FUNCTION obelus_text_stays() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.revision_id IS NULL OR EXISTS (
    SELECT FROM annotations_statement s
    WHERE s.article_id = NEW.id AND obelus_is_out_of_place(s, NEW.revision_id)) THEN
    PERFORM obelus_refuse('article_text_stays', 'statements stand in the text that the article has');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER text_stays AFTER UPDATE OF revision_id ON articles_article
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.revision_id IS NOT NULL AND OLD.revision_id IS DISTINCT FROM NEW.revision_id)
  EXECUTE FUNCTION obelus_text_stays();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON articles_revision
  FOR EACH ROW EXECUTE FUNCTION obelus_append_only();
ALTER TABLE annotations_placement ADD CONSTRAINT placement_article_id_desk_id_own
  FOREIGN KEY (article_id, desk_id) REFERENCES articles_article (id, desk_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE annotations_deed ADD CONSTRAINT deed_statement_id_article_id_own FOREIGN KEY (statement_id, article_id)
  REFERENCES annotations_statement (id, article_id) DEFERRABLE INITIALLY DEFERRED;
"""
# As 0010_large_texts has it.
PLACE_UNDO = """
ALTER TABLE annotations_deed DROP CONSTRAINT deed_statement_id_article_id_own;
ALTER TABLE annotations_placement DROP CONSTRAINT placement_article_id_desk_id_own;
DROP TRIGGER append_only ON articles_revision;
DROP TRIGGER text_stays ON articles_article;
DROP TRIGGER place_left ON annotations_placement;
DROP TRIGGER placed ON annotations_statement;
DROP FUNCTION obelus_text_stays(), obelus_place_left(), obelus_statement_placed(),
  obelus_is_out_of_place(annotations_statement, bigint);
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

# A statement comes into the world alone: who links it, or merges it, is seen. The verdict in force stands, and what is
# taken back is in force nowhere.
VERDICT = """
CREATE FUNCTION obelus_statement_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM obelus_refuse('statement_begins_alone', 'a new statement follows none, and is merged into none');
  RETURN NULL;
END $$;
CREATE TRIGGER alone BEFORE INSERT ON annotations_statement FOR EACH ROW
  WHEN (NEW.same_as_id IS NOT NULL OR NEW.merged_into_id IS NOT NULL) EXECUTE FUNCTION obelus_statement_alone();
CREATE FUNCTION obelus_verdict_in_force() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM annotations_statement s JOIN annotations_verification v ON v.id = s.verification_id
             WHERE s.id = NEW.statement_id AND v.id = NEW.id AND v.withdrawn_at IS NOT NULL) THEN
    PERFORM obelus_refuse('verdict_in_force', 'the verdict in force was taken back');
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION obelus_verdict_stands() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM annotations_verification WHERE id = NEW.verification_id AND withdrawn_at IS NOT NULL) THEN
    PERFORM obelus_refuse('verdict_in_force', 'the verdict was taken back');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER in_force AFTER UPDATE OF withdrawn_at ON annotations_verification
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.withdrawn_at IS NOT NULL)
  EXECUTE FUNCTION obelus_verdict_in_force();
CREATE TRIGGER verdict_stands AFTER UPDATE OF verification_id ON annotations_statement FOR EACH ROW
  WHEN (NEW.verification_id IS NOT NULL AND OLD.verification_id IS DISTINCT FROM NEW.verification_id)
  EXECUTE FUNCTION obelus_verdict_stands();
ALTER TABLE annotations_decision ADD CONSTRAINT decision_hash_whole CHECK (octet_length(content_hash) = 32 AND canon >= 1);
"""
VERDICT_UNDO = """
ALTER TABLE annotations_decision DROP CONSTRAINT decision_hash_whole;
DROP TRIGGER verdict_stands ON annotations_statement;
DROP TRIGGER in_force ON annotations_verification;
DROP TRIGGER alone ON annotations_statement;
DROP FUNCTION obelus_verdict_stands(), obelus_verdict_in_force(), obelus_statement_alone();
"""

# The number of an article rises by one, with the deed that has it.
NUMBERS = """
DROP TRIGGER seq_rises ON articles_article;
CREATE TRIGGER seq_rises BEFORE UPDATE OF seq ON articles_article FOR EACH ROW
  WHEN (NEW.seq <> OLD.seq AND NEW.seq <> OLD.seq + 1) EXECUTE FUNCTION obelus_seq_rises();
CREATE TRIGGER seq_begins BEFORE INSERT ON articles_article FOR EACH ROW
  WHEN (NEW.seq NOT IN (0, 1)) EXECUTE FUNCTION obelus_seq_rises();
CREATE FUNCTION obelus_seq_logged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM annotations_deed WHERE article_id = NEW.id AND seq = NEW.seq) THEN
    PERFORM obelus_refuse('article_seq_logged', 'no deed has this number');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER seq_logged AFTER INSERT OR UPDATE OF seq ON articles_article
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.seq > 0) EXECUTE FUNCTION obelus_seq_logged();
"""
NUMBERS_UNDO = """
DROP TRIGGER seq_logged ON articles_article;
DROP FUNCTION obelus_seq_logged();
DROP TRIGGER seq_begins ON articles_article;
DROP TRIGGER seq_rises ON articles_article;
CREATE TRIGGER seq_rises BEFORE UPDATE OF seq ON articles_article FOR EACH ROW
  WHEN (NEW.seq < OLD.seq) EXECUTE FUNCTION obelus_seq_rises();
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0012_said_again"), ("articles", "0006_rules_in_words")]
    operations = [
        migrations.RunSQL(SAME_ROW, SAME_ROW_UNDO),
        migrations.RunSQL(PLACE, PLACE_UNDO),
        migrations.RunSQL(VERDICT, VERDICT_UNDO),
        migrations.RunSQL(NUMBERS, NUMBERS_UNDO),
    ]
