"""What every page does, whatever is on it."""

import io
import logging
import socket
import time

import pytest
from django.db import connection
from django.test import Client, RequestFactory

from config.encoding import Utf8Handler

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/articles/7?status=open"}

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.config.rooms")]


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


# Sign-in


def test_stranger_is_sent_to_sign_in_and_back(client):
    response = client.get("/private?a=1")
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/private%3Fa%3D1"


def test_stranger_in_htmx_leaves_the_page_for_sign_in_and_comes_back_to_it(client):
    response = client.get("/private", headers=HTMX)
    assert response.status_code == 200
    assert response["HX-Redirect"] == "/accounts/login/?next=/articles/7%3Fstatus%3Dopen"
    assert response.content == b""


@pytest.mark.parametrize(
    ("sent_from", "back"),
    [
        ("http://testserver/articles/7?status=open#s-41", "/articles/7%3Fstatus%3Dopen"),
        ("https://elsewhere.example/page", "/"),
        ("", "/"),
    ],
)
def test_stranger_who_sent_a_form_comes_back_to_its_page(client, sent_from, back):
    response = client.post("/private", headers={"Referer": sent_from})
    assert response["Location"] == f"/accounts/login/?next={back}"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_wrong_method_is_told_in_words(client, ana, headers):
    client.force_login(ana.person)
    response = client.get("/desks/harbour/deeds/1/undo/", headers=headers)
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "Go back to the page" in response.content.decode()


def test_a_page_can_be_asked_for_its_head(client, ana, article):
    client.force_login(ana.person)
    for address in (
        "",
        "articles/",
        "articles/take-in/",
        "sources/",
        "statements/",
        "review/",
        "people/",
        "tokens/",
    ):
        assert client.head(f"/desks/harbour/{address}").status_code == 200


def test_page_of_another_site_is_no_way_back(client):
    response = client.get("/private", headers=HTMX | {"HX-Current-URL": "https://elsewhere.example/page"})
    assert response["HX-Redirect"] == "/accounts/login/?next=/"


@pytest.mark.parametrize("page", ["http://[x", "//[x", "http://testserver]/"])
def test_htmx_on_a_page_whose_address_is_none(client, page):
    response = client.get("/private", headers=HTMX | {"HX-Current-URL": page})
    assert response["HX-Redirect"] == "/accounts/login/?next=/"


@pytest.mark.parametrize("charset", ["rot13", "zlib", "idna", "undefined", "utf-16", "latin-1", "of no kind"])
@pytest.mark.parametrize("path", ["/takes", "/accounts/login/", "/api/v1/desks/"])
def test_whoever_does_not_send_utf_8_is_told(db, path, charset):
    for content_type in ("text/plain", "application/json", "multipart/form-data; boundary=x"):
        for method in ("GET", "POST"):
            status, body = served(method, path, f"{content_type}; charset={charset}")
            assert (status, "Send it in UTF-8." in body) == ("415 Unsupported Media Type", True)


@pytest.mark.parametrize("charset", ["UTF-8", "utf8", "us-ascii"])
def test_whoever_sends_utf_8_may_say_so(charset):
    content_type = f"application/x-www-form-urlencoded; charset={charset}"
    assert served("POST", "/takes", content_type) == ("200 OK", "took 3")


@pytest.mark.parametrize("path", ["/takes", "/accounts/login/", "/api/v1/desks/", "/api/v1/nowhere/"])
@pytest.mark.parametrize("coding", ["gzip", "br", "Deflate", "identity, gzip", "of no kind"])
def test_whoever_sends_it_compressed_is_told(client, path, coding):
    answer = client.post(path, b"text=abc", "application/json", headers={"Content-Encoding": coding})
    assert (answer.status_code, answer["Accept-Encoding"]) == (415, "identity")
    assert "not compressed" in answer.content.decode()
    assert answer["Content-Type"].startswith("application/problem+json" if "api" in path else "text/html")


@pytest.mark.parametrize("coding", ["identity", "Identity", ""])
def test_whoever_sends_it_as_it_is_may_say_so(client, coding):
    answer = client.post("/takes", {"text": "abc"}, headers={"Content-Encoding": coding})
    assert (answer.status_code, answer.content) == (200, b"took 3")


def served(method, path, content_type):
    """Status and body, from the handler that a server has: Django's test client makes its own requests."""
    told, token = [], "a" * 32
    headers = {"Cookie": f"csrftoken={token}", "X-CSRFToken": token, "Host": "testserver"}
    asked = RequestFactory().generic(method, path, b"text=abc", headers=headers, QUERY_STRING="text=a")
    answer = Utf8Handler()(asked.environ | {"CONTENT_TYPE": content_type}, lambda *head: told.append(head))
    return told[0][0], b"".join(answer).decode()


def test_nobody_opens_an_account_uninvited(client):
    form = {"email": "new@example.org", "password1": "a long enough one", "password2": "a long enough one"}
    client.post("/accounts/signup/", form)
    from articles.models import Person

    assert not Person.objects.filter(email="new@example.org").exists()


# Headers


def test_pages_allow_nothing_inline_and_nothing_from_elsewhere(client):
    policy = client.get("/healthz")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    for source in ("unsafe", "http", "*"):
        assert source not in policy
    assert [rule for rule in policy.split("; ") if "data:" in rule] == [
        "img-src 'self' data:"
    ]  # the page's icon


def test_page_and_part_are_kept_apart_by_caches(client):
    assert "HX-Request" in client.get("/healthz")["Vary"]


def test_no_page_is_kept_for_others(client, ana, article):
    client.force_login(ana.person)
    for page in (f"/desks/harbour/articles/{article.slug}/", "/me/", "/nowhere/"):
        assert client.get(page)["Cache-Control"] == "private"


