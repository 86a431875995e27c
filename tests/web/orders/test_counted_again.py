"""How many people were harmed is put right with a reason; what was written at first stays."""

import html

import pytest
from django.utils import timezone

from tests.children import make_child
from tests.forms import day_parts, form_with
from tests.people import make_person, make_team, signed_in_client
from waymark.accounts import asking
from waymark.chronology import casefile
from waymark.chronology.models import Event
from waymark.duties.models import Duty
from waymark.orders.models import Order
from waymark.rules.known import known_on

TODAY = timezone.localdate()
ROBBERY = {"id": "f1", "category": "robbery", "victims": ["v1", "v2"]}
ORDER = {"id": "o1", "kind": "referral-order", "made_on": "2026-01-05", "offences": [ROBBERY]}


@pytest.fixture
def worker(db):
    return make_person(team=make_team(), name="Jo")


@pytest.fixture
def jo(worker):
    return signed_in_client(worker)


@pytest.fixture
def child(worker):
    told = {"orders": [ORDER], "child": {"given_name": "Sophie"}}
    made = make_child(worker.service, worker=worker, **told)
    asking.as_user(worker)
    return made


def page(child):
    return f"/children/{child}/record/harmed-counted-again/?offence=o1:f1"


def count_again(jo, child, harmed, reason="One of them was only there"):
    form = form_with(jo.get(page(child)).text, "harmed")
    sent = form.sent(harmed=str(harmed), reason=reason, **day_parts("on", TODAY))
    return jo.post(page(child), sent)


def to_invite(child, worker):
    asking.as_user(worker)
    found = Duty.objects.filter(child=child, duty="decide-victim-invitation")
    return sorted(found.values_list("key", flat=True))


def test_the_order_leads_to_where_the_number_is_put_right(jo, child):
    orders = html.unescape(jo.get(f"/children/{child}/orders/").text)
    assert "Robbery, 2 people harmed" in orders
    assert f'href="{page(child)}"' in orders.replace("%3A", ":")


def test_whatever_reads_the_number_reads_the_one_that_is_right(jo, child, worker):
    assert len(to_invite(child, worker)) == 2
    assert count_again(jo, child, 1).status_code == 302
    assert to_invite(child, worker) == ["decide-victim-invitation:o1:v1"]
    assert "Robbery, 1 person harmed" in jo.get(f"/children/{child}/orders/").text
    asking.as_user(worker)
    assert known_on(casefile.of(child), TODAY).harmed == 1
    assert count_again(jo, child, 3).status_code == 302
    assert len(to_invite(child, worker)) == 3
    assert count_again(jo, child, 0).status_code == 302
    assert to_invite(child, worker) == []


def test_what_was_written_at_first_is_kept_and_the_chronology_says_why(jo, child, worker):
    count_again(jo, child, 1)
    asking.as_user(worker)
    assert Order.objects.get(child=child).document["offences"] == [ROBBERY]
    chronology = jo.get(f"/children/{child}/chronology/").text
    assert "How many people were harmed was put right: 1" in chronology
    assert "One of them was only there" in chronology
    made = Event.objects.get(child=child, kind="harmed-counted-again")
    shown = html.unescape(jo.get(f"/children/{child}/events/{made.pk}/").text)
    assert "Robbery, 1 person harmed (referral order, made on" in shown
    orders = jo.get(f"/children/{child}/orders/").text
    assert f'href="/children/{child}/events/{made.pk}/"' in orders


def test_taken_back_the_number_is_again_what_it_was(jo, child, worker):
    count_again(jo, child, 1)
    asking.as_user(worker)
    made = Event.objects.get(child=child, kind="harmed-counted-again")
    jo.post(f"/children/{child}/events/{made.pk}/withdraw/", {"reason": "It was two."})
    assert len(to_invite(child, worker)) == 2


@pytest.mark.parametrize("wrong", ["-1", "1.5", "101", "many", ""])
def test_what_is_no_number_of_people_is_asked_for_again(jo, child, wrong):
    assert count_again(jo, child, wrong).status_code == 422


def test_a_reason_is_asked_for(jo, child):
    assert count_again(jo, child, 1, reason="").status_code == 422
