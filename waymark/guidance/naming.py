"""Guards of names that know ordinary words, the endings of names and common streets: what lies in
`guidance/words`."""

import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from waymark.guidance.folder import guidance_folder
from waymark.rules.inflected import Endings
from waymark.rules.names import Guard
from waymark.rules.protected import Looking, Protected, always
from waymark.rules.streets import Words


@cache
def ordinary_words() -> frozenset[str]:
    return _listed("ordinary") | _listed("named")


@cache
def kin_words() -> frozenset[str]:
    """Return what people around a child are called by, such as nan: no first names."""
    return _listed("kin")


def _listed(name: str) -> frozenset[str]:
    path = guidance_folder() / "words" / f"{name}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def endings() -> Endings:
    """Return the endings that names have in other languages."""
    softened: dict[str, str] = {}
    listed: set[str] = set()
    for each in tables("endings"):
        listed |= {*each["endings"]}
        softened |= each.get("softened", {})
    return Endings(frozenset(listed), softened)


@cache
def common_streets() -> frozenset[Words]:
    """Return what streets are called in very many towns."""
    return frozenset(
        tuple(street.split()) for each in tables("streets") for street in each["streets"]
    )


def tables(name: str) -> list[dict[str, Any]]:
    """Return what is listed in a file of words, each language with its source."""
    path = guidance_folder() / "words" / f"{name}.toml"
    told: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["listed"]
    return told


def guard(names: Iterable[str], known: Iterable[str] = ()) -> Guard:
    """Return what finds these names; `known` are people who may be in the text."""
    return Guard(names, ordinary_words(), known, endings())


def looking(
    people: Iterable[Protected],
    known: Iterable[str] = (),
    *,
    cleared: Iterable[Protected] = (),
    of_harm: Callable[[str], bool] = always,
) -> Looking:
    """Return what finds these people by all that leads to them; who is cleared only in a sentence
    of harm."""
    return Looking(
        people,
        ordinary_words(),
        known,
        cleared=cleared,
        of_harm=of_harm,
        endings=endings(),
        common=common_streets(),
    )


def last_name(name: str) -> str:
    """Return somebody's last name, where the name tells one: of "Nan Jean" nobody knows it."""
    *before, last = name.split() or [""]
    return last if before and before[-1].casefold() not in kin_words() else ""
