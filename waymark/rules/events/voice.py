"""What a child or a parent said by themselves, and what came of it."""

from waymark.rules.events.base import Event, event
from waymark.rules.facts import EventId, Personal, Plain, Words


@event("self-assessment-given", retention="case")
class SelfAssessmentGiven(Event):
    """A form that somebody filled in alone was handed in; its answers are a paper."""

    whose: Personal[str | None] = None  # "child", or the key of somebody around the child
    form: Plain[str | None] = None
    paper: Plain[str | None] = None  # its reference
    at: Plain[str | None] = None  # the time of day
    to_say: Plain[tuple[str, ...]] = ()  # questions that they would rather answer aloud

    @property
    def is_childs(self) -> bool:
        return self.whose in (None, "child")


@event("self-assessment-concern", retention="public-protection")
class SelfAssessmentConcern(Event):
    """An answer spoke of harm. It is known from the moment it was given."""

    whose: Personal[str | None] = None
    form: Plain[str | None] = None
    question: Plain[str | None] = None
    at: Plain[str | None] = None  # the time of day
    sitting: Plain[str | None] = None  # the same in each answer of one sitting
    # "managers": a child chose that nobody else reads it. It has no words then: managers read them
    # where they were written.
    only_for: Plain[str | None] = None
    said: Words = None


@event("concern-looked-at", retention="public-protection")
class ConcernLookedAt(Event):
    concern: Plain[EventId]
    also: Plain[tuple[EventId, ...]] = ()  # what else the same conversation was about
    note: Words = None

    @property
    def told(self) -> tuple[EventId, ...]:
        return (self.concern, *self.also)


@event("child-heard", retention="case")
class ChildHeard(Event):
    """You said, we did: what changed because the child said it, or could not and why."""

    said: Words = None
    changed: Words = None
    could_not_because: Words = None
    about: Plain[EventId | None] = None
