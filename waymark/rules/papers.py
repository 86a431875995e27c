"""Papers as the case file has them: a form, filled in over days."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from waymark.rules.facts import EventId, OrderId, Personal, Plain, Shape, Special, Words, shape


@shape(retention="case")
class Answer(Shape):
    """What was said, on which day, and in which paper it was said first."""

    said: Special[object] = None
    on: Plain[date | None] = None
    in_: Plain[str | None] = None


@shape(retention="case")
class Source(Shape):
    """Who or what an assessment rests on."""

    id: Plain[str]
    who: Personal[str | None] = None
    agency: Plain[str | None] = None  # a code of the list `agencies`
    on: Plain[date | None] = None
    told: Words = None
    file: Personal[str | None] = None  # the name of what is attached
    instead_of: Plain[str | None] = None  # the source that it puts right
    taken_off_on: Plain[date | None] = None
    taken_off_because: Words = None


@shape(retention="case")
class Paper(Shape):
    noun: ClassVar = "paper"

    id: Plain[str]
    form: Plain[str]
    version_: Plain[float]  # of the form
    kind: Plain[str | None] = None
    stage: Plain[str | None] = None
    whose: Personal[str | None] = None  # who answers, where that is not the worker
    only_for: Plain[str | None] = None  # "managers": a child chose that nobody else reads it
    to_say: Plain[tuple[str, ...]] = ()  # of such a paper: questions to be answered aloud
    about: Plain[str | None] = None  # what it belongs to, such as a plan
    before: Plain[str | None] = None  # the paper whose answers it began with
    because_of: Plain[EventId | None] = None  # what happened, where it was begun with that
    orders: Plain[tuple[OrderId, ...]] = ()
    began_on: Plain[date]
    completed_on: Plain[date | None] = None
    answers: Special[Mapping[str, Mapping[str, Answer]] | None] = None  # by section, question
    sources: Personal[tuple[Source, ...]] = ()
    left: Plain[tuple[str, ...]] = ()  # the sections that nobody had looked at
    left_because: Words = None
