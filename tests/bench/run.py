"""The whole measurement: fill, renew, serve, ask, tell."""

import os
import platform
import sys
import time
from datetime import UTC, datetime
from typing import Any

import psycopg
from django.utils import timezone

from tests import database
from tests.bench import finding, renewing, starting, telling
from tests.bench.asking import ask, say
from tests.bench.fill import Filled, fill
from tests.bench.pages import PAGES
from waymark.running import roles
from waymark.running.postgres import Cluster


def run(
    cluster: Cluster,
    names: dict[int, str],
    requests: int,
    only: list[str] | None = None,
    *,
    quick: bool = False,
) -> dict[str, Any]:
    """:param quick: starts nothing, and looks a second for times: does it all run?"""
    filled, renewals = {}, {}
    for size, name in names.items():
        with database.django_at(name):
            filled[size], renewals[size] = _fill(cluster, size, name)
    pages = [page for page in PAGES if only is None or page.name in only]
    figures = ask(cluster, names, filled, requests, pages)
    told = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "cpus": os.cpu_count(),
            "system": platform.platform(),
            "python": platform.python_version(),
            "load_at_the_end": os.getloadavg()[0],
        },
        "requests": requests,
        "seconds_to_start": None if quick else starting.seconds(),
        "finding": finding.measured(**({"seconds": 1} if quick else {})),
        "sizes": {
            str(size): {
                "children": sum(map(len, filled[size].children.values())),
                "events": filled[size].events,
                "renewal": renewals[size],
                "pages": [each.as_json() for each in figures[size]],
            }
            for size in names
        },
    }
    told["wanted"] = telling.wanted(told, PAGES)
    sys.stdout.write(telling.as_text(told))
    return told


def _fill(cluster: Cluster, size: int, name: str) -> tuple[Filled, dict[str, float]]:
    say(f"Filling a database with {size:,} children …")
    began = time.perf_counter()
    with psycopg.connect(cluster.url(name, roles.OWNER_LOGIN), autocommit=True) as owner:
        filled = fill(owner, size, timezone.localdate())
        say(f"… {filled.events:,} events in {time.perf_counter() - began:.0f} seconds.")
        os.environ["DATABASE_URL"] = cluster.url(name, roles.APPLICATION_LOGIN)
        # As autovacuum does within minutes of so many rows.
        owner.execute("VACUUM ANALYZE")
        a_second = renewing.from_nothing(filled.children)
        owner.execute("VACUUM ANALYZE")
    service, children = next(iter(filled.children.items()))
    usual = [child for child in children if child not in filled.long][:200]
    renewals = {
        "from_nothing_a_second": round(a_second, 1),
        "one_child_ms": round(renewing.one_child(service, usual), 2),
        "child_with_500_events_ms": round(renewing.one_child(service, filled.long * 5), 2),
    }
    return filled, renewals
