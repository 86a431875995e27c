"""What tests of the walls need: two services with a child each, committed to for real."""

import pytest

from tests import database
from tests.harmed import nobody_harmed_is_known, victims_side
from tests.walls.families import Families

__all__ = ["nobody_harmed_is_known", "victims_side"]


@pytest.fixture(scope="module")
def families(module_database, django_db_blocker):
    with django_db_blocker.unblock(), database.django_at(module_database):
        yield Families()
