"""What holds in every test of an act; and a team, where a folder has no people of its own."""

import pytest

from tests.harmed import nobody_harmed_is_known, protected_names, victims_side
from tests.people import make_person, make_team, signed_in_client
from waymark.accounts.models import Role
from waymark.chronology import casefile, door

__all__ = ["nobody_harmed_is_known", "protected_names", "victims_side"]


@pytest.fixture(autouse=True)
def an_act_knows_the_case_file_as_it_stands(monkeypatch):
    """Duties are renewed from what the act has read and added; the database must say the same."""

    def compare(documents, _day):
        assert documents == casefile.documents(documents)

    monkeypatch.setattr(door, "_renewers", [*door._renewers, compare])


@pytest.fixture
def team(db):
    return make_team()


@pytest.fixture
def worker(team):
    return make_person(team=team, name="Jo Field")


@pytest.fixture
def jo(worker):
    return signed_in_client(worker)


@pytest.fixture
def ash(team):
    return make_person(team=team, name="Ash Moor")


@pytest.fixture
def bea(team):
    manager = make_person(Role.OPERATIONS_MANAGER, team=team, name="Bea Hill")
    return signed_in_client(manager)
