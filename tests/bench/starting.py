"""How long `make run` takes to serve, the first time and once its database is there."""

import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.running import GONE_SECONDS, run


def seconds() -> dict[str, float]:
    with TemporaryDirectory(prefix="waymark-bench-") as folder:
        home = Path(folder) / "home"
        home.mkdir()
        return {name: round(_until_it_serves(home), 2) for name in ("first", "again")}


def _until_it_serves(home: Path) -> float:
    began = time.perf_counter()
    with run([sys.executable], home) as waymark:
        took = time.perf_counter() - began
        waymark.send_signal(signal.SIGINT)
        waymark.wait(GONE_SECONDS)
    return took
