"""A statement that shows another's verdict widens what was approved there: somebody looks again, with four eyes.

Who says that the two are the same claim has contributed to the one that holds the verdict.
"""

from django.db import migrations

SAID_AGAIN = """
CREATE FUNCTION obelus_said_again() RETURNS trigger
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

UNDO = """
DROP TRIGGER said_again ON annotations_statement;
DROP FUNCTION obelus_said_again();
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0011_clash_once")]
    operations = [migrations.RunSQL(SAID_AGAIN, UNDO)]
