"""What is wanted of a week: of each child, and of the worker whose week it is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from waymark.accounts.models import User
from waymark.children.models import Child
from waymark.diary import queries
from waymark.diary.forms import AT_HOME, ELSEWHERE, NOWHERE
from waymark.pages.words import clock, several
from waymark.rules.clock import moments, on_the_wall
from waymark.rules.free import Period
from waymark.timetabling.asked import DAY, QUARTER, How, Span

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
WORKING_DAYS = 5
EVERY = {1: "a week", 2: "every second week", 4: "every fourth week"}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is wanted for one child, and how the child would have it."""

    child: Child
    called: str
    times: int
    method: str
    how_in_words: str
    minutes: int
    every: int = 1  # week, or every second or fourth
    where: str = ""  # where it is in no room of ours
    way: int = 0  # minutes there, and as many back: the child's, hers who visits, or both
    same: int | None = None  # the minute of the week at which they meet now
    earliest: time | None = None
    latest: time | None = None
    days: frozenset[int] = frozenset()
    one_a_day: bool = False
    gives_way: str = ""  # why what the week holds may give way, for once

    @property
    def id(self) -> str:
        return f"owed:{self.child.pk}"

    @property
    def of(self) -> str:
        return f"child:{self.child.pk}"

    @property
    def comes(self) -> bool:
        return self.method not in AT_HOME | NOWHERE

    @property
    def how(self) -> How:
        if self.method in ELSEWHERE:
            return How.ELSEWHERE
        if self.method in AT_HOME:
            return How.AT_HOME
        return How.IN_A_ROOM if self.comes else How.REMOTE

    @property
    def child_way(self) -> int:
        return self.way if self.comes else 0

    @property
    def worker_way(self) -> int:
        return self.way if self.how in (How.AT_HOME, How.ELSEWHERE) else 0

    @property
    def often(self) -> str:
        return f"{several(self.times, 'time')} {EVERY[self.every]}"


@dataclass(frozen=True, kw_only=True)
class Hers:
    """The worker's own week, and for which weeks it is."""

    worker: User
    monday: date
    weeks: int
    begins: time
    ends: time
    lunch: bool
    opens: tuple[int, int]  # hours

    @property
    def within(self) -> Period:
        begins, ends = queries.day_of(self.monday), queries.day_of(self.monday + A_WEEK)
        return Period(begins.begins, ends.begins)

    def span(self, period: Period) -> Span:
        return self.by_the_clock(*map(on_the_wall, period))

    def by_the_clock(self, begins: datetime, ends: datetime) -> Span:
        midnight = datetime.combine(self.monday, time())
        a_minute = timedelta(minutes=1)
        return Span((begins - midnight) // a_minute, -((midnight - ends) // a_minute))

    def period(self, begins: int, minutes: int, week: int = 0) -> Period | None:
        """Return when it is in one of the weeks; nothing in an hour that the clocks leave out."""
        on = self.monday + A_WEEK * week + A_DAY * (begins // DAY)
        found = moments(on, clock_of(begins % DAY))
        return Period(found[0], found[0] + timedelta(minutes=minutes)) if found else None


def minute_of_week(when: datetime) -> int:
    """Return the quarter of an hour of the week, in minutes, at which something is."""
    wall = on_the_wall(when)
    return wall.weekday() * DAY + (wall.hour * 60 + wall.minute) // QUARTER * QUARTER


def said(minute: int) -> str:
    """Say a minute of the week: "Tue 16:00"."""
    return f"{weekday(minute // DAY)} {clock(clock_of(minute % DAY))}"


def weekday(day: int) -> str:
    return f"{date(2024, 1, 1) + A_DAY * day:%a}"  # that was a Monday


def clock_of(minute: int) -> time:
    return time(minute // 60, minute % 60)


def minute_of_day(at: time) -> int:
    return at.hour * 60 + at.minute
