"""A guard of names that knows ordinary words: `guidance/words/ordinary.txt` and `named.txt`."""

from collections.abc import Iterable
from functools import cache

from waymark.guidance.folder import guidance_folder
from waymark.rules.names import Guard


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


def guard(names: Iterable[str], known: Iterable[str] = ()) -> Guard:
    """Return what finds these names; `known` are people who may be in the text."""
    return Guard(names, ordinary_words(), known)


def last_name(name: str) -> str:
    """Return somebody's last name, where the name tells one: of "Nan Jean" nobody knows it."""
    *before, last = name.split() or [""]
    return last if before and before[-1].casefold() not in kin_words() else ""
