"""Nobody opens Django's administration: it would write past the deeds."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_lists")]
    operations = [migrations.RemoveField(model_name="person", name="is_staff")]
