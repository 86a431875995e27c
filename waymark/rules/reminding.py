"""When a child is reminded of a time, by the clock in London."""

from datetime import datetime, time, timedelta
from typing import Literal

from waymark.rules.clock import moments, on_the_wall
from waymark.rules.facts import Personal, Plain, Protected, Shape, shape

Lead = Literal["evening", "hours"]
A_DAY = timedelta(days=1)
AN_EVENING = timedelta(hours=4)
TO_READ = timedelta(minutes=15)


@shape(retention="case")
class Reminded(Shape):
    """How a child likes to be reminded, as the case file has it."""

    how: Plain[Literal["text", "email", "call", "none"]]
    leads: Plain[tuple[Lead, ...]] = ()
    language: Plain[Literal["en", "cy"]] = "en"
    says_place: Plain[bool] = False
    number: Protected[str | None] = None  # one of those that are written down
    email: Personal[str | None] = None


def due(begins: datetime, lead: Lead, *, evening: int, hours: int) -> datetime:
    """Return the moment at which somebody is reminded of what begins at a moment.

    :param evening: the hour of the evening before.
    :param hours: how long before on the day.
    """
    if lead == "hours":
        return begins - timedelta(hours=hours)
    day = on_the_wall(begins).date() - A_DAY
    found = moments(day, time(evening)) or moments(day, time(evening + 1))
    return found[0]


def until(begins: datetime, lead: Lead, due_at: datetime) -> datetime:
    """Return until when it may go where it cannot at its time: nobody is woken by it at night."""
    return min(due_at + AN_EVENING if lead == "evening" else begins, begins - TO_READ)
