"""What a service that hosts a child may not take over, and what a restriction asks for."""

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from tests.children import make_child
from tests.people import make_person, make_service, signed_in_client
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.children.models import Allocation, Child, Hosting, Named
from waymark.chronology.door import today

DAY = today(timezone.now())


@pytest.fixture
def home(db):
    return make_service("Home")


@pytest.fixture
def jo(home):
    return make_person(service=home, name="Jo Field")


@pytest.fixture
def host():
    return make_service("Host")


@pytest.fixture
def child(home, jo, host):
    made = make_child(home, worker=jo)
    asking.as_waymark(home.pk)
    Hosting.objects.create(
        child_id=made, service=home, host=host, period=DateRange(DAY.replace(day=1), None)
    )
    return made


@pytest.fixture
def guest(host, child):
    """A senior manager of the host, who said why she opens the child."""
    client = signed_in_client(make_person(Role.SENIOR_MANAGER, service=host))
    client.post(f"/children/{child}/why/", {"reason": "manager-check"})
    return client


def test_a_host_neither_restricts_nor_lifts_a_restriction(home, child, guest):
    answer = guest.post(f"/children/{child}/restrict/", {"named": []})
    assert answer.status_code == 422
    assert "Only the home service may" in answer.content.decode()
    assert guest.post(f"/children/{child}/restrict/lift/").status_code == 422
    asking.as_waymark(home.pk)
    assert not Child.objects.get(pk=child).restricted
    assert not Named.objects.exists()


def test_a_host_does_not_close_the_case(child, guest):
    day = {"on_day": DAY.day, "on_month": DAY.month, "on_year": DAY.year}
    move = {"kind": "case-closed", "reason": "Done", **day}
    answer = guest.post(f"/children/{child}/move/", move)
    assert answer.status_code == 422
    assert "Only the home service may" in answer.content.decode()


def test_a_host_does_not_end_the_homes_case_manager(home, host, jo, child, guest):
    worker = make_person(service=host)
    answer = guest.post(f"/children/{child}/workers/allocate/", {"worker": worker.pk})
    assert answer.status_code == 422
    assert "Only the home service may" in answer.content.decode()
    asking.as_waymark(home.pk)
    assert Allocation.objects.get(child=child, period__contains=DAY).user == jo
