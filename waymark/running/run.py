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
from typing import NamedTuple, Self

from waymark.files import scans
from waymark.running import home, roles
from waymark.running.postgres import Cluster, UnableToStart, tied_to_this_process

DATABASE, VICTIMS = "waymark", "waymark_victims"
ANCHOR_SECONDS = "30"
START_AGAIN_SECONDS = 5
# At the door one process answers all: a connection on which a browser says nothing yet would keep
# it for half a minute from whoever does, casework among them.
AT_ONCE = ("--threads", "4")
# What only this program reads: each process that it starts is told of its own database alone.
ITS_OWN = ("WAYMARK_OWNER_URL", "WAYMARK_VICTIMS_URL", "WAYMARK_VICTIMS_OWNER_URL")
SERVERS_MISSING = (
    "DATABASE_URL is set: set WAYMARK_OWNER_URL too, the address of the login that owns the "
    "database and makes its tables, and WAYMARK_VICTIMS_URL and WAYMARK_VICTIMS_OWNER_URL of the "
    "victims' database (docs/operating.md has the statements that make the logins)."
)

Command = Sequence[str | Path]


class Side(NamedTuple):
    """The addresses of one side's database: of the application's login, and of the owner's."""

    url: str
    owner_url: str


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="waymark run", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="8000 unless told")
    parser.add_argument("--workers", type=int, default=2, help="server processes, 2 unless told")
    chosen = parser.parse_args(argv)
    # Said for both: a shell that starts us in the background has us ignore Ctrl-C.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _as_interrupt)
    try:
        for port in (chosen.port, chosen.port + 1):
            _refuse_a_taken_port(port)
        with _database() as (casework, victims):
            return _serve(casework, victims, chosen.port, chosen.workers)
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
def _database() -> Iterator[tuple[Side, Side]]:
    """Yield casework's database and the victims', both up."""
    application_url = os.environ.get("DATABASE_URL")
    if application_url:
        named = [os.environ.get(name) for name in ITS_OWN]
        if not all(named):
            raise UnableToStart(SERVERS_MISSING)
        owner, victims, victims_owner = map(str, named)
        yield Side(application_url, owner), Side(victims, victims_owner)
        return
    cluster = Cluster(home.home())
    if cluster.is_ready():
        raise UnableToStart("Waymark runs already from this checkout: stop that one first.")
    with cluster.running():
        admin = cluster.url("postgres")
        theirs = (roles.VICTIMS_OWNER_LOGIN, roles.VICTIMS_LOGIN)
        roles.make_database(admin, DATABASE)
        roles.make_database(admin, VICTIMS, *theirs)
        yield (
            Side(
                cluster.url(DATABASE, roles.APPLICATION_LOGIN),
                cluster.url(DATABASE, roles.OWNER_LOGIN),
            ),
            Side(*(cluster.url(VICTIMS, login) for login in reversed(theirs))),
        )


def _serve(casework: Side, victims: Side, port: int, workers: int) -> int:
    keys, here = home.home(), f"http://localhost:{port}"
    theirs = f"http://localhost:{port + 1}"
    between = {
        "WAYMARK_DOOR_KEY": home.secret_key(keys, "door-key"),
        "WAYMARK_VICTIMS_DOOR": f"http://127.0.0.1:{port + 1}",
    }
    environment = _environment(casework, here, "secret-key", "audit-heads.jsonl") | between
    sealed = _environment(victims, theirs, "victims-secret-key", "victims-audit-heads.jsonl")
    sealed |= between | {"WAYMARK_ORIGIN": theirs}
    for words, side, its in (([], casework, environment), (["victims"], victims, sealed)):
        roles.prepare_privileges(side.owner_url)
        as_owner = {**its, "WAYMARK_OWNER_URL": side.owner_url}
        _waymark(*words, "migrate", "--verbosity=0", environment=as_owner)
        _waymark(*words, "demonstrate", environment=its)
    sys.stdout.write(
        f"\nWaymark is at {here}, for victim workers at {theirs}   (Ctrl-C stops it)\n\n"
    )
    sys.stdout.flush()
    _say_what_is_missing()
    anchor = ("audit", "anchor", "--every", ANCHOR_SECONDS)
    # Stopped in the opposite order: the audit's last head is written after the last answer.
    with (
        Beside(_words(*anchor), environment) as anchoring,
        Beside(_words("victims", *anchor), sealed) as anchoring_theirs,
        Beside(_server("waymark.victims.wsgi", port + 1, 1, *AT_ONCE), sealed) as door,
        Beside(_words("worker"), environment, dies_by="KILL") as working,
        _started(_server("waymark.settings.wsgi", port, workers), environment) as gunicorn,
    ):
        while True:
            try:
                return gunicorn.wait(timeout=1)
            except subprocess.TimeoutExpired:
                for each in (anchoring, anchoring_theirs, door, working):
                    each.start_again_if_it_died()


def _environment(side: Side, origin: str, key: str, heads: str) -> dict[str, str]:
    """Return what a process of one side is told: nothing of the other side's database."""
    kept = {name: value for name, value in os.environ.items() if name not in ITS_OWN}
    kept |= {"DATABASE_URL": side.url}
    kept.setdefault("WAYMARK_SECRET_KEY", home.secret_key(home.home(), key))
    kept.setdefault("WAYMARK_ORIGIN", origin)
    kept.setdefault("WAYMARK_AUDIT_HEADS", str(home.home() / heads))
    return kept


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


def _words(*words: str) -> Command:
    return [sys.executable, "-m", "waymark", *words]


def _server(application: str, port: int, workers: int, *more: str) -> Command:
    return [
        *(sys.executable, "-m", "gunicorn"),
        *("--bind", f"127.0.0.1:{port}"),
        *("--workers", str(workers)),
        *("--worker-tmp-dir", "/dev/shm" if Path("/dev/shm").is_dir() else "/tmp"),  # noqa: S108
        *("--log-level", "warning"),
        *more,
        "--preload",
        f"{application}:application",
    ]


def _waymark(*words: str, environment: dict[str, str]) -> None:
    done = subprocess.run([sys.executable, "-m", "waymark", *words], env=environment, check=False)
    if done.returncode:
        raise UnableToStart(f"`waymark {words[0]}` failed; what it said stands above.")
