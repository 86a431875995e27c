"""How several things were judged, drawn over the same days, with what happened between.

Pure geometry, as in `orderline`: days are parts of a hundred along the picture, heights are pixels.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise, zip_longest
from typing import Literal, NamedTuple

from waymark.pages.levels import HEIGHTS, Levels, said
from waymark.pages.words import day

BAND, NAME, STEP = 108, 34, 17  # a band's height, where its picture begins, one level
MARKS, FOOT = 26, 28  # what happened, and the days beneath


class Happened(NamedTuple):
    """Something between the judgements: it may ask for another plan, or is the plan's answer."""

    on: date
    kind: Literal["learnt", "plan"]
    words: str


class Line(NamedTuple):
    x1: float
    y1: int
    x2: float
    y2: int


class Band(NamedTuple):
    """One thing that is judged: where it is drawn, and the level as lines from day to day."""

    levels: Levels
    top: int
    grounds: tuple[tuple[int, str], ...]
    lines: tuple[Line, ...]
    ends_at: int


@dataclass(frozen=True)
class OverTime:
    judged: tuple[Levels, ...]
    happened: tuple[Happened, ...]
    today: date

    @cached_property
    def begins(self) -> date:
        return min(levels.steps[0][0] for levels in self.judged)

    @property
    def is_worth_drawing(self) -> bool:
        """Nothing runs over time that was judged today for the first time."""
        return bool(self.judged) and self.begins < self.today

    def place(self, on: date) -> float:
        length = max((self.today - self.begins).days, 1)
        return round(min(max((on - self.begins).days / length * 100, 0), 100), 2)

    @property
    def bands(self) -> list[Band]:
        return [self._band(levels, at * BAND) for at, levels in enumerate(self.judged)]

    def _band(self, levels: Levels, top: int) -> Band:
        grounds = tuple((_height(top, level), level.replace("-", " ")) for level in HEIGHTS)
        ends_at = _height(top, levels.steps[-1][1])
        return Band(levels, top, grounds, tuple(self._lines(levels, top)), ends_at)

    def _lines(self, levels: Levels, top: int) -> Iterator[Line]:
        steps = [*levels.steps, (self.today, levels.steps[-1][1])]
        for (on, level), (until, after) in pairwise(steps):
            begins, ends, at = self.place(on), self.place(until), _height(top, level)
            yield Line(begins, at, ends, at)
            if after != level:
                yield Line(ends, at, ends, _height(top, after))

    @property
    def marks_at(self) -> int:
        return BAND * len(self.judged) + MARKS // 2

    @property
    def height(self) -> int:
        return BAND * len(self.judged) + MARKS + FOOT

    @cached_property
    def between(self) -> list[Happened]:
        """Return what happened from the first judgement until today, as it happened."""
        return sorted(each for each in self.happened if self.begins <= each.on <= self.today)

    @property
    def title(self) -> str:
        now = (f"{each.name} {each.now}" for each in self.judged)
        return f"How risks were judged since {day(self.begins, self.today)}: {', '.join(now)} now"

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Return the table behind the picture: each judgement and what happened, by day."""
        judged = [
            (on, f"{levels.name}: {level.replace('-', ' ')}{said(reason)}")
            for levels in self.judged
            for (on, level), reason in zip_longest(levels.steps, levels.reasons, fillvalue="")
        ]
        happened = [(each.on, each.words) for each in self.between]
        return [(day(on, self.today), words) for on, words in sorted([*judged, *happened])]


def _height(top: int, level: str) -> int:
    up = HEIGHTS.index(level) if level in HEIGHTS else 0
    return top + NAME + STEP * (len(HEIGHTS) - 1 - up)
