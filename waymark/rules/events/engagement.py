"""Contact with the child, and what follows when it does not come about."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from waymark.rules.events.base import Event, event
from waymark.rules.facts import EventId, OrderId, Plain, Special, Words

MOST_A_MONTH = 100


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


@event("contact-level-set", retention="case")
class ContactLevelSet(Event):
    """How often the child is met from this day on, until it is set anew."""

    level: Plain[str]  # a code of the list `contact-levels`
    a_month: Plain[float | None] = None  # contacts
    review_on: Plain[date | None] = None
    because: Words = None
    child_said: Words = None

    def faults(self) -> Iterator[tuple[str, str]]:
        if self.a_month is not None and not 0 <= self.a_month <= MOST_A_MONTH:
            yield "a_month", f"is not between 0 and {MOST_A_MONTH}"
        if self.review_on is not None and self.review_on < self.on:
            yield "review_on", "is before the day on which it was set"


@event("absence-followed-up", retention="case")
class AbsenceFollowedUp(Event):
    contact: Plain[EventId]
    reason: Special[str | None] = None  # often illness
    also: Special[tuple[str, ...]] = ()  # what else got in the way: codes of the same list
    child_said: Words = None
    family_said: Words = None
    tried: Words = None
    support: Words = None  # what would help the child to come next time
    acceptable: Plain[bool | None] = None  # decided by a person, and by nothing else
    because: Words = None  # why it is acceptable, or is not


@event("warning", retention="case")
class WarningGiven(Event):
    order: Plain[OrderId]
    contact: Plain[EventId | None] = None
    note: Words = None
    child_said: Words = None


@event("engagement-panel-held", retention="case")
class EngagementPanelHeld(Event):
    order: Plain[OrderId]
    invited: Plain[tuple[str, ...]] = ()  # as those who were there
    present: Plain[tuple[str, ...]] = ()  # references to people of the network
    child_said: Words = None
    family_said: Words = None
    note: Words = None
    agreed: Words = None  # which help, from whom


@event("achievement", retention="case")
class Achievement(Event):
    """Something went well, however small, and the child was told so."""

    note: Words = None
    child_said: Words = None
    told: Plain[tuple[str, ...]] = ()  # who else was told: references to people of the network


@event("progress-told", retention="case")
class ProgressTold(Event):
    """Parents and others near the child were told how it goes, and asked to help."""

    told: Plain[tuple[str, ...]] = ()  # references to people of the network
    note: Words = None
    support: Words = None  # what they will do so that the child can come


@event("judged-for-court", retention="case")
class JudgedForCourt(Event):
    """What a manager judged once statute asks for a court: back to it, or exceptional."""

    order: Plain[OrderId]
    contact: Plain[EventId | None] = None  # the failure that asks for it
    decision: Plain[Literal["court", "exceptional"]]
    by: Plain[str | None] = None
    because: Words = None


@event("breach-decided", retention="case")
class BreachDecided(Event):
    decision: Plain[str]  # breach, no-breach, ...
    order: Plain[OrderId | None] = None
    urgent: Plain[Literal["public-protection", "further-offence"] | None] = None
    by: Plain[str | None] = None
    put: Plain[EventId | None] = None  # the paper that was decided on
    note: Words = None


@event("independent-breach-review", retention="case")
class IndependentBreachReview(Event):
    breach: Plain[EventId]
    by: Plain[str | None] = None
    gaps: Words = None  # in services, that led to a failure to engage this child
    learning: Words = None  # for staff, or for the service
    alterations: Words = None  # for this child
    note: Words = None
