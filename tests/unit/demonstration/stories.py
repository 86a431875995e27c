"""The twelve case files, as written and as they stand when loaded on a day."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from waymark.rules.case import Case
from waymark.rules.casefile import trusted
from waymark.rules.known import known_on
from waymark.rules.shift import known_by, shift

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "demonstration" / "children"
ANCHOR = date(2026, 5, 14)
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))

Document = dict[str, Any]


@cache
def written(name: str) -> Document:
    document: Document = json.loads((FOLDER / f"{name}.json").read_text())
    return document


@cache
def moved(name: str, weeks: int) -> Document:
    return shift(written(name), weeks)


def loaded(name: str, day: date) -> Document:
    """What the loader makes of a file on a day; the shift is worked out once a week."""
    return known_by(moved(name, (day - ANCHOR).days // 7), day)


def case(name: str, day: date) -> Case:
    return known_on(trusted(loaded(name, day)), day)


def leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every value that is no list and no object, with its path."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, f"{path}[{place}]")
    else:
        yield path, value


def texts(value: Any, names: tuple[str, ...]) -> Iterator[str]:
    """The text in fields of these names, wherever they stand."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in names and isinstance(inner, str):
                yield inner
            else:
                yield from texts(inner, names)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, names)
