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


AGREED = event("exit-plan-agreed", "2026-04-20", order="o1", paper="p1")
LATER = order(id="o2", made_on="2026-02-01", ends_on="2026-05-10")
LEFT = {**CLOSE, "left_because": "The family moved away."}


@pytest.mark.provision("CM-016")
def test_an_ending_that_is_agreed_again_is_looked_at_again():
    assert reasons(AGREED, COUNTERSIGNED) == []
    again = event("exit-plan-agreed", "2026-05-05", order="o1", paper="p2")
    (reason,) = reasons(AGREED, COUNTERSIGNED, again)
    assert "has not countersigned the ending" in reason
    assert reasons(AGREED, COUNTERSIGNED, again, {**COUNTERSIGNED, "on": "2026-05-06"}) == []


@pytest.mark.provision("CM-016")
def test_looking_at_how_one_order_ended_is_not_looking_at_the_other():
    one = {**COUNTERSIGNED, "order": "o1"}
    other = event("exit-plan-agreed", "2026-05-01", order="o2", paper="p2")
    (reason,) = reasons(AGREED, other, one, close=LEFT, orders=(ENDED, LATER))
    assert "has not countersigned the ending" in reason
    both = (AGREED, other, one, {**COUNTERSIGNED, "order": "o2"})
    assert reasons(*both, close=LEFT, orders=(ENDED, LATER)) == []


@pytest.mark.provision("CM-016")
def test_what_was_countersigned_before_an_order_was_made_is_not_its_ending():
    made_since = {**LATER, "made_on": "2026-05-08", "ends_on": "2026-05-12"}
    (reason,) = reasons(AGREED, COUNTERSIGNED, close=LEFT, orders=(ENDED, made_since))
    assert "has not countersigned the ending" in reason


@pytest.mark.provision("CM-016")
def test_what_ended_before_the_case_was_opened_again_needs_no_second_look():
    closed, again = event("case-closed", "2026-05-03"), event("case-reopened", "2026-05-04")
    new = {**LATER, "made_on": "2026-05-04"}
    ended = event("exit-plan-agreed", "2026-05-06", order="o2", paper="p2")
    looked = event("closing-countersigned", "2026-05-07", order="o2")
    assert reasons(AGREED, closed, again, ended, looked, close=LEFT, orders=(ENDED, new)) == []


@pytest.mark.provision("CM-016")
def test_who_takes_a_case_over_looks_at_each_end_anew():
    came = event("case-received", "2026-05-04", from_service="Kent")
    here = event("worker-allocated", "2026-05-04", worker="jo")
    looked = {**COUNTERSIGNED, "order": "o1"}
    (reason,) = reasons(AGREED, looked, came, here)
    assert "has not countersigned the ending" in reason
    assert reasons(AGREED, looked, came, here, {**looked, "on": "2026-05-05"}) == []


def test_a_wait_for_the_sentence_has_no_ending_to_countersign():
    assert reasons(orders=(order("bail-supervision", ends_on="2026-05-01"),)) == []


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
