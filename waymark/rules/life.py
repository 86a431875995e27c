"""What changes over a child's life, as spells: where the child lives, learns and is looked after,
and the warnings that whoever opens the record must see first."""

from collections.abc import Iterator
from datetime import time
from typing import ClassVar

from waymark.rules.calendar import Weekday
from waymark.rules.facts import Personal, Plain, Protected, Shape, Special, Words, shape
from waymark.rules.spells import Spell


@shape(retention="case")
class Guarded(Spell):
    """A place or a number that could lead somebody to the child."""

    safe_to_use: Plain[bool | None] = None
    not_to_be_told_to: Protected[tuple[str, ...]] = ()

    @property
    def protected(self) -> bool:
        """Masked on every screen until it is asked for with a reason."""
        return self.safe_to_use is False or bool(self.not_to_be_told_to)


@shape(retention="case")
class Address(Guarded):
    lines: Protected[tuple[str, ...]] = ()
    postcode: Protected[str | None] = None
    accommodation: Personal[str | None] = None  # a code of the list `accommodation`
    lives_with: Personal[str | None] = None
    suitable: Personal[bool | None] = None


@shape(retention="case")
class Phone(Guarded):
    number: Protected[str | None] = None
    whose: Personal[str | None] = None
    who_else_reads_it: Personal[str | None] = None


@shape(retention="looked-after")
class Placement(Guarded):
    name: Protected[str | None] = None
    lines: Protected[tuple[str, ...]] = ()
    accommodation: Special[str | None] = None
    authority: Special[str | None] = None
    out_of_area: Special[bool] = False


@shape(retention="case")
class Education(Guarded):
    kind: Personal[str | None] = None  # a code of the list `education`
    name: Protected[str | None] = None
    hours_offered: Personal[float | None] = None  # a week
    hours_attended: Personal[float | None] = None  # a week
    suitable: Personal[bool | None] = None


@shape(retention="case")
class Commitment(Guarded):
    """What the child's week holds already, and contact with us goes around."""

    kind: Special[str | None] = None  # a code of the list `commitments`; faith is one of them
    name: Protected[str | None] = None
    weekdays: Plain[tuple[Weekday, ...]] = ()  # none: on each day on which it holds, as a festival
    starts: Plain[time | None] = None
    ends: Plain[time | None] = None  # on the next day, where it is not later than it starts
    note: Words = None

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        if (self.starts is None) != (self.ends is None):
            yield ("starts" if self.starts is None else "ends"), "is missing: give both hours"


@shape(retention="looked-after")
class CareStatus(Spell):
    """What children's services do for the child, beside or before being looked after."""

    status: Special[str | None] = None  # a code of the list `care-status`


@shape(retention="case")
class Health(Spell):
    kind: Special[str | None] = None
    note: Words = None


@shape(retention="case")
class Alert(Spell):
    """What whoever opens the record must know before anything else."""

    kind: Special[str | None] = None  # a code of the list `alerts`
    note: Words = None


@shape(retention="case")
class Responsibility(Spell):
    """Which service is responsible for the child, and which works with the child day to day."""

    home: Plain[str | None] = None
    host: Plain[str | None] = None
    reason: Personal[str | None] = None


@shape(retention="case")
class Person(Spell):
    """Somebody in the child's family or network, or a professional around the child."""

    noun: ClassVar = "person"

    id: Plain[str | None] = None
    name: Personal[str | None] = None
    relationship: Personal[str | None] = None  # a code of the list `relationships`
    parental_responsibility: Personal[bool] = False
    trusted: Personal[bool] = False  # an adult whom the child trusts
    lives_with_child: Personal[bool] = False
    agency: Personal[str | None] = None  # a code of the list `agencies`
    role: Personal[str | None] = None
    phones: Protected[tuple[Phone, ...]] = ()
    note: Words = None


@shape(retention="case")
class Interpreter(Shape):
    needed: Personal[bool] = False
    language: Personal[str | None] = None
    note: Words = None
