"""Tests count from the day on which their files were read: past midnight they are read anew.

A file is read into the module that it has, so what pytest collected of it counts from the new day.
"""

import importlib
import sys
from datetime import date, datetime
from types import ModuleType

import pytest

from waymark.rules.clock import LONDON

DEEP = 3  # a day may be reckoned in one file from another's, which has it from a third


class Turning:
    """A plugin of pytest: looks before each test, and before what it asks for is made."""

    def __init__(self) -> None:
        self.day = datetime.now(LONDON).date()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self) -> None:
        now = datetime.now(LONDON).date()
        if self.day == now:
            return
        for _ in range(DEEP):
            for module in _holding_days():
                importlib.reload(module)
        self.day = now


def _holding_days() -> list[ModuleType]:
    ours = [module for name, module in sys.modules.items() if name.startswith("tests.")]
    return [
        module for module in ours if any(isinstance(held, date) for held in vars(module).values())
    ]
