"""Works the keys of addresses out anew: with "?12345" or "?ref=22/0123" at their end, two works had one key.

A key that was wrong is another spelling, not another content: no approval falls, nobody has contributed, nothing was
said of the source. So the triggers of the table rest meanwhile (its own keys and checks do not); a page that is about
to write there waits that long. What was taken for one work stays one: which citation meant which, nobody can tell.
"""

from django.db import migrations

from annotations.source_keys import url_key


def work_out_anew(apps, schema_editor):
    rows = apps.get_model("annotations", "Source").objects.using(schema_editor.connection.alias)
    asked = rows.filter(url__contains="?").values_list("url", "url_key", "pk")
    wrong = [(key, pk, url) for url, known, pk in asked.iterator() if (key := url_key(url)) != known]
    if not wrong:
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("ALTER TABLE annotations_source DISABLE TRIGGER USER")
        cursor.executemany("UPDATE annotations_source SET url_key = %s WHERE id = %s AND url = %s", wrong)
        cursor.execute("ALTER TABLE annotations_source ENABLE TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [("annotations", "0008_statement_lists")]
    operations = [migrations.RunPython(work_out_anew, migrations.RunPython.noop, elidable=True)]
