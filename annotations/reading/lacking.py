"""Tells what the verdict on a statement still needs."""

from annotations.reading.model import AnnotatedStatement
from annotations.services.verifying import missing


def lacks(statement: AnnotatedStatement) -> tuple[str, ...]:
    """What its verdict lacks before an editor is asked, in words; empty where none is given."""
    if statement.verdict is None:
        return ()
    return missing(statement.verdict, [citation.stance for citation in statement.citations])
