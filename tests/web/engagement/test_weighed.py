"""What is weighed before a break is read from the record: beside each question, and by whoever
decides."""

import re
from datetime import timedelta

import pytest

from tests.children import make_child
from tests.forms import day_parts
from tests.web.diary.booking import TODAY, book
from tests.web.engagement.breaching import YRO
from tests.web.engagement.breaking import (
    BEGINS,
    ENDS,
    HOLIDAY,
    answer,
    ask,
    begin,
    decide,
    deciding,
    home,
    put,
)
from tests.web.engagement.test_tried import main, miss, record
from tests.web.plans.test_settling_in import inducted

BOOKED = BEGINS + timedelta(days=2)


@pytest.fixture
def kai(worker):
    order = {
        "id": "o1",
        "kind": YRO,
        "made_on": f"{TODAY - timedelta(days=100)}",
        "ends_on": f"{TODAY + timedelta(days=300)}",
        "offences": [{"id": "f1", "category": "robbery", "violent": True}],
    }
    judged = {"id": "j1", "kind": "judgement", "on": f"{TODAY - timedelta(days=5)}"}
    judged |= {"serious_harm": "medium", "reoffending": "high"}
    level = {"id": "l1", "kind": "contact-level-set", "on": f"{TODAY - timedelta(days=90)}"}
    level |= {"level": "standard", "a_month": 4}
    child = {"given_name": "Kai"}
    events = [judged, level]
    return make_child(worker.service, worker=worker, child=child, orders=[order], events=events)


HELD = [
    "serious harm judged medium",
    "offending again judged high",
    "robbery (violent)",
    "25% of it is over",
    "missed 1 time",
    "1 time is booked in these days",
    "owed by how often we meet",
    "“He rang by himself”",
]


@pytest.mark.provision("CM-200", "CM-203")
def test_what_the_record_holds_stands_beside_each_question_and_before_who_decides(jo, sal, kai):
    miss(jo, kai, TODAY)
    record(jo, kai, "achievement", note="He rang by himself.", **day_parts("on", TODAY))
    book(jo, kai, on=BOOKED)
    put(jo, kai)
    paper = begin(jo, kai)
    beside = jo.get(f"{paper}break-weighed/").text
    decides = main(deciding(sal, kai).text)
    for words in HELD:
        assert words in beside, words
        assert words.casefold() in decides.casefold(), words
    for called in ("Risk to the public", "Time on the order", "Contacts that would be missed"):
        assert called in decides


def test_before_days_are_said_nothing_is_reckoned_of_them(jo, kai):
    paper = begin(jo, kai)
    assert "say first from which day until which" in jo.get(f"{paper}break-weighed/").text
    assert "On record" not in jo.get(f"{paper}break-days/").text


@pytest.mark.provision("CM-209")
def test_a_holiday_that_was_told_of_at_the_start_is_there_when_it_is_asked_for(
    jo, sal, kai, worker
):
    inducted(jo, kai, worker, induct_away="Two weeks in Spain in May. I said it is likely.")
    paper = begin(jo, kai)
    assert "“Two weeks in Spain in May. I said it is likely”" in jo.get(f"{paper}break-asked/").text
    answer(jo, paper, **HOLIDAY)
    assert jo.post(f"{paper.replace('papers', 'breaks')}put/").status_code == 302
    assert "Arranged at the start" in deciding(sal, kai).text


def test_what_is_booked_in_a_break_is_called_off_from_there(jo, sal, kai):
    book(jo, kai, on=BOOKED)
    book(jo, kai, on=ENDS + timedelta(days=1))
    address = ask(jo, kai)
    assert main(jo.get(address).text).count("/appointments/") == 1
    jo.post(address)
    decide(sal, kai)
    links = re.findall(r"/children/\d+/appointments/\d+/call-off/", home(jo, kai))
    assert len(links) == 1
    assert jo.get(links[0]).status_code == 200


def test_a_break_that_is_over_asks_for_nothing_any_more(jo, sal, kai):
    begins, ends = TODAY - timedelta(days=60), TODAY - timedelta(days=1)
    put(jo, kai, begins=begins, ends=ends, **HOLIDAY)
    decide(sal, kai)
    shown = home(jo, kai)
    assert "Record the journey" not in shown
    assert "Tell Kai" not in shown


def test_what_was_agreed_by_mistake_is_withdrawn_and_waits_again(jo, sal, kai):
    put(jo, kai)
    decide(sal, kai)
    page = sal.get(f"/children/{kai}/chronology/").text
    event = re.search(rf"/children/{kai}/events/\d+/", page[page.index("A break agreed") - 900 :])
    address = f"{event[0]}withdraw/"
    assert sal.post(address, {"reason": "The wrong child."}).status_code == 302
    assert "not decided yet" in home(jo, kai)


def test_of_a_break_the_week_and_what_we_tried_lead_there(jo, kai):
    for page in ("week", "tried"):
        assert f"/children/{kai}/breaks/" in jo.get(f"/children/{kai}/{page}/").text


def test_somebody_who_met_the_child_still_writes_it_down_in_a_break(jo, sal, kai):
    put(jo, kai, begins=TODAY, ends=TODAY + timedelta(days=3))
    decide(sal, kai)
    told = {"note": "He rang.", **day_parts("on", TODAY)}
    assert record(jo, kai, "achievement", **told).status_code == 302
