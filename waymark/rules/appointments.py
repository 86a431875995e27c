"""An appointment, as the case file has it, and what it says beside when, how and with whom."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import ClassVar, Literal

from waymark.rules.facts import Personal, Plain, Shape, Special, Words, shape

A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)


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

    place: Personal[str | None] = None  # where it is no room of the service
    note: Words = None  # what it is for
    present: Plain[tuple[str, ...]] = ()  # references to people of the network
    bring: Words = None
    breaks: Personal[str | None] = None
    interpreter: Personal[str | None] = None  # into which language, where one comes
    goals: Plain[tuple[str, ...]] = ()
    group: Personal[str | None] = None  # what a group of several children does
    maturity: Special[float | None] = None  # as a worker judged it for a group, from 1 to 4
    detection_told: Words = None  # that weapons are looked for there: how that was explained
    at_ease: Words = None  # whether the child and the carers are at ease with that
    there_and_home: Words = None  # how the child gets to a group and home safely
    anyway_because: Words = None  # where it takes something from the child's own week
    talked_over: Words = None  # with the victim worker, where somebody harmed may be met
    talked_over_by: Plain[str | None] = None  # the worker's name
    talked_over_on: Plain[date | None] = None
    called_off: Plain[CalledOff | None] = None
    before: Plain[Before | None] = None


@shape(retention="case")
class Appointment(Said):
    """When a child is met, how and by whom; the contact that came of it names its id."""

    noun: ClassVar = "appointment"

    id: Plain[str]
    on: Plain[date]
    at: Plain[time]
    minutes: Plain[float] = 60
    method: Plain[str | None] = None  # a code of the list `contact-methods`
    by: Plain[str | None] = None  # the worker: of an e-mail address what stands before the @
    series: Plain[str | None] = None  # the same for those of one weekly time

    def faults(self) -> Iterator[tuple[str, str]]:
        if not A_MINUTE <= timedelta(minutes=self.minutes) <= A_DAY:
            yield "minutes", "is not between 1 and 1440"
