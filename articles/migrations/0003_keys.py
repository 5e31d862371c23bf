"""Keys over two columns, which Django cannot say: nothing of an article may come from another article or desk."""

from django.db import migrations

KEYS = [
    # table, constraint, columns, referenced
    ("articles_article", "article_revision_own", "(revision_id, id)", "articles_revision (id, article_id)"),
    ("articles_article", "article_scale_own", "(scale_id, desk_id)", "articles_scale (id, desk_id)"),
]


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_tables")]
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY {columns} REFERENCES {target}"
            " DEFERRABLE INITIALLY DEFERRED",
            f"ALTER TABLE {table} DROP CONSTRAINT {name}",
        )
        for table, name, columns, target in KEYS
    ]
