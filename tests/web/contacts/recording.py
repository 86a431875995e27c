"""A service, a worker, and children of hers, for tests of recording."""

import json
from copy import deepcopy
from pathlib import Path

from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import timezone

from tests.people import make_person, signed_in_client
from waymark.accounts import asking
from waymark.accounts.models import Role, User
from waymark.audit import recording
from waymark.casefiles import acts
from waymark.children.models import Allocation, Child
from waymark.children.models.allocation import Part
from waymark.chronology.models import Event

SOPHIE = json.loads((Path(__file__).parents[3] / "demonstration/children/sophie.json").read_text())


def take_in(worker: User, more: list[dict[str, object]] | None = None, **about: str) -> Child:
    """Take in Sophie, or another child like her, as one of this worker's; `more` happened too."""
    document = deepcopy(SOPHIE)
    document["child"] |= {"known_as": "Sophie", **about}
    document["events"] = [event for event in document["events"] if event["on"] < "2026-05-10"]
    document["events"] += more or []
    with recording.command("import", service_id=worker.service_id, user_id=None, at=timezone.now()):
        asking.as_waymark(worker.service_id)
        (child,) = acts.take_in([("file", document)], service=worker.service, at=timezone.now())
    asking.as_user(worker)
    give(child, worker)
    return child


def give(child: Child, worker: User) -> None:
    Allocation.objects.create(
        child=child,
        service_id=child.service_id,
        user=worker,
        part=Part.CO_WORKER,
        period=DateRange(timezone.localdate(), None),
    )


def make_worker(role: Role = Role.CASE_MANAGER, **fields: object) -> User:
    return make_person(role, **fields)


def client_of(worker: User) -> Client:
    return signed_in_client(worker)


def last_event(child: Child) -> Event:
    return Event.objects.filter(child=child).order_by("-position")[0]


def words_of(event: Event) -> dict[str, str | None]:
    return dict(event.words.values_list("field", "text"))
