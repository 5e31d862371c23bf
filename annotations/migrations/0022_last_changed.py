"""When an article was changed last, with an index for the list of a desk in that order."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("annotations", "0021_merged_claimants")]
    operations = [
        migrations.AddField("tally", "changed_at", models.DateTimeField(db_default=Now())),
        migrations.AddIndex(
            "tally", models.Index(fields=["desk", "changed_at", "article"], name="tally_by_change")
        ),
    ]
