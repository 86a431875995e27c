"""A warning follows what was understood; a court comes last, and not in every kind of work."""

from datetime import date
from typing import get_args

import pytest

from tests.unit.rules.cases import case_file, event, order
from waymark.rules import gates
from waymark.rules.casefile import next_event, parse
from waymark.rules.enforcing import WAYS
from waymark.rules.known import known_on
from waymark.rules.orders import OrderKind

DAY = "2026-05-14"
MISSED = event("contact", "2026-05-12", outcome="missed")  # e1
ASKED = event("absence-followed-up", "2026-05-13", contact="e1", acceptable=False)
VOLUNTARY = sorted(set(get_args(OrderKind)) - WAYS.keys())
SAYS_COURT = ("court", "breach", "warning letter")


def reasons(kind, proposed, *before):
    told = parse(case_file(*before, orders=[order(kind)]))
    asked = next_event(told, {"id": "new", "on": DAY, **proposed})
    return list(gates.shut(known_on(told, date.fromisoformat(DAY)), asked, is_manager=True))


def warn(**facts):
    return {"kind": "warning", "order": "o1", "contact": "e1", "note": "Explained.", **facts}


def breach(**facts):
    return {"kind": "breach-decided", "order": "o1", "decision": "breach", **facts}


YRO = "youth-rehabilitation-order"


@pytest.mark.provision("CM-447", "CM-448", "CM-449")
@pytest.mark.parametrize("kind", [YRO, "referral-order"])
def test_a_warning_waits_until_it_is_written_why_the_child_did_not_come(kind):
    (reason,) = reasons(kind, warn(), MISSED)
    assert "Ask the child and the family first" in reason
    assert reasons(kind, warn(), MISSED, ASKED) == []


@pytest.mark.provision("CM-449")
def test_nobody_is_warned_for_what_was_acceptable_twice_or_for_nothing():
    acceptable = {**ASKED, "acceptable": True}
    assert "acceptable" in reasons(YRO, warn(), MISSED, acceptable)[0]
    assert "already" in reasons(YRO, warn(), MISSED, ASKED, event("warning", DAY, **_of("e1")))[0]
    assert "which missed contact" in reasons(YRO, warn(contact=None), MISSED, ASKED)[0]


def _of(contact):
    return {"order": "o1", "contact": contact}


@pytest.mark.parametrize("kind", VOLUNTARY)
def test_voluntary_work_knows_no_warning_and_no_breach_and_hears_of_no_court(kind):
    for proposed in (warn(), breach()):
        (reason,) = reasons(kind, proposed, MISSED, ASKED)
        assert not any(word in reason for word in SAYS_COURT)


def test_a_conditional_caution_goes_back_to_the_police():
    for proposed in (warn(), breach()):
        (reason,) = reasons("youth-conditional-caution", proposed, MISSED, ASKED)
        assert "Tell the police" in reason


WARNED = [
    MISSED,
    ASKED,
    event("warning", "2026-05-13", **_of("e1")),
    event("contact", "2026-05-13", outcome="missed"),  # e4
    event("absence-followed-up", "2026-05-13", contact="e4", acceptable=False),
    event("warning", "2026-05-13", **_of("e4")),
]


@pytest.mark.provision("CM-441", "CM-451", "CM-452")
def test_a_court_is_asked_only_after_warnings_and_a_panel_unless_it_cannot_wait():
    assert "fewer than two" in reasons(YRO, breach(), MISSED, ASKED)[0]
    assert "Hold an engagement panel first" in reasons(YRO, breach(), *WARNED)[0]
    panel = event("engagement-panel-held", DAY, order="o1", agreed="A lift.")
    assert reasons(YRO, breach(), *WARNED, panel) == []
    assert reasons(YRO, breach(urgent="public-protection"), MISSED, ASKED) == []


@pytest.mark.provision("CM-454")
def test_whether_it_goes_back_is_judged_by_a_manager_and_by_nobody_else():
    told = parse(case_file(MISSED, ASKED, orders=[order(YRO)]))
    case = known_on(told, date.fromisoformat(DAY))
    court = {"kind": "judged-for-court", "order": "o1", "decision": "exceptional"}
    for proposed in (court, breach(decision="no-breach")):
        asked = next_event(told, {"id": "new", "on": DAY, **proposed})
        assert list(gates.shut(case, asked, is_manager=True)) == []
        (reason,) = gates.shut(case, asked, is_manager=False)
        assert "a manager's judgement" in reason


def test_whatever_was_decided_not_to_be_a_breach_is_recorded():
    assert reasons(YRO, breach(decision="no-breach"), MISSED, ASKED) == []
