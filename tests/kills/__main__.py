"""`make kills`: ten kills each of server and database under four writers, 5,000 saves.

The second run is the control: where PostgreSQL is told not to wait for the disk, saves are lost,
which shows that this test sees it. What was counted is written to build/kills.json.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench import databases
from tests.kills.run import CONTROL, NAME, kill_under_writers
from waymark.running.home import CHECKOUT

SETTINGS: dict[str, dict[str, str]] = {"usual": {}, "control": CONTROL}
MUST_BE_NONE = (
    *("lost", "twice", "without_audit_row", "audit_rows_without_event", "without_duty"),
    *("children_whose_duties_are_not_as_the_rules_say", "faults_in_the_audit"),
)


def _each_in_a_process_of_its_own(kills: int, saves: int) -> Iterator[dict[str, Any]]:
    """Yield what was counted as usual, then of the control; Django speaks to one cluster only."""
    numbers = ["--kills", str(kills), "--saves", str(saves)]
    home = CHECKOUT / "build" / f"kills-at-rest-{os.getpid()}"
    with databases.at_rest(home, [NAME]) as beginning:
        for which in SETTINGS:
            each = ["--only", which, "--beginning", beginning]
            command = [sys.executable, "-m", "tests.kills", *each, *numbers]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
            yield json.loads(done.stdout)


def main() -> int:
    parser = argparse.ArgumentParser(prog="make kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=10, help="of each of the two; 10 unless told")
    parser.add_argument("--saves", type=int, default=5_000, help="at least; 5,000 unless told")
    parser.add_argument("--out", type=Path, default=CHECKOUT / "build" / "kills.json")
    parser.add_argument("--only", choices=SETTINGS, help="one run; prints what was counted")
    parser.add_argument("--beginning", type=Path, help="the cluster at rest for that one run")
    chosen = parser.parse_args()
    if chosen.only:
        settings = SETTINGS[chosen.only]
        numbers = {"kills": chosen.kills, "saves": chosen.saves}
        counted = kill_under_writers(chosen.beginning, **numbers, **settings)
        sys.stdout.write(json.dumps(counted))
        return 0
    usual, control = _each_in_a_process_of_its_own(chosen.kills, chosen.saves)
    told = {"usual": usual, "without_waiting_for_the_disk": control}
    text = json.dumps(told, indent=2) + "\n"
    chosen.out.write_text(text)
    sys.stdout.write(text)
    faults = [name for name in MUST_BE_NONE if usual[name]]
    return 1 if faults or not control["lost"] else 0


if __name__ == "__main__":
    sys.exit(main())
