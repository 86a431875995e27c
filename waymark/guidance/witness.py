"""A pytest plugin for the proof: says of each test how it ended, and stops when nothing is left to
learn. Loaded with `-p waymark.guidance.witness --witness FILE`, in the proof's own processes only.
"""

import json
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

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Property tests last: a red one looks for its smallest example, which takes time."""
        items.sort(key=is_property)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if report.when == "call" or not report.passed:
            self._tell(item, _ending(report, call))
        return report

    def _tell(self, item: pytest.Item, ending: Ending) -> None:
        marks = item.iter_markers("provision")
        provisions = list(dict.fromkeys(str(each) for mark in marks for each in mark.args))
        without = carries.TAKEN_AWAY
        self.told.append(
            Told(test=item.nodeid, provisions=provisions, ending=ending, without=without)
        )
        if ending == "red":
            self.wanted -= set(provisions)
        if self.stops and not self.wanted:
            item.session.shouldstop = "every provision was missed"

    def pytest_sessionfinish(self) -> None:
        self.file.write_text(json.dumps(self.told))


def is_property(item: pytest.Item) -> bool:
    return bool(getattr(getattr(item, "obj", None), "is_hypothesis_test", False))


def _ending(report: pytest.TestReport, call: pytest.CallInfo[None]) -> Ending:
    if report.skipped:
        return "skipped"
    if report.passed:
        return "green"
    cannot_import = call.excinfo is not None and call.excinfo.errisinstance(ImportError)
    return "red" if report.when == "call" and not cannot_import else "broken"
