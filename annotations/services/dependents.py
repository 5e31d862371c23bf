"""Keeps what aims at a citation or a counterpoint when that is moved or taken away."""

from annotations.models import Citation, Counterpoint, CounterpointKind, Statement
from annotations.services.deed import Act


def detach_dependents(act: Act, row: Citation | Counterpoint) -> None:
    """Before ``row`` is taken away: its flags stand on its statement, what speaks against it as a plain counterpoint.

    A flag is somebody's question: taking the row away does not answer it.
    """
    for flag in row.flags.filter(withdrawn_at=None):
        act.change(flag, citation=None, counterpoint=None)
    if isinstance(row, Citation):
        for point in Counterpoint.objects.filter(target=row, withdrawn_at=None):
            act.change(point, target=None, kind=CounterpointKind.PLAIN)


def move_with_dependents(act: Act, row: Citation | Counterpoint, statement: Statement) -> None:
    """Hang ``row`` on another statement with its flags, withdrawn ones too, for undo."""
    act.change(row, statement=statement)
    for flag in row.flags.all():
        act.change(flag, statement=statement)
