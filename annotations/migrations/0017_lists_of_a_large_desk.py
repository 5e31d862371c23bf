"""Indexes for a desk of a hundred thousand statements: a source found as one types, the statements of a kind."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Upper

from articles.together import Together


class Migration(migrations.Migration):
    dependencies = [("annotations", "0016_words_of_verdicts")]

    operations = [
        Together(
            [
                migrations.AddIndex(
                    model_name="source",
                    index=GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="source_title_typed"),
                ),
                migrations.AddIndex(
                    model_name="statement",
                    index=models.Index(
                        fields=["desk", "kind", "id"],
                        condition=Q(withdrawn_at__isnull=True, left_out=False),
                        name="statement_by_kind",
                    ),
                ),
            ]
        ),
    ]
