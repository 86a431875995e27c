"""What a manager directs in a case, and whether it was done."""

from datetime import date

from waymark.rules.events.base import Event, event
from waymark.rules.facts import EventId, Plain, Words


@event("direction-given", retention="case")
class DirectionGiven(Event):
    due_on: Plain[date]
    by: Plain[str | None] = None
    what: Words = None
    why: Words = None


@event("direction-done", retention="case")
class DirectionDone(Event):
    direction: Plain[EventId]
    note: Words = None
