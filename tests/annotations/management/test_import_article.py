"""The command takes a text in, or rebuilds an exported article; a refusal is one sentence."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from annotations.importing import parsing
from annotations.management.commands import import_article
from articles.models import Article, Desk

pytestmark = pytest.mark.django_db
OP_ED = Path(__file__).parents[4] / "shared" / "articles" / "op-ed.txt"
TEXT = (
    "The tram is winning\n\nIn 2025 it carried 75,000 people. Who knows why?\n\nSign up for our newsletter\n"
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "tram.txt"
    path.write_text(TEXT)
    return path


def test_takes_a_text_in_and_prints_its_short_name(desk, file, capsys):
    call_command("import_article", str(file), url="https://example.org/tram")
    assert capsys.readouterr().out == "the-tram-is-winning\n"
    article = Article.objects.get(slug="the-tram-is-winning")
    assert (article.title, article.url, article.created_by) == (
        "The tram is winning",
        "https://example.org/tram",
        None,
    )
    assert list(article.revision.paragraphs.order_by("position").values_list("left_out", flat=True)) == [
        False,
        False,
        True,
    ]
    assert bytes(article.revision.blob.content) == TEXT.encode()


def test_a_file_without_a_name_is_asked_for(desk):
    with pytest.raises(CommandError, match="Name the file to read"):
        call_command("import_article", "")


@pytest.mark.parametrize("title", ["", "   "])
def test_an_empty_title_is_none(desk, file, capsys, title):
    call_command("import_article", str(file), title=title)
    assert capsys.readouterr().out == "the-tram-is-winning\n"


@pytest.mark.parametrize("data", [b"[]", b"{}", b"", b"Words."])
def test_a_json_file_that_is_no_export_is_told_so(desk, tmp_path, data):
    """Who reads it has started the command that another sentence would send them to."""
    path = tmp_path / "other.json"
    path.write_bytes(data)
    with pytest.raises(CommandError) as refused:
        call_command("import_article", str(path))
    assert "import_article" not in str(refused.value) and "xport" in str(refused.value)


def test_a_file_is_read_in_the_encoding_given(desk, tmp_path, capsys):
    path = tmp_path / "tram.txt"
    path.write_bytes(TEXT.encode("utf-16-le"))  # without a mark that says so
    with pytest.raises(
        CommandError, match=r"UTF-16: then choose that encoding\. Open it, copy .* take that in\."
    ):
        call_command("import_article", str(path))
    call_command("import_article", str(path), "--encoding", "utf-16")
    assert capsys.readouterr().out == "the-tram-is-winning\n"
    assert Article.objects.get().revision.encoding == "utf-16"
    with pytest.raises(CommandError, match=r"invalid choice: 'latin'.*choose from"):
        call_command("import_article", str(path), "--encoding", "latin")


def test_what_was_guessed_is_said_beside_the_short_name(desk, tmp_path, capsys):
    text = tmp_path / "été.txt"
    text.write_bytes(
        "Un été à Paris\n\nIl a été déjà très chaud.\n\n¤Où, là.".encode().replace("¤".encode(), b"\xff")
    )
    call_command("import_article", str(text))
    printed = capsys.readouterr()
    assert printed.out == "un-ete-a-paris\n"
    assert "first in line 5" in printed.err


def test_the_title_given_counts(desk, file, capsys):
    call_command("import_article", str(file), title="Trams, again")
    assert capsys.readouterr().out == "trams-again\n"


@pytest.mark.parametrize(("name", "kept"), [("tram.txt", "text/plain"), ("tram.html", "text/html")])
def test_keeps_the_original_as_what_its_name_says(desk, tmp_path, name, kept):
    (tmp_path / name).write_text(f"<p>{TEXT}</p>" if name.endswith("html") else TEXT)
    call_command("import_article", str(tmp_path / name), title="Trams")
    assert Article.objects.get().revision.blob.media_type == kept


@pytest.mark.skipif(not OP_ED.exists(), reason="the op-ed is not beside this checkout")
def test_the_op_ed(desk, capsys):
    call_command("import_article", str(OP_ED))
    article = Article.objects.get(slug=capsys.readouterr().out.strip())
    assert article.revision.paragraphs.filter(left_out=True).count() == 5
    assert article.revision.paragraphs.count() == 19


def test_an_export_comes_back_at_another_desk(article, tmp_path, capsys):
    Desk.objects.create(slug="empty", name="Empty desk")
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    call_command("export_article", article.slug, format="json", output=str(first))
    call_command("import_article", str(first), desk="empty")
    assert capsys.readouterr().out == f"{article.slug}\n"
    call_command("export_article", article.slug, format="json", desk="empty", output=str(second))
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("option", [{"title": "Another"}, {"encoding": "utf-8"}])
def test_an_export_needs_no_title(article, tmp_path, option):
    path = tmp_path / "first.json"
    call_command("export_article", article.slug, format="json", output=str(path))
    with pytest.raises(CommandError, match="Leave --title, --url and --encoding away"):
        call_command("import_article", str(path), **option)


@pytest.mark.parametrize("harm", [lambda b: b[:200], lambda b: b[: len(b) // 2], lambda b: b[:-3]])
def test_an_export_cut_off_is_no_text(article, tmp_path, harm):
    path = tmp_path / "cut.json"
    call_command("export_article", article.slug, format="json", output=str(path))
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(CommandError, match="no readable JSON"):
        call_command("import_article", str(path))
    assert Article.objects.count() == 1


def test_an_export_saved_by_another_program(article, tmp_path, capsys):
    """Windows PowerShell writes UTF-16 where one sends output to a file; editors put a mark before UTF-8."""
    path = tmp_path / "first.json"
    call_command("export_article", article.slug, format="json", output=str(path))
    text = path.read_text("utf-8")
    for number, encoding in enumerate(("utf-16", "utf-8-sig")):
        Desk.objects.create(slug=f"empty{number}", name="Empty desk")
        path.write_text(text, encoding)
        call_command("import_article", str(path), desk=f"empty{number}")
        assert capsys.readouterr().out.strip() == article.slug


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "There is no text in it"),
        (b"%PDF-1.7 \x00", "PDF"),
        (b'{"format":"obelus-article","version":1}', "is missing"),
        (b"x" * (6 * 2**20), "the limit is 5 MB"),
    ],
)
def test_refuses_in_a_sentence(desk, tmp_path, data, told):
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    with pytest.raises(CommandError, match=told):
        call_command("import_article", str(path))
    assert not Article.objects.exists()


def test_what_is_too_large_is_measured_to_its_end(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(parsing, "MAX_BYTES", 6 * 2**20)
    monkeypatch.setattr(import_article, "MAX_BYTES", 6 * 2**20)
    path = tmp_path / "large.json"
    path.write_bytes(b'{"' + b" " * (8 * 2**20))
    with pytest.raises(
        CommandError, match=r"The file has 8\.0 MB; the limit is 6 MB\. Take in the article’s"
    ):
        call_command("import_article", str(path))


def test_a_title_that_is_too_long_says_how_long_it_may_be(desk, file):
    with pytest.raises(
        CommandError, match=r"^title: 501 characters, but 500 is the limit\. Please shorten it\.$"
    ):
        call_command("import_article", str(file), title="x" * 501)
    assert not Article.objects.exists()


def test_an_address_that_is_none_is_named(desk, file):
    with pytest.raises(CommandError, match=r"^url: Send a whole address, like https://"):
        call_command("import_article", str(file), url="not an address")
    assert not Article.objects.exists()


@pytest.mark.parametrize("day", ["2999-01-31", "1850-01-31"])
def test_a_day_that_no_article_can_have_is_not_taken_from_the_file(desk, tmp_path, day):
    path = tmp_path / "tram.md"
    path.write_text(f"---\ntitle: The tram is winning\ndate: {day}\n---\n\nIt carried 75,000 people.\n")
    call_command("import_article", str(path))
    assert Article.objects.get().published_on is None


def test_a_title_that_is_too_long_is_cut_where_nobody_typed_it(desk, tmp_path):
    path = tmp_path / "tram.md"
    path.write_text(f"---\ntitle: {'x' * 501}\n---\n\nIt carried 75,000 people.\n")
    call_command("import_article", str(path))
    assert Article.objects.get().title == "x" * 500


def test_a_file_that_is_not_there(desk):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_article", "nowhere.txt")


def test_asks_for_the_desk(desk, file):
    Desk.objects.create(slug="empty", name="Empty desk")
    with pytest.raises(CommandError, match=r"Say which desk: --desk NAME\. Desks: empty, harbour\."):
        call_command("import_article", str(file))
