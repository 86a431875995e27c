"""Public protection, and what a registered child tells the police."""

import pytest

from tests.unit.rules.cases import case_file, event, order, seen

VIOLENT = {"offences": [{"violent": True}]}


@pytest.mark.provision("CM-560", "CM-561", "CM-562")
def test_each_of_the_three_criteria_calls_for_a_referral_in_its_category():
    file = case_file(
        event("sexual-offence-registered", "2026-02-02"),
        event("mappa-criteria-met", "2026-02-03", category=3),
        event("mappa-criteria-met", "2026-02-03", category=2),  # that one comes with a sentence
        event("mappa-referred", "2026-02-01", category=1),
        event("mappa-referred", "2026-02-10", category=1, level=2),
        event("mappa-referred", "2026-02-11", category=3),
        orders=[order("section-250-detention", custodial_months=12, **VIOLENT)],
    )
    owed = {k: row for k, row in seen(file, "2026-03-01").items() if k.startswith("refer-to-mappa")}
    assert owed == {
        "refer-to-mappa:1:e1": ("2026-02-02", None, "2026-02-10", "done"),
        "refer-to-mappa:2:o1": ("2026-01-09", None, None, "open"),
        "refer-to-mappa:3:e2": ("2026-02-03", None, "2026-02-11", "done"),
    }


@pytest.mark.provision("CM-561")
@pytest.mark.parametrize(
    ("facts", "owed"),
    [
        ({"custodial_months": 11, **VIOLENT}, False),
        ({"custodial_months": 12, "offences": [{"violent": False}]}, False),
        ({"mental_health_detention": True, **VIOLENT}, True),
        ({"mental_health_detention": True, "offences": [{"category": "robbery"}]}, False),
        ({"custodial_months": 12, "offences": [{"sexual": True}], "intervention": False}, True),
    ],
)
def test_which_sentences_are_category_two(facts, owed):
    file = case_file(orders=[order("section-250-detention", **facts)])
    assert ("refer-to-mappa:2:o1" in seen(file, "2026-02-01")) == owed


@pytest.mark.provision("CM-522")
def test_a_child_has_three_days_to_register_the_first_counted():
    file = case_file(
        event("sexual-offence-registered", "2026-02-27"),  # a Friday: every day counts
        event("police-notified", "2026-03-02", of="e1"),
    )
    key = "notify-police-registration:e1"
    assert seen(file, "2026-03-01")[key] == ("2026-02-27", "2026-03-01", None, "due-today")
    assert seen(file, "2026-03-02")[key].status == "done-late"


@pytest.mark.provision("CM-523")
@pytest.mark.parametrize(
    ("moved_on", "owed"),
    [("2026-01-31", False), ("2026-02-01", True), ("2026-05-01", True), ("2026-05-02", False)],
)
def test_a_registered_child_who_moves_has_three_days(moved_on, owed):
    file = case_file(
        event("address-changed", moved_on),
        event("sexual-offence-registered", "2026-02-01", until="2026-05-01"),
    )
    assert ("notify-police-address:e1" in seen(file, "2026-06-01")) == owed


@pytest.mark.provision("CM-523")
def test_a_move_is_told_by_the_third_day_the_first_counted():
    file = case_file(
        event("sexual-offence-registered", "2026-02-01"),
        event("address-changed", "2028-02-28"),
        event("police-notified", "2028-03-01", of="e1"),
        event("police-notified", "2028-03-01", of="e2"),
    )
    owed = seen(file, "2028-03-02")["notify-police-address:e2"]
    assert owed == ("2028-02-28", "2028-03-01", "2028-03-01", "done")


def travel(leaves_on="2026-03-20", on="2026-03-01", **facts):
    file = case_file(
        event("sexual-offence-registered", "2026-02-01"),
        event("travel-planned", on, leaves_on=leaves_on, **facts),
    )
    return seen(file, "2026-03-14").get("notify-police-travel:e2")


@pytest.mark.provision("CM-524")
def test_any_travel_abroad_is_told_a_week_before():
    assert travel(abroad=True) == ("2026-03-01", "2026-03-13", None, "overdue")
    assert travel(abroad=True, leaves_on="2026-03-05").due == "2026-03-01"  # planned late
    assert travel(abroad=False) is None
    assert travel() is None
    assert travel(abroad=True, on="2026-01-31") is None  # not yet registered
