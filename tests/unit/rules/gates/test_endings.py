"""A court that refused to end an order early is not asked again at once."""

from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event, order
from waymark.rules import gates
from waymark.rules.casefile import next_event, parse
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
    assert "It can be asked again from 1 August 2026" in reason
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
