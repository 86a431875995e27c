"""What the corpus is made of, and how chance is drawn for it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar, get_args

Kind = Literal[
    "exact",
    "inflected",
    "misspelt",
    "diacritics",
    "first-name-alone",
    "nickname",
    "address",
    "phone",
    "email",
    "in-pieces",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
T = TypeVar("T")


@dataclass(frozen=True)
class Person:
    """Somebody whose name must not go out. Nobody of this name, address or number is meant."""

    first: str
    middle: str
    last: str
    title: str
    nicknames: tuple[str, ...]
    addresses: tuple[str, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...]

    @property
    def name(self) -> str:
        """The whole name, as the police would send it."""
        return " ".join(each for each in (self.first, self.middle, self.last) if each)


@dataclass(frozen=True)
class Mark:
    """Where somebody stands in a text, and as what: `text[start:end]`."""

    start: int
    end: int
    person: int
    kind: Kind


@dataclass(frozen=True)
class Page:
    """A text, whom it is read for (numbers in `people()`), and who may stand in it."""

    text: str
    protected: tuple[int, ...]
    known: tuple[str, ...]
    marks: tuple[Mark, ...] = ()


class Draw:
    """Chance from a seed, by `random()` alone: it is all that Python keeps the same for ever."""

    def __init__(self, seed: str) -> None:
        self._next = random.Random(seed).random

    def below(self, end: int) -> int:
        """Return a number from 0 up to `end`, which is left out."""
        return int(self._next() * end)

    def one(self, of: Sequence[T]) -> T:
        """Return one of these."""
        return of[self.below(len(of))]

    def few(self, of: Sequence[T], many: int) -> list[T]:
        """Return as many of these, none twice, by chance's order."""
        left = list(of)
        return [left.pop(self.below(len(left))) for _ in range(min(many, len(left)))]

    def share(self, of_hundred: int) -> bool:
        """Say yes so many times in a hundred."""
        return self._next() * 100 < of_hundred


@cache
def lines(name: str) -> dict[str, tuple[str, ...]]:
    """Return the lines of a file of words, by the [section] that they stand in."""
    found: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = section = []
        else:
            section.append(line)
    return {section: tuple(each) for section, each in found.items()}


@cache
def words(name: str) -> dict[str, tuple[str, ...]]:
    """Return the words between commas of each [section]."""
    return {key: tuple(", ".join(each).split(", ")) for key, each in lines(name).items()}


def pairs(name: str, section: str) -> dict[str, tuple[str, ...]]:
    """Return what stands behind the colon of each line."""
    split = (line.split(": ") for line in lines(name)[section])
    return {left: tuple(right.split(", ")) for left, right in split}
