"""Visits to where the child lives: what makes them safe, and what a manager says to them."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from waymark.rules.events.base import Event, event
from waymark.rules.facts import EventId, Plain, Special, Words


@event("visit-assessed", retention="public-protection")
class VisitAssessed(Event):
    """What visits are for, what could harm somebody there, and what keeps everybody safe."""

    where: Plain[Literal["inside", "outside", "none"]]  # none: nobody visits for now
    who_goes: Plain[Literal["alone", "pairs"] | None] = None
    until: Plain[date | None] = None
    purposes: Plain[tuple[str, ...]] = ()  # codes of the list `visit-purposes`
    hazards: Special[tuple[str, ...]] = ()  # codes of the list `visit-hazards`
    pattern: Words = None  # how often and when
    hazards_told: Words = None
    keeps_safe: Words = None
    outside: Words = None  # where outside, and how the talk is kept private

    def faults(self) -> Iterator[tuple[str, str]]:
        if self.until is not None and self.until < self.on:
            yield "until", "is before the day on which it was assessed"


@event("visits-authorised", retention="public-protection")
class VisitsAuthorised(Event):
    """A manager lets visits go ahead; without an assessment, on the spot and for that day."""

    until: Plain[date]
    assessment: Plain[EventId | None] = None
    by: Plain[str | None] = None
    note: Words = None

    def faults(self) -> Iterator[tuple[str, str]]:
        if self.until < self.on:
            yield "until", "is before the day on which it was authorised"


@event("visits-not-authorised", retention="public-protection")
class VisitsNotAuthorised(Event):
    """A manager returned an assessment, and says what to mend."""

    assessment: Plain[EventId]
    by: Plain[str | None] = None
    note: Words = None
