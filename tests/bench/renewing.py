"""How quickly duties are worked out and kept: one child's, and many from nothing in two processes.

    python -m tests.bench.renewing < what.json

is one of the processes: it says that it is ready, waits for a line, renews, and prints how long
it took.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable

BATCH = 100
PROCESSES = 2


def from_nothing(children: dict[int, list[int]]) -> float:
    """Renew all children of these services in two processes; returns how many a second."""
    halves: list[dict[int, list[int]]] = [{} for _ in range(PROCESSES)]
    for service, theirs in children.items():
        for number, half in enumerate(halves):
            half[service] = theirs[number::PROCESSES]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.bench.renewing"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in halves
    ]
    for process, half in zip(running, halves, strict=True):
        assert process.stdin
        process.stdin.write(json.dumps(half) + "\n")
        process.stdin.flush()
    _lines(running)
    began = time.perf_counter()
    for process in running:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    _lines(running)
    took = time.perf_counter() - began
    for process in running:
        process.communicate()
        assert process.returncode == 0
    return sum(map(len, children.values())) / took


def one_child(service: int, children: Iterable[int]) -> float:
    """Return the median of milliseconds for one child of a service, as an act renews it."""
    from django.db import transaction
    from django.utils import timezone

    from waymark.accounts import asking
    from waymark.duties.renewal import renew

    took = []
    today = timezone.localdate()
    with transaction.atomic():
        asking.as_waymark(service)
        for child in children:
            began = time.perf_counter()
            renew([child], today)
            took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def _lines(running: list["subprocess.Popen[str]"]) -> list[str]:
    found = [process.stdout.readline() for process in running if process.stdout]
    assert all(found), "A process that renews has died."
    return found


def _main() -> None:
    from waymark import process

    process.begin()  # as `waymark duties-renew` does
    from django.db import connection, transaction
    from django.utils import timezone

    from waymark.accounts import asking
    from waymark.duties.renewal import renew

    services = json.loads(sys.stdin.readline())
    today = timezone.localdate()
    connection.ensure_connection()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    began = time.perf_counter()
    for service, children in services.items():
        for first in range(0, len(children), BATCH):
            with transaction.atomic():
                asking.as_waymark(int(service))
                renew(children[first : first + BATCH], today)
    sys.stdout.write(f"{time.perf_counter() - began}\n")


if __name__ == "__main__":
    _main()
