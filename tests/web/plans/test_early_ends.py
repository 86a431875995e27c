"""What a review decides about an early end of the order is done, or asked about again."""

from datetime import timedelta

import pytest

from tests.web.plans.conftest import TODAY
from tests.web.plans.reviewing import complete, events, order_until, ready
from tests.web.plans.writing import form_of
from waymark.accounts import asking
from waymark.duties.models import Duty
from waymark.orders.models import Order
from waymark.pages import words
from waymark.rules.calendar import months_after


def test_what_is_decided_about_an_early_end_is_shown_with_what_comes_of_the_review(
    jo, agreed, worker
):
    soon = TODAY + timedelta(days=20)  # more than half of the order has gone
    Order.objects.filter(child=agreed).update(document=order_until(agreed, worker, soon))
    paper = ready(jo, agreed, worker, review_early="panel")
    shown = jo.get(f"/children/{agreed}/papers/{paper.pk}/complete/review/").text
    assert "<b>Ask the court to end it early</b>" in shown


@pytest.mark.provision("CM-436")
def test_who_decides_in_a_review_to_ask_for_an_early_end_is_then_asked_to_do_it(jo, agreed, worker):
    soon = TODAY + timedelta(days=20)
    Order.objects.filter(child=agreed).update(document=order_until(agreed, worker, soon))
    paper = ready(jo, agreed, worker, review_early="panel")
    done = complete(jo, paper, outcome="stays", because="It works.")
    shown = jo.get(done["Location"]).text
    assert "Asking for the early end stands among what is to be done." in shown
    (decided,) = events(agreed, worker, "early-revocation-considered")
    address = f"/children/{agreed}/record/court-application/?for={decided['id']}&purpose=revoke"
    form = form_of(jo, address, "purpose")
    assert form.fields["for"].values == [decided["id"]]
    assert jo.post(address, form.sent()).status_code == 302
    asking.as_user(worker)
    assert Duty.objects.get(child=agreed, duty="apply-for-early-revocation").done_on == TODAY


@pytest.mark.parametrize(("days", "says"), [(20, "The order ends before"), (110, "again from")])
def test_who_decides_against_an_early_end_reads_when_it_is_asked_about_again(
    jo, agreed, worker, days, says
):
    ends = TODAY + timedelta(days=days)
    begins = {"made_on": (TODAY - timedelta(days=150)).isoformat()}
    told = {**order_until(agreed, worker, ends), **begins}
    Order.objects.filter(child=agreed).update(document=told, made_on=begins["made_on"])
    paper = ready(jo, agreed, worker, review_early="no")
    what_comes_of_it = f"/children/{agreed}/papers/{paper.pk}/complete/review/"
    again = words.day(months_after(TODAY, 3), TODAY)
    for shown in (
        jo.get(what_comes_of_it).text,
        jo.get(complete(jo, paper, outcome="stays", because="It works.")["Location"]).text,
    ):
        assert says in shown
        assert (f"An early end is asked about again from {again}." in shown) is (days > 100)
