"""Whoever records about a victim chooses among people, and reads no reference."""

from datetime import date

from tests.unit.rules.cases import case_file
from waymark.contacts.queries import Record


def test_those_who_were_harmed_are_numbered():
    harming = {"offences": [{"victims": ["v4711", "v4712"]}]}
    made = {"id": "o1", "kind": "referral-order", "made_on": "2026-01-05", **harming}
    document = case_file(orders=[made])
    found = Record("Kai", document, date(2026, 5, 14)).victims
    assert [victim for victim, _ in found] == ["v4711", "v4712"]
    assert [said.split(",")[0] for _, said in found] == ["Person 1 of 2", "Person 2 of 2"]
    assert "v47" not in "".join(said for _, said in found)
