"""Typed facts serve any record: a shape declared here is checked and built like those of a case."""

from datetime import date
from typing import ClassVar, Literal

import pytest

from waymark.rules.facts import (
    EventId,
    Personal,
    Plain,
    Protected,
    Shape,
    Words,
    build,
    check,
    shape,
)
from waymark.rules.findings import Findings
from waymark.rules.people import Spell


@shape(retention="case")
class Address(Spell):
    lines: Protected[tuple[str, ...]]
    kind: Plain[Literal["home", "other"]] = "home"


@shape(retention="looked-after")
class Person(Shape):
    noun: ClassVar = "person"

    id: Plain[str]
    name: Personal[str]
    told_in: Plain[EventId | None] = None
    addresses: Protected[tuple[Address, ...]] = ()
    note: Words = None


MUM = {
    "id": "p1",
    "name": "Ann",
    "addresses": [{"from": "2026-01-01", "to": None, "lines": ["1 High Street", None]}],
    "hat": "red",
}


def faults(raw):
    findings = Findings()
    check(Person, raw, "people[0]", findings)
    findings.settle_references()
    return [str(fault) for fault in findings.faults]


def test_a_record_is_built_with_the_records_in_it():
    person = build(Person, MUM)
    home = Address(from_=date(2026, 1, 1), lines=("1 High Street",))
    assert person == Person(id="p1", name="Ann", addresses=(home,))
    assert home.holds_on(date(2030, 1, 1))
    assert not home.holds_on(date(2025, 12, 31))


def test_a_record_is_checked_with_the_records_in_it():
    assert faults(MUM) == []
    broken = {**MUM, "addresses": [{"to": "2026-13-01", "kind": "castle"}], "told_in": "e1"}
    assert faults(broken) == [
        "people[0].addresses[0].to: there is no day 2026-13-01",
        "people[0].addresses[0].lines: is missing",
        "people[0].addresses[0].kind: must be home or other",
        "people[0].told_in: no event 'e1'",
    ]


def test_what_a_store_must_know_of_each_field_is_in_the_declaration():
    field = Person.fields["note"]
    assert (field.sensitivity, field.retention, field.required) == ("words", "looked-after", False)
    assert Person.references == ("told_in",)
    assert Address.fields["from"].attribute == "from_"


def test_a_field_must_say_how_sensitive_it_is():
    with pytest.raises(TypeError, match=r"Bare\.name does not say how sensitive it is"):

        @shape(retention="case")
        class Bare(Shape):
            name: str


def test_a_field_must_be_of_a_kind_that_can_be_checked():
    with pytest.raises(TypeError, match="no value is known"):

        @shape(retention="case")
        class Odd(Shape):
            things: Plain[dict[str, str]]


def test_a_record_is_never_changed():
    with pytest.raises(AttributeError):
        build(Person, MUM).name = "Bea"
