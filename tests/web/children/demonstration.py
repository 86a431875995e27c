"""The demonstration's children, taken in for a service of their own."""

import json
from datetime import date
from pathlib import Path

from django.utils import timezone

from waymark.accounts import asking
from waymark.accounts.models import Role, Service, Team, User
from waymark.audit import recording
from waymark.casefiles import acts
from waymark.children.models import Child
from waymark.chronology import door
from waymark.rules.shift import as_on

FILES = Path(__file__).parents[3] / "demonstration" / "children"


def people() -> dict[str, User]:
    """Make a service with those who work there in the demonstration."""
    service = Service.objects.create(name="Anyshire")
    team = Team.objects.create(service=service, name="Community")
    roles = {
        "jo": Role.CASE_MANAGER,
        "ash": Role.CASE_MANAGER,
        "bea": Role.OPERATIONS_MANAGER,
        "sal": Role.SENIOR_MANAGER,
    }
    return {
        login: User.objects.create_user(
            email=f"{login}@example.org",
            name=f"{login.capitalize()} Field",
            role=role,
            service=service,
            team=team,
            joined_at=timezone.now(),
        )
        for login, role in roles.items()
    }


def file(name: str, on: date | None = None) -> dict:
    """Return a case file, moved in time so that it happens now."""
    document = json.loads((FILES / f"{name}.json").read_text())
    return as_on(document, on or door.today(timezone.now()))


def take_in(document: dict, service: Service) -> Child:
    now = timezone.now()
    with recording.command("import", service_id=service.pk, user_id=None, at=now):
        asking.as_waymark(service.pk)
        (child,) = acts.take_in([("file", document)], service=service, at=now)
    return child
