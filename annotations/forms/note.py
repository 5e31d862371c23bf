"""What is typed beside the text."""

from django import forms

from annotations.forms.base import DeedForm
from annotations.refusals import NO_NOTE
from articles.fields import LONGEST_TEXT, CleanFormField


class NoteForm(DeedForm):
    focus = "text"
    text = CleanFormField(
        label="Note", max_length=LONGEST_TEXT, multiline=True, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": NO_NOTE},
    )  # fmt: skip
    is_private = forms.BooleanField(label="Internal, never exported", required=False, initial=True)
