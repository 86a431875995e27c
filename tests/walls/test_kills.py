"""What was said to be saved is there after the server, or the database, was killed.

Each once, as usual and in the control; `make kills` does it ten times under 5,000 saves.
"""

import json
import subprocess
import sys

from tests.kills.__main__ import MUST_BE_NONE

SAVES = 60


def test_after_kills_under_four_writers_nothing_is_lost_but_where_the_disk_is_not_waited_for(
    tmp_path,
):
    out = tmp_path / "kills.json"
    command = [sys.executable, "-m", "tests.kills", "--kills", "1", "--saves", str(SAVES)]
    subprocess.run([*command, "--out", out], stdout=subprocess.DEVNULL, check=False)
    counted = json.loads(out.read_text())
    usual, control = counted["usual"], counted["without_waiting_for_the_disk"]
    assert usual["acknowledged"] >= SAVES
    assert {name: usual[name] for name in MUST_BE_NONE} == dict.fromkeys(MUST_BE_NONE, 0)
    assert control["lost"] > 0
