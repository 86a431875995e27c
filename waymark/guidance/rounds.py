"""A pytest plugin for the proof: tries one carrier after another, each in a fork of this process,
in which every test is collected and none has run. To start Python and load all of it anew for each
of some hundreds would take a quarter of an hour.

Loaded with `-p waymark.guidance.rounds --rounds FILE` beside `guidance.witness`, in the proof's own
processes only, which have `carries` look each time (`carries.TRIES`).
"""

import gc
import json
import multiprocessing
import os
import tempfile
import time
from collections import deque
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypedDict

import pytest

from waymark.guidance import forms
from waymark.guidance.witness import Witness, is_property
from waymark.rules import carries

AT_ONCE = 2  # a small machine has two cores
LONGEST = 600  # seconds: a carrier whose loss makes tests wait forever must not stop the proof


class Round(TypedDict):
    without: str  # the carrier to take away, or "" with everything in place
    nodes: list[str]  # the tests to run, each as pytest names it, with or without its row
    until: list[str]  # the provisions after whose last red test there is nothing more to learn


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rounds", help="the file that says what to run without which carrier")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    rounds = deque[Round](json.loads(Path(session.config.getoption("--rounds")).read_text()))
    witness = next(filter(Witness.is_one, session.config.pluginmanager.get_plugins()))
    running: dict[BaseProcess, float] = {}
    if (started := len(list(Path("/proc/self/task").glob("*")))) > 1:  # none are where /proc is not
        # A fork has no thread but its own, and would wait for the others for ever.
        pytest.exit(f"{started - 1} threads were started while the tests loaded", returncode=1)
    gc.freeze()
    with tempfile.TemporaryDirectory() as folder:
        while rounds or running:
            while rounds and len(running) < AT_ONCE:
                file = Path(folder) / f"{len(rounds):05}.json"
                running[_fork(session, witness, rounds.popleft(), file)] = time.monotonic()
            _wait_for_one(running)
        for file in sorted(Path(folder).iterdir()):
            witness.told += json.loads(file.read_text())
    return True


def _fork(session: pytest.Session, witness: Witness, each: Round, file: Path) -> BaseProcess:
    started = multiprocessing.get_context("fork").Process(
        target=_try, args=(session, witness, each, file)
    )
    started.start()
    return started


def _wait_for_one(running: dict[BaseProcess, float]) -> None:
    wait([each.sentinel for each in running], LONGEST)
    for each, began in list(running.items()):
        if each.is_alive() and time.monotonic() - began < LONGEST:
            continue
        each.kill()
        each.join()
        del running[each]


def _try(session: pytest.Session, witness: Witness, each: Round, file: Path) -> None:
    # For what a test starts, too.
    os.environ["WAYMARK_WITHOUT"] = carries.TAKEN_AWAY = each["without"]
    forms.forget()
    items = _in_turn(session.items, each["nodes"])
    witness.begin(each["until"])
    for item, following in zip(items, [*items[1:], None], strict=True):
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.shouldstop:
            break
    # What tests share goes, where the last of them was not reached; pytest has no other way.
    session._setupstate.teardown_exact(None)  # noqa: SLF001
    file.write_text(json.dumps(witness.told))


def _in_turn(items: list[pytest.Item], nodes: list[str]) -> list[pytest.Item]:
    """Return what is to be run: property tests last, else as it was asked for."""
    turn = {node: number for number, node in enumerate(nodes)}
    asked = [(turn.get(item.nodeid, turn.get(_bare(item))), item) for item in items]
    wanted = [(number, item) for number, item in asked if number is not None]
    return [item for _, item in sorted(wanted, key=lambda each: (is_property(each[1]), each[0]))]


def _bare(item: pytest.Item) -> str:
    return item.nodeid.partition("[")[0]
