"""What is said to a child when the work begins: `guidance/induction/<language>.toml`.

saying("referral-order", date(2026, 5, 14), "en").missed
requirement("curfew", "cy")
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any

from waymark.guidance.folder import guidance_folder
from waymark.guidance.read import GuidanceError
from waymark.guidance.sheets import ENGLISH, WELSH


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said of one kind of order, in sentences that are read aloud."""

    what: tuple[str, ...]
    why: tuple[str, ...]
    missed: tuple[str, ...]


def saying(kind: str, on: date, language: str) -> Saying:
    """Return what is said of a kind of order on a day.

    :raises LookupError: where nothing is said of it then.
    """
    for told in _read(language)["kind"]:
        if kind in told["kinds"] and told["from"] <= on < told.get("to", date.max):
            return Saying(**{each.name: tuple(told[each.name]) for each in fields(Saying)})
    raise LookupError(f"induction/{language}.toml says nothing of {kind} on {on}")


def words(language: str) -> Mapping[str, str]:
    """Return what an agreement says around the child's own words."""
    said: Mapping[str, str] = _read(language)["words"]
    return said


def requirement(kind: str, language: str) -> str:
    """Return in a sentence what a requirement asks of the child; nothing where there is none."""
    said: Mapping[str, str] = _read(language)["requirements"]
    return said.get(kind, "")


@cache
def _read(language: str) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for each in (ENGLISH, WELSH):
        path = guidance_folder() / "induction" / f"{each}.toml"
        found[each] = tomllib.loads(path.read_text(encoding="utf-8"))
    for part in ("words", "requirements"):
        if one_sided := found[ENGLISH][part].keys() ^ found[WELSH][part].keys():
            raise GuidanceError(f"induction: {part} in one language only: {sorted(one_sided)}")
    said: Mapping[str, Any] = found[language]
    return said
