"""Contact with the child, and what follows when it does not come about."""

from waymark.rules.events.base import Event, event
from waymark.rules.facts import EventId, OrderId, Plain, Special, Words


@event("contact")
class Contact(Event):
    """A meeting, visit or call with the child, whether or not it came about."""

    outcome: Plain[str]  # attended, late, missed, ...
    method: Plain[str | None] = None  # office, home, phone, ...
    place: Plain[str | None] = None
    at: Plain[str | None] = None  # the time of day
    minutes: Plain[float | None] = None
    present: Plain[tuple[str, ...]] = ()  # references to people of the network
    note: Words = None
    child_said: Words = None


@event("absence-followed-up")
class AbsenceFollowedUp(Event):
    contact: Plain[EventId]
    acceptable: Plain[bool | None] = None
    reason: Special[str | None] = None  # often illness
    support: Words = None  # what would help the child to come next time
    child_said: Words = None


@event("warning")
class WarningGiven(Event):
    order: Plain[OrderId]
    contact: Plain[EventId | None] = None
    note: Words = None


@event("engagement-panel-held")
class EngagementPanelHeld(Event):
    order: Plain[OrderId]
    note: Words = None


@event("breach-decided")
class BreachDecided(Event):
    decision: Plain[str]  # breach, no-breach, ...
    order: Plain[OrderId | None] = None
    by: Plain[str | None] = None
    note: Words = None


@event("independent-breach-review")
class IndependentBreachReview(Event):
    breach: Plain[EventId]
    by: Plain[str | None] = None
    note: Words = None
