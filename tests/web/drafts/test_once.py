"""A form that is sent twice is done once, and both times leads to the same place."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.forms import day_parts
from tests.people import make_person, signed_in_client
from tests.web.children.test_registering import TYPED as REGISTRATION
from tests.web.contacts.recording import client_of, make_worker, take_in
from waymark.accounts import asking
from waymark.accounts.models import Role, User
from waymark.audit.models import AuditRow
from waymark.children.models import Allocation, Child, Cover
from waymark.chronology.models import Event
from waymark.drafts.models import Sent
from waymark.orders.models import Order

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
CONTACT = {"outcome": "attended", "note": "Drew the dog.", "method": "office"}
CONTACT |= day_parts("on", TODAY)
PANEL = {"order": "o2", "note": "We met.", **day_parts("on", TODAY)}
ORDER = {
    "order-kind": "referral-order",
    "offences-TOTAL_FORMS": "1",
    "offences-INITIAL_FORMS": "0",
    "requirements-TOTAL_FORMS": "1",
    "requirements-INITIAL_FORMS": "0",
    **day_parts("order-made_on", TODAY - timedelta(days=3)),
    **day_parts("order-ends_on", TODAY + timedelta(days=90)),
}


@pytest.fixture
def bea() -> User:
    return make_worker(Role.SENIOR_MANAGER, name="Bea Holt")


@pytest.fixture
def sophie(bea: User) -> Child:
    return take_in(bea)


@pytest.fixture
def client(bea: User) -> Client:
    return client_of(bea)


def key(client: Client, address: str) -> str:
    """The key of the last form of a page; one of the frame's may stand before it."""
    return re.findall(r'name="once" value="([^"]+)"', client.get(address).text)[-1]


def twice(client: Client, address: str, typed: dict[str, object]) -> list[str]:
    sent = {**typed, "once": key(client, address)}
    answers = [client.post(address, sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    return [answer.headers["Location"] for answer in answers]


def added(client: Client, address: str, typed: dict[str, object], rows) -> int:
    """How many rows it adds to send a form of a page twice."""
    before = rows.count()
    first, second = twice(client, address, typed)
    assert first == second
    return rows.count() - before


def test_whatever_adds_to_a_record_adds_it_once(client, bea, sophie):
    child = f"/children/{sophie.pk}"
    contacts = Event.objects.filter(kind="contact")
    panels = Event.objects.filter(kind="engagement-panel-held")
    assert added(client, f"{child}/contact/", CONTACT, contacts) == 1
    assert added(client, f"{child}/record/engagement-panel-held/", PANEL, panels) == 1
    assert added(client, f"{child}/orders/add/", ORDER, Order.objects) == 1
    worker = make_worker(service=bea.service)
    given = {"worker": worker.pk}
    assert added(client, f"{child}/workers/co-worker/", given, Allocation.objects) == 1


def test_what_a_manager_arranges_is_arranged_once(client, bea):
    days = {**day_parts("first", TODAY), **day_parts("last", TODAY)}
    worker, away = (make_worker(service=bea.service) for _ in range(2))
    typed = {"worker": worker.pk, "away": away.pk, **days}
    assert added(client, "/workers/cover/", typed, Cover.objects) == 1


def test_a_child_is_registered_once():
    jo = make_person(name="Jo Field")
    asking.as_user(jo)
    assert added(signed_in_client(jo), "/register/", REGISTRATION, Child.objects) == 1


def test_without_the_key_each_would_be_done(client, sophie):
    """What the tests above stand on."""
    address = f"/children/{sophie.pk}/contact/"
    before = Event.objects.count()
    for _ in range(2):
        client.post(address, CONTACT)
    assert Event.objects.count() == before + 2


def test_the_same_page_sent_with_other_words_is_another_thing_and_nothing_is_lost(client, sophie):
    address = f"/children/{sophie.pk}/contact/"
    once = key(client, address)
    for note in ("The morning.", "The afternoon."):
        client.post(address, {**CONTACT, "note": note, "once": once})
    notes = Event.objects.filter(kind="contact", on=TODAY).values_list("words__text", flat=True)
    assert set(notes) == {"The morning.", "The afternoon."}


def test_the_same_words_on_a_new_page_are_another_thing(client, sophie):
    address = f"/children/{sophie.pk}/contact/"
    first, second = (
        client.post(address, {**CONTACT, "once": key(client, address)}).headers["Location"]
        for _ in range(2)
    )
    assert first != second


def test_what_was_refused_may_be_sent_again_as_it_is(client, sophie, monkeypatch):
    address = f"/children/{sophie.pk}/contact/"
    tomorrow = day_parts("on", TODAY + timedelta(days=1))
    sent = {**CONTACT, **tomorrow, "once": key(client, address)}
    assert [client.post(address, sent).status_code for _ in range(2)] == [422, 422]
    assert not Sent.objects.exists()


def test_a_key_is_good_for_whoever_was_given_it_alone(client, bea, sophie):
    address = f"/children/{sophie.pk}/contact/"
    sent = {**CONTACT, "once": key(client, address)}
    colleague = client_of(make_worker(Role.SENIOR_MANAGER, service=bea.service))
    first, second = (each.post(address, sent).headers["Location"] for each in (client, colleague))
    assert first != second


def test_what_was_sent_is_not_kept_with_it(client, bea, sophie):
    twice(client, f"/children/{sophie.pk}/contact/", CONTACT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT drafts_sent::text FROM drafts_sent")
        ((row,),) = cursor.fetchall()
    assert "dog" not in row


def test_the_audit_says_whose_form_was_sent_again(client, bea, sophie):
    twice(client, f"/children/{sophie.pk}/contact/", CONTACT)
    asking.as_user(bea)
    row = AuditRow.objects.order_by("-number").first()
    assert '"again":true' in row.content
    assert row.children == [sophie.pk]


def test_it_is_forgotten_after_a_sitting(client, bea, sophie):
    address = f"/children/{sophie.pk}/contact/"
    twice(client, address, CONTACT)
    asking.as_user(bea)
    Sent.objects.update(sent_at=timezone.now() - timedelta(hours=13))
    twice(client, address, CONTACT)
    assert Sent.objects.count() == 1


def test_a_page_of_passwords_leaves_no_trace_of_what_was_sent(client, bea):
    client.post("/sign-in/again/", {"password": "wrong", "once": "x" * 16})
    asking.as_user(bea)
    assert not Sent.objects.exists()


def test_each_form_of_a_page_has_a_key_of_its_own(client, sophie):
    page = client.get(f"/children/{sophie.pk}/contact/").text
    keys = re.findall(r'name="once" value="([^"]+)"', page)
    assert len(keys) == page.count('name="csrfmiddlewaretoken"') > 1
    assert len(set(keys)) == len(keys)
