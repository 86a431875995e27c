"""What a manager decided on is not taken from under her decision."""

from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event, order
from waymark.rules import gates
from waymark.rules.casefile import next_event, parse
from waymark.rules.known import known_on

DAY = "2026-05-14"
PUT = event("put-to-manager", "2026-05-10", id="put", what="breach", order="o1", paper="p1")
DECIDED = event("breach-decided", "2026-05-12", id="d", order="o1", decision="breach", put="put")
BREAK = event("put-to-manager", "2026-05-10", id="put", what="break", order="o1", paper="p1")
AGREED = event(
    "suspension-approved",
    "2026-05-12",
    id="d",
    order="o1",
    put="put",
    **{"from": "2026-06-01", "to": "2026-06-05"},
)
AT_ONCE = event(
    "breach-decided",
    "2026-05-08",
    id="d",
    order="o1",
    decision="breach",
    urgent="further-offence",
)
WRITTEN_UP = {**PUT, "after": "d"}
REVIEWED = event("independent-breach-review", "2026-05-13", breach="d")
TAKEN_BACK = event("withdrawn", "2026-05-12", corrects="d", reason="Wrong order.")
SENT_BACK = event("sent-back", "2026-05-12", put="put")


def reasons(*before):
    told = parse(case_file(*before, orders=[order("youth-rehabilitation-order")]))
    gone = {"id": "new", "on": DAY, "kind": "withdrawn", "corrects": "put", "reason": "Wrong."}
    return list(gates.shut(known_on(told, date.fromisoformat(DAY)), next_event(told, gone)))


@pytest.mark.provision("CM-454", "CM-462")
@pytest.mark.parametrize(
    "before", [(PUT, DECIDED), (BREAK, AGREED), (AT_ONCE, WRITTEN_UP, REVIEWED)]
)
def test_what_a_decision_rests_on_stands_as_long_as_the_decision(before):
    (reason,) = reasons(*before)
    assert "whoever made it takes that back first" in reason


@pytest.mark.parametrize(
    "before",
    [
        (PUT,),
        (PUT, SENT_BACK),
        (PUT, DECIDED, TAKEN_BACK),
        (AT_ONCE, WRITTEN_UP),
    ],
)
def test_what_nobody_decided_on_is_taken_back_by_whoever_put_it(before):
    assert reasons(*before) == []
