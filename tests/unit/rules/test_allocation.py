"""A child has a worker."""

import pytest

from tests.unit.rules.cases import case_file, event, order, seen


@pytest.mark.provision("CM-463")
def test_a_worker_is_due_two_working_days_after_the_order_over_easter():
    # Thursday 2 April 2026; Good Friday and Easter Monday do not count
    owed = seen(case_file(orders=[order(made_on="2026-04-02")]), "2026-04-08")
    assert owed["allocate-worker:o1"] == ("2026-04-02", "2026-04-08", None, "due-today")


@pytest.mark.provision("CM-463")
@pytest.mark.parametrize(
    ("allocated_on", "status"),
    [("2026-04-02", "done"), ("2026-04-08", "done"), ("2026-04-09", "done-late")],
)
def test_the_first_worker_since_the_order_does_it(allocated_on, status):
    file = case_file(
        event("worker-allocated", allocated_on),
        event("worker-allocated", "2026-05-01"),
        orders=[order(made_on="2026-04-02")],
    )
    owed = seen(file, "2026-06-01")["allocate-worker:o1"]
    assert owed == ("2026-04-02", "2026-04-08", allocated_on, status)


@pytest.mark.provision("CM-463")
@pytest.mark.parametrize(
    ("then", "done"),
    [
        (None, "2026-04-02"),  # the worker still stands
        ("case-reopened", "2026-04-02"),  # this says nothing of a worker
        ("worker-unallocated", None),
        ("case-closed", None),
        ("case-transferred", None),
        ("case-received", None),
    ],
)
def test_a_worker_who_stood_before_the_order_is_the_childs_worker_at_once(then, done):
    events = [event("worker-allocated", "2026-03-01")]
    if then:
        events.append(event(then, "2026-04-01"))
    file = case_file(*events, orders=[order(made_on="2026-04-02")])
    assert seen(file, "2026-04-02")["allocate-worker:o1"].done == done


@pytest.mark.provision("CM-463")
def test_a_worker_who_left_on_the_day_of_the_order_stood_until_then():
    file = case_file(
        event("worker-allocated", "2026-03-01"),
        event("worker-unallocated", "2026-04-02"),
        orders=[order(made_on="2026-04-02")],
    )
    owed = seen(file, "2026-04-02")
    assert owed["allocate-worker:o1"].done == "2026-04-02"
    assert owed["reallocate-worker:e2"] == ("2026-04-02", "2026-04-08", None, "open")


@pytest.mark.provision("CM-463")
def test_no_worker_is_owed_for_what_is_only_recorded_or_stands_beside_an_order():
    recorded = order("youth-caution", id="o1", intervention=False)
    beside = order("criminal-behaviour-order", id="o2")
    assert seen(case_file(orders=[recorded, beside]), "2026-02-01") == {}


@pytest.mark.provision("CM-463")
def test_a_worker_never_given_was_missed_when_the_order_ends():
    file = case_file(orders=[order(ends_on="2026-03-01")])
    assert seen(file, "2026-03-01")["allocate-worker:o1"].status == "overdue"
    assert seen(file, "2026-03-02")["allocate-worker:o1"].status == "missed"


@pytest.mark.provision("CM-463", "EP-144")
@pytest.mark.parametrize("kind", ["worker-unallocated", "case-received"])
def test_a_child_who_lost_their_worker_or_came_to_us_has_one_in_two_working_days(kind):
    # Wednesday 23 December 2026: Christmas Day and Monday 28 December do not count
    file = case_file(event(kind, "2026-12-23"))
    assert seen(file, "2026-12-24")["reallocate-worker:e1"] == (
        "2026-12-23",
        "2026-12-29",
        None,
        "open",
    )


@pytest.mark.provision("CM-463", "EP-144")
def test_only_a_worker_given_since_then_counts():
    file = case_file(
        event("worker-allocated", "2026-02-01"),
        event("worker-unallocated", "2026-02-02"),
        event("worker-allocated", "2026-02-05"),
    )
    owed = seen(file, "2026-03-01")["reallocate-worker:e2"]
    assert owed == ("2026-02-02", "2026-02-04", "2026-02-05", "done-late")
