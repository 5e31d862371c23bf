"""Holds lengths of Chinese and Japanese texts to columns: a sign is as wide as two letters, and says as much."""

import pytest
from lxml.html import fromstring

from articles.boilerplate import propose
from articles.intake import missed_paragraphs, read_pasted
from articles.sentences import columns

JAPANESE = (
    "市は月曜日、老朽化した橋を閉鎖すると発表した。橋は一九三二年に建てられ、毎日三千台の車が通っていた。市長は、安全のためには"
    "やむを得ないと述べ、住民に理解を求めた。工事には三年かかる見通しだ。"
)
CHINESE = (
    "市政府星期一宣布关闭年久失修的大桥。这座桥建于一九三二年，每天有三千辆汽车通过。市长说：“为了安全不得不这样做”，并请"
    "市民谅解。工程预计需要三年时间才能完成。"
)


def wrapped(text: str, width: int) -> str:
    """Lines of so many signs; no mark opens one."""
    lines = [""]
    for sign in text:
        if len(lines[-1]) >= width and sign not in "、。，”：":
            lines.append("")
        lines[-1] += sign
    return "\n".join(lines)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(paragraph.kind, paragraph.text) for paragraph in read_pasted(text).paragraphs]


def test_columns() -> None:
    assert (columns("Hafen 9"), columns("橋、海"), columns("पुल"), columns("")) == (7, 6, 3, 0)


@pytest.mark.parametrize("width", [16, 20, 24, 30, 36, 44])
@pytest.mark.parametrize("text", [JAPANESE, CHINESE], ids=["ja", "zh"])
def test_lines_of_wide_signs_are_joined(text: str, width: int) -> None:
    found = kinds(f"桥\n\n{wrapped(text, width)}\n\n{wrapped(text * 2, width)}")
    assert found == [("title", "桥"), ("body", text), ("body", text * 2)]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "市政府宣布关闭大桥，居民表示不满。",
            "市议会下周讨论对策，工程需要三年。",
            "孩子们如何上学成为难题。",
        ],
        [
            "港の一年を振り返る写真展",
            "橋の閉鎖、市民に戸惑いの声が広がる",
            "新しい学校の名前が決まる",
            "市長選の結果",
        ],
    ],
)
def test_lines_that_are_paragraphs_stay_apart(lines: list[str]) -> None:
    assert [text for _, text in kinds("\n".join(["桥", *lines]))[1:]] == lines


def test_a_short_line_over_a_paragraph_is_a_heading() -> None:
    assert kinds(f"橋の閉鎖\n{JAPANESE}\n背景\n{JAPANESE[:60]}")[2] == ("heading", "背景")
    assert kinds(f"橋の閉鎖\n{JAPANESE}\n{JAPANESE[:46]}\n{JAPANESE * 2}")[2][0] == "body"


@pytest.mark.parametrize("first", ["市政府宣布关闭大桥。", "पुल बंद हो गया।", "پل بسته شد؛", "市政府宣布："])
def test_a_sentence_is_no_title(first: str) -> None:
    assert kinds(f"{first}\n\n{CHINESE}")[0] == ("body", first)


def test_a_long_line_among_the_publishers_is_the_authors() -> None:
    lines = ["桥", CHINESE, "分享", "港口的历史与未来以及市民对大桥关闭的看法" * 3, "分享"]
    assert list(propose(lines)) == [4]


def test_a_section_over_a_headline() -> None:
    found = read_pasted(f"返回首页\n国际\n大桥因年久失修关闭\n记者 王小明\n\n{CHINESE}")
    assert (found.title, found.paragraphs[2].rule) == ("大桥因年久失修关闭", "section")


def test_a_paragraph_of_wide_signs_is_long_where_it_says_much() -> None:
    tree = fromstring(f"<article><p>{CHINESE}</p><p>{CHINESE[:60]}</p></article>")
    assert [len(found) for found in missed_paragraphs.long_paragraphs(tree)] == [1]
