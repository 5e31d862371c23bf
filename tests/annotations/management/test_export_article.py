"""The command writes what the page hands out."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from annotations import reading
from annotations.exports import FORMATS
from annotations.services.verifying import verify
from articles.models import Article
from articles.querysets import articles_of
from tests.cast import at, taken_in

pytestmark = pytest.mark.django_db
FULL = Path("/dev/full")


@pytest.mark.parametrize("format", FORMATS)
def test_writes_the_same_bytes_every_time(article, ana, tmp_path, format):
    files = [tmp_path / name for name in ("one", "two")]
    for file in files:
        call_command("export_article", article.slug, format=format, output=str(file))
    audience = "archive" if format == "json" else "readers"
    wanted = FORMATS[format].render(reading.load(articles_of(ana).get(), audience=audience))
    assert files[0].read_bytes() == files[1].read_bytes() == wanted


@pytest.mark.parametrize(("audience", "is_told"), [("readers", False), ("author", False), ("archive", True)])
def test_a_verdict_that_was_taken_back_is_for_the_archive_alone(article, ana, capfdbinary, audience, is_told):
    verify(at(article, "3.1"), by=ana, status="misleading", rationale="By a third.")
    verify(at(article, "3.1"), by=ana, status="unchecked")
    call_command("export_article", article.slug, "--for", audience, format="markdown")
    assert (b"3.1: Misleading" in capfdbinary.readouterr().out) == is_told


@pytest.mark.parametrize("output", ["-", ""])
def test_standard_output(article, capfdbinary, output):
    call_command("export_article", article.slug, format="markdown", desk="harbour", output=output)
    assert capfdbinary.readouterr().out.startswith(b"# The port is winning its war on waiting\n")


@pytest.mark.parametrize(
    ("slug", "at_desk", "told"),
    [
        ("nothing", None, "There is no article “nothing”. Its short name is the end of its address"),
        ("nothing", "harbour", "There is no article “nothing” at the desk “harbour”. Its short name is"),
        ("nothing", "mars", "There is no desk “mars”. Desks: harbour."),
    ],
)
def test_says_what_is_not_there(article, slug, at_desk, told):
    with pytest.raises(CommandError, match=told):
        call_command("export_article", slug, format="json", desk=at_desk)


def test_asks_which_desk(article, otto):
    taken_in(otto)
    with pytest.raises(CommandError, match="Say which: --desk NAME, of elsewhere, harbour"):
        call_command("export_article", article.slug, format="json")
    assert Article.objects.count() == 2


def test_a_folder_is_no_file(article, tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_article", article.slug, format="json", output=str(tmp_path))


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_a_full_disk_is_told_in_a_sentence(article, monkeypatch):
    with pytest.raises(CommandError, match="/dev/full cannot be written: No space left on device"):
        call_command("export_article", article.slug, format="json", output=str(FULL))
    with FULL.open("w") as full:
        monkeypatch.setattr("sys.stdout", full)
        with pytest.raises(
            CommandError, match=r"Standard output cannot be written: No space left on device\."
        ):
            call_command("export_article", article.slug, format="json")


def test_an_empty_database_says_what_to_run(db, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)
    with pytest.raises(CommandError, match=r"python3 manage\.py migrate"):
        call_command("export_article", "anything", format="json")
    with pytest.raises(CommandError, match=r"python3 manage\.py migrate"):
        call_command("import_article", __file__)
