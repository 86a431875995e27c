"""`waymark run`, started and asked as somebody at a terminal would."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg

from tests.serving import free_port
from waymark.running.home import CHECKOUT

START_SECONDS = 180  # beside other tests; how quick it is, is measured (`make bench`)
GONE_SECONDS = 30
PACKAGES = Path(psycopg.__file__).parents[1]


def wait_until(true: Callable[[], object], seconds: float = GONE_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.1)


@contextmanager
def run(program: list[str], home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start Waymark; yields its process once the sign-in page is served."""
    port = free_port()
    dropped = ("DATABASE_URL", "WAYMARK_SECRET_KEY", "WAYMARK_ORIGIN")
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    environment |= {
        "WAYMARK_HOME": str(home),
        "PYTHONPATH": f"{CHECKOUT}:{PACKAGES}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with (home.parent / f"{home.name}.log").open("ab+") as log:
        process = subprocess.Popen(
            [*program, "-m", "waymark", "run", "--port", str(port), "--workers", "1"],
            env=environment,
            cwd="/",
            stdout=log,
            stderr=log,
        )
        try:
            wait_until(lambda: answers(port) or process.poll() is not None, START_SECONDS)
            assert process.poll() is None, log.seek(0) or log.read().decode()
            yield process
        finally:
            process.kill()
            process.wait()
            Path(log.name).unlink()


def answers(port: int) -> bool:
    try:
        address = f"http://localhost:{port}/sign-in/"
        return httpx.get(address, timeout=5, verify=False).status_code == 200
    except httpx.TransportError:
        return False
