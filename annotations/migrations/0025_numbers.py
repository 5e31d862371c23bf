"""What searches compare is folded anew, now that numbers are found however their digits are grouped.

Every row is written anew meanwhile, as in ``0020_found_as_spelled``.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models.functions import Concat

from articles.together import Together


def spelled(words):
    compared = models.Func(models.Func(words, function="obelus_spelled"), function="obelus_ungrouped")
    return models.GeneratedField(db_persist=True, expression=compared, output_field=models.TextField())


def lines(first, second):
    return Concat(models.F(first), models.Value("\n"), models.F(second), output_field=models.TextField())


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0024_answers_as_sent"),
        ("articles", "0009_numbers"),
    ]
    operations = [
        Together(
            [
                migrations.RemoveIndex(model_name="source", name="source_spelled_trgm"),
                migrations.RemoveIndex(model_name="statement", name="statement_spelled_trgm"),
                migrations.RemoveField(model_name="claimant", name="spelled"),
                migrations.RemoveField(model_name="source", name="spelled"),
                migrations.RemoveField(model_name="statement", name="spelled"),
                migrations.AddField("claimant", "spelled", spelled(lines("name", "role"))),
                migrations.AddField("source", "spelled", spelled(models.F("title"))),
                migrations.AddField("statement", "spelled", spelled(lines("text", "plain"))),
                migrations.AddIndex(
                    model_name="source",
                    index=GinIndex(
                        fields=["spelled"], name="source_spelled_trgm", opclasses=["gin_trgm_ops"]
                    ),
                ),
                migrations.AddIndex(
                    model_name="statement",
                    index=GinIndex(
                        fields=["spelled"], name="statement_spelled_trgm", opclasses=["gin_trgm_ops"]
                    ),
                ),
            ]
        ),
    ]
