"""Time in custody, and the visits and plans that go with it."""

from datetime import date

from waymark.rules.events.base import Event, event
from waymark.rules.facts import EventId, Personal, Plain, Words


@event("custody-entered", retention="case")
class CustodyEntered(Event):
    release_on: Plain[date | None] = None
    establishment: Personal[str | None] = None
    remand: Plain[bool] = False


@event("custody-left", retention="case")
class CustodyLeft(Event):
    custody: Plain[EventId]
    reason: Plain[str | None] = None


@event("release-date-set", retention="case")
class ReleaseDateSet(Event):
    custody: Plain[EventId]
    release_on: Plain[date]


@event("custody-visit", retention="looked-after")
class CustodyVisit(Event):
    """A visit by the child's social worker or the authority's representative."""

    custody: Plain[EventId]
    by: Plain[str | None] = None
    child_said: Words = None


@event("custody-visit-requested", retention="looked-after")
class CustodyVisitRequested(Event):
    custody: Plain[EventId]
    by: Plain[str | None] = None
    reason: Words = None


@event("resettlement-plan-started", retention="case")
class ResettlementPlanStarted(Event):
    custody: Plain[EventId]
    note: Words = None


@event("release-confirmed", retention="looked-after")
class ReleaseConfirmed(Event):
    """The plan and the licence were gone through with the child before release."""

    custody: Plain[EventId]
    note: Words = None


@event("pathway-plan-reviewed", retention="looked-after")
class PathwayPlanReviewed(Event):
    note: Words = None
