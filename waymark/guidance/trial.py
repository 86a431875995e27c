"""Runs some tests, perhaps with one carrier taken away, and says how each of them ended."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from waymark.guidance.witness import Told

# Tests of the victims' process, which has settings of its own, are run in a process of their own.
APART = "tests/victims/"
LONGEST = 600  # seconds: a carrier whose loss makes tests wait forever must not stop the proof


@dataclass(frozen=True, slots=True)
class Trial:
    told: tuple[Told, ...]
    passed: bool  # pytest could collect every test, and none failed
    printed: str

    def ended(self, *endings: str) -> list[Told]:
        return [each for each in self.told if each["ending"] in endings]

    def without(self, carrier: str) -> "Trial":
        """Return what was told while that carrier was away."""
        return replace(self, told=tuple(each for each in self.told if each["without"] == carrier))


def run(root: Path, nodes: Iterable[str], *, without: str = "", until: Iterable[str] = ()) -> Trial:
    """`until` names the provisions after whose last red test there is nothing more to learn."""
    nodes = list(nodes)
    apart = [each for each in nodes if each.startswith(APART)]
    groups = filter(None, ([each for each in nodes if each not in apart], apart))
    trials = [_told(root, ["--until-red", " ".join(until), *group], without) for group in groups]
    return Trial(
        tuple(told for each in trials for told in each.told),
        passed=all(each.passed for each in trials),
        printed="\n".join(each.printed for each in trials),
    )


def run_rounds(root: Path, rounds: Mapping[str, Sequence[str]]) -> Trial:
    """Run each carrier's tests without it, all in one process (`guidance.rounds`)."""
    tests = dict.fromkeys(node.partition("[")[0] for nodes in rounds.values() for node in nodes)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rounds.json"
        file.write_text(json.dumps(rounds))
        return _told(root, ["-p", "waymark.guidance.rounds", "--rounds", str(file), *tests])


def _told(root: Path, arguments: Iterable[str], without: str = "") -> Trial:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "told.json"
        try:
            done = _pytest(root, [*_command(file), *arguments], without)
        except subprocess.TimeoutExpired:
            return Trial((), passed=False, printed=f"not finished after {LONGEST} seconds")
        told = json.loads(file.read_text()) if file.is_file() else []
    return Trial(tuple(told), passed=done.returncode == 0, printed=done.stdout)


def _pytest(root: Path, command: list[str], without: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=root,
        env={**os.environ, "WAYMARK_WITHOUT": without},
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )


def _command(file: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "pytest", "-q", "--tb=line"),
        "--continue-on-collection-errors",  # one file that cannot load must not hide the others
        *("-p", "no:cacheprovider"),  # two at a time would write the same cache
        *("-p", "waymark.guidance.witness", "--witness", str(file)),
    ]
