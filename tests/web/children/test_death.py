"""A child who died: written down once and with care, and nothing goes on as if it were not so."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.children import make_child
from tests.people import make_person, make_service, signed_in_client
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.children.models import Allocation
from waymark.chronology.models import Event
from waymark.duties.models import Duty, Standing

TODAY = timezone.localdate()
SENT = {"on_day": TODAY.day, "on_month": TODAY.month, "on_year": TODAY.year, "note": "In hospital."}


@pytest.fixture
def worker(db):
    return make_person(service=make_service())


@pytest.fixture
def client(worker):
    return signed_in_client(worker)


@pytest.fixture
def child(worker):
    made = make_child(worker.service, worker=worker, child={"given_name": "Robin"})
    asking.as_user(worker)
    return made


def tell(client, child, **more):
    return client.post(reverse("record-event", args=[child, "child-died"]), {**SENT, **more})


def test_it_is_not_written_down_until_somebody_says_that_she_has_checked(client, child):
    page = client.get(reverse("record-event", args=[child, "child-died"])).text
    assert "I have checked that this is so" in page
    assert f'value="{TODAY.year}"' not in page, "no day is taken for granted"
    answer = tell(client, child)
    assert answer.status_code == 422
    assert "Tick this once you have checked" in answer.text
    assert "In hospital." in answer.text
    assert not Event.objects.filter(kind="child-died").exists()


def test_the_child_leaves_the_lists_nothing_is_owed_and_no_order_runs_on(client, child):
    assert "Robin" in client.get("/").text
    tell(client, child, sure="on")
    assert "Robin" not in client.get("/").text
    assert not Duty.objects.filter(child=child, done_on=None).exists()
    assert Standing.objects.get(child=child).orders == []
    orders = client.get(reverse("orders", args=[child])).text
    assert "when Robin died" in orders
    assert "order-line" not in orders
    assert "Record its end" not in orders


def test_the_child_is_not_offered_as_seen_together_with_another(client, child, worker):
    other = make_child(worker.service, worker=worker)
    contact = reverse("record-contact", args=[other])
    assert "Robin Test" in client.get(contact).text
    tell(client, child, sure="on")
    assert "Robin Test" not in client.get(contact).text


def test_every_page_of_the_child_says_so_in_place_of_how_the_child_lives(client, child, worker):
    tell(client, child, sure="on")
    for name in ("child", "orders", "needs", "chronology"):
        page = client.get(reverse(name, args=[child])).text
        assert f"died on {TODAY:%A} {TODAY.day} {TODAY:%B}" in page
        assert "is the worker, since" not in page


def test_what_is_taken_back_never_was(client, child):
    there = tell(client, child, sure="on")["Location"]
    client.post(f"{there}undo/")
    assert "Robin" in client.get("/").text
    assert "died on" not in client.get(reverse("child", args=[child])).text
    assert Duty.objects.filter(child=child, done_on=None).exists()
    assert Allocation.objects.filter(child=child).exists()


def test_it_is_taken_back_after_it_was_corrected_too(client, child):
    there = tell(client, child, sure="on")["Location"]
    first = Event.objects.get(kind="child-died")
    client.post(f"{there}correct/", {**SENT, "note": "At home.", "began_from": first.reference})
    assert "died on" in client.get(reverse("child", args=[child])).text
    client.post(f"{there}withdraw/", {"reason": "Another child."})
    assert "died on" not in client.get(reverse("child", args=[child])).text


def test_it_is_written_down_once(client, child):
    tell(client, child, sure="on")
    answer = tell(client, child, sure="on")
    assert answer.status_code == 422
    assert "It is written already" in answer.text


def test_a_worker_who_leaves_hands_over_a_child_who_died_without_introductions(
    client, child, worker
):
    tell(client, child, sure="on")
    other = make_person(service=worker.service)
    sal = signed_in_client(make_person(Role.SENIOR_MANAGER, service=worker.service))
    sent = {f"to_{child}": other.pk, "why": "Leaves."}
    assert sal.post(reverse("leaver", args=[worker.pk]), sent).status_code == 302
