"""A worker, her manager, another manager, and a child at home."""

import pytest

from tests.people import make_person, signed_in_client
from tests.web.diary.booking import a_child
from waymark.accounts.models import Role


@pytest.fixture
def manager(team):
    return make_person(Role.OPERATIONS_MANAGER, team=team, name="Bea Marsh")


@pytest.fixture
def bea(manager):
    return signed_in_client(manager)


@pytest.fixture
def sophie(worker):
    return a_child(worker)
