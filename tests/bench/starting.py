"""How long `make run` takes to serve, the first time and once its database is there."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.running import GONE_SECONDS, run


def seconds() -> dict[str, float]:
    with TemporaryDirectory(prefix="waymark-bench-") as folder:
        home = Path(folder) / "home"
        home.mkdir()
        return {name: round(_until_it_serves(home), 2) for name in ("first", "again")}


def _until_it_serves(home: Path) -> float:
    with timed([sys.executable], home) as (waymark, took):
        waymark.send_signal(signal.SIGINT)
        waymark.wait(GONE_SECONDS)
    return took


@contextmanager
def timed(program: list[str], home: Path) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """Start Waymark; yields its process once it serves, and how many seconds that took."""
    began = time.perf_counter()
    with run(program, home) as waymark:
        yield waymark, time.perf_counter() - began
