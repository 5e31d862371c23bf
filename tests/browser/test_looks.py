"""What the eye must be able to tell apart: marks under a tint, bars above bars, words in narrow columns."""

from tests.browser.playing import open_statement
from tests.cast import at

FRAGMENTS = """mark => {
  const shadow = getComputedStyle(mark).boxShadow;
  const boxes = [...mark.getClientRects()].map(({top, bottom}) => [top, bottom]);
  return [shadow, boxes];
}"""


def test_the_tint_of_a_line_leaves_the_marks_of_the_one_above(ana_at, article):
    ana_at.set_viewport_size({"width": 390, "height": 844})
    row = at(article, "3.1")
    open_statement(ana_at, row)
    shadow, lines = ana_at.locator(f"#s{row.pk}").evaluate(FRAGMENTS)
    assert shadow == "none"
    assert len(lines) > 1
    assert all(above[1] <= below[0] for above, below in zip(lines, lines[1:], strict=False))
