"""The demonstration's service, teams and people, none of whom exist.

Demonstration mode is a mark in the database, written here and nowhere else, and only while the
database has no service in it.
"""

import base64
import hashlib
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import encrypt
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.utils import timezone

from waymark.accounts.forms.signing_in import used_key
from waymark.accounts.models import DemonstrationMark, Role, Service, Team, User

PASSWORD = "Waymark-demonstration"  # noqa: S105 (public on purpose: it opens nothing real)

PEOPLE = [
    ("Jo Field", "jo", Role.CASE_MANAGER, "Community"),
    ("Ash Moor", "ash", Role.CASE_MANAGER, "Community"),
    ("Bea Hill", "bea", Role.OPERATIONS_MANAGER, "Community"),
    ("Sal Lake", "sal", Role.SENIOR_MANAGER, None),
    ("Ada Wood", "ada", Role.ADMINISTRATOR, None),
    ("Vic Marsh", "vic", Role.VICTIM_WORKER, None),
    ("Val Brook", "val", Role.VICTIM_MANAGER, None),
]


def people() -> list[tuple[str, str, Role, str | None]]:
    """Return who is on this side: casework's people, or the victims' process's."""
    return [each for each in PEOPLE if each[2] in settings.ROLES]


def is_on() -> bool:
    return DemonstrationMark.objects.exists()


def load_into_an_empty_database() -> None:
    """Make the demonstration, unless the database holds a service already."""
    if Service.objects.exists():
        return
    DemonstrationMark.objects.create()
    service = Service.objects.create(name="Anyshire Youth Justice Service")
    teams = {name: Team.objects.create(service=service, name=name) for name in ("Community",)}
    password = make_password(PASSWORD)  # once: it is slow on purpose
    for name, login, role, team in people():
        person = User.objects.create(
            email=_email(login),
            password=password,
            name=name,
            service=service,
            team=teams.get(team or ""),
            role=role,
            joined_at=timezone.now(),
        )
        Authenticator.objects.create(
            user=person, type=Authenticator.Type.TOTP, data={"secret": encrypt(secret(login))}
        )


def who_to_sign_in_as() -> str:
    who = (f"  {_email(login):20} {role.label.lower()}" for _, login, role, _ in people())
    return "\n".join(
        [
            "Sign in with the password",
            f"  {PASSWORD}",
            "as one of",
            *who,
            "The page that asks for a code shows the code to type: only in a demonstration.",
        ]
    )


def code(person: User, *, at: datetime) -> str:
    """Return the code that an invented person's authenticator shows, and was not used yet.

    Outside the demonstration there is nobody whose secret is known: the answer is empty.
    """
    login = {_email(login): login for _, login, _, _ in PEOPLE}.get(person.email)
    if login is None or not is_on():
        return ""
    now = int(at.timestamp()) // settings.MFA_TOTP_PERIOD
    for counter in (now, now + 1, now - 1):
        shown = format_hotp_value(hotp_value(secret(login), counter))
        if used_key(person.pk, shown) not in cache:
            return shown
    return ""


def secret(login: str) -> str:
    """Return the secret that an invented person's authenticator holds."""
    digest = hashlib.sha256(f"Waymark demonstration: {login}".encode()).digest()
    return base64.b32encode(digest[:20]).decode()


def _email(login: str) -> str:
    return f"{login}@example.org"
