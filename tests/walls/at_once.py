"""Several people working at once: real threads, real connections, real transactions."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
from django.db import connection, connections

WAITING = """
    SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE NOT granted AND datname = current_database()
"""
PATIENCE = 20


def at_once(tasks: Iterable[Callable[[], Any]]) -> list[Any]:
    """Run each task in a thread of its own; returns what each gave, or the fault it ended with."""
    wanted = list(tasks)
    with ThreadPoolExecutor(len(wanted)) as threads:
        return list(threads.map(_with_its_own_connection, wanted))


def _with_its_own_connection(task: Callable[[], Any]) -> Any:
    try:
        with connection.cursor() as cursor:  # their order is tried here, and not their patience
            cursor.execute("SET lock_timeout = '60s'")
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


def somebody_waits(owner: psycopg.Connection) -> bool:
    """Whether a transaction waits for another to end."""
    return owner.execute(WAITING).fetchone() != (0,)
