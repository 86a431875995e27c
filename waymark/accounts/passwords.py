"""Passwords that are guessed first. There are no rules of composition."""

import string

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from waymark.accounts.models import User

DRESSING = string.digits + string.punctuation + string.whitespace
OUR_OWN = {"waymark", "youthjustice"}


class NotACommonOne(CommonPasswordValidator):
    """Refuses common passwords, also with figures round them or written twice."""

    def validate(self, password: str, user: User | None = None) -> None:
        plain = password.lower()
        for guess in {plain, plain.strip(DRESSING), _written_once(plain)}:
            if guess in self.passwords or guess in OUR_OWN or not guess:
                raise ValidationError(self.get_error_message(), code="password_too_common")

    def get_error_message(self) -> str:
        return "This is one that is guessed early. Choose three or four words instead"


def _written_once(password: str) -> str:
    """Return what a password repeats: "river" of "riverriver"."""
    return password[: (password + password).index(password, 1)]
