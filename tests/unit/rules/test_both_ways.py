"""What came of a breach and of an early end of one order, each for whoever thinks of the other."""

from datetime import date

from tests.unit.rules.cases import case_file, event, order
from waymark.rules.both_ways import of_a_breach, of_an_early_end
from waymark.rules.casefile import parse
from waymark.rules.known import known_on

RUNS = order(made_on="2026-01-14", ends_on="2026-12-14")
OTHER = order(id="o2", made_on="2026-01-14", ends_on="2026-12-14")


def case(*events):
    return known_on(parse(case_file(*events, orders=[RUNS, OTHER])), date(2026, 11, 1))


def kinds(found):
    return [each.kind for each in found]


def put(on, name="o1"):
    return event("put-to-manager", on, what="breach", order=name, paper="p1")


def test_of_a_breach_one_reads_what_was_decided_and_what_is_open_of_that_order_alone():
    decided = event("breach-decided", "2026-08-03", order="o1", decision="no-breach", put="e1")
    assert kinds(of_a_breach(case(put("2026-08-01")), "o1")) == ["put-to-manager"]
    assert kinds(of_a_breach(case(put("2026-08-01"), decided), "o1")) == ["breach-decided"]
    back = event("sent-back", "2026-08-03", put="e1")
    assert kinds(of_a_breach(case(put("2026-08-01"), back), "o1")) == ["sent-back"]
    assert of_a_breach(case(put("2026-08-01", "o2")), "o1") == []
    a_break = {**put("2026-08-01"), "what": "break"}
    assert of_a_breach(case(a_break), "o1") == []


def test_of_an_early_end_one_reads_what_was_decided_last_and_what_followed():
    waits = event("early-revocation-considered", "2026-07-01", order="o1", decision="not-yet")
    asks = event("early-revocation-considered", "2026-08-01", order="o1", decision="apply")
    court = event("court-application", "2026-08-02", for_="e2", purpose="revoke")
    refused = event("early-revocation-refused", "2026-09-01", order="o1")
    found = of_an_early_end(case(waits, asks, court, refused), "o1")
    assert [each.id for each in found] == ["e2", "e3", "e4"]
    assert of_an_early_end(case(waits, asks, court, refused), "o2") == []
    assert kinds(of_an_early_end(case(refused), "o1")) == ["early-revocation-refused"]
