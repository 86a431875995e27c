"""A child with an order that runs, her worker and a manager; nothing of a plan yet."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.children import make_child
from tests.people import make_person, signed_in_client
from tests.web.papers.test_assessing import begin as begin_assessment
from tests.web.plans.planned import agreed_with_a_goal, with_a_goal
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.children.models import Child

TODAY = timezone.localdate()
MADE, ENDS = TODAY - timedelta(days=30), TODAY + timedelta(days=150)


@pytest.fixture
def worker(team):
    return make_person(team=team, name="Jo")


@pytest.fixture
def manager(team):
    return make_person(Role.OPERATIONS_MANAGER, team=team, name="Ash")


@pytest.fixture
def child(worker):
    """Sophie, whose assessment is completed and whose order requires reparation."""
    order = {
        "id": "o1",
        "kind": "referral-order",
        "made_on": MADE.isoformat(),
        "ends_on": ENDS.isoformat(),
        "requirements": [{"id": "r1", "kind": "reparation", "hours": 12}],
    }
    assessed = {"id": "e2", "kind": "assessment-completed", "on": MADE.isoformat()}
    made = make_child(
        worker.service,
        worker=worker,
        orders=[order],
        events=[{**assessed, "orders": ["o1"]}],
        child={"given_name": "Sophie", "good_at": ["drawing"]},
    )
    asking.as_user(worker)
    return made


@pytest.fixture
def jo(worker):
    return signed_in_client(worker)


@pytest.fixture
def ash(manager):
    return signed_in_client(manager)


@pytest.fixture
def agreed(worker, child):
    agreed_with_a_goal(worker, child)
    asking.as_user(worker)
    return child


@pytest.fixture
def paper(jo, child, worker):
    """An assessment that is under way, of a child whose plan is too."""
    with_a_goal(worker, child)
    return begin_assessment(jo, Child.objects.get(pk=child))
