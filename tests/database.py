"""The tests' PostgreSQL: one cluster, one migrated template, a clone for each test process.

A pytest plugin, since it must speak before Django reads its settings. Nothing is started until a
test asks for the database.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import psycopg
import pytest
from psycopg import sql

from waymark.running import roles
from waymark.running.home import CHECKOUT
from waymark.running.postgres import Cluster

SPEED = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
CLUSTER = Cluster(CHECKOUT / "build" / "tests", {**SPEED, "max_connections": "200"})
OWN_DATABASE = f"test_{uuid.uuid4().hex[:12]}"


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    speak_to(CLUSTER.url(OWN_DATABASE, roles.APPLICATION_LOGIN))


def speak_to(url: str) -> None:
    """Let Django, not yet set up, speak to this database, in this process and those it starts."""
    os.environ["DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "waymark.settings"
    os.environ["WAYMARK_SECRET_KEY"] = "only-for-tests"
    os.environ["WAYMARK_ORIGIN"] = "http://testserver"
    os.environ.pop("WAYMARK_OWNER_URL", None)
    # A browser that was driven in this process leaves an event loop about; no test is async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"


@contextmanager
def cluster_in_use() -> Iterator[Cluster]:
    """Yield the running cluster; whoever leaves last stops it."""
    CLUSTER.data.parent.mkdir(parents=True, exist_ok=True)
    with (CLUSTER.data.parent / "in-use").open("w") as users:
        with _locked(CLUSTER.data.parent / "starting"):
            fcntl.flock(users, fcntl.LOCK_SH)
            if not CLUSTER.is_ready():
                CLUSTER.start(tied_to_this_process=False)
        yield CLUSTER
        with _locked(CLUSTER.data.parent / "starting"):
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            CLUSTER.stop()


@contextmanager
def clone(name: str) -> Iterator[str]:
    """Make a database from the template and drop it afterwards; yields its name."""
    with _locked(CLUSTER.data.parent / "template"):
        template = _template()
    with _admin() as admin:
        admin.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(roles.OWNER_LOGIN), sql.Identifier(template)
            )
        )
    yield name
    with _admin() as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def django_at(name: str, login: str = roles.APPLICATION_LOGIN) -> Iterator[None]:
    """Let Django, in every thread, speak to another database for a while; what it commits stays."""
    from django.db import connections

    settings = connections.settings["default"]
    usual = {key: settings[key] for key in ("NAME", "USER")}
    connections.close_all()
    settings.update(NAME=name, USER=login)
    try:
        yield
    finally:
        connections.close_all()
        settings.update(usual)


def _template() -> str:
    """Return the name of a migrated database that fits the code, made if it is missing."""
    name = f"template_{_digest_of_the_code()}"
    with _admin() as admin:
        if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
    making = f"making_{uuid.uuid4().hex[:12]}"
    make_migrated(CLUSTER, making)
    with _admin() as admin:
        admin.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(making), sql.Identifier(name)
            )
        )
    return name


def make_migrated(cluster: Cluster, name: str) -> None:
    """Make a database with Waymark's tables and nothing in them."""
    roles.make_database(cluster.url("postgres"), name)
    owner_url = cluster.url(name, roles.OWNER_LOGIN)
    roles.prepare_privileges(owner_url)
    subprocess.run(
        [sys.executable, "-m", "waymark", "migrate", "--verbosity=0"],
        env={
            **os.environ,
            "DATABASE_URL": cluster.url(name, roles.APPLICATION_LOGIN),
            "WAYMARK_OWNER_URL": owner_url,
            "WAYMARK_SECRET_KEY": "only-for-the-template",
        },
        check=True,
    )


def _digest_of_the_code() -> str:
    """Stamp what the tables are made from, so that a changed migration makes a new template."""
    digest = hashlib.sha256()
    code = CHECKOUT / "waymark"
    files = [*code.rglob("migrations/*"), *code.rglob("*.sql"), *code.glob("running/*.py")]
    for path in sorted([*files, CHECKOUT / "requirements.lock"]):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _admin() -> psycopg.Connection:
    return psycopg.connect(CLUSTER.url("postgres"), autocommit=True)


@contextmanager
def _locked(path: Path) -> Iterator[IO[str]]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
