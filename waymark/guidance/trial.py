"""Runs some tests, perhaps with one carrier taken away, and says how each of them ended."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from waymark.guidance.witness import Told

LONGEST = 600  # seconds: a carrier whose loss makes tests wait forever must not stop the proof


@dataclass(frozen=True, slots=True)
class Trial:
    told: tuple[Told, ...]
    passed: bool  # pytest could collect every test, and none failed
    printed: str

    def ended(self, *endings: str) -> list[Told]:
        return [each for each in self.told if each["ending"] in endings]


def run(root: Path, nodes: Iterable[str], *, without: str = "", until: Iterable[str] = ()) -> Trial:
    """`until` names the provisions after whose last red test there is nothing more to learn."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "told.json"
        try:
            done = _pytest(root, _command(file, until, nodes), without)
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


def _command(file: Path, until: Iterable[str], nodes: Iterable[str]) -> list[str]:
    return [
        *(sys.executable, "-m", "pytest", "-q", "--tb=line"),
        "--continue-on-collection-errors",  # one file that cannot load must not hide the others
        *("-p", "no:cacheprovider"),  # two at a time would write the same cache
        *("-p", "waymark.guidance.witness", "--witness", str(file)),
        *("--until-red", " ".join(until)),
        *nodes,
    ]
