"""Why a paragraph is left out is kept as the sentence that is printed; what programs took in had the rule's name."""

from django.db import migrations

import articles.fields
from articles.together import Together

NAMES = """
UPDATE articles_paragraph SET rule = told.sentence FROM (VALUES
  ('place', 'A short line that stands among lines left out.'),
  ('byline', 'The line that names the author; it is kept as the byline.'),
  ('date line', 'The line that gives the date; it is kept as the date of publication.'),
  ('address', 'The line that gives the article''s address; it is kept as its link.'),
  ('copyright', 'A copyright line.'),
  ('newsletter', 'A call to sign up for a newsletter.'),
  ('subscription', 'A call to subscribe.'),
  ('app', 'An advertisement for an app.'),
  ('links', 'A heading of links to other pages.'),
  ('related', 'A pointer to another article.'),
  ('share', 'Buttons for sharing.'),
  ('advertisement', 'The label of an advertisement.'),
  ('navigation', 'A link of the page around the article.'),
  ('left out by hand', '')
) AS told (name, sentence) WHERE rule = told.name
"""


def of(model: str) -> migrations.AlterField:
    rule = articles.fields.CleanCharField(blank=True, max_length=200, verbose_name="why it is left out")
    return migrations.AlterField(model_name=model, name="rule", field=rule)


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_no_administration")]
    operations = [
        migrations.RunSQL(NAMES, migrations.RunSQL.noop),
        Together([of("paragraph"), of("paragraphevent")]),
    ]
