"""Who is not to read of somebody harmed is shown no word of theirs, at any address."""

from itertools import product

import pytest
from django.db import connection, transaction

from tests import sealed
from tests.victims.sides import answering
from tests.walls import matrix
from waymark.accounts import asking
from waymark.accounts.models import User
from waymark.victims.people.models import Victim

CANARY = "quillfeather"
NAME = f"Zephyrine {CANARY.title()}"
MAY_READ = ("trained worker", "manager")
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """The world of the matrix, in which every field that can be kept of somebody names her."""
    made = answering()
    own, service = made.children["own"], User.objects.get(pk=made.one["pk"]).service_id
    asking.as_waymark(service)
    Victim.objects.filter(pk=own).update(name=NAME, other_names=[NAME], nicknames=[CANARY])
    sealed.everything(connection, own, service, NAME)
    return made


def seen_by(world, *roles: str) -> set[str]:
    """Return the addresses, or what is sent there, whose answer to these roles holds the name."""
    asked = product(matrix.addresses(), matrix.METHODS, roles)
    return {
        f"{method} {name}"
        for (name, route), method, role in asked
        if CANARY
        in _answered(world, role, method, matrix.path(world, route, world.children["own"]))
    }


def _answered(world, role: str, method: str, path: str) -> str:
    client = world.clients[role]
    signed_in = client.cookies.copy()
    with transaction.atomic():
        given = client.generic(method, path)
        body = b"".join(given.streaming_content) if given.streaming else given.content
        transaction.set_rollback(True)
    client.cookies = signed_in
    return (body.decode("utf-8", "replace") + str(dict(given.headers))).lower()


def test_no_word_of_somebody_harmed_is_shown_to_who_is_untrained_or_not_of_her_service(world):
    assert seen_by(world, *(role for role in world.clients if role not in MAY_READ)) == set()


def test_it_is_there_to_be_found(world):
    """The control: a trained worker is shown it, on the first page and on the person's own."""
    assert {"GET home", "GET victim", "GET who"} <= seen_by(world, "trained worker")
