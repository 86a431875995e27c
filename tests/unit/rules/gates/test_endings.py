"""A court that refused to end an order early is not asked again at once, and for a referral order
not before its panel."""

from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event, order
from waymark.rules import gates
from waymark.rules.casefile import next_event, parse
from waymark.rules.findings import RefusedError
from waymark.rules.known import known_on
from waymark.rules.reviewing import early_ends_decided

RUNS = order(made_on="2026-01-14", ends_on="2026-12-14")
REFUSED = event("early-revocation-refused", "2026-05-01", order="o1")


def reasons(on, decision="apply", **facts):
    before = parse(case_file(REFUSED, orders=[RUNS]))
    told = event("early-revocation-considered", on, order="o1", decision=decision, **facts)
    proposed = next_event(before, {"id": "new", **told})
    return list(gates.shut(known_on(before, date.fromisoformat(on)), proposed))


@pytest.mark.provision("CM-439")
def test_an_early_end_is_asked_for_again_three_months_after_a_refusal_and_not_before():
    (reason,) = reasons("2026-07-31")
    assert "It can be asked for again from 1 August 2026" in reason
    assert reasons("2026-08-01") == []


@pytest.mark.provision("CM-439")
def test_whoever_decides_to_wait_or_puts_right_what_was_recorded_is_not_refused():
    assert reasons("2026-05-14", decision="not-yet") == []
    assert reasons("2026-05-14", corrects="e1") == []


@pytest.mark.provision("CM-439")
def test_a_review_asks_for_no_early_end_within_three_months_of_a_refusal():
    case = known_on(parse(case_file(REFUSED, orders=[RUNS])), date(2026, 8, 1))
    assert early_ends_decided(case, "apply", date(2026, 7, 31)) == []
    assert early_ends_decided(case, "apply", date(2026, 8, 1)) == ["o1"]


@pytest.mark.provision("CM-439")
def test_where_the_order_ends_first_no_day_is_named_to_ask_again():
    runs = order(made_on="2026-01-14", ends_on="2026-08-01")
    before = parse(case_file(REFUSED, orders=[runs]))
    told = event("early-revocation-considered", "2026-07-01", order="o1", decision="apply")
    made = next_event(before, {"id": "new", **told})
    (reason,) = gates.shut(known_on(before, date(2026, 7, 1)), made)
    assert "It ends by itself on 1 August 2026" in reason
    assert "asked for again from" not in reason


TO_ASK = event("early-revocation-considered", "2026-07-01", order="o1", decision="apply")
ASKS = event("court-application", "2026-07-10", for_="e1", purpose="revoke")


def held(on="2026-07-06", decision="apply", **facts):
    told = {"order": "o1", "considered": "e1", "decision": decision}
    return event("progress-panel-decided", on, **told, **facts)


def stops(proposed, *events, kind="referral-order"):
    runs = order(kind, made_on="2026-01-14", ends_on="2026-12-14")
    before = parse(case_file(*events, orders=[runs, order(id="o2", made_on="2026-01-14")]))
    made = next_event(before, {"id": "new", **proposed})
    return list(gates.shut(known_on(before, date(2026, 7, 31)), made))


@pytest.mark.provision("CM-437")
def test_for_a_referral_order_no_court_is_asked_before_its_panel_decided_so():
    (reason,) = stops(ASKS, TO_ASK)
    assert "The panel of the referral order decides first" in reason
    (reason,) = stops(ASKS, TO_ASK, held(decision="not-now", look_again_on="2026-10-06"))
    assert "It can be looked at again from 6 October 2026" in reason
    assert stops(ASKS, TO_ASK, held()) == []


@pytest.mark.provision("CM-437")
def test_what_is_no_application_for_the_end_of_a_referral_order_waits_for_no_panel():
    assert stops(ASKS, TO_ASK, kind="youth-rehabilitation-order") == []
    assert stops({**ASKS, "purpose": "other"}, TO_ASK) == []
    assert stops({**ASKS, "corrects": "e2"}, TO_ASK, ASKS) == []
    suspended = event("suspension-approved", "2026-07-01", order="o1", from_="2026-07-02")
    assert stops(ASKS, {**suspended, "to": "2026-09-01"}) == []


@pytest.mark.provision("CM-437")
def test_a_panel_decides_once_about_a_decision_to_ask_for_the_end_of_its_own_order():
    assert stops(held(), TO_ASK) == []
    for proposed, events, kind, says in (
        (held(), [TO_ASK], "youth-rehabilitation-order", "No panel decides"),
        (held(), [{**TO_ASK, "decision": "not-yet"}], "referral-order", "Choose the decision"),
        ({**held(), "order": "o2"}, [TO_ASK], "referral-order", "No panel decides"),
        (
            held(decision="not-now", look_again_on="2026-07-01"),
            [TO_ASK],
            "referral-order",
            "Choose a day after the panel",
        ),
        (held(), [TO_ASK, held()], "referral-order", "decided about it already, on 6 July 2026"),
    ):
        (reason,) = stops(proposed, *events, kind=kind)
        assert says in reason
    assert stops({**held(), "corrects": "e2"}, TO_ASK, held()) == []


def test_a_panel_that_says_not_now_says_when_it_looks_again():
    with pytest.raises(
        RefusedError, match=r"look_again_on: is missing, since the court is not asked"
    ):
        parse(case_file(TO_ASK, held(decision="not-now"), orders=[RUNS]))


def asks(on, *events, **facts):
    before = parse(case_file(*events, orders=[RUNS]))
    refused = event("early-revocation-refused", on, order="o1", **facts)
    made = next_event(before, {"id": "new", **refused})
    return list(gates.asks(known_on(before, date.fromisoformat(on)), made))


@pytest.mark.provision("CM-439")
def test_a_refusal_of_what_nobody_asked_for_is_asked_about_and_not_refused():
    (question,) = asks("2026-07-20")
    assert "By 20 July 2026 nobody had asked for an early end" in question
    (question,) = asks("2026-07-20", {**TO_ASK, "decision": "not-yet"})
    assert "tick here" in question
    assert asks("2026-07-20", TO_ASK) == []
    assert asks("2026-06-30", {**TO_ASK, "on": "2026-06-29"}) == []
    answered = event("early-revocation-refused", "2026-07-15", order="o1")
    assert asks("2026-07-20", TO_ASK, answered) != [], "it was answered already"
    assert asks("2026-07-15", TO_ASK, answered) != [], "that day"
    assert asks("2026-07-14", TO_ASK, answered) == []


def test_whoever_puts_a_refusal_right_is_asked_nothing():
    assert asks("2026-07-20", TO_ASK, REFUSED, corrects="e2") == []
