"""How fast the audit is checked and duties are renewed: `python -m tests.walls.measure`.

Nothing here passes or fails; run it on a machine that does nothing else.
"""

import os
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from random import Random

import psycopg

from tests import database

database.pytest_load_initial_conftests()  # the environment that Django reads its settings from

import django  # noqa: E402

os.environ["DJANGO_SETTINGS_MODULE"] = "waymark.settings"
django.setup()

from tests.unit.rules.generated import case_file  # noqa: E402
from tests.walls.chain import write_chain  # noqa: E402
from tests.walls.made import NOW, a_service, waymark_itself  # noqa: E402
from waymark.audit import verify  # noqa: E402
from waymark.casefiles import acts  # noqa: E402
from waymark.chronology.door import today  # noqa: E402
from waymark.duties.renewal import renew  # noqa: E402
from waymark.running import roles  # noqa: E402

ROWS, CHILDREN, BATCH, EVENTS = 100_000, 1_000, 100, 100
DAY = today(NOW)


def rows_checked_a_second(owner: psycopg.Connection) -> float:
    service = a_service()
    write_chain(owner, service.pk, ROWS)
    owner.execute("ANALYZE audit_row")
    return ROWS / min(_seconds(lambda: verify.first_faults([])) for _ in range(3))


def children_renewed_a_second(owner: psycopg.Connection) -> float:
    """From nothing, in one process, in batches; the better of two runs."""
    service = a_service()
    children = _taken_in(service, [case_file(Random(seed)) for seed in range(CHILDREN)])

    def from_nothing() -> None:
        for first in range(0, len(children), BATCH):
            with waymark_itself(service):
                renew(children[first : first + BATCH], DAY)

    took = []
    for _ in range(2):
        owner.execute("DELETE FROM duties_duty; DELETE FROM duties_standing")
        owner.execute("VACUUM ANALYZE duties_duty, duties_standing")
        took.append(_seconds(from_nothing))
    return CHILDREN / min(took)


def milliseconds_for_one_child(owner: psycopg.Connection) -> float:
    """The median renewal of a child with a hundred events, every time to another day."""
    service = a_service()
    crowded = max((case_file(Random(seed)) for seed in range(2_000)), key=_events)
    for number in range(EVENTS - _events(crowded)):
        on = date(2026, 1, 5) + timedelta(days=5 * number)
        contact = {"id": f"x{number}", "kind": "contact", "on": str(on), "outcome": "attended"}
        crowded["events"].append(contact)
    (child,) = _taken_in(service, [crowded])
    owner.execute("ANALYZE")
    with waymark_itself(service):
        days = [DAY + timedelta(days=turn % 2) for turn in range(61)]
        return 1_000 * statistics.median(_seconds(lambda d=day: renew([child], d)) for day in days)


def _taken_in(service, documents: list[dict]) -> list[int]:
    files = []
    for number, document in enumerate(deepcopy(documents)):
        document["child"]["id"] = f"m{number}"
        files.append((str(number), document))
    with waymark_itself(service):
        return [child.pk for child in acts.take_in(files, service=service, at=NOW)]


def _events(document: dict) -> int:
    return len(document["events"])


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    name = f"measure_{uuid.uuid4().hex[:12]}"
    with (
        database.cluster_in_use() as cluster,
        database.clone(name),
        database.django_at(name),
        psycopg.connect(cluster.url(name, roles.OWNER_LOGIN), autocommit=True) as owner,
    ):
        for measure in (
            rows_checked_a_second,
            children_renewed_a_second,
            milliseconds_for_one_child,
        ):
            sys.stdout.write(f"{measure.__name__.replace('_', ' ')}: {measure(owner):,.1f}\n")


if __name__ == "__main__":
    main()
