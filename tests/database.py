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
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import IO, NamedTuple
from zoneinfo import ZoneInfo

import psycopg
import pytest
from psycopg import sql

from waymark.running import roles
from waymark.running.home import CHECKOUT
from waymark.running.postgres import Cluster

SPEED = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Side(NamedTuple):
    """Casework or the victims' process: each has a database, logins and settings of its own."""

    name: str
    settings: str
    login: str
    owner: str
    words: tuple[str, ...] = ()  # before a command's own


CASEWORK = Side("casework", "waymark.settings", roles.APPLICATION_LOGIN, roles.OWNER_LOGIN)
VICTIMS = Side(
    "victims",
    "waymark.victims.settings",
    roles.VICTIMS_LOGIN,
    roles.VICTIMS_OWNER_LOGIN,
    ("victims",),
)
# One process tests one side: what is named in `pytest tests/victims`, or what it inherited.
_named = VICTIMS if any("tests/victims" in word for word in sys.argv) else CASEWORK
HERE = VICTIMS if os.environ.setdefault("WAYMARK_SIDE", _named.name) == "victims" else CASEWORK
# A database is nearly a thousand files, made in a tenth of the time in memory (`.ci/run`).
FOLDER = Path(os.environ.get("WAYMARK_TESTS_IN") or CHECKOUT / "build" / "tests")
CLUSTER = Cluster(FOLDER, {**SPEED, "max_connections": "200"})
KEY = "only-for-tests"
OWN_DATABASE = f"test_{uuid.uuid4().hex[:12]}"


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    speak_to(CLUSTER.url(OWN_DATABASE, HERE.login))


def speak_to(url: str) -> None:
    """Let Django, not yet set up, speak to this database, in this process and those it starts."""
    os.environ["DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = HERE.settings
    os.environ["WAYMARK_SECRET_KEY"] = os.environ["WAYMARK_DOOR_KEY"] = KEY
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
def clone(name: str, *, demonstrated: bool = False, side: Side = HERE) -> Iterator[str]:
    """Make a database from a template and drop it afterwards; yields its name.

    :param demonstrated: with the demonstration in it, as it is loaded today.
    """
    with _locked(CLUSTER.data.parent / "template"):
        template = _demonstrated(side) if demonstrated else _template(side)
    _copy(template, name, side)
    yield name
    with _admin() as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def make_room_for_the_audit(name: str) -> None:
    """Make the audit's table of this month: each test would make it anew and take it back."""
    with psycopg.connect(CLUSTER.url(name, HERE.owner)) as owner:
        month = "date_trunc('month', now() AT TIME ZONE 'UTC')::date"
        owner.execute(f"SELECT audit_make_partition({month})")


@contextmanager
def django_at(name: str, login: str = HERE.login) -> Iterator[None]:
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


def _template(side: Side) -> str:
    """Return the name of a migrated database that fits the code, made if it is missing."""

    def make(making: str) -> None:
        make_migrated(CLUSTER, making, side)

    return _made_once(f"{side.name}_template", _stamp_of_tables(), make)


@cache
def _stamp_of_tables() -> str:
    code = CHECKOUT / "waymark"
    return _digest([*code.rglob("migrations/*"), *code.rglob("*.sql"), *code.glob("running/*.py")])


def _demonstrated(side: Side) -> str:
    """Return the name of a database with today's demonstration, made if it is missing."""
    migrated = _template(side)
    files = [*(CHECKOUT / "waymark").rglob("*"), *(CHECKOUT / "guidance").rglob("*")]
    day = datetime.now(ZoneInfo("Europe/London")).date()

    def make(making: str) -> None:
        _copy(migrated, making, side)
        _waymark(*side.words, "demonstrate", url=CLUSTER.url(making, side.login))

    return _made_once(f"{side.name}_demonstrated", f"{_digest(files)}_{day:%Y%m%d}", make)


def _made_once(kind: str, stamp: str, make: Callable[[str], None]) -> str:
    """Return the name of a template, made where it is missing; older ones of its kind go."""
    name = f"{kind}_{stamp}"
    with _admin() as admin:
        rows = admin.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{kind}_"]
        )
        there = {each for (each,) in rows}
        if name in there:
            return name
        for old in there:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
    making = f"making_{uuid.uuid4().hex[:12]}"
    make(making)
    with _admin() as admin:
        admin.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(making), sql.Identifier(name)
            )
        )
    return name


def _copy(template: str, name: str, side: Side) -> None:
    with _admin() as admin:
        admin.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(side.owner), sql.Identifier(template)
            )
        )
        if side == VICTIMS:  # what a database lets in is not copied with it
            roles.shut_to_others(admin, name, side.owner, side.login)


def make_migrated(cluster: Cluster, name: str, side: Side = HERE) -> None:
    """Make a database with Waymark's tables and nothing in them."""
    roles.make_database(cluster.url("postgres"), name, side.owner, side.login)
    owner_url = cluster.url(name, side.owner)
    roles.prepare_privileges(owner_url)
    url = cluster.url(name, side.login)
    _waymark(*side.words, "migrate", url=url, WAYMARK_OWNER_URL=owner_url)


def _waymark(*words: str, url: str, **environment: str) -> None:
    key = {"WAYMARK_SECRET_KEY": KEY}  # what the templates hold under it, every test can read
    subprocess.run(
        [sys.executable, "-m", "waymark", *words, "--verbosity=0"],
        env={**os.environ, "DATABASE_URL": url, **key, **environment},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _digest(files: Iterable[Path]) -> str:
    """Stamp what a template is made from, so that what is changed makes a new one."""
    digest = hashlib.sha256()
    for path in sorted([*files, CHECKOUT / "requirements.lock"]):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _admin() -> psycopg.Connection:
    return psycopg.connect(CLUSTER.url("postgres"), autocommit=True)


@contextmanager
def _locked(path: Path) -> Iterator[IO[str]]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
