"""Holds how the bytes of a file become text: as told, as declared, by a guess that is said."""

import pytest

from articles.intake import IntakeRefused, read


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le gouvernement a annoncé qu'il est prêt à négocier, où et quand ça ira.", "windows-1252"),
        ("“The café’s owner” said – naïvely – that it is fine…", "windows-1252"),
        ("Правительство сообщило, что цены в стране снизились и что это не конец.", "windows-1251"),
        ("政府は、昨年の物価は下がったが、危機はまだ終わっていないと述べた。", "shift_jis"),
    ],
)
def test_encoding_is_guessed_and_said(text: str, encoding: str) -> None:
    found = read(text.encode(encoding))
    assert found.encoding == encoding
    assert found.paragraphs[0].text == text
    assert found.notes == (f"Read as {encoding}: a guess. If letters look wrong, choose another encoding.",)


SUMMER = "Un été à la plage, où l’économie a baissé.\n\nDéjà, c’était prévu : rien n’a changé."


@pytest.mark.parametrize(
    ("data", "places"),
    [
        (SUMMER.replace("rien", "¤rien").encode().replace("¤".encode(), b"\xff"), "a place"),
        (SUMMER.encode().replace("prévu".encode(), b"pr\xc3vu"), "a place"),
        (SUMMER.replace("rien", "¤rien").encode().replace("¤".encode(), b"\xed\xa0\xbd"), "3 places"),
    ],
    ids=["a stray byte", "half a letter", "half a pair"],
)
@pytest.mark.parametrize("encoding", [None, "utf-8"])
def test_a_stray_byte_makes_no_other_encoding_of_all_that_is_right(data, places, encoding) -> None:
    found = read(data, encoding=encoding)
    assert found.encoding == "utf-8"
    assert found.paragraphs[0].text == "Un été à la plage, où l’économie a baissé."
    assert "\ufffd" in found.paragraphs[1].text
    (note,) = found.notes
    assert note.startswith(f"Read as utf-8, with {places} that cannot be read") and "first in line 3." in note


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("我们的政府说，去年的价格下降了，但是危机还没有结束。", "gb18030"),
        ("我們的政府說，去年的價格下降了，但是危機還沒有結束。", "big5"),
        ("政府は、昨年の物価は下がったが、危機はまだ終わっていないと述べた。", "euc-jp"),
        ("정부는 지난해 물가가 내렸지만 위기는 아직 끝나지 않았다고 밝혔다.", "euc-kr"),
        ("قالت الحكومة إن الأسعار انخفضت العام الماضي وإن الأزمة لم تنته بعد.", "windows-1256"),
        ("Η κυβέρνηση είπε ότι οι τιμές έπεσαν πέρυσι.", "windows-1253"),
        ("Правительство сообщило, что цены в стране снизились.", "koi8-r"),
    ],
)
def test_no_other_encoding_is_taken_for_utf_8_with_stray_bytes(text: str, encoding: str) -> None:
    assert read(text.encode(encoding) * 20).encoding != "utf-8"


def test_what_no_encoding_explains_is_read_as_western() -> None:
    found = read(bytes(range(0x80, 0x100)))
    assert (found.encoding, len(found.notes)) == ("iso-8859-15", 1)


def test_a_guess_that_does_not_fit_to_the_end_is_refused() -> None:
    line = "政府は、昨年の物価は下がったが、危機はまだ終わっていないと述べた。\n".encode("shift_jis")
    with pytest.raises(IntakeRefused, match="encoding could not be found out"):
        read(line * 1_000 + b"\xfd\xff")


@pytest.mark.parametrize("declared", ["nonsense", "utf-8", "ascii"])
def test_a_page_that_declares_what_it_is_not_is_guessed(declared: str) -> None:
    page = (
        f'<meta charset="{declared}">Le gouvernement a annoncé qu’il est prêt à négocier, où et quand ça ira.'
    )
    assert read(page.encode("windows-1252"), filename="a.txt").encoding == "windows-1252"


def test_control_characters_are_a_few_at_most() -> None:
    text = "It was built in the year of the flood. " * 10
    read_as = read(text.encode() + b"\x1b\t\r\n\x0b\x0c" * 40)
    assert read_as.encoding == "utf-8"
    with pytest.raises(IntakeRefused, match="not a text file"):
        read(text.encode() + b"\x01" * 10)


def test_reader_chooses_the_encoding() -> None:
    data = "Цены в стране снизились.".encode("koi8-r")
    found = read(data, encoding="koi8-r")
    assert found.paragraphs[0].text == "Цены в стране снизились."
    assert found.notes == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-8"])
def test_byte_order_mark(encoding: str) -> None:
    found = read("\ufeffTitle\n\nIt’s “here”.".encode(encoding))
    assert found.title == "Title"
    assert found.encoding == encoding[:6].removesuffix("-")


def test_utf_16_without_a_byte_order_mark_is_the_readers_to_name() -> None:
    data = "Title\n\nIt’s “here”.".encode("utf-16-le")
    with pytest.raises(IntakeRefused, match="UTF-16: then choose that encoding"):
        read(data)
    assert read(data, encoding="utf-16").title == "Title"


@pytest.mark.parametrize("encoding", ["nonsense", "utf-8", "utf-16"])
def test_wrong_encoding_is_refused_at_its_field(encoding: str) -> None:
    with pytest.raises(IntakeRefused, match="Choose another encoding") as refusal:
        read(b"caf\xe9 \xd8", encoding=encoding)
    assert refusal.value.field == "encoding"


def test_what_its_byte_order_mark_belies_is_no_guess() -> None:
    with pytest.raises(IntakeRefused, match=r"not readable as utf-8\. Choose another") as refusal:
        read(b"\xef\xbb\xbfLe gouvernement a annonc\xe9 qu'il est pr\xeat.")
    assert refusal.value.field == "file"
