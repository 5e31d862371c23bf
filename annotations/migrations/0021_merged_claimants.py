"""A claimant that was merged away says into whom, of the same desk, so that its address leads there."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from articles.together import Together

KEY = """
ALTER TABLE annotations_claimant ADD CONSTRAINT claimant_merged_into_id_desk_id_own
  FOREIGN KEY (merged_into_id, desk_id) REFERENCES annotations_claimant (id, desk_id) DEFERRABLE INITIALLY DEFERRED
"""
KEY_OFF = "ALTER TABLE annotations_claimant DROP CONSTRAINT claimant_merged_into_id_desk_id_own"


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0020_found_as_spelled"),
    ]

    operations = [
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="claimant",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="claimant",
                    name="update_update",
                ),
                migrations.AddField(
                    model_name="claimant",
                    name="merged_into",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annotations.claimant",
                    ),
                ),
                migrations.AddField(
                    model_name="claimantevent",
                    name="merged_into",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="annotations.claimant",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="claimant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."changed_by_id" IS DISTINCT FROM (NEW."changed_by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."desk_id" IS DISTINCT FROM (NEW."desk_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."uid" IS DISTINCT FROM (NEW."uid") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))',
                            func='INSERT INTO "annotations_claimantevent" ("changed_by_id", "created_at", "created_by_id", "desk_id", "id", "merged_into_id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "uid", "version", "withdrawn_at") VALUES (OLD."changed_by_id", OLD."created_at", OLD."created_by_id", OLD."desk_id", OLD."id", OLD."merged_into_id", OLD."name", NOW(), \'update\', OLD."id", OLD."role", OLD."uid", OLD."version", OLD."withdrawn_at"); RETURN NULL;',
                            hash="351c9602bff777b5315ba8d871ae066176c29278",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_036b0",
                            table="annotations_claimant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="claimant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "annotations_claimantevent" ("changed_by_id", "created_at", "created_by_id", "desk_id", "id", "merged_into_id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "uid", "version", "withdrawn_at") VALUES (OLD."changed_by_id", OLD."created_at", OLD."created_by_id", OLD."desk_id", OLD."id", OLD."merged_into_id", OLD."name", NOW(), \'delete\', OLD."id", OLD."role", OLD."uid", OLD."version", OLD."withdrawn_at"); RETURN NULL;',
                            hash="739a01af4f47816d2103b12593c746086de140a5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_12faa",
                            table="annotations_claimant",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
        migrations.RunSQL(KEY, KEY_OFF),
    ]
