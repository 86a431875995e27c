"""The production server itself, on a database of the test's own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

START_SECONDS = 30


@contextmanager
def served(database_url: str, log: Path, **environment: str) -> Iterator[str]:
    """Run gunicorn as `waymark run` does; yields the address at which it answers."""
    port = free_port()
    origin = f"http://localhost:{port}"
    with log.open("ab") as output:
        server = subprocess.Popen(
            [
                Path(sys.executable).with_name("gunicorn"),
                *("--bind", f"127.0.0.1:{port}", "--workers", "2", "--worker-tmp-dir", "/dev/shm"),
                *("--log-level", "warning", "waymark.settings.wsgi:application"),
            ],
            env={
                **os.environ,
                "DATABASE_URL": database_url,
                "WAYMARK_ORIGIN": origin,
                "PYTHONWARNINGS": "error",
                **environment,
            },
            stdout=output,
            stderr=output,
        )
    try:
        _wait_until_it_answers(origin, server, log)
        yield origin
    finally:
        server.terminate()
        server.wait(timeout=START_SECONDS)


def _wait_until_it_answers(origin: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            httpx.get(origin, timeout=START_SECONDS)
        except httpx.TransportError:  # not yet listening, or about to give up
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"The server did not start:\n{log.read_text()[-3000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
