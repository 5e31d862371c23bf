"""What a row names is of its own article, or desk, where a key of 0002_keys did not reach.

A key over two columns asks nothing where one of them is empty, as the statement of what hangs on the article; others
asked for the desk alone, or, of what a deed undoes, where a text is from, for neither.
"""

from django.db import migrations, models

# As 0002_keys has them: table, own columns, referenced table; each is over the reference and the article.
KEYS = [
    ("counterpoint", "target_id", "citation"),
    ("counterpoint", "parent_id", "counterpoint"),
    ("citation", "counterpoint_id", "counterpoint"),
    ("flag", "citation_id", "citation"),
    ("flag", "counterpoint_id", "counterpoint"),
]
# What those hold as well: table, columns, referenced.
HELD = [
    ("citation", "counterpoint_id", "annotations_counterpoint (id)"),
    ("flag", "citation_id, desk_id", "annotations_citation (id, desk_id)"),
    ("flag", "counterpoint_id, desk_id", "annotations_counterpoint (id, desk_id)"),
]


def key(table: str, columns: str, target: str) -> tuple[str, str]:
    """SQL that adds the key, that drops it."""
    name = f"{table}_{columns.replace(', ', '_')}_own"
    return (
        f"ALTER TABLE annotations_{table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) REFERENCES {target}"
        " DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE annotations_{table} DROP CONSTRAINT {name}",
    )


# The rows that these name are written once, or keep their names; a key would want one more index on every deed.
OWN = """
CREATE FUNCTION obelus_undoes_own() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.article_id IS DISTINCT FROM (SELECT article_id FROM annotations_deed WHERE id = NEW.undoes_id) THEN
    PERFORM obelus_refuse('deed_undoes_its_article', 'what it undoes was done to another article');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER undoes_own AFTER INSERT ON annotations_deed FOR EACH ROW
  WHEN (NEW.undoes_id IS NOT NULL) EXECUTE FUNCTION obelus_undoes_own();
CREATE FUNCTION obelus_original_own() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT desk_id FROM articles_article WHERE id = NEW.article_id)
     IS DISTINCT FROM (SELECT desk_id FROM articles_blob WHERE id = NEW.blob_id) THEN
    PERFORM obelus_refuse('revision_original_of_desk', 'the original is of another desk');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER original_own AFTER INSERT ON articles_revision FOR EACH ROW
  WHEN (NEW.blob_id IS NOT NULL) EXECUTE FUNCTION obelus_original_own();
CREATE FUNCTION obelus_continues_own() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT article_id FROM articles_revision WHERE id = NEW.revision_id) IS DISTINCT FROM (
    SELECT r.article_id FROM articles_paragraph p JOIN articles_revision r ON r.id = p.revision_id
    WHERE p.id = NEW.continues_id) THEN
    PERFORM obelus_refuse('paragraph_continues_its_article', 'it continues a paragraph of another article');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER continues_own AFTER INSERT OR UPDATE OF continues_id ON articles_paragraph FOR EACH ROW
  WHEN (NEW.continues_id IS NOT NULL) EXECUTE FUNCTION obelus_continues_own();
"""
OWN_UNDO = """
DROP TRIGGER continues_own ON articles_paragraph;
DROP TRIGGER original_own ON articles_revision;
DROP TRIGGER undoes_own ON annotations_deed;
DROP FUNCTION obelus_continues_own(), obelus_original_own(), obelus_undoes_own();
"""


# As 0013_keep_their_names has it, but for the text that a paragraph is of.
def same_row(names: str) -> str:
    unlike = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in names.split())
    return f"""
DROP TRIGGER same_row ON articles_paragraph;
CREATE TRIGGER same_row BEFORE UPDATE OF {names.replace(" ", ", ")} ON articles_paragraph FOR EACH ROW
  WHEN ({unlike}) EXECUTE FUNCTION obelus_same_row();
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0018_what_was_typed")]
    operations = [
        *(
            migrations.AddConstraint(
                name, models.UniqueConstraint(fields=("id", "article"), name=f"{name}_of_article")
            )
            for name in ("citation", "counterpoint")
        ),
        *(
            migrations.RunSQL(*key(table, f"{column}, article_id", f"annotations_{target} (id, article_id)"))
            for table, column, target in KEYS
        ),
        *(migrations.RunSQL(*reversed(key(*held))) for held in HELD),
        migrations.RunSQL(OWN, OWN_UNDO),
        migrations.RunSQL(same_row("id revision_id"), same_row("id")),
    ]