def test_static_files_are_compressed_on_the_way(client):
    response = client.get("/static/django_htmx/htmx-2.min.js", headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200
    assert response["Content-Encoding"] == "gzip"


# What went wrong


@pytest.mark.parametrize(
    ("how", "status"), [("suspicious", 400), ("forbidden", 403), ("absent", 404), ("broken", 500)]
)
def test_page_says_what_went_wrong_and_nothing_internal(client, how, status):
    response = client.get(f"/breaks/{how}")
    assert response.status_code == status
    assert "<h1>" in response.text
    assert "internal words" not in response.text


def test_reason_of_a_refusal_is_passed_on(client):
    assert "Rosa can approve it." in client.get("/breaks/forbidden").text


def test_htmx_gets_one_line(client):
    response = client.get("/breaks/forbidden", headers=HTMX)
    assert response.status_code == 403
    assert response.text.strip().startswith("<p")
    assert "<html" not in response.text
    assert "Rosa can approve it." in response.text
    assert response["HX-Push-Url"] == "false"


@pytest.mark.parametrize(("how", "status"), [("suspicious", 400), ("absent", 404), ("broken", 500)])
def test_api_gets_a_problem_document(client, how, status):
    response = client.get(f"/api/breaks/{how}")
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == response.status_code == status


@pytest.mark.parametrize(("how", "status"), [("away", 503), ("stopping", 503), ("cancelled", 500)])
def test_a_database_that_is_away_is_expected_back(client, how, status):
    page, problem = client.get(f"/breaks/{how}"), client.get(f"/api/breaks/{how}")
    assert page.status_code == problem.status_code == problem.json()["status"] == status
    for answer in (page, problem):
        assert answer.get("Retry-After") == ("10" if status == 503 else None)
        assert ("The database is unavailable" in answer.text) == (status == 503)
        assert "internal words" not in answer.text


@pytest.mark.parametrize(
    ("how", "title"),
    [
        ("full", "The disk is full"),
        ("memory", "The database is overloaded"),
        ("connections", "The database is overloaded"),
        ("held", "Someone else is saving this"),
        ("deadlock", "Someone else is saving this"),
        ("out of step", "Someone else is saving this"),
    ],
)
def test_what_will_pass_is_told_by_its_name(client, how, title):
    for answer in (client.get(f"/breaks/{how}"), client.get(f"/api/breaks/{how}")):
        assert (answer.status_code, answer["Retry-After"]) == (503, "10")
        assert title in answer.text and "internal words" not in answer.text
        assert "Nothing half-done was saved." in answer.text and "ry again" in answer.text


def test_ten_megabytes_reach_the_form(client, ana):
    client.force_login(ana.person)
    assert client.post("/takes", {"text": "a" * 10_000_000}).text == "took 10000000"


@pytest.mark.parametrize("path", ["/takes", "/api/schema/", "/api/schema/page/"])
@pytest.mark.parametrize("headers", [{"Referer": "http://testserver/articles/7"}, HTMX])
def test_a_strangers_large_form_is_let_go_unread(client, monkeypatch, path, headers):
    def held(request):
        raise AssertionError("It was read.")

    monkeypatch.setattr("django.http.HttpRequest._load_post_and_files", held)
    answer = client.post(path, {"text": "a" * 100_000}, headers=headers)
    assert "/accounts/login/?next=/articles/7" in (answer.get("Location") or answer["HX-Redirect"])


def test_more_than_can_be_read_is_refused_with_the_limit(client, ana):
    client.force_login(ana.person)
    response = client.post(
        "/takes", "text=" + "a" * 33 * 1024 * 1024, content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 413
    assert "32 MB" in response.text


def test_expired_form_says_what_to_do():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/takes", {"text": "a"})
    assert response.status_code == 403
    assert "Go back, reload the page, then send it again." in response.text  # reloaded, this one is sent anew
    in_place = client.post("/takes", {"text": "a"}, headers={"HX-Request": "true"})
    assert "Nothing was saved. Reload the page, then send it again." in in_place.text


def test_a_server_that_does_not_know_its_address_says_what_to_set():
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/takes", {"text": "a"}, headers={"Origin": "https://desk.example:8443"})
    assert answer.status_code == 403 and "CSRF_TRUSTED_ORIGINS" in answer.text


# Health


@pytest.mark.parametrize("backlog", [None, 1], ids=["nobody there", "somebody who says nothing"])
def test_health_says_soon_that_the_database_is_away(client, monkeypatch, backlog):
    assert client.get("/healthz").status_code == 200
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if backlog:
            server.listen(backlog)
        host, port = server.getsockname()
        monkeypatch.setitem(connection.settings_dict, "HOST", host)
        monkeypatch.setitem(connection.settings_dict, "PORT", str(port))
        asked = time.monotonic()
        assert client.get("/healthz").status_code == 503
        assert time.monotonic() - asked < 10  # the pool waits for 15


def test_load_balancer_may_ask_by_number(client):
    by_number = {"Host": "10.0.0.7:8000"}
    assert client.get("/healthz", headers=by_number).content == b"ok\n"
    assert client.get("/accounts/login/", headers=by_number).status_code == 400


# The log


def test_wrong_host_is_a_line_of_the_log(client, monkeypatch):
    (told,) = (handler for handler in logging.root.handlers if handler.name == "stderr")
    monkeypatch.setattr(told, "stream", io.StringIO())
    assert client.get("/accounts/login/", headers={"Host": "elsewhere.example"}).status_code == 400
    (line,) = told.stream.getvalue().splitlines()
    assert "elsewhere.example" in line
