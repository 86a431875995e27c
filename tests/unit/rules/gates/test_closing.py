"""A case is closed once what is owed is done and a manager has looked at how it ended."""

from datetime import date

import pytest

from tests.unit.rules.cases import care, case_file, event, order
from waymark.rules import gates
from waymark.rules.casefile import next_event, parse
from waymark.rules.duties import duties
from waymark.rules.gates.closing import left_open
from waymark.rules.known import known_on

ENDED = order(ends_on="2026-05-01")
WEAPON = event("weapon-found", "2026-04-20")
COUNTERSIGNED = event("closing-countersigned", "2026-05-02", by="Ash")
CLOSE = event("case-closed", "2026-05-14", reason="The order has ended.")
PLACED = event("placement-made", "2026-04-20", from_="2026-04-20", out_of_area=True)
FITS = event("review-not-needed", "2026-04-20", of="e1")


def reasons(*events, close=CLOSE, orders=(ENDED,)):
    before = parse(case_file(*events, orders=orders))
    proposed = next_event(before, {"id": "new", **close})
    return list(gates.shut(known_on(before, date(2026, 5, 14)), proposed))


@pytest.mark.provision("CM-018")
def test_a_case_stays_open_while_something_is_owed():
    (reason,) = reasons(WEAPON, COUNTERSIGNED)
    assert "Look at the plan again" in reason
    assert "Refer the worry" in reason


@pytest.mark.provision("CM-018")
def test_a_manager_says_why_something_is_left():
    close = {**CLOSE, "left_because": "Children’s services have taken it on."}
    assert reasons(WEAPON, COUNTERSIGNED, close=close) == []
    assert reasons(WEAPON, COUNTERSIGNED, close={**CLOSE, "left_because": "  "})


@pytest.mark.provision("CM-016")
def test_a_manager_looks_at_the_ending_before_the_case_is_closed():
    (reason,) = reasons()
    assert "has not countersigned the ending" in reason
    assert reasons(COUNTERSIGNED) == []


@pytest.mark.provision("CM-016")
def test_an_ending_that_was_countersigned_before_the_case_was_opened_again_counts_no_more():
    again = event("case-reopened", "2026-05-10", reason="A new order")
    closed = event("case-closed", "2026-05-05")
    (reason,) = reasons(COUNTERSIGNED, closed, again)
    assert "has not countersigned the ending" in reason


def test_where_no_order_was_ever_worked_there_is_no_ending_to_countersign():
    assert reasons(orders=()) == []


def test_a_death_and_a_move_to_another_service_are_not_hindered():
    died = event("child-died", "2026-05-10")
    assert reasons(WEAPON, died) == []
    gone = event("case-transferred", "2026-05-14", to_service="Kent")
    assert reasons(WEAPON, close=gone) == []


def test_what_others_owe_and_who_works_with_the_child_keep_no_case_open():
    gone = event("worker-unallocated", "2026-04-20")
    file = case_file(PLACED, FITS, gone, orders=[ENDED], looked_after=[care()])
    known = known_on(parse(file), date(2026, 5, 14))
    theirs = {duty.name for duty in duties(known)}
    assert {"reallocate-worker", "notify-receiving-authority"} <= theirs
    assert left_open(known, date(2026, 5, 14)) == []
