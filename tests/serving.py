"""The production server itself, on a database of the test's own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests import database

START_SECONDS = 30


class Server:
    """gunicorn as `waymark run` starts it, always at the same address."""

    application, workers = "waymark.settings.wsgi", 2

    def __init__(self, database_url: str, log: Path, **environment: str) -> None:
        self.port, self.log = free_port(), log
        self.origin = f"http://localhost:{self.port}"
        self.environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "WAYMARK_ORIGIN": self.origin,
            "PYTHONWARNINGS": "error",
            **environment,
        }

    def start(self) -> None:
        where = ("--bind", f"127.0.0.1:{self.port}", "--workers", str(self.workers))
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [
                    Path(sys.executable).with_name("gunicorn"),
                    *(
                        *where,
                        "--worker-tmp-dir",
                        "/dev/shm",
                        "--log-level",
                        "warning",
                        "--preload",
                    ),
                    f"{self.application}:application",
                ],
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,  # to be killed with every process that it starts
            )
        _wait_until_it_answers(self.origin, self.process, self.log)

    def kill(self) -> None:
        """End it as a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=START_SECONDS)


BEGIN = "import django; django.setup(); from tests.victims_beginning import begin; begin()"


class VictimsServer(Server):
    """The victims' process, at whose door casework calls."""

    application, workers = "waymark.victims.wsgi", 1
    database = ""

    def begins_a_service(self) -> dict[str, str]:
        """Make who works there, all trained; returns each person's session, by login."""
        settings = {"DJANGO_SETTINGS_MODULE": "waymark.victims.settings"}
        made = subprocess.run(
            [sys.executable, "-c", BEGIN],
            env={**self.environment, **settings, "WAYMARK_SIDE": database.VICTIMS.name},
            stdout=subprocess.PIPE,
            check=True,
        )
        return dict(json.loads(made.stdout))

    @property
    def door(self) -> dict[str, str]:
        """Return what casework's server is told of it."""
        return {"WAYMARK_VICTIMS_DOOR": f"http://127.0.0.1:{self.port}"}


@contextmanager
def victims_served(folder: Path, *, demonstrated: bool = False) -> Iterator[VictimsServer]:
    """Run the victims' process on a sealed database of its own, in which there is nobody yet.

    :param demonstrated: those of the demonstration are there.
    """
    called, of = f"sealed_{uuid.uuid4().hex[:12]}", {"side": database.VICTIMS}
    with database.clone(called, demonstrated=demonstrated, **of) as name:
        url = database.CLUSTER.url(name, database.VICTIMS.login)
        with running(VictimsServer(url, folder / "victims-log")) as server:
            server.database = name
            yield server


class Post:
    """Carries the letters of both sides, as casework's worker does each minute."""

    does = """
import sys, django
django.setup()
from waymark.letters import exchange
for each in sys.stdin:
    exchange.exchange_now()
    sys.stdout.write("came\\n")
    sys.stdout.flush()
"""

    def __init__(self, database_url: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", self.does],
            env={**os.environ, "DATABASE_URL": database_url, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def comes(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write("now\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "came\n"

    def ends(self) -> None:
        self.process.communicate()


@contextmanager
def served(database_url: str, log: Path, **environment: str) -> Iterator[str]:
    """Run a server for as long as it is needed; yields the address at which it answers."""
    with running(Server(database_url, log, **environment)) as server:
        yield server.origin


@contextmanager
def running(server: Server) -> Iterator[Server]:
    try:
        server.start()
        yield server
    finally:
        server.stop()


def _wait_until_it_answers(origin: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    with httpx.Client(timeout=START_SECONDS) as asking:  # one: each reads every certificate
        while time.monotonic() < deadline and server.poll() is None:
            try:
                asking.get(origin)
            except httpx.TransportError:  # not yet listening, or about to give up
                time.sleep(0.05)
            else:
                return
    raise AssertionError(f"The server did not start:\n{log.read_text()[-3000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
