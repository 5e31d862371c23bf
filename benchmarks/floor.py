"""Does the least that a page of annotations can do, for the product to be measured against.

``FLOOR=bare``: a view, a pool of connections, formatted strings. ``FLOOR=full``: the same behind the middleware
of a signed-in site, with a template. An article that is opened shows what the product's galley shows: numbered
paragraphs, each statement with its mark, its glyph, its spoken words, a note in the margin where it is flagged;
so does a list of what is flagged or found.
``python -m benchmarks.floor`` makes its tables, then prints a session's key.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

from config.database import parse

IS_FULL = os.environ.get("FLOOR") == "full"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
]
TABLES = """
CREATE TABLE article (id bigint PRIMARY KEY, title text NOT NULL, annotations integer NOT NULL DEFAULT 0);
CREATE TABLE annotation (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, article_id bigint NOT NULL
  REFERENCES article, paragraph integer NOT NULL DEFAULT 1, label text NOT NULL DEFAULT '1.1', quote text NOT NULL,
  status text NOT NULL, is_flagged boolean NOT NULL DEFAULT false, state text NOT NULL DEFAULT 'To do',
  who text NOT NULL DEFAULT '');
CREATE TABLE flag (annotation_id bigint NOT NULL REFERENCES annotation, reason text NOT NULL);
"""
# Articles 1 and 2 are opened, 3 has the rail, 5 to 100 are saved to; the lists are about those from 101 on. Every
# tenth of these has the rare word once; every tenth annotation is flagged, some are checked, as in the product.
FILL = """
INSERT INTO article
  SELECT n, 'Harbour report ' || n, 0 FROM generate_series(1, 100 + %(articles)s) AS n;
INSERT INTO annotation (article_id, paragraph, label, quote, status, is_flagged)
  SELECT a, (n + 2) / 3, (n + 2) / 3 || '.' || (n + 2) %% 3 + 1,
         'The quay of the harbour took ' || n || ' containers in the year before the reform, says the town.',
         'supported', a = 3 AND n %% 10 = 0
  FROM (VALUES (1, 100), (2, 1000), (3, 5000)) AS fixed (a, most), generate_series(1, most) AS n;
INSERT INTO annotation (article_id, label, quote, status, is_flagged, state, who)
  SELECT 100 + a, (n + 2) / 3 || '.' || (n + 2) %% 3 + 1,
         'The ' || CASE WHEN a %% 10 = 0 AND n = 1 THEN 'lighthouse' ELSE 'quay' END || ' of the harbour took ' || n
           || ' containers in the year before the reform, says the town.',
         CASE WHEN n <= 12 THEN 'supported' ELSE 'unchecked' END, n <= 4,
         CASE WHEN n <= 12 THEN 'Ready for review' ELSE 'To do' END, CASE WHEN n <= 12 THEN 'The harbour' ELSE '' END
  FROM generate_series(1, %(articles)s) AS a, generate_series(1, 40) AS n ORDER BY a, n;
INSERT INTO flag SELECT id, 'No source' FROM annotation WHERE is_flagged AND article_id > 100;
CREATE INDEX ON annotation (article_id, id);
UPDATE article SET annotations = (SELECT count(*) FROM annotation WHERE article_id = article.id);
CREATE INDEX ON flag (annotation_id);
CREATE INDEX ON annotation USING gin (quote gin_trgm_ops);
ANALYZE;
"""
BARE_LINE = '<a class="{2}" id="s{0}" href="/annotations/{0}">{1}</a>'
FULL_PAGE = (
    "{% for id, quote, status in rows %}"
    '<a class="{{ status }}" id="s{{ id }}" href="/annotations/{{ id }}">{{ quote }}</a>{% endfor %}'
)
BARE_LISTED = (
    '<li><p class="said" dir="auto"><a id="s{0}" href="/articles/{8}/statements/{0}/"><b>{1}</b> {2}</a></p>'
    '<p class="facts-line"><span class="{3}"><svg class="g" aria-hidden="true"><use href="#{3}"/></svg>'
    " <b>{3}</b></span><span>{4}</span>{5}{6}<span>{7}</span></p></li>"
)
FULL_LISTED = """<ul class="lines">{% for id, label, quote, status, state, reason, who, title, article in rows %}
<li><p class="said" dir="auto"><a id="s{{ id }}" href="/articles/{{ article }}/statements/{{ id }}/">
    <b>{{ label }}</b> {{ quote }}</a></p>
  <p class="facts-line"><span class="{{ status }}"><svg class="g" aria-hidden="true"><use href="#{{ status }}"/></svg>
    <b>{{ status }}</b></span><span>{{ state }}</span>
    {% if reason %}<span class="flags"><b>† {{ reason }}</b></span>{% endif %}
    {% if who %}<span>said by <bdi>{{ who }}</bdi></span>{% endif %}<span>{{ title }}</span></p>
