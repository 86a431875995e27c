"""Moments in the life of an order."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from waymark.rules.events.base import Event, event
from waymark.rules.facts import (
    EventId,
    OrderId,
    Personal,
    Plain,
    Special,
    Words,
    ends_before_it_begins,
    shape,
)
from waymark.rules.letters import Decides
from waymark.rules.spells import Spell


@shape(retention="case")
class RequirementChanged(Spell):
    """One requirement as it stands from now on: as it was added, changed or taken off."""

    requirement: Plain[str]  # the id of one that the order has, or a new one
    kind: Special[str]  # a code of the list `requirements` or `contract-items`
    hours: Plain[float | None] = None
    days: Plain[float | None] = None
    removed: Plain[bool] = False


@event("order-amended", retention="case")
class OrderAmended(Event):
    """What the court changed; what it does not give stays as it was."""

    order: Plain[OrderId]
    starts_on: Plain[date | None] = None
    ends_on: Plain[date | None] = None
    custodial_months: Plain[float | None] = None
    requirements: Special[tuple[RequirementChanged, ...]] = ()

    def faults(self) -> Iterator[tuple[str, str]]:
        if ends_before_it_begins(self.starts_on, self.ends_on):
            yield "ends_on", "is before the day the order begins"


@event("order-ended", retention="case")
class OrderEnded(Event):
    order: Plain[OrderId]
    reason: Plain[str | None] = None
    note: Words = None


@event("early-revocation-considered", retention="case")
class EarlyRevocationConsidered(Event):
    order: Plain[OrderId]
    decision: Plain[str]
    look_again_on: Plain[date | None] = None
    paper: Plain[str | None] = None  # where it was made in Waymark
    note: Words = None


@event("progress-panel-decided", retention="case")
class ProgressPanelDecided(Event):
    """The panel of a referral order decided whether the court is asked to end it early."""

    order: Plain[OrderId]
    considered: Plain[EventId]
    decision: Plain[Literal["apply", "not-now"]]
    look_again_on: Plain[date | None] = None
    present: Plain[tuple[str, ...]] = ()  # references to people of the network
    child_said: Words = None
    family_said: Words = None
    note: Words = None

    def faults(self) -> Iterator[tuple[str, str]]:
        if self.decision == "not-now" and self.look_again_on is None:
            yield "look_again_on", "is missing, since the court is not asked now"


@event("early-revocation-refused", retention="case")
class EarlyRevocationRefused(Event):
    order: Plain[OrderId]
    note: Words = None


@event("exit-plan-agreed", retention="case")
class ExitPlanAgreed(Event):
    order: Plain[OrderId]
    child_took_part: Plain[bool] = False
    paper: Plain[str | None] = None  # where it was made in Waymark
    note: Words = None


@event("suspension-approved", retention="case")
class SuspensionApproved(Event):
    """A break in reporting that a senior manager agreed to."""

    order: Plain[OrderId]
    from_: Plain[date]
    to: Plain[date]
    reason: Plain[str | None] = None  # a code of the list `break-reasons`
    how: Plain[Literal["stop", "reduce"] | None] = None  # not said: it stops
    a_month: Plain[float | None] = None  # how many contacts, where they are only fewer
    by: Plain[str | None] = None
    put: Plain[EventId | None] = None  # the paper that was decided on
    note: Words = None

    @property
    def stops(self) -> bool:
        """Tell whether there is no contact in it."""
        return self.how != "reduce"

    @property
    def is_none(self) -> bool:
        """Tell whether it ended before it began: no day of it is left."""
        return self.to < self.from_

    def faults(self) -> Iterator[tuple[str, str]]:
        if ends_before_it_begins(self.from_, self.to):
            yield "to", "is before the day it begins"


@event("break-ended-sooner", retention="case")
class BreakEndedSooner(Event):
    """A break ends before the last day that was agreed, or does not begin at all."""

    suspension: Plain[EventId]
    last_on: Plain[date]  # of one that does not begin: the day before it was to
    note: Words = None


@event("suspension-refused", retention="case")
class SuspensionRefused(Event):
    """A break in reporting that a senior manager did not agree to, and why."""

    order: Plain[OrderId]
    by: Plain[str | None] = None
    put: Plain[EventId | None] = None
    note: Words = None


@event("court-application", retention="case")
class CourtApplication(Event):
    for_: Plain[EventId]
    purpose: Plain[str]
    order: Plain[OrderId | None] = None


@event("decision-day-set", retention="case")
class DecisionDaySet(Event):
    """When it is decided about an order: whoever was harmed is asked and invited before."""

    order: Plain[OrderId]
    decides: Plain[Decides]
    decides_on: Plain[date]

    def faults(self) -> Iterator[tuple[str, str]]:
        if self.decides_on < self.on:
            yield "decides_on", "is before the day on which it was set"


@event("panel-varied", retention="case")
class PanelVaried(Event):
    """A referral order's own panel changed the contract."""

    for_: Plain[EventId]
    note: Words = None


@event("travel-details-recorded", retention="case")
class TravelDetailsRecorded(Event):
    """That the address and travel details are held; they stand with the child's addresses."""

    for_: Plain[EventId]
    abroad: Plain[bool] = False
    copies_held: Plain[bool] = False
    note: Words = None


@event("stood-beside", retention="case")
class StoodBeside(Event):
    """Who committed an offence with the child: of this service, of another, or grown up.

    The name is written and leads to no record, be there one or not: nothing joins the two.
    """

    offence: Plain[str]  # `order:offence`
    beside: Personal[str]
    also_called: Personal[tuple[str, ...]] = ()
