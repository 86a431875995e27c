"""Every address is answered as was agreed, to everybody, with exactly one audit row."""

import pytest
from django.db import connection
from django.test import Client

from tests.children import make_child
from tests.people import make_person, make_service, make_team, signed_in_client
from tests.walls import matrix
from waymark.accounts import asking
from waymark.accounts.models import Role, Service
from waymark.children.models import Child, Named

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    service, elsewhere = make_service("Anyshire"), make_service("Elsewhere")
    team, other_team = make_team(service), make_team(service)
    people = {
        "case manager": make_person(team=team),
        "operations manager": make_person(Role.OPERATIONS_MANAGER, team=team),
        "senior manager": make_person(Role.SENIOR_MANAGER, service=service),
        "administrator": make_person(Role.ADMINISTRATOR, service=service),
    }
    mate = make_person(team=team)
    stranger = make_person(team=other_team)
    own = make_child(service, worker=people["case manager"])
    children = {
        "own": own,
        "team": make_child(service, worker=mate),
        "service": make_child(service, worker=stranger),
        "restricted": make_child(service, worker=stranger),
        "other": make_child(elsewhere, worker=make_person(service=elsewhere)),
        "none": own + 10_000,
    }
    asking.as_waymark(service.pk)
    Child.objects.filter(pk=children["restricted"]).update(restricted=True)
    Named.objects.create(child_id=children["restricted"], service=service, user=stranger)
    clients = {
        role: signed_in_client(person, raise_request_exception=False)
        for role, person in people.items()
    }
    return matrix.World(
        clients={**clients, "nobody": Client(raise_request_exception=False)},
        children=children,
        parameters=_parameters(mate),
        rows=_audit_rows,
    )


def _parameters(mate):
    """What an address's parameter may be, for a child."""
    return {
        "child": lambda child: child,
        "pk": lambda _child: mate.pk,
        "secret": lambda _: "x",
        "provision": lambda _: "CM-211",
    }


def _audit_rows():
    total = 0
    with connection.cursor() as cursor:
        for service in Service.objects.values_list("pk", flat=True):
            asking.as_waymark(service)
            cursor.execute("SELECT number FROM audit_audithead WHERE service_id = %s", [service])
            total += sum(number for (number,) in cursor.fetchall())
    return total


def test_every_address_is_answered_as_agreed_to_every_role_about_every_child(world, request):
    answered = matrix.table(world)
    if request.config.getoption("--write-matrix"):
        matrix.write(answered)
    assert world.faults == []
    assert set(answered) - set(matrix.agreed()) == set()
    assert set(matrix.agreed()) - set(answered) == set()
