"""What is typed on who says things."""

from annotations.forms.base import VersionForm
from articles.fields import CleanFormField


class ClaimantForm(VersionForm):
    name = CleanFormField(label="Name", max_length=200, error_messages={"required": "Give the name."})
    role = CleanFormField(label="Role", required=False, max_length=200)
