"""No name of anybody harmed is anywhere in casework, though it asks where they are kept."""

import subprocess
from copy import deepcopy
from itertools import product

import psycopg
import pytest
from django.db import transaction
from django.test import Client, override_settings

from tests import database, sealed
from tests.serving import VictimsServer, victims_served
from tests.walls import matrix
from tests.walls.answering import answering, holder
from tests.walls.made import NOW, asked_by
from waymark import guard
from waymark.accounts.models import Role, User
from waymark.chronology import acts
from waymark.guard import Towards
from waymark.running import roles
from waymark.running.postgres import find_binaries

CANARY = "quillfeather"
NAME = f"Zephyrine {CANARY.title()}"
OK = 200
PAGES = 300  # at least, or the crawl has not been where people go


@pytest.fixture(scope="module")
def victims(cluster, tmp_path_factory):
    with victims_served(tmp_path_factory.mktemp("victims")) as server:
        yield server


@pytest.fixture(scope="module")
def world(module_database, as_owner, victims, django_db_blocker):
    """Casework as it runs, and at the door that it calls at, whom each of its children harmed."""
    guard._called.cache_clear()
    door = victims.door["WAYMARK_VICTIMS_DOOR"]
    with (
        django_db_blocker.unblock(),
        database.django_at(module_database),
        override_settings(VICTIMS_DOOR=door, DOOR_KEY=database.KEY),
    ):
        with transaction.atomic():
            made = answering()
            made.clients["holder of a sheet"] = holder(made.children["own"])
        for child, service in as_owner.execute("SELECT id, service_id FROM children_child"):
            name_whom_they_harmed(victims, child, service)
        yield made
    guard._called.cache_clear()


def name_whom_they_harmed(victims: VictimsServer, child: int, service: int) -> None:
    guard.reference(child=child, service=service, by=1)  # the service is made by its first call
    url = database.CLUSTER.url(victims.database, roles.VICTIMS_OWNER_LOGIN)
    with psycopg.connect(url) as owner:
        called = {"others": [f"{NAME} other"], "nicknames": [CANARY.title()]}
        victim = sealed.somebody(owner, NAME, service=service, child=child, **called)
        sealed.everything(owner, victim, service, NAME)


def sightings(world: matrix.World, names: set[str] | None = None) -> tuple[list[str], int]:
    """Ask every address, or these, as everybody, and send every form with nothing in it;
    return who saw the canary where, and how many pages were shown."""
    seen, pages = [], 0
    for name, route in sorted(each for each in matrix.addresses() if not names or each[0] in names):
        address = matrix.path(world, route, world.children["own"])
        for (role, client), method in product(world.clients.items(), matrix.METHODS):
            given, text = answered(client, method, address)
            pages += given == OK
            if CANARY in text:
                seen.append(f"{method} {name} to {role}")
    return seen, pages


def answered(client: Client, method: str, address: str) -> tuple[int, str]:
    """Ask, and undo what was done; returns the status and all that came back."""
    signed_in = deepcopy(client.cookies)
    with transaction.atomic():
        given = client.generic(method, address)
        text = text_of(given)
        transaction.set_rollback(True)
    client.cookies = signed_in
    return given.status_code, text


def text_of(given) -> str:
    body = b"".join(given.streaming_content) if given.streaming else given.content
    return (body.decode("utf-8", "replace") + str(dict(given.headers))).lower()


def dumped(url: str) -> str:
    """Return a backup of a database, as text."""
    command = [find_binaries() / "pg_dump", "--dbname", url]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode().lower()


@pytest.mark.provision("CM-400", "CM-409")
def test_no_page_backup_or_log_of_casework_holds_a_word_of_the_sealed_store(
    world, victims, cluster, module_database, caplog
):
    seen, pages = sightings(world)
    assert seen == []
    assert pages > PAGES
    backup = dumped(cluster.url(module_database, roles.OWNER_LOGIN))
    assert "copy public.drafts_draft " in backup
    assert "copy public.audit_row_" in backup
    assert CANARY not in backup
    assert CANARY not in caplog.text.lower()
    for log in (victims.log, cluster.data.with_suffix(".log")):
        assert CANARY not in log.read_text(errors="replace").lower()


def test_it_is_there_to_be_found(world, victims, cluster):
    """What the test above stands on: the store holds the name, and the door knows it."""
    assert CANARY in dumped(cluster.url(victims.database, roles.VICTIMS_OWNER_LOGIN))
    own = world.children["own"]
    service = User.objects.filter(role=Role.SENIOR_MANAGER).get().service_id
    told = {"child": own, "service": service, "towards": Towards.CHILD}
    assert len(guard.mentions([f"I saw {NAME}."], **told).found) == 1


def test_a_name_in_a_case_note_would_be_seen(world, cluster, module_database):
    """The control: after one note of a case manager's, both the crawl and the backup tell."""
    jo = User.objects.filter(role=Role.CASE_MANAGER).order_by("pk").first()
    note = {"kind": "contact", "on": "2026-02-02", "outcome": "attended", "note": f"With {NAME}."}
    with asked_by(jo, at=NOW):
        acts.record(children=[world.children["own"]], facts=note, by=jo, at=NOW)
    seen, _ = sightings(world, {"child"})
    assert "GET child to case manager" in seen
    assert CANARY in dumped(cluster.url(module_database, roles.OWNER_LOGIN))
