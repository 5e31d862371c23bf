"""A verdict keeps the words that it was given for, so that it is no verdict on other ones, wherever it goes."""

from django.db import migrations

import articles.fields


class Migration(migrations.Migration):
    dependencies = [("annotations", "0014_rulings")]
    operations = [
        migrations.AddField(
            "verification",
            "given_for",
            articles.fields.CleanTextField(
                default="", editable=False, verbose_name="the words that it was given for"
            ),
            preserve_default=False,
        )
    ]
