"""A pytest plugin for the proof: runs tests in rounds, each without one question of a form. A
process for each of two hundred questions would take minutes, and here nothing but the forms, which
are read anew, can tell that a question is gone.

Loaded with `-p waymark.guidance.rounds --rounds FILE`, in the proof's own process only. The file is
an object of carriers, each with the tests to run without it; under "" with everything in place.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from waymark.guidance import forms
from waymark.rules import carries


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rounds", help="the file that says what to run without which carrier")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    items = {item.nodeid: item for item in session.items}
    turns = list(_turns(session.config, items))
    followers = [item for _, item in turns[1:]]
    for (carrier, item), follower in zip(turns, [*followers, None], strict=True):
        if carrier != carries.TAKEN_AWAY:
            _take_away(carrier)
        # An item that followed itself would stay set up.
        nextitem = None if follower is item else follower
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=nextitem)
    _take_away("")
    return True


def _turns(
    config: pytest.Config, items: dict[str, pytest.Item]
) -> Iterator[tuple[str, pytest.Item]]:
    rounds = json.loads(Path(config.getoption("--rounds")).read_text())
    for carrier, nodes in rounds.items():
        yield from ((carrier, items[node]) for node in nodes if node in items)


def _take_away(carrier: str) -> None:
    carries.TAKEN_AWAY = carrier
    forms.forget()
