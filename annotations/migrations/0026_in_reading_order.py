"""Indexes for lists of statements in which each article is read from its beginning.

An index ends in the article: what one article has in the list is few enough to be put in order as it is read.
"""

from django.db import migrations, models
from django.db.models import Q

from articles.together import Together

LISTS = {
    "statement_by_state": ("review_state", Q(withdrawn_at__isnull=True) & ~Q(review_state="open")),
    "statement_by_status": ("status", Q(withdrawn_at__isnull=True) & ~Q(status="unchecked")),
    "statement_by_kind": ("kind", Q(withdrawn_at__isnull=True, left_out=False)),
}


class Migration(migrations.Migration):
    dependencies = [("annotations", "0025_numbers")]

    operations = [
        Together(
            [
                migrations.RemoveIndex("flag", "flag_open_newest"),
                *(migrations.RemoveIndex("statement", name) for name in LISTS),
                *(
                    migrations.AddIndex(
                        "statement",
                        models.Index(fields=["desk", column, "article"], condition=condition, name=name),
                    )
                    for name, (column, condition) in LISTS.items()
                ),
            ]
        )
    ]
