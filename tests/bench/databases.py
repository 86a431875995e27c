"""A PostgreSQL whose commits reach the disk, with databases that hold nothing but tables."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests import database
from waymark.running.postgres import Cluster

# As a service would run it: nothing is switched off. The rest is what any server would be given.
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
ROOM = {"shared_buffers": "1GB", "max_wal_size": "4GB", "max_connections": "100"}


@contextmanager
def durable(home: Path, names: Iterable[str]) -> Iterator[Cluster]:
    """Run a cluster of its own, with these databases, in a folder that is gone afterwards."""
    with _gone_afterwards(home), Cluster(home, {**DURABLE, **ROOM}).running() as cluster:
        for name in names:
            database.make_migrated(cluster, name)
        yield cluster


@contextmanager
def at_rest(home: Path, names: Iterable[str]) -> Iterator[Path]:
    """Yield the folder of a cluster with these databases that does not run, to begin others from:
    the tables are made but once."""
    with _gone_afterwards(home):
        with Cluster(home, {**database.SPEED, **ROOM}).running() as cluster:
            for name in names:
                database.make_migrated(cluster, name)
        yield home


@contextmanager
def durable_from(beginning: Path, home: Path, **settings: str) -> Iterator[Cluster]:
    """Run a copy of a cluster that is at rest, as durable as any, but for these settings."""
    with _gone_afterwards(home):
        shutil.copytree(beginning, home)
        with Cluster(home, {**DURABLE, **ROOM, **settings}).running() as cluster:
            yield cluster


@contextmanager
def _gone_afterwards(home: Path) -> Iterator[None]:
    shutil.rmtree(home, ignore_errors=True)
    try:
        yield
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def as_the_tests_have_it(names: Iterable[str]) -> Iterator[Cluster]:
    """Use the tests' own cluster, which is quick and forgets what was committed."""
    with database.cluster_in_use() as cluster, ExitStack() as stack:
        for name in names:
            stack.enter_context(database.clone(name))
        yield cluster
