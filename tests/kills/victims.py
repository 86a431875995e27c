"""What is killed: the server with its workers, and every process of the database."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import httpx

from tests.serving import free_port
from waymark.running.postgres import Cluster

PATIENCE = 60  # seconds


class Server:
    """gunicorn with four workers, on one port however often it is started."""

    def __init__(self, database_url: str, log: Path) -> None:
        self.port = free_port()
        self.origin = f"http://localhost:{self.port}"
        self.log = log
        self.environment = {**os.environ, "DATABASE_URL": database_url}
        self.environment |= {"WAYMARK_ORIGIN": self.origin}

    def start(self) -> None:
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [
                    Path(sys.executable).with_name("gunicorn"),
                    *("--bind", f"127.0.0.1:{self.port}", "--workers", "4"),
                    *("--worker-tmp-dir", "/dev/shm", "--preload"),
                    *("--log-level", "warning", "waymark.settings.wsgi:application"),
                ],
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(httpx.TransportError):
                httpx.get(f"{self.origin}/sign-in/", timeout=PATIENCE)
                return
            time.sleep(0.05)
        raise AssertionError(f"The server did not start:\n{self.log.read_text()[-3000:]}")

    def kill(self) -> None:
        """Kill it and its workers where they stand."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Database:
    """A cluster, all of whose processes are killed as a power cut would end them."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster

    def kill(self) -> None:
        postmaster = int((self.cluster.data / "postmaster.pid").read_text().splitlines()[0])
        family = [postmaster, *_children_of(postmaster)]
        for pid in family:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.cluster._process is not None:
            self.cluster._process.wait()
        while any(map(_is_alive, family)):
            time.sleep(0.01)

    def start(self) -> None:
        self.cluster.start()


def _children_of(parent: int) -> list[int]:
    every = (int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal())
    return [pid for pid in every if _stat(pid)[1:2] == [str(parent)]]


def _is_alive(pid: int) -> bool:
    return _stat(pid)[:1] not in ([], ["Z"])


def _stat(pid: int) -> list[str]:
    """Return a process's state, parent and so on; nothing where it is gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return []
