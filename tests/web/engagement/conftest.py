"""A worker, two managers, and a child under an order of a kind."""

from datetime import timedelta

import pytest

from tests.children import make_child
from tests.people import make_person, signed_in_client
from tests.web.diary.booking import TODAY
from tests.web.engagement.breaching import YRO, everything_tried
from waymark.accounts.models import Role


@pytest.fixture
def child_under(worker):
    def make(kind, **about):
        order = {
            "id": "o1",
            "kind": kind,
            "made_on": f"{TODAY - timedelta(days=200)}",
            "ends_on": f"{TODAY + timedelta(days=200)}",
        }
        return make_child(
            worker.service, worker=worker, child={"given_name": "Kai", **about}, orders=[order]
        )

    return make


@pytest.fixture
def child_with_a_mum(child_under):
    mum = {"id": "p1", "name": "Mum", "relationship": "mother"}
    home = {"lines": ["9 Fen Row"], "from": "2020-01-01", "not_to_be_told_to": ["Dad"]}
    return child_under("referral-order", people=[mum], addresses=[home])


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


@pytest.fixture
def tried(jo, child_under):
    """Return a child with whom everything was tried before anybody thinks of a court."""
    child = child_under(YRO)
    everything_tried(jo, child)
    return child
