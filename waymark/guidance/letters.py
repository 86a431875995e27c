"""The letters of a warning and of praise: `guidance/letters/<language>.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from waymark.guidance.folder import guidance_folder
from waymark.guidance.sheets import ENGLISH, WELSH
from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.enforcing import WAYS
from waymark.rules.orders import OrderKind

__all__ = ["ENGLISH", "WELSH", "Letter", "praise", "warning"]


@dataclass(frozen=True, slots=True)
class Letter:
    title: str
    before: tuple[str, ...]
    help: str  # beneath it stands what the child and the worker write together
    after: tuple[str, ...]


@carries("CM-450", "EP-115")
def warning(kind: OrderKind, language: str, *, name: str, missed_on: date, count: int) -> Letter:
    """Return the letter of a child's first, second, … warning under an order of a kind that knows
    warnings."""
    told = _read(language)
    which = told["which"][min(count, len(told["which"])) - 1]
    filled = {"name": name, "day": _day(missed_on, language), "which": which, "number": count}
    return Letter(
        told["title"],
        tuple(line.format(**filled) for line in told["warning"]["before"]),
        told["warning"]["help"],
        tuple(told["after"][WAYS[kind].back or "court"]),
    )


@carries("CM-432")
def praise(language: str, *, name: str, on: date) -> Letter:
    """Return the letter to somebody near a child, of what the child did well on a day."""
    told = _read(language)["praise"]
    filled = {"name": name, "day": _day(on, language)}
    return Letter(
        told["title"].format(**filled),
        tuple(line.format(**filled) for line in told["before"]),
        "",
        tuple(line.format(**filled) for line in told["after"]),
    )


def _day(day: date, language: str) -> str:
    return said(day) if language == ENGLISH else f"{day:%-d/%-m/%Y}"


@cache
def _read(language: str) -> Mapping[str, Any]:
    path = guidance_folder() / "letters" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
