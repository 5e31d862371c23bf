"""Deeds on the words that a desk has for its verdicts. They belong to no article, so history alone records them."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from annotations.permissions import require_manager
from annotations.refusals import Refused, Stale
from annotations.scale import STANDARD, VerdictLabels
from articles.fields import clean_text
from articles.models import Desk, Membership, Scale

MOST_OF_A_LABEL = 40  # characters: it stands in margins and lists


def labels_of(desk: Desk) -> dict[str, str]:
    """The desk's own words, code → label; a verdict that keeps the standard one is not among them."""
    if desk.scale_id is None:
        return {}
    labels: dict[str, str] = Scale.objects.values_list("labels", flat=True).get(desk=desk, pk=desk.scale_id)
    return labels


def set_labels(
    desk: Desk, *, by: Membership, labels: Mapping[str, str], seen: Mapping[str, str] | None = None
) -> Desk:
    """Choose words that articles taken in from now on have for the verdicts; others keep what they began with.

    ``labels``: code of a status or detail → words; empty, or the standard ones, for the standard ones; what is not
    named stays. ``seen``: what stood there when it was read. Raises Stale, Refused, ValidationError.
    """
    require_manager(by, desk.pk)
    wanted = {code: _cleaned(code, words) for code, words in labels.items()}
    with transaction.atomic():
        desk = Desk.objects.select_for_update(no_key=True).get(pk=desk.pk)
        now = labels_of(desk)
        if any(now.get(code, "") not in (was, wanted[code]) for code, was in (seen or {}).items()):
            raise Stale(desk)
        own = {code: words for code, words in (now | wanted).items() if words}
        _check_apart(VerdictLabels(own))
        if own == now:
            return desk
        made = Scale.objects.create(
            desk=desk, labels=own, created_by_id=by.person_id, created_at=timezone.now()
        )
        desk.settings = {**desk.settings, "scale": made.pk}
        desk.changed_by_id = by.person_id
        desk.save(update_fields=["settings", "changed_by"])
    return desk


def _cleaned(code: str, words: str) -> str:
    """The words for ``code``; empty for the standard ones."""
    if code not in STANDARD:
        raise Refused(f"“{code}” is no verdict. There are: {', '.join(STANDARD)}.", field="labels")
    label = clean_text(words, field_label=STANDARD[code], max_length=MOST_OF_A_LABEL, multiline=False)
    return "" if label == STANDARD[code] else label


def _check_apart(scale: VerdictLabels) -> None:
    """Refuse words by which nobody could tell two verdicts apart."""
    seen: dict[str, str] = {}
    for code, standard in STANDARD.items():
        label = scale.word(code)
        other = seen.setdefault(label.casefold(), code)
        if other != code:
            raise Refused(
                f"“{label}” would stand for “{STANDARD[other]}” and for “{standard}”: nobody could tell them apart."
                " Give one of them other words.",
                field=code,
            )
