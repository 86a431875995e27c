"""What one field of a record may hold: how it is checked, and how checked text becomes a value.

Checking and building are apart so that what comes back from our own store, checked when it went
in, is not checked again.
"""

import re
from collections.abc import Callable
from datetime import date, time
from reprlib import repr as short
from typing import Any, Protocol

from waymark.rules.findings import Findings

FEW = 6  # choices that a line can name
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class Value(Protocol):
    @property
    def refers(self) -> bool:
        """Whether it names another record of the file."""

    @property
    def build(self) -> Callable[[Any], Any] | None:
        """Turns a checked value of the document into ours; None where it stays as it is."""

    def check(self, raw: Any, path: str, findings: Findings) -> None: ...


class Text:
    refers = False
    build = None

    def check(self, raw: Any, path: str, findings: Findings) -> None:
        if not isinstance(raw, str):
            findings.fault(path, "must be text")


class Flag:
    refers = False
    build = None

    def check(self, raw: Any, path: str, findings: Findings) -> None:
        if not isinstance(raw, bool):
            findings.fault(path, "must be true or false")


class Number:
    refers = False
    build = None

    def check(self, raw: Any, path: str, findings: Findings) -> None:
        if isinstance(raw, bool) or not isinstance(raw, int | float):
            findings.fault(path, "must be a number")


class Day:
    refers = False
    build = staticmethod(date.fromisoformat)

    def check(self, raw: Any, path: str, findings: Findings) -> None:
        if not isinstance(raw, str) or not DAY.fullmatch(raw):
            findings.fault(path, "must be a day written YYYY-MM-DD")
            return
        try:
            date.fromisoformat(raw)
        except ValueError:
            findings.fault(path, f"there is no day {raw}")


class Clock:
    """A time of day, by the clock on the wall."""

    refers = False
    build = staticmethod(time.fromisoformat)

    def check(self, raw: Any, path: str, findings: Findings) -> None:
        if not isinstance(raw, str) or not CLOCK.fullmatch(raw):
            findings.fault(path, "must be a time written HH:MM")


class OneOf:
    refers = False
    build = None

    def __init__(self, *choices: object) -> None:
        self.choices = choices

    def check(self, raw: Any, path: str, findings: Findings) -> None:
        # true is not 1, though Python thinks them equal
        if isinstance(raw, bool) or raw not in self.choices:
            findings.fault(path, self._problem(raw))

    def _problem(self, raw: Any) -> str:
        if len(self.choices) > FEW:
            return f"{short(raw)} is not known here"
        return "must be " + " or ".join(map(str, self.choices))


class Reference:
    refers = True
    build = None

    def __init__(self, noun: str) -> None:
        self.noun = noun

    def check(self, raw: Any, path: str, findings: Findings) -> None:
        if isinstance(raw, str):
            findings.refers(path, self.noun, raw)
        else:
            findings.fault(path, f"must be the id of an {self.noun}")


class Many:
    """A list of one kind of value. A null in it is as good as absent."""

    def __init__(self, of: Value) -> None:
        self.of = of
        self.refers = of.refers

    def check(self, raw: Any, path: str, findings: Findings) -> None:
        if not isinstance(raw, list):
            findings.fault(path, "must be a list")
            return
        for place, item in enumerate(raw):
            if item is not None:
                self.of.check(item, f"{path}[{place}]", findings)

    def build(self, raw: Any) -> tuple[Any, ...]:
        make = self.of.build
        if make is None:
            return tuple(item for item in raw if item is not None)
        return tuple(make(item) for item in raw if item is not None)


class Anything:
    """Whatever JSON can say: an answer to a question that a form asks."""

    refers = False
    build = None

    def check(self, raw: Any, path: str, findings: Findings) -> None:
        """Refuse nothing."""


class Keyed:
    """One kind of value under any name."""

    refers = False
    build = None

    def __init__(self, of: Value) -> None:
        self.of = of

    def check(self, raw: Any, path: str, findings: Findings) -> None:
        if not isinstance(raw, dict):
            findings.fault(path, "must be an object")
            return
        for name, item in raw.items():
            if item is not None:
                self.of.check(item, f"{path}.{name}", findings)
