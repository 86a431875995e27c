"""Reads the guidance folder. What cannot be read is refused with its file and row."""

import csv
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from waymark.guidance.shapes import (
    Code,
    CodeList,
    Expectation,
    Guidance,
    Period,
    Provision,
    Setting,
    Source,
    Value,
)

Shape = TypeVar("Shape")
Row = Mapping[str, Any]


class GuidanceError(ValueError):
    """A row of the guidance that does not have the shape it should have."""


def read_guidance(folder: Path) -> Guidance:
    return Guidance(
        sources=_tables(folder / "sources.toml", "source", lambda row: _exactly(Source, row)),
        provisions=_rows(folder / "provisions.csv", lambda row: _exactly(Provision, row)),
        expectations=_rows(folder / "checklists.csv", lambda row: _exactly(Expectation, row)),
        settings=_tables(folder / "settings.toml", "setting", _setting),
        lists={each.name: each for each in _code_lists(folder / "codes")},
        certainties=frozenset(_toml(folder / "certainty.toml")["words"]),
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _tables(path: Path, name: str, shape: Callable[[Row], Shape]) -> tuple[Shape, ...]:
    rows = enumerate(_toml(path)[name], start=1)
    return tuple(_shaped(f"{path.name}: {name} {place}", shape, row) for place, row in rows)


def _rows(path: Path, shape: Callable[[Row], Shape]) -> tuple[Shape, ...]:
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        return tuple(_shaped(f"{path.name} line {reader.line_num}", shape, row) for row in reader)


def _shaped(place: str, shape: Callable[[Row], Shape], row: Row) -> Shape:
    try:
        return shape(row)
    except (KeyError, TypeError, ValueError) as wrong:
        raise GuidanceError(f"{place}: {wrong}") from wrong


def _exactly(shape: Callable[..., Shape], row: Row) -> Shape:
    """The row as that shape: every field there, and nothing else."""
    wanted = {field.name for field in fields(shape)}  # type: ignore[arg-type]
    if wanted != set(row):
        raise ValueError(f"missing or unknown columns: {sorted(wanted ^ set(row), key=str)}")
    if short := [name for name in wanted if not isinstance(row[name], str)]:
        raise TypeError(f"not text: {', '.join(sorted(short))}")
    return shape(**row)


def _setting(row: Row) -> Setting:
    values = tuple(
        Value(Period(_day(each["from"]), _day(each.get("to"))), _whole(each["value"]))
        for each in row["values"]
    )
    if not isinstance(row["local"], bool):
        raise TypeError("local is true or false")
    return Setting(**{**row, "values": values})


def _whole(number: object) -> int:
    if not isinstance(number, int) or isinstance(number, bool):
        raise TypeError(f"{number!r} is not a whole number")
    return number


def _day(day: object) -> date | None:
    """TOML knows days; in a CSV a day is text, and an empty cell is no day."""
    if isinstance(day, date):
        return day
    return date.fromisoformat(str(day)) if day else None


def _code_lists(folder: Path) -> Iterator[CodeList]:
    described = _toml(folder / "lists.toml")
    files = {path.stem for path in folder.glob("*.csv")}
    if files != set(described):
        raise GuidanceError(f"lists.toml and the CSV files differ: {files ^ set(described)}")
    for name, words in described.items():
        yield CodeList(
            name=name,
            title=words["title"],
            national=words.get("national", ""),
            group=words.get("group", ""),
            codes=_rows(folder / f"{name}.csv", _code),
        )


def _code(row: Row) -> Code:
    if any(not isinstance(cell, str) for cell in row.values()):
        raise TypeError("too few or too many cells")
    cells = dict(row)
    period = Period(_day(cells.pop("from")), _day(cells.pop("to")))
    return Code(**cells, period=period)
