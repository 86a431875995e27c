"""Several people working at once: real threads, real connections, real transactions."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest.mock import patch

import psycopg
from django.db import connections

WAITING = """
    SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE NOT granted AND datname = current_database()
"""
PATIENCE = 60  # seconds; the machine may be busy with others
LONGER = "-c lock_timeout=60s"


def at_once(tasks: Iterable[Callable[[], Any]]) -> list[Any]:
    """Run each task in a thread of its own; returns what each gave, or the fault it ended with.

    Their order is tried here and not their patience: whatever they connect anew waits longer.
    """
    wanted = list(tasks)
    options = connections["default"].settings_dict["OPTIONS"]
    with patch.dict(options, options=LONGER), ThreadPoolExecutor(len(wanted)) as threads:
        return list(threads.map(_with_its_own_connection, wanted))


def _with_its_own_connection(task: Callable[[], Any]) -> Any:
    try:
        return task()
    except Exception as fault:  # noqa: BLE001 (what went wrong is what the test asks about)
        return fault
    finally:
        connections.close_all()


def wait_for(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "nothing came of it"
        time.sleep(0.01)


def waiting(owner: psycopg.Connection) -> int:
    """Return how many transactions wait for another to end."""
    # Within a transaction PostgreSQL shows whoever was connected when it was first asked.
    owner.execute("SELECT pg_stat_clear_snapshot()")
    return owner.execute(WAITING).fetchone()[0]
