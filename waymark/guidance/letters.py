"""The letter of a warning: `guidance/letters/<language>.toml`."""

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

__all__ = ["ENGLISH", "WELSH", "Letter", "warning"]


@dataclass(frozen=True, slots=True)
class Letter:
    title: str
    before: tuple[str, ...]
    help: str  # beneath it stands what the child and the worker write together
    after: tuple[str, ...]


@carries("EP-115")
def warning(kind: OrderKind, language: str, *, name: str, missed_on: date, count: int) -> Letter:
    """Return the letter of a child's first, second, … warning under an order of a kind that knows
    warnings."""
    told = _read(language)
    which = told["which"][min(count, len(told["which"])) - 1]
    day = said(missed_on) if language == ENGLISH else f"{missed_on:%-d/%-m/%Y}"
    filled = {"name": name, "day": day, "which": which, "number": count}
    return Letter(
        told["title"],
        tuple(line.format(**filled) for line in told["warning"]["before"]),
        told["warning"]["help"],
        tuple(told["after"][WAYS[kind].back or "court"]),
    )


@cache
def _read(language: str) -> Mapping[str, Any]:
    path = guidance_folder() / "letters" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
