"""An order as it was made, written down on its page."""

from datetime import date

import pytest

from tests.web.orders.conftest import MADE
from waymark.children.models import Child
from waymark.duties.models import Duty
from waymark.orders.models import Order

NO_LINES = {"requirements-TOTAL_FORMS": "0", "requirements-INITIAL_FORMS": "0"}
ROBBERY = {
    "offences-TOTAL_FORMS": "1",
    "offences-INITIAL_FORMS": "0",
    "offences-0-category": "robbery",
    "offences-0-victims": "1",
    "offences-0-violent": "on",
}


@pytest.fixture
def add(workers_client, running):
    def post(kind: str, made_on=MADE, **facts: str):
        day, month, year = str(made_on.day), str(made_on.month), str(made_on.year)
        made = {"order-made_on_day": day, "order-made_on_month": month, "order-made_on_year": year}
        sent = {"order-kind": kind, **made, **ROBBERY, **NO_LINES, **facts}
        return workers_client.post(f"/children/{running.child_id}/orders/add/", sent)

    return post


def _added(child: int) -> Order:
    return Order.objects.filter(child=Child(pk=child)).latest("position")


@pytest.mark.parametrize("kind", ["hospital-order", "section-250-detention"])
def test_who_is_detained_in_hospital_is_owed_what_a_grave_sentence_asks(add, running, kind):
    assert add(kind, **{"order-in_hospital": "yes"}).status_code == 302
    order = _added(running.child_id)
    assert order.document["mental_health_detention"] is True
    owed = Duty.objects.filter(child=running.child_id, key__contains=order.reference)
    assert {"notify-victim-contact-scheme", "refer-to-mappa"} <= {each.duty for each in owed}


def test_an_order_without_detention_in_hospital_asks_neither(add, running):
    assert add("hospital-order", **{"order-in_hospital": "no"}).status_code == 302
    owed = Duty.objects.filter(child=running.child_id, key__contains="notify-victim-contact-scheme")
    assert not owed.exists()


def test_nobody_forgets_to_say_whether_a_hospital_order_detains(add, running):
    answer = add("hospital-order")
    assert answer.status_code == 422
    assert "Choose yes or no: victims are told of a detention" in answer.text
    assert '<details class="part" open>' in answer.text


def test_an_order_that_is_no_longer_made_is_written_down_with_the_day_it_was_made(add, running):
    assert add("reparation-order", made_on=date(2022, 6, 1)).status_code == 302
    assert _added(running.child_id).kind == "reparation-order"
    page = add("reparation-order", made_on=date(2022, 6, 28))
    assert page.status_code == 422
    assert "This was not made on 28 Jun 2022: check the day, or what was made" in page.text
    assert "Reparation order (until 27 Jun 2022)" in page.text


def test_an_order_that_no_code_names_says_in_words_what_it_is(add, running, workers_client):
    answer = add("other-order")
    assert answer.status_code == 422
    assert "Write what the order is, in a few words" in answer.text
    assert add("other-order", **{"order-words": "A knife crime order"}).status_code == 302
    assert _added(running.child_id).document["note"] == "A knife crime order"
    assert "A knife crime order" in workers_client.get(f"/children/{running.child_id}/orders/").text
