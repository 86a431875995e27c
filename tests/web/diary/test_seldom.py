"""A time that is seldom right is asked about before it is booked, and never refused."""

from datetime import timedelta

import pytest

from tests.children import make_child
from tests.forms import day_parts, form_with
from tests.web.diary.booking import MONDAY, TODAY, book, booked, page

ENDS = TODAY + timedelta(days=60)


def with_orders(worker, *ends):
    made = {"kind": "referral-order", "made_on": TODAY.replace(day=1).isoformat(), "offences": []}
    told = [
        {"id": f"o{n}", **made, **({"ends_on": end.isoformat()} if end else {})}
        for n, end in enumerate(ends)
    ]
    child = {"given_name": "Sophie"}
    return make_child(worker.service, worker=worker, child=child, orders=told)


def asks(answer, words):
    return answer.status_code == 422 and words in answer.text


AFTER = "is after the last day of Sophie’s orders"


def test_a_time_after_the_last_of_the_orders_is_asked_about_and_booked_where_it_is_meant(
    jo, worker
):
    sophie = with_orders(worker, ENDS - timedelta(days=30), ENDS)
    assert book(jo, sophie, on=ENDS).status_code == 302
    later = ENDS + timedelta(days=1)
    assert asks(book(jo, sophie, on=later), AFTER)
    assert len(booked(worker, sophie)) == 1
    assert book(jo, sophie, on=later, sure="on").status_code == 302


def test_a_weekly_time_that_goes_on_after_the_orders_is_asked_about(jo, worker):
    sophie = with_orders(worker, ENDS)
    assert asks(book(jo, sophie, **day_parts("until", ENDS + timedelta(days=14))), AFTER)


@pytest.mark.parametrize("ends", [(), (None,), (ENDS, None)])
def test_work_without_an_end_is_not_asked_about(jo, worker, ends):
    sophie = with_orders(worker, *ends)
    assert book(jo, sophie, on=ENDS + timedelta(days=400)).status_code == 302


def test_a_time_that_is_moved_after_the_orders_is_asked_about(jo, worker):
    sophie = with_orders(worker, ENDS)
    book(jo, sophie)
    (made,) = booked(worker, sophie)
    move = f"/children/{sophie}/appointments/{made.pk}/move/"
    told = {**form_with(jo.get(move).text, "minutes").sent()}
    told |= day_parts("on", ENDS + timedelta(days=1))
    assert asks(jo.post(move, told), AFTER)
    assert jo.post(move, {**told, "sure": "on"}).status_code == 302


@pytest.mark.parametrize("at", ["00:00", "06:45", "21:30", "23:30"])
def test_a_time_at_night_is_asked_about_and_booked_where_it_is_meant(jo, sophie, worker, at):
    assert asks(book(jo, sophie, at=at), "is late or at night")
    assert booked(worker, sophie) == []
    assert book(jo, sophie, at=at, sure="on").status_code == 302


@pytest.mark.parametrize("at", ["07:00", "21:00"])
def test_a_time_early_or_late_in_the_day_is_not_asked_about(jo, sophie, at):
    assert book(jo, sophie, at=at).status_code == 302


def test_the_picture_of_the_week_says_which_times_it_leaves_out(jo, sophie):
    book(jo, sophie, at="16:00")
    assert "The picture shows" not in jo.get(f"{page(sophie)}?from={MONDAY}").text
    book(jo, sophie, at="23:30", sure="on")
    shown = jo.get(f"{page(sophie)}?from={MONDAY}").text
    assert f"Not, or not all of, Mon {MONDAY.day}, 23:30–00:30: see below" in shown


def test_a_time_in_a_break_in_which_contact_stops_is_asked_about(jo, worker):
    first, last = MONDAY - timedelta(days=2), MONDAY + timedelta(days=2)
    agreed = {"id": "b1", "kind": "suspension-approved", "on": f"{TODAY}", "order": "o0"}
    days = {"from": f"{first}", "to": f"{last}"}
    order = {"id": "o0", "kind": "referral-order", "made_on": f"{TODAY - timedelta(days=90)}"}
    made = {"child": {"given_name": "Sophie"}, "orders": [{**order, "offences": []}]}
    for less, is_asked in (({"how": "stop"}, True), ({"how": "reduce", "a_month": 2}, False)):
        sophie = make_child(
            worker.service, worker=worker, events=[{**agreed, **days, **less}], **made
        )
        at = "10:00" if is_asked else "12:00"
        assert asks(book(jo, sophie, on=MONDAY, at=at), "in which contact stops") is is_asked
        assert book(jo, sophie, on=last + timedelta(days=1), at=at).status_code == 302
