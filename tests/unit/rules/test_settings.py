"""Numbers that a service may set, from a day on."""

from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event, order, seen
from waymark.rules.casefile import parse
from waymark.rules.duties import listed_on
from waymark.rules.settings import Settings, value_on

DAY = date(2026, 2, 20)
CHANGED = ((date(2026, 1, 1), 3), (date(2026, 3, 1), 5))


@pytest.mark.parametrize(
    ("day", "value"),
    [("2025-01-01", 3), ("2026-02-28", 3), ("2026-03-01", 5), ("2027-01-01", 5)],
)
def test_the_value_in_force_on_a_day(day, value):
    assert value_on(CHANGED, date.fromisoformat(day)) == value


def test_a_change_of_policy_leaves_what_was_raised_before_it():
    settings = Settings(weapon_referral=CHANGED)
    file = case_file(event("weapon-found", "2026-02-27"), event("weapon-found", "2026-03-02"))
    owed = seen(file, "2026-03-03", settings)
    assert owed["refer-weapon-concern:e1"].due == "2026-03-04"
    assert owed["refer-weapon-concern:e2"].due == "2026-03-09"


def test_each_number_that_policy_may_change():
    settings = Settings(
        exit_plan_opens=70,
        exit_plan_due=14,
        revocation_look_again=1,
        risk_panel=8,
        risk_panel_very_high=2,
        risk_panel_again=2,
        weapon_referral=2,
        resettlement_start=3,
    )
    file = case_file(
        event("judgement", "2026-01-12", serious_harm="high"),
        event("risk-panel-held", "2026-01-13"),
        event("judgement", "2026-01-14", serious_harm="low"),
        event("judgement", "2026-01-15", serious_harm="very-high"),
        event("weapon-found", "2026-01-12"),
        event("custody-entered", "2026-01-12"),
        event("early-revocation-considered", "2026-05-12", order="o1", decision="not-yet"),
        orders=[order(ends_on="2026-09-01")],
    )
    owed = seen(file, "2026-01-13", settings)
    assert owed["hold-risk-panel:1"].due == "2026-01-22"
    assert owed["hold-risk-panel:2"].due == "2026-03-13"
    owed = seen(file, "2026-05-12", settings)
    assert owed["hold-risk-panel:3"].due == "2026-01-19"
    assert owed["refer-weapon-concern:e5"].due == "2026-01-14"
    assert owed["start-resettlement-plan:e6"].due == "2026-01-15"
    assert owed["agree-exit-plan:o1"][:2] == ("2026-06-23", "2026-08-18")
    assert owed["consider-early-revocation:o1:2"].opens == "2026-06-12"


def test_what_a_service_expects_is_shown_apart_and_is_no_due_day():
    settings = Settings(expected={"agree-plan": 10, "allocate-worker": 1})
    casefile = parse(case_file(orders=[order()]))
    rows = {duty.name: (duty, status) for duty, status in listed_on(casefile, DAY, settings)}
    plan, status = rows["agree-plan"]
    assert (plan.expected_by, plan.due_on, status) == (date(2026, 1, 23), None, "open")
    assert rows["allocate-worker"][0].expected_by is None  # it has a due day of its own
    assert rows["induct-child"][0].expected_by is None


def test_a_duty_says_which_of_its_numbers_is_the_services_own():
    settings = Settings(
        revocation_look_again=1,
        own={
            "revocation_look_again": ((date(2026, 1, 1), "we look every month"),),
            "risk_panel_very_high": ((date(2026, 1, 1), "nobody asks for this one"),),
        },
    )
    file = case_file(
        event("judgement", "2026-01-12", serious_harm="high"),
        event("early-revocation-considered", "2026-05-12", order="o1", decision="not-yet"),
        orders=[order(ends_on="2026-09-01")],
    )
    whys = {duty.key: duty.why for duty, _ in listed_on(parse(file), date(2026, 6, 20), settings)}
    own = "This goes by the service's own number, because we look every month."
    assert [key for key, why in whys.items() if "own number" in why] == [
        "consider-early-revocation:o1:2"
    ]
    assert whys["consider-early-revocation:o1:2"].endswith(own)
