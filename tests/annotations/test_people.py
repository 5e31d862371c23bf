"""What an admin may do ends at the desk, whoever calls the service."""

import pytest

from annotations.refusals import NotAllowed
from annotations.services.people import change_desk, remove, set_role
from annotations.services.taking_in import keep_original


@pytest.mark.parametrize(
    "deed",
    [
        lambda member, by: set_role(member, by=by, role="admin"),
        lambda member, by: remove(member, by=by),
        lambda member, by: change_desk(member.desk, by=by, name="Ours", origins_wanted=1),
    ],
)
def test_admin_of_another_desk_changes_nothing(ana, otto, deed):
    with pytest.raises(NotAllowed, match="This is another desk"):
        deed(ana, otto)
    ana.refresh_from_db()
    assert (ana.role, ana.desk.name) == ("analyst", "Harbour desk")


def test_viewer_leaves_no_file_behind(lea):
    with pytest.raises(NotAllowed, match="As viewer you cannot take in"):
        keep_original(b"The port is slow.", by=lea)
