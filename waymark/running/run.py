"""`waymark run`: from a fresh checkout to a page in the browser, and away again on Ctrl-C."""

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

from waymark.papers import scans
from waymark.running import home, roles
from waymark.running.postgres import Cluster, UnableToStart, tied_to_this_process

DATABASE = "waymark"
ANCHOR_SECONDS = "30"
START_AGAIN_SECONDS = 5
OWNER_MISSING = (
    "DATABASE_URL is set: set WAYMARK_OWNER_URL too, the address of the login that owns the "
    "database and makes its tables (docs/operating.md has the statements that make both logins)."
)

Command = Sequence[str | Path]


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="waymark run", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="8000 unless told")
    parser.add_argument("--workers", type=int, default=2, help="server processes, 2 unless told")
    chosen = parser.parse_args(argv)
    # Said for both: a shell that starts us in the background has us ignore Ctrl-C.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _as_interrupt)
    try:
        _refuse_a_taken_port(chosen.port)
        with _database() as (application_url, owner_url):
            return _serve(application_url, owner_url, chosen.port, chosen.workers)
    except UnableToStart as fault:
        sys.stderr.write(f"waymark run: {fault}\n")
        return 1
    except KeyboardInterrupt:
        return 0


def _as_interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _refuse_a_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as fault:
            raise UnableToStart(
                f"Port {port} is taken. Stop what uses it, or: make run PORT={port + 1}"
            ) from fault


@contextlib.contextmanager
def _database() -> Iterator[tuple[str, str]]:
    """Yield the application's and the owner's address of a database that is up."""
    application_url = os.environ.get("DATABASE_URL")
    if application_url:
        owner_url = os.environ.get("WAYMARK_OWNER_URL")
        if not owner_url:
            raise UnableToStart(OWNER_MISSING)
        yield application_url, owner_url
        return
    cluster = Cluster(home.home())
    if cluster.is_ready():
        raise UnableToStart("Waymark runs already from this checkout: stop that one first.")
    with cluster.running():
        roles.make_database(cluster.url("postgres"), DATABASE)
        yield (
            cluster.url(DATABASE, roles.APPLICATION_LOGIN),
            cluster.url(DATABASE, roles.OWNER_LOGIN),
        )


def _serve(application_url: str, owner_url: str, port: int, workers: int) -> int:
    address = f"http://localhost:{port}"
    environment = {name: value for name, value in os.environ.items() if name != "WAYMARK_OWNER_URL"}
    environment |= {"DATABASE_URL": application_url}
    environment.setdefault("WAYMARK_SECRET_KEY", home.secret_key(home.home()))
    environment.setdefault("WAYMARK_ORIGIN", address)
    environment.setdefault("WAYMARK_AUDIT_HEADS", str(home.home() / "audit-heads.jsonl"))
    roles.prepare_privileges(owner_url)
    _waymark(
        "migrate", "--verbosity=0", environment={**environment, "WAYMARK_OWNER_URL": owner_url}
    )
    _waymark("demonstrate", environment=environment)
    sys.stdout.write(f"\nWaymark is at {address}   (Ctrl-C stops it)\n\n")
    sys.stdout.flush()
    _say_what_is_missing()
    anchor = [sys.executable, "-m", "waymark", "audit", "anchor", "--every", ANCHOR_SECONDS]
    server = [sys.executable, "-m", "gunicorn", *_gunicorn_options(port, workers)]
    worker = [sys.executable, "-m", "waymark", "worker"]
    # Stopped in the opposite order: the audit's last head is written after the last answer.
    with (
        Beside(anchor, environment) as anchoring,
        Beside(worker, environment, dies_by="KILL") as working,
        _started(server, environment) as gunicorn,
    ):
        while True:
            try:
                return gunicorn.wait(timeout=1)
            except subprocess.TimeoutExpired:
                anchoring.start_again_if_it_died()
                working.start_again_if_it_died()


def _say_what_is_missing() -> None:
    if not scans.is_installed():
        sys.stderr.write(scans.MISSING)


class Beside:
    """A program that runs beside the server for as long as it does, whatever becomes of it."""

    def __init__(
        self, command: Command, environment: dict[str, str], *, dies_by: str = "TERM"
    ) -> None:
        """:param dies_by: what it gets where this program dies, and the database with it. What
        would wait for the database, and loses nothing by being killed, is killed.
        """
        self._command, self._environment, self._dies_by = command, environment, dies_by
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Self:
        self._began = time.monotonic()
        started = _started(self._command, self._environment, self._dies_by)
        self._process = self._stack.enter_context(started)
        return self

    def __exit__(self, *_fault: object) -> None:
        self._stack.close()

    def start_again_if_it_died(self) -> None:
        died = self._process.poll()
        if died is None or time.monotonic() - self._began < START_AGAIN_SECONDS:
            return
        words = " ".join(map(str, self._command[2:]))
        sys.stderr.write(f"waymark run: `{words}` ended with {died}; it is started again.\n")
        self.__exit__()
        self.__enter__()


@contextlib.contextmanager
def _started(
    command: Command, environment: dict[str, str], dies_by: str = "TERM"
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program; it is asked to stop and waited for at the end, and ends if this one dies."""
    process = subprocess.Popen(
        tied_to_this_process(command, dies_by),
        env=environment,
        start_new_session=True,  # Ctrl-C is for this program, which stops them in their order
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _gunicorn_options(port: int, workers: int) -> list[str]:
    return [
        *("--bind", f"127.0.0.1:{port}"),
        *("--workers", str(workers)),
        *("--worker-tmp-dir", "/dev/shm" if Path("/dev/shm").is_dir() else "/tmp"),  # noqa: S108
        *("--log-level", "warning"),
        "--preload",
        "waymark.settings.wsgi:application",
    ]


def _waymark(*words: str, environment: dict[str, str]) -> None:
    done = subprocess.run([sys.executable, "-m", "waymark", *words], env=environment, check=False)
    if done.returncode:
        raise UnableToStart(f"`waymark {words[0]}` failed; what it said stands above.")
