"""What is found wrong with a case file: each fault names its path and says what is the matter."""

from reprlib import repr as short
from typing import NamedTuple


class Fault(NamedTuple):
    path: str
    problem: str

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}"


class RefusedError(Exception):
    """A case file that cannot be taken, with every fault found. Its text is the first, one line."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(str(faults[0]))
        self.faults = tuple(faults)


class Findings:
    """Gathers faults over one document, and the ids and references that only its end can settle."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._names: dict[str, tuple[str, str]] = {}  # id: the path that has it, and its noun
        self._references: list[tuple[str, str, str]] = []

    def fault(self, path: str, problem: str) -> None:
        self.faults.append(Fault(path, problem))

    def named(self, path: str, noun: str, name: str) -> None:
        if name in self._names:
            self.fault(path, f"{name!r} is already the id at {self._names[name][0]}")
        else:
            self._names[name] = (path, noun)

    def refers(self, path: str, noun: str, name: str) -> None:
        self._references.append((path, noun, name))

    def settle_references(self) -> None:
        """References may point forward, so they are looked up once the whole file is read."""
        for path, noun, name in self._references:
            known = self._names.get(name)
            if known is None or known[1] != noun:
                self.fault(path, f"no {noun} {short(name)}")
