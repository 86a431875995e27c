"""Casework and the victims' process as they run: two databases, two servers, one signed door."""

import os
from datetime import date

import psycopg
import pytest
from django.test import override_settings

from tests import database
from tests.database import KEY
from tests.people import make_service
from tests.serving import VictimsServer, victims_served
from waymark import guard
from waymark.files.attached import MOST_BYTES, PDF
from waymark.guard import Shut, Towards
from waymark.rules.known_as import number
from waymark.rules.letters import PeopleHarmed
from waymark.running import roles

NAME = "Thandiwe Grant"
CHILD = 4
HARMED_ON = date(2026, 3, 2)


@pytest.fixture(scope="module")
def victims(cluster, tmp_path_factory):
    with victims_served(tmp_path_factory.mktemp("victims")) as server:
        yield server


@pytest.fixture
def asked(victims: VictimsServer, db):
    """Let this process, which is casework's, call at the door; the service that it calls for."""
    with override_settings(VICTIMS_DOOR=victims.door["WAYMARK_VICTIMS_DOOR"], DOOR_KEY=KEY):
        yield make_service()


@pytest.fixture
def named(victims: VictimsServer, asked):
    """Somebody whom the child harmed, named in the sealed store."""
    guard.reference(child=CHILD, service=asked.pk, by=1)  # the service is made by its first call
    with psycopg.connect(
        database.CLUSTER.url(victims.database, roles.VICTIMS_OWNER_LOGIN)
    ) as owner:
        (pk,) = owner.execute(
            "INSERT INTO victims_victim (service_id, name, other_names, nicknames, age, sex,"
            " ethnicity, is_potential, changed_at)"
            " VALUES (%s, %s, '{}', '{Tandy}', 'adult', 'female', '', false, now()) RETURNING id",
            [asked.pk, NAME],
        ).fetchone()
        owner.execute(
            "INSERT INTO victims_reference (victim_id, service_id, child, reference, known, number)"
            " VALUES (%s, %s, %s, 'v1', 'unknown', %s)",
            [pk, asked.pk, CHILD, number(CHILD, "v1")],
        )
    return asked


def read(text, service, **told):
    return guard.mentions([text], child=CHILD, service=service.pk, towards=Towards.CHILD, **told)


@pytest.mark.provision("CM-409", "CM-400")
def test_casework_is_told_where_a_protected_name_stands_and_no_more(named):
    text = "Say sorry to Tandy, she is nice."
    said = read(text, named)
    (found,) = said.found
    assert text[found.start : found.end] == "Tandy"
    assert said.unnamed == 0
    assert NAME not in repr(said)


@pytest.mark.provision("CM-401")
def test_casework_sees_four_facts_of_whom_it_may_not_know(named):
    (person,) = guard.reference(child=CHILD, service=named.pk, by=1)
    assert (person.victim, person.age, person.known) == ("v1", "adult", "unknown")
    assert NAME not in repr(person)


def test_a_victim_of_whom_no_letter_has_told_yet_is_counted(named):
    assert read("Nothing.", named, harmed=["v1", "v2"]).unnamed == 1


@pytest.mark.provision("CM-400", "CM-409")
def test_a_file_as_large_as_is_taken_waits_there_and_comes_back_once_it_was_cut(named, victims):
    whole, cut = os.urandom(MOST_BYTES), os.urandom(MOST_BYTES)
    text = f"{NAME} came. " + "He came too. " * 10_000
    file = guard.ToCut("a-key", "assessment", PDF, whole)
    assert read(text, named, file=file).waits
    assert guard.file_cut(key="a-key", child=CHILD, service=named.pk) is None
    url = database.CLUSTER.url(victims.database, roles.VICTIMS_OWNER_LOGIN)
    with psycopg.connect(url) as owner:
        (kept,) = owner.execute("SELECT content FROM victims_held").fetchone()
        owner.execute(
            "UPDATE victims_held SET content = %s, cut_at = now(), says = '{}', known = '{}'", [cut]
        )
    assert kept == whole
    assert guard.file_cut(key="a-key", child=CHILD, service=named.pk) == cut


@pytest.mark.provision("CM-400")
def test_caseworks_login_cannot_so_much_as_connect_to_the_sealed_database(victims):
    url = database.CLUSTER.url(victims.database, roles.APPLICATION_LOGIN)
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(url)


def test_it_is_the_databases_own_word_that_keeps_it_out(cluster, victims):
    """The control: once PUBLIC may connect, casework's login reads what the walls alone keep."""
    url = database.CLUSTER.url(victims.database, roles.APPLICATION_LOGIN)
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as admin:
        admin.execute(f'GRANT CONNECT ON DATABASE "{victims.database}" TO PUBLIC')
        try:
            psycopg.connect(url).close()
        finally:
            admin.execute(f'REVOKE CONNECT ON DATABASE "{victims.database}" FROM PUBLIC')


@pytest.mark.provision("CM-409")
def test_where_the_victims_process_is_away_nothing_can_be_said(tmp_path, db):
    service = make_service()
    with victims_served(tmp_path) as server:
        door = server.door["WAYMARK_VICTIMS_DOOR"]
    with override_settings(VICTIMS_DOOR=door, DOOR_KEY=KEY), pytest.raises(Shut):
        read("Nothing.", service)


def test_who_answers_without_the_key_is_not_believed(asked):
    with override_settings(DOOR_KEY="another"), pytest.raises(Shut):
        read("Nothing.", asked)


@pytest.mark.provision("CM-400")
def test_a_letter_is_applied_once_there_and_whom_it_tells_of_is_counted(asked):
    letter = PeopleHarmed(
        child=CHILD, on=HARMED_ON, order="o1", offence="o1:f1", category="theft", victims=("v1",)
    )
    told = {"number": 1, "service": asked.pk, "kind": letter.kind, "document": letter.document()}
    for _ in range(2):
        assert guard.signal(letters=[told], applied=[]).applied == (1,)
    (person,) = guard.reference(child=CHILD, service=asked.pk, by=1)
    assert person.victim == "v1"
    assert read("Nothing.", asked).unnamed == 1
