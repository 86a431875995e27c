"""What an order asks, as it was made and as it was changed since."""

import pytest

from waymark.chronology.requirements import requirements
from waymark.rules.events.orders import OrderAmended
from waymark.rules.facts import build, check
from waymark.rules.findings import Findings

MADE = {"requirements": [{"id": "r1", "kind": "curfew", "hours": 11, "note": "At night."}]}


def changed(*requirements: dict) -> OrderAmended:
    told = {"id": "e1", "kind": "order-amended", "order": "o1"}
    return build(OrderAmended, {**told, "requirements": list(requirements)})


def test_a_change_gives_a_requirement_whole_and_its_note_stays():
    (stands,) = requirements(MADE, [changed({"requirement": "r1", "kind": "curfew", "days": 5})])
    assert (stands.hours, stands.days, stands.note) == (None, 5, "At night.")


def test_later_changes_win_and_what_was_taken_off_may_come_again():
    off = {"requirement": "r1", "kind": "curfew", "removed": True}
    again = {"requirement": "r1", "kind": "curfew", "hours": 8}
    assert requirements(MADE, [changed(off)]) == []
    assert [each.hours for each in requirements(MADE, [changed(off), changed(again)])] == [8]


@pytest.mark.parametrize("odd", ["curfew", 3, ["curfew"], [{"hours": "ten", "from": "soon"}]])
def test_what_another_system_calls_requirements_breaks_no_page(odd):
    for each in requirements({"requirements": odd}, []):
        assert each.words
        assert each.how_much == ""


def test_a_change_that_is_not_as_the_contract_says_is_refused_with_its_path():
    findings = Findings()
    told = {"id": "e1", "on": "2026-05-14", "kind": "order-amended", "order": "o1"}
    wrong = {"requirement": "r1", "kind": "curfew", "from": "2026-06-01", "to": "2026-05-01"}
    check(OrderAmended, {**told, "requirements": [wrong]}, "events[0]", findings)
    (fault,) = findings.faults
    assert str(fault).startswith("events[0].requirements[0].to: ")
