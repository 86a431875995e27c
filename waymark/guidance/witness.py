"""A pytest plugin for the proof: says of each test how it ended, and stops when nothing is left to
learn. Loaded with `-p waymark.guidance.witness --witness FILE`, in the proof's own processes only.
"""

import json
import os
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Literal, TypedDict

import pytest

from waymark.rules import carries

Ending = Literal["green", "red", "broken", "skipped"]


class Told(TypedDict):
    """One test's ending. Red: its own call failed. Broken: it could not be set up or imported,
    which says nothing about what it shows."""

    test: str
    provisions: list[str]
    ending: Ending
    without: str  # the carrier that was taken away
    took: float  # seconds of a processor, with what was set up for it: of no neighbour's


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--witness", help="the file to write how each test ended into")
    parser.addoption("--until-red", default="", help="stop once a test of each of these is red")


def pytest_configure(config: pytest.Config) -> None:
    file, wanted = config.getoption("--witness"), config.getoption("--until-red")
    config.pluginmanager.register(Witness(Path(str(file)), str(wanted).split()))


class Witness:
    def __init__(self, file: Path, wanted: Iterable[str]) -> None:
        self.file = file
        self.begin(wanted)

    @staticmethod
    def is_one(plugin: object) -> bool:
        return isinstance(plugin, Witness)

    def begin(self, wanted: Iterable[str]) -> None:
        """Begin anew; `wanted` are the provisions that no test has missed yet."""
        self.wanted = set(wanted)
        self.stops = bool(self.wanted)
        self.told: list[Told] = []
        self.began = _spent()

    def may_learn_from(self, item: pytest.Item) -> bool:
        """Whether a test may show that something is missed that none has missed yet."""
        return not self.stops or not self.wanted.isdisjoint(_provisions(item))

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Property tests last: a red one looks for its smallest example, which takes time."""
        items.sort(key=is_property)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        self.began = _spent()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if report.when == "call" or not report.passed:
            self._tell(item, _ending(report, call))
        return report

    def _tell(self, item: pytest.Item, ending: Ending) -> None:
        provisions = _provisions(item)
        self.told.append(
            Told(
                test=item.nodeid,
                provisions=provisions,
                ending=ending,
                without=carries.TAKEN_AWAY,
                took=_spent() - self.began,
            )
        )
        if ending == "red":
            self.wanted -= set(provisions)
        if self.stops and not self.wanted:
            item.session.shouldstop = "every provision was missed"

    def pytest_sessionfinish(self) -> None:
        self.file.write_text(json.dumps(self.told))


def _spent() -> float:
    """How long processors were at work for this process and those that it started."""
    return sum(os.times()[:4])


def is_property(item: pytest.Item) -> bool:
    return bool(getattr(getattr(item, "obj", None), "is_hypothesis_test", False))


def _provisions(item: pytest.Item) -> list[str]:
    marks = item.iter_markers("provision")
    return list(dict.fromkeys(str(each) for mark in marks for each in mark.args))


def _ending(report: pytest.TestReport, call: pytest.CallInfo[None]) -> Ending:
    if report.skipped:
        return "skipped"
    if report.passed:
        return "green"
    cannot_import = call.excinfo is not None and call.excinfo.errisinstance(ImportError)
    return "red" if report.when == "call" and not cannot_import else "broken"
