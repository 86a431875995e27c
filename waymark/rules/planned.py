"""A plan as one version of it is kept: goals with steps, and what keeps people safe meanwhile.

Ids (`g1`, `g1-s2`) are the plan's own and stay the same from version to version, so that two
versions can be compared and a contact can say which goal it served.
"""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from waymark.rules.facts import OrderId, Personal, Plain, Shape, Special, Words, shape

Family = Literal["not-offend", "keep-safe", "keep-others-safe", "repair", "own"]
Agreement = Literal["agrees", "disagrees", "could-not-answer"]


@shape(retention="case")
class Step(Shape):
    """One thing that somebody does. The order of the list is the order of the work."""

    id: Plain[str]
    what: Words = None
    who: Personal[str | None] = None
    agency: Plain[str | None] = None  # a code of the list `agencies`
    by: Plain[date | None] = None
    requirement: Plain[str | None] = None  # of the order, as `Basis` names it
    times_a_week: Plain[float | None] = None
    done_on: Plain[date | None] = None


@shape(retention="case")
class Basis(Shape):
    """Why a goal matters: what was found, a strength, or what the court asked for."""

    kind: Plain[Literal["finding", "strength", "requirement"]]
    of: Plain[str | None] = None  # a section of the assessment, or `order:requirement`
    said: Words = None


@shape(retention="case")
class Goal(Shape):
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
class Control(Shape):
    """What keeps the child or others safe: what, by whom."""

    id: Plain[str]
    keeps: Plain[Literal["child", "others"]]
    what: Words = None
    who: Personal[str | None] = None
    agency: Plain[str | None] = None


@shape(retention="case")
class Contingency(Shape):
    """What one agency does if the risk goes up or down."""

    id: Plain[str]
    agency: Plain[str | None] = None
    who: Personal[str | None] = None
    if_up: Words = None
    if_down: Words = None


@shape(retention="case")
class FamilyNeed(Shape):
    id: Plain[str]
    whose: Personal[str | None] = None
    need: Words = None
    what: Words = None


@shape(retention="case")
class OtherPlan(Shape):
    """Another agency's plan for the child, and how this one fits with it."""

    id: Plain[str]
    agency: Plain[str | None] = None
    name: Personal[str | None] = None
    fits: Words = None


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
    """One version of a plan."""

    noun: ClassVar = "plan"

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

    @property
    def steps(self) -> Iterator[tuple[Goal, Step]]:
        return ((goal, step) for goal in self.goals for step in goal.steps)
