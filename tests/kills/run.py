"""Kill by turns while four people write; then count."""

import os
import random
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django
import psycopg

from tests import database
from tests.bench import databases
from waymark.running import roles
from waymark.running.home import CHECKOUT

NAME = "kills"
CHILDREN = 60
WRITERS = 4
HALTS = 0.2, 1.2  # seconds between one start and the next kill
CONTROL = {"synchronous_commit": "off", "wal_writer_delay": "2000ms"}


def kill_under_writers(
    beginning: Path, *, kills: int, saves: int, **settings: str
) -> dict[str, Any]:
    """Kill server and database so often each, until so many saves were acknowledged.

    :param beginning: the folder of a cluster at rest, with this database in it.
    :param settings: of PostgreSQL, other than those that keep what is committed.
    """
    home = CHECKOUT / "build" / f"kills-{os.getpid()}"
    begun = databases.durable_from(beginning, home, **settings)
    with begun as cluster, TemporaryDirectory() as folder:
        url = cluster.url(NAME, roles.APPLICATION_LOGIN)
        database.speak_to(url)
        django.setup()
        return _killed(cluster, url, Path(folder) / "log", kills, saves)


def _killed(cluster: Any, url: str, log: Path, kills: int, saves: int) -> dict[str, Any]:
    from django.db import connections

    from tests.kills.counting import count
    from tests.kills.victims import Database, Server

    owner_url = cluster.url(NAME, roles.OWNER_LOGIN)
    server = Server(url, log)
    service, writers = _writers(owner_url, server.origin)
    connections.close_all()
    server.start()
    enough = threading.Event()
    threads = [threading.Thread(target=writer.write, args=[enough]) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        _kill_by_turns([server, Database(cluster)], kills)
        while sum(len(writer.acknowledged) for writer in writers) < saves:
            assert all(thread.is_alive() for thread in threads), log.read_text()[-3000:]
            time.sleep(0.1)
        if (
            "synchronous_commit" in cluster.options
            and cluster.options["synchronous_commit"] == "off"
        ):
            Database(cluster).kill()
            cluster.start()
    finally:
        enough.set()
        for thread in threads:
            thread.join()
        server.kill()
    with psycopg.connect(owner_url, autocommit=True) as owner:
        counted = count(
            owner,
            service,
            [save for writer in writers for save in writer.sent],
            [save for writer in writers for save in writer.acknowledged],
        )
    connections.close_all()
    return {"kills_of_the_server": kills, "kills_of_the_database": kills, **counted}


def _kill_by_turns(victims: list[Any], kills: int) -> None:
    chance = random.Random(kills)
    for _ in range(kills):
        for victim in victims:
            time.sleep(chance.uniform(*HALTS))
            victim.kill()
            victim.start()


def _writers(owner_url: str, origin: str) -> tuple[int, list[Any]]:
    from django.db import transaction
    from django.urls import reverse
    from django.utils import timezone

    from tests.bench.fill import fill
    from tests.kills.writers import Writer
    from tests.people import signed_in_client
    from waymark.accounts import asking
    from waymark.duties.renewal import renew

    today = timezone.localdate()
    with psycopg.connect(owner_url, autocommit=True) as owner:
        filled = fill(owner, CHILDREN, today)
    ((service, children),) = filled.children.items()
    with transaction.atomic():
        asking.as_waymark(service)
        renew(children, today)
    path = reverse("record-contact", args=[0]).replace("/0/", "/{child}/")
    return service, [
        Writer(
            worker.name.split()[0],
            origin,
            signed_in_client(worker).cookies["session"].value,
            own,
            path,
        )
        for worker, own in zip(filled.workers[:WRITERS], filled.own[:WRITERS], strict=True)
    ]