</li>{% endfor %}</ul>"""
LISTED = "a.id, a.label, a.quote, a.status, a.state, coalesce(f.reason, ''), a.who, r.title, r.id"
BARE_MARK = (
    '<a class="s {3}" id="s{1}" href="/articles/{0}/statements/{1}/">{2} <svg class="g" aria-hidden="true">'
    '<use href="#{3}"/></svg><span class="sr"> {4}, {3}, proposed</span></a> '
)
BARE_NOTE = '<li><a class="note flagged" href="/articles/{0}/statements/{1}/"><b>{2}</b> † flagged</a></li>'
BARE_ROW = (
    '<div class="row" id="p-{1}"><a class="no" href="/articles/{0}/paragraphs/{1}/" aria-label="Paragraph {1}">{1}</a>'
    '<p class="para" lang="en" dir="ltr">{2}</p><ul class="margin">{3}</ul></div>'
)
FULL_GALLEY = """{% regroup rows by paragraph as paragraphs %}{% for paragraph in paragraphs %}
<div class="row" id="p-{{ paragraph.grouper }}">
  <a class="no" href="/articles/{{ article }}/paragraphs/{{ paragraph.grouper }}/"
     aria-label="Paragraph {{ paragraph.grouper }}">{{ paragraph.grouper }}</a>
  <p class="para" lang="en" dir="ltr">{% for row in paragraph.list %}
    <a class="s {{ row.status }}" id="s{{ row.id }}" href="/articles/{{ article }}/statements/{{ row.id }}/">
      {{ row.quote }} <svg class="g" aria-hidden="true"><use href="#{{ row.status }}"/></svg>
      <span class="sr"> {{ row.label }}, {{ row.status }}, proposed{% if row.is_flagged %}, flagged{% endif %}</span>
    </a>{% endfor %}</p>
  <ul class="margin">{% for row in paragraph.list %}{% if row.is_flagged %}
    <li><a class="note flagged" href="/articles/{{ article }}/statements/{{ row.id }}/">
      <b>{{ row.label }}</b> † flagged</a></li>{% endif %}{% endfor %}</ul>
