"""A text between being read and being taken in: what a person sees of it, corrects in it."""

from annotations.drafting.corrections import Corrections, CorrectionsUnreadable, Place
from annotations.drafting.paragraphs import Drafted, drafted
from annotations.drafting.rows import Row, rows
from annotations.drafting.sheet import FACTS, Sheet, read_original
from annotations.drafting.steps import Step, step

__all__ = [
    "FACTS",
    "Corrections",
    "CorrectionsUnreadable",
    "Drafted",
    "Place",
    "Row",
    "Sheet",
    "Step",
    "drafted",
    "read_original",
    "rows",
    "step",
]
