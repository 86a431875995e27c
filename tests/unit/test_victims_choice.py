"""Whoever records about a victim chooses among people, and reads no reference."""

from datetime import date

from tests.unit.rules.cases import case_file
from waymark.children.models import Child
from waymark.contacts.queries import Record
from waymark.rules.known_as import known_as

HARMING = {"offences": [{"victims": ["v4711", "v4712"]}]}
ORDER = {"id": "o1", "kind": "referral-order", "made_on": "2026-01-05", **HARMING}


def test_those_who_were_harmed_are_called_as_the_victim_worker_calls_them():
    found = Record("Kai", case_file(orders=[ORDER]), date(2026, 5, 14), Child(pk=12)).victims
    assert [victim for victim, _ in found] == ["v4711", "v4712"]
    assert [said.split(",")[0] for _, said in found] == [
        known_as(12, "v4711"),
        known_as(12, "v4712"),
    ]
    assert "v47" not in "".join(said for _, said in found)


def test_a_number_is_short_and_always_the_same():
    assert known_as(12, "v4711") == known_as(12, "v4711")
    assert known_as(12, "v4711") != known_as(12, "v4712")
    numbers = [known_as(child, "v1").removeprefix("Person ") for child in range(1_000)]
    assert {len(each) for each in numbers} == {5}


def test_one_reference_in_two_files_is_two_numbers_so_that_nothing_joins_them():
    assert known_as(12, "v1") != known_as(13, "v1")