</div>{% endfor %}"""


class Marked(NamedTuple):
    id: int
    paragraph: int
    label: str
    quote: str
    status: str
    is_flagged: bool


def fetched(query: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def shown(rows: list[tuple]) -> HttpResponse:
    """The rows as marks: by the template where the floor is full."""
    if IS_FULL:
        return HttpResponse(PAGE.render(Context({"rows": rows})))
    return HttpResponse("".join(BARE_LINE.format(*row) for row in rows))


def opened(request: HttpRequest, pk: int) -> HttpResponse:
    columns = ", ".join(Marked._fields)
    rows = [
        Marked(*row)
        for row in fetched(
            f"SELECT {columns} FROM annotation WHERE article_id = %s ORDER BY id LIMIT 1000", pk
        )
    ]
    if IS_FULL:
        return HttpResponse(GALLEY.render(Context({"rows": rows, "article": pk})))
    return HttpResponse("".join(galley(pk, rows)))


def galley(article: int, rows: list[Marked]) -> Iterator[str]:
    for paragraph, group in groupby(rows, key=attrgetter("paragraph")):
        marked = list(group)
        marks = "".join(BARE_MARK.format(article, row.id, row.quote, row.status, row.label) for row in marked)
        notes = "".join(BARE_NOTE.format(article, row.id, row.label) for row in marked if row.is_flagged)
        yield BARE_ROW.format(article, paragraph, marks, notes)


def rail(request: HttpRequest) -> HttpResponse:
    """46 rows of an article of 5,000, by key."""
    query = "SELECT id, quote, status FROM annotation WHERE article_id = 3 AND id > %s ORDER BY id LIMIT 46"
    return shown(fetched(query, int(request.GET["after"])))


def flagged(request: HttpRequest) -> HttpResponse:
    query = f"""SELECT {LISTED} FROM flag f
                JOIN annotation a ON a.id = f.annotation_id JOIN article r ON r.id = a.article_id
                WHERE f.annotation_id < %s ORDER BY f.annotation_id DESC LIMIT 50"""
    return listed(fetched(query, int(request.GET["after"])))


def found(request: HttpRequest) -> HttpResponse:
    query = f"""SELECT {LISTED} FROM annotation a JOIN article r ON r.id = a.article_id
                LEFT JOIN flag f ON f.annotation_id = a.id WHERE a.quote ILIKE %s ORDER BY a.id DESC LIMIT 50"""
    return listed(fetched(query, f"%{request.GET['q']}%"))


def listed(rows: list[tuple]) -> HttpResponse:
    """The rows as lines of a list over many articles: whose they are, what is said of them."""
    if IS_FULL:
        return HttpResponse(LIST.render(Context({"rows": rows})))
    return HttpResponse("".join(BARE_LISTED.format(*row) for row in rows))


def saved(request: HttpRequest, pk: int) -> HttpResponse:
    """One annotation with its counter, in one commit."""
    with transaction.atomic():
        rows = fetched(
            "INSERT INTO annotation (article_id, quote, status) VALUES (%s, %s, %s) RETURNING id, quote, status",
            pk, request.POST["rationale"], request.POST["status"],
        )  # fmt: skip
        fetched("UPDATE article SET annotations = annotations + 1 WHERE id = %s RETURNING 1", pk)
    return shown(rows)


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(fetched("SELECT 1")))


healthz.login_required = False
urlpatterns = [
    path("articles/<int:pk>/", opened),
    path("articles/<int:pk>/save/", saved),
    path("rail/", rail),
    path("flagged/", flagged),
    path("found/", found),
    path("healthz", healthz),
]


def configure(url: str) -> None:
    """Django's settings for the floor, as few as it starts with."""
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        SECRET_KEY="floor" * 12,
        ROOT_URLCONF=__name__,
        MIDDLEWARE=MIDDLEWARE if IS_FULL else [],
        INSTALLED_APPS=[f"django.contrib.{app}" for app in ("contenttypes", "auth", "sessions")],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        DATABASES={"default": parse(url) | {"OPTIONS": {"pool": {"min_size": 1, "max_size": 16}}}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()


def prepare(articles: int) -> str:
    """Make the tables with ``articles`` articles of 40 annotations; a session's key of somebody signed in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm;" + TABLES)
        for statement in FILL.split(";")[:-1]:
            cursor.execute(statement, {"articles": articles})
    person = User.objects.create_user("floor")
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
            HASH_SESSION_KEY: person.get_session_auth_hash(),
        }
    )
    session.create()
    return session.session_key


if os.environ.get("FLOOR"):
    configure(os.environ["FLOOR_DATABASE_URL"])
    PAGE, GALLEY, LIST = Template(FULL_PAGE), Template(FULL_GALLEY), Template(FULL_LISTED)
    if __name__ == "__main__":
        print(prepare(int(sys.argv[1])))
    else:
        application = get_wsgi_application()
