"""One-time links: how somebody first comes in, and how she comes in again after losing a factor."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from waymark.accounts.models import OneTimeLink, Purpose, User

GOOD_FOR = timedelta(days=7)


def make(*, person: User, purpose: Purpose, by: User | None, at: datetime, reason: str = "") -> str:
    """Make a link in place of any that is still open; returns its secret, which is not kept."""
    withdraw(person=person, at=at)
    secret = token()
    OneTimeLink.objects.create(
        person=person,
        purpose=purpose,
        digest=digest(secret),
        reason=reason,
        made_at=at,
        made_by=by,
        expires_at=at + GOOD_FOR,
    )
    return secret


def withdraw(*, person: User, at: datetime) -> None:
    _unused().filter(person=person).update(withdrawn_at=at)


def find(secret: str, *, at: datetime) -> OneTimeLink | None:
    """Return the link with this secret, if it is still good. One query."""
    return still_good(at=at).filter(digest=digest(secret)).first()


def was_used(secret: str) -> bool:
    """Tell whether this link did what it was for. One query."""
    used = OneTimeLink.objects.filter(digest=digest(secret), used_at__isnull=False)
    return used.filter(person__is_active=True).exists()


def still_good(*, at: datetime) -> QuerySet[OneTimeLink]:
    return _unused().filter(expires_at__gt=at, person__is_active=True).select_related("person")


def address(secret: str) -> str:
    """Return what to give to the person."""
    return settings.ORIGIN + reverse("one_time_link", args=[secret])


def _unused() -> QuerySet[OneTimeLink]:
    return OneTimeLink.objects.filter(used_at=None, withdrawn_at=None)


def token() -> str:
    """Return what nobody guesses."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    # The secret is 256 bits of chance: a fast digest hides it as well as a slow one.
    return hashlib.sha256(secret.encode()).hexdigest()
