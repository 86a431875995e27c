"""`waymark run`: from a fresh checkout to a page in the browser, and away again on Ctrl-C."""

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from waymark.running import home, roles
from waymark.running.postgres import Cluster, UnableToStart

DATABASE = "waymark"
OWNER_MISSING = (
    "DATABASE_URL is set: set WAYMARK_OWNER_URL too, the address of the login that owns the "
    "database and makes its tables (docs/operating.md has the statements that make both logins)."
)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="waymark run", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="8000 unless told")
    parser.add_argument("--workers", type=int, default=2, help="server processes, 2 unless told")
    chosen = parser.parse_args(argv)
    signal.signal(signal.SIGTERM, _as_interrupt)
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
    roles.prepare_privileges(owner_url)
    _waymark(
        "migrate", "--verbosity=0", environment={**environment, "WAYMARK_OWNER_URL": owner_url}
    )
    _waymark("demonstrate", environment=environment)
    sys.stdout.write(f"\nWaymark is at {address}   (Ctrl-C stops it)\n\n")
    sys.stdout.flush()
    server = subprocess.Popen(
        [Path(sys.executable).with_name("gunicorn"), *_gunicorn_options(port, workers)],
        env=environment,
        start_new_session=True,  # it is stopped here, after which the database stops
    )
    try:
        return server.wait()
    finally:
        server.terminate()
        server.wait()


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
