"""What is typed when a text is taken in: the text, then its facts."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language_info

from annotations.drafting import read_original
from annotations.forms.article import FactsOfArticle, owners_at
from annotations.forms.base import DeedForm
from annotations.services.taking_in import Facts, Owner
from articles.fields import LANGUAGE, LONGEST_LANGUAGE, CleanFormField
from articles.intake import ENCODINGS, FORMATS, IntakeRefused, in_words, read_pasted
from articles.models import Blob, Membership, Mode, Person

_ALPHABETS: Final = {
    "utf-8": "Unicode",
    "utf-16": "Unicode",
    "windows-1252": "Western European",
    "iso-8859-15": "Western European",
    "windows-1250": "Central European",
    "windows-1251": "Cyrillic",
    "koi8-r": "Cyrillic",
    "windows-1253": "Greek",
    "windows-1254": "Turkish",
    "windows-1256": "Arabic, Persian, Urdu",
    "gb18030": "Chinese",
    "big5": "Chinese",
    "shift_jis": "Japanese",
    "euc-jp": "Japanese",
    "euc-kr": "Korean",
}
READ_AS: Final = (
    ("", "as recognised"),
    *((name, f"as {_ALPHABETS[name]} ({name.upper()})") for name in ENCODINGS),
)
LANGUAGES: Final = (
    ("en", "English"),
    ("es", "Spanish"),
    ("fr", "French"),
    ("de", "German"),
    ("ru", "Russian"),
    ("ar", "Arabic"),
    ("ur", "Urdu"),
    ("fa", "Persian"),
    ("hi", "Hindi"),
    ("zh", "Chinese"),
    ("ja", "Japanese"),
    ("bn", "Bengali"),
    ("el", "Greek"),
    ("he", "Hebrew"),
    ("id", "Indonesian"),
    ("it", "Italian"),
    ("ko", "Korean"),
    ("nl", "Dutch"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("bg", "Bulgarian"),
    ("mr", "Marathi"),
    ("ne", "Nepali"),
    ("und", "Another language"),
)


class PasteForm(forms.Form):
    """A text, a file, or an ``original`` that came earlier, under ``name``.

    Once valid, ``sent`` has the bytes; ``filename`` is empty for a pasted text.
    """

    text = forms.Field(
        label="Paste the text",
        required=False,
        widget=forms.Textarea({"autofocus": True, "spellcheck": "false", "dir": "auto"}),
    )
    file = forms.FileField(
        label="Choose a file, or drop one here",
        required=False,
        allow_empty_file=True,
        max_length=255,
        widget=forms.FileInput({"accept": ",".join([*FORMATS, "text/plain", "text/html"])}),
        help_text=f"Plain {in_words('or')}.",
    )
    encoding = forms.ChoiceField(label="Read the file", choices=READ_AS, required=False)
    original = forms.ModelChoiceField(
        Blob.objects.none(), to_field_name="uid", required=False, widget=forms.HiddenInput
    )
    name = CleanFormField(required=False, max_length=255, widget=forms.HiddenInput)

    sent: bytes = b""
    filename: str = ""

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["original"].queryset = Blob.objects.filter(desk_id=by.desk_id)

    def clean(self) -> dict[str, Any]:
        text, file = self.cleaned_data.get("text") or "", self.cleaned_data.get("file")
        if text.strip() and file:
            self.add_error("file", "There is a text and a file. Keep one of the two.")
        elif not self.errors:
            self._read(text, file, self.cleaned_data["original"])
        return self.cleaned_data

    def _read(self, text: str, file: UploadedFile | None, original: Blob | None) -> None:
        try:
            if text.strip():
                read_pasted(text)
                self.sent = text.encode()
            elif file or original:
                self.sent = file.read() if file else bytes(original.content)
                self.filename = file.name if file else self.cleaned_data["name"]
                read_original(self.sent, self.filename, self.cleaned_data["encoding"])
            else:
                self.add_error("text", "There is no text yet. Paste it here, or choose a file.")
        except IntakeRefused as refusal:
            self.add_error(refusal.field, refusal.message)


class TakeInForm(FactsOfArticle, DeedForm):
    """The facts of an article to be, with what travels unseen until it is taken in."""

    mode = forms.ChoiceField(
        label="Checked", choices=Mode.choices, initial=Mode.AFTER, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(choices=LANGUAGES)
    owner = forms.ModelChoiceField(Person.objects.none(), required=False, empty_label="Nobody")
    article = forms.UUIDField(required=False, widget=forms.HiddenInput)
    filename = CleanFormField(required=False, max_length=255, widget=forms.HiddenInput)
    encoding = forms.ChoiceField(label="Encoding", choices=READ_AS, required=False)
    read_as = forms.ChoiceField(choices=READ_AS, required=False, widget=forms.HiddenInput)
    corrections = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        """Offers the language that is stated, else a browser would choose the first of the list."""
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners_at(by.desk_id)
        stated = str(self["language"].value() or "")
        if _is_a_tag(stated) and stated not in dict(LANGUAGES):
            self.fields["language"].choices = (*LANGUAGES, (stated, _name_of(stated)))

    def facts(self) -> Facts:
        return Facts(**{name: self.cleaned_data[name] for name in Facts.__annotations__})

    def given_to(self) -> Owner:
        """Who takes it in, unless the form says otherwise."""
        return self.cleaned_data["owner"] if "owner" in self.data else "me"


def _is_a_tag(language: str) -> bool:
    try:
        LANGUAGE(language)
    except ValidationError:
        return False
    return len(language) <= LONGEST_LANGUAGE


def _name_of(language: str) -> str:
    try:
        return str(get_language_info(language.lower())["name"])
    except KeyError:
        return language
