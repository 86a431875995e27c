"""What one person puts forward and another decides."""

from typing import Literal

from waymark.rules.events.base import Event, event
from waymark.rules.facts import EventId, OrderId, Plain, Words

What = Literal["breach", "break"]


@event("put-to-manager", retention="case")
class PutToManager(Event):
    """A paper about an order, completed by whoever prepared it, is to be decided on."""

    what: Plain[What]
    order: Plain[OrderId]
    paper: Plain[str]
    after: Plain[EventId | None] = None  # what was decided before, since it could not wait


@event("sent-back", retention="case")
class SentBack(Event):
    """Whoever decides sent a paper back, and says what is to be mended."""

    put: Plain[EventId]
    by: Plain[str | None] = None
    note: Words = None
