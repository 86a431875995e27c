"""What people are asked for when they sign in, and when they change how they do."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache

from waymark.accounts.models import User

CODE_IS_GOOD_FOR = 120  # seconds: the present code, half a minute either way, and a little more
USED = "This code was used already. Wait for the next one"


class EmailInput(forms.EmailInput):
    def __init__(self) -> None:
        super().__init__(attrs={"autocomplete": "username", "spellcheck": "false"})


class PresentPassword(forms.CharField):
    def __init__(self, label: str = "Password") -> None:
        super().__init__(
            label=label,
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
            error_messages={"required": "Type your password"},
        )


class NewPassword(forms.CharField):
    def __init__(self, label: str = "Choose a password", help_text: str = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
            error_messages={"required": "Type a password"},
        )


class CodeInput(forms.TextInput):
    def __init__(self) -> None:
        super().__init__(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
                "class": "govuk-input--width-10",
            }
        )


CODE_ERRORS = {"required": "Type the code"}
RULE = "At least 12 characters. Three or four words are easy to remember and hard to guess."


class SignInForm(account_forms.LoginForm):
    password = PresentPassword()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label="E-mail address",
            widget=EmailInput(),
            error_messages={
                "required": "Type your e-mail address",
                "invalid": "Type an e-mail address, such as jo@example.org",
            },
        )
        self.order_fields(["login", "password"])


class PasswordAgainForm(account_forms.ReauthenticateForm):
    password = PresentPassword()


class ChoosePasswordForm(forms.Form):
    """A new password, typed twice."""

    password1 = NewPassword(help_text=RULE)
    password2 = NewPassword("The same password again")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password1(self) -> str:
        password = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", "The two passwords are not the same. Type both again")
        return cleaned


class KnownPasswordForm(forms.Form):
    """The password that somebody has, before she sets up a new second factor."""

    password = PresentPassword("Your password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password


class ChangePasswordForm(ChoosePasswordForm):
    oldpassword = PresentPassword("Your present password")
    field_order = ["oldpassword", "password1", "password2"]

    def clean_oldpassword(self) -> str:
        password = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password

    def save(self) -> None:
        get_adapter().set_password(self.user, self.cleaned_data["password1"])


class CodeForm(code_forms.AuthenticateForm):
    """A code from the authenticator, or a printed one; each is good once."""

    code = forms.CharField(label="Code", widget=CodeInput(), error_messages=CODE_ERRORS)

    def clean_code(self) -> str:
        code = super().clean_code()
        if not cache.add(used_key(self.user.pk, code), True, CODE_IS_GOOD_FOR):  # noqa: FBT003
            raise forms.ValidationError(USED)
        return code


class FirstCodeForm(totp_forms.ActivateTOTPForm):
    """The first code of a new authenticator, which proves that it was set up."""

    code = forms.CharField(
        label="The six figures that it shows", widget=CodeInput(), error_messages=CODE_ERRORS
    )


class AddPasskeyForm(passkey_forms.AddWebAuthnForm):
    name = forms.CharField(
        label="A name for it",
        help_text="So that you know it again, such as “work phone”.",
        required=False,
        max_length=60,
    )


def used_key(person_id: int, code: str) -> str:
    return f"code-used:{person_id}:{normalize_user_code(code)}"
