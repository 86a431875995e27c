"""Where the victims' process or its database is away, casework works on and nothing goes out."""

from collections.abc import Callable
from functools import partial

import psycopg
import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from psycopg import sql

from tests import database
from tests.children import make_child
from tests.forms import day_parts, form_with
from tests.people import make_person, make_service, make_team, signed_in_client
from tests.serving import VictimsServer, victims_served
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


def is_open(jo, child: int) -> bool:
    """Tell whether the guard says anything of a text, so that it may go out."""
    told = {"child": child, "service": jo.service_id, "towards": Towards.CHILD}
    try:
        guard.mentions(["We met."], **told)
    except Shut:
        return False
    return True


def shut_the_database(cluster, name: str, *, is_shut: bool = True) -> None:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as admin:
        of = sql.Identifier(name)
        admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(of, not is_shut))
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("what", ["process", "database"])
def test_casework_works_on_nothing_goes_out_and_what_was_typed_goes_once_somebody_answers_again(
    cluster, victims, jo, child, what
):
    client = signed_in_client(jo)
    record, give = f"/children/{child}/record/child-heard/", f"/children/{child}/said/give/"
    said = {"said": "I do not like Tuesdays.", "changed": "We meet on Mondays."}
    door = victims.door["WAYMARK_VICTIMS_DOOR"]
    with override_settings(VICTIMS_DOOR=door, DOOR_KEY=database.KEY):
        assert is_open(jo, child)
        is_back = goes_away(cluster, victims, what)
        pages = ("/", f"/children/{child}/", "/find/")
        assert [client.get(path).status_code for path in pages] == [200, 200, 200]
        typed = {**said, **day_parts("on", timezone.localdate())}
        assert filled(client, record, "said", **typed).status_code == 302
        assert not is_open(jo, child)
        refused = filled(client, give, "way", way="paper")
        assert refused.status_code == 422
        assert "nothing goes out. What you wrote is kept. Try again in a minute" in refused.text
        is_back()
        assert filled(client, give, "way", way="paper").status_code == 302


def goes_away(cluster, victims: VictimsServer, what: str) -> Callable[[], None]:
    """Stop the victims' process or its database; return what lets it come back."""
    if what == "process":
        victims.stop()
        return victims.start
    shut_the_database(cluster, victims.database)
    return partial(shut_the_database, cluster, victims.database, is_shut=False)


def filled(client, address: str, field: str, **typed: str):
    """Fill in a form, and send it."""
    return client.post(address, form_with(client.get(address).text, field).sent(**typed))
