"""The child of a case file, and the spells of their life that the rules ask about."""

from datetime import date
from typing import ClassVar, Literal

from waymark.rules.facts import Personal, Plain, Protected, Shape, Special, Words, shape
from waymark.rules.life import (
    Address,
    Alert,
    CareStatus,
    Commitment,
    Education,
    Health,
    Interpreter,
    Person,
    Phone,
    Placement,
    Responsibility,
)
from waymark.rules.spells import Spell

Basis = Literal["care-order", "section-20", "remand"]


@shape(retention="looked-after")
class CareSpell(Spell):
    basis: Special[Basis | None] = None


@shape(retention="case")
class BailConditions(Spell):
    pass


@shape(retention="case")
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
    # Who the child is, in the child's own terms where they differ from the papers.
    known_as: Personal[str | None] = None
    pronouns: Personal[str | None] = None
    gender_identity: Special[str | None] = None
    sexuality: Special[str | None] = None  # only if the child says
    ethnicity: Special[str | None] = None  # a code of the list `ethnicity`
    nationalities: Personal[tuple[str, ...]] = ()
    religion: Special[str | None] = None
    languages: Personal[tuple[str, ...]] = ()
    interpreter: Personal[Interpreter | None] = None
    disabilities: Special[tuple[str, ...]] = ()
    communication_needs: Special[tuple[str, ...]] = ()
    caring: Special[str | None] = None  # for whom the child cares
    pregnancy_or_parenthood: Special[str | None] = None
    matters_most: Words = None  # in the child's words
    good_at: Personal[tuple[str, ...]] = ()
    # What changes over time, and who is around the child.
    addresses: Protected[tuple[Address, ...]] = ()
    phones: Protected[tuple[Phone, ...]] = ()
    placements: Protected[tuple[Placement, ...]] = ()
    education: Protected[tuple[Education, ...]] = ()
    commitments: Special[tuple[Commitment, ...]] = ()
    care_status: Special[tuple[CareStatus, ...]] = ()
    health: Special[tuple[Health, ...]] = ()
    alerts: Special[tuple[Alert, ...]] = ()
    responsibility: Plain[tuple[Responsibility, ...]] = ()
    people: Personal[tuple[Person, ...]] = ()

    def looked_after_on(self, day: date) -> CareSpell | None:
        """The spell that says how the child is looked after; a care order goes before the rest."""
        spells = [spell for spell in self.looked_after if spell.from_ and spell.holds_on(day)]
        on_care_order = [spell for spell in spells if spell.basis == "care-order"]
        return next(iter(on_care_order + spells), None)
