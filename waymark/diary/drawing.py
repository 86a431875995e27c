"""A week, day by day: what it holds and when somebody is met, in the order of the clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from waymark.chronology.labels import label
from waymark.diary import words
from waymark.diary.models import Away
from waymark.diary.queries import Slot
from waymark.pages.words import clock
from waymark.rules.clock import on_the_wall
from waymark.rules.life import Commitment
from waymark.rules.week import Taken, taken

A_DAY = timedelta(days=1)
DAYS = 7
OPENS, CLOSES = 7, 22  # the hours that the picture of a week shows


@dataclass(frozen=True)
class Line:
    """One thing on a day; with a slot, somebody is met."""

    begins: datetime
    ends: datetime
    when: str
    words: str
    slot: Slot | None = None
    is_proposed: bool = False


@dataclass(frozen=True)
class Day:
    on: date
    lines: list[Line]


def days(
    first: date, week: Sequence[Commitment], slots: Iterable[Slot], away: Iterable[Away] = ()
) -> list[Day]:
    """Return the seven days from a day on; what goes on over midnight stands where it began."""
    midnight = datetime.combine(first, time())
    held = list(taken(week, midnight, midnight + DAYS * A_DAY))
    found = [*map(_away, away), *map(_held, held), *lines(slots)]
    in_order = sorted(found, key=lambda each: each.begins)
    of: dict[date, list[Line]] = {first + each * A_DAY: [] for each in range(DAYS)}
    for line in in_order:
        if line.begins.date() in of:
            of[line.begins.date()].append(line)
    return [Day(on, found) for on, found in of.items()]


def lines(slots: Iterable[Slot]) -> list[Line]:
    """Return each of whom is met as a line."""
    return [_met(slot) for slot in slots]


@dataclass(frozen=True)
class Block:
    """One thing of the picture of a week: on which day, from which hour on and for how many."""

    day: int
    begins: float
    hours: float
    line: Line


def picture(shown: Sequence[Day]) -> list[Block]:
    """Return the week as a picture has it; what goes on over midnight goes on on the next day."""
    lines = [line for day in shown for line in day.lines]
    found = []
    for place, day in enumerate(shown):
        midnight = datetime.combine(day.on, time())
        for line in lines:
            begins = max(_hours(line.begins - midnight), OPENS)
            ends = min(_hours(line.ends - midnight), CLOSES)
            if begins < ends:
                found.append(Block(place, begins - OPENS, ends - begins, line))
    return found


def left_out(shown: Sequence[Day]) -> list[str]:
    """Say of whom we meet what the picture has no room for, being too early or too late."""
    return [
        f"{day.on:%a} {day.on.day}, {line.when}"
        for day in shown
        for line in day.lines
        if line.slot and not _fits(day, line)
    ]


def _fits(day: Day, line: Line) -> bool:
    midnight = datetime.combine(day.on, time())
    return _hours(line.begins - midnight) >= OPENS and _hours(line.ends - midnight) <= CLOSES


def _hours(since: timedelta) -> float:
    return since / timedelta(hours=1)


def _held(each: Taken) -> Line:
    hours = (
        f"{clock(each.begins.time())}–{clock(each.ends.time())}" if each.by.starts else "All day"
    )
    return Line(each.begins, each.ends, hours, words.called(each.by))


def _away(each: Away) -> Line:
    midnight = datetime.combine(each.day, time())
    return Line(midnight, midnight + A_DAY, "All day", each.get_why_display())


def _met(slot: Slot) -> Line:
    begins, ends = on_the_wall(slot.begins), on_the_wall(slot.ends)
    method = label("contact-methods", slot.appointment.meeting.method)
    return Line(
        begins, ends, f"{clock(begins.time())}–{clock(ends.time())}", slot.where(method), slot
    )
