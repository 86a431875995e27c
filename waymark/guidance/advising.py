"""Advice on how to work with a child, and the pages on which it helps: `guidance/advice.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache

from waymark.guidance.folder import guidance_folder

KNOWN = ("communication", "mental-health", "looked-after")


@dataclass(frozen=True, slots=True)
class Advice:
    id: str
    words: str
    provisions: tuple[str, ...]
    at: tuple[str, ...]  # names of pages
    known: tuple[str, ...]  # where none of KNOWN is named, it is for every child
    links: tuple[tuple[str, str], ...] = ()  # where to read on: whose site, and its address


@cache
def advice() -> tuple[Advice, ...]:
    told = tomllib.loads((guidance_folder() / "advice.toml").read_text(encoding="utf-8"))
    return tuple(
        Advice(
            each["id"],
            each["words"],
            tuple(each["provisions"]),
            tuple(each["at"]),
            tuple(each.get("known", ())),
            tuple(each.get("links", {}).items()),
        )
        for each in told["advice"]
    )


@cache
def advice_at(page: str) -> tuple[Advice, ...]:
    return tuple(each for each in advice() if page in each.at)
