"""A desk says who changed its settings last, so that whoever changes them at the same time is told."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_spelling"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="desk",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="desk",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="desk",
            name="changed_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.person",
            ),
        ),
        migrations.AddField(
            model_name="deskevent",
            name="changed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="articles.person",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="desk",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "articles_deskevent" ("changed_by_id", "created_at", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "settings", "slug") VALUES (OLD."changed_by_id", OLD."created_at", OLD."id", OLD."name", NOW(), \'update\', OLD."id", OLD."settings", OLD."slug"); RETURN NULL;',
                    hash="1e2d1976bb7a41608d8399ea4fcf1a35438b2638",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5639c",
                    table="articles_desk",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="desk",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "articles_deskevent" ("changed_by_id", "created_at", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "settings", "slug") VALUES (OLD."changed_by_id", OLD."created_at", OLD."id", OLD."name", NOW(), \'delete\', OLD."id", OLD."settings", OLD."slug"); RETURN NULL;',
                    hash="ea9098141995def94956b4f639a665af2347a4be",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_061ba",
                    table="articles_desk",
                    when="AFTER",
                ),
            ),
        ),
    ]
