"""Restorative work: what is thought right, who is ready, what is planned, done and came of it.

A person who was harmed is an opaque reference; without one the work is for the community.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal, get_args

from waymark.rules.events.base import Event, event
from waymark.rules.facts import EventId, OrderId, Plain, Protected, Words, ends_before_it_begins
from waymark.rules.letters import Made, Received, Wished

Readiness = Literal["yes", "not-yet", "no"]
Side = Literal["child", "victim"]
Hurt = Literal["child", "victim", "others"]  # whom something punished, harmed or shamed
MOST_HOURS = 300  # no order asks for more unpaid work


@event("restorative-considered", retention="case")
class RestorativeConsidered(Event):
    """What was thought right after talking it through with the child, and why."""

    paper: Plain[str]
    appropriate: Plain[Readiness]
    form: Plain[str | None] = None  # a code of the list `restorative-forms`
    victim: Protected[str | None] = None
    because: Words = None
    link: Words = None  # between the offence and what is thought of


@event("child-readiness-judged", retention="case")
class ChildReadinessJudged(Event):
    victim: Protected[str]
    ready: Plain[Readiness]
    talk_again_on: Plain[date | None] = None
    because: Words = None
    child_said: Words = None

    def faults(self) -> Iterator[tuple[str, str]]:
        if self.talk_again_on is not None and self.talk_again_on <= self.on:
            yield "talk_again_on", "is not after the day on which they talked"


@event("mind-changed", retention="case")
class MindChanged(Event):
    """The child wants it no more: with one person, or one thing that was planned."""

    victim: Protected[str | None] = None
    activity: Plain[EventId | None] = None
    themselves: Plain[bool] = False  # by one tap, on the page that they hold


@event("restorative-activity-planned", retention="case")
class RestorativeActivityPlanned(Event):
    form: Plain[str]  # a code of the list `restorative-forms`
    victim: Protected[str | None] = None
    planned_for: Plain[date | None] = None
    order: Plain[OrderId | None] = None  # whose hours these are
    hours: Plain[float | None] = None
    venue: Plain[str | None] = None  # a place of the service, by its name
    place: Plain[str | None] = None  # or another
    link: Words = None
    good_at: Words = None
    all_the_same: Words = None  # why, though the person harmed asks that it waits

    def faults(self) -> Iterator[tuple[str, str]]:
        if self.hours is not None and not 0 < self.hours <= MOST_HOURS:
            yield "hours", "is not a number of hours"
        if self.planned_for is not None and self.planned_for < self.on:
            yield "planned_for", "is before the day on which it was planned"


@event("restorative-risk-assessed", retention="public-protection")
class RestorativeRiskAssessed(Event):
    """Whether one thing that was planned, or made unplanned, is safe for everybody in it."""

    activity: Plain[EventId]
    safe: Plain[Literal["yes", "not-yet"]]
    settled: Plain[tuple[str, ...]] = ()
    principles: Plain[tuple[str, ...]] = ()
    led_by: Plain[str | None] = None  # a worker of the service
    facilitator: Plain[str | None] = None  # or somebody from outside it
    trained_on: Plain[date | None] = None
    trained_until: Plain[date | None] = None
    could_harm: Words = None
    keeps_safe: Words = None
    impact: Words = None  # on the child: faith, culture, what the child has lived through
    without_parents: Words = None

    def faults(self) -> Iterator[tuple[str, str]]:
        if self.trained_on is not None and self.trained_on > self.on:
            yield "trained_on", "is after the day on which it was assessed"
        if ends_before_it_begins(self.trained_on, self.trained_until):
            yield "trained_until", "is before the day of the training"


@event("restorative-activity-held", retention="case")
class RestorativeActivityHeld(Event):
    activity: Plain[EventId]
    hours: Plain[float | None] = None
    note: Words = None
    raised: Words = None  # what each wanted to say of the harm, and whether they could
    hurt: Plain[tuple[Hurt, ...]] = ()
    praise: Words = None
    child_said: Words = None
    all_the_same: Words = None

    def faults(self) -> Iterator[tuple[str, str]]:
        if self.hours is not None and not 0 < self.hours <= 24:
            yield "hours", "is not a number of hours of one day"


@event("restorative-outcome", retention="case")
class RestorativeOutcome(Event):
    """What came of it for both, in their own words; or why one of them cannot be asked."""

    activity: Plain[EventId]
    heard: Plain[tuple[Side, ...]] = ()  # of whom this tells either
    hurt: Plain[tuple[Hurt, ...]] = ()
    child_said: Words = None
    child_not_asked: Words = None
    victim_said: Words = None  # as the victim worker tells it
    victim_not_asked: Words = None

    @classmethod
    def read_from(cls, words: Mapping[str, str]) -> Mapping[str, Any]:
        sides = get_args(Side)
        return {"heard": [each for each in sides if any(f.startswith(each) for f in words)]}

    @property
    def tells_of(self) -> tuple[Side, ...]:
        """Return of whom this tells; of a file, which holds the words, as they say."""
        return self.heard or tuple(self.read_from(self.words)["heard"])


@event("work-made", retention="case")
class WorkMade(Event):
    """What the child made for somebody harmed. Its words stay here until she wishes for it."""

    made: Plain[Made]
    victim: Protected[str]
    activity: Plain[EventId | None] = None  # the plan by which it was made
    picture: Plain[str | None] = None  # the source of a paper by which it is attached
    child_said: Words = None  # the work itself
    note: Words = None


@event("work-answered", retention="case")
class WorkAnswered(Event):
    """Whether the person harmed would like it, as the victim worker tells it."""

    work: Plain[EventId]
    answer: Plain[Wished]


@event("work-handed-over", retention="case")
class WorkHandedOver(Event):
    work: Plain[EventId]
    all_the_same: Words = None


@event("work-given", retention="case")
class WorkGiven(Event):
    """That the person harmed has it, and of how it was received what the child may be told."""

    work: Plain[EventId]
    how: Plain[Received]
