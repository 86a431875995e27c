"""A break in reporting: the court is asked about a long one, a holiday's details are held."""

from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event, order, seen
from waymark.rules.casefile import trusted
from waymark.rules.events.orders import SuspensionApproved
from waymark.rules.known import known_on
from waymark.rules.suspensions import touching


def suspended(from_="2026-07-25", to="2026-08-26", on="2026-04-01", **facts):
    return event("suspension-approved", on, order="o1", from_=from_, to=to, **facts)


def vary(*events, on="2026-05-01", kind="youth-rehabilitation-order", **facts):
    file = case_file(*events, orders=[order(kind, **facts)])
    return seen(file, on).get("apply-to-vary:e1")


@pytest.mark.provision("CM-205", "CM-006")
def test_a_break_longer_than_a_month_needs_the_order_varied_before_it_begins():
    assert vary(suspended()) == ("2026-04-01", "2026-07-25", None, "open")
    assert vary(suspended(), on="2026-07-25").status == "due-today"
    assert vary(suspended(to="2026-08-25")) is None  # a month to the day is not longer


@pytest.mark.provision("CM-205")
def test_a_month_that_is_short_is_a_month():
    assert vary(suspended("2027-01-31", "2027-02-28")) is None
    assert vary(suspended("2027-01-31", "2027-03-01")).due == "2027-01-31"


@pytest.mark.provision("CM-205")
def test_a_break_agreed_after_it_began_is_due_at_once():
    assert vary(suspended("2026-03-01", "2026-06-01"))[:2] == ("2026-04-01", "2026-04-01")


@pytest.mark.provision("CM-205")
@pytest.mark.parametrize(
    ("kind", "facts"),
    [("youth-conditional-caution", {}), ("referral-order", {"intervention": False})],
)
def test_only_a_court_order_that_the_service_works_under_is_varied(kind, facts):
    assert vary(suspended(), kind=kind, **facts) is None


@pytest.mark.provision("CM-205")
@pytest.mark.parametrize(
    ("kind", "done"),
    [("youth-rehabilitation-order", "2026-04-20"), ("referral-order", "2026-04-10")],
)
def test_the_court_is_asked_and_a_referral_orders_panel_may_do_it_itself(kind, done):
    answers = [
        event("court-application", "2026-03-30", for_="e1", purpose="vary"),  # before the break
        event("court-application", "2026-04-05", for_="e1", purpose="revoke"),
        event("panel-varied", "2026-04-10", for_="e1"),
        event("court-application", "2026-04-20", for_="e1", purpose="vary"),
    ]
    assert vary(suspended(), *answers, kind=kind).done == done


@pytest.mark.provision("CM-205")
def test_it_falls_away_with_an_order_that_ends_before_the_break():
    ended = event("order-ended", "2026-06-01", order="o1")
    assert vary(suspended(), ended, on="2026-06-01").status == "open"
    assert vary(suspended(), ended, on="2026-06-02") is None


@pytest.mark.provision("CM-206")
def test_a_holidays_details_are_held_before_the_child_leaves():
    file = case_file(
        suspended(to="2026-08-01", reason="holiday"),
        suspended(reason="illness"),
        suspended(reason="holiday"),
        event("travel-details-recorded", "2026-07-26", for_="e3"),
        orders=[order("prevention", ends_on="2026-07-01")],
    )
    owed = seen(file, "2026-07-26")
    assert owed["record-travel-details:e1"] == ("2026-04-01", "2026-07-25", None, "overdue")
    assert owed["record-travel-details:e3"][2:] == ("2026-07-26", "done-late")
    assert "record-travel-details:e2" not in owed


@pytest.mark.provision("CM-205")
def test_the_court_may_be_asked_on_the_day_the_break_is_agreed():
    asked = event("court-application", "2026-04-01", for_="e1", purpose="vary")
    assert vary(suspended(), asked)[2:] == ("2026-04-01", "done")


def over(last_on, on="2026-04-20", **facts):
    return event("break-ended-sooner", on, suspension="e1", last_on=last_on, **facts)


def test_of_a_break_that_is_a_month_or_less_after_all_nobody_is_asked():
    assert vary(suspended(), over("2026-08-25")) is None
    assert vary(suspended(to="2026-10-01"), over("2026-08-26")) is not None
    assert vary(suspended(), over("2026-08-25"), on="2026-04-19") is not None  # not known yet


def test_that_a_break_ended_sooner_can_be_put_right_and_taken_back():
    longer = over("2026-08-26", corrects="e2")
    assert vary(suspended(to="2026-10-01"), over("2026-08-01"), longer) is not None
    assert vary(suspended(), over("2026-08-01"), event("withdrawn", "2026-04-21", corrects="e2"))


def test_a_holiday_that_fell_through_needs_no_address_and_was_decided_all_the_same():
    file = case_file(
        suspended(reason="holiday", put="e2"),
        event("put-to-manager", "2026-03-30", what="break", order="o1", paper="p1"),
        event("break-ended-sooner", "2026-04-20", suspension="e1", last_on="2026-07-24"),
        orders=[order()],
    )
    assert "record-travel-details:e1" in seen(file, "2026-04-19")
    owed = seen(file, "2026-04-20")
    assert "record-travel-details:e1" not in owed
    assert owed["decide-break:e2"].done == "2026-04-01"


def test_what_did_not_begin_is_not_one_with_the_break_beside_it():
    file = case_file(suspended("2026-07-01", "2026-07-24"), over("2026-06-30"), orders=[order()])
    for day, together in (("2026-04-19", 1), ("2026-04-20", 0)):
        case = known_on(trusted(file), date.fromisoformat(day))
        agreed = case.about(SuspensionApproved, "o1")
        beside = touching(agreed, date(2026, 7, 1), date(2026, 7, 20))
        assert len(beside) == together


def together(*events, on="2026-05-01", kind="youth-rehabilitation-order"):
    file = case_file(suspended("2026-07-01", "2026-07-24"), *events, orders=[order(kind)])
    return seen(file, on).get("apply-to-vary-together:e2")


@pytest.mark.provision("CM-205")
@pytest.mark.parametrize(
    ("first", "last", "due"),
    [
        ("2026-07-25", "2026-08-05", "2026-07-01"),  # the day after
        ("2026-07-10", "2026-08-05", "2026-07-01"),  # in part the same days
        ("2026-06-20", "2026-06-30", "2026-06-20"),  # before it
    ],
)
def test_breaks_that_touch_are_one_and_the_order_is_varied_before_the_first_begins(
    first, last, due
):
    later = suspended(first, last, on="2026-04-10")
    assert together(later) == ("2026-04-10", due, None, "open")
    asked = event("court-application", "2026-05-04", **{"for": "e2"}, purpose="vary")
    assert together(later, asked, on="2026-06-01").status == "done"


def test_breaks_that_do_not_touch_or_are_a_month_together_or_long_alone_owe_nothing_together():
    for first, last in (
        ("2026-07-26", "2026-08-10"),
        ("2026-07-25", "2026-08-01"),
        ("2026-07-25", "2026-09-10"),
    ):
        assert together(suspended(first, last, on="2026-04-10")) is None
    assert together(suspended("2026-07-25", "2026-08-05"), kind="prevention") is None
