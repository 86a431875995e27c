"""A plan as one version of it is kept: goals with steps, and what keeps people safe meanwhile.

Ids (`g1`, `g1-s2`) are the plan's own and stay the same from version to version, so that two
versions can be compared and a contact can say which goal it served.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import ClassVar, Literal

from waymark.rules.calendar import Weekday
from waymark.rules.facts import (
    EventId,
    OrderId,
    Personal,
    Plain,
    Sensitivity,
    Shape,
    Special,
    Words,
    shape,
)

Family = Literal["not-offend", "keep-safe", "keep-others-safe", "repair", "own"]
State = Literal["draft", "agreed", "countersigned", "returned"]
Agreement = Literal["agrees", "disagrees", "could-not-answer"]


class Item(Shape):
    """Something in a plan; its id is the plan's own, and stays the same in every version."""

    named_once: ClassVar = False


@shape(retention="case")
class Step(Item):
    """One thing that somebody does. The order of the list is the order of the work."""

    id: Plain[str]
    what: Words = None
    who: Personal[str | None] = None
    agency: Plain[str | None] = None  # a code of the list `agencies`
    by: Plain[date | None] = None
    requirement: Plain[str | None] = None  # of the order, as `Basis` names it
    times_a_week: Plain[float | None] = None
    weekdays: Plain[tuple[Weekday, ...]] = ()  # on which it happens, where that is fixed
    done_on: Plain[date | None] = None

    @property
    def a_week(self) -> float:
        """How often it happens: as it is said, or else once on each of its days."""
        return self.times_a_week or len(self.weekdays)

    def is_late(self, on: date) -> bool:
        return self.by is not None and self.by < on and self.done_on is None


@shape(retention="case")
class Basis(Shape):
    """Why a goal matters: what was found, a strength, or what the court asked for."""

    kind: Plain[Literal["finding", "strength", "requirement"]]
    of: Plain[str | None] = None  # a section of the assessment, or `order:requirement`
    said: Words = None


@shape(retention="case")
class Goal(Item):
    id: Plain[str]
    family: Plain[Family]
    words: Words = None  # the child's own
    success: Words = None  # how the child will know that it worked
    agency: Plain[str | None] = None  # which agency leads
    because: Special[tuple[Basis, ...]] = ()
    steps: Personal[tuple[Step, ...]] = ()
    child: Plain[Agreement | None] = None
    child_because: Words = None
    ended_on: Plain[date | None] = None
    ended_because: Words = None


@shape(retention="case")
class Control(Item):
    """What keeps the child or others safe, or both: what, by whom."""

    id: Plain[str]
    keeps: Plain[Literal["child", "others", "both"]]
    what: Words = None
    who: Personal[str | None] = None
    agency: Plain[str | None] = None


@shape(retention="case")
class Contingency(Item):
    """What one agency does if the risk goes up or down."""

    id: Plain[str]
    agency: Plain[str | None] = None
    who: Personal[str | None] = None
    if_up: Words = None
    if_down: Words = None


@shape(retention="case")
class FamilyNeed(Item):
    id: Plain[str]
    whose: Personal[str | None] = None
    need: Words = None
    what: Words = None


@shape(retention="case")
class OtherPlan(Item):
    """Another agency's plan for the child, and how this one fits with it."""

    id: Plain[str]
    agency: Plain[str | None] = None
    name: Personal[str | None] = None
    fits: Words = None
    source: Plain[str | None] = None  # of one of the child's papers, to which the plan is attached


@shape(retention="case")
class Compulsory(Shape):
    """What the court requires, why, and how it is made the child's own."""

    requirement: Plain[str]  # `order:requirement`
    why: Words = None


@shape(retention="case")
class Left(Shape):
    """Something found to need action for which the plan has no goal, and the reason."""

    finding: Plain[str]
    because: Words = None


