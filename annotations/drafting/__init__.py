"""A text between being read and being taken in: what a person sees of it, corrects in it."""

from annotations.drafting.rows import rows
from annotations.drafting.sheet import FACTS, Sheet, read_original
from annotations.drafting.steps import step

__all__ = ["FACTS", "Sheet", "read_original", "rows", "step"]
