"""Why a flag is raised: the reasons, in groups, the commonest first."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """``about`` says whose matter it is: the article's claim ("claim") or our own work ("work")."""

    code: str
    label: str
    group: str
    about: str
    needs_note: bool = False


REASONS: tuple[Reason, ...] = (
    Reason("no_source", "No source", "Evidence", "work"),
    Reason("source_says_not", "Source does not say this", "Evidence", "claim"),
    Reason("weak_source", "Weak source only", "Evidence", "work"),
    Reason("one_origin", "One origin only", "Evidence", "work"),
    Reason("source_closed", "Source can’t be opened", "Evidence", "work"),
    Reason("out_of_date", "Out of date", "Evidence", "claim"),
    Reason("figure_differs", "Figure differs", "Figures", "claim"),
    Reason("adds_up_not", "Doesn’t add up", "Figures", "claim"),
    Reason("unit_or_base", "Unit, period or base missing or mixed", "Figures", "claim"),
    Reason("counted_differently", "Counted differently", "Figures", "claim"),
    Reason("context_missing", "Context missing", "Fairness", "claim"),
    Reason("other_side", "Other side missing", "Fairness", "claim"),
    Reason("no_reply_asked", "Not asked for reply", "Fairness", "work"),
    Reason("loaded_wording", "Loaded wording", "Fairness", "claim"),
    Reason("legal_risk", "Legal risk", "Fairness", "claim"),
    Reason("who_says", "Who says it?", "Text", "work"),
    Reason("quotation_differs", "Quotation differs", "Text", "claim"),
    Reason("cause_not_shown", "Cause not shown", "Text", "claim"),
    Reason("name_or_spelling", "Name or spelling", "Text", "claim"),
    Reason("clashes", "Clashes with another statement", "Text", "claim"),
    Reason("headline", "Headline goes beyond the text", "Text", "claim"),
    Reason("other", "Other", "Text", "work", needs_note=True),
)
BY_CODE: dict[str, Reason] = {reason.code: reason for reason in REASONS}


def grouped_reasons(words: Iterable[str] = ()) -> list[tuple[str, list[tuple[str, str]]]]:
    """Code and label in their groups, as a select wants them; those that have all the ``words``, or parts of words."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for reason in REASONS:
        aside = (
            "say what, for the desk" if reason.needs_note else "our work" if reason.about == "work" else ""
        )
        label = f"{reason.label} ({aside})" if aside else reason.label
        if all(word in label.casefold() for word in words):
            groups.setdefault(reason.group, []).append((reason.code, label))
    return list(groups.items())


def sought(find: str) -> dict[str, str]:
    """Those that have all the words of ``find``, or parts of words: code → label."""
    return {code: label for _, found in grouped_reasons(find.casefold().split()) for code, label in found}


def meant(find: str) -> set[str]:
    """The code of the only reason that ``find`` can mean; empty where it may be several, or none."""
    return set(codes) if len(codes := sought(find)) == 1 else set()
