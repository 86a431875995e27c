"""Whoever looks at an early end reads of a breach of that order, and the other way round: nobody
tells a child, or a court, two things of one order unknowingly."""

import pytest

from tests.web.diary.booking import TODAY
from tests.web.engagement import breaching, ending_early
from tests.web.engagement.ending_early import NOBODY, page, ready
from waymark.pages.words import day

FIRST = "Know this first"


@pytest.fixture
def kai(worker):
    return ending_early.kai_under(worker, breaching.YRO)


def test_whoever_looks_at_an_early_end_reads_that_a_breach_waits_and_who_decided_on_it(
    jo, bea, worker, kai
):
    paper = ready(jo, kai, worker)
    assert FIRST not in page(jo, kai)
    breaching.everything_tried(jo, kai)
    breaching.put(jo, kai)
    waits = (
        f"{day(TODAY, TODAY)}: Put to a manager to decide: whether the order goes back "
        f"({worker.name}), and not decided yet."
    )
    for shown in (page(jo, kai), jo.get(ending_early.deciding(paper)).text):
        assert FIRST in shown
        assert waits in shown
    assert breaching.decide(bea, kai, "breach").status_code == 302
    for shown in (page(jo, kai), jo.get(ending_early.deciding(paper)).text):
        assert "Decided whether the order goes back: yes (Bea" in shown
        assert waits not in shown
    assert ending_early.decide(jo, paper, **NOBODY).status_code == 302, "a person judges"


def test_what_was_sent_back_of_a_breach_or_decided_at_once_is_read_too(jo, bea, kai):
    breaching.everything_tried(jo, kai)
    breaching.put(jo, kai)
    assert breaching.decide(bea, kai, "send-back", note="Ask his nan.").status_code == 302
    assert "was sent back to be mended: Bea" in page(jo, kai)
    assert breaching.at_once(bea, kai, "public-protection").status_code == 302
    assert "goes back: yes, at once, to protect the public (Bea" in page(jo, kai)


def test_whoever_prepares_or_decides_on_a_breach_reads_that_an_early_end_was_asked_for(
    jo, bea, worker, kai
):
    breaching.everything_tried(jo, kai)
    assert FIRST not in breaching.home(jo, kai)
    assert ending_early.decide(jo, ready(jo, kai, worker), **NOBODY).status_code == 302
    paper = breaching.begin(jo, kai)
    breaching.answer(jo, paper)
    asked = f"Looked at ending the order early: it is asked for ({worker.name})."
    prepares = (breaching.home(jo, kai), jo.get(breaching.putting(kai, paper)).text)
    assert jo.post(breaching.putting(kai, paper)).status_code == 302
    decides = (breaching.deciding(bea, kai).text, bea.get(f"/children/{kai}/breach/at-once/").text)
    for shown in (*prepares, *decides):
        assert FIRST in shown
        assert asked in shown
    ending_early.court_asked(jo, kai, worker)
    ending_early.record(jo, kai, "early-revocation-refused", "order=o1", note="Too soon.")
    shown = breaching.deciding(bea, kai).text
    assert "Asked the court to end the order early" in shown
    assert "The court did not end the order early" in shown


def test_of_an_early_end_only_what_was_decided_last_is_read(jo, worker, kai):
    for note in ("The exam first.", "The summer first."):
        told = {"decision": "not-yet", "note": note}
        assert ending_early.decide(jo, ready(jo, kai, worker), **told).status_code == 302
    shown = breaching.home(jo, kai)
    assert shown.count("Looked at ending the order early: not yet") == 1
