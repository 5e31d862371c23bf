"""Holds what opens the items of a list, in the scripts of the articles, to whole texts."""

import pytest

from articles.intake import html, read_pasted

TITLE = "橋の閉鎖"
BEFORE = "市は橋を閉鎖した。理由は次の通りだ。"
AFTER = "市議会は来週、対策を話し合う予定である。" * 5


def kind_of(line: str, *, after: str = "水門\n\n" + AFTER) -> tuple[str, str]:
    found = read_pasted(f"{TITLE}\n\n{BEFORE}\n\n{line}\n\n{after}").paragraphs[2]
    return found.kind, found.text


@pytest.mark.parametrize("mark", [*"・●○◆◇■□◎▶➤", "● ", "・ ", "• "])
def test_a_sign_is_taken_away(mark: str) -> None:
    assert kind_of(f"{mark}老朽化") == ("list_item", "老朽化")


@pytest.mark.parametrize(
    "line",
    """１、人手不足; 1、人手不足; 一、年久失修; 十二、资金; （一）缺乏资金; (2) 老朽化; （3）安全; ①安全; ⑫ 安全;
    १. पुराना पुल;    २) पैसा; १- सुरक्षा; ٢. الوقت; ١- السلامة; 3- السلامة; ۳- ایمنی; ۴) کارگران""".split(";"),
)
def test_a_number_stays(line: str) -> None:
    assert kind_of(line.strip()) == ("list_item", line.strip())


@pytest.mark.parametrize(
    "line",
    """○○さんは話した。; ◎5月に開く。; ■ 5; 一、二线城市的房价上涨。; 3- и 5-летние дети ходят в сад.;
    一九三二年に建った。; （市内）には橋がない。; 12 мая мост закрыли.; — Старый мост, — сказал он.""".split(
        ";"
    ),
)
def test_what_only_looks_like_a_mark_stays_in_its_sentence(line: str) -> None:
    assert kind_of(line.strip()) == ("body", line.strip())


@pytest.mark.parametrize(("line", "words"), [("■背景", "背景"), ("◆ 背景", "背景"), ("一、背景", "一、背景")])
def test_a_mark_over_a_long_paragraph_is_that_of_a_heading(line: str, words: str) -> None:
    assert kind_of(line, after=AFTER) == ("heading", words)
    assert kind_of("・背景", after=AFTER) == ("list_item", "背景")


def test_a_marked_heading_may_stand_behind_any_line_but_an_item() -> None:
    found = read_pasted(
        f"{TITLE}\n\n{BEFORE}\n\n（写真：共同）\n\n■背景\n\n{AFTER}\n\n■老朽化\n\n■予算\n\n{AFTER}"
    )
    assert [one.kind for one in found.paragraphs[3:]] == ["heading", "body", "list_item", "list_item", "body"]


def test_items_of_a_wrapped_text_are_not_joined() -> None:
    text = "市は橋を閉鎖した。理由は次の通りだと、市長が月曜日に話した。橋は古く、\n" * 3
    found = read_pasted(f"{TITLE}\n\n{BEFORE}\n\n{text}・老朽化\n・予算不足\n").paragraphs
    assert [one.text for one in found if one.kind == "list_item"] == ["老朽化", "予算不足"]


@pytest.mark.usefixtures("in_this_process")
def test_signs_in_a_page() -> None:
    items = "<h2>■背景</h2><p>●老朽化</p><p>- 予算</p>"
    page = f"<html><title>{TITLE}</title><article><p>{AFTER}</p>{items}<p>{AFTER}市長</p></article></html>"
    assert [(one.kind, one.text) for one in html.read(page).paragraphs[2:5]] == [
        ("heading", "■背景"),
        ("list_item", "老朽化"),
        ("body", "- 予算"),
    ]
