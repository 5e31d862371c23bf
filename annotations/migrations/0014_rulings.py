"""Names what an editor decides: a ruling. A verdict is what the evidence says. Column and constraint stay as they are."""

from django.db import migrations, models

from articles.together import Together

RULINGS = [("approve", "Approved"), ("send_back", "Changes asked for")]


class Migration(migrations.Migration):
    dependencies = [("annotations", "0013_keep_their_names")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                Together(
                    [
                        migrations.RemoveConstraint("decision", "decision_verdict_known"),
                        *(
                            operation
                            for model in ("decision", "decisionevent")
                            for operation in (
                                migrations.AlterField(
                                    model,
                                    "verdict",
                                    models.CharField(choices=RULINGS, db_column="verdict", max_length=10),
                                ),
                                migrations.RenameField(model, "verdict", "ruling"),
                            )
                        ),
                        migrations.AddConstraint(
                            "decision",
                            models.CheckConstraint(
                                condition=models.Q(ruling__in=["approve", "send_back"]),
                                name="decision_verdict_known",
                            ),
                        ),
                    ]
                )
            ]
        )
    ]
