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


@dataclass(frozen=True)
class Line:
    """One thing on a day; with a slot, somebody is met."""

    begins: datetime
    when: str
    words: str
    slot: Slot | None = None


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
    lines = [*map(_away, away), *map(_held, held), *map(_met, slots)]
    of: dict[date, list[Line]] = {first + each * A_DAY: [] for each in range(DAYS)}
    for line in sorted(lines, key=lambda each: each.begins):
        if line.begins.date() in of:
            of[line.begins.date()].append(line)
    return [Day(on, found) for on, found in of.items()]


def _held(each: Taken) -> Line:
    hours = (
        f"{clock(each.begins.time())}–{clock(each.ends.time())}" if each.by.starts else "All day"
    )
    return Line(each.begins, hours, words.called(each.by))


def _away(each: Away) -> Line:
    return Line(datetime.combine(each.day, time()), "All day", each.get_why_display())


def _met(slot: Slot) -> Line:
    begins, ends = on_the_wall(slot.begins), on_the_wall(slot.ends)
    method = label("contact-methods", slot.appointment.meeting.method)
    return Line(begins, f"{clock(begins.time())}–{clock(ends.time())}", slot.where(method), slot)
