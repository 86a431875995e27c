"""What a sheet says around its questions, and where help is at once.

Data of people who are no programmers: `guidance/sheets/`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from waymark.guidance.folder import guidance_folder

ENGLISH, WELSH = LANGUAGES = ("en", "cy")
FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Help:
    """Somebody to call at once. `source` says where the number was read, and `checked` when."""

    name: str
    number: str
    when: str
    source: str
    checked: date
    certainty: str


def known(language: str | None) -> str:
    """Return a language that sheets speak: English for any other."""
    return language if language in LANGUAGES else ENGLISH


@cache
def words(language: str, *, to_child: bool = True) -> Mapping[str, str]:
    """Return what a sheet says in a language; what has no translation stays English.

    :param to_child: Welsh, and other languages like it, say "you" otherwise to a child.
    """
    own = _read(known(language))
    formal = {} if to_child else own.get("formal", {})
    return {**_read(ENGLISH)["words"], **own["words"], **formal}


def called(language: str) -> str:
    return str(_read(language)["name"])


@cache
def help_now(language: str, *, for_family: bool = False) -> tuple[Help, ...]:
    """Return who helps at once.

    :param for_family: whoever looks after the child reads it; some lines are for them alone.
    """
    return tuple(
        Help(
            each["name"],
            each["number"],
            each.get(language) or each[ENGLISH],
            each["source"],
            each["checked"],
            each["certainty"],
        )
        for each in _read("help-now")["help"]
        if for_family or each.get("for") != FAMILY
    )


@cache
def numbers_to_ring() -> Mapping[str, str]:
    """Return the numbers that other texts name, by their ids."""
    return {each["id"]: each["number"] for each in _read("help-now")["help"] if "id" in each}


@cache
def _read(name: str) -> Mapping[str, Any]:
    path = guidance_folder() / "sheets" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
