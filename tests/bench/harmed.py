"""`make bench` for the victims' process: how quick its pages are at 1,000 people and at 10,000.

Run with `WAYMARK_SIDE=victims`. A service has 1,000 people; the measured ones are of the first.
With one of twenty of them something happened in this quarter.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django
import psycopg

from tests import database, sealed
from tests.bench import databases
from waymark.running import roles
from waymark.running.home import CHECKOUT

SIZES, QUICK = (1_000, 10_000), (20, 40)
A_SERVICE, WORKERS = 1_000, 8
ALONE = {"preference", "details-refused"}  # of whom next to nothing is owed, and that is quick
PEOPLE = """
    INSERT INTO victims_victim (service_id, name, other_names, nicknames, age, sex, ethnicity,
        is_potential, changed_at)
    SELECT %(service)s, 'Person ' || n, '{}', '{}', 'adult', '', '', false, now()
    FROM generate_series(1, %(many)s) AS n;
    INSERT INTO victims_reference (victim_id, service_id, child, reference, known, number)
    SELECT id, service_id, id, 'v1', 'unknown', 10000 FROM victims_victim
    WHERE service_id = %(service)s;
    INSERT INTO victims_told (service_id, child, kind, about, document, told_at)
    SELECT service_id, id, told.kind, told.about, told.document::jsonb, now() FROM victims_victim,
        (VALUES ('people-harmed', 'o1:f1', %(offence)s), ('order-made', 'o1', %(order)s))
            AS told (kind, about, document)
    WHERE service_id = %(service)s;
    INSERT INTO victims_spell (victim_id, service_id, kind, document, recorded_at, begins)
    SELECT id, service_id, kept.kind, kept.document, now(), %(on)s FROM victims_victim,
        unnest(%(spells)s::text[], %(said_of_spells)s::jsonb[]) AS kept (kind, document)
    WHERE service_id = %(service)s;
    INSERT INTO victims_happening (victim_id, service_id, kind, document, recorded_at, "on")
    SELECT id, service_id, kept.kind, kept.document, now(), current_date - 91 * mod(id, 20)::int
        FROM victims_victim,
        unnest(%(happenings)s::text[], %(said_of_happenings)s::jsonb[]) AS kept (kind, document)
    WHERE service_id = %(service)s
"""
OFFENCE = {
    "on": sealed.ON,
    "order": "o1",
    "offence": "o1:f1",
    "category": "robbery",
    "victims": ["v1"],
}
ORDER = {"order": "o1", "order_kind": "referral-order", "made_on": sealed.ON}


@dataclass
class Filled:
    """What a sealed database was filled with, and who asks for pages of it."""

    workers: list[Any]
    people: list[int]  # of their service
    managers: list[Any] = field(default_factory=list)


def fill(owner: psycopg.Connection, people: int) -> Filled:
    """Fill an empty sealed database; Django must speak to the same."""
    measured: list[Any] = []
    for _ in range(-(-people // A_SERVICE)):
        service, workers = _trained(owner)
        measured = measured or workers
        told = {"service": service, "many": min(A_SERVICE, people), "on": sealed.ON}
        told |= {"offence": json.dumps(OFFENCE), "order": json.dumps(ORDER)}
        for name, kinds in (("spells", sealed.SPELLS), ("happenings", sealed.HAPPENINGS)):
            usual = {kind: shape for kind, shape in kinds.items() if kind not in ALONE}
            said = [json.dumps(sealed.filled(each, "So.")) for each in usual.values()]
            told |= {name: list(usual), f"said_of_{name}": said}
        for statement in PEOPLE.split(";\n"):
            owner.execute(statement, told)
    owner.execute("VACUUM ANALYZE")
    mine = "SELECT id FROM victims_victim WHERE service_id = %s ORDER BY id"
    rows = owner.execute(mine, [measured[0].service_id]).fetchall()
    return Filled(measured, [row[0] for row in rows])


def _trained(owner: psycopg.Connection) -> tuple[int, list[Any]]:
    """Make a service with its workers, whose training is in date."""
    from tests.people import make_person, make_service
    from waymark.accounts.models import Role

    service = make_service()
    people = [make_person(Role.VICTIM_WORKER, service=service) for _ in range(WORKERS)]
    for each in people:
        owner.execute(
            'INSERT INTO accounts_training (person_id, service_id, what, "on", until, recorded_at)'
            " VALUES (%s, %s, 'Two days', '2020-01-01', '2099-01-01', now())",
            [each.pk, service.pk],
        )
    return service.pk, people


def pages() -> Iterator[Any]:
    from tests.bench.asked import Asked, Page

    def at(address: str) -> Callable[[Filled, int], Asked]:
        def ask(filled: Filled, turn: int) -> Asked:
            by, one = filled.workers[turn % WORKERS], filled.people[turn % len(filled.people)]
            return Asked(by, address.format(one), one)

        return ask

    yield Page("people who were harmed", "harmed_home.sql", at("/"))
    yield Page("one of them", "harmed_person.sql", at("/harmed/{}/"))
    yield Page("their figures", "harmed_quarter.sql", at("/figures/"), usual=False)
    yield Page("what is due to be deleted", "harmed_due.sql", at("/deletion/"), usual=False)


def measured(cluster: Any, names: dict[int, str], requests: int) -> dict[str, Any]:
    from tests.bench import telling
    from tests.bench.asking import ask
    from tests.serving import VictimsServer

    filled = {}
    for size, name in names.items():
        url = cluster.url(name, database.VICTIMS.owner)
        with database.django_at(name), psycopg.connect(url, autocommit=True) as owner:
            filled[size] = fill(owner, size)
    figures = ask(cluster, names, filled, requests, list(pages()), server=VictimsServer)
    sizes = {
        str(size): {"people": size, "pages": [each.as_json() for each in figures[size]]}
        for size in names
    }
    told: dict[str, Any] = {"sizes": sizes}
    told["wanted"] = telling.of_pages_wanted(told, list(pages()))
    sys.stdout.write(telling.of_pages_as_text(told, "people harmed"))
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--requests", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    sizes = QUICK if chosen.quick else SIZES
    names = {size: f"bench_harmed_{os.getpid()}_{size}" for size in sizes}
    running = (
        databases.as_the_tests_have_it(names.values())
        if chosen.quick
        else databases.durable(CHECKOUT / "build" / "bench-harmed", names.values())
    )
    with running as cluster:
        database.speak_to(cluster.url(names[sizes[0]], roles.VICTIMS_LOGIN))
        django.setup()
        told = measured(cluster, names, chosen.requests)
    chosen.out.write_text(json.dumps(told, indent=2) + "\n")


def beside(*, quick: bool, requests: int, out: Path) -> dict[str, Any]:
    """Measure in a process of the victims' side; returns what it found."""
    command = [sys.executable, "-m", "tests.bench.harmed", "--requests", str(requests)]
    command += ["--out", str(out), *(["--quick"] if quick else [])]
    subprocess.run(command, check=True, env={**os.environ, "WAYMARK_SIDE": "victims"})
    return json.loads(out.read_text())


if __name__ == "__main__":
    main()
