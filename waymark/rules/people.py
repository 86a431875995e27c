"""The child of a case file, and the spells of their life that the rules ask about."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from waymark.rules.facts import Personal, Plain, Shape, Special, ends_before_it_begins, shape

Basis = Literal["care-order", "section-20", "remand"]


@shape()
class Spell(Shape):
    """Something that holds from a day to a day, both included; without an end, still."""

    from_: Plain[date | None] = None
    to: Plain[date | None] = None

    def faults(self) -> Iterator[tuple[str, str]]:
        if ends_before_it_begins(self.from_, self.to):
            yield "to", "is before the day it begins"

    def holds_on(self, day: date) -> bool:
        return self.from_ is not None and self.from_ <= day and (self.to is None or day <= self.to)


@shape(retention="looked-after")
class CareSpell(Spell):
    basis: Special[Basis | None] = None


@shape()
class BailConditions(Spell):
    pass


@shape()
class Child(Shape):
    noun: ClassVar = "child"

    id: Plain[str]
    date_of_birth: Personal[date]
    sex: Personal[str]
    given_name: Personal[str | None] = None
    family_name: Personal[str | None] = None
    looked_after: Special[tuple[CareSpell, ...]] = ()
    bail_conditions: Personal[tuple[BailConditions, ...]] = ()
    care_leaver_from: Special[date | None] = None

    def looked_after_on(self, day: date) -> CareSpell | None:
        """The spell that says how the child is looked after; a care order goes before the rest."""
        spells = [spell for spell in self.looked_after if spell.holds_on(day)]
        on_care_order = [spell for spell in spells if spell.basis == "care-order"]
        return next(iter(on_care_order + spells), None)
