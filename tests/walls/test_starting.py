"""Neither server nor worker starts with a login that the walls would not hold back."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from tests import database
from tests.serving import VictimsServer, running, served
from waymark.running import roles
from waymark.starting import GIVES_UP

WORKER = [sys.executable, "-m", "waymark", "worker"]

ABOVE = {
    "SUPERUSER": "is a superuser",
    "BYPASSRLS": "has BYPASSRLS",
    "IN ROLE waymark_owner": "waymark_owner owns",
}


@pytest.fixture
def login(cluster, own_database) -> Iterator[str]:
    """A login of the application's group, and whatever a test gives it besides."""
    name = f"other_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(name)))
        roles.make_application_group(admin, name)
        yield name
        admin.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


def give(cluster, login: str, what: str) -> None:
    statement = "ALTER ROLE {} " + what
    if what.startswith("IN ROLE"):
        statement = "GRANT waymark_owner TO {}"
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as admin:
        admin.execute(sql.SQL(statement).format(sql.Identifier(login)))


@pytest.mark.parametrize("what", ABOVE)
def test_it_refuses_a_login_above_the_walls_and_says_why(
    cluster, own_database, login, tmp_path, what
):
    give(cluster, login, what)
    with (
        pytest.raises(AssertionError, match=rf"Waymark does not start: .*{ABOVE[what]}"),
        served(cluster.url(own_database, login), tmp_path / "log"),
    ):
        pass


def test_the_worker_refuses_an_owners_login_as_the_server_does(owner_url, application_url):
    refused = {
        "waymark_owner owns": {"DATABASE_URL": owner_url},
        "WAYMARK_OWNER_URL stands in": {
            "DATABASE_URL": application_url,
            "WAYMARK_OWNER_URL": owner_url,
        },
    }
    for why, told in refused.items():
        tried = subprocess.run(WORKER, env={**os.environ, **told}, capture_output=True, check=False)
        assert tried.returncode == GIVES_UP
        assert f"Waymark does not start: {why}" in tried.stderr.decode()


def test_it_starts_with_a_login_of_the_applications_group(cluster, own_database, login, tmp_path):
    with served(cluster.url(own_database, login), tmp_path / "log"):
        pass


def test_it_refuses_the_owners_login_and_the_owners_address(owner_url, application_url, tmp_path):
    for url, environment, why in (
        (owner_url, {}, "waymark_owner owns"),
        (application_url, {"WAYMARK_OWNER_URL": owner_url}, "WAYMARK_OWNER_URL stands in"),
    ):
        with (
            pytest.raises(AssertionError, match=f"Waymark does not start: {why}"),
            served(url, tmp_path / "log", **environment),
        ):
            pass


@pytest.fixture
def sealed(cluster) -> Iterator[str]:
    """A sealed database of the test's own; its name."""
    with database.clone(f"sealed_{uuid.uuid4().hex[:12]}", side=database.VICTIMS) as name:
        yield name


def let_in(cluster, login: str, name: str) -> None:
    """Let a login come to a database to which it may not, as a careless administrator might."""
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as admin:
        admin.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
                sql.Identifier(name), sql.Identifier(login)
            )
        )


@pytest.mark.provision("CM-400")
def test_casework_refuses_the_sealed_database_though_it_may_connect(cluster, sealed, tmp_path):
    let_in(cluster, roles.APPLICATION_LOGIN, sealed)
    with (
        pytest.raises(AssertionError, match="does not start: it is the other side's database"),
        served(cluster.url(sealed, roles.APPLICATION_LOGIN), tmp_path / "log"),
    ):
        pass


def test_the_victims_process_refuses_caseworks_database_though_it_may_connect(
    cluster, own_database, tmp_path
):
    let_in(cluster, roles.VICTIMS_LOGIN, own_database)
    url = cluster.url(own_database, roles.VICTIMS_LOGIN)
    with (
        pytest.raises(AssertionError, match="does not start: it is the other side's database"),
        running(VictimsServer(url, tmp_path / "log")),
    ):
        pass


def test_the_victims_process_refuses_a_login_above_its_walls(cluster, sealed, tmp_path):
    url = cluster.url(sealed, roles.VICTIMS_OWNER_LOGIN)
    with (
        pytest.raises(AssertionError, match="does not start: waymark_victims_owner owns"),
        running(VictimsServer(url, tmp_path / "log")),
    ):
        pass


def test_the_victims_process_starts_with_its_own_login_over_its_own_database(
    cluster, sealed, tmp_path
):
    with running(VictimsServer(cluster.url(sealed, roles.VICTIMS_LOGIN), tmp_path / "log")):
        pass
