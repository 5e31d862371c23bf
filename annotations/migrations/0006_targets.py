"""The guards of what is aimed at: a flag, a counterpoint stands on a row that stands itself.

Both ways: nothing is put on what was taken away; nothing is taken away while something stands on it.
"""

from django.db import migrations

AIM = """
CREATE FUNCTION obelus_flag_of_live() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM annotations_citation WHERE id = NEW.citation_id AND withdrawn_at IS NOT NULL)
     OR EXISTS (SELECT FROM annotations_counterpoint WHERE id = NEW.counterpoint_id AND withdrawn_at IS NOT NULL) THEN
    PERFORM obelus_refuse('flag_of_live', 'what is flagged was withdrawn');
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION obelus_counterpoint_of_live() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM annotations_citation WHERE id = NEW.target_id AND withdrawn_at IS NOT NULL) THEN
    PERFORM obelus_refuse('counterpoint_of_live', 'the citation that it speaks against was withdrawn');
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION obelus_citation_bare() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM annotations_flag WHERE citation_id = NEW.id AND withdrawn_at IS NULL)
     OR EXISTS (SELECT FROM annotations_counterpoint WHERE target_id = NEW.id AND withdrawn_at IS NULL) THEN
    PERFORM obelus_refuse('citation_carries_nothing', 'a flag or a counterpoint stands on this citation');
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION obelus_counterpoint_unflagged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM annotations_flag WHERE counterpoint_id = NEW.id AND withdrawn_at IS NULL) THEN
    PERFORM obelus_refuse('counterpoint_carries_nothing', 'a flag stands on this counterpoint');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER of_live AFTER INSERT OR UPDATE OF withdrawn_at, citation_id, counterpoint_id ON annotations_flag
  FOR EACH ROW WHEN (NEW.withdrawn_at IS NULL AND (NEW.citation_id IS NOT NULL OR NEW.counterpoint_id IS NOT NULL))
  EXECUTE FUNCTION obelus_flag_of_live();
CREATE TRIGGER of_live AFTER INSERT OR UPDATE OF withdrawn_at, target_id ON annotations_counterpoint
  FOR EACH ROW WHEN (NEW.withdrawn_at IS NULL AND NEW.target_id IS NOT NULL)
  EXECUTE FUNCTION obelus_counterpoint_of_live();
CREATE TRIGGER bare AFTER UPDATE OF withdrawn_at ON annotations_citation FOR EACH ROW
  WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL) EXECUTE FUNCTION obelus_citation_bare();
CREATE TRIGGER unflagged AFTER UPDATE OF withdrawn_at ON annotations_counterpoint FOR EACH ROW
  WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL) EXECUTE FUNCTION obelus_counterpoint_unflagged();
"""

UNDO = """
DROP TRIGGER unflagged ON annotations_counterpoint;
DROP TRIGGER bare ON annotations_citation;
DROP TRIGGER of_live ON annotations_counterpoint;
DROP TRIGGER of_live ON annotations_flag;
DROP FUNCTION obelus_counterpoint_unflagged(), obelus_citation_bare(), obelus_counterpoint_of_live(),
  obelus_flag_of_live();
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0005_lists")]

    operations = [migrations.RunSQL(AIM, UNDO)]
