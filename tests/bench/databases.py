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
def durable(home: Path, names: Iterable[str], **settings: str) -> Iterator[Cluster]:
    """Run a cluster of its own, with these databases, in a folder that is gone afterwards."""
    shutil.rmtree(home, ignore_errors=True)
    cluster = Cluster(home, {**DURABLE, **ROOM, **settings})
    try:
        with cluster.running():
            for name in names:
                database.make_migrated(cluster, name)
            yield cluster
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def as_the_tests_have_it(names: Iterable[str]) -> Iterator[Cluster]:
    """Use the tests' own cluster, which is quick and forgets what was committed."""
    with database.cluster_in_use() as cluster, ExitStack() as stack:
        for name in names:
            stack.enter_context(database.clone(name))
        yield cluster
