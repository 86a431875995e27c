"""A worker, two managers, and a child under an order of a kind."""

from datetime import timedelta

import pytest

from tests.children import make_child
from tests.people import make_person, make_service, make_team, signed_in_client
from tests.web.diary.booking import TODAY
from waymark.accounts.models import Role


@pytest.fixture
def worker(db):
    return make_person(team=make_team(make_service()), name="Jo Field")


@pytest.fixture
def jo(worker):
    return signed_in_client(worker)


@pytest.fixture
def child_under(worker):
    def make(kind):
        order = {
            "id": "o1",
            "kind": kind,
            "made_on": f"{TODAY - timedelta(days=200)}",
            "ends_on": f"{TODAY + timedelta(days=200)}",
        }
        return make_child(
            worker.service, worker=worker, child={"given_name": "Kai"}, orders=[order]
        )

    return make


@pytest.fixture
def manager(worker):
    return make_person(Role.OPERATIONS_MANAGER, team=worker.team, name="Bea Lane")


@pytest.fixture
def bea(manager):
    return signed_in_client(manager)


@pytest.fixture
def senior(worker):
    return make_person(Role.SENIOR_MANAGER, service=worker.service, name="Sal Ford")


@pytest.fixture
def sal(senior):
    return signed_in_client(senior)
