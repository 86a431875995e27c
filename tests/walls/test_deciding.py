"""What was put to managers is decided once, be it that two of them press at the same moment."""

import itertools
from functools import partial

import pytest

from tests.walls.at_once import at_once, wait_for, waiting
from tests.walls.made import NOW, a_child, a_service, asked_by, somebody
from tests.walls.test_door import ORDER, read_only
from waymark.accounts.answers import Refused
from waymark.accounts.models import Role
from waymark.chronology import door
from waymark.chronology.models import Event
from waymark.engagement import deciding

PUT = {"id": "put1", "kind": "put-to-manager", "on": "2028-01-10", "order": "o1", "paper": "x1"}
DECISIONS = {
    "breach": {"kind": "breach-decided", "decision": "no-breach", "note": "We go on."},
    "break": {"kind": "suspension-refused", "note": "We go on."},
}
of_each_kind = pytest.mark.parametrize("what", DECISIONS)


@pytest.fixture
def managers(committed):
    service = a_service()
    return [somebody(service, Role.SENIOR_MANAGER) for _ in range(2)]


@pytest.fixture
def decided(managers, owner, monkeypatch):
    """Two managers decide on one thing; neither writes before the other has read it, or waits."""
    read, why_not = [], deciding.why_not

    def why_not_in_turn(*told):
        read.append(told)
        wait_for(lambda: len(read) == len(managers) or (door.lock is lock and waiting(owner)))
        return why_not(*told)

    lock = door.lock
    monkeypatch.setattr(deciding, "why_not", why_not_in_turn)

    def at_one_moment(what):
        child = a_child(managers[0].service, orders=[ORDER], events=[{**PUT, "what": what}])
        return at_once(partial(_decide, child, what, each) for each in managers)

    return at_one_moment


def _decide(child, what, by):
    told = {"kind": deciding.kind_of(what), "child": child, "put": "put1", "told": DECISIONS[what]}
    with asked_by(by):
        return deciding.decide(**told, by=by, at=NOW)


@of_each_kind
def test_of_two_managers_who_decide_at_once_one_does_and_the_other_reads_it(decided, what):
    outcomes = decided(what)
    (made,) = [each for each in outcomes if isinstance(each, Event)]
    (refused,) = [each for each in outcomes if isinstance(each, Refused)]
    assert made.document["by"] in refused.reasons[0]


@of_each_kind
def test_without_the_doors_locks_both_would(decided, what, monkeypatch):
    monkeypatch.setattr(door, "lock", read_only)
    places = itertools.count(100)
    monkeypatch.setattr(door, "_next_position", lambda child: next(places))
    assert all(isinstance(each, Event) for each in decided(what))
