"""People of the victims' process, and somebody who was harmed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.people import make_person, make_service, signed_in_client
from waymark.accounts import asking
from waymark.accounts.acts import say_trained
from waymark.accounts.models import Role
from waymark.audit import recording
from waymark.rules.letters import PeopleHarmed
from waymark.victims.people import told
from waymark.victims.people.models import Victim

A_YEAR = timedelta(days=365)
CHILD = 7


@pytest.fixture
def service(db):
    return make_service()


@pytest.fixture
def manager(service):
    return make_person(Role.VICTIM_MANAGER, service=service, name="Val Brook")


@pytest.fixture
def worker(service, manager):
    """Somebody whose training is in date."""
    person = make_person(Role.VICTIM_WORKER, service=service, name="Vic Marsh")
    train(person, manager)
    return person


@pytest.fixture
def vic(worker):
    return signed_in_client(worker)


@pytest.fixture
def val(manager):
    return signed_in_client(manager)


@pytest.fixture
def harmed(service):
    """Make whom a child harmed, as casework tells it; all of them, in their order."""

    def make(*references: str, child: int = CHILD, offence: str = "o1:f1") -> list[Victim]:
        on = date(2026, 3, 2)
        letter = PeopleHarmed(
            child=child, on=on, order="o1", offence=offence, category="robbery", victims=references
        )
        asking.as_waymark(service.pk)
        told.keep(letter, service=service.pk, at=timezone.now())
        found = Victim.objects.filter(references__child=child).order_by("references__reference")
        return list(found)

    return make


def train(person, manager, *, on=None, until=None):
    today = timezone.localdate()
    with recording.command("test", service_id=person.service_id, user_id=None, at=timezone.now()):
        asking.as_waymark(person.service_id)
        say_trained(
            person=person,
            what="Two days",
            on=on or today - A_YEAR,
            until=until or today + A_YEAR,
            by=manager,
            at=timezone.now(),
        )


@pytest.fixture
def person(harmed):
    (found,) = harmed("v1")
    return found


@pytest.fixture
def write(vic, person):
    """Write something down of this person, as the page does."""

    def send(kind, **said):
        return vic.post(f"/harmed/{person.pk}/write/{kind}/", said, follow=True)

    return send


@pytest.fixture
def named(harmed):
    def make(*names):
        people = harmed(*(f"v{place}" for place, _ in enumerate(names, 1)))
        for person, name in zip(people, names, strict=True):
            person.name = name
            person.save()
        return people

    return make
