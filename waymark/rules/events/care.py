"""Where the child is placed, incidents there, and the police."""

from collections.abc import Iterator
from datetime import date

from waymark.rules.events.base import Event, event
from waymark.rules.facts import EventId, Personal, Plain, Special, Words


@event("placement-made", retention="looked-after")
class PlacementMade(Event):
    from_: Plain[date | None] = None  # must be given for a placement out of the area
    out_of_area: Plain[bool] = False
    emergency: Plain[bool] = False
    authority: Personal[str | None] = None  # the one whose area the child comes into

    def faults(self) -> Iterator[tuple[str, str]]:
        if self.out_of_area and self.from_ is None:
            yield "from", "is missing, and the placement is out of the area"


@event("receiving-authority-notified", retention="looked-after")
class ReceivingAuthorityNotified(Event):
    placement: Plain[EventId]
    by: Plain[str | None] = None


@event("police-contact", retention="looked-after")
class PoliceContact(Event):
    nature: Personal[str | None] = None
    note: Words = None


@event("responsible-authority-informed", retention="looked-after")
class ResponsibleAuthorityInformed(Event):
    contact: Plain[EventId]
    by: Plain[str | None] = None


@event("incident", retention="looked-after")
class Incident(Event):
    place: Plain[str | None] = None
    police_called: Plain[bool | None] = None
    harm: Special[str | None] = None
    note: Words = None


@event("child-view-recorded", retention="looked-after")
class ChildViewRecorded(Event):
    incident: Plain[EventId]
    child_said: Words = None
