"""When else: the nearest times at which everybody and everything is free."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from waymark.rules.calendar import is_working_day
from waymark.rules.clock import moments, on_the_wall

QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)
OPENS, CLOSES = time(9), time(18)  # between which a time is offered; any other may be asked for
AHEAD = 14  # days


class Period(NamedTuple):
    begins: datetime
    ends: datetime

    def meets(self, other: "Period") -> bool:
        return self.begins < other.ends and other.begins < self.ends

    def with_the_way(self, minutes: int) -> "Period":
        way = timedelta(minutes=minutes)
        return Period(self.begins - way, self.ends + way)


def nearest(
    asked: Period,
    taken: Iterable[Period],
    *,
    now: datetime,
    suits: Callable[[Period], bool],
    most: int = 3,
) -> list[datetime]:
    """Return when else it could begin, each on a day of its own where there are so many days.

    :param taken: when something that it needs is not free.
    :param suits: whether a time takes nothing from the child's own week.
    """
    length, held = asked.ends - asked.begins, list(taken)
    found: dict[date, list[datetime]] = {}
    for begins in _quarters(on_the_wall(asked.begins).date()):
        wanted = Period(begins, begins + length)
        if begins <= now or any(wanted.meets(each) for each in held) or not suits(wanted):
            continue
        found.setdefault(on_the_wall(begins).date(), []).append(begins)
    by_day = [
        min(each, key=lambda begins: _how_far(begins, asked.begins)) for each in found.values()
    ]
    if len(by_day) < most:
        rest = (begins for each in found.values() for begins in each if begins not in by_day)
        by_day += sorted(rest, key=lambda begins: abs(begins - asked.begins))[: most - len(by_day)]
    chosen = sorted(by_day, key=lambda begins: abs(begins - asked.begins))[:most]
    return sorted(chosen)


def _how_far(begins: datetime, asked: datetime) -> timedelta:
    """Return how much earlier or later by the clock it is, whatever the day."""
    clock, wanted = on_the_wall(begins), on_the_wall(asked)
    return abs(datetime.combine(wanted, clock.time()) - wanted)


def _quarters(first: date) -> Iterator[datetime]:
    for days in range(AHEAD):
        on = first + days * DAY
        if not is_working_day(on):
            continue
        wall = datetime.combine(on, OPENS)
        while wall.time() < CLOSES:
            yield from moments(on, wall.time())
            wall += QUARTER
