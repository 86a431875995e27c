"""People for tests: services, teams, persons with both factors, and clients signed in as them."""

import functools
import itertools
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from waymark.accounts import sessions
from waymark.accounts.models import Role, Service, Team, User

PASSWORD = "a walk along the river"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
TOTP_SECONDS = 30
_numbers = itertools.count(1)


def make_service(name: str = "") -> Service:
    return Service.objects.create(name=name or f"Service {next(_numbers)}")


def make_team(service: Service | None = None, name: str = "") -> Team:
    return Team.objects.create(
        service=service or make_service(), name=name or f"Team {next(_numbers)}"
    )


def make_person(
    role: Role = Role.CASE_MANAGER,
    *,
    service: Service | None = None,
    team: Team | None = None,
    with_factor: bool = True,
    **fields: Any,
) -> User:
    """Make somebody who has joined: her password is PASSWORD, her authenticator holds SECRET."""
    number = next(_numbers)
    fields = {
        "name": f"Person {number}",
        "email": f"person{number}@example.org",
        "joined_at": timezone.now() if with_factor else None,
        **fields,
    }
    person = User.objects.create(
        role=role,
        service=service or (team.service if team else make_service()),
        team=team,
        password=_password(),
        **fields,
    )
    if with_factor:
        Authenticator.objects.create(
            user=person, type=Authenticator.Type.TOTP, data={"secret": encrypt(SECRET)}
        )
    return person


def signed_in_client(
    person: User, *, at: datetime | None = None, second_factor: bool = True, **client: Any
) -> Client:
    """Return a client of somebody who has given both factors at this moment, or now."""
    made = Client(**client)
    made.force_login(person)
    session = made.session
    sessions.begin(session, at=at or timezone.now(), second_factor=second_factor)
    session.save()
    return made


def code(at: datetime | None = None, *, secret: str = SECRET) -> str:
    """Return what the authenticator shows at this moment, or now."""
    moment = (at or timezone.now()).timestamp()
    return format_hotp_value(hotp_value(secret, int(moment) // TOTP_SECONDS))


@functools.cache
def _password() -> str:
    return make_password(PASSWORD)  # once: it is slow on purpose