@shape(retention="case")
class Plan(Shape):
    """What one version of a plan says."""

    orders: Plain[tuple[OrderId, ...]] = ()
    goals: Personal[tuple[Goal, ...]] = ()
    controls: Personal[tuple[Control, ...]] = ()
    contingencies: Personal[tuple[Contingency, ...]] = ()
    family: Personal[tuple[FamilyNeed, ...]] = ()
    other_plans: Personal[tuple[OtherPlan, ...]] = ()
    compulsory: Personal[tuple[Compulsory, ...]] = ()
    left: Special[tuple[Left, ...]] = ()
    call_name: Personal[str | None] = None  # whom the child can call when something is hard
    call_number: Personal[str | None] = None
    next_review_on: Plain[date | None] = None
    changed_because: Words = None  # why this version is another than the last

    def faults(self) -> Iterator[tuple[str, str]]:
        for group, (_, key) in ITEMS.items():
            names = [getattr(each, key) for each in getattr(self, group)]
            if len(set(names)) != len(names):
                yield group, "have an id twice"

    @property
    def goals_under_way(self) -> Iterator[Goal]:
        return (goal for goal in self.goals if goal.ended_on is None)

    def item(self, group: str, name: str) -> Shape | None:
        """Return an item of one of the plan's lists, by what it is known by."""
        key = ITEMS[group][1]
        return next((each for each in getattr(self, group) if getattr(each, key) == name), None)

    @property
    def steps(self) -> Iterator[tuple[Goal, Step]]:
        """Yield each step of the goals that have not ended."""
        return ((goal, step) for goal in self.goals_under_way for step in goal.steps)


@shape(retention="case")
class Answered(Shape):
    """A question before agreeing: yes, or not yet and why, which whoever countersigns reads."""

    question: Plain[str]
    said: Plain[Literal["yes", "not-yet"]]
    because: Words = None
    with_the_rest: Plain[bool | None] = None  # one tick said yes to all that was not answered
    kept_from: Plain[float | None] = None  # the version before whose agreement it was answered


@shape(retention="case")
class Version(Shape):
    """One version of a plan, with who made, agreed, countersigned or returned it, and when."""

    number: Plain[float]
    state: Plain[State]
    plan: Personal[Plan]
    answers: Personal[tuple[Answered, ...]] = ()
    taken_off: Personal[Plan | None] = None  # of a draft: what can be put back
    written_by: Personal[tuple[str, ...]] = ()  # since a version was countersigned last
    event: Plain[EventId | None] = None  # that it was agreed
    made_on: Plain[date | None] = None
    made_by: Personal[str | None] = None
    agreed_on: Plain[date | None] = None
    agreed_by: Personal[str | None] = None
    countersigned_on: Plain[date | None] = None
    countersigned_by: Personal[str | None] = None
    returned_on: Plain[date | None] = None
    returned_by: Personal[str | None] = None
    comments: Words = None  # of whoever returned it
    read_for_names_on: Plain[date | None] = None  # by whoever knows who was harmed
    could_not_be_looked_for: Plain[float | None] = None  # how many were not known by name then
    names_looked_for: Plain[float | None] = None  # how many were typed, before they were known

    def faults(self) -> Iterator[tuple[str, str]]:
        if self.state != "draft" and self.agreed_on is None:
            yield "agreed_on", "is missing"
        if self.countersigned_by is not None and self.countersigned_by == self.agreed_by:
            yield "countersigned_by", "is who agreed it: nobody countersigns her own"


@shape(retention="case")
class Planned(Shape):
    """A child's plan: its versions, the oldest first."""

    noun: ClassVar = "plan"

    id: Plain[str]
    began_on: Plain[date | None] = None
    began_by: Personal[str | None] = None
    versions: Personal[tuple[Version, ...]] = ()

    def faults(self) -> Iterator[tuple[str, str]]:
        numbers = [each.number for each in self.versions]
        if len(set(numbers)) != len(numbers):
            yield "versions", "have a number twice"
        if [each.state for each in self.versions].count("draft") > 1:
            yield "versions", "have more than one draft"


# The lists of a plan whose items are made and changed one by one, and what each is known by.
ITEMS: dict[str, tuple[type[Shape], str]] = {
    "goals": (Goal, "id"),
    "controls": (Control, "id"),
    "contingencies": (Contingency, "id"),
    "family": (FamilyNeed, "id"),
    "other_plans": (OtherPlan, "id"),
    "compulsory": (Compulsory, "requirement"),
    "left": (Left, "finding"),
}
WHOLE = ("orders", "call_name", "call_number", "next_review_on", "changed_because")


def next_step(taken: Collection[str]) -> str:
    """Return an id that no step of a goal has; a step that is taken off leaves its number."""
    numbers = [int(name[1:]) for name in taken if name[:1] == "s" and name[1:].isdecimal()]
    return f"s{max(numbers, default=0) + 1}"


def texts(record: Shape) -> Iterator[str]:
    """Yield what people wrote in a record and in the records in it: words, and who."""
    for field in type(record).fields.values():
        value = getattr(record, field.attribute)
        told = field.sensitivity is Sensitivity.WORDS or field.name in TOLD
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Shape):
                yield from texts(each)
            elif told and isinstance(each, str):
                yield each


TOLD = {"who", "whose", "name", "call_name", "call_number"}
