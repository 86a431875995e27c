"""What is booked in a break in which contact stops is called off in one act, all of it or some."""

import re
from datetime import timedelta

import pytest

from tests.forms import form_with
from tests.web.diary.booking import book, booked
from tests.web.engagement.breaching import YRO
from tests.web.engagement.breaking import BEGINS, decide, home, put
from waymark.accounts import asking
from waymark.chronology.models import Event


@pytest.fixture
def kai(child_under):
    return child_under(YRO)


@pytest.fixture
def two_times(jo, kai):
    for week in (0, 7):
        assert book(jo, kai, on=BEGINS + timedelta(days=1 + week)).status_code == 302


def calling_off(client, child):
    found = re.search(r"/children/\d+/breaks/\d+/call-off/", home(client, child))
    return found[0] if found else ""


def call_off(client, address, **said):
    form = form_with(client.get(address).text, "because")
    return client.post(address, form.sent(whose="child", **said))


def test_what_is_booked_in_a_break_is_called_off_in_one_act(jo, sal, kai, worker, two_times):
    put(jo, kai)
    decide(sal, kai)
    assert call_off(jo, calling_off(jo, kai)).status_code == 302
    shown = home(jo, kai)
    assert "They are called off" in shown
    assert "Booked in these days" not in shown
    for each in booked(worker, kai):
        assert each.state == "called-off"
        assert each.document["called_off"]["because"] == "A break is agreed."


def test_of_what_is_booked_in_a_break_only_what_is_ticked_is_called_off(
    jo, sal, kai, worker, two_times
):
    put(jo, kai)
    decide(sal, kai)
    first, address = str(booked(worker, kai)[0].pk), calling_off(jo, kai)
    assert call_off(jo, address, times=first).status_code == 302
    assert [each.state for each in booked(worker, kai)] == ["called-off", "booked"]
    refused = call_off(jo, address, times=first)
    assert refused.status_code == 422
    assert "Somebody was quicker" in refused.text


def test_where_contact_is_less_and_does_not_stop_each_time_is_called_off_by_hand(
    jo, sal, kai, two_times
):
    put(jo, kai, break_how="reduce", break_a_month="2")
    decide(sal, kai)
    assert "Booked in these days" in home(jo, kai)
    assert calling_off(jo, kai) == ""


def test_what_is_no_break_has_nothing_to_call_off(jo, sal, kai, worker, two_times):
    put(jo, kai)
    decide(sal, kai)
    address = calling_off(jo, kai)
    asking.as_user(worker)
    other = Event.objects.filter(child=kai, kind="put-to-manager").get()
    assert jo.get(f"/children/{kai}/breaks/{other.pk}/call-off/").status_code == 404
    call_off(jo, address)
    assert jo.get(address).status_code == 302
    assert "Nothing that is still to come is booked" in home(jo, kai)
