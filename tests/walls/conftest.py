"""Databases of a test's own, committed to for real; Django on them, as the application or owner."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from tests import database
from waymark.running import roles


@contextmanager
def django_on(
    name: str, blocker: DjangoDbBlocker, login: str = roles.APPLICATION_LOGIN
) -> Iterator[None]:
    """Put Django, in every thread, on a database; what it commits there stays."""
    settings = connections.settings["default"]
    kept = {key: settings[key] for key in ("NAME", "USER")}
    connections.close_all()
    settings.update(NAME=name, USER=login)
    try:
        with blocker.unblock():
            yield
            connections.close_all()
    finally:
        settings.update(kept)


@pytest.fixture
def committed(own_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Django on a database of the test's own; its name."""
    with django_on(own_database, django_db_blocker):
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
