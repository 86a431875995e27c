"""`make kills`: ten kills each of server and database under four writers, 5,000 saves.

The second run is the control: where PostgreSQL is told not to wait for the disk, saves are lost,
which shows that this test sees it. What was counted is written to build/kills.json.
"""

import json
import multiprocessing
import sys

from tests.kills.run import CONTROL, kill_under_writers
from waymark.running.home import CHECKOUT

MUST_BE_NONE = (
    *("lost", "twice", "without_audit_row", "audit_rows_without_event", "without_duty"),
    *("children_whose_duties_are_not_as_the_rules_say", "faults_in_the_audit"),
)


def _run(settings: dict[str, str]) -> dict[str, object]:
    return kill_under_writers(kills=10, saves=5_000, **settings)


def main() -> int:
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as one_after_another:
        usual, control = one_after_another.map(_run, [{}, CONTROL], chunksize=1)
    told = {"usual": usual, "without_waiting_for_the_disk": control}
    text = json.dumps(told, indent=2) + "\n"
    (CHECKOUT / "build" / "kills.json").write_text(text)
    sys.stdout.write(text)
    faults = {name: usual[name] for name in MUST_BE_NONE if usual[name]}
    return 1 if faults or not control["lost"] else 0


if __name__ == "__main__":
    sys.exit(main())
