"""Where the victims' process or its database is away, casework works on and nothing goes out."""

import httpx
import psycopg
import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from psycopg import sql

from tests import database
from tests.children import make_child
from tests.people import make_person, make_service, make_team, signed_in_client
from tests.serving import VictimsServer, served, victims_served
from waymark import guard
from waymark.guard import Shut, Towards


@pytest.fixture
def victims(cluster, tmp_path):
    with victims_served(tmp_path) as server:
        yield server


@pytest.fixture
def jo(committed):
    with transaction.atomic():
        return make_person(team=make_team(make_service()))


@pytest.fixture
def child(jo):
    return make_child(jo.service, worker=jo)


def answers(origin: str, jo, child: int) -> list[int]:
    """Return what a case manager's pages answer: her work, a child, and writing down a contact."""
    name = settings.SESSION_COOKIE_NAME
    session = {name: signed_in_client(jo).cookies[name].value}
    with httpx.Client(base_url=origin, cookies=session, timeout=30) as asking:
        return [asking.get(path).status_code for path in ("/", f"/children/{child}/", "/find/")]


def is_open(victims: VictimsServer, jo, child: int) -> bool:
    """Tell whether the guard says anything of a text, so that it may go out."""
    told = {"child": child, "service": jo.service_id, "towards": Towards.CHILD}
    door = victims.door["WAYMARK_VICTIMS_DOOR"]
    with override_settings(VICTIMS_DOOR=door, DOOR_KEY=database.KEY):
        try:
            guard.mentions(["We met."], **told)
        except Shut:
            return False
    return True


def shut_the_database(cluster, name: str) -> None:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as admin:
        of = sql.Identifier(name)
        admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(of))
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("what", ["process", "database"])
def test_casework_works_on_and_the_guard_is_closed(
    cluster, victims, jo, child, application_url, tmp_path, what
):
    with served(application_url, tmp_path / "log", **victims.door) as origin:
        assert answers(origin, jo, child) == [200, 200, 200]
        assert is_open(victims, jo, child)
        if what == "process":
            victims.stop()
        else:
            shut_the_database(cluster, victims.database)
        assert answers(origin, jo, child) == [200, 200, 200]
        assert not is_open(victims, jo, child)
