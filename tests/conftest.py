"""What every test may ask for."""

import gc
import os
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.template import engines
from hypothesis import HealthCheck
from hypothesis import settings as of_properties
from pytest_django.plugin import DjangoDbBlocker
from whitenoise.middleware import WhiteNoiseMiddleware

from tests import database, midnight
from waymark import process

# What takes a minute or more comes first, or one worker would be at it when all others are done.
LONGEST = (
    *("test_bench.py", "test_james.py", "test_sam.py", "test_kills.py", "test_theo.py"),
    *("test_run.py", "test_sophie.py", "test_matrix.py"),
)
TESTS = Path(__file__).parent
SHORT = {"unit", "web"}  # the folders that come last
# After so many things made the garbage collector looks for rings among them: what a test lets go of
# is mostly none, and Python's own 700 are made by a few lines of a page.
MADE_BEFORE_LOOKING = 20_000
# How quick a test is depends on what else the machine does: no property fails for being slow.
of_properties.register_profile(
    "any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
of_properties.load_profile("any-machine")
# The victims' process has settings of its own: `pytest tests/victims` is another run.
collect_ignore = [] if database.HERE == database.VICTIMS else ["victims"]
SLOW_ON_PURPOSE = PBKDF2PasswordHasher.iterations


@pytest.fixture(scope="session", autouse=True)
def passwords_are_quick_to_check() -> Iterator[None]:
    """In the tests' own process alone: a server that they start is as slow as ever.

    What the demonstration keeps is not kept anew with fewer rounds, which would end sessions.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(PBKDF2PasswordHasher, "must_update", lambda *_: False)
        patched.setattr(PBKDF2PasswordHasher, "iterations", 1_000)
        yield


@pytest.fixture(scope="session", autouse=True)
def the_folder_of_the_look_is_read_once() -> Iterator[None]:
    """Each of Django's clients has middleware of its own, of which WhiteNoise's reads it."""
    reads, files = WhiteNoiseMiddleware.update_files_dictionary, {}

    def copies(self: WhiteNoiseMiddleware, root: str, prefix: str) -> None:
        if (root, prefix) not in files:
            reads(self, root, prefix)
            files[root, prefix] = dict(self.files)
        self.files.update(files[root, prefix])

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(WhiteNoiseMiddleware, "update_files_dictionary", copies)
        yield


@pytest.fixture(scope="session")
def cluster() -> Iterator[database.Cluster]:
    with database.cluster_in_use() as running:
        yield running


@pytest.fixture(scope="session")
def django_db_setup(cluster: database.Cluster) -> Iterator[None]:
    """pytest-django's own would make tables as the application, which may not."""
    with database.clone(f"test_{uuid.uuid4().hex[:12]}") as name, database.django_at(name):
        database.make_room_for_the_audit(name)
        yield


@pytest.fixture
def own_database(cluster: database.Cluster) -> Iterator[str]:
    """A database for one test alone, committed to for real; its name."""
    with database.clone(f"alone_{uuid.uuid4().hex[:12]}") as name:
        yield name


@pytest.fixture(scope="module")
def module_database(cluster: database.Cluster) -> Iterator[str]:
    """A database for the tests of one file; its name."""
    with database.clone(f"walls_{uuid.uuid4().hex[:12]}") as name:
        yield name


@pytest.fixture
def committed(own_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Django on a database of the test's own; its name."""
    with django_db_blocker.unblock(), database.django_at(own_database):
        yield own_database


@pytest.fixture
def owner_url(cluster: database.Cluster, own_database: str) -> str:
    return cluster.url(own_database, database.HERE.owner)


@pytest.fixture
def application_url(cluster: database.Cluster, own_database: str) -> str:
    return cluster.url(own_database, database.HERE.login)


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
def as_owner(cluster, module_database):
    url = cluster.url(module_database, database.HERE.owner)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def as_application(cluster, module_database):
    url = cluster.url(module_database, database.HERE.login)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: somebody always waits for a browser, a server or a disk."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-matrix", action="store_true", help="write down what every address answers"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(midnight.Turning())


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_turn)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let what is loaded be."""
    process.keep_what_is_loaded()
    gc.set_threshold(MADE_BEFORE_LOOKING)
    if session.config.getoption("rounds", None):
        prepare_for_forks(session.config)


def prepare_for_forks(config: pytest.Config) -> None:
    """For all the forks of a proof, load what else their pages need and start PostgreSQL, once."""
    import_module(settings.ROOT_URLCONF)
    pages = engines["jinja2"]
    for name in pages.env.list_templates(["html"]):
        pages.get_template(name)
    in_use = ExitStack()
    in_use.enter_context(database.cluster_in_use())
    config.add_cleanup(in_use.close)


def _turn(item: pytest.Item) -> int:
    name, folder = item.path.name, item.path.relative_to(TESTS).parts[0]
    return LONGEST.index(name) if name in LONGEST else len(LONGEST) + (folder in SHORT)
