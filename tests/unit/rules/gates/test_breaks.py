"""A holiday is never agreed while the child is under bail conditions; a break ends sooner, once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rules.cases import case_file, event, order
from waymark.rules.casefile import trusted
from waymark.rules.events.orders import BreakEndedSooner, SuspensionApproved
from waymark.rules.facts import build
from waymark.rules.gates import shut
from waymark.rules.gates.breaks import ON_BAIL
from waymark.rules.known import known_on
from waymark.rules.suspensions import on_bail

HOLIDAY = {"from": "2026-03-10", "to": "2026-03-20", "reason": "holiday", "order": "o1"}
DAYS = st.dates(date(2026, 1, 1), date(2026, 6, 30))


def known(*orders, events=(), **child):
    file = case_file(*events, orders=[order(), *orders], **child)
    return known_on(trusted(file), date(2026, 3, 1))


def refused(case, on="2026-03-01", **facts):
    raw = {"id": "e9", **event("suspension-approved", on), **HOLIDAY, **facts}
    return list(shut(case, build(SuspensionApproved, raw)))


def bail(from_, to=None):
    return {"bail_conditions": [{"from": from_, "to": to}]}


@pytest.mark.provision("CM-208")
@pytest.mark.parametrize(
    ("spell", "is_refused"),
    [
        (("2026-02-01", None), True),
        (("2026-02-01", "2026-02-28"), False),  # over on the day before it is decided
        (("2026-02-01", "2026-03-01"), True),
        (("2026-03-20", None), True),
        (("2026-03-21", None), False),
    ],
)
def test_no_holiday_is_agreed_on_bail_from_the_decision_to_its_last_day(spell, is_refused):
    assert refused(known(**bail(*spell))) == ([ON_BAIL] if is_refused else [])


@pytest.mark.provision("CM-208")
def test_bail_that_the_service_supervises_is_bail():
    supervised = order("bail-supervision", "2026-02-01", id="o2")
    assert refused(known(supervised)) == [ON_BAIL]
    ended = event("order-ended", "2026-02-20", order="o2")
    assert refused(known(supervised, events=[ended])) == []


def test_without_bail_or_for_another_reason_it_may_be_agreed():
    assert refused(known()) == []
    assert refused(known(**bail("2026-02-01")), reason="bereavement") == []
    assert refused(known(**bail("2026-02-01")), reason=None) == []


def test_what_is_put_right_later_is_not_refused():
    assert refused(known(**bail("2026-02-01")), corrects="e1") == []


@given(DAYS, DAYS, DAYS, st.none() | DAYS)
def test_bail_is_met_on_a_day_that_is_in_both(since, until, begins, ends):
    until, ends = max(since, until), ends and max(begins, ends)
    case = known(**bail(begins.isoformat(), ends and ends.isoformat()))
    days = (date.fromordinal(each) for each in range(since.toordinal(), until.toordinal() + 1))
    assert on_bail(case, since, until) is any(
        begins <= each and (ends is None or each <= ends) for each in days
    )


AGREED = event("suspension-approved", "2026-02-20", **HOLIDAY)
SOONER = event("break-ended-sooner", "2026-02-25", suspension="e1", last_on="2026-03-12")


def not_ended(*events, last_on="2026-03-15", **facts):
    raw = {"id": "e9", **SOONER, "last_on": last_on, **facts}
    return " ".join(shut(known(events=events), build(BreakEndedSooner, raw)))


@pytest.mark.parametrize(
    ("last_on", "says"),
    [
        ("2026-03-08", "choose the day before: 9 March 2026"),
        ("2026-03-09", ""),
        ("2026-03-19", ""),
        ("2026-03-20", "agreed until 20 March 2026"),
    ],
)
def test_a_break_ends_before_its_last_day_or_does_not_begin(last_on, says):
    found = not_ended(AGREED, last_on=last_on)
    assert says in found
    assert bool(says) is bool(found)


def test_a_break_ends_sooner_once_and_which_day_it_was_may_be_put_right():
    assert "written down already" in not_ended(AGREED, SOONER, last_on="2026-03-11")
    assert not_ended(AGREED, SOONER, corrects="e2") == ""
    assert "the day before" in not_ended(AGREED, SOONER, last_on="2026-03-08", corrects="e2")
    back = event("withdrawn", "2026-02-26", corrects="e2")
    assert not_ended(AGREED, SOONER, back) == ""


def test_no_break_ends_that_was_taken_back():
    back = event("withdrawn", "2026-02-26", corrects="e1")
    assert "taken back" in not_ended(AGREED, back)
