"""What a child says to managers alone the database shows to no worker, whatever a program asks."""

import psycopg
import pytest

from tests.walls.declared import ask_as
from tests.walls.made import a_child, a_service, somebody
from waymark.accounts.models import Role

SAID = {"feedback-who": {"said": "managers"}, "feedback-changed": {"said": "Jo never listens"}}
PAPER = {
    "id": "p1",
    "form": "feedback",
    "version": 1,
    "whose": "child",
    "began_on": "2027-12-01",
    "completed_on": "2027-12-01",
    "answers": {"feedback-us": SAID},
}


@pytest.fixture
def asked(committed: str, application: psycopg.Connection):
    """Ask how many answers there are, as somebody of a role; one paper of two is for managers."""
    service = a_service()
    a_child(service, papers=[{**PAPER, "only_for": "managers"}, {**PAPER, "id": "p2"}])
    people = {role: somebody(service, role) for role in Role}

    def ask(role: Role | None) -> int:
        ask_as(application, people[role].pk if role else 0, service.pk)
        return application.execute("SELECT FROM papers_section").rowcount

    return ask


@pytest.mark.parametrize(
    ("role", "many"),
    [
        (Role.CASE_MANAGER, 1),
        (Role.ADMINISTRATOR, 1),
        (Role.OPERATIONS_MANAGER, 2),
        (Role.SENIOR_MANAGER, 2),
        (None, 2),  # Waymark itself, which took them in
    ],
)
def test_only_a_manager_is_shown_what_is_for_managers_alone(asked, role, many):
    assert asked(role) == many


def test_without_the_wall_a_worker_would_be(asked, owner: psycopg.Connection):
    owner.execute("DROP POLICY read_by_managers_alone ON papers_section")
    assert asked(Role.CASE_MANAGER) == 2
