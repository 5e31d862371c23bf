"""What searches compare is kept beside what was written, with one index each; the indexes of what was written go.

Every row is written anew meanwhile: about a minute for a million statements.
"""

import django.contrib.postgres.indexes
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from articles.together import Together


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0019_of_ones_own"),
        ("articles", "0007_spelling"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="claimant",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="source",
                    name="update_update",
                ),
                migrations.RemoveIndex(
                    model_name="source",
                    name="source_title_trgm",
                ),
                migrations.RemoveIndex(
                    model_name="source",
                    name="source_title_typed",
                ),
                migrations.RemoveIndex(
                    model_name="statement",
                    name="statement_text_trgm",
                ),
                migrations.RemoveIndex(
                    model_name="statement",
                    name="statement_plain_trgm",
                ),
                migrations.AddField(
                    model_name="claimant",
                    name="spelled",
                    field=models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Concat(
                                models.F("name"),
                                models.Value("\n"),
                                models.F("role"),
                                output_field=models.TextField(),
                            ),
                            function="obelus_spelled",
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                migrations.AddField(
                    model_name="source",
                    name="spelled",
                    field=models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("title"), function="obelus_spelled"),
                        output_field=models.TextField(),
                    ),
                ),
                migrations.AddField(
                    model_name="statement",
                    name="spelled",
                    field=models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Concat(
                                models.F("text"),
                                models.Value("\n"),
                                models.F("plain"),
                                output_field=models.TextField(),
                            ),
                            function="obelus_spelled",
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                migrations.AddIndex(
                    model_name="source",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["spelled"], name="source_spelled_trgm", opclasses=["gin_trgm_ops"]
                    ),
                ),
                migrations.AddIndex(
                    model_name="statement",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["spelled"], name="statement_spelled_trgm", opclasses=["gin_trgm_ops"]
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="claimant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."changed_by_id" IS DISTINCT FROM (NEW."changed_by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."desk_id" IS DISTINCT FROM (NEW."desk_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."uid" IS DISTINCT FROM (NEW."uid") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))',
                            func='INSERT INTO "annotations_claimantevent" ("changed_by_id", "created_at", "created_by_id", "desk_id", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "uid", "version", "withdrawn_at") VALUES (OLD."changed_by_id", OLD."created_at", OLD."created_by_id", OLD."desk_id", OLD."id", OLD."name", NOW(), \'update\', OLD."id", OLD."role", OLD."uid", OLD."version", OLD."withdrawn_at"); RETURN NULL;',
                            hash="b50aa90ef1b85e4ab7ad4636bff9ba01d34ed19b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_036b0",
                            table="annotations_claimant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="source",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."archive_url" IS DISTINCT FROM (NEW."archive_url") OR OLD."archived_on" IS DISTINCT FROM (NEW."archived_on") OR OLD."changed_by_id" IS DISTINCT FROM (NEW."changed_by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."csl" IS DISTINCT FROM (NEW."csl") OR OLD."derived_from_id" IS DISTINCT FROM (NEW."derived_from_id") OR OLD."desk_id" IS DISTINCT FROM (NEW."desk_id") OR OLD."doi_key" IS DISTINCT FROM (NEW."doi_key") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."isbn_key" IS DISTINCT FROM (NEW."isbn_key") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."uid" IS DISTINCT FROM (NEW."uid") OR OLD."url" IS DISTINCT FROM (NEW."url") OR OLD."url_key" IS DISTINCT FROM (NEW."url_key") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))',
                            func='INSERT INTO "annotations_sourceevent" ("archive_url", "archived_on", "changed_by_id", "created_at", "created_by_id", "csl", "derived_from_id", "desk_id", "doi_key", "id", "isbn_key", "merged_into_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "uid", "url", "url_key", "version", "withdrawn_at") VALUES (OLD."archive_url", OLD."archived_on", OLD."changed_by_id", OLD."created_at", OLD."created_by_id", OLD."csl", OLD."derived_from_id", OLD."desk_id", OLD."doi_key", OLD."id", OLD."isbn_key", OLD."merged_into_id", NOW(), \'update\', OLD."id", OLD."title", OLD."uid", OLD."url", OLD."url_key", OLD."version", OLD."withdrawn_at"); RETURN NULL;',
                            hash="8dee74664efcd05f309e067710526c75bbed2858",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ece59",
                            table="annotations_source",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
    ]
