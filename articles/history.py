"""Keeps the old row of whatever is changed or deleted, by database trigger."""

from collections.abc import Callable

import pghistory
from django.db import models


def keeps_history(*, exclude: tuple[str, ...] = ()) -> Callable[[type[models.Model]], type[models.Model]]:
    """Class decorator: UPDATE and DELETE leave the OLD row behind; a row is its own first record.

    ``exclude`` names columns whose change alone is no event (copies and counters). What the database works out of the
    others is not kept.
    """

    def kept(model: type[models.Model]) -> type[models.Model]:
        worked_out = [field.name for field in model._meta.fields if field.generated]
        track = pghistory.track(
            pghistory.UpdateEvent("update", row=pghistory.Old),
            pghistory.DeleteEvent("delete"),
            exclude=[*exclude, *worked_out] or None,
            context_field=None,
        )
        return track(model)

    return kept
