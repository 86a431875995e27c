"""The second factor: an authenticator app, a passkey, or one of ten printed codes."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

from waymark.accounts.models import User

# The printed codes stand in for one of these when it is not at hand; alone they are no factor.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
PASSKEY_NAMES = "Passkey {}"


def has_factor(person: User) -> bool:
    return Authenticator.objects.filter(user=person, type__in=FACTORS).exists()


class Adapter(DefaultMFAAdapter):
    """Keeps secrets encrypted, and never leaves anybody without a second factor."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right. Type the code that shows now",
        "cannot_delete_authenticator": "Add another way first: nobody signs in without one",
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user_id, type__in=FACTORS)
        return others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002
        count = Authenticator.objects.filter(user=user, type=type).count()
        return PASSKEY_NAMES.format(count + 1)

    def _get_site_name(self) -> str:
        return "Waymark"


def _box() -> MultiFernet:
    """Return what locks with the present key and opens with earlier ones too."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    digest = hashlib.sha256(b"waymark.accounts.second_factor|" + secret.encode()).digest()
    return base64.urlsafe_b64encode(digest)
