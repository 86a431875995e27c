"""What is put to a manager waits for her, is answered once, and a later paper takes its place."""

from datetime import date

import pytest
from hypothesis import given

from tests.unit.rules.cases import case_file, event, order, seen
from tests.unit.rules.generated import case_files, days
from tests.unit.rules.test_generated import few
from waymark.rules.casefile import parse
from waymark.rules.deciding import DECISIONS, put_forward, waiting
from waymark.rules.events.deciding import SentBack
from waymark.rules.known import known_on
from waymark.rules.settings import Settings

ORDERS = [order(), order(id="o2", kind="referral-order")]


def put(on, what="breach", about="o1", **facts):
    return event("put-to-manager", on, what=what, order=about, paper="p1", **facts)


def back(on, which="e1"):
    return event("sent-back", on, put=which)


def breach(on, which=None, **facts):
    named = {"put": which} if which else {}
    return event("breach-decided", on, decision="breach", order="o1", **named, **facts)


def owed(*events, on="2026-06-01", **an_order):
    orders = [order(**an_order), ORDERS[1]]
    rows = seen(case_file(*events, orders=orders), on)
    return {
        key: row
        for key, row in rows.items()
        if key.startswith(("decide-", "mend-what-", "hold-panel-after", "write-up"))
    }


def what_waits(*events, what="breach", about=None):
    told = parse(case_file(*events, orders=ORDERS))
    found = waiting(known_on(told, date(2026, 6, 1)), what, about)
    return found.id if found else None


@pytest.mark.provision("CM-454")
def test_what_is_put_forward_is_owed_a_decision_until_it_is_decided():
    assert owed(put("2026-03-02")) == {"decide-breach:e1": ("2026-03-02", None, None, "open")}
    answered = owed(put("2026-03-02"), breach("2026-03-04", "e1"))
    assert answered["decide-breach:e1"] == ("2026-03-02", None, "2026-03-04", "done")


@pytest.mark.provision("CM-454")
def test_what_is_sent_back_is_owed_by_who_prepared_it_from_that_day():
    rows = owed(put("2026-03-02"), back("2026-03-04"), on="2026-03-05")
    assert rows["decide-breach:e1"].status == "done"
    mend = "mend-what-was-sent-back:breach:e2"
    assert rows[mend] == ("2026-03-04", "2026-03-04", None, "overdue")
    rows = owed(put("2026-03-02"), back("2026-03-04"), put("2026-03-09"))
    assert rows[mend].status == "done-late"
    assert rows["decide-breach:e3"].status == "open"


@pytest.mark.provision("CM-198", "CM-202")
def test_a_break_is_a_senior_managers_to_agree_to_or_refuse():
    asked = put("2026-03-02", "break")
    assert owed(asked) == {"decide-break:e1": ("2026-03-02", None, None, "open")}
    refused = event("suspension-refused", "2026-03-03", order="o1", put="e1")
    period = {"from_": "2026-03-10", "to": "2026-03-20"}
    agreed = event("suspension-approved", "2026-03-03", order="o1", put="e1", **period)
    for answer in (refused, agreed):
        assert owed(asked, answer)["decide-break:e1"].status == "done"
    assert owed(asked, breach("2026-03-03", "e1"))["decide-break:e1"].status == "open"


def test_a_later_paper_takes_the_place_of_one_that_waits():
    rows = owed(put("2026-03-02"), put("2026-03-09"))
    assert rows["decide-breach:e1"].status == "missed"
    assert rows["decide-breach:e2"].status == "open"
    assert what_waits(put("2026-03-02"), put("2026-03-09")) == "e2"


def test_papers_of_other_orders_and_of_other_kinds_take_nobodys_place():
    assert what_waits(put("2026-03-02"), put("2026-03-09", about="o2"), about="o1") == "e1"
    assert what_waits(put("2026-03-02"), put("2026-03-09", "break")) == "e1"


def test_what_was_decided_without_a_paper_answers_none():
    assert what_waits(put("2026-03-02"), breach("2026-03-03")) == "e1"


def test_a_decision_that_was_withdrawn_is_none_and_a_corrected_one_still_is():
    answered = [put("2026-03-02"), breach("2026-03-04", "e1")]
    assert what_waits(*answered) is None
    assert what_waits(*answered, event("withdrawn", "2026-03-05", corrects="e2")) == "e1"
    mended = {**breach("2026-03-04", "e1"), "decision": "no-breach", "corrects": "e2"}
    assert what_waits(*answered, mended) is None


def test_what_is_put_forward_and_withdrawn_waits_for_nobody():
    gone = event("withdrawn", "2026-03-05", corrects="e1")
    assert what_waits(put("2026-03-02"), gone) is None
    assert owed(put("2026-03-02"), gone) == {}


def test_nothing_is_decided_any_more_once_the_order_has_ended():
    ended = {"ends_on": "2026-04-01"}
    rows = owed(put("2026-03-02"), **ended)
    assert rows["decide-breach:e1"].status == "missed"


URGENT = breach("2026-03-06", urgent="further-offence")  # a Friday


@pytest.mark.provision("CM-451")
def test_after_a_decision_that_could_not_wait_the_panel_is_held_within_five_working_days():
    key = "hold-panel-after-urgent-breach:e1"
    assert owed(URGENT, on="2026-03-13")[key] == ("2026-03-06", "2026-03-13", None, "due-today")
    held = event("engagement-panel-held", "2026-03-10", order="o1")
    assert owed(URGENT, held)[key].status == "done"
    other = event("engagement-panel-held", "2026-03-10", order="o2")
    assert owed(URGENT, other)[key].status == "overdue"


@pytest.mark.provision("CM-454")
def test_after_a_decision_that_could_not_wait_what_it_rests_on_is_written():
    key = "write-up-urgent-breach:e1"
    assert owed(URGENT, on="2026-03-16")[key] == ("2026-03-06", "2026-03-13", None, "overdue")
    rows = owed(URGENT, put("2026-03-09", after="e1"))
    assert rows[key].status == "done"
    assert "decide-breach:e2" not in rows  # it was decided already
    assert owed(URGENT, put("2026-03-09"))[key].status == "overdue"


def test_a_service_may_choose_by_when_both_are_done_and_the_duty_says_so():
    own = Settings(after_urgent_breach=2, own={"after_urgent_breach": ((date.min, "we agreed"),)})
    rows = seen(case_file(URGENT, orders=ORDERS), "2026-03-10", own)
    for duty in ("hold-panel-after", "write-up"):
        assert rows[f"{duty}-urgent-breach:e1"].due == "2026-03-10"


def test_what_could_wait_and_what_does_not_go_back_owe_neither():
    assert owed(breach("2026-03-06")) == {}
    assert owed({**URGENT, "decision": "no-breach"}) == {}


def test_once_a_decision_at_once_is_withdrawn_what_it_rests_on_is_decided():
    rows = owed(
        URGENT, put("2026-03-09", after="e1"), event("withdrawn", "2026-03-10", corrects="e1")
    )
    assert rows == {"decide-breach:e2": ("2026-03-09", None, None, "open")}


@few
@given(case_files, days)
def test_of_each_order_at_most_one_paper_of_a_kind_waits_and_none_is_answered_twice(file, day):
    case = known_on(parse(file), day)
    for what in DECISIONS:
        for each in case.orders:
            puts = put_forward(case, what, each.id)
            assert sum(one.waits for one in puts) <= 1
            for one in puts:
                assert not (one.waits and one.answer)
                assert bool(one.sent_back) <= isinstance(one.answer, SentBack)
            if puts and puts[-1].waits:
                assert waiting(case, what, each.id) == puts[-1].event
