"""A team with its children."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.people import make_person, make_service, make_team
from waymark.accounts import asking
from waymark.accounts.models import Role, Service, Team, User
from waymark.audit import recording
from waymark.casefiles import acts
from waymark.casefiles.anchor import children_on
from waymark.children.models import Child

THURSDAY = date(2026, 5, 14)
MakeChild = Callable[..., Child]


@pytest.fixture
def service(db: None) -> Service:
    return make_service("Anyshire")


@pytest.fixture
def team(service: Service) -> Team:
    return make_team(service, "Community")


@pytest.fixture
def jo(team: Team) -> User:
    return make_person(team=team, name="Jo Field", email="jo@example.org")


@pytest.fixture
def ash(team: Team) -> User:
    return make_person(team=team, name="Ash Moor", email="ash@example.org")


@pytest.fixture
def bea(team: Team) -> User:
    return make_person(Role.OPERATIONS_MANAGER, team=team, name="Bea Hill", email="bea@example.org")


@pytest.fixture
def sal(service: Service) -> User:
    return make_person(Role.SENIOR_MANAGER, service=service, name="Sal Lake")


@pytest.fixture
def make_child(service: Service) -> MakeChild:
    def make(
        name: str,
        worker: User | None = None,
        events: tuple[Any, ...] = (),
        about: dict[str, str] | None = None,
    ) -> Child:
        document = case_file(name, worker, events)
        document["child"] |= about or {}
        return take_in(service, [(name, document)], timezone.now())[0]

    return make


@pytest.fixture
def the_twelve(service: Service, jo: User, ash: User) -> dict[str, Child]:
    """The demonstration's children as they stand on the Thursday it is written around."""
    at = datetime.combine(THURSDAY, datetime.min.time(), UTC) + timedelta(hours=8)
    return {child.first_name: child for child in take_in(service, children_on(THURSDAY), at)}


@pytest.fixture
def answering(service: Service) -> Iterator[recording.Recording]:
    """An answer in the making, so that children can be shown."""
    made = recording.Recording("test", timezone.now())
    with recording.opened(made):
        yield made


def case_file(name: str, worker: User | None, events: tuple[Any, ...] = ()) -> dict[str, Any]:
    """A child whose order began eight weeks ago and lasts half a year."""
    began = ago(56)
    mine = [{"kind": "worker-allocated", "on": began, "worker": worker.email}] if worker else []
    told = [{"id": f"e{number}", **event} for number, event in enumerate([*mine, *events])]
    return {
        "casefile": 1,
        "child": {"id": name, "given_name": name, "date_of_birth": "2011-03-01", "sex": "1"},
        "orders": [
            {"id": "o1", "kind": "referral-order", "made_on": began, "ends_on": ago(-126)},
        ],
        "events": sorted(told, key=lambda event: event["on"]),
    }


def take_in(service: Service, named: list[tuple[str, Any]], at: datetime) -> list[Child]:
    with recording.command("import", service_id=service.pk, user_id=None, at=at):
        asking.as_waymark(service.pk)
        return acts.take_in(named, service=service, at=at)


def ago(days: int) -> str:
    return (timezone.localdate() - timedelta(days=days)).isoformat()
