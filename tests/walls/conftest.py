"""What tests of the walls need: databases of their own, committed to for real."""

import uuid
from collections.abc import Iterator

import psycopg
import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests import database
from tests.harmed import nobody_harmed_is_known, victims_side
from tests.walls.families import Families
from waymark.running import roles

__all__ = ["nobody_harmed_is_known", "victims_side"]


@pytest.fixture
def committed(own_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Django on a database of the test's own; its name."""
    with django_db_blocker.unblock(), database.django_at(own_database):
        yield own_database


@pytest.fixture
def owner(owner_url: str) -> Iterator[psycopg.Connection]:
    """The owner's own connection to the test's own database."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def application(application_url: str) -> Iterator[psycopg.Connection]:
    """The application's own connection to the test's own database, without Django."""
    with psycopg.connect(application_url, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def module_database(cluster: database.Cluster) -> Iterator[str]:
    """A database for the tests of one file; its name."""
    with database.clone(f"walls_{uuid.uuid4().hex[:12]}") as name:
        yield name


@pytest.fixture(scope="module")
def families(module_database, django_db_blocker):
    with django_db_blocker.unblock(), database.django_at(module_database):
        yield Families()


@pytest.fixture(scope="module")
def as_owner(cluster, module_database):
    with psycopg.connect(cluster.url(module_database, roles.OWNER_LOGIN)) as connection:
        connection.autocommit = True
        yield connection


@pytest.fixture
def as_application(cluster, module_database):
    with psycopg.connect(cluster.url(module_database, roles.APPLICATION_LOGIN)) as connection:
        connection.autocommit = True
        yield connection
