"""Where a child and somebody whom they harmed may meet: the same school, address, or building at
the same hour. Only keys of places are compared."""

from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import NamedTuple

from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.closeness import At
from waymark.rules.harmed.base import Kept
from waymark.rules.harmed.spells import GoesTo
from waymark.rules.letters import Place

MOMENT = len("2026-03-02T14:00")


class Near(NamedTuple):
    """Where a child is, and since when this side knows."""

    child: int
    at: At
    told_on: date


class Hers(NamedTuple):
    """Where somebody harmed is, under the key of the place."""

    key: str
    spell: Kept
    said_on: date


class Close(NamedTuple):
    """They may meet; of a building, from when till when."""

    child: int
    place: Place
    on: date  # since when it is known
    until: date | None
    begins: str | None = None
    ends: str | None = None

    @property
    def of(self) -> str:
        return f"{self.child} {self.place} {self.begins or ''}".strip()


def time_in_words(of: str) -> str:
    """Return which time in a building it is, by `Close.of`."""
    child, _, begins = of.split(" ", 2)
    hour = f" at {begins[11:]}" if len(begins) == MOMENT else ""
    return f"{said(date.fromisoformat(begins[:10]))}{hour}, record {child}"


@carries("CM-400")
def close(near: Iterable[Near], hers: Iterable[Hers]) -> Iterator[Close]:
    """Yield where they may meet, each place once, of a building the soonest time first."""
    theirs = list(hers)
    found: dict[str, Close] = {}
    for each in near:
        for one in theirs:
            if one.key == each.at.key and (met := _meet(each, one)):
                found.setdefault(met.of, met)
    yield from sorted(found.values(), key=lambda each: each.begins or "")


def _meet(near: Near, hers: Hers) -> Close | None:
    at, spell = near.at, hers.spell
    since, until = date.fromisoformat(at.begins[:10]), _day(at.ends)
    if (spell.to and spell.to < since) or (until and spell.from_ and until < spell.from_):
        return None
    known_on = max(near.told_on, hers.said_on)
    if at.place != "building":
        last = min((each for each in (until, spell.to) if each), default=None)
        return Close(near.child, at.place, known_on, last)
    if isinstance(spell, GoesTo) and not _same_hour(at, spell):
        return None
    return Close(near.child, at.place, known_on, until, at.begins, at.ends)


def _same_hour(at: At, spell: GoesTo) -> bool:
    """Tell whether hours meet; whoever said none is there the whole day."""
    if spell.starts is None or spell.ends is None or at.ends is None:
        return True
    begins, ends = _clock(at.begins), _clock(at.ends)
    return begins <= spell.ends and spell.starts <= ends


def _clock(moment: str) -> time:
    return time.fromisoformat(moment[11:MOMENT])


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written[:10]) if written else None
