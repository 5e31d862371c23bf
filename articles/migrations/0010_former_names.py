"""A person keeps the names that they had, so that nobody approves their own work by another name after an import."""

import django.contrib.postgres.fields
from django.db import migrations

import articles.fields

KEEPS = """
CREATE FUNCTION obelus_keeps_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.former_names := OLD.former_names;
  IF NEW.name <> OLD.name THEN
    NEW.former_names := array_remove(OLD.former_names, OLD.name) || OLD.name;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keeps_names BEFORE UPDATE OF name, former_names ON articles_person
  FOR EACH ROW EXECUTE FUNCTION obelus_keeps_names();
"""
KEEPS_UNDO = """
DROP TRIGGER keeps_names ON articles_person;
DROP FUNCTION obelus_keeps_names();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_numbers")]
    operations = [
        migrations.AddField(
            model_name="person",
            name="former_names",
            field=django.contrib.postgres.fields.ArrayField(
                articles.fields.CleanCharField(max_length=120),
                blank=True,
                default=list,
                editable=False,
                size=None,
            ),
        ),
        migrations.RunSQL(KEEPS, KEEPS_UNDO),
    ]
