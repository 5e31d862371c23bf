"""Deeds on the desk's claimants: who says things. They belong to no article, so history alone records them."""

from annotations.models import Claimant
from annotations.permissions import require
from articles.models import Membership


def make_claimant(*, by: Membership, name: str, role: str = "") -> Claimant:
    """The desk's claimant of this name and role, made where it is new."""
    require(by, "annotate")
    claimant = Claimant(desk_id=by.desk_id, created_by_id=by.person_id, name=name, role=role)
    claimant.clean_fields(exclude=["desk", "created_by", "changed_by"])
    known = Claimant.objects.filter(
        desk_id=by.desk_id, name__iexact=claimant.name, role__iexact=claimant.role, withdrawn_at=None
    ).first()
    if known is None:
        claimant.save(force_insert=True)
    return known or claimant
