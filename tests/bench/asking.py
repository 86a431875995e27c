"""Each page asked for in each filled database, by turns, from a server of its own."""

import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connections

from tests import database
from tests.bench.asked import Page, stands
from tests.bench.measuring import Figures, Place, measure
from tests.bench.named import nobody_is_named
from tests.serving import Server, running
from waymark.running.postgres import Cluster


class Casework(Server):
    application = "tests.bench.wsgi"


def ask(
    cluster: Cluster,
    names: dict[int, str],
    filled: dict[int, Any],
    requests: int,
    pages: list[Page],
    server: type[Server] = Casework,
) -> dict[int, list[Figures]]:
    """Serve each database and measure each page in all of them."""
    nobody_is_named()
    found: dict[int, list[Figures]] = {size: [] for size in names}
    with ExitStack() as stack:
        log = Path(stack.enter_context(TemporaryDirectory())) / "log"
        stack.push(lambda fault, *_: show(log) if fault else None)
        places = {}
        for size, name in names.items():
            url = cluster.url(name, database.HERE.login)
            origin = stack.enter_context(running(server(url, log))).origin
            with database.django_at(name):
                places[size] = Place(origin=origin, database=url, filled=filled[size])
            stack.callback(places[size].bare.close)
        for page in pages:
            if not all(stands(page, each) for each in filled.values()):
                say(f"There is no page yet: {page.name}.")
                continue
            say(f"Asking {requests:,} times at each size: {page.name} …")
            figures = measure(page, list(places.values()), requests)
            for (size, place), each in zip(places.items(), figures, strict=True):
                with database.django_at(names[size]):
                    found[size].append(replace(each, queries=place.queries(page)))
    connections.close_all()
    return found


def show(log: Path) -> None:
    """The server's own words, where a measurement broke off."""
    sys.stderr.write(log.read_text()[-3000:])


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()
