"""Addresses of the front page, of the desk's articles, of all their statements."""

from django.urls import path

from annotations.views import articles, desk, statement_list

front = [path("", desk.home, name="home")]
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("articles/", articles.article_list, name="article-list"),
    path("articles/<slug:slug>/withdraw/", articles.article_withdraw, name="article-withdraw"),
    path("statements/", statement_list.statement_list, name="statement-list"),
]
