"""When else: what is told to whoever asked for a time that is not free."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from waymark.accounts.models import User
from waymark.children.models import Child
from waymark.chronology.door import today
from waymark.diary import queries, words
from waymark.diary.acts import Asked
from waymark.diary.models import Appointment
from waymark.diary.queries import Taken
from waymark.rules.clock import on_the_wall
from waymark.rules.free import AHEAD, Period, nearest
from waymark.rules.life import Commitment
from waymark.rules.week import in_the_way

WINDOW = timedelta(days=AHEAD)


@dataclass(frozen=True)
class Wanted:
    """What somebody asked to be booked, for whom, and what the weeks of all of them hold."""

    children: Sequence[Child]
    asked: Asked
    week: Sequence[Commitment]
    but: int | None = None  # the meeting that is to be moved
    never: Period | None = None  # when it cannot be, whatever is free

    @classmethod
    def of(cls, rows: Sequence[Appointment], workers: Sequence[User]) -> "Wanted":
        """Return what a meeting is, to be moved or to be kept by other workers. A query for each
        child."""
        meeting = rows[0].meeting
        asked = Asked(
            method=meeting.method,
            workers=workers,
            place=meeting.place,
            comes=meeting.comes,
            way=meeting.way,
            child_way=max(row.way for row in rows),
        )
        week = [each for row in rows for each in queries.commitments_of(row.child)]
        return cls([row.child for row in rows], asked, week, but=meeting.pk)

    def suits(self, period: Period) -> bool:
        at_home = not self.asked.comes
        if self.never and period.meets(self.never):
            return False
        return not in_the_way(self.week, *map(on_the_wall, period), at_home=at_home)


def told(wanted: Wanted, times: Iterable[Period], *, by: User, at: datetime) -> str:
    """Say what is not free of what could not be booked. One query for each time that is free."""
    said = not_free(wanted, times, by=by, at=at)
    return said or "Not free then. Choose another time."  # somebody was quicker, and let go again


def not_free(wanted: Wanted, times: Iterable[Period], *, by: User, at: datetime) -> str:
    """Say what is not free at the first of these times that cannot be, and when else it could;
    nothing where all can. One query for each time that is free."""
    for period in times:
        found = taken(wanted, period)
        clashes = [each for each in found if each.period.meets(period)]
        if clashes:
            held = [each.period for each in found]
            else_ = free(wanted, period, held, at=at)
            return words.not_free(clashes, _names(wanted, by), else_, today(at))
    return ""


def free(wanted: Wanted, period: Period, held: Iterable[Period], *, at: datetime) -> list[datetime]:
    """Return when it could begin, at this time or as near to it as may be.

    :param held: when something of it is taken.
    """
    return nearest(period, held, now=at, suits=wanted.suits)


def taken(wanted: Wanted, period: Period) -> list[Taken]:
    """Return what is taken from the day of this time on, each as much longer as the way to this
    meeting takes. One query."""
    begins, _ = queries.day_of(on_the_wall(period.begins).date())
    within, asked = Period(begins, begins + WINDOW), wanted.asked
    found = queries.not_free(
        within,
        workers=[each.pk for each in asked.workers],
        place=asked.place.pk if asked.place else None,
        children=[each.pk for each in wanted.children],
        they_come=asked.comes,
        but=wanted.but,
    )
    ways = {"worker": asked.way, "child": asked.child_way}
    return [
        Taken(each.whose, each.period.with_the_way(ways.get(each.whose.partition(":")[0], 0)))
        for each in found
    ]


def _names(wanted: Wanted, by: User) -> dict[str, str]:
    workers = {f"worker:{each.pk}": each.name for each in wanted.asked.workers}
    return {
        **workers,
        f"worker:{by.pk}": "you",
        **{f"child:{each.pk}": each.first_name for each in wanted.children},
    }
