"""Absences are understood, warnings count for as long as statute says, and a third failure is
told of before it happens."""

from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event, order
from waymark.rules.casefile import parse
from waymark.rules.enforcing import (
    absences,
    failures_for_court,
    in_the_way,
    judged,
    may_come_of,
    may_warn,
    to_talk_of,
    warnings_that_count,
)
from waymark.rules.events.engagement import (
    BreachDecided,
    Contact,
    EngagementPanelHeld,
    JudgedForCourt,
    WarningGiven,
)
from waymark.rules.events.orders import CourtApplication
from waymark.rules.known import known_on

YRO = order(made_on="2025-01-06", ends_on="2027-01-05")


def case(*events, on="2026-12-31", orders=(YRO,)):
    return known_on(parse(case_file(*events, orders=orders)), date.fromisoformat(on))


def missed(id_, on, *, acceptable=False, warned=True, reason="forgot", **facts):
    told = [
        event("contact", on, id=id_, outcome="missed", reasons=["not-known"]),
        event(
            "absence-followed-up",
            on,
            id=f"{id_}-asked",
            contact=id_,
            acceptable=acceptable,
            reason=reason,
            **facts,
        ),
    ]
    warning = event("warning", on, id=f"{id_}-warned", order="o1", contact=id_)
    return [*told, warning] if warned else told


@pytest.mark.provision("CM-447", "CM-448")
def test_what_got_in_the_way_is_what_was_understood_last():
    (absence,) = absences(case(*missed("m1", "2026-01-05", also=["money"])))
    assert absence.reasons == ("forgot", "money")
    assert absence.is_acceptable is False
    (absence,) = absences(
        case(event("contact", "2026-01-05", outcome="missed", reasons=["transport"]))
    )
    assert (absence.reasons, absence.is_acceptable) == (("transport",), None)


@pytest.mark.provision("EP-126", "EP-152")
def test_what_gets_in_the_way_most_often_stands_first():
    told = case(
        *missed("m1", "2026-01-05"),
        *missed("m2", "2026-02-05", reason="transport"),
        *missed("m3", "2026-03-05", reason="transport", also=["money"]),
    )
    assert {name: len(found) for name, found in in_the_way(told).items()} == {
        "transport": 2,
        "forgot": 1,
        "money": 1,
    }
    assert next(iter(in_the_way(told))) == "transport"


def test_what_nobody_knows_yet_is_nothing_that_gets_in_the_way():
    told = case(event("contact", "2026-01-05", outcome="missed", reasons=["not-known", "money"]))
    assert list(in_the_way(told)) == ["money"]


@pytest.mark.provision("CM-581")
def test_of_a_child_of_concern_a_meeting_of_agencies_talks_of_each_warning():
    high = event("judgement", "2026-01-02", serious_harm="high")
    warned = missed("m1", "2026-01-05")
    assert to_talk_of(case(*warned)) == []
    (found,) = to_talk_of(case(high, *warned))
    assert found.id == "m1-warned"
    met = event("multi-agency-meeting", "2026-01-20", talked_of=["m1-warned"])
    assert to_talk_of(case(high, *warned, met)) == []


def test_a_warning_counts_for_twelve_months_under_a_youth_rehabilitation_order():
    told = case(*missed("m1", "2026-01-05"))
    assert len(warnings_that_count(told, told.orders[0], date(2027, 1, 4))) == 1
    assert warnings_that_count(told, told.orders[0], date(2027, 1, 5)) == []


def test_a_third_failure_in_the_warned_period_asks_for_a_court_until_somebody_judges():
    failures = [*missed("m1", "2026-01-05"), *missed("m2", "2026-02-05")]
    third = missed("m3", "2026-03-05", warned=False)
    told = case(*failures, *third)
    (found,) = failures_for_court(told, told.orders[0])
    assert found.contact.id == "m3"
    assert judged(told, told.orders[0], found) is None
    exceptional = event(
        "judged-for-court", "2026-03-06", order="o1", contact="m3", decision="exceptional"
    )
    told = case(*failures, *third, exceptional)
    assert judged(told, told.orders[0], found).decision == "exceptional"


@pytest.mark.parametrize(
    ("judgement", "is_offered"), [(None, False), ("court", False), ("exceptional", True)]
)
def test_that_failure_is_warned_about_only_where_circumstances_are_exceptional(
    judgement, is_offered
):
    told = [
        *missed("m1", "2026-01-05"),
        *missed("m2", "2026-02-05"),
        *missed("m3", "2026-03-05", warned=False),
    ]
    if judgement:
        facts = {"order": "o1", "contact": "m3", "decision": judgement}
        told.append(event("judged-for-court", "2026-03-06", **facts))
    found = case(*told)
    (third,) = (each for each in absences(found) if each.contact.id == "m3")
    assert may_warn(found, found.orders[0], third) is is_offered


@pytest.mark.parametrize(
    ("kind", "knows"),
    [
        ("prevention", []),
        ("youth-conditional-caution", []),
        ("referral-order", [WarningGiven, EngagementPanelHeld, BreachDecided, CourtApplication]),
        (
            "youth-rehabilitation-order",
            [WarningGiven, EngagementPanelHeld, BreachDecided, CourtApplication, JudgedForCourt],
        ),
    ],
)
def test_what_is_enforced_comes_only_of_an_order_that_knows_it(kind, knows):
    told = case(orders=[{**YRO, "kind": kind}])
    asked = (WarningGiven, EngagementPanelHeld, BreachDecided, CourtApplication, JudgedForCourt)
    assert [each for each in asked if may_come_of(told, each)] == knows
    assert may_come_of(told, Contact)


@pytest.mark.parametrize(
    ("kind", "acceptable", "third_on"),
    [
        ("youth-rehabilitation-order", True, "2026-03-05"),  # it was acceptable
        ("youth-rehabilitation-order", False, "2027-01-05"),  # the first counts no more
        ("referral-order", False, "2026-03-05"),  # statute says nothing of the kind
    ],
)
def test_otherwise_statute_asks_for_no_court(kind, acceptable, third_on):
    told = case(
        *missed("m1", "2026-01-05"),
        *missed("m2", "2026-02-05"),
        *missed("m3", third_on, acceptable=acceptable, warned=False),
        on="2027-06-01",
        orders=[{**YRO, "kind": kind, "ends_on": "2028-01-05"}],
    )
    assert list(failures_for_court(told, told.orders[0])) == []
