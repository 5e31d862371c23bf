"""Holds two statements to one clash between them, whichever of the two it was first said of.

A merge, an undo, or two people at once could leave the same clash twice; the later ones are withdrawn first.
"""

from django.db import migrations, models
from django.db.models.functions import Greatest, Least

SAID_TWICE = """
UPDATE annotations_relation r SET withdrawn_at = now(), version = r.version + 1
WHERE r.kind = 'clashes_with' AND r.withdrawn_at IS NULL AND EXISTS (
  SELECT FROM annotations_relation o
  WHERE o.kind = r.kind AND o.withdrawn_at IS NULL AND o.id < r.id AND o.a_id = r.b_id AND o.b_id = r.a_id);
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0010_large_texts")]
    operations = [
        migrations.RunSQL(SAID_TWICE, migrations.RunSQL.noop, elidable=True),
        migrations.AddConstraint(
            "relation",
            models.UniqueConstraint(
                Least("a", "b"),
                Greatest("a", "b"),
                condition=models.Q(kind="clashes_with", withdrawn_at__isnull=True),
                name="clash_once",
                violation_error_message="These two are linked in this way already.",
            ),
        ),
    ]
