"""Tells what a statement still needs: its verdict, its evidence."""

from annotations.models.verification import Status
from annotations.reading.model import AnnotatedStatement
from annotations.services.verifying import missing

_WANT_NONE = frozenset({Status.NOT_CLAIM, Status.NO_EVIDENCE, Status.UNVERIFIABLE})


def lacks(statement: AnnotatedStatement) -> tuple[str, ...]:
    """What its verdict lacks before an editor is asked, in words; empty where none is given."""
    if statement.verdict is None:
        return ()
    return missing(statement.verdict, [citation.stance for citation in statement.citations], of=statement)


def wants_evidence(statement: AnnotatedStatement) -> bool:
    """Whether its verdict rests on something: one that nothing was found, or can be, has nothing to cite."""
    return statement.status not in _WANT_NONE and statement.status != Status.UNCHECKED


def lacks_origins(statement: AnnotatedStatement, wanted: int) -> bool:
    """Whether fewer independent origins bear the verdict than ``wanted``.

    That only one can exist is a reason that satisfies it, where that one is cited. What is no claim wants none, nor
    does a verdict that nothing was found, or can be.
    """
    is_satisfied = statement.origins == 1 and bool(statement.one_origin_why)
    return statement.status not in _WANT_NONE and statement.origins < wanted and not is_satisfied
