"""What was said to be saved is there after the server, or the database, was killed."""

import json
import subprocess
import sys

import pytest

from tests.kills.__main__ import MUST_BE_NONE

SAVES = 150


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> dict:
    out = tmp_path_factory.mktemp("kills") / "kills.json"
    command = [sys.executable, "-m", "tests.kills", "--kills", "2", "--saves", str(SAVES)]
    subprocess.run([*command, "--out", out], stdout=subprocess.DEVNULL, check=False)
    return json.loads(out.read_text())


@pytest.mark.parametrize("fault", MUST_BE_NONE)
def test_after_kills_under_four_writers_there_is_none_that_is(counted: dict, fault: str):
    assert counted["usual"]["acknowledged"] >= SAVES
    assert counted["usual"][fault] == 0


def test_where_the_database_does_not_wait_for_the_disk_losses_are_seen(counted: dict):
    assert counted["without_waiting_for_the_disk"]["lost"] > 0
