"""Answers that were kept for repeated requests as objects are kept as text, as those from now on."""

from django.db import migrations

AS_TEXT = """
UPDATE annotations_idempotencykey
SET answer = jsonb_set(answer, '{body}', to_jsonb(coalesce(answer->>'body', '')))
"""
AS_OBJECT = """
UPDATE annotations_idempotencykey
SET answer = jsonb_set(answer, '{body}', coalesce(nullif(answer->>'body', '')::jsonb, 'null'))
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0023_when_they_were_changed")]
    operations = [migrations.RunSQL(AS_TEXT, AS_OBJECT)]
