"""A break ends sooner than it was agreed to, or does not begin: a child is met again."""

import re
from datetime import timedelta

import pytest

from tests.children import make_child
from tests.forms import day_parts, form_with
from tests.web.diary.booking import TODAY, book
from tests.web.engagement.breaching import YRO, owed
from tests.web.engagement.breaking import BEGINS, ENDS, HOLIDAY, decide, home, put
from tests.web.engagement.test_breaks import said_of_the_week
from waymark.pages.words import day


@pytest.fixture
def kai(child_under):
    return child_under(YRO)


def end_sooner(client, child, last_on, **told):
    link = re.search(r'/children/\d+/record/break-ended-sooner/[^"]*', home(client, child))[0]
    link = link.replace("&amp;", "&")
    sent = form_with(client.get(link).text, "suspension")
    return client.post(link, sent.sent(**day_parts("last_on", last_on), **told))


def test_a_child_who_is_well_sooner_is_met_again_sooner(jo, sal, kai):
    for week in (0, 7):
        assert book(jo, kai, on=BEGINS + timedelta(days=1 + week)).status_code == 302
    put(jo, kai)
    decide(sal, kai)
    last = BEGINS + timedelta(days=3)
    refused = end_sooner(jo, kai, ENDS)
    assert refused.status_code == 422
    assert "This break was agreed until" in refused.text
    assert end_sooner(jo, kai, last, note="He is well again.").status_code == 302
    shown = home(jo, kai)
    assert f"{day(BEGINS, TODAY)} to {day(last, TODAY)}" in shown
    assert "Ends sooner</a> than agreed. He is well again." in shown
    again = day(last + timedelta(days=1), TODAY)
    assert f"{day(last, TODAY)} you do not have to come to us. From {again} we meet" in shown
    assert "It ends sooner" not in shown
    assert shown.count("Call it off") == 1  # of the two times only one is in it now
    assert f"to {day(last, TODAY)}: contact stops" in said_of_the_week(jo, kai)
    chronology = jo.get(f"/children/{kai}/chronology/").text
    assert f"A break is over sooner than agreed, from {again}" in chronology


def test_a_holiday_that_fell_through_does_not_begin_and_was_agreed_all_the_same(jo, sal, kai):
    put(jo, kai, **HOLIDAY)
    decide(sal, kai)
    assert end_sooner(jo, kai, BEGINS - timedelta(days=1)).status_code == 302
    shown = home(jo, kai)
    assert "does not begin" in shown
    told = f"The break from {day(BEGINS, TODAY)} does not happen. We go on meeting as before."
    assert told in shown
    assert "The holiday address" not in shown
    assert "A break" not in said_of_the_week(jo, kai)
    assert "Read it and decide" not in owed(sal, kai)
    assert "Ask for a break" in shown


@pytest.mark.parametrize(("last", "told"), [(-1, True), (-2, False)])
def test_until_we_meet_again_it_is_said_what_to_tell_of_a_break_now_over(jo, worker, last, told):
    began, ends, last_on = (f"{TODAY + timedelta(days=each)}" for each in (-9, 9, last))
    agreed = {"id": "b1", "kind": "suspension-approved", "order": "o1", "from": began, "to": ends}
    over = {"id": "b2", "kind": "break-ended-sooner", "suspension": "b1", "last_on": last_on}
    kai = make_child(
        worker.service,
        worker=worker,
        child={"given_name": "Kai"},
        orders=[{"id": "o1", "kind": YRO, "made_on": began}],
        events=[{**each, "on": began} for each in (agreed, over)],
    )
    shown = home(jo, kai)
    assert "Ended sooner" in shown
    assert ("Tell Kai" in shown) is told
    assert (f"The break is over. From {day(TODAY, TODAY)} we meet as before." in shown) is told
