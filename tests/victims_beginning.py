"""Makes, in a sealed database where nobody works yet, who does; tells their sessions."""

import json
import sys
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tests.people import make_person, signed_in_client
from waymark.accounts import asking
from waymark.accounts.acts import say_trained
from waymark.accounts.models import Role, Service, User
from waymark.audit import recording

YEAR = timedelta(days=365)


def begin() -> None:
    """Write who works there, all trained, and print each person's session by login.

    Called in a process of its own, since a process of the tests knows the settings of one side.
    """
    now = timezone.now()
    with transaction.atomic():
        # Where casework called already, the door knows its service.
        service = Service.objects.first() or Service.objects.create(
            name="Anyshire Youth Justice Service"
        )
        with recording.command("test", service_id=service.pk, user_id=None, at=now):
            asking.as_waymark(service.pk)
            people = {
                "vic": make_person(Role.VICTIM_WORKER, service=service, name="Vic Marsh"),
                "val": make_person(Role.VICTIM_MANAGER, service=service, name="Val Brook"),
            }
            say_trained(
                person=people["vic"],
                what="Two days",
                on=now.date() - YEAR,
                until=now.date() + YEAR,
                by=people["val"],
                at=now,
            )
        sessions = {login: _session_of(person) for login, person in people.items()}
    json.dump(sessions, sys.stdout)


def _session_of(person: User) -> str:
    client = signed_in_client(person, at=timezone.now() + timedelta(hours=6))
    return client.cookies[settings.SESSION_COOKIE_NAME].value
