"""Runs some tests, perhaps with one carrier taken away, and says how each of them ended."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from waymark.guidance.rounds import LONGEST, Round
from waymark.guidance.witness import Told

# Tests of the victims' process, which has settings of its own, are run in a process of their own.
APART = "tests/victims/"
# A process that forks has no thread besides its own: not even those of a library of numbers.
TRYING = {"WAYMARK_TRIES": "yes", "OPENBLAS_NUM_THREADS": "1"}


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
    without_it, goal = {"WAYMARK_WITHOUT": without}, ["--until-red", " ".join(until)]
    return _joined(_told(root, [*goal, *group], without_it, LONGEST) for group in groups)


def _joined(trials: Iterable[Trial]) -> Trial:
    trials = list(trials)
    return Trial(
        tuple(told for each in trials for told in each.told),
        passed=all(each.passed for each in trials),
        printed="\n".join(each.printed for each in trials),
    )


def run_rounds(root: Path, rounds: Iterable[Round]) -> Trial:
    """Run each carrier's tests without it, all from one process a side (`guidance.rounds`): those
    of its own side first, and of the other those that may still miss it. Where nothing is to be
    missed both are run at once."""
    rounds = list(rounds)
    own = _on_both_sides(root, rounds, lambda each, own: own or not each["until"])
    left: list[Round] = [{**each, "until": _left(each, own)} for each in rounds]
    may_miss = [each for each in left if each["until"]]
    return _joined([own, _on_both_sides(root, may_miss, lambda _, own: not own)])


def _left(each: Round, trial: Trial) -> list[str]:
    missed = trial.without(each["without"]).ended("red")
    return sorted(set(each["until"]) - {name for red in missed for name in red["provisions"]})


def _on_both_sides(
    root: Path, rounds: list[Round], is_wanted: Callable[[Round, bool], bool]
) -> Trial:
    """Both at the same time: while one loads its tests the other tries.

    :param is_wanted: of a round, and whether the side is its carrier's own
    """
    sides = []
    for apart in (False, True):
        here = [each for each in rounds if is_wanted(each, _is_apart(each) == apart)]
        sides.append(_of(here, apart=apart))
    with ThreadPoolExecutor() as pool:
        return _joined(pool.map(partial(_told_in_rounds, root), filter(None, sides)))


def _is_apart(each: Round) -> bool:
    return each["without"].startswith("waymark.victims.")


def _of(rounds: list[Round], *, apart: bool) -> list[Round]:
    """Return what is left of the rounds on one side."""
    own = ([node for node in each["nodes"] if node.startswith(APART) == apart] for each in rounds)
    return [{**each, "nodes": nodes} for each, nodes in zip(rounds, own, strict=True) if nodes]


def _told_in_rounds(root: Path, rounds: list[Round]) -> Trial:
    files = dict.fromkeys(node.partition("::")[0] for each in rounds for node in each["nodes"])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rounds.json"
        file.write_text(json.dumps(rounds))
        plugin = ["-s", "-p", "waymark.guidance.rounds", "--rounds", str(file)]
        return _told(root, [*plugin, *files], TRYING, longest=None)


def _told(
    root: Path, arguments: Iterable[str], environment: Mapping[str, str], longest: int | None
) -> Trial:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "told.json"
        try:
            done = _pytest(root, [*_command(file), *arguments], environment, longest)
        except subprocess.TimeoutExpired:
            return Trial((), passed=False, printed=f"not finished after {longest} seconds")
        told = json.loads(file.read_text()) if file.is_file() else []
    return Trial(tuple(told), passed=done.returncode == 0, printed=done.stdout)


def _pytest(
    root: Path, command: list[str], environment: Mapping[str, str], longest: int | None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=longest,
        check=False,
    )


def _command(file: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "pytest", "-q", "--tb=line"),
        "--continue-on-collection-errors",  # one file that cannot load must not hide the others
        *("-p", "no:cacheprovider"),  # two at a time would write the same cache
        *("-p", "waymark.guidance.witness", "--witness", str(file)),
    ]
