"""Makes, in a sealed database where nobody works yet, who does; tells their sessions.

A program of its own, since a process of the tests knows the settings of one side.
"""

import json
import sys

import django

django.setup()

from datetime import timedelta  # noqa: E402

from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests.people import make_person, signed_in_client  # noqa: E402
from waymark.accounts import asking  # noqa: E402
from waymark.accounts.acts import say_trained  # noqa: E402
from waymark.accounts.models import Role, Service, User  # noqa: E402
from waymark.audit import recording  # noqa: E402

now = timezone.now()
YEAR = timedelta(days=365)


def session_of(person: User) -> str:
    client = signed_in_client(person, at=now + timedelta(hours=6))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


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
    sessions = {login: session_of(person) for login, person in people.items()}
json.dump(sessions, sys.stdout)
