"""Keeps the old row of whatever is changed or deleted, by database trigger."""

from collections.abc import Callable

import pghistory
from django.db import models


def keeps_history(*, exclude: tuple[str, ...] = ()) -> Callable[[type[models.Model]], type[models.Model]]:
    """Class decorator: UPDATE and DELETE leave the OLD row behind; a row is its own first record.

    ``exclude`` names columns whose change alone is no event (copies and counters).
    """
    return pghistory.track(
        pghistory.UpdateEvent("update", row=pghistory.Old),
        pghistory.DeleteEvent("delete"),
        exclude=list(exclude) or None,
        context_field=None,
    )
