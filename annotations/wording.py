"""What readers will see of a verdict, in a sentence or two."""

from annotations.models.statement import NOT_FACTUAL
from annotations.models.verification import UNJUDGED, Status
from annotations.reading.model import AnnotatedStatement
from annotations.scale import VerdictLabels
from articles.sentences import ends_sentence


def wording(statement: AnnotatedStatement, scale: VerdictLabels) -> str:
    """The verdict as it is printed, without its rationale.

    Keeps "it was said" apart from "it is so": "supported" of a claim that was only checked for
    having been said would be a trap, so it never says just that. What repeats another has its verdict alone,
    with "(that it was said)" where no more was checked there. Nothing is confirmed without evidence.
    """
    repeated = bool(statement.same_as) and statement.said_only
    label = scale.label(statement.status, statement.detail, said_only=repeated)
    if statement.same_as or statement.status in UNJUDGED or not statement.checked_said:
        return _sentence(f"{label}{_why(statement, scale)}")
    who = _who(statement)
    confirmed = "confirmed" if statement.citations else "no evidence is cited"
    if statement.checked_so:
        said = f"{_capital(who)} said so ({confirmed})."
        if statement.status == Status.UNVERIFIABLE:
            return f"{said} Whether it is so could not be verified{_why(statement, scale)}."
        return f"{said} Whether it is so: {_sentence(_small(label))}"
    if statement.status == Status.SUPPORTED:
        return f"{_capital(who)} said so ({confirmed}). Whether it is so was not checked."
    if statement.status == Status.UNVERIFIABLE:
        said = f"Whether {who} said so could not be verified{_why(statement, scale)}."
        return f"{said} Whether it is so was not checked."
    return f"Whether {who} said so: {_sentence(_small(label))} Whether it is so was not checked."


def checked(statement: AnnotatedStatement) -> str:
    """ "Checked that it is so", "to check" before there is a verdict, "As 3.1" of what repeats that.

    Empty for what is no factual claim.
    """
    if statement.same_as:
        return f"As {statement.same_as.label}"
    is_open = statement.status == Status.UNCHECKED
    if statement.status == Status.NOT_CLAIM or (is_open and statement.kind in NOT_FACTUAL):
        return ""
    ticked = (("that it was said", statement.checked_said), ("that it is so", statement.checked_so))
    return f"{'To check' if is_open else 'Checked'} {' and '.join(words for words, yes in ticked if yes)}"


def _who(statement: AnnotatedStatement) -> str:
    if statement.claimant:
        return statement.claimant.name
    return "someone (it is unclear who)" if statement.claimant_unclear else "the author"


def _why(statement: AnnotatedStatement, scale: VerdictLabels) -> str:
    """ ": nobody counts it" — the reason that belongs to "can’t be verified"."""
    if statement.status != Status.UNVERIFIABLE or not statement.detail:
        return ""
    return f": {_small(scale.word(statement.detail))}"


def _sentence(text: str) -> str:
    return text if ends_sentence(text) else f"{text}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    """Lower case at the start, unless the word is one that is written in capitals ("UN-checked")."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
