"""An order that runs, of a child whose worker asks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.children import make_child
from tests.people import make_person, make_service, signed_in_client
from waymark.accounts import asking
from waymark.orders.models import Order

TODAY = timezone.localdate()
MADE, ENDS = TODAY - timedelta(days=60), TODAY + timedelta(days=120)
REQUIRED = [
    {"id": "r1", "kind": "reparation", "hours": 20, "note": "In a charity shop."},
    {"id": "r2", "kind": "curfew", "from": MADE.isoformat(), "hours": 11},
]


@pytest.fixture
def worker(db):
    return make_person(service=make_service())


@pytest.fixture
def running(worker):
    order = {
        "id": "o1",
        "kind": "youth-rehabilitation-order",
        "made_on": MADE.isoformat(),
        "ends_on": ENDS.isoformat(),
        "requirements": REQUIRED,
    }
    child = make_child(worker.service, worker=worker, orders=[order])
    asking.as_user(worker)
    return Order.objects.get(child=child)


@pytest.fixture
def workers_client(worker):
    return signed_in_client(worker)
