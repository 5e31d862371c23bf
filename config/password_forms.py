"""The forms for a password: allauth's, in our words."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm, SetPasswordForm

from annotations.forms.people import PASSWORD_HELP

LABELS = {"oldpassword": "The password now", "password1": "The new one", "password2": "The new one again"}


class InOurWords:
    """Each field under one label, which its placeholder does not repeat."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.label = LABELS[name]
            field.widget.attrs.pop("placeholder", None)
        self.fields["password1"].help_text = PASSWORD_HELP  # type: ignore[attr-defined]


class ChangePassword(InOurWords, ChangePasswordForm):
    pass


class SetPassword(InOurWords, SetPasswordForm):
    pass


class ResetPassword(InOurWords, ResetPasswordKeyForm):
    pass
