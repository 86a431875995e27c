"""Contact with the child, and what follows when it does not come about."""

from waymark.rules.events.base import Event, event
from waymark.rules.facts import EventId, OrderId, Plain, Special, Words


@event("contact", retention="case")
class Contact(Event):
    """A meeting, visit or call with the child, whether or not it came about."""

    outcome: Plain[str]  # a code of the list `contact-outcomes`
    method: Plain[str | None] = None  # a code of the list `contact-methods`
    place: Plain[str | None] = None
    at: Plain[str | None] = None  # the time of day
    minutes: Plain[float | None] = None
    present: Plain[tuple[str, ...]] = ()  # references to people of the network
    seen_alone: Plain[bool | None] = None
    reasons: Special[tuple[str, ...]] = ()  # codes of the list `missed-reasons`; often illness
    appointment: Plain[str | None] = None  # the one in the diary that this came of
    goals: Plain[tuple[str, ...]] = ()  # of the plan, by their ids
    agency: Plain[str | None] = None  # who did the work, where that was not the service
    together: Plain[str | None] = None  # the same in each record of children seen together
    note: Words = None
    child_said: Words = None
    family_said: Words = None
    next_time: Words = None  # what was agreed for next time


@event("absence-followed-up", retention="case")
class AbsenceFollowedUp(Event):
    contact: Plain[EventId]
    acceptable: Plain[bool | None] = None
    reason: Special[str | None] = None  # often illness
    support: Words = None  # what would help the child to come next time
    child_said: Words = None


@event("warning", retention="case")
class WarningGiven(Event):
    order: Plain[OrderId]
    contact: Plain[EventId | None] = None
    note: Words = None


@event("engagement-panel-held", retention="case")
class EngagementPanelHeld(Event):
    order: Plain[OrderId]
    note: Words = None


@event("breach-decided", retention="case")
class BreachDecided(Event):
    decision: Plain[str]  # breach, no-breach, ...
    order: Plain[OrderId | None] = None
    by: Plain[str | None] = None
    note: Words = None


@event("independent-breach-review", retention="case")
class IndependentBreachReview(Event):
    breach: Plain[EventId]
    by: Plain[str | None] = None
    note: Words = None
