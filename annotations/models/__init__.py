"""What people say of the text."""

from annotations.models.access import ApiToken, IdempotencyKey
from annotations.models.counterpoint import Counterpoint, CounterpointKind, CounterpointOutcome
from annotations.models.deed import Deed, Tally, Verb
from annotations.models.edition import Edition
from annotations.models.evidence import Citation, Dismissal, Figure, NegativeSearch, Stance
from annotations.models.flag import Flag, FlagOutcome
from annotations.models.note import Note, Query
from annotations.models.review import Contribution, Decision, Ruling
from annotations.models.source import Passage, SealedCopy, Source
from annotations.models.statement import (
    Claimant,
    Placement,
    PlacementOutcome,
    Relation,
    RelationKind,
    ReviewState,
    Statement,
    StatementKind,
)
from annotations.models.verification import Detail, Status, Verification

__all__ = [
    "ApiToken",
    "Citation",
    "Claimant",
    "Contribution",
    "Counterpoint",
    "CounterpointKind",
    "CounterpointOutcome",
    "Decision",
    "Deed",
    "Detail",
    "Dismissal",
    "Edition",
    "Figure",
    "Flag",
    "FlagOutcome",
    "IdempotencyKey",
    "NegativeSearch",
    "Note",
    "Passage",
    "Placement",
    "PlacementOutcome",
    "Query",
    "Relation",
    "RelationKind",
    "ReviewState",
    "Ruling",
    "SealedCopy",
    "Source",
    "Stance",
    "Statement",
    "StatementKind",
    "Status",
    "Tally",
    "Verb",
    "Verification",
]
