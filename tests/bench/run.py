"""The whole measurement: fill, renew, serve, ask, tell."""

import os
import platform
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
from django.db import connections
from django.utils import timezone

from tests import database
from tests.bench import finding, renewing, starting, telling
from tests.bench.fill import Filled, fill
from tests.bench.measuring import Figures, Place, measure
from tests.bench.pages import PAGES, Page, stands
from tests.serving import served
from waymark.running import roles
from waymark.running.postgres import Cluster


def run(
    cluster: Cluster, names: dict[int, str], requests: int, only: list[str] | None = None
) -> dict[str, Any]:
    filled, renewals = {}, {}
    for size, name in names.items():
        with database.django_at(name):
            filled[size], renewals[size] = _fill(cluster, size, name)
    pages = [page for page in PAGES if only is None or page.name in only]
    figures = _ask(cluster, names, filled, requests, pages)
    told = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "cpus": os.cpu_count(),
            "system": platform.platform(),
            "python": platform.python_version(),
            "load_at_the_end": os.getloadavg()[0],
        },
        "requests": requests,
        "seconds_to_start": starting.seconds(),
        "finding": finding.measured(),
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
    told["wanted"] = telling.wanted(told)
    sys.stdout.write(telling.as_text(told))
    return told


def _fill(cluster: Cluster, size: int, name: str) -> tuple[Filled, dict[str, float]]:
    _say(f"Filling a database with {size:,} children …")
    began = time.perf_counter()
    with psycopg.connect(cluster.url(name, roles.OWNER_LOGIN), autocommit=True) as owner:
        filled = fill(owner, size, timezone.localdate())
        _say(f"… {filled.events:,} events in {time.perf_counter() - began:.0f} seconds.")
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


def _ask(
    cluster: Cluster,
    names: dict[int, str],
    filled: dict[int, Filled],
    requests: int,
    pages: list[Page],
) -> dict[int, list[Figures]]:
    found: dict[int, list[Figures]] = {size: [] for size in names}
    with ExitStack() as stack:
        log = Path(stack.enter_context(TemporaryDirectory())) / "log"
        stack.push(lambda fault, *_: _show(log) if fault else None)
        places = {}
        for size, name in names.items():
            url = cluster.url(name, roles.APPLICATION_LOGIN)
            origin = stack.enter_context(served(url, log))
            with database.django_at(name):
                places[size] = Place(origin=origin, database=url, filled=filled[size])
            stack.callback(places[size].bare.close)
        for page in pages:
            if not all(stands(page, each) for each in filled.values()):
                _say(f"There is no page yet: {page.name}.")
                continue
            _say(f"Asking {requests:,} times at each size: {page.name} …")
            figures = measure(page, list(places.values()), requests)
            for (size, place), each in zip(places.items(), figures, strict=True):
                with database.django_at(names[size]):
                    found[size].append(replace(each, queries=place.queries(page)))
    connections.close_all()
    return found


def _show(log: Path) -> None:
    """The server's own words, where a measurement broke off."""
    sys.stderr.write(log.read_text()[-3000:])


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()
