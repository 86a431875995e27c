"""Induction, assessments, plans and their reviews."""

from datetime import date
from typing import Literal

from waymark.rules.events.base import Event, event
from waymark.rules.facts import EventId, OrderId, Personal, Plain, Words


@event("child-inducted", retention="case")
class ChildInducted(Event):
    order: Plain[OrderId]
    paper: Plain[str | None] = None  # where it was made in Waymark
    explain_again_on: Plain[date | None] = None
    child_said: Words = None  # what is asked, said back
    not_yet_because: Words = None  # why the child could not say it back
    note: Words = None

    @property
    def orders(self) -> tuple[str, ...]:
        return (self.order,)


@event("order-explained-again", retention="case")
class OrderExplainedAgain(Event):
    """What is asked was gone through once more, since once is not enough."""

    orders: Plain[tuple[OrderId, ...]]
    paper: Plain[str | None] = None
    explain_again_on: Plain[date | None] = None
    child_said: Words = None
    not_yet_because: Words = None


@event("agreement-given", retention="case")
class AgreementGiven(Event):
    """What child and service agreed at the start, given to the child in writing."""

    orders: Plain[tuple[OrderId, ...]]
    paper: Plain[str | None] = None
    format: Plain[str | None] = None
    language: Plain[str | None] = None
    copy: Plain[str | None] = None  # what was given, as Waymark holds it


@event("assessment-completed", retention="case")
class AssessmentCompleted(Event):
    orders: Plain[tuple[OrderId, ...]]
    tool: Plain[str | None] = None
    paper: Plain[str | None] = None  # where it was made in Waymark


@event("plan-agreed", retention="case")
class PlanAgreed(Event):
    orders: Plain[tuple[OrderId, ...]]
    plan_version: Plain[float | None] = None  # of the plan that Waymark holds
    next_review_on: Plain[date | None] = None
    child_took_part: Plain[bool] = False


@event("plan-amended", retention="case")
class PlanAmended(Event):
    orders: Plain[tuple[OrderId, ...]] = ()
    plan: Plain[EventId | None] = None
    plan_version: Plain[float | None] = None
    next_review_on: Plain[date | None] = None
    child_took_part: Plain[bool] = False
    reason: Words = None


@event("plan-countersigned", retention="case")
class PlanCountersigned(Event):
    plan: Plain[EventId]
    plan_version: Plain[float | None] = None
    by: Plain[str | None] = None
    note: Words = None


@event("plan-returned", retention="case")
class PlanReturned(Event):
    """A manager did not countersign a version: it is mended by the next."""

    plan: Plain[EventId]
    plan_version: Plain[float]
    by: Plain[str | None] = None
    note: Words = None


@event("plan-given", retention="case")
class PlanGiven(Event):
    plan: Plain[EventId]
    plan_version: Plain[float | None] = None
    to_whom: Personal[str | None] = None  # "child", or somebody around the child; else the child
    format: Plain[str | None] = None
    language: Plain[str | None] = None
    copy: Plain[str | None] = None  # what was given, as Waymark holds it
    understood: Plain[Literal["yes", "partly", "no", "not-known"] | None] = None
    own_words: Plain[Literal["yes", "partly", "no"] | None] = None  # found again in it
    worried: Plain[Literal["less", "as-before", "more"] | None] = None
    received: Words = None

    @property
    def is_for_child(self) -> bool:
        return self.to_whom in (None, "child")


@event("plan-reviewed", retention="case")
class PlanReviewed(Event):
    orders: Plain[tuple[OrderId, ...]]
    next_review_on: Plain[date | None] = None
    child_took_part: Plain[bool] = False
    outcome: Plain[Literal["stays", "changes"] | None] = None  # what becomes of the plan
    paper: Plain[str | None] = None  # where it was made in Waymark
    child_said: Words = None
    because: Words = None  # why the plan stays, or what changes and why
    sooner_because: Words = None
    note: Words = None


@event("review-not-needed", retention="case")
class ReviewNotNeeded(Event):
    of: Plain[EventId]
    reason: Words = None


@event("significant-change", retention="case")
class SignificantChange(Event):
    nature: Plain[str | None] = None
    note: Words = None


@event("new-charge", retention="case")
class NewCharge(Event):
    category: Plain[str | None] = None
