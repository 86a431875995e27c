"""What an appointment says beside when, where and with whom."""

from datetime import date, time
from typing import Literal

from waymark.rules.facts import Personal, Plain, Shape, Words, shape


@shape(retention="case")
class CalledOff(Shape):
    by: Plain[Literal["child", "service"]]  # who asked for it
    on: Plain[date]
    because: Words = None


@shape(retention="case")
class Before(Shape):
    """When and by whom it was to be, before that worker was away."""

    worker: Plain[float]
    on: Plain[date]
    at: Plain[time]


@shape(retention="case")
class Said(Shape):
    """What a child is told and asked of one appointment."""

    where: Personal[str | None] = None  # where it is no place of the service
    bring: Words = None
    breaks: Personal[str | None] = None
    interpreter: Personal[str | None] = None  # into which language, where one comes
    goals: Plain[tuple[str, ...]] = ()
    anyway_because: Words = None  # where it takes something from the child's own week
    called_off: Plain[CalledOff | None] = None
    before: Plain[Before | None] = None
