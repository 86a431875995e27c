"""`waymark run`: up, away on Ctrl-C with nothing left running and nothing lost, and up again."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.bench import starting
from tests.running import GONE_SECONDS, PACKAGES, run, wait_until
from waymark.running import roles
from waymark.running.home import CHECKOUT
from waymark.running.postgres import Cluster
from waymark.running.run import DATABASE

NOBODY = 65534
AS_NOBODY = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
# Where Python or the checkout lies in root's own folder, which is nobody else's to read.
TO_READ = "+dac_read_search"
AS_NOBODY_WHO_READS = [*AS_NOBODY, f"--inh-caps={TO_READ}", f"--ambient-caps={TO_READ}"]

STARTS_ITSELF = (
    "import subprocess, sys;"
    "subprocess.run([sys.executable, '-c', 'import waymark, psycopg'], check=True)"
)


# Only root becomes somebody else; anybody else is an ordinary user already.
USERS = ["who runs the tests", *(["an ordinary user"] if os.getuid() == 0 else [])]


@pytest.fixture(params=USERS)
def program(request) -> list[str]:
    """The command that starts Python as one user or another."""
    if request.param == "who runs the tests":
        return [sys.executable]
    pythons = (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}")
    users = (AS_NOBODY, AS_NOBODY_WHO_READS)
    commands = [[*user, python] for user in users for python in pythons]
    return next(filter(_starts, commands), None) or pytest.fail(
        f"An ordinary user can start neither {' nor '.join(pythons)} with Waymark in {CHECKOUT}. "
        "Install util-linux for setpriv, and let everybody read one of them and the checkout."
    )


def _starts(command: list[str]) -> bool:
    tried = subprocess.run(
        [*command, "-c", STARTS_ITSELF],
        env=os.environ | {"PYTHONPATH": f"{CHECKOUT}:{PACKAGES}"},
        capture_output=True,
        check=False,
    )
    return tried.returncode == 0


@pytest.fixture
def home(program) -> Iterator[Path]:
    # Not pytest's own folder: an ordinary user may not enter it.
    folder = Path("/tmp") / f"waymark-run-{os.getpid()}-{time.monotonic_ns()}"
    folder.mkdir()
    if program[0] == "setpriv":
        os.chown(folder, NOBODY, NOBODY)
    yield folder
    for left in running_in(folder):
        os.kill(left, signal.SIGKILL)
    wait_until(lambda: not running_in(folder))
    shutil.rmtree(folder)


def running_in(home: Path) -> list[int]:
    """The processes that were started for this home, by what stands in their environment."""
    mark = f"WAYMARK_HOME={home}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
        except OSError:
            continue
    return found


def heads(home: Path) -> list[dict]:
    path = home / "audit-heads.jsonl"
    lines = path.read_text().split("\n") if path.exists() else []
    return [json.loads(line)["head"] for line in lines if line]


def audit_of(home: Path) -> list[tuple]:
    """What the audit of a running Waymark holds, read as its owner."""
    socket = f"waymark-{home.stat().st_uid}-{Cluster(home).socket.name.rpartition('-')[2]}"
    url = f"postgresql://{roles.OWNER_LOGIN}@/{DATABASE}?host=/tmp/{socket}"
    with psycopg.connect(url) as owner:
        return owner.execute("SELECT * FROM audit_row ORDER BY service_id, number").fetchall()


def test_what_dies_beside_the_server_is_started_again_and_ctrl_c_loses_and_leaves_nothing(
    program, home
):
    with starting.timed(program, home) as (waymark, took):
        assert took > 0
        first = anchors(home)
        assert len(first) == 1
        os.kill(*first, signal.SIGKILL)
        wait_until(lambda: anchors(home) not in ([], first))
        said = (home.parent / f"{home.name}.log").read_text()
        assert "`waymark audit anchor --every 30` ended with -9; it is started again." in said
        wait_until(lambda: heads(home))
        before = audit_of(home)
        waymark.send_signal(signal.SIGINT)
        assert waymark.wait(GONE_SECONDS) == 0
    assert running_in(home) == []
    last = heads(home)[-1]["number"]
    assert last >= len(before) > 0
    with run(program, home) as waymark:
        after = audit_of(home)  # the job of each minute writes rows of its own meanwhile
        assert after[: len(before)] == before
        assert len(after) >= last
        waymark.send_signal(signal.SIGKILL)
        waymark.wait()
        wait_until(lambda: not running_in(home))


def anchors(home: Path) -> list[int]:
    """The processes that write the ends of casework's audit; the victims' has one of its own."""
    said = {each: Path(f"/proc/{each}/cmdline").read_bytes() for each in running_in(home)}
    words = {each: cmdline.split(b"\0") for each, cmdline in said.items()}
    return [each for each, said in words.items() if b"anchor" in said and b"victims" not in said]
