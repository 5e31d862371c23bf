"""The guards of the desk's lists: no live statement names a claimant, no live citation a source, that is off them.

The row on the list is locked against who takes it off in the same moment, which is held FOR UPDATE; a correction of
its record may go on meanwhile.
"""

from django.db import migrations

LIST = """
CREATE FUNCTION obelus_claimant_on_list() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone timestamptz;
BEGIN
  SELECT withdrawn_at INTO gone FROM annotations_claimant WHERE id = NEW.claimant_id FOR KEY SHARE;
  IF gone IS NOT NULL THEN
    PERFORM obelus_refuse('claimant_on_list', 'the claimant was withdrawn');
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION obelus_source_on_list() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE is_off boolean;
BEGIN
  SELECT withdrawn_at IS NOT NULL OR merged_into_id IS NOT NULL INTO is_off
  FROM annotations_source WHERE id = NEW.source_id FOR KEY SHARE;
  IF is_off THEN
    PERFORM obelus_refuse('source_on_list', 'the source was withdrawn, or merged into another');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER claimant_on_list AFTER INSERT OR UPDATE OF claimant_id, withdrawn_at ON annotations_statement
  FOR EACH ROW WHEN (NEW.claimant_id IS NOT NULL AND NEW.withdrawn_at IS NULL)
  EXECUTE FUNCTION obelus_claimant_on_list();
CREATE TRIGGER source_on_list AFTER INSERT OR UPDATE OF source_id, withdrawn_at ON annotations_citation
  FOR EACH ROW WHEN (NEW.withdrawn_at IS NULL) EXECUTE FUNCTION obelus_source_on_list();
"""
UNDO = """
DROP TRIGGER source_on_list ON annotations_citation;
DROP TRIGGER claimant_on_list ON annotations_statement;
DROP FUNCTION obelus_source_on_list(), obelus_claimant_on_list();
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0006_targets")]
    operations = [migrations.RunSQL(LIST, UNDO)]
