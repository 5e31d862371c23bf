"""The glyphs stand for every mark of the scale, each drawing its own."""

from xml.etree import ElementTree

import pytest

from annotations import glyphs
from annotations.models import Detail, ReviewState, Status
from annotations.scale import mark_of


def test_every_mark_of_the_scale_has_its_symbol():
    marks = {mark_of(s, d, r).symbol for s in Status for d in Detail for r in ReviewState} - {""}
    drawn = {node.get("id") for node in ElementTree.fromstring(f"<svg>{glyphs.sprite()}</svg>")}
    assert marks <= drawn
    assert len(drawn) == len(glyphs.GLYPHS) * len(glyphs.FILLS) == 27


def test_no_two_glyphs_look_the_same():
    drawings = {glyphs.paths(glyph, fill) for glyph in glyphs.GLYPHS for fill in glyphs.FILLS}
    assert len(drawings) == 27


@pytest.mark.parametrize("fill", glyphs.FILLS)
def test_fill_is_told_without_colour(fill):
    drawing = glyphs.paths("tick", fill)
    assert ("stroke-dasharray" in drawing) == (fill == "changed")
    assert ('r="9.4" fill="currentColor"' in drawing) == (fill == "filled")
