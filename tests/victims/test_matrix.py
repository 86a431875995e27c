"""Every address of the victims' process is answered as was agreed, with exactly one audit row."""

from pathlib import Path

import pytest
from django.test import Client

from tests.people import make_team, signed_in_client
from tests.victims.sides import Side
from tests.walls import matrix
from waymark.accounts import asking
from waymark.audit.models import AuditRow
from waymark.audit.recording import INSTALLATION
from waymark.victims.people.models import Spell

TABLE = Path(__file__).with_name("matrix.csv")
ROLES = {
    "trained worker": "worker",
    "untrained worker": "untrained",
    "manager": "manager",
    "administrator": "administrator",
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """People of every role, and somebody harmed who is their service's, another's, and nobody."""
    ours, theirs = Side(), Side()
    team = make_team(ours.service)
    asks = {role: ours.people[name] for role, name in ROLES.items()}
    asks["worker of another service"] = theirs.people["worker"]
    clients = {
        role: signed_in_client(person, raise_request_exception=False)
        for role, person in asks.items()
    }
    services = [INSTALLATION, ours.service.pk, theirs.service.pk]
    return matrix.World(
        clients={**clients, "nobody": Client(raise_request_exception=False)},
        children={"own": ours.victim.pk, "other": theirs.victim.pk, "none": 999_999},
        belongs={"spell": dict(map(spell_of, (ours, theirs)))},
        one={
            "kind": "preference",
            "pk": ours.people["untrained"].pk,
            "team": team.pk,
            "secret": "x",
        },
        rows=lambda: sum(map(rows_of, services)),
        about="victim",
    )


def spell_of(side: Side) -> tuple[int, int]:
    asking.as_waymark(side.service.pk)
    return side.victim.pk, Spell.objects.get(victim=side.victim).pk


def everything() -> set[str]:
    return {name for name, _route in matrix.addresses()}


def rows_of(service: int) -> int:
    asking.as_waymark(service)
    return AuditRow.objects.filter(service=service).count()


def test_every_address_is_answered_as_agreed_to_every_role_about_everybody(world, request):
    names = everything()
    is_written = request.config.getoption("--write-matrix")
    matrix.check(world, names, TABLE, is_written=is_written)


def test_nothing_is_agreed_of_an_address_that_is_not_there():
    assert {row[0] for row in matrix.agreed(TABLE)} == everything()
