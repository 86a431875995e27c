"""A looked-after child in custody is visited."""

import pytest

from tests.unit.rules.cases import care, case_file, event, seen


def visited(on, custody="e1"):
    return event("custody-visit", on, custody=custody)


def visits(*events, on="2026-06-01", basis="care-order"):
    custody = event("custody-entered", "2025-02-28")
    file = case_file(custody, *events, looked_after=[care(basis=basis)])
    name = "visit-in-custody:e1:"
    return {int(k[len(name) :]): row for k, row in seen(file, on).items() if k.startswith(name)}


@pytest.mark.provision("NP-183")
@pytest.mark.parametrize("basis", ["care-order", "remand"])
def test_a_child_on_a_care_order_or_remand_is_visited_within_a_week(basis):
    assert visits(on="2025-03-07", basis=basis) == {
        1: ("2025-02-28", "2025-03-07", None, "due-today")
    }


@pytest.mark.provision("NP-184")
def test_then_every_six_weeks_and_after_the_first_year_every_three_months():
    owed = visits(
        visited("2025-02-27"),  # before custody
        visited("2025-03-08"),
        visited("2025-04-19"),
        visited("2026-02-27"),  # the last day of the first year
        visited("2026-02-28"),  # its anniversary
    )
    assert owed == {
        1: ("2025-02-28", "2025-03-07", "2025-03-08", "done-late"),
        2: ("2025-03-08", "2025-04-19", "2025-04-19", "done"),
        3: ("2025-04-19", "2025-05-31", "2026-02-27", "done-late"),
        4: ("2026-02-27", "2026-04-10", "2026-02-28", "done"),
        5: ("2026-02-28", "2026-05-28", None, "overdue"),
    }


@pytest.mark.provision("NP-184")
def test_a_first_year_that_began_on_a_leap_day_ends_on_the_last_of_february():
    file = case_file(
        event("custody-entered", "2024-02-29"),
        visited("2025-02-28"),
        looked_after=[care()],
    )
    assert seen(file, "2025-03-01")["visit-in-custody:e1:2"].due == "2025-05-28"


@pytest.mark.provision("NP-187")
def test_a_child_accommodated_by_agreement_is_visited_once_within_ten_working_days():
    assert visits(basis="section-20", on="2025-03-01") == {
        1: ("2025-02-28", "2025-03-14", None, "open")
    }
    two = visited("2025-03-10"), visited("2025-03-12")
    assert visits(*two, basis="section-20") == {
        1: ("2025-02-28", "2025-03-14", "2025-03-10", "done")
    }


@pytest.mark.provision("NP-183", "NP-187")
def test_a_child_who_is_not_looked_after_has_no_such_visit():
    file = case_file(event("custody-entered", "2025-02-28"))
    assert "visit-in-custody:e1:1" not in seen(file, "2025-03-01")


@pytest.mark.provision("NP-184")
def test_a_visit_that_was_not_due_when_the_child_left_falls_away():
    left = event("custody-left", "2025-04-01", custody="e1")
    owed = visits(visited("2025-03-08"), left, on="2025-04-02")
    assert owed.keys() == {1}
    assert visits(left, on="2025-04-02")[1].status == "missed"


@pytest.mark.provision("NP-185", "NP-188")
def test_a_visit_that_was_asked_for_is_made():
    file = case_file(
        event("custody-entered", "2026-02-02"),
        visited("2026-02-10"),
        event("custody-visit-requested", "2026-02-11", custody="e1"),
        visited("2026-02-12", custody="e6"),
        visited("2026-02-20"),
        event("custody-entered", "2026-02-12"),
    )
    assert seen(file, "2026-02-19")["visit-on-request:e3"] == ("2026-02-11", None, None, "open")
    assert seen(file, "2026-02-20")["visit-on-request:e3"].done == "2026-02-20"


@pytest.mark.provision("NP-188")
def test_a_visit_asked_for_is_missed_once_the_child_has_left():
    file = case_file(
        event("custody-entered", "2026-02-02"),
        event("custody-visit-requested", "2026-02-11", custody="e1"),
        event("custody-left", "2026-02-12", custody="e1"),
    )
    assert seen(file, "2026-02-13")["visit-on-request:e2"].status == "missed"
