"""Public protection arrangements, and what a registered child tells the police."""

from collections.abc import Iterator
from datetime import date

from waymark.rules.events.base import Event, event
from waymark.rules.facts import EventId, Personal, Plain, Words, ends_before_it_begins


@event("sexual-offence-registered", retention="public-protection")
class SexualOffenceRegistered(Event):
    until: Personal[date | None] = None

    def faults(self) -> Iterator[tuple[str, str]]:
        if ends_before_it_begins(self.on, self.until):
            yield "until", "is before the day it begins"


@event("mappa-criteria-met", retention="public-protection")
class MappaCriteriaMet(Event):
    category: Plain[float]
    note: Words = None


@event("mappa-referred", retention="public-protection")
class MappaReferred(Event):
    category: Plain[float]
    level: Plain[float | None] = None


@event("police-notified", retention="public-protection")
class PoliceNotified(Event):
    of: Plain[EventId]
    by: Plain[str | None] = None  # the child, or a parent whom the court told to


@event("travel-planned", retention="public-protection")
class TravelPlanned(Event):
    leaves_on: Plain[date | None] = None  # must be given for travel abroad
    returns_on: Plain[date | None] = None
    abroad: Plain[bool] = False
    place: Personal[str | None] = None

    def faults(self) -> Iterator[tuple[str, str]]:
        if self.abroad and self.leaves_on is None:
            yield "leaves_on", "is missing, and the travel is abroad"
        if ends_before_it_begins(self.leaves_on, self.returns_on):
            yield "returns_on", "is before the day it begins"
