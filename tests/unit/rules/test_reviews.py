"""Plans are reviewed: at least every three months, and when something changes."""

import pytest

from tests.unit.rules.cases import case_file, event, order, seen


def reviews(file, on):
    return {key: row for key, row in seen(file, on).items() if key.startswith("review-plan:")}


@pytest.mark.provision("CM-012", "CM-211", "EP-121")
def test_the_first_review_is_due_three_months_after_the_order_begins():
    file = case_file(orders=[order(starts_on="2026-01-31")])
    # there is no 31 April
    assert reviews(file, "2026-02-01") == {
        "review-plan:o1:1": ("2026-01-31", "2026-04-30", None, "open")
    }


@pytest.mark.provision("CM-012", "CM-211")
def test_a_review_due_in_february_is_due_on_its_last_day_and_never_chained_through_it():
    file = case_file(
        event("plan-reviewed", "2028-02-29", orders=["o1"]),
        orders=[order(made_on="2027-11-30")],
    )
    assert reviews(file, "2028-03-01") == {
        "review-plan:o1:1": ("2027-11-30", "2028-02-29", "2028-02-29", "done"),
        "review-plan:o1:2": ("2028-02-29", "2028-05-29", None, "open"),
    }


@pytest.mark.provision("CM-210")
@pytest.mark.parametrize(
    ("agreed", "due"),
    [
        ("2026-03-02", "2026-03-02"),
        ("2026-05-01", "2026-04-09"),  # later than three months: the three months hold
        ("2026-01-02", "2026-01-09"),  # before the order begins: the day it begins
    ],
)
def test_the_day_agreed_in_the_first_plan_counts_if_it_is_earlier(agreed, due):
    file = case_file(
        event("plan-agreed", "2026-01-08", orders=["o1"], next_review_on="2026-01-30"),
        event("plan-agreed", "2026-01-20", orders=["o1"], next_review_on=agreed),
        event("plan-agreed", "2026-01-21", orders=["o1"], next_review_on="2026-02-01"),
        orders=[order()],
    )
    assert reviews(file, "2026-02-01")["review-plan:o1:1"].due == due


@pytest.mark.provision("CM-012", "CM-086", "CM-210", "CM-211")
def test_each_review_is_counted_from_the_last_and_its_agreed_day():
    file = case_file(
        event("plan-reviewed", "2026-01-20", orders=["o1"]),  # before the order begins
        event("plan-reviewed", "2026-03-10", orders=["o1"], next_review_on="2026-05-01"),
        event("plan-reviewed", "2026-05-04", orders=["o2"]),
        event("plan-reviewed", "2026-05-06", orders=["o2", "o1"]),
        orders=[order(starts_on="2026-02-01"), order(id="o2", made_on="2026-04-01")],
    )
    owed = reviews(file, "2026-08-07")
    assert owed["review-plan:o1:1"] == ("2026-02-01", "2026-05-01", "2026-03-10", "done")
    assert owed["review-plan:o1:2"] == ("2026-03-10", "2026-05-01", "2026-05-06", "done-late")
    assert owed["review-plan:o1:3"] == ("2026-05-06", "2026-08-06", None, "overdue")
    assert owed["review-plan:o2:2"].done == "2026-05-06"


@pytest.mark.provision("CM-211")
@pytest.mark.parametrize(("ends_on", "owed"), [("2026-04-09", True), ("2026-04-08", False)])
def test_no_review_is_owed_that_would_be_due_after_the_order_ends(ends_on, owed):
    file = case_file(orders=[order(ends_on=ends_on)])
    assert ("review-plan:o1:1" in reviews(file, "2026-02-01")) == owed


@pytest.mark.provision("CM-211")
def test_a_review_done_is_shown_even_if_it_was_due_after_the_end():
    file = case_file(
        event("plan-reviewed", "2026-02-20", orders=["o1"]), orders=[order(ends_on="2026-03-01")]
    )
    assert reviews(file, "2026-04-01") == {
        "review-plan:o1:1": ("2026-01-09", "2026-04-09", "2026-02-20", "done")
    }


@pytest.mark.provision("CM-011", "CM-212", "CM-220", "EP-073", "EP-121")
@pytest.mark.parametrize(
    "kind",
    ["significant-change", "placement-made", "custody-entered", "weapon-found", "new-charge"],
)
def test_a_change_opens_a_review_that_a_review_of_any_order_does(kind):
    file = case_file(
        event("plan-reviewed", "2026-03-01", orders=["o1"]),
        event(kind, "2026-03-02"),
        event("plan-reviewed", "2026-03-09", orders=["o2"]),
        orders=[order(), order(id="o2")],
    )
    assert seen(file, "2026-03-08")["review-after-change:e2"] == ("2026-03-02", None, None, "open")
    assert seen(file, "2026-03-09")["review-after-change:e2"].done == "2026-03-09"


@pytest.mark.provision("CM-011")
def test_leaving_custody_is_a_change_and_a_review_of_the_same_day_answers_it():
    file = case_file(
        event("custody-entered", "2026-03-01"),
        event("plan-reviewed", "2026-03-20", orders=[]),
        event("custody-left", "2026-03-20", custody="e1"),
    )
    assert seen(file, "2026-04-01")["review-after-change:e3"].done == "2026-03-20"


@pytest.mark.provision("CM-011", "CM-212")
def test_it_may_be_decided_that_a_change_needs_no_review():
    file = case_file(
        event("significant-change", "2026-03-02"),
        event("significant-change", "2026-03-03"),
        event("review-not-needed", "2026-03-04", of="e1"),
        event("plan-reviewed", "2026-03-09", orders=["o1"]),
        orders=[order()],
    )
    owed = seen(file, "2026-04-01")
    assert owed["review-after-change:e1"].done == "2026-03-04"
    assert owed["review-after-change:e2"].done == "2026-03-09"
