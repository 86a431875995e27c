"""`make bench`: how quick the pages are, at 2,000 children and at 20,000.

Fills two databases on a PostgreSQL of its own that writes every commit to the disk, serves them
with the production server, asks for each page, and writes what was measured to build/bench.json.
Every figure that it prints was measured in the same run.
"""

import argparse
import json
import os
from pathlib import Path

import django

from tests import database
from tests.bench import databases, harmed
from waymark.running import roles
from waymark.running.home import CHECKOUT

SIZES = (2_000, 20_000)
QUICK = (20, 40)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few children: does it all run?")
    parser.add_argument("--requests", type=int, help="of each page; 2,000 unless told")
    parser.add_argument("--pages", nargs="+", metavar="NAME", help="only these pages")
    parser.add_argument("--out", type=Path, default=CHECKOUT / "build" / "bench.json")
    chosen = parser.parse_args()
    sizes = QUICK if chosen.quick else SIZES
    requests = chosen.requests or (1 if chosen.quick else 2_000)
    names = {size: f"bench_{os.getpid()}_{size}" for size in sizes}
    cluster = (
        databases.as_the_tests_have_it(names.values())
        if chosen.quick
        else databases.durable(CHECKOUT / "build" / "bench", names.values())
    )
    with cluster as running:
        database.speak_to(running.url(names[sizes[0]], roles.APPLICATION_LOGIN))
        django.setup()
        from tests.bench.run import run

        told = run(running, names, requests, chosen.pages, quick=chosen.quick)
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    if not chosen.pages:
        told["harmed"] = harmed.beside(quick=chosen.quick, requests=requests, out=chosen.out)
    chosen.out.write_text(json.dumps(told, indent=2) + "\n")


if __name__ == "__main__":
    main()
