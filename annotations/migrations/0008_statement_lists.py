"""Indexes of the list of all statements: what is flagged, a status, a state are read along an index in its order.

What is on no index (open statements, unchecked ones, without plain words) is most of a desk, so that taking an
article in costs no more.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models import Q

from articles.together import Together


class Migration(migrations.Migration):
    dependencies = [("annotations", "0007_on_the_list")]

    operations = [
        Together(
            [
                migrations.AddIndex(
                    model_name="flag",
                    index=models.Index(
                        fields=["desk", "statement"],
                        condition=Q(closed_at__isnull=True, withdrawn_at__isnull=True),
                        name="flag_open_newest",
                    ),
                ),
                migrations.AddIndex(
                    model_name="statement",
                    index=models.Index(
                        fields=["desk", "review_state", "id"],
                        condition=Q(withdrawn_at__isnull=True) & ~Q(review_state="open"),
                        name="statement_by_state",
                    ),
                ),
                migrations.AddIndex(
                    model_name="statement",
                    index=models.Index(
                        fields=["desk", "status", "id"],
                        condition=Q(withdrawn_at__isnull=True) & ~Q(status="unchecked"),
                        name="statement_by_status",
                    ),
                ),
                migrations.AddIndex(
                    model_name="statement",
                    index=GinIndex(
                        fields=["plain"],
                        condition=~Q(plain=""),
                        opclasses=["gin_trgm_ops"],
                        name="statement_plain_trgm",
                    ),
                ),
            ]
        ),
    ]
