"""A PostgreSQL whose commits reach the disk, with databases that hold nothing but tables."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import database
from waymark.running.postgres import Cluster

# As a service would run it: nothing is switched off. The rest is what any server would be given.
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
ROOM = {"shared_buffers": "1GB", "max_wal_size": "4GB", "max_connections": "100"}


@contextmanager
def durable(home: Path, **settings: str) -> Iterator[Cluster]:
    """Run a cluster of its own in a folder, which is gone afterwards."""
    cluster = Cluster(home, {**DURABLE, **ROOM, **settings})
    shutil.rmtree(cluster.data, ignore_errors=True)
    try:
        with cluster.running():
            yield cluster
    finally:
        shutil.rmtree(cluster.data, ignore_errors=True)


@contextmanager
def as_the_tests_have_it() -> Iterator[Cluster]:
    with database.cluster_in_use() as cluster:
        yield cluster
