"""A pytest plugin for the proof: tries one carrier after another, each in a fork of this process,
in which every test is collected and none has run. To start Python and load all of it anew for each
of some hundreds would take a quarter of an hour. What took long in an earlier fork is tried
after all others: that orders the tests of a carrier, and leaves none out.

Loaded with `-p waymark.guidance.rounds --rounds FILE` beside `guidance.witness`, in the proof's own
processes only, which have `carries` look each time (`carries.TRIES`).
"""

import gc
import json
import multiprocessing
import os
import tempfile
import time
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple, TypedDict

import pytest

from waymark.guidance import forms
from waymark.guidance.witness import Told, Witness, is_property
from waymark.rules import carries

AT_ONCE = len(os.sched_getaffinity(0)) + 1  # one of them always waits for a database or a server
LONGEST = 600  # seconds: a carrier whose loss makes tests wait forever must not stop the proof
LONG = 3  # seconds of a processor: what took so much comes after all others from then on


class Round(TypedDict):
    without: str  # the carrier to take away, or "" with everything in place
    nodes: list[str]  # the tests to run, each as pytest names it, with or without its row
    until: list[str]  # the provisions after whose last red test there is nothing more to learn


class Fork(NamedTuple):
    process: BaseProcess
    began: float
    file: Path  # into which it writes how its tests ended


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rounds", help="the file that says what to run without which carrier")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    rounds = deque[Round](json.loads(Path(session.config.getoption("--rounds")).read_text()))
    witness = next(filter(Witness.is_one, session.config.pluginmanager.get_plugins()))
    running: list[Fork] = []
    took: dict[str, float] = {}
    if (started := len(list(Path("/proc/self/task").glob("*")))) > 1:  # none are where /proc is not
        # A fork has no thread but its own, and would wait for the others for ever.
        pytest.exit(f"{started - 1} threads were started while the tests loaded", returncode=1)
    gc.freeze()
    with tempfile.TemporaryDirectory() as folder:
        while rounds or running:
            while rounds and len(running) < AT_ONCE:
                each, file = rounds.popleft(), Path(folder) / f"{len(rounds):05}.json"
                items = in_turn(session.items, each["nodes"], took)
                running.append(_fork(session, witness, each, items, file))
            for ended in _wait_for_one(running):
                running.remove(ended)
                told: list[Told] = json.loads(ended.file.read_text()) if ended.file.exists() else []
                witness.told += told
                learn(took, told)
    return True


def _fork(
    session: pytest.Session, witness: Witness, each: Round, items: list[pytest.Item], file: Path
) -> Fork:
    started = multiprocessing.get_context("fork").Process(
        target=_try, args=(session, witness, each, items, file)
    )
    started.start()
    return Fork(started, time.monotonic(), file)


def _wait_for_one(running: list[Fork]) -> list[Fork]:
    """Return those that have ended, or were ended since they took too long."""
    wait([each.process.sentinel for each in running], LONGEST)
    now = time.monotonic()
    ended = [each for each in running if now - each.began > LONGEST or not each.process.is_alive()]
    for each in ended:
        each.process.kill()
        each.process.join()
    return ended


def _try(
    session: pytest.Session, witness: Witness, each: Round, items: list[pytest.Item], file: Path
) -> None:
    # For what a test starts, too.
    os.environ["WAYMARK_WITHOUT"] = carries.TAKEN_AWAY = each["without"]
    forms.forget()
    witness.begin(each["until"])
    for item, following in zip(items, [*items[1:], None], strict=True):
        if witness.may_learn_from(item):
            _leave(session, item)
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.shouldstop:
            break
    _leave(session, None)
    file.write_text(json.dumps(witness.told))


def _leave(session: pytest.Session, following: pytest.Item | None) -> None:
    """Let go what tests share and the following needs no more, where the one that was to come was
    passed over, or the last not reached; pytest has no other way."""
    session._setupstate.teardown_exact(following)  # noqa: SLF001


def in_turn(
    items: list[pytest.Item], nodes: list[str], took: Mapping[str, float]
) -> list[pytest.Item]:
    """Return what is to be run: property tests, then what took long, come last."""
    turn = {node: number for number, node in enumerate(nodes)}
    asked = [(turn.get(item.nodeid, turn.get(_bare(item.nodeid))), item) for item in items]
    wanted = [(number, item) for number, item in asked if number is not None]
    long = {node: seconds for node, seconds in took.items() if seconds > LONG}

    def place(each: tuple[int, pytest.Item]) -> tuple[float, bool, int]:
        number, item = each
        return long.get(_bare(item.nodeid), 0), is_property(item), number

    return [item for _, item in sorted(wanted, key=place)]


def learn(took: dict[str, float], told: Iterable[Told]) -> None:
    """Keep how long each test took, with all its rows."""
    here: dict[str, float] = defaultdict(float)
    for each in told:
        here[_bare(each["test"])] += each["took"]
    for node, seconds in here.items():
        took[node] = max(seconds, took.get(node, 0))


def _bare(node: str) -> str:
    return node.partition("[")[0]
